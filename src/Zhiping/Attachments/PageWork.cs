using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhiping.Attachments.Imaging;
using Zhiping.Attachments.Scan;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Forms;

namespace Zhiping.Attachments;

/// <summary>Names of renditions, made from the hashes of what goes in.</summary>
internal static class PageKeys
{
    /// <summary>Of a file as it came, not turned nor cut.</summary>
    public static string Whole(string sha256) => $"page:{sha256}:0";

    public static string Page(AttachedPage page) => $"page:{page.OriginalSha256}:{page.Turn}" + (page.Cut is null ? "" : ":" + page.Cut);

    public static string Mask(AttachedPage page)
    {
        var boxes = string.Join(';', page.Boxes.Select(box => string.Create(CultureInfo.InvariantCulture, $"{box.X:R},{box.Y:R},{box.Width:R},{box.Height:R}")));
        return $"mask:{page.UprightSha256}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(boxes)))[..32]}";
    }
}

/// <summary>Makes renditions and keeps each once.</summary>
public sealed class PagePipeline(AppDb db, IBlobStore blobs, ImageWorkers workers)
{
    internal async Task<PageRendition> Make(string key, string sha256, Func<byte[], Task<ImageAnswer>> operation, CancellationToken cancel)
    {
        if (await db.PageRenditions().AsNoTracking().SingleOrDefaultAsync(made => made.Key == key, cancel) is { } known)
        {
            return known;
        }

        var answer = await operation(await Read(sha256, cancel));
        var refused = RefusalOf(answer.Findings.Problem);
        var made = answer.IsRefused
            ? new PageRendition(key, answer.Findings, refused, null, null)
            : new PageRendition(key, answer.Findings, PageRefusal.None, await Keep(answer.Pictures[0], cancel), await Keep(answer.Pictures[1], cancel));

        // A file for which time ran out may do better on a quieter day, so only certain answers are remembered.
        if (answer.Findings.Problem != ImageProblem.TimedOut)
        {
            await db.Database.ExecuteSqlInterpolatedAsync(
                $"""
                 insert into page_renditions (key, refused, sha256, thumb_sha256, width, height, notes, print)
                 values ({made.Key}, {made.Refused.ToString()}, {made.Sha256}, {made.ThumbSha256}, {made.Width}, {made.Height}, {made.Notes.ToString()}, {made.Print})
                 on conflict (key) do nothing
                 """,
                cancel);
        }

        return made;
    }

    /// <summary>A page as it came, set upright.</summary>
    internal Task<ImageAnswer> Upright(byte[] file) => workers.PageAsync(file, 0);

    internal Task<PageRendition> Judge(AttachedPage page, CancellationToken cancel)
        => Make(PageKeys.Page(page), page.OriginalSha256!, file => page.Cut switch
        {
            null => workers.PageAsync(file, page.Turn, cancel),
            PageCut.Straight => workers.StraightPageAsync(file, page.Turn, cancel),
            var cut => workers.CutPageAsync(file, page.Turn, PageCut.Corners(cut), cancel),
        }, cancel);

    internal Task<PageRendition> Mask(AttachedPage page, CancellationToken cancel)
        => Make(PageKeys.Mask(page), page.UprightSha256!, upright => workers.MaskAsync(upright, page.Boxes, cancel), cancel);

    internal async Task<byte[]> Read(string sha256, CancellationToken cancel)
    {
        await using var stream = blobs.OpenRead(sha256);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }

    internal async Task<string> Keep(byte[] picture, CancellationToken cancel)
    {
        using var stream = new MemoryStream(picture, writable: false);
        return (await blobs.PutAsync(stream, stop: cancel)).Sha256;
    }

    private static PageRefusal RefusalOf(ImageProblem problem) => problem switch
    {
        ImageProblem.None => PageRefusal.None,
        ImageProblem.Truncated => PageRefusal.Truncated,
        ImageProblem.TooManyPixels => PageRefusal.TooManyPixels,
        ImageProblem.TooSmall => PageRefusal.TooSmall,
        ImageProblem.WrongFormat => PageRefusal.WrongFormat,
        ImageProblem.Unreadable or ImageProblem.Unsupported or ImageProblem.TimedOut => PageRefusal.Unreadable,
    };
}

