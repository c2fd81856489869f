using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Attachments.Imaging;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Forms;

namespace Zhiping.Career;

/// <summary>What can be done with a person's career file: write, delete, copy into an application, save back from one.</summary>
public sealed class CareerDesk(AppDb db, IBlobStore blobs, NoticeStore notices, DraftStore drafts, PageDesk pages, IEnumerable<IProofReading> readers)
{
    /// <summary>The kinds of entries, as the newest notice that has them describes them.</summary>
    public async Task<IReadOnlyList<SectionDefinition>> Kinds(CancellationToken cancel = default)
        => [.. (await notices.All(cancel)).OrderByDescending(n => n.PublishedAt).SelectMany(n => n.Notice.Form.Sections).Where(CareerOrigin.Fits)
            .DistinctBy(s => s.Id, StringComparer.Ordinal).OrderBy(s => s.Order)];

    /// <summary>The first words of an entry, for lists.</summary>
    public static string TitleOf(SectionDefinition section, IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(section);
        var words = section.Fields.Where(f => f.Type is FieldType.Text or FieldType.LongText or FieldType.Month or FieldType.Date or FieldType.Year)
            .Select(f => Said(f, values.GetValueOrDefault(f.Id)?.Trim())).OfType<string>().Where(v => v.Length is > 0 and <= 60).Take(3);
        return string.Join("，", words);
    }

    /// <summary>Months and days as people write them.</summary>
    private static string? Said(FieldDefinition field, string? value) =>
        field.Type == FieldType.Month && DateOnly.TryParseExact(value + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? When.Month(month)
        : field.Type == FieldType.Date && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Beijing.Date(day)
        : value;

    /// <summary>Writes an entry, a new one where there is none; files that come are added to its pages.</summary>
    /// <param name="act">The person.</param>
    /// <param name="section">Of which kind it is.</param>
    /// <param name="entry">The one to change, or null.</param>
    /// <param name="values">What was typed.</param>
    /// <param name="kept">Which of its pages stay, by place.</param>
    /// <param name="fine">Which of them the person has looked at and keeps whatever a machine doubts, by place.</param>
    /// <param name="come">Files by slot.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<CareerEntry> Write(
        Act act, SectionDefinition section, CareerEntry? entry, IReadOnlyDictionary<string, string> values, IReadOnlyCollection<int> kept,
        IReadOnlyCollection<int> fine, IReadOnlyList<(string Slot, string FileName, Stream Content)> come, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(come);
        RefusalException.ThrowIf(values.Values.All(string.IsNullOrWhiteSpace) ? new Refusal("这一项还没有写内容。") { Remedy = "请至少填写一栏，再保存。" } : null);
        RefusalException.ThrowIf(entry is null && await db.CareerEntries().CountAsync(e => e.PersonId == act.By, cancel) >= CareerEntry.MostEntries
            ? new Refusal("履历档案最多{0}项。", CareerEntry.MostEntries) { Remedy = "请先删去不需要的。" }
            : null);
        List<CareerPage> proof = [.. (entry?.Pages ?? []).Select((page, at) => (page: page with { IsKept = fine.Contains(at) }, at)).Where(p => kept.Contains(p.at)).Select(p => p.page)];
        foreach (var (slot, name, content) in come)
        {
            proof.Add(await Keep(section, slot, name, content, cancel));
        }

        if (entry is null)
        {
            db.Add(entry = new CareerEntry(act, section.Id, values));
        }

        entry.Write(act.At, values, proof);
        if (come.Count > 0)
        {
            db.Queue(new WorkItem(CareerJudge.WorkKind, act.At, entry.Id.ToString(), entry.Id.ToString()));
        }

        await db.Commit(cancel);
        return entry;
    }

