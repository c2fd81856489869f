using Zhiping.Data;

namespace Zhiping.History;

/// <summary>The append-only history and its log.</summary>
public sealed class HistoryFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ICommitStep, HistoryStep>();
        services.AddScoped<HistorySealer>();
        services.AddScoped<HistoryExport>();
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
