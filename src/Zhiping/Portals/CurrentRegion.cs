using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Zhiping.Bodies;
using Zhiping.Data;

namespace Zhiping.Portals;

/// <summary>What a portal shows of its region.</summary>
public sealed record RegionFacts(Guid Id, string Code, string Name, string? EnquiryPhone, string? HelpPhone, string? SupervisionPhone);

/// <summary>The region whose portal is open: the one in the address, else the one last visited, else the only one. It sets words, never rights. (A1)</summary>
public sealed class CurrentRegion(AppDb db, IMemoryCache cache, IHttpContextAccessor accessor)
{
    public const string Cookie = "region";
    private const string CacheKey = "zp.regions";

    /// <summary>All regions, by name.</summary>
    public async Task<IReadOnlyList<RegionFacts>> All(CancellationToken cancel = default)
    {
        if (cache.TryGetValue(CacheKey, out IReadOnlyList<RegionFacts>? known) && known is not null)
        {
            return known;
        }

        var regions = await db.Bodies().AsNoTracking().Where(b => b.Kind == BodyKind.Region && b.State == BodyState.Active).OrderBy(b => b.Name)
            .Select(b => new RegionFacts(b.Id, b.Code!, b.Name, b.ContactPhone, b.HelpPhone, b.SupervisionPhone)).ToListAsync(cancel);
        if (regions.Count > 0)
        {
            cache.Set(CacheKey, (IReadOnlyList<RegionFacts>)regions, TimeSpan.FromSeconds(30));
        }

        return regions;
    }

    /// <summary>The region of this request; null where several exist and none was chosen, or none exists.</summary>
    public async Task<RegionFacts?> Get(CancellationToken cancel = default)
    {
        var http = accessor.HttpContext;
        var all = await All(cancel);
        var asked = http?.Request.RouteValues["region"] as string ?? http?.Request.Cookies[Cookie];
        return all.FirstOrDefault(r => r.Code == asked) ?? (all.Count == 1 ? all[0] : null);
    }

    /// <summary>Keeps the choice for a year.</summary>
    public void Remember(string code) => accessor.HttpContext?.Response.Cookies.Append(Cookie, code, new CookieOptions
    {
        MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true,
    });
}
