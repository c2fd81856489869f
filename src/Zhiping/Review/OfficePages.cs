using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Forms;
using Zhiping.Publicity;

namespace Zhiping.Review;

/// <summary>
/// Offices see the pages of the submissions that reached them, and the unit's own papers; never what the applicant has uploaded since.
/// </summary>
internal sealed class OfficePages(AppDb db, NoticeStore notices) : IPageAccess
{
    public async Task<bool> MaySee(CurrentPerson person, AttachedPage page, CancellationToken cancel)
    {
        if (!person.IsSignedIn || person.ActingBodyId is not { } body || !person.Has(OfficeCases.Handlers)
            || await db.Applications().VisibleTo(db, body).AsNoTracking().FirstOrDefaultAsync(a => a.Id == page.ApplicationId, cancel) is not { } application)
        {
            return false;
        }

        var slot = (await notices.Get(application.RevisionId, cancel)).Notice.Form.Find(page.SectionId)?.Slot(page.SlotId);
        if (slot?.FilledBy == SlotFiller.Unit)
        {
            return page.DeletedAt is null;
        }

        var submission = await db.LastSubmission(application.Id, cancel);
        return ApplicationDocument.Parse(submission.Content).Pages.Any(p => IsThat(p, page));
    }

    /// <summary>Whether a page of a submission is that file.</summary>
    public static bool IsThat(PageFact fact, AttachedPage page) =>
        fact.Section == page.SectionId && fact.Entry == page.EntryId && fact.Slot == page.SlotId && fact.Sha256 == page.OriginalSha256;
}
