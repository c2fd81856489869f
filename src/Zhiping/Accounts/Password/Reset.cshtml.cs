using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Accounts.SignIn;
using Zhiping.Data;

namespace Zhiping.Accounts.Password;

/// <summary>A new password by the mailed code; sessions elsewhere end. (A4)</summary>
[ForAnyone]
public sealed class ResetModel(SignInDesk desk, AppDb db, RequestInstant instant) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var (account, person) = await desk.ResetAsync(Id, Code, Password, instant.At, stop);
        TempData["Flash"] = "新密码设好了";
        return await SignInModel.EnterAsync(this, db, account, person, null, instant.At, stop);
    }
}
