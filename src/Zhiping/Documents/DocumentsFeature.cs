using Zhiping.Data;
using Zhiping.Documents.Browser;

namespace Zhiping.Documents;

/// <summary>Printing, joining and signing of documents.</summary>
public sealed class DocumentsFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("Chromium").Get<ChromiumOptions>() ?? new ChromiumOptions());
        services.AddSingleton<Chromium>();
        services.AddSingleton<DocumentPrinter>();
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
