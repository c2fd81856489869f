using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Bodies;

/// <summary>The first ten units that a search finds, and whether there are more. (A6)</summary>
public sealed record UnitSearch(IReadOnlyList<Body> Found, bool More);

/// <summary>Bodies as the pages ask for them.</summary>
public static class BodyQueries
{
    /// <summary>How many units a search lists. (A6)</summary>
    public const int Listed = 10;

    public static DbSet<Body> Bodies(this AppDb db) => db.Set<Body>();

    public static Task<Body> Body(this AppDb db, Guid id, CancellationToken cancel = default) =>
        db.Bodies().SingleAsync(b => b.Id == id, cancel);

    /// <summary>A region by its code.</summary>
    public static Task<Body?> Region(this AppDb db, string code, CancellationToken cancel = default) =>
        db.Bodies().SingleOrDefaultAsync(b => b.Kind == BodyKind.Region && b.Code == code, cancel);

    /// <summary>The body itself and all below it.</summary>
    public static IQueryable<Body> Within(this IQueryable<Body> bodies, Body top) =>
        bodies.Where(b => b.Path.StartsWith(top.Path));

    /// <summary>The body and those above it, the region first.</summary>
    public static async Task<IReadOnlyList<Body>> Ancestors(this AppDb db, Body body, CancellationToken cancel = default)
    {
        Guid[] ids = [.. body.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(x => Guid.ParseExact(x, "N"))];
        var found = await db.Bodies().Where(b => ids.Contains(b.Id)).ToListAsync(cancel);
        return [.. found.OrderBy(b => b.Path.Length)];
    }

    /// <summary>Registrations that the body above has to decide. (A7)</summary>
    public static IQueryable<Body> WaitingFor(this IQueryable<Body> bodies, Guid aboveId) =>
        bodies.Where(b => b.State == BodyState.Pending && b.ParentId == aboveId);

    /// <summary>Active units by name, pinyin initials or credit code: ten at most. (A6)</summary>
    public static async Task<UnitSearch> FindUnits(this AppDb db, string text, Guid? regionId = null, CancellationToken cancel = default)
    {
        text = text.Trim();
        if (text.Length == 0)
        {
            return new UnitSearch([], false);
        }

        var like = "%" + text.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_") + "%";
        var letters = text.ToLowerInvariant() + "%";
        letters = text.All(char.IsAsciiLetterOrDigit) ? letters : "";
        var found = await db.Bodies()
            .Where(b => b.Kind == BodyKind.Unit && b.State == BodyState.Active && (regionId == null || b.RegionId == regionId))
            .Where(b => EF.Functions.Like(b.Name, like)
                || (letters != "" && (EF.Functions.Like(b.PinyinInitials, letters) || EF.Functions.Like(b.CreditCode!.ToLower(), letters))))
            .OrderBy(b => b.Name.Length).ThenBy(b => b.Name)
            .Take(Listed + 1).ToListAsync(cancel);
        return new UnitSearch([.. found.Take(Listed)], found.Count > Listed);
    }
}
