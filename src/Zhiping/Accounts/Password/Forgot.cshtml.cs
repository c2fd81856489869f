using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Data;

namespace Zhiping.Accounts.Password;

/// <summary>A lost password, by e-mail. The answer is the same whether or not there is such a person. (A4)</summary>
[ForAnyone]
public sealed class ForgotModel(SignInDesk desk, Captcha captcha, PersonVault vault, AppDb db) : PageModel
{
    [BindProperty]
    public string? Login { get; set; }

    [BindProperty(Name = "altcha")]
    public string? Altcha { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        RefusalException.ThrowIf(string.IsNullOrWhiteSpace(Login) ? new Refusal("请填写登录名。") { Field = "Login" } : null);
        RefusalException.ThrowIf(!string.IsNullOrEmpty(Altcha) && !await captcha.SpendAsync(db, Altcha, stop) ? CaptchaRefusal.Stale : null);
        var person = await vault.FindAsync(db, Login, stop);
        return RedirectToPage("Reset", new { id = await desk.PostCodeAsync(person?.Id, CodePurpose.ResetPassword, stop) });
    }
}
