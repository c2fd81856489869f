using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Certificates.Results;

/// <summary>All result publicities, those still running first. (会议公示, J5)</summary>
[ForAnyone]
public sealed class ListModel(AppDb db, NoticeStore notices, RequestInstant instant) : PageModel
{
    public IReadOnlyList<(ResultPublicity Publicity, LocalText Title, int Count)> Rows { get; private set; } = [];

    public DateTimeOffset Now => instant.At;

    public async Task OnGet(CancellationToken cancel)
    {
        var shown = await db.ResultPublicities().OrderByDescending(p => p.StartsAt).Take(100)
            .Select(p => new { p, Count = db.ResultEntries().Count(e => e.PublicityId == p.Id) }).ToListAsync(cancel);
        var rows = new List<(ResultPublicity, LocalText, int)>();
        foreach (var row in shown)
        {
            rows.Add((row.p, TitleOf((await notices.Get(row.p.RevisionId, cancel)).Notice), row.Count));
        }

        Rows = rows;
    }

    /// <summary>What the list is called, from the notice's short title.</summary>
    internal static LocalText TitleOf(Policy.Notices.Notice notice)
    {
        var zh = notice.ShortTitle.Zh.EndsWith("通知", StringComparison.Ordinal) ? notice.ShortTitle.Zh[..^2] : notice.ShortTitle.Zh;
        return new LocalText($"{zh}职称评审通过人员公示", $"Who passed: {notice.ShortTitle.En}");
    }
}
