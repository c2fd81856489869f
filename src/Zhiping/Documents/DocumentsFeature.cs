using Zhiping.Data;
using Zhiping.Documents.Browser;
using Zhiping.Documents.Signing;

namespace Zhiping.Documents;

/// <summary>Printing, joining and signing of documents.</summary>
public sealed class DocumentsFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider =>
        {
            var options = configuration.GetSection("Chromium").Get<ChromiumOptions>() ?? new ChromiumOptions();
            options.Notes ??= provider.GetRequiredService<ZhipingHome>().Work;
            return options;
        });
        services.AddSingleton<Chromium>();
        services.AddSingleton<DocumentPrinter>();
        services.AddSingleton(provider => configuration["Signing:Pfx"] is { Length: > 0 } file
            ? SigningCertificate.FromPfx(file, configuration["Signing:Password"])
            : SigningCertificate.OfInstance(
                provider.GetRequiredService<KeyRing>(), provider.GetRequiredService<ZhipingHome>().Root, configuration["Signing:Name"] ?? "Zhiping 职评"));
        services.AddSingleton(provider => new PdfSigner(provider.GetRequiredService<SigningCertificate>(), provider.GetRequiredService<RealClock>().Time));
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
