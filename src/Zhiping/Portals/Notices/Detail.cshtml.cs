using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Portals.Notices;

/// <summary>One revision of a notice: what is known of it without reading it.</summary>
public sealed record RevisionLine(Guid Id, int Number, DateTimeOffset PublishedAt, string? Reason, string Sha256);

/// <summary>A notice as the platform applies it: dates, levels, fees, rules, each with its clause, and the text of the clauses. (B8, B10)</summary>
[ForAnyone]
public sealed class DetailModel(NoticeStore notices, AppDb db, TimeProvider clock) : PageModel
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public PublishedNotice Published { get; private set; } = null!;

    public Notice Notice => Published.Notice;

    public IReadOnlyList<RevisionLine> Revisions { get; private set; } = [];

    /// <summary>The notice's own clauses as they are quoted, in its order.</summary>
    public IEnumerable<(string Path, string Text)> OwnClauses =>
        Notice.Clauses.Where(c => !c.Key.Contains(':', StringComparison.Ordinal)).Select(c => (c.Key, c.Value));

    /// <summary>Clauses of other documents: the law, the base notice, the evaluation conditions.</summary>
    public IEnumerable<IGrouping<string, (string Path, string Text)>> OtherClauses => Notice.Clauses
        .Where(c => c.Key.Contains(':', StringComparison.Ordinal))
        .Select(c => (Document: c.Key[..c.Key.IndexOf(':', StringComparison.Ordinal)], c.Key, c.Value))
        .GroupBy(c => c.Document, c => (c.Key, c.Value), StringComparer.Ordinal);

    /// <summary>The title of another document by the id that its clauses carry.</summary>
    public LocalText? DocumentTitle(string id) =>
        Notice.Documents.FirstOrDefault(d => d.Id == id || d.ShortTitle.Zh == id)?.Title;

    public async Task<IActionResult> OnGetAsync(string region, string name, int? revision, CancellationToken cancel)
    {
        var id = region + "/" + name;
        Revisions = await db.NoticeRevisions().AsNoTracking().Where(r => r.NoticeId == id).OrderByDescending(r => r.Number)
            .Select(r => new RevisionLine(r.Id, r.Number, r.PublishedAt, r.Reason, r.Sha256)).ToListAsync(cancel);
        var wanted = revision is not null ? Revisions.FirstOrDefault(r => r.Number == revision) : Revisions.Count > 0 ? Revisions[0] : null;
        if (wanted is null)
        {
            return NotFound();
        }

        Published = await notices.Get(wanted.Id, cancel);
        return Page();
    }
}
