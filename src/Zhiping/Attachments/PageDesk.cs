using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Attachments.Imaging;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;

namespace Zhiping.Attachments;

/// <summary>
/// What can be done with the pages of an application, in one place for pages, uploads, the season and the demo. Each verb refuses with a
/// <see cref="RefusalException"/>; a file that is no page is kept in view with its reason instead.
/// </summary>
public sealed class PageDesk(AppDb db, IBlobStore blobs, NoticeStore notices)
{
    /// <summary>Takes a file into a slot. What it holds is judged afterwards by the worker, at once where the same file was judged before.</summary>
    /// <param name="act">The applicant, or the unit for slots that the unit fills.</param>
    /// <param name="applicationId">Whose proof it is.</param>
    /// <param name="place">Section, entry and slot.</param>
    /// <param name="fileName">For display only.</param>
    /// <param name="content">Read to its end, or to the limit.</param>
    /// <param name="declaredLength">What the sender says; a longer file is refused before it is read.</param>
    /// <param name="at">Read after the last byte; the act's own instant when null.</param>
    /// <param name="cancel">Ends the reading; nothing is kept then.</param>
    public async Task<AttachedPage> Add(
        Act act, Guid applicationId, PagePlace place, string fileName, Stream content, long? declaredLength = null,
        Func<DateTimeOffset>? at = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(act);
        ArgumentNullException.ThrowIfNull(place);
        RefusalException.ThrowIf(await WhyNotAdd(act, applicationId, place, cancel));
        var file = declaredLength > PageRules.MostBytes ? null : await Keep(content, cancel);
        var page = new AttachedPage(at is null ? act : act with { At = at() }, applicationId, place, fileName);
        return await Place(act with { At = page.UploadedAt }, page, file, declaredLength, cancel);
    }

    /// <summary>The same for a file that came in pieces and is kept already. The page gets the upload's id, so that it is taken once however often its end is reported.</summary>
    public async Task<AttachedPage> AddKept(Act act, Guid id, Guid applicationId, PagePlace place, string fileName, BlobRef file, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(act);
        ArgumentNullException.ThrowIfNull(file);
        return await Place(act, new AttachedPage(act, applicationId, place, fileName, id), file, null, cancel);
    }

    /// <summary>Why no file may be added there now; null when one may.</summary>
    public async Task<Refusal?> WhyNotAdd(Act act, Guid applicationId, PagePlace place, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(act);
        ArgumentNullException.ThrowIfNull(place);
        var (application, slot, _) = await Open(applicationId, place.SectionId, place.SlotId, cancel);
        var present = await db.AttachedPages().Of(applicationId).In(place).Select(page => page.State).ToListAsync(cancel);
        return PageRules.CanWrite(application, slot, act)
            ?? (present.Count(state => state != PageState.Refused) >= slot!.MaxPages || present.Count >= slot.MaxPages + PageRules.MostRefused
                ? PageWords.Of(PageRefusal.SlotFull, slot, 0, null)
                : null);
    }

    /// <summary>Turns a page by hand, a quarter clockwise for each.</summary>
    public Task Turn(Act act, Guid pageId, int quarters, CancellationToken cancel = default) => Change(act, pageId, async (page, _) =>
    {
        RefusalException.ThrowIf(PageRules.CanAnswer(page));
        page.TurnBy(quarters);
        await TakeOrQueue(page, act.At, cancel);
    }, cancel);

    /// <summary>Levels a page and cuts it to the sheet; its boxes go.</summary>
    public Task Straighten(Act act, Guid pageId, CancellationToken cancel = default) => Cut(act, pageId, PageCut.Straight, cancel);

    /// <summary>Cuts a page out by its four corners, in fractions of the page as it is shown whole: top left, top right, bottom right, bottom left. Its boxes go.</summary>
    public Task Crop(Act act, Guid pageId, IReadOnlyList<Spot> corners, CancellationToken cancel = default)
    {
        RefusalException.ThrowIf(PageRules.CanCrop(corners));
        return Cut(act, pageId, PageCut.Of(corners), cancel);
    }

    /// <summary>Shows a page whole again, as it came.</summary>
    public Task Uncut(Act act, Guid pageId, CancellationToken cancel = default) => Cut(act, pageId, null, cancel);

    private Task Cut(Act act, Guid pageId, string? cut, CancellationToken cancel) => Change(act, pageId, async (page, _) =>
    {
        RefusalException.ThrowIf(PageRules.CanAnswer(page));
        page.CutBy(cut);
        await TakeOrQueue(page, act.At, cancel);
    }, cancel);