/// <summary>Judges a page that arrived or was turned; splits a PDF into pages first.</summary>
internal sealed class PageJudge(
    AppDb db, PageDesk desk, PagePipeline pipeline, NoticeStore notices, TimeProvider clock, IEnumerable<IPageReader> readers, FileScan scan, IBlobStore blobs)
    : IWorkHandler
{
    public const string WorkKind = "page.judge";

    // A scanner that is being restarted is waited for; after so many tries, about a minute, the person is told.
    private const int MostScans = 4;

    public string Kind => WorkKind;

    public async Task Run(WorkItem item, CancellationToken stop)
    {
        var page = await db.AttachedPages().SingleOrDefaultAsync(other => other.Id == Guid.Parse(item.Data), stop);
        if (page is not { State: PageState.Checking, DeletedAt: null })
        {
            return;
        }

        switch (await Scan(page, stop))
        {
            case ScanVerdict.Infected:
                page.Refuse(PageRefusal.Infected);
                await scan.Remove(page.OriginalSha256!, stop);
                break;
            case ScanVerdict.Unknown when item.Tries < MostScans:
                throw new IOException("The virus scanner gave no answer.");
            case ScanVerdict.Unknown:
                page.Refuse(PageRefusal.NotScanned);
                break;
            case ScanVerdict.Clean when page.Format == ImageFormat.Pdf:
                await Split(page, stop);
                break;
            case ScanVerdict.Clean:
                await Judge(page, stop);
                break;
        }

        await db.Commit(stop);
    }

    /// <summary>What was scanned as a PDF, and pictures made of it, are not scanned again.</summary>
    private async Task<ScanVerdict> Scan(AttachedPage page, CancellationToken stop) =>
        !blobs.Exists(page.OriginalSha256!) ? ScanVerdict.Infected
        : page.SourceSha256 is not null ? ScanVerdict.Clean
        : await scan.Judge(page.OriginalSha256!, stop);

    private async Task Judge(AttachedPage page, CancellationToken stop)
    {
        page.Take(await pipeline.Judge(page, stop));
        await desk.MaskOrQueue(page, clock.Now(), stop);
        foreach (var reader in readers)
        {
            reader.Read(db, page, clock.Now());
        }
    }

    private async Task Split(AttachedPage page, CancellationToken stop)
    {
        var pdf = page.OriginalSha256!;
        using var split = await PdfPages.SplitAsync(await pipeline.Read(pdf, stop), cancel: stop);
        var room = await Room(page, stop);
        var refused = split.Problem == PdfProblem.None && split.Files.Count > room ? PageRefusal.SlotFull : PageWords.RefusalOf(split.Problem);
        if (refused != PageRefusal.None)
        {
            page.Refuse(refused);
            return;
        }

        var act = new Act(page.UploadedBy, null, page.UploadedAt);
        for (var number = 1; number <= split.Files.Count; number++)
        {
            var bytes = await File.ReadAllBytesAsync(split.Files[number - 1], stop);
            var target = number == 1 ? page : new AttachedPage(act, page.ApplicationId, page.Place, page.FileName, order: page.Order);
            target.Arrive(new BlobRef(await pipeline.Keep(bytes, stop), bytes.Length), ImageFormat.Jpeg);
            target.ComeFrom(pdf, number);
            if (number > 1)
            {
                db.Add(target);
            }

            await Judge(target, stop);
        }
    }

    private async Task<int> Room(AttachedPage page, CancellationToken stop)
    {
        var application = await db.Set<Applications.Application>().AsNoTracking().SingleAsync(other => other.Id == page.ApplicationId, stop);
        var slot = (await notices.Get(application.RevisionId, stop)).Notice.Form.Find(page.SectionId)?.Slot(page.SlotId);
        var others = await db.AttachedPages().Of(page.ApplicationId).In(page.Place)
            .CountAsync(other => other.Id != page.Id && other.State != PageState.Refused, stop);
        return (slot?.MaxPages ?? 1) - others;
    }
}

/// <summary>Burns boxes in.</summary>
internal sealed class PageMask(AppDb db, PagePipeline pipeline) : IWorkHandler
{
    public const string WorkKind = "page.mask";

    public string Kind => WorkKind;

    public async Task Run(WorkItem item, CancellationToken stop)
    {
        var page = await db.AttachedPages().SingleOrDefaultAsync(other => other.Id == Guid.Parse(item.Data), stop);
        if (page is not { State: PageState.Ready, Mask: MaskAnswer.Yes, Boxes.Count: > 0, MaskedSha256: null })
        {
            return;
        }

        var made = await pipeline.Mask(page, stop);
        if (made.Refused != PageRefusal.None)
        {
            throw new IOException("The masked picture could not be made.");
        }

        page.TakeMasked(made);
        await db.Commit(stop);
    }
}

/// <summary>Something that wants to read a page once it is ready; it queues its own work and never delays the page.</summary>
public interface IPageReader
{
    void Read(AppDb db, AttachedPage page, DateTimeOffset now);
}
