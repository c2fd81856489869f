using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Accounts.Own;

/// <summary>Another mobile or e-mail for the own account: it counts once it has answered with its code. (A2)</summary>
[ForSignedIn]
public sealed class ContactModel(AppDb db, CurrentPerson current, ContactDesk contacts) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Mobile { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>The code that was sent, while one is waited for.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Sent { get; set; }

    /// <summary>Whether it went by text message.</summary>
    [BindProperty(SupportsGet = true)]
    public bool ByText { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? MobileCode { get; set; }

    public async Task<IActionResult> OnPostEmailAsync(CancellationToken stop)
        => RedirectToPage(new { sent = await contacts.AskEmailAsync(await Me(stop), Email, Password, stop), byText = false });

    public async Task<IActionResult> OnPostMobileAsync(CancellationToken stop)
    {
        var sent = await contacts.AskMobileAsync(await Me(stop), Mobile, Password, current.OwnAct(), stop);
        return sent is null ? Done("手机号码改好了") : RedirectToPage(new { sent, byText = true });
    }

    public async Task<IActionResult> OnPostCodeAsync(CancellationToken stop)
    {
        await contacts.TakeAsync(await Me(stop), Sent ?? Guid.Empty, ByText, ByText ? MobileCode : Code, current.OwnAct(), stop);
        return Done(ByText ? "手机号码改好了" : "邮箱改好了");
    }

    private IActionResult Done(string words)
    {
        this.Flash(words);
        return RedirectToPage("Index");
    }

    private Task<Person> Me(CancellationToken stop) => db.People().FirstAsync(p => p.Id == current.Id, stop);
}
