using Zhiping.Policy.Forms;

namespace Zhiping.Review;

/// <summary>One difference between two submissions.</summary>
/// <param name="Place">Where it is in the newer one; in the older one where it is gone.</param>
/// <param name="Old">The value before; null where there was none.</param>
/// <param name="New">The value now; null where there is none.</param>
public sealed record Change(Place Place, string? Old, string? New);

/// <summary>What changed from one submission to the next: values of fields, entries that came or went, pages that were exchanged. Pure. (F3a)</summary>
public sealed class SubmissionComparison
{
    private SubmissionComparison(IReadOnlyList<Change> changes) => Changes = changes;

    /// <summary>In the order of the form.</summary>
    public IReadOnlyList<Change> Changes { get; }

    public static SubmissionComparison Of(ApplicationDocument old, ApplicationDocument now, FormCatalogue form)
    {
        var changes = new List<Change>();
        foreach (var section in form.Sections)
        {
            var before = old.Sections.GetValueOrDefault(section.Id) ?? SectionContent.Empty;
            var after = now.Sections.GetValueOrDefault(section.Id) ?? SectionContent.Empty;
            if (before.None != after.None)
            {
                changes.Add(new Change(new Place(section.Id), before.None ? "无" : null, after.None ? "无" : null));
            }

            Entries(section, before, after, changes);
            Pages(section.Id, old, now, changes);
        }

        return new SubmissionComparison(changes);
    }

    /// <summary>True when something at the place, inside it or around it changed, so that a remark about it raises nothing new about an unchanged item.</summary>
    public bool Touches(Place place) => Changes.Any(c => place.Holds(c.Place) || c.Place.Holds(place));

    /// <summary>The change of exactly that place, if there is one.</summary>
    public Change? At(Place place) => Changes.FirstOrDefault(c => c.Place == place);

    private static void Entries(SectionDefinition section, SectionContent before, SectionContent after, List<Change> changes)
    {
        var old = before.Entries.ToDictionary(e => e.Id, StringComparer.Ordinal);
        foreach (var entry in after.Entries)
        {
            if (!old.Remove(entry.Id, out var was))
            {
                changes.Add(new Change(new Place(section.Id, entry.Id), null, Said(entry)));
                continue;
            }

            changes.AddRange(was.Values.Keys.Union(entry.Values.Keys, StringComparer.Ordinal)
                .Where(f => was[f] != entry[f])
                .OrderBy(f => Order(section, f))
                .Select(f => new Change(new Place(section.Id, entry.Id, f), was[f], entry[f])));
        }

        changes.AddRange(old.Values.Select(gone => new Change(new Place(section.Id, gone.Id), Said(gone), null)));
    }

    private static void Pages(string section, ApplicationDocument old, ApplicationDocument now, List<Change> changes)
    {
        var before = PagesOf(section, old);
        var after = PagesOf(section, now);
        changes.AddRange(before.Keys.Union(after.Keys)
            .Where(p => before.GetValueOrDefault(p) != after.GetValueOrDefault(p))
            .OrderBy(p => p.Slot, StringComparer.Ordinal).ThenBy(p => p.Entry, StringComparer.Ordinal).ThenBy(p => p.Page)
            .Select(p => new Change(p, before.GetValueOrDefault(p), after.GetValueOrDefault(p))));
    }

    private static Dictionary<Place, string> PagesOf(string section, ApplicationDocument document) => document.Pages
        .Where(p => p.Section == section)
        .DistinctBy(p => (p.Entry, p.Slot, p.Number))
        .ToDictionary(p => new Place(section, p.Entry, null, p.Slot, p.Number), p => $"{p.Sha256}:{p.Mask}:{p.MaskBoxes}:{p.MaskedShare}");

    private static int Order(SectionDefinition section, string field)
    {
        for (var i = 0; i < section.Fields.Count; i++)
        {
            if (section.Fields[i].Id == field)
            {
                return i;
            }
        }

        return int.MaxValue;
    }

    private static string Said(SectionEntry entry) => string.Join("，", entry.Values.Values.Where(v => !string.IsNullOrWhiteSpace(v)).Select(v => v.Trim()));
}
