using Microsoft.EntityFrameworkCore;
using Zhiping.Applicants;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.History;
using Zhiping.Notices;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Applications;

/// <summary>Grants more time and moves the applications that it is for. Saves once. (B2, B10)</summary>
public sealed class ExtensionDesk(AppDb db, NoticeStore notices)
{
    public async Task<Extension> Grant(Act act, string noticeId, ExtensionInput input, CancellationToken cancel = default)
    {
        var notice = (await notices.Current(noticeId, cancel))?.Notice ?? throw new RefusalException(new Refusal("没有这份通知。") { Field = "Notice" });
        var office = await db.Body(act.ForBody!.Value, cancel);
        var unit = await UnitOf(office, input, cancel);
        RefusalException.ThrowIf(ExtensionRules.OfficeOf(office) is { } role
            ? ExtensionRules.CanGrant(notice.Extensions, role, act, input.Until, EdgeOf(notice, unit, input.County))
            : new Refusal("按通知，延长申报时间不由{0}办理。", office.Name) { Clause = notice.Extensions?.Clause });
        var granted = new Extension(act, notice.Id, input);
        var moved = 0;
        foreach (var application in await Meant(notice.Id, office.RegionId, input).ToListAsync(cancel))
        {
            moved += await Move(act, application, granted, notice, cancel) ? 1 : 0;
        }

        granted.Count(moved);
        db.Add(granted);
        await db.Commit(cancel);
        return granted;
    }

    /// <summary>The edge of the window for units like this one; for a county that of its public institutions.</summary>
    private static DateTimeOffset? EdgeOf(Notice notice, Body? unit, string? county)
    {
        var facts = unit?.Facts ?? new UnitFacts { Kind = UnitKind.PublicInstitution, Tier = Tier.County, County = county };
        return NoticeDeadlines.ApplicationCloses(notice, new DeadlineFacts { UnitKind = facts.Kind, Tier = facts.Tier, County = facts.County, Level = Level.Intermediate })?.At;
    }

    private async Task<Body?> UnitOf(Body office, ExtensionInput input, CancellationToken cancel)
    {
        if (input.Scope == ExtensionScope.County)
        {
            RefusalException.ThrowIf(string.IsNullOrWhiteSpace(input.County) ? new Refusal("请选择县市。") { Field = "County" }
                : !ExtensionRules.Reaches(office, input.County) ? new Refusal("这个县市不归本部门办理。") { Field = "County" }
                : null);
            return null;
        }

        var id = input.Scope == ExtensionScope.Unit ? input.Target
            : input.Target is { } person ? await db.ApprovedUnit(person, cancel) : null;
        var unit = await db.Bodies().SingleOrDefaultAsync(b => b.Id == id && b.Kind == BodyKind.Unit, cancel)
            ?? throw new RefusalException(new Refusal("没有找到这个单位或申报人。") { Field = "Unit" });
        RefusalException.ThrowIf(ExtensionRules.Reaches(office, unit) ? null : new Refusal("这个单位不归本部门办理。") { Field = "Unit" });
        return unit;
    }

    private IQueryable<Application> Meant(string noticeId, Guid regionId, ExtensionInput input)
    {
        var all = db.Applications().Where(a => a.NoticeId == noticeId && a.DeletedAt == null);
        return input.Scope switch
        {
            ExtensionScope.Person => all.Where(a => a.PersonId == input.Target),
            ExtensionScope.Unit => all.Where(a => a.UnitId == input.Target),
            _ => all.Where(a => db.Bodies().Any(b => b.Id == a.UnitId && b.County == input.County && b.RegionId == regionId)),
        };
    }

    /// <summary>Moves the edge of one application; one that the edge ended goes back to where it stood. False where the edge no longer concerns it.</summary>
    private async Task<bool> Move(Act act, Application application, Extension granted, Notice notice, CancellationToken cancel)
    {
        if (application.ArriveBy.At >= granted.Until)
        {
            return false;
        }

        var due = DueDates.Extended(application.ArriveBy, granted.Until, granted.Reason, notice.Extensions?.Clause);
        if (application.EndedByWindow)
        {
            var ended = await db.History().AsNoTracking().Where(h => h.SubjectKind == "application" && h.SubjectId == application.Id).OrderByDescending(h => h.Sequence).FirstAsync(cancel);
            application.Reopen(act, Enum.Parse<ApplicationState>(ended.Value("from")!), due);
            return true;
        }

        if (ApplicationRules.CanExtend(application, act, due) is not null)
        {
            return false;
        }

        application.Extend(act, due);
        return true;
    }
}

/// <summary>Extensions as the pages ask for them.</summary>
public static class ExtensionQueries
{
    public static DbSet<Extension> Extensions(this AppDb db) => db.Set<Extension>();

    /// <summary>The latest instant granted to a person of a unit under a notice; null where none was. It holds for applications that begin now.</summary>
    public static async Task<DateTimeOffset?> ExtendedTo(this AppDb db, string noticeId, Guid personId, Guid unitId, string? county, CancellationToken cancel = default) =>
        await db.Extensions().Where(e => e.NoticeId == noticeId
                && ((e.Scope == ExtensionScope.Person && e.TargetId == personId)
                    || (e.Scope == ExtensionScope.Unit && e.TargetId == unitId)
                    || (e.Scope == ExtensionScope.County && county != null && e.County == county)))
            .MaxAsync(e => (DateTimeOffset?)e.Until, cancel);
}
