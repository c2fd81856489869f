using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Bodies.Pending;

/// <summary>Registrations of units that the body above has to decide. (A7)</summary>
[ForRoles(Role.AuthorityClerk, Role.BureauClerk, Role.Operator)]
public sealed class PendingModel(AppDb db, CurrentPerson person) : PageModel, IShowAgain
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public Guid? UnitId { get; set; }

    public IReadOnlyList<(Body Unit, string RegisteredBy)> Waiting { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => ShowAgain(cancel);

    public async Task<IActionResult> OnPostApproveAsync(CancellationToken cancel)
    {
        if (await Mine(cancel) is not { } unit)
        {
            return NotFound();
        }

        var act = person.Act();
        unit.Approve(act);
        if (unit.RegisteredById is { } hr)
        {
            db.Add(new Appointment(act, hr, unit.Id, Role.UnitHr));
        }

        await db.Commit(cancel);
        this.Flash("已通过，注册人现在是这个单位的人事管理员");
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostDeclineAsync(CancellationToken cancel)
    {
        if (await Mine(cancel) is not { } unit)
        {
            return NotFound();
        }

        unit.Decline(person.Act(Reason));
        await db.Commit(cancel);
        this.Flash("已退回，注册人会看到理由");
        return RedirectToPage();
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        var units = await Visible().Where(b => b.State == BodyState.Pending).OrderBy(b => b.CreatedAt).Take(200).ToListAsync(cancel);
        var people = units.Select(b => b.RegisteredById).ToList();
        var names = await db.People().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        Waiting = [.. units.Select(b => (b, b.RegisteredById is { } id ? names.GetValueOrDefault(id, "") : ""))];
    }

    /// <summary>The body above sees its own; the operator sees all.</summary>
    private IQueryable<Body> Visible() => person.Has(Role.Operator) ? db.Bodies() : db.Bodies().Where(b => b.ParentId == person.ActingBodyId);

    private Task<Body?> Mine(CancellationToken cancel) => Visible().SingleOrDefaultAsync(b => b.Id == UnitId && b.RegisteredById != null, cancel);
}
