using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
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

    /// <summary>Refuses whatever stands on the file, tells whose it is where it had been taken, and leaves it on record; the file itself goes afterwards.</summary>
    /// <returns>Pictures made of it that its rows named; they go too where no other row names them.</returns>
    Task<IReadOnlyList<string>> Refuse(string sha256, CancellationToken cancel);
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

    /// <summary>
    /// Refuses whatever stands on an infected file, wherever it was sent to, and removes it with every picture that was made of it. Where it had been
    /// taken before, the people are told and the history says so. The caller commits nothing of its own about it.
    /// </summary>
    public async Task Remove(string sha256, CancellationToken cancel)
    {
        var files = await db.AttachedPages().Where(page => page.SourceSha256 == sha256 && page.OriginalSha256 != null).Select(page => page.OriginalSha256!).Distinct().ToListAsync(cancel);
        files.Add(sha256);
        var made = await MadeOf(files, cancel);
        List<string> pictures = [.. made.SelectMany(rendition => new[] { rendition.Sha256, rendition.ThumbSha256 }).OfType<string>()];
        foreach (var folder in sent)
        {
            pictures.AddRange(await folder.Refuse(sha256, cancel));
        }

        db.RemoveRange(made);
        await db.Commit(cancel);
        files.ForEach(blobs.Delete);

        // The same picture may have been made of another file, which is none the worse.
        var kept = await db.Database.SqlQuery<string>(
            $"""
             select h as "Value" from unnest({pictures.ToArray()}) h
             where exists (select from pages where h in (upright_sha256, thumb_sha256, masked_sha256, masked_thumb_sha256))
                or exists (select from page_renditions where h in (sha256, thumb_sha256)) or exists (select from portraits where h = inch_sha256)
             """).ToListAsync(cancel);
        pictures.Except(kept, StringComparer.Ordinal).ToList().ForEach(blobs.Delete);
    }

    /// <summary>Everything that was made of these files, turned, cut and masked in whatever way.</summary>
    private async Task<List<PageRendition>> MadeOf(IReadOnlyList<string> files, CancellationToken cancel)
    {
        List<PageRendition> made = [];
        foreach (var file in files)
        {
            made.AddRange(await db.PageRenditions().Where(rendition => EF.Functions.Like(rendition.Key, "page:" + file + ":%")).ToListAsync(cancel));
        }

        foreach (var upright in made.Select(rendition => rendition.Sha256).OfType<string>().Distinct().ToList())
        {
            made.AddRange(await db.PageRenditions().Where(rendition => EF.Functions.Like(rendition.Key, "mask:" + upright + ":%")).ToListAsync(cancel));
        }

        return made;
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