    /// <summary>What is known of the pages of an entry, each beside what a machine doubts about it: how it lies, whether it can be read, whether it came twice into the file.</summary>
    public async Task<IReadOnlyList<JudgedProof>> Judged(CareerEntry entry, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var all = await db.CareerEntries().AsNoTracking().OfPerson(entry.PersonId).ToListAsync(cancel);
        var keys = all.SelectMany(e => e.Pages).Select(p => PageKeys.Whole(p.Sha256)).Distinct().ToList();
        var made = await db.PageRenditions().AsNoTracking().Where(r => keys.Contains(r.Key)).ToDictionaryAsync(r => r.Key, cancel);
        PageRendition? Of(CareerPage page) => made.GetValueOrDefault(PageKeys.Whole(page.Sha256));
        var seen = all.SelectMany(e => e.Pages.Select((page, at) => (e, page, at))).Where(x => x.page.Refused == PageRefusal.None && Of(x.page)?.Sha256 is not null)
            .Select((x, number) => (x.e, x.at, Seen: new Duplicates.Seen(
                new Guid(number, 0, 0, new byte[8]), x.e.SectionId, x.e.Id.ToString(), x.page.Slot, x.page.Sha256, null, Of(x.page)!.Print, x.e.CreatedAt))).ToList();
        var repeated = Duplicates.Among(seen.ConvertAll(x => x.Seen));
        var turns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var reader in readers)
        {
            foreach (var (upright, turn) in await reader.Turns([.. entry.Pages.Select(p => Of(p)?.Sha256).OfType<string>()], cancel))
            {
                turns[upright] = turn;
            }
        }

