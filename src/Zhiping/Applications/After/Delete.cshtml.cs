using Microsoft.AspNetCore.Mvc;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Applications.After;

/// <summary>Puts a draft aside that was never submitted.</summary>
[ForSignedIn]
public sealed class DeleteModel(ApplicationDesk desk, AppDb db, CurrentPerson me, RequestInstant instant) : ApplicationPage(desk, db, me, instant)
{
    public Refusal? WhyNot { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await Desk.Delete(Act(), Id, cancel);
        TempData["Flash"] = "申报书已经删除，可以恢复";
        return Redirect("/applications");
    }

    protected override Task<bool> Load(CancellationToken cancel)
    {
        WhyNot = ApplicationRules.CanDelete(Application);
        return Task.FromResult(true);
    }
}
