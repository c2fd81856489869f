using Zhiping.Attachments.Imaging;
using Zhiping.Data;
using Zhiping.Documents.Browser;

namespace Zhiping.Demo.Drawing;

/// <summary>Drawn scans, kept in the instance's work folder.</summary>
public sealed class DrawingFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration) => services.AddSingleton(provider => new DrawnScans(
        provider.GetRequiredService<Chromium>(), provider.GetRequiredService<ImageWorkers>(), Path.Combine(provider.GetRequiredService<ZhipingHome>().Work, "drawn")));

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
