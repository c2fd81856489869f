using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Data;

namespace Zhiping.Accounts.SignIn;

/// <summary>Who came in by a password that the unit's HR handed over sets the own one before anything else opens. (A4)</summary>
[ForAnyone]
public sealed class NewPasswordModel(SignInTickets tickets, Recovery recovery, AppDb db, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Ticket { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var (_, person, to) = await tickets.ReadAsync(Ticket, stop);
        var account = await recovery.ChooseAsync(person.Id, Password, new Act(person.Id, null, clock.Now()), stop);
        this.Flash("新密码设好了");
        return await SignInModel.OpenAsync(this, db, account, person, to, clock.Now(), stop);
    }
}
