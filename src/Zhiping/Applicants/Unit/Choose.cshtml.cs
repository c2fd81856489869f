using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Bodies;
using Zhiping.Data;

namespace Zhiping.Applicants.Unit;

/// <summary>选择单位: search, see the HR contact, confirm once; afterwards how far the unit is with it. (A6)</summary>
[ForSignedIn]
public sealed class ChooseModel(AppDb db, CurrentPerson person) : PageModel, IShowAgain
{
    /// <summary>What is searched for: name, pinyin initials or credit code.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Query { get; set; }

    /// <summary>The unit whose contact is shown before it is confirmed.</summary>
    [BindProperty(SupportsGet = true, Name = "unit")]
    public Guid? UnitId { get; set; }

    /// <summary>Somebody whom a unit has approved looks for another one.</summary>
    [BindProperty(SupportsGet = true, Name = "change")]
    public bool Change { get; set; }

    public Employment? Present { get; private set; }

    /// <summary>The request to move that waits, and where to.</summary>
    public Employment? Moving { get; private set; }

    public Body? MovingTo { get; private set; }

    public Body? PresentUnit { get; private set; }

    /// <summary>A registration that the unit declined, so that its reason can be read.</summary>
    public Employment? Declined { get; private set; }

    public Body? Chosen { get; private set; }

    public UnitSearch Search { get; private set; } = new([], false);

    public Task OnGetAsync(CancellationToken cancel) => ShowAgain(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var unit = await db.Bodies().SingleOrDefaultAsync(b => b.Id == UnitId, cancel);
        if (unit is null)
        {
            return NotFound();
        }

        var present = await db.PresentEmployment(person.Id, cancel);
        if (Change)
        {
            RefusalException.ThrowIf(EmploymentRules.CanMove(present, await db.MovingEmployment(person.Id, cancel), unit));
            db.Add(Employment.Move(person.OwnAct(), present!, unit.Id));
        }
        else
        {
            RefusalException.ThrowIf(EmploymentRules.CanChoose(present, unit));
            db.Add(new Employment(person.OwnAct(), person.Id, unit.Id));
        }

        await db.Commit(cancel);
        this.Flash("已经提交给单位，请等单位人事确认");
        return Redirect("/unit");
    }

    /// <summary>The person stays where she or he is.</summary>
    public async Task<IActionResult> OnPostStayAsync(CancellationToken cancel)
    {
        if (await db.MovingEmployment(person.Id, cancel) is { } moving)
        {
            moving.Withdraw(person.OwnAct());
            await db.Commit(cancel);
        }

        this.Flash("申请已撤回，单位没有变");
        return Redirect("/unit");
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        Present = await db.PresentEmployment(person.Id, cancel);
        if (Present is not null)
        {
            PresentUnit = await db.Body(Present.UnitId, cancel);
            Moving = await db.MovingEmployment(person.Id, cancel);
            MovingTo = Moving is null ? null : await db.Body(Moving.UnitId, cancel);
            Change = Change && Present.State == EmploymentState.Approved && Moving is null;
            if (!Change)
            {
                return;
            }
        }

        Declined = await db.Employments().Where(e => e.PersonId == person.Id && e.State == EmploymentState.Declined)
            .OrderByDescending(e => e.DecidedAt).FirstOrDefaultAsync(cancel);
        Chosen = UnitId is null ? null : await db.Bodies().SingleOrDefaultAsync(b => b.Id == UnitId && b.Kind == BodyKind.Unit && b.State == BodyState.Active, cancel);
        Search = await db.FindUnits(Query ?? "", cancel: cancel);
    }
}