    /// <summary>Moves a page one place to the front or to the back within its slot.</summary>
    public Task Move(Act act, Guid pageId, bool up, CancellationToken cancel = default) => Change(act, pageId, async (page, _) =>
    {
        var all = await db.AttachedPages().Of(page.ApplicationId).In(page.Place).ToListAsync(cancel);
        var at = all.FindIndex(other => other.Id == page.Id);
        var to = up ? at - 1 : at + 1;
        if (to >= 0 && to < all.Count)
        {
            (all[at], all[to]) = (all[to], all[at]);
        }

        for (var index = 0; index < all.Count; index++)
        {
            all[index].MoveTo(index + 1);
        }
    }, cancel);

    /// <summary>Puts the pages of a slot in that order; any that are not named stay behind them as they were.</summary>
    public Task Arrange(Act act, IReadOnlyList<Guid> order, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        return Change(act, order[0], async (first, _) =>
        {
            var all = await db.AttachedPages().Of(first.ApplicationId).In(first.Place).ToListAsync(cancel);
            var named = order.Select(id => all.Find(page => page.Id == id)).OfType<AttachedPage>().Distinct().ToList();
            foreach (var (page, index) in named.Concat(all.Except(named)).Select((page, index) => (page, index)))
            {
                page.MoveTo(index + 1);
            }
        }, cancel);
    }

    /// <summary>Takes a page out; it can be put back.</summary>
    public Task Delete(Act act, Guid pageId, CancellationToken cancel = default)
        => Change(act, pageId, (page, _) => Done(() => page.Delete(act.At)), cancel);

    /// <summary>Puts a deleted page back, as the last of its slot.</summary>
    public Task Restore(Act act, Guid pageId, CancellationToken cancel = default) => Change(act, pageId, async (page, slot) =>
    {
        var orders = await db.AttachedPages().Of(page.ApplicationId).In(page.Place).Where(other => other.State != PageState.Refused)
            .Select(other => other.Order).ToListAsync(cancel);
        RefusalException.ThrowIf(orders.Count >= slot.MaxPages ? PageWords.Of(PageRefusal.SlotFull, slot, 0, null) : null);
        page.Restore(orders.DefaultIfEmpty(0).Max() + 1);
    }, cancel);

    /// <summary>The applicant has seen what makes it hard to read and keeps it.</summary>
    public Task Keep(Act act, Guid pageId, CancellationToken cancel = default) => Change(act, pageId, (page, _) => Done(page.Keep), cancel);

    /// <summary>Answers 'does this page need masking?' (E5)</summary>
    public Task Answer(Act act, Guid pageId, MaskAnswer answer, CancellationToken cancel = default) => Change(act, pageId, (page, _) => Done(() =>
    {
        RefusalException.ThrowIf(PageRules.CanAnswer(page));
        page.Answer(answer);
    }), cancel);

