using Zhiping.Data;

namespace Zhiping.Committees;

/// <summary>Committees, pools, draws.</summary>
public sealed class CommitteesFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration) => services.AddScoped<CommitteeDesk>();

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
