using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhiping.Applications;
using Zhiping.Data;

namespace Zhiping.Attachments.Scan;

/// <summary>A file of the store that the scanner has found clean.</summary>
public sealed class ScannedFile
{
    private ScannedFile()
    {
    }

    public ScannedFile(string file, DateTimeOffset at)
    {
        File = file;
        At = at.ToUniversalTime();
    }

    /// <summary>Its SHA-256. A row here keeps no file in the store.</summary>
    public string File { get; private set; } = "";

    public DateTimeOffset At { get; private set; }
}

internal sealed class ScannedFileTable : IEntityTypeConfiguration<ScannedFile>
{
    public void Configure(EntityTypeBuilder<ScannedFile> builder)
    {
        builder.ToTable("scanned_files", table => table.HasCheckConstraint("ck_scanned_files_file", "file ~ '^[0-9a-f]{64}$'"));
        builder.HasKey(scanned => scanned.File);
        builder.Property(scanned => scanned.File).HasMaxLength(64);
    }
}

/// <summary>Files that people have sent, and what becomes of one that turns out to carry a virus; each folder that takes files knows its own.</summary>
public interface ISentFiles
{
    /// <summary>Some of those in use that the scanner has not seen, at most so many.</summary>
    Task<IReadOnlyList<string>> Unscanned(int most, CancellationToken cancel);

    /// <summary>Refuses whatever stands on the file; the file itself goes afterwards.</summary>
    Task Refuse(string sha256, CancellationToken cancel);
}

/// <summary>Has files of the store scanned, each once.</summary>
public sealed class FileScan(AppDb db, IBlobStore blobs, VirusScan scan, IEnumerable<ISentFiles> sent, TimeProvider clock)
{
    public bool IsConfigured => scan.IsConfigured;

    /// <summary>Clean where no scanner is configured, or where this file was found clean before.</summary>
    public async Task<ScanVerdict> Judge(string sha256, CancellationToken cancel)
    {
        if (!scan.IsConfigured || await db.Set<ScannedFile>().AnyAsync(scanned => scanned.File == sha256, cancel))
        {
            return ScanVerdict.Clean;
        }

        await using var file = blobs.OpenRead(sha256);
        var verdict = await scan.Judge(file, cancel);
        if (verdict == ScanVerdict.Clean)
        {
            await db.Database.ExecuteSqlAsync($"insert into scanned_files (file, at) values ({sha256}, {clock.Now().ToUniversalTime()}) on conflict do nothing", cancel);
        }

        return verdict;
    }

    /// <summary>Refuses whatever stands on an infected file, wherever it was sent to, and removes it. The caller commits nothing of its own about it.</summary>
    public async Task Remove(string sha256, CancellationToken cancel)
    {
        foreach (var files in sent)
        {
            await files.Refuse(sha256, cancel);
        }

        await db.Commit(cancel);
        blobs.Delete(sha256);
    }

    /// <summary>Some files in use that were taken before there was a scanner, at most so many.</summary>
    public async Task<IReadOnlyList<string>> Unscanned(int most, CancellationToken cancel)
    {
        List<string> found = [];
        foreach (var files in sent)
        {
            found.AddRange(await files.Unscanned(most - found.Count, cancel));
        }

        return [.. found.Distinct(StringComparer.Ordinal).Where(blobs.Exists)];
    }
}

/// <summary>Pages of applications and portraits.</summary>
internal sealed class SentPages(AppDb db, IBlobStore blobs) : ISentFiles
{
    public async Task<IReadOnlyList<string>> Unscanned(int most, CancellationToken cancel) => await db.Database.SqlQuery<string>(
        $"""
         select f.file as "Value" from (
           select coalesce(source_sha256, original_sha256) as file from pages where state = 'Ready'
           union select original_sha256 from portraits) f
         where f.file is not null and not exists (select from scanned_files s where s.file = f.file)
         order by 1 limit {most}
         """).ToListAsync(cancel);

    /// <summary>
    /// A page of an open draft is refused as it would have been when it came. What was submitted stays as it was frozen: the pictures that offices and
    /// experts see were drawn anew and carry nothing; only the file that came goes.
    /// </summary>
    public async Task Refuse(string sha256, CancellationToken cancel)
    {
        var pages = await db.AttachedPages().Where(page => (page.OriginalSha256 == sha256 || page.SourceSha256 == sha256) && page.State != PageState.Refused).ToListAsync(cancel);
        var ids = pages.Select(page => page.ApplicationId).Distinct().ToList();
        var open = (await db.Applications().AsNoTracking().Where(application => ids.Contains(application.Id)).ToListAsync(cancel))
            .Where(application => application.IsEditable).Select(application => application.Id).ToList();
        foreach (var page in pages.Where(page => page.State == PageState.Checking || open.Contains(page.ApplicationId)))
        {
            page.Refuse(PageRefusal.Infected);
        }

        foreach (var portrait in await db.PersonPortraits().Where(p => p.ComingSha256 == sha256 || p.OriginalSha256 == sha256).ToListAsync(cancel))
        {
            portrait.Forget(sha256, portrait.InchSha256 is { } inch ? new FileInfo(blobs.PathOf(inch)).Length : 0);
        }
    }
}

/// <summary>Each day, and so at the first start with a scanner: asks for the files that it has not seen.</summary>
internal sealed class ScanDaily(AppDb db, FileScan scan, TimeProvider clock) : IWorkHandler, IDailyWork
{
    public string Kind => "files.scan-daily";

    public async Task Run(WorkItem item, CancellationToken stop)
    {
        if (scan.IsConfigured)
        {
            db.Queue(new WorkItem(ScanLate.WorkKind, clock.Now(), ScanLate.WorkKind));
            await db.Commit(stop);
        }
    }
}

/// <summary>Scans some files that were taken before there was a scanner; where there are more it asks for itself again, behind other work.</summary>
internal sealed class ScanLate(AppDb db, FileScan scan, TimeProvider clock, ILogger<ScanLate> log) : IWorkHandler
{
    public const string WorkKind = "files.scan";

    internal const int AtOnce = 50;

    public string Kind => WorkKind;

    public async Task Run(WorkItem item, CancellationToken stop)
    {
        var files = await scan.Unscanned(AtOnce, stop);
        foreach (var file in files)
        {
            switch (await scan.Judge(file, stop))
            {
                case ScanVerdict.Infected:
                    await scan.Remove(file, stop);
                    log.LogWarning("A file that was taken before there was a scanner carried a virus and was removed: {File}", file);
                    break;
                case ScanVerdict.Unknown:
                    // Nothing answers now; what is left waits for the next day.
                    return;
                case ScanVerdict.Clean:
                    break;
            }
        }

        if (files.Count >= AtOnce)
        {
            db.Queue(new WorkItem(WorkKind, clock.Now(), WorkKind));
            await db.Commit(stop);
        }
    }
}
