using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Zhiping.Accounts.SignIn;

/// <summary>Ends the session.</summary>
[ForAnyone]
public sealed class OutModel : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        await Sessions.SignOutAsync(HttpContext);
        TempData["Flash"] = "您已经退出";
        return Redirect("/");
    }
}
