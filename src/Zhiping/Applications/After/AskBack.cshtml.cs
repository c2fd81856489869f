using Microsoft.AspNetCore.Mvc;
using Zhiping.Accounts;
using Zhiping.Bodies;
using Zhiping.Data;

namespace Zhiping.Applications.After;

/// <summary>Asks the unit to give a submitted application back. (D9)</summary>
[ForSignedIn]
public sealed class AskBackModel(ApplicationDesk desk, AppDb db, CurrentPerson me, RequestInstant instant) : ApplicationPage(desk, db, me, instant)
{
    [BindProperty]
    public string? Reason { get; set; }

    public Body Unit { get; private set; } = null!;

    public Refusal? WhyNot { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        RefusalException.ThrowIf(Reason?.Length > 1000 ? new Refusal("最多1000字，现在是{0}字。", Reason.Length) { Field = "Reason" } : null);
        await Desk.AskBack(Act(string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim()), Id, cancel);
        TempData["Flash"] = "已告诉单位人事，请等单位退回";
        return Redirect(Home);
    }

    protected override async Task<bool> Load(CancellationToken cancel)
    {
        Unit = await Db.Body(Application.UnitId, cancel);
        WhyNot = ApplicationRules.CanRequestBack(Application, Now);
        return true;
    }
}
