using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Messages.Inbox;

/// <summary>One message, whether it is new, and what became of its letter and its text message in words.</summary>
public sealed record Line(Message Message, bool IsNew, string Letter, string? Text);

/// <summary>What the person was told, newest first; opening the page marks it as read.</summary>
[ForSignedIn]
public sealed class InboxModel(AppDb db, CurrentPerson person, RequestInstant instant) : PageModel
{
    private const int AtOnce = 50;

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    /// <summary>Where the next page begins, if there is one.</summary>
    public string? Older { get; private set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Before { get; set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        // Row ids rise with time, so they are the key of the pages.
        var messages = await db.Messages().Where(m => m.PersonId == person.Id && (Before == null || m.Id < Before))
            .OrderByDescending(m => m.Id).Take(AtOnce + 1).ToListAsync(stop);
        var shown = messages.Take(AtOnce).ToList();
        var letterIds = shown.SelectMany(m => new[] { m.LetterId, m.TextId ?? m.LetterId }).ToList();
        var waiting = await db.Work().AsNoTracking().Where(item => letterIds.Contains(item.Id))
            .ToDictionaryAsync(item => item.Id, item => item.Tries > 0, stop);
        Lines = [.. shown.Select(m => new Line(
            m, m.ReadAt is null,
            !waiting.TryGetValue(m.LetterId, out var failed) ? "邮件已发出" : failed ? "邮件没有发出去，正在重试" : "邮件等待发出",
            m.TextId is not { } text ? null : !waiting.TryGetValue(text, out var lost) ? "短信已发出" : lost ? "短信没有发出去，正在重试" : "短信等待发出"))];
        Older = messages.Count > AtOnce ? shown[^1].Id.ToString() : null;
        foreach (var message in shown)
        {
            message.Read(instant.At);
        }

        await db.SaveChangesAsync(stop);
    }
}
