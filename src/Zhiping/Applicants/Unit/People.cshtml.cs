using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Applicants.Unit;

/// <summary>One of the unit's people, as the HR office needs it.</summary>
public sealed record UnitPerson(Guid EmploymentId, Guid PersonId, string Name, EmploymentState State, DateTimeOffset RequestedAt, DateTimeOffset? DecidedAt)
{
    /// <summary>How name and number stood to the identity card at registration. (A2)</summary>
    public CardCheck Card { get; init; }

    /// <summary>Why they differ, in the person's words.</summary>
    public string? CardNote { get; init; }
}

/// <summary>注册审批: the unit's HR confirms its people, declines with a reason, or records that somebody has left. (A6, A4)</summary>
[ForRoles(Role.UnitHr)]
public sealed class PeopleModel(AppDb db, CurrentPerson person, Recovery recovery, PersonVault vault, Texts texts) : PageModel, IShowAgain
{
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The registration that a form of this page was about.</summary>
    [BindProperty]
    public Guid? EmploymentId { get; set; }

    public IReadOnlyList<UnitPerson> Requested { get; private set; } = [];

    public IReadOnlyList<UnitPerson> Approved { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => ShowAgain(cancel);

    public Task<IActionResult> OnPostApproveAsync(CancellationToken cancel) => Do((e, act) => db.ApproveEmployment(e, act, cancel), "已确认是本单位职工", cancel);

    public Task<IActionResult> OnPostDeclineAsync(CancellationToken cancel) => Do((e, act) => Saved(() => e.Decline(act), cancel), "已退回，本人会看到理由", cancel);

    public Task<IActionResult> OnPostEndAsync(CancellationToken cancel) => Do((e, act) => Saved(() => e.End(act), cancel), "已登记离开本单位", cancel);

    /// <summary>A password that holds for three days and until the person sets another: the HR office hands it over, the person gets a letter about it. (A4)</summary>
    public async Task<IActionResult> OnPostResetAsync(CancellationToken cancel)
    {
        var employment = await db.Employments().OfUnit(person.ActingBodyId!.Value)
            .SingleOrDefaultAsync(e => e.Id == EmploymentId && e.State == EmploymentState.Approved, cancel);
        if (employment is null)
        {
            return NotFound();
        }

        var owner = await db.People().SingleAsync(p => p.Id == employment.PersonId, cancel);
        var password = await recovery.HandOverAsync(owner, person.Act(Reason), cancel);
        this.Flash(texts.Plain("{0}的临时密码是 {1}，三天内有效。请当面告诉本人，本人登录时要改成自己的；本页关闭后不再显示。", owner.Name, password));
        return RedirectToPage();
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        var unit = person.ActingBodyId;
        var found = await (from e in db.Employments()
                           join p in db.People() on e.PersonId equals p.Id
                           where e.UnitId == unit && (e.State == EmploymentState.Requested || e.State == EmploymentState.Moving || e.State == EmploymentState.Approved)
                           orderby e.RequestedAt
                           select new { Employment = e, Person = p }).AsNoTracking().Take(500).ToListAsync(cancel);
        var all = found.Select(x => new UnitPerson(
            x.Employment.Id, x.Person.Id, x.Person.Name, x.Employment.State, x.Employment.RequestedAt, x.Employment.DecidedAt)
        {
            Card = x.Person.Card,
            CardNote = vault.CardNoteOf(x.Person),
        }).ToList();
        Requested = [.. all.Where(x => x.State != EmploymentState.Approved)];
        Approved = [.. all.Where(x => x.State == EmploymentState.Approved)];
    }

    private Task Saved(Action verb, CancellationToken cancel)
    {
        verb();
        return db.Commit(cancel);
    }

    private async Task<IActionResult> Do(Func<Employment, Act, Task> verb, string done, CancellationToken cancel)
    {
        var employment = await db.Employments().OfUnit(person.ActingBodyId!.Value).SingleOrDefaultAsync(e => e.Id == EmploymentId, cancel);
        if (employment is null)
        {
            return NotFound();
        }

        await verb(employment, person.Act(Reason));
        this.Flash(done);
        return RedirectToPage();
    }
}