    /// <summary>Saves the boxes and has them burnt in; with none the answer stays yes and something is still to be done.</summary>
    /// <param name="act">The applicant.</param>
    /// <param name="pageId">Which page.</param>
    /// <param name="boxes">In fractions of the upright page.</param>
    /// <param name="version">The version that the boxes were drawn on; another window's are then not overwritten. Null asks nothing.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task Cover(Act act, Guid pageId, IReadOnlyList<MaskBox> boxes, uint? version = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(boxes);
        var page = await Writable(act, pageId, cancel);
        RefusalException.ThrowIf(PageRules.CanCover(page.Page, boxes, page.Notice.Masking));
        RefusalException.ThrowIf(version is { } seen && seen != page.Page.Version
            ? new Refusal("您打开本页以后，这里的遮盖已经改过，这次没有保存。") { Remedy = "请对照现在的遮盖，需要时再改一次。", IsConflict = true }
            : null);
        page.Page.Cover(boxes);
        await MaskOrQueue(page.Page, act.At, cancel);
        await db.Commit(cancel);
    }

    /// <summary>The applicant says that a suggestion is none.</summary>
    public Task Dismiss(Act act, Guid pageId, string suggestion, CancellationToken cancel = default)
        => Change(act, pageId, (page, _) => Done(() => page.Dismiss(suggestion)), cancel);

    /// <summary>Why the person of the act may not change the page now; null when it may.</summary>
    public async Task<Refusal?> WhyNotChange(Act act, AttachedPage page, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        var (application, slot, _) = await Open(page.ApplicationId, page.SectionId, page.SlotId, cancel);
        return PageRules.CanWrite(application, slot, act);
    }

    /// <summary>Gives the page what was made of its file before, or asks the worker to make it.</summary>
    internal async Task TakeOrQueue(AttachedPage page, DateTimeOffset due, CancellationToken cancel)
    {
        if (page.Format != ImageFormat.Pdf
            && await db.PageRenditions().AsNoTracking().SingleOrDefaultAsync(made => made.Key == PageKeys.Page(page), cancel) is { } known)
        {
            page.Take(known);
            await MaskOrQueue(page, due, cancel);
            return;
        }

        db.Queue(new WorkItem(PageJudge.WorkKind, due, page.Id.ToString(), page.Id.ToString()));
    }

    /// <summary>The same for the masked rendition.</summary>
    internal async Task MaskOrQueue(AttachedPage page, DateTimeOffset due, CancellationToken cancel)
    {
        if (page.State != PageState.Ready || page.Mask != MaskAnswer.Yes || page.Boxes.Count == 0 || page.MaskedSha256 is not null)
        {
            return;
        }

        if (await db.PageRenditions().AsNoTracking().SingleOrDefaultAsync(made => made.Key == PageKeys.Mask(page), cancel) is { } known)
        {
            page.TakeMasked(known);
            return;
        }

        db.Queue(new WorkItem(PageMask.WorkKind, due, page.Id.ToString(), page.Id.ToString()));
    }

    /// <summary>The file in the store, or null when it is too long.</summary>
    private async Task<BlobRef?> Keep(Stream content, CancellationToken cancel)
    {
        try
        {
            return await blobs.PutAsync(content, PageRules.MostBytes, cancel);
        }
        catch (BlobTooLongException)
        {
            return null;
        }
    }

    /// <summary>Judges the file's first bytes and puts the page behind the others of its slot. No file: it was too long.</summary>
    private async Task<AttachedPage> Place(Act act, AttachedPage page, BlobRef? file, long? declaredLength, CancellationToken cancel)
    {
        RefusalException.ThrowIf(await WhyNotAdd(act, page.ApplicationId, page.Place, cancel));
        var (_, slot, _) = await Open(page.ApplicationId, page.SectionId, page.SlotId, cancel);
        var last = await db.AttachedPages().Of(page.ApplicationId).In(page.Place).MaxAsync(other => (int?)other.Order, cancel);
        page.MoveTo((last ?? 0) + 1);
        var (format, refused) = file is null ? (ImageFormat.Unknown, PageRefusal.TooLong) : await Judge(slot!, file, cancel);
        if (refused == PageRefusal.None)
        {
            page.Arrive(file!, format);
            await TakeOrQueue(page, act.At, cancel);
        }
        else
        {
            page.Refuse(refused, file?.Length ?? declaredLength ?? 0);
        }

        db.Add(page);
        await db.Commit(cancel);
        return page;
    }

    private async Task<(ImageFormat Format, PageRefusal Refused)> Judge(SlotDefinition slot, BlobRef file, CancellationToken cancel)
    {
        if (file.Length == 0)
        {
            return (ImageFormat.Unknown, PageRefusal.Empty);
        }

        var start = new byte[ImageFormats.BytesNeeded];
        await using var stored = blobs.OpenRead(file.Sha256);
        var read = await stored.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        var format = ImageFormats.Of(start.AsSpan(0, read));
        return (format, format == ImageFormat.Unknown ? PageRefusal.WrongFormat : PageRules.Fits(slot, format) ? PageRefusal.None : PageRefusal.NotForSlot);
    }

    private async Task Change(Act act, Guid pageId, Func<AttachedPage, SlotDefinition, Task> verb, CancellationToken cancel)
    {
        var (page, slot, _) = await Writable(act, pageId, cancel);
        await verb(page, slot);
        await db.Commit(cancel);
    }

    private async Task<(AttachedPage Page, SlotDefinition Slot, Notice Notice)> Writable(Act act, Guid pageId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(act);
        var page = await db.AttachedPages().SingleOrDefaultAsync(other => other.Id == pageId, cancel) ?? throw new RefusalException(NoPage());
        var (application, slot, notice) = await Open(page.ApplicationId, page.SectionId, page.SlotId, cancel);
        RefusalException.ThrowIf(PageRules.CanWrite(application, slot, act));
        return (page, slot!, notice);
    }

    private async Task<(Application Application, SlotDefinition? Slot, Notice Notice)> Open(
        Guid applicationId, string sectionId, string slotId, CancellationToken cancel)
    {
        var application = await db.Applications().AsNoTracking().SingleOrDefaultAsync(other => other.Id == applicationId, cancel)
            ?? throw new RefusalException(ApplicationRules.NotYours());
        var notice = (await notices.Get(application.RevisionId, cancel)).Notice;
        return (application, notice.Form.Find(sectionId)?.Slot(slotId), notice);
    }

    private static Refusal NoPage() => new("没有找到这一页。") { Remedy = "它可能已经删除了，请刷新页面。", IsConflict = true };

    private static Task Done(Action act)
    {
        act();
        return Task.CompletedTask;
    }
}
