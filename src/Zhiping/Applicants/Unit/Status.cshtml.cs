using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Applicants.Unit;

/// <summary>登记情况: the unit's HR states whether one of its people is retired, a civil servant or under a sanction; the check reads it. (C2)</summary>
[ForRoles(Role.UnitHr)]
public sealed class StatusModel(AppDb db, CurrentPerson person, RequestInstant instant) : PageModel, IShowAgain
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    [BindProperty]
    public StatusKind? Kind { get; set; }

    [BindProperty]
    public bool? Holds { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    public DateOnly? Until { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public string Name { get; private set; } = "";

    /// <summary>All statements, the latest first.</summary>
    public IReadOnlyList<PersonStatus> Statements { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public DateOnly Today => Beijing.Day(instant.At);

    /// <summary>What holds today; null while the unit has said nothing.</summary>
    public bool? Said(StatusKind kind) => StatusRules.Say(Statements, kind, Today);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        From ??= Today;
        return await Load(cancel) is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await Load(cancel) is not { } employment)
        {
            return NotFound();
        }

        var kind = Kind ?? throw new RefusalException(new Refusal("请选择要登记什么。") { Field = nameof(Kind) });
        var holds = Holds ?? throw new RefusalException(new Refusal("请选择是或者不是。") { Field = nameof(Holds) });
        var from = From ?? throw new RefusalException(new Refusal("请填写开始日期。") { Field = nameof(From) });
        db.Add(new PersonStatus(person.Act(Reason), employment, kind, holds, from, Until));
        return await Save(cancel);
    }

    /// <summary>None of the three holds: one press for the usual case.</summary>
    public async Task<IActionResult> OnPostNoneAsync(CancellationToken cancel)
    {
        if (await Load(cancel) is not { } employment)
        {
            return NotFound();
        }

        foreach (var kind in Enum.GetValues<StatusKind>())
        {
            db.Add(new PersonStatus(person.Act(Reason ?? "单位核对人事档案，没有这种情况。"), employment, kind, holds: false, Today, until: null));
        }

        return await Save(cancel);
    }

    public Task ShowAgain(CancellationToken cancel) => Load(cancel);

    private async Task<IActionResult> Save(CancellationToken cancel)
    {
        await db.Commit(cancel);
        this.Flash("已登记");
        return Redirect($"/unit/people/{Id}");
    }

    private async Task<Employment?> Load(CancellationToken cancel)
    {
        var employment = await db.Employments().OfUnit(person.ActingBodyId!.Value).SingleOrDefaultAsync(e => e.Id == Id, cancel);
        if (employment is null)
        {
            return null;
        }

        Name = (await db.People().SingleAsync(p => p.Id == employment.PersonId, cancel)).Name;

        // A unit reads what it has said itself; what another unit said before counts in the check all the same.
        Statements = await db.PersonStatuses().AsNoTracking()
            .Where(s => s.PersonId == employment.PersonId && s.UnitId == employment.UnitId).OrderByDescending(s => s.RecordedAt).ToListAsync(cancel);
        var people = Statements.Select(s => s.RecordedById).ToList();
        Names = await db.People().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        return employment;
    }
}
