using Zhiping.Data;

namespace Zhiping.Publicity;

/// <summary>Publicity in the unit and the unit's opinion.</summary>
public sealed class PublicityFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<OfficeCases>();
        services.AddScoped<OfficeRoute>();
        services.AddScoped<UnitDesk>();
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
