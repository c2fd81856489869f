using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Bodies;
using Zhiping.Data;

namespace Zhiping.Applicants.Appeals;

/// <summary>申诉办理: the appeals of the region, waiting ones first. (A4)</summary>
[ForRoles(Role.TitleOfficeClerk)]
public sealed class IndexModel(AppDb db, AppealDesk desk, CurrentPerson me) : PageModel
{
    public IReadOnlyList<AppealCase> Waiting { get; private set; } = [];

    public IReadOnlyList<AppealCase> Decided { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        var region = await db.Bodies().Where(b => b.Id == me.ActingBodyId).Select(b => b.RegionId).SingleAsync(stop);
        var all = await desk.ListAsync(region, stop);
        Waiting = [.. all.Where(c => c.Appeal.State == AppealState.Waiting)];
        Decided = [.. all.Where(c => c.Appeal.State != AppealState.Waiting).OrderByDescending(c => c.Appeal.DecidedAt)];
    }

    /// <summary>How far one is, in words; Chinese text and key.</summary>
    public static string Say(AppealState state) => state switch
    {
        AppealState.Waiting => "等您办理",
        AppealState.Granted => "已同意，等本人设新密码",
        AppealState.Refused => "没有同意",
        AppealState.Used => "已同意，新密码设好了",
    };
}
