using Microsoft.AspNetCore.Mvc;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Applications.After;

/// <summary>Takes an application back for good. (B4a)</summary>
[ForSignedIn]
public sealed class WithdrawModel(ApplicationDesk desk, AppDb db, CurrentPerson me, RequestInstant instant) : ApplicationPage(desk, db, me, instant)
{
    public Refusal? WhyNot { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await Desk.Withdraw(Act(), Id, cancel);
        TempData["Flash"] = "申报已经撤回";
        return Redirect(Home);
    }

    protected override Task<bool> Load(CancellationToken cancel)
    {
        WhyNot = ApplicationRules.CanWithdraw(Application, Now);
        return Task.FromResult(true);
    }
}
