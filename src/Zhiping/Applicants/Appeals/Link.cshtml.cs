using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Applicants.Appeals;

/// <summary>The link of an appeal that was granted: a new password, once. (A4)</summary>
[ForAnyone]
public sealed class LinkModel(AppealDesk desk, RequestInstant instant) : PageModel, IShowAgain
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public bool Holds { get; private set; }

    public Task OnGetAsync(CancellationToken stop) => ShowAgain(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await desk.UseAsync(Token, Password, instant.At, stop);
        this.Flash("新密码设好了，请用它登录");
        return Redirect("/signin");
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        Holds = await desk.OfLinkAsync(Token, cancel) is not null;
    }
}
