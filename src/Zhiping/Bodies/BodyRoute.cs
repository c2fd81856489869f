using Microsoft.EntityFrameworkCore;
using Zhiping.Data;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Bodies;

/// <summary>One office on an application's way, and the clause that sends it there.</summary>
public sealed record RouteStop(OfficeRole Office, Body Body, ClauseRef? Clause, bool Assumed);

/// <summary>
/// The bodies that an application passes, from the unit to the committee's office: the notice names the offices, the tree names the bodies.
/// An office that is the same body as the one before it is passed once.
/// </summary>
public sealed class BodyRoute(AppDb db)
{
    /// <summary>The way of an application of that unit; refused when the tree has no body for an office that the notice names.</summary>
    public async Task<IReadOnlyList<RouteStop>> Of(Notice notice, Guid unitId, Channel channel, string series, CancellationToken cancel = default)
    {
        var unit = await db.Body(unitId, cancel);
        var stops = new List<RouteStop>();
        foreach (var step in notice.RouteOf(unit.Facts, channel, series))
        {
            var body = await Find(step.Office, unit, series, cancel) ?? throw new RefusalException(
                new Refusal("“{0}”没有登记办理这一步的{1}，暂时不能提交", unit.Name, Terms.Name(step.Office))
                {
                    Clause = step.Clause,
                    Remedy = "请联系平台技术服务登记。您写的内容不受影响",
                });
            if (stops.Count == 0 || stops[^1].Body.Id != body.Id)
            {
                stops.Add(new RouteStop(step.Office, body, step.Clause, step.Assumed));
            }
        }

        return stops;
    }

    /// <summary>The office after that body, or null when it is the last.</summary>
    public static RouteStop? After(IReadOnlyList<RouteStop> route, Guid bodyId)
    {
        var place = route.Select((stop, i) => (stop, i)).Where(x => x.stop.Body.Id == bodyId).Select(x => x.i + 1).FirstOrDefault();
        return place > 0 && place < route.Count ? route[place] : null;
    }

    private async Task<Body?> Find(OfficeRole office, Body unit, string series, CancellationToken cancel) => office switch
    {
        OfficeRole.Applicant or OfficeRole.Unit => unit,
        OfficeRole.RecommendingUnit or OfficeRole.SubmittingUnit => unit.RecommendingUnitId is { } id ? await db.Body(id, cancel) : unit,
        OfficeRole.Authority => unit.AuthorityId is { } id ? await db.Body(id, cancel) : null,
        OfficeRole.CountyBureau => await Bureau(BodyKind.HrssBureau, unit, unit.County, cancel),
        OfficeRole.CountyEducationBureau => await Bureau(BodyKind.EducationBureau, unit, unit.County, cancel),
        OfficeRole.PrefectureBureau => await Bureau(BodyKind.HrssBureau, unit, null, cancel),
        OfficeRole.CommitteeOffice => await Office(BodyKind.CommitteeOffice, unit, series, cancel),
        OfficeRole.TitleOffice => await Office(BodyKind.TitleOffice, unit, series, cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(office), office, "Not an office."),
    };

    private Task<Body?> Bureau(BodyKind kind, Body unit, string? county, CancellationToken cancel) => db.Bodies()
        .Where(b => b.RegionId == unit.RegionId && b.Kind == kind && b.State == BodyState.Active && b.County == county)
        .OrderBy(b => b.Id).FirstOrDefaultAsync(cancel);

    private async Task<Body?> Office(BodyKind kind, Body unit, string series, CancellationToken cancel)
    {
        var offices = await db.Bodies()
            .Where(b => b.RegionId == unit.RegionId && b.Kind == kind && b.State == BodyState.Active).OrderBy(b => b.Id).ToListAsync(cancel);
        // A college that evaluates its own people has a committee's office right under it (高校自主评审), which takes nobody else's. (B3a)
        var above = offices.Select(b => b.ParentId).ToList();
        var colleges = await db.Bodies().Where(b => b.Kind == BodyKind.Unit && above.Contains(b.Id)).Select(b => b.Id).ToListAsync(cancel);
        offices.RemoveAll(b => b.ParentId != unit.Id && colleges.Contains(b.ParentId ?? Guid.Empty));
        return offices.Find(b => b.ParentId == unit.Id)
            ?? offices.Find(b => b.Series.Contains(series, StringComparer.Ordinal)) ?? offices.Find(b => b.Series.Count == 0);
    }
}
