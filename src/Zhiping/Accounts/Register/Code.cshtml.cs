using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Data;

namespace Zhiping.Accounts.Register;

/// <summary>Registration, second half: e-mail and mobile are real. (A2)</summary>
[ForAnyone]
public sealed class CodeModel(Registrar registrar, TextCodes texts, RequestInstant instant, AppDb db) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Mail { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Mobile { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? MobileCode { get; set; }

    /// <summary>Whether the mobile has to answer too.</summary>
    public bool AsksMobile => texts.IsOn;

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var person = await registrar.CompleteAsync(Id, Code, MobileCode, instant.At, stop);
        var account = await db.Set<Account>().FindAsync([person.Id], stop);
        await Sessions.SignInAsync(HttpContext, account!, person.Name, null);
        TempData["Flash"] = "注册好了";
        return Redirect("/account");
    }
}
