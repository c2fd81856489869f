using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Accounts.SignIn;

/// <summary>Login name, password and captcha; where the browser ran no script, a mailed code instead of the captcha. (A3)</summary>
[ForAnyone]
public sealed class SignInModel(SignInDesk desk, Captcha captcha, AppDb db, TimeProvider clock) : PageModel
{
    [BindProperty]
    public string? Login { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(Name = "altcha")]
    public string? Altcha { get; set; }

    /// <summary>The page that asked for the sign-in.</summary>
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        RefusalException.ThrowIf(!string.IsNullOrEmpty(Altcha) && !await captcha.SpendAsync(db, Altcha, stop) ? CaptchaRefusal.Stale : null);
        var (account, person) = await desk.CheckAsync(Login, Password, stop);
        if (string.IsNullOrEmpty(Altcha))
        {
            return RedirectToPage("Code", new { id = await desk.PostCodeAsync(person.Id, CodePurpose.SignIn, stop), to = To });
        }

        return await EnterAsync(this, db, account, person, To, clock.Now(), stop);
    }

    /// <summary>Opens the session, or leads to the step that comes before: the second step of the sign-in, the own password.</summary>
    internal static async Task<IActionResult> EnterAsync(
        PageModel page, AppDb db, Account account, Person person, string? to, DateTimeOffset now, CancellationToken stop)
    {
        var services = page.HttpContext.RequestServices;
        var next = account.TemporaryUntil is not null ? "/Accounts/SignIn/NewPassword"
            : await services.GetRequiredService<SecondStepDesk>().IsOnAsync(person.Id, stop) ? "/Accounts/SignIn/Step" : null;
        return next is null
            ? await OpenAsync(page, db, account, person, to, now, stop)
            : page.RedirectToPage(next, new { ticket = services.GetRequiredService<SignInTickets>().Issue(account, to) });
    }

    /// <summary>Opens the session; who holds one office only acts for it at once.</summary>
    internal static async Task<IActionResult> OpenAsync(
        PageModel page, AppDb db, Account account, Person person, string? to, DateTimeOffset now, CancellationToken stop)
    {
        var bodies = await db.Appointments().HeldAt(now).Where(held => held.PersonId == person.Id).OrderBy(held => held.From)
            .Select(held => held.BodyId).ToListAsync(stop);
        await Sessions.SignInAsync(page.HttpContext, account, person.Name, bodies.Count == 0 ? null : bodies[0]);
        return new LocalRedirectResult(page.Url.IsLocalUrl(to) ? to : "/home");
    }
}
