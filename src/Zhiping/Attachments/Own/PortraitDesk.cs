using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Attachments.Imaging;
using Zhiping.Attachments.Scan;
using Zhiping.Data;
using Zhiping.Notices;

namespace Zhiping.Attachments;

/// <summary>Takes a person's portrait, has it judged, and puts it into the own drafts that have none. (A5)</summary>
public sealed class PortraitDesk(AppDb db, IBlobStore blobs, PageDesk pages, NoticeStore notices)
{
    /// <summary>Where an application keeps the portrait.</summary>
    public static readonly PagePlace Place = new("basics", null, "portrait");

    /// <summary>Keeps the file and queues its check.</summary>
    /// <exception cref="RefusalException">No file, no picture, or too large.</exception>
    public async Task Take(Act act, Stream? content, long length, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(act);
        RefusalException.ThrowIf(content is null || length == 0 ? new Refusal("请选择一张照片。") { Field = "Photo" }
            : length > PageRules.MostBytes ? PageWords.Of(PageRefusal.TooLong, null, length, null) with { Field = "Photo" } : null);
        var file = await blobs.PutAsync(content!, PageRules.MostBytes, cancel);
        RefusalException.ThrowIf(await FormatOf(file, cancel) is ImageFormat.Jpeg or ImageFormat.Png or ImageFormat.Heic
            ? null : new Refusal("这个文件不是照片，打不开。") { Remedy = "请选择JPG、PNG或手机拍的照片。", Field = "Photo" });
        var portrait = await db.PersonPortraits().SingleOrDefaultAsync(p => p.PersonId == act.By, cancel);
        if (portrait is null)
        {
            db.Add(portrait = new PersonPortrait(act.By!.Value));
        }

        portrait.Come(file, act.At);
        db.Queue(new WorkItem(PortraitJudge.WorkKind, act.At, act.By.ToString(), act.By.ToString()!));
        await db.Commit(cancel);
    }

    /// <summary>Puts the portrait into the person's open drafts whose place for it is empty; how many got it.</summary>
    public async Task<int> Spread(Guid personId, DateTimeOffset at, CancellationToken cancel = default)
    {
        var portrait = await db.PersonPortraits().AsNoTracking().SingleOrDefaultAsync(p => p.PersonId == personId, cancel);
        if (portrait?.OriginalSha256 is not { } file)
        {
            return 0;
        }

        var (act, done) = (new Act(personId, null, at), 0);
        foreach (var application in (await db.Applications().AsNoTracking().OwnedBy(personId).ToListAsync(cancel)).Where(a => a.IsEditable))
        {
            var form = (await notices.Get(application.RevisionId, cancel)).Notice.Form;
            if (form.Find(Place.SectionId)?.Slot(Place.SlotId) is not null
                && !await db.AttachedPages().Of(application.Id).In(Place).AnyAsync(p => p.State != PageState.Refused, cancel)
                && await pages.WhyNotAdd(act, application.Id, Place, cancel) is null)
            {
                await pages.AddKept(act, Ids.Row(at), application.Id, Place, "portrait.jpg", new BlobRef(file, portrait.OriginalLength), cancel);
                done++;
            }
        }

        return done;
    }

    private async Task<ImageFormat> FormatOf(BlobRef file, CancellationToken cancel)
    {
        var start = new byte[ImageFormats.BytesNeeded];
        await using var stored = blobs.OpenRead(file.Sha256);
        return ImageFormats.Of(start.AsSpan(0, await stored.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel)));
    }
}

/// <summary>Judges a portrait that came, and puts a good one where it is missing.</summary>
internal sealed class PortraitJudge(AppDb db, IBlobStore blobs, ImageWorkers workers, PortraitDesk desk, FileScan scan, TimeProvider clock) : IWorkHandler
{
    public const string WorkKind = "portrait.judge";

    private const double Blurred = 0.1;

    public string Kind => WorkKind;

    public async Task Run(WorkItem item, CancellationToken stop)
    {
        var portrait = await db.PersonPortraits().SingleOrDefaultAsync(p => p.PersonId == Guid.Parse(item.Data), stop);
        if (portrait?.ComingSha256 is not { } sha256)
        {
            return;
        }

        switch (await scan.Judge(sha256, stop))
        {
            case ScanVerdict.Infected:
                await scan.Remove(sha256, stop);
                return;
            case ScanVerdict.Unknown:
                throw new IOException("The virus scanner gave no answer.");
            case ScanVerdict.Clean:
                break;
        }

        var answer = await workers.PortraitAsync(await File.ReadAllBytesAsync(blobs.PathOf(sha256), stop), stop);
        var problem = PersonPortrait.Judge(answer);
        if (problem != PortraitProblem.None)
        {
            portrait.Refuse(problem);
            await db.SaveChangesAsync(stop);
            return;
        }

        using var inch = new MemoryStream(answer.Pictures[0], writable: false);
        portrait.Take((await blobs.PutAsync(inch, stop: stop)).Sha256, answer.Findings.Figures.Sharpness < Blurred);
        await db.SaveChangesAsync(stop);
        await desk.Spread(portrait.PersonId, clock.Now(), stop);
    }
}

/// <summary>A new application gets the portrait that the person has.</summary>
internal sealed class PortraitForNew : ICommitStep
{
    public async Task BeforeSave(AppDb db, CancellationToken cancel)
    {
        foreach (var added in db.ChangeTracker.Entries<Application>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).ToList())
        {
            if (await db.PersonPortraits().AnyAsync(p => p.PersonId == added.PersonId && p.OriginalSha256 != null, cancel))
            {
                db.Queue(new WorkItem(PortraitPlacing.WorkKind, added.CreatedAt, data: added.PersonId.ToString()));
            }
        }
    }
}

/// <summary>Does it after the application was saved.</summary>
internal sealed class PortraitPlacing(PortraitDesk desk, TimeProvider clock) : IWorkHandler
{
    public const string WorkKind = "portrait.place";

    public string Kind => WorkKind;

    public Task Run(WorkItem item, CancellationToken stop) => desk.Spread(Guid.Parse(item.Data), clock.Now(), stop);
}
