using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Bodies.Manage;

/// <summary>The unit's own data, kept right by its HR: the contact is what applicants see. (A6, A8)</summary>
[ForRoles(Role.UnitHr)]
public sealed class MineModel(AppDb db, CurrentPerson person) : PageModel, IShowAgain
{
    [BindProperty]
    public BodyForm Input { get; set; } = new();

    public Body Unit { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await ShowAgain(cancel);
        Input = BodyForm.Of(Unit);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return await this.Again(cancel);
        }

        // What rules depend on (kind, tier, county, name) is changed by the body above; HR keeps the contact.
        var unit = await db.Body(person.ActingBodyId!.Value, cancel);
        unit.Amend(person.Act(), BodyForm.Of(unit).Facts() with { ContactName = Input.ContactName, ContactPhone = Input.ContactPhone });
        await db.Commit(cancel);
        this.Flash("本单位的联系信息已保存");
        return RedirectToPage();
    }

    public async Task ShowAgain(CancellationToken cancel) => Unit = await db.Body(person.ActingBodyId!.Value, cancel);
}
