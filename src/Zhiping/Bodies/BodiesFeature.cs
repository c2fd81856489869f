using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Bodies;

/// <summary>Regions, units, authorities and offices.</summary>
public sealed class BodiesFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<BodyRoute>();
        services.AddScoped<IWaitingFor, PendingUnits>();
        services.AddScoped<IBodyNames, BodyNames>();
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}

/// <summary>The names of bodies for the account page.</summary>
internal sealed class BodyNames(AppDb db) : IBodyNames
{
    public async Task<IReadOnlyDictionary<Guid, string>> NamesOf(IReadOnlyCollection<Guid> bodyIds, CancellationToken stop) =>
        await db.Bodies().Where(b => bodyIds.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.Name, stop);
}
