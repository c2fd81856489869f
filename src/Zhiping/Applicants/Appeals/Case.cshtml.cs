using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Bodies;
using Zhiping.Data;

namespace Zhiping.Applicants.Appeals;

/// <summary>One appeal: the card beside what is registered, and the decision with its reason. (A4)</summary>
[ForRoles(Role.TitleOfficeClerk)]
public sealed class CaseModel(AppDb db, AppealDesk desk, CurrentPerson me, IConfiguration configuration) : PageModel, IShowAgain
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public AppealCase Case { get; private set; } = null!;

    /// <summary>Who decided it.</summary>
    public string? DecidedBy { get; private set; }

    public string Number => Accounts.IdentityNumber.FromFirst17(Case.Said.IdentityNumber[..17]).ToString();

    public Task OnGetAsync(CancellationToken stop) => ShowAgain(stop);

    /// <summary>One side of the card; each look goes on record.</summary>
    public async Task<IActionResult> OnGetPictureAsync(string side, CancellationToken stop)
    {
        await ShowAgain(stop);
        Response.Headers.CacheControl = "no-store";
        return await desk.PictureAsync(Case, side == "front", me.Act(), stop) is { } picture ? File(picture, "image/jpeg") : NotFound();
    }

    public async Task<IActionResult> OnPostGrantAsync(CancellationToken stop)
    {
        await ShowAgain(stop);
        await desk.GrantAsync(Case, me.Act(Reason), AddressOf, stop);
        return Done("已同意，设新密码的链接发给申诉人了");
    }

    public async Task<IActionResult> OnPostRefuseAsync(CancellationToken stop)
    {
        await ShowAgain(stop);
        await desk.RefuseAsync(Case, me.Act(Reason), stop);
        return Done("没有同意，理由发给申诉人了");
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        var region = await db.Bodies().Where(b => b.Id == me.ActingBodyId).Select(b => b.RegionId).SingleAsync(cancel);
        Case = await desk.FindAsync(Id, region, cancel) ?? throw new NotThereException("appeal");
        DecidedBy = Case.Appeal.DecidedById is { } by ? await db.People().Where(p => p.Id == by).Select(p => p.Name).SingleAsync(cancel) : null;
    }

    private RedirectResult Done(string words)
    {
        this.Flash(words);
        return Redirect("/appeals");
    }

    private string AddressOf(string token)
        => (configuration["Site:Address"] is { Length: > 0 } site ? site.TrimEnd('/') : $"{Request.Scheme}://{Request.Host}") + "/password/link/" + token;
}
