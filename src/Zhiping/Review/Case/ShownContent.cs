using System.Globalization;
using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;
using Zhiping.Publicity;

namespace Zhiping.Review.Case;

/// <summary>One field as it was submitted, with what stood there the time before.</summary>
/// <param name="Said">The applicant's word that it has no own name in it; null where nothing was said.</param>
public sealed record ShownField(LocalText Label, LocalText Value, Change? Change, LocalText? Old, Place Place, Finding? Said);

/// <summary>One uploaded page of a slot.</summary>
public sealed record ShownPage(PageFact Page, LocalText Slot, bool Changed, Place Place);

/// <summary>One entry with its fields and pages.</summary>
public sealed record ShownEntry(int Number, string? Id, bool Added, IReadOnlyList<ShownField> Fields, IReadOnlyList<ShownPage> Pages);

/// <summary>One section as it was submitted.</summary>
public sealed record ShownSection(
    SectionDefinition Section, bool None, IReadOnlyList<ShownEntry> Entries, IReadOnlyList<ShownPage> Pages, IReadOnlyList<Change> Gone, IReadOnlyList<Finding> Findings)
{
    public bool Numbered => Section.Shape == SectionShape.Entries;
}

/// <summary>The submitted content for a reviewer's page. Sex, ethnic group and political affiliation stand on the printed form only.</summary>
public static class ShownContent
{
    public static IReadOnlyList<ShownSection> Of(ApplicationDocument document, FormCatalogue form, SubmissionComparison? comparison, CheckResult check) =>
    [
        .. form.Sections.Where(s => s.IsAsked(document)).Select(s => Of(s, document, comparison, check)),
    ];

    /// <summary>The unit's own papers, after the applicant's pages.</summary>
    public static IEnumerable<ShownPage> OfUnit(IReadOnlyList<UnitPaper> papers) => papers.SelectMany(paper => paper.Pages
        .Where(p => p.State != PageState.Refused && p.OriginalSha256 is not null)
        .Select((p, i) => new ShownPage(
            new PageFact { Section = p.SectionId, Entry = p.EntryId, Slot = p.SlotId, Number = i + 1, Format = "JPG", Sha256 = p.OriginalSha256! },
            paper.Slot.Name, false, new Place(p.SectionId, p.EntryId, null, p.SlotId, i + 1))));

    /// <summary>A value in words: choices by name, months and days as people write them.</summary>
    public static LocalText Say(FieldDefinition field, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return new LocalText("（空）", "(empty)");
        }

        return field.Type switch
        {
            FieldType.Choice => field.Choices.FirstOrDefault(c => c.Id == value)?.Name ?? new LocalText(value, value),
            FieldType.YesNo => value == "yes" ? new LocalText("是", "yes") : new LocalText("否", "no"),
            FieldType.Month when DateOnly.TryParseExact(value, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) =>
                new LocalText($"{month.Year}年{month.Month}月", month.ToString("MMMM yyyy", CultureInfo.InvariantCulture)),
            FieldType.Date when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) =>
                new LocalText($"{day.Year}年{day.Month}月{day.Day}日", day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)),
            FieldType.Year => new LocalText($"{value}年", value),
            _ => new LocalText(value, value),
        };
    }

    private static ShownSection Of(SectionDefinition section, ApplicationDocument document, SubmissionComparison? comparison, CheckResult check)
    {
        var content = document.Sections.GetValueOrDefault(section.Id) ?? SectionContent.Empty;
        var entries = content.Entries.Select((e, i) => Of(section, e, i + 1, document, comparison, check)).ToList();
        var own = PagesOf(section, null, document, comparison);
        var gone = comparison?.Changes.Where(c => c.Place.Section == section.Id && c is { New: null, Place: { Entry: not null, Field: null, Slot: null } }).ToList() ?? [];
        return new ShownSection(section, content.None, entries, own, gone, [.. check.Findings.Where(f => f.Section == section.Id)]);
    }

    private static ShownEntry Of(SectionDefinition section, SectionEntry entry, int number, ApplicationDocument document, SubmissionComparison? comparison, CheckResult check)
    {
        var fields = section.Fields.Where(f => !f.PrintedOnly && (f.When?.Holds(entry) ?? true)).Select(f =>
        {
            var place = new Place(section.Id, entry.Id, f.Id);
            var change = comparison?.At(place);
            return new ShownField(f.Name, Say(f, entry[f.Id]), change, change?.Old is null ? null : Say(f, change.Old), place,
                check.Findings.FirstOrDefault(x => x.RuleId == ApplicationAssembly.OwnNameRule && new Place(x.Section, x.Entry, x.Field) == place));
        });
        var added = comparison?.At(new Place(section.Id, entry.Id)) is { Old: null };
        return new ShownEntry(number, entry.Id, added, [.. fields], PagesOf(section, entry.Id, document, comparison));
    }

    private static List<ShownPage> PagesOf(SectionDefinition section, string? entry, ApplicationDocument document, SubmissionComparison? comparison) =>
    [
        .. document.Pages.Where(p => p.Section == section.Id && p.Entry == entry).OrderBy(p => p.Slot, StringComparer.Ordinal).ThenBy(p => p.Number).Select(p =>
        {
            var place = new Place(p.Section, p.Entry, null, p.Slot, p.Number);
            return new ShownPage(p, section.Slot(p.Slot)?.Name ?? new LocalText(p.Slot, p.Slot), comparison?.At(place) is not null, place);
        }),
    ];
}
