using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Applications.Mine;

/// <summary>One of my applications in the list.</summary>
public sealed record MyApplication(Application Application, LocalText Title, LocalText Notice);

/// <summary>The applications of the person who is signed in, and the notices under which one can start. (D1, D10)</summary>
[ForSignedIn]
public sealed class MineModel(AppDb db, ApplicationDesk desk, NoticeStore notices, CurrentPerson me, RequestInstant instant) : PageModel, IShowAgain
{
    public IReadOnlyList<MyApplication> Applications { get; private set; } = [];

    public IReadOnlyList<MyApplication> Deleted { get; private set; } = [];

    public IReadOnlyList<PublishedNotice> Open { get; private set; } = [];

    public DateTimeOffset Now => instant.At;

    public Task OnGetAsync(CancellationToken cancel) => ShowAgain(cancel);

    public async Task<IActionResult> OnPostRestoreAsync(Guid id, CancellationToken cancel)
    {
        await desk.Restore(me.OwnAct(), id, cancel);
        TempData["Flash"] = "申报书已经恢复";
        return Redirect($"/applications/{id}");
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        var rows = await db.Applications().AsNoTracking().OwnedBy(me.Id).OrderByDescending(a => a.Year).ThenByDescending(a => a.MovedAt).ToListAsync(cancel);
        var all = new List<MyApplication>();
        foreach (var row in rows)
        {
            var notice = (await notices.Get(row.RevisionId, cancel)).Notice;
            all.Add(new MyApplication(row, notice.TitleOf(row.Series, row.Specialty, row.Level), notice.ShortTitle));
        }

        Applications = [.. all.Where(a => a.Application.DeletedAt is null)];
        Deleted = [.. all.Where(a => a.Application.DeletedAt is not null)];
        Open = await notices.OpenAt(Now, cancel);
    }
}
