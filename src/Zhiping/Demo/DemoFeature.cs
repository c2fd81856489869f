using Zhiping.Attachments.Imaging;
using Zhiping.Data;
using Zhiping.Demo.Drawing;
using Zhiping.Documents.Browser;

namespace Zhiping.Demo;

/// <summary>What made-up worlds need: drawn scans, kept in the site's folder.</summary>
public sealed class DemoFeature : IFeature
{
    /// <summary>The setting that names another folder for drawn scans, which are the same for every season.</summary>
    public const string DrawnFolder = "Zhiping:DrawnFolder";

    public void Add(IServiceCollection services, IConfiguration configuration) => services.AddSingleton(provider => new DrawnScans(
        provider.GetRequiredService<Chromium>(), provider.GetRequiredService<ImageWorkers>(),
        configuration[DrawnFolder] ?? Path.Combine(provider.GetRequiredService<ZhipingHome>().Work, "drawn")));

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
