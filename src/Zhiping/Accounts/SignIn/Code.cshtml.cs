using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Data;

namespace Zhiping.Accounts.SignIn;

/// <summary>The mailed code that takes the place of the captcha.</summary>
[ForAnyone]
public sealed class CodeModel(SignInDesk desk, AppDb db, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var (account, person) = await desk.TakeSignInCodeAsync(Id, Code, stop);
        return await SignInModel.EnterAsync(this, db, account, person, To, clock.Now(), stop);
    }
}
