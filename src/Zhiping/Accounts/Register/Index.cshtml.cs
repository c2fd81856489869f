using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Data;

namespace Zhiping.Accounts.Register;

/// <summary>Registration, first half: who you are. (A2)</summary>
[ForAnyone]
public sealed class RegisterModel(Registrar registrar, Captcha captcha, AppDb db, TimeProvider clock, Texts texts) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? IdentityNumber { get; set; }

    [BindProperty]
    public string? Mobile { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(Name = "altcha")]
    public string? Altcha { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var (enrolment, refusals) = Enrolment.Read(Name, IdentityNumber, Mobile, Email, Beijing.Day(clock.Now()));
        var weak = Passwords.Check(Password, IdentityNumber, Mobile, Email);
        foreach (var refusal in weak is null ? refusals : [.. refusals, weak])
        {
            ModelState.AddModelError(refusal.Field!, $"{texts.Say(refusal)}{texts.Remedy(refusal)}");
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        // The mailed code proves the same as the captcha; a captcha that was done must be right.
        RefusalException.ThrowIf(!string.IsNullOrEmpty(Altcha) && !await captcha.SpendAsync(db, Altcha, stop) ? CaptchaRefusal.Stale : null);
        var id = await registrar.BeginAsync(enrolment!, Password!, stop);
        return RedirectToPage("Code", new { id, mail = Contacts.MaskEmail(enrolment!.Email) });
    }
}
