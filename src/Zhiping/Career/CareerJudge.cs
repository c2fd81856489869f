using Microsoft.EntityFrameworkCore;
using Zhiping.Attachments;
using Zhiping.Attachments.Imaging;
using Zhiping.Attachments.Scan;
using Zhiping.Data;
using Zhiping.Messages;
using Zhiping.Policy.Forms;

namespace Zhiping.Career;

/// <summary>Reads pictures of proof by machine and knows how what it read lies.</summary>
public interface IProofReading
{
    /// <summary>Asks for an upright picture to be read; once is enough.</summary>
    void Ask(AppDb db, PageRendition rendition, DateTimeOffset now);

    /// <summary>The quarter turns that the words ask for, by upright picture; those nobody has read are left out.</summary>
    Task<IReadOnlyDictionary<string, int>> Turns(IReadOnlyCollection<string> uprights, CancellationToken cancel);
}

/// <summary>What is known of one page of the file.</summary>
/// <param name="Page">Which.</param>
/// <param name="Rendition">What was made of it; null while it is being judged, and of a file that is none.</param>
/// <param name="Doubts">What a machine doubts about it; Chinese texts and keys.</param>
public sealed record JudgedProof(CareerPage Page, PageRendition? Rendition, IReadOnlyList<string> Doubts)
{
    /// <summary>Why it is no page; None where it is one or is not judged yet.</summary>
    public PageRefusal Refused => Page.Refused != PageRefusal.None ? Page.Refused : Rendition?.Refused ?? PageRefusal.None;

    public bool IsChecking => Refused == PageRefusal.None && Rendition is null;
}

/// <summary>Pages of the career file among the files that people have sent.</summary>
internal sealed class SentProof(AppDb db, MessageDesk messages, TimeProvider clock) : ISentFiles
{
    public async Task<IReadOnlyList<string>> Unscanned(int most, CancellationToken cancel) => await db.Database.SqlQuery<string>(
        $"""
         select distinct p.page ->> 'sha256' as "Value" from career_entries e, lateral jsonb_array_elements(e.pages) as p(page)
         where coalesce((p.page ->> 'refused')::int, 0) = 0 and not exists (select from scanned_files s where s.file = p.page ->> 'sha256')
         order by 1 limit {most}
         """).ToListAsync(cancel);

    /// <summary>A page of which pictures were made had been taken before: its owner is told.</summary>
    public async Task<IReadOnlyList<string>> Refuse(string sha256, CancellationToken cancel)
    {
        var pattern = $"%{sha256}%";
        var ids = await db.Database.SqlQuery<Guid>($"""select id as "Value" from career_entries where pages::text like {pattern}""").ToListAsync(cancel);
        var key = PageKeys.Whole(sha256);
        var isLate = await db.PageRenditions().AsNoTracking().AnyAsync(made => made.Key == key && made.Sha256 != null, cancel);
        foreach (var entry in await db.CareerEntries().Where(e => ids.Contains(e.Id)).ToListAsync(cancel))
        {
            entry.Judge([.. entry.Pages.Select(page => page.Sha256 == sha256 && page.Refused == PageRefusal.None ? page with { Refused = isLate ? PageRefusal.Removed : PageRefusal.Infected } : page)]);
            if (isLate)
            {
                await messages.TellAsync(
                    entry.PersonId, clock.Now(),
                    new News("履历档案里有一页佐证已经删除：收下以后，病毒检查发现它的文件带有病毒。请在安全的设备上重新扫描或拍摄，再上传。", $"/me/career/{entry.Id}"), cancel);
            }
        }

        return [];
    }
}

/// <summary>Judges the pages of an entry when they come, as those of an application are: scanned, split, opened, set upright, read.</summary>
internal sealed class CareerJudge(
    AppDb db, IBlobStore blobs, PagePipeline pipeline, FileScan scan, CareerDesk desk, IEnumerable<IProofReading> readers, TimeProvider clock) : IWorkHandler
{
    public const string WorkKind = "career.judge";

    private const int MostScans = 4;

    public string Kind => WorkKind;

    public async Task Run(WorkItem item, CancellationToken stop)
    {
        var entry = await db.CareerEntries().SingleOrDefaultAsync(e => e.Id == Guid.Parse(item.Data), stop);
        if (entry is null)
        {
            return;
        }

        var section = (await desk.Kinds(stop)).FirstOrDefault(s => s.Id == entry.SectionId);
        List<CareerPage> judged = [];
        foreach (var page in entry.Pages)
        {
            // A file that is gone was removed because of a virus, perhaps as the same file of another page.
            judged.AddRange(page.Refused != PageRefusal.None ? [page]
                : !blobs.Exists(page.Sha256) ? [page with { Refused = PageRefusal.Infected }]
                : await Judge(page, section?.Slot(page.Slot), item, stop));
        }

        entry.Judge(judged);
        await db.Commit(stop);
    }

    private async Task<IReadOnlyList<CareerPage>> Judge(CareerPage page, SlotDefinition? slot, WorkItem item, CancellationToken stop)
    {
        switch (await scan.Judge(page.Sha256, stop))
        {
            case ScanVerdict.Infected:
                await scan.Remove(page.Sha256, stop);
                return [page with { Refused = PageRefusal.Infected }];
            case ScanVerdict.Unknown when item.Tries < MostScans:
                throw new IOException("The virus scanner gave no answer.");
            case ScanVerdict.Unknown:
                return [page with { Refused = PageRefusal.NotScanned }];
            case ScanVerdict.Clean:
                break;
        }

        if (page.Format == ImageFormat.Pdf)
        {
            return await Split(page, slot, stop);
        }

        await Make(page, slot, stop);
        return [page];
    }

    private async Task Make(CareerPage page, SlotDefinition? slot, CancellationToken stop)
    {
        var made = await pipeline.Make(PageKeys.Whole(page.Sha256), page.Sha256, pipeline.Upright, stop);
        if (made.Refused == PageRefusal.None && slot is { ExpertsSee: true })
        {
            foreach (var reader in readers)
            {
                reader.Ask(db, made, clock.Now());
            }
        }
    }

    private async Task<IReadOnlyList<CareerPage>> Split(CareerPage page, SlotDefinition? slot, CancellationToken stop)
    {
        using var split = await PdfPages.SplitAsync(await pipeline.Read(page.Sha256, stop), cancel: stop);
        if (PageWords.RefusalOf(split.Problem) is var refused && refused != PageRefusal.None)
        {
            return [page with { Refused = refused }];
        }

        List<CareerPage> pages = [];
        foreach (var file in split.Files.Take(CareerEntry.MostPages))
        {
            var bytes = await File.ReadAllBytesAsync(file, stop);
            pages.Add(page with { Sha256 = await pipeline.Keep(bytes, stop), Length = bytes.Length, Format = ImageFormat.Jpeg });
            await Make(pages[^1], slot, stop);
        }

        return pages;
    }
}
