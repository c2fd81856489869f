using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Quantities;
using Notice = Zhiping.Policy.Notices.Notice;

namespace Zhiping.Certificates.Verify;

/// <summary>A qualification document with its list, as public as the publicity was: names, units, titles, where they count. (K12, J6a)</summary>
[ForAnyone]
public sealed class DocumentModel(AppDb db, NoticeStore notices, IBlobStore blobs) : PageModel
{
    public QualificationDocument Document { get; private set; } = null!;

    /// <summary>Who confirmed the result, as the revision says that judged it; null where it does not say. (J10)</summary>
    public LocalText? ConfirmedBy { get; private set; }

    public Notice Notice { get; private set; } = null!;

    public IReadOnlyList<Conferral> List { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancel)
    {
        if (await db.QualificationDocuments().SingleOrDefaultAsync(d => d.Id == id, cancel) is not { } document
            || await notices.Current(document.NoticeId, cancel) is not { } notice)
        {
            return NotFound();
        }

        Document = document;
        Notice = notice.Notice;
        var revision = await db.Set<Meetings.Meeting>().Where(m => m.Id == document.MeetingId).Select(m => m.RevisionId).SingleAsync(cancel);
        List = await db.Conferrals().Where(c => c.DocumentId == id).OrderBy(c => c.Ordinal).ToListAsync(cancel);
        ConfirmedBy = (await IssuingBodies.Of(db, (await notices.Get(revision, cancel)).Notice, document.BodyId, List[0].Level, cancel))?.ConfirmedBy;
        return Page();
    }

    /// <summary>The signed document as a file.</summary>
    public async Task<IActionResult> OnGetPdf(Guid id, CancellationToken cancel) =>
        await db.QualificationDocuments().Where(d => d.Id == id && d.PdfSha256 != null).Select(d => new { d.PdfSha256, d.Number }).SingleOrDefaultAsync(cancel) is { } file
            ? File(blobs.OpenRead(file.PdfSha256!), "application/pdf", file.Number + ".pdf")
            : NotFound();
}
