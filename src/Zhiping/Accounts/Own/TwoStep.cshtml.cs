using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Accounts.Own;

/// <summary>The second step of the own sign-in: turn it on with an authenticator app, new recovery codes, turn it off.</summary>
[ForSignedIn]
public sealed class TwoStepModel(AppDb db, CurrentPerson current, SecondStepDesk steps, PersonVault vault) : PageModel, IShowAgain
{
    /// <summary>From the app, or a recovery code.</summary>
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>How many recovery codes are left; null while the step is off.</summary>
    public int? Left { get; private set; }

    /// <summary>To be scanned, while the step is off.</summary>
    public string? Address { get; private set; }

    /// <summary>To be typed where nothing can be scanned.</summary>
    public string? Words { get; private set; }

    /// <summary>Shown once, right after they were made.</summary>
    public IReadOnlyList<string> NewCodes { get; private set; } = [];

    public Task OnGetAsync(CancellationToken stop) => ShowAgain(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        NewCodes = await steps.ConfirmAsync(await Me(stop), current.OwnAct(), Code, stop);
        return await ShowCodes(stop);
    }

    public async Task<IActionResult> OnPostCodesAsync(CancellationToken stop)
    {
        NewCodes = await steps.RenewCodesAsync(await Me(stop), Code, stop);
        return await ShowCodes(stop);
    }

    public async Task<IActionResult> OnPostOffAsync(CancellationToken stop)
    {
        await steps.TurnOffAsync(await Me(stop), current.OwnAct(), Code, stop);
        this.Flash("两步验证已关闭");
        return RedirectToPage("Index");
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        Left = await steps.RecoveryLeftAsync(current.Id, cancel);
        if (Left is null)
        {
            var secret = await steps.BeginAsync(current.Id, cancel);
            var me = await db.People().AsNoTracking().FirstAsync(p => p.Id == current.Id, cancel);
            Address = Totp.Address(secret, Contacts.MaskMobile(vault.MobileOf(me)));
            Words = Totp.Words(secret);
        }
    }

    private Task<Person> Me(CancellationToken stop) => db.People().FirstAsync(p => p.Id == current.Id, stop);

    private async Task<IActionResult> ShowCodes(CancellationToken stop)
    {
        Code = null;
        ModelState.Clear();
        Response.Headers.CacheControl = "no-store";
        await ShowAgain(stop);
        return Page();
    }
}