        return
        [
            .. entry.Pages.Select((page, at) => (page, made: Of(page), repeats: seen.Any(x => x.e.Id == entry.Id && x.at == at && repeated.ContainsKey(x.Seen.Id))))
                .Select(x => new JudgedProof(x.page, x.made, x.made?.Sha256 is not { } upright ? []
                    : PageWords.Doubts(x.made.Notes, turns.TryGetValue(upright, out var turn) ? turn : null, x.repeats))),
        ];
    }

    /// <summary>Copies entries into a section of a draft, with their pages; those copied before are left alone. The copy keeps where it is from.</summary>
    /// <returns>How many came in.</returns>
    public async Task<int> Pick(Act act, Application application, SectionDefinition section, IReadOnlyCollection<Guid> chosen, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(application);
        ArgumentNullException.ThrowIfNull(section);
        RefusalException.ThrowIf(ApplicationRules.CanWrite(application, act.At));
        var entries = await db.CareerEntries().AsNoTracking().OfPerson(act.By!.Value).Where(e => e.SectionId == section.Id && chosen.Contains(e.Id)).ToListAsync(cancel);
        var saved = await drafts.Load(application.Id, section.Id, cancel);
        var fresh = entries.Where(e => saved.Content.Entries.All(other => other.Id != CareerOrigin.IdOf(e.Id))).ToList();
        RefusalException.ThrowIf(fresh.Count == 0 ? new Refusal("没有选要放进申报书的内容。") { Remedy = "请勾选至少一项。已经放进来的不会重复放。" } : null);
        var content = new SectionContent
        {
            Entries = [.. saved.Content.Entries, .. fresh.Select(e => new SectionEntry
            {
                Id = CareerOrigin.IdOf(e.Id),
                Values = e.Values.Where(v => section.Fields.Any(f => f.Id == v.Key)).ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal),
            })],
        };
        var done = await drafts.Save(act, application.Id, section.Id, content, saved.Number, cancel);
        RefusalException.ThrowIf(done.IsConflict ? new Refusal("另一个窗口刚改过这一节，这次没有放进去。") { Remedy = "请再选一次。", IsConflict = true } : null);
        foreach (var entry in fresh)
        {
            await CopyPages(act, application.Id, section, entry, cancel);
        }

        return fresh.Count;
    }

    /// <summary>
    /// Saves a section's entries back into the file: those picked from it are brought up to date, the others added. What the unit or an office
    /// has found right in this application's submission is marked so.
    /// </summary>
    /// <returns>How many were added or changed.</returns>
    public async Task<int> SaveBack(Act act, OpenApplication open, SectionDefinition section, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(section);
        var application = open.Application;
        var proof = await db.AttachedPages().AsNoTracking().Of(application.Id).Where(p => p.SectionId == section.Id && p.EntryId != null && p.State == PageState.Ready && p.OriginalSha256 != null)
            .ToListAsync(cancel);
        var known = await db.CareerEntries().OfPerson(act.By!.Value).Where(e => e.SectionId == section.Id).ToListAsync(cancel);
        var verifier = await VerifierOf(application, cancel);
        var count = 0;
        foreach (var entry in open.Saved(section.Id).Content.Entries.Where(e => e.Values.Values.Any(v => !string.IsNullOrWhiteSpace(v))))
        {
            var file = known.Find(e => e.Id == CareerOrigin.Of(entry.Id)) ?? known.Find(e => e.FromApplicationId == application.Id && e.FromEntryId == entry.Id);
            if (file is null)
            {
                file = new CareerEntry(act, section.Id, entry.Values);
                file.ComeFrom(application.Id, entry.Id);
                db.Add(file);
            }

            var before = (file.Fingerprint(), file.VerifiedYear);
            file.Write(act.At, entry.Values, [.. proof.Where(p => p.EntryId == entry.Id).Select(p =>
                new CareerPage(p.SlotId, p.OriginalSha256!, p.Length, p.Format, p.FileName, p.Mask, p.Boxes, p.IsKept))]);
            if (verifier is not null)
            {
                file.Verify(application.Year, verifier);
            }

            count += db.Entry(file).State == EntityState.Added || before != (file.Fingerprint(), file.VerifiedYear) ? 1 : 0;
        }

        await db.SaveChangesAsync(cancel);
        return count;
    }

    /// <summary>
    /// Who has found the entries right: the office where it was admitted, else the unit that recommended it; null while it is a draft again,
    /// since then nothing in it need be what was looked at.
    /// </summary>
    private async Task<string?> VerifierOf(Application application, CancellationToken cancel)
    {
        if (application.IsEditable || application.Submissions == 0)
        {
            return null;
        }

        var isAdmitted = application.State is not (ApplicationState.AtUnit or ApplicationState.AtAuthority or ApplicationState.AtCommittee or ApplicationState.Withdrawn
            or ApplicationState.Forfeited or ApplicationState.NotAccepted);
        return isAdmitted ? "评委会办公室"
            : application.State is ApplicationState.AtAuthority or ApplicationState.AtCommittee
                ? await db.Bodies().Where(b => b.Id == application.UnitId).Select(b => b.Name).SingleAsync(cancel)
                : null;
    }

    private async Task CopyPages(Act act, Guid applicationId, SectionDefinition section, CareerEntry entry, CancellationToken cancel)
    {
        foreach (var proof in entry.Pages.Where(p => p.Refused == PageRefusal.None && section.Slot(p.Slot) is { FilledBy: SlotFiller.Applicant } slot && PageRules.Fits(slot, p.Format) && blobs.Exists(p.Sha256)))
        {
            var place = new PagePlace(section.Id, section.Slot(proof.Slot)!.PerEntry ? CareerOrigin.IdOf(entry.Id) : null, proof.Slot);
            if (await pages.WhyNotAdd(act, applicationId, place, cancel) is not null)
            {
                continue;
            }

            var page = await pages.AddKept(act, Ids.Row(act.At), applicationId, place, proof.FileName, new BlobRef(proof.Sha256, proof.Length), cancel);

            if (proof.IsKept)
            {
                await pages.Keep(act, page.Id, cancel);
            }

            // What was masked in an earlier year is masked again where the page is ready at once; else it is asked again.
            if (page.State == PageState.Ready && proof.Mask == MaskAnswer.Yes && proof.Boxes.Count > 0)
            {
                await pages.Answer(act, page.Id, MaskAnswer.Yes, cancel);
                await pages.Cover(act, page.Id, proof.Boxes, null, cancel);
            }
        }
    }

    private async Task<CareerPage> Keep(SectionDefinition section, string slotId, string fileName, Stream content, CancellationToken cancel)
    {
        var slot = section.Slot(slotId) ?? throw new RefusalException(new Refusal("这份通知没有这一栏附件。"));
        BlobRef file;
        try
        {
            file = await blobs.PutAsync(content, PageRules.MostBytes, cancel);
        }
        catch (BlobTooLongException)
        {
            throw new RefusalException(PageWords.Of(PageRefusal.TooLong, slot, 0, null) with { Field = $"slot-{slotId}" });
        }

        var start = new byte[ImageFormats.BytesNeeded];
        await using var stored = blobs.OpenRead(file.Sha256);
        var format = ImageFormats.Of(start.AsSpan(0, await stored.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel)));
        RefusalException.ThrowIf(format == ImageFormat.Unknown ? PageWords.Of(file.Length == 0 ? PageRefusal.Empty : PageRefusal.WrongFormat, slot, file.Length, null) with { Field = $"slot-{slotId}" }
            : PageRules.Fits(slot, format) ? null : PageWords.Of(PageRefusal.NotForSlot, slot, file.Length, null) with { Field = $"slot-{slotId}" });
        return new CareerPage(slotId, file.Sha256, file.Length, format, fileName.Length > 100 ? fileName[^100..] : fileName, MaskAnswer.Unanswered, []);
    }
}
