using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Data;

namespace Zhiping.Accounts.SignIn;

/// <summary>The second step of a sign-in: a code from the authenticator app, or a recovery code.</summary>
[ForAnyone]
public sealed class StepModel(SignInTickets tickets, SecondStepDesk steps, AppDb db, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Ticket { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var (account, person, to) = await tickets.ReadAsync(Ticket, stop);
        await steps.DemandAsync(person.Id, Code, stop);
        return await SignInModel.OpenAsync(this, db, account, person, to, clock.Now(), stop);
    }
}
