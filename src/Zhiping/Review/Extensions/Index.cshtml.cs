using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applicants;
using Zhiping.Applications;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Notices;

namespace Zhiping.Review.Extensions;

/// <summary>One extension as the list shows it.</summary>
public sealed record ExtensionLine(Extension Extension, string Whom, string Notice, string GrantedBy);

/// <summary>延长时间: more time than the application window gives, for one person, unit or county, with its reason. (B2, B10)</summary>
[ForRoles(Role.OfficeClerk, Role.OfficeHead, Role.AuthorityClerk, Role.BureauClerk)]
public sealed class IndexModel(AppDb db, CurrentPerson person, NoticeStore notices, ExtensionDesk desk) : PageModel, IShowAgain
{
    /// <summary>Who may grant it for a body, where the notice lets that body.</summary>
    public static readonly Role[] Granters = [Role.OfficeHead, Role.AuthorityClerk, Role.BureauClerk];

    [BindProperty]
    public string? Notice { get; set; }

    [BindProperty]
    public ExtensionScope Scope { get; set; } = ExtensionScope.Person;

    /// <summary>The full name of the unit.</summary>
    [BindProperty]
    public string? Unit { get; set; }

    /// <summary>The name of the person in that unit.</summary>
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? County { get; set; }

    [BindProperty]
    public DateOnly? Day { get; set; }

    /// <summary>The hour on that day, such as 18:00; the end of the day where it is left empty.</summary>
    [BindProperty]
    public string? Until { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<PublishedNotice> Notices { get; private set; } = [];

    public IReadOnlyList<string> Counties { get; private set; } = [];

    public IReadOnlyList<ExtensionLine> Granted { get; private set; } = [];

    public bool MayGrant => person.Has(Granters);

    public Task OnGet(CancellationToken cancel) => ShowAgain(cancel);

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        RefusalException.ThrowIf(MayGrant ? null : new Refusal("延长申报时间由评委会办公室主任或审核部门办理。"));
        RefusalException.ThrowIf(string.IsNullOrEmpty(Notice) ? new Refusal("请选择通知。") { Field = nameof(Notice) } : null);
        var input = new ExtensionInput(Scope, await Target(cancel), Scope == ExtensionScope.County ? County : null, Instant());
        var granted = await desk.Grant(person.Act(Reason), Notice!, input, cancel);
        this.Flash(granted.Moved == 0 ? "已登记延长，以后建立的申报按新的时间办理。" : "已登记延长，已有的申报按新的时间办理，并已告诉申报人。");
        return Redirect("/office/extensions");
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        var own = await db.Body(person.ActingBodyId!.Value, cancel);
        var code = await db.Bodies().Where(b => b.Id == own.RegionId).Select(b => b.Code).SingleAsync(cancel);
        Notices = [.. (await notices.All(cancel)).Where(n => n.Notice is { Abstract: false, StandIn: false } && n.Notice.Region == code)];
        Counties = await db.Bodies().Where(b => b.RegionId == own.RegionId && b.County != null).Select(b => b.County!).Distinct().OrderBy(c => c).ToListAsync(cancel);
        var within = db.Bodies().Where(b => b.RegionId == own.RegionId).Select(b => b.Id);
        var granted = await db.Extensions().AsNoTracking().Where(e => within.Contains(e.BodyId)).OrderByDescending(e => e.GrantedAt).Take(200).ToListAsync(cancel);
        var ids = granted.Select(e => e.TargetId).OfType<Guid>().Concat(granted.Select(e => e.GrantedById)).ToList();
        var names = await db.People().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        foreach (var unit in await db.Bodies().Where(b => ids.Contains(b.Id)).Select(b => new { b.Id, b.Name }).ToListAsync(cancel))
        {
            names[unit.Id] = unit.Name;
        }

        Granted = [.. granted.Select(e => new ExtensionLine(
            e, e.County ?? names.GetValueOrDefault(e.TargetId!.Value, ""), e.NoticeId, names.GetValueOrDefault(e.GrantedById, "")))];
    }

    /// <summary>A county as the notice calls it.</summary>
    public LocalCounty NameOf(string id) => new(id, Notices.SelectMany(n => n.Notice.Counties).FirstOrDefault(c => c.Id == id)?.Name);

    private async Task<Guid?> Target(CancellationToken cancel)
    {
        if (Scope == ExtensionScope.County)
        {
            return null;
        }

        var own = await db.Body(person.ActingBodyId!.Value, cancel);
        var unit = await db.Bodies().Where(b => b.Kind == BodyKind.Unit && b.RegionId == own.RegionId && b.Name == (Unit ?? "").Trim()).Select(b => (Guid?)b.Id).FirstOrDefaultAsync(cancel)
            ?? throw new RefusalException(new Refusal("没有找到这个单位。") { Field = nameof(Unit), Remedy = "请写单位的全称。" });
        if (Scope == ExtensionScope.Unit)
        {
            return unit;
        }

        var people = await db.Employments().Where(e => e.UnitId == unit && e.State == EmploymentState.Approved)
            .Join(db.People(), e => e.PersonId, p => p.Id, (e, p) => p).Where(p => p.Name == (Name ?? "").Trim()).Select(p => p.Id).Distinct().Take(2).ToListAsync(cancel);
        return people switch
        {
            [var one] => one,
            [] => throw new RefusalException(new Refusal("这个单位没有叫这个名字的职工。") { Field = nameof(Name) }),
            _ => throw new RefusalException(new Refusal("这个单位有同名的职工，请按单位延长。") { Field = nameof(Name) }),
        };
    }

    private DateTimeOffset Instant()
    {
        var day = Day ?? throw new RefusalException(new Refusal("请填写延长到哪一天。") { Field = nameof(Day) });
        if (string.IsNullOrWhiteSpace(Until))
        {
            return Beijing.Instant(day.AddDays(1));
        }

        return TimeOnly.TryParseExact(Until.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? Beijing.Instant(day).Add(time.ToTimeSpan())
            : throw new RefusalException(new Refusal("时间要写成18:00这样。") { Field = nameof(Until) });
    }
}

/// <summary>A county's id with its name, where a notice gives one.</summary>
public sealed record LocalCounty(string Id, Policy.Quantities.LocalText? Name);
