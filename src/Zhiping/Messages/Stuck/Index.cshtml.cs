using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Messages.Stuck;

/// <summary>Work that failed, for the operator: what, how often, why, and another try.</summary>
[ForRoles(Role.Operator)]
public sealed class StuckModel(AppDb db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<WorkItem> Items { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
        => Items = await db.Work().AsNoTracking().Where(item => item.Tries > 0).OrderByDescending(item => item.GivenUp).ThenBy(item => item.Due)
            .Take(200).ToListAsync(stop);

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken stop)
    {
        var item = await db.Work().FirstOrDefaultAsync(i => i.Id == id, stop);
        item?.Retry(clock.Now());
        await db.SaveChangesAsync(stop);
        this.Flash(item is null ? "这个任务已经办完了" : "马上再试一次");
        return RedirectToPage();
    }
}
