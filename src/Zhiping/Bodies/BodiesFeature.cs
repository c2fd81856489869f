using Zhiping.Data;

namespace Zhiping.Bodies;

/// <summary>Regions, units, authorities and offices.</summary>
public sealed class BodiesFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<BodyRoute>();
        services.AddScoped<IWaitingFor, PendingUnits>();
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
