using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Attachments.Imaging;
using Zhiping.Data;
using Zhiping.Policy.Forms;

namespace Zhiping.Attachments;

/// <summary>Tells the check what is known of an application's pages.</summary>
internal sealed class PageFacts(AppDb db) : IPageFacts
{
    public async Task<IReadOnlyList<PageFact>> Of(Guid applicationId, CancellationToken cancel)
    {
        var pages = await db.AttachedPages().AsNoTracking().Of(applicationId).Where(page => page.State != PageState.Refused).ToListAsync(cancel);
        return
        [
            .. pages.GroupBy(page => page.Place).SelectMany(place => place.Select((page, index) => new PageFact
            {
                Section = page.SectionId,
                Entry = page.EntryId,
                Slot = page.SlotId,
                Number = index + 1,
                Format = page.SourceSha256 is not null || page.Format == ImageFormat.Pdf ? "PDF" : page.Format == ImageFormat.Png ? "PNG" : "JPG",
                Sha256 = page.OriginalSha256!,
                Mask = page.Mask,
                MaskBoxes = page.Boxes.Count,
                MaskedShare = Math.Round((decimal)page.MaskedShare, 4),
                Upright = page.SuggestedTurn is null ? null : page.SuggestedTurn == 0 || page.IsKept,
                Legible = page.State == PageState.Ready ? page.Notes == LegibilityNotes.None || page.IsKept : null,
                Ready = page.State == PageState.Ready && (page.Mask != MaskAnswer.Yes || page.Boxes.Count == 0 || page.MaskedSha256 is not null),
            })),
        ];
    }
}
