using System.Globalization;
using System.Text;
using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Rules;

namespace Zhiping.Bench.Policy;

/// <summary>The culture notice and applications under it.</summary>
internal static class PolicySamples
{
    public const string NoticeId = "aksu/2024-culture";

    /// <summary>The same with as many rules as the richest notice is expected to have.</summary>
    public const string EightyId = "bench/eighty";

    /// <summary>While the window is open and the unit has not acted.</summary>
    public static CheckInstant At { get; } = new(new DateTimeOffset(2024, 8, 20, 10, 24, 0, SiteTime.Offset));

    public static string? Open(string path)
    {
        var file = path == EightyId + ".yaml" ? Path.Combine(Measuring.Root, "bench/Zhiping.Bench/Policy/eighty.yaml") : Path.Combine(Measuring.Root, "notices", path);
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }

    public static Notice Read(string id)
    {
        var reading = NoticeReader.Read(id, Open);
        return reading.Notice ?? throw new InvalidOperationException(string.Join("\n", reading.Problems));
    }

    public static ApplicationDocument Example(string name) => ApplicationDocument.Parse(Encoding.UTF8.GetBytes(Open($"examples/{name}.json")!));

    /// <summary>The good example, its achievements and practice repeated with their pages until it holds so many facts.</summary>
    public static ApplicationDocument Grown(ApplicationDocument document, int facts)
    {
        for (var round = 0; FactsOf(document) < facts; round++)
        {
            document = Repeat(document, round % 2 == 0 ? "achievements" : "practice", round, facts - FactsOf(document));
        }

        return document;
    }

    /// <summary>Values of fields, pages, and what is known of unit and person.</summary>
    public static int FactsOf(ApplicationDocument document) =>
        document.Sections.Values.Sum(s => s.Entries.Sum(e => e.Values.Count)) + document.Pages.Count + 11;

    /// <summary>So many applications: the examples of the notice in turn, each with a title date of its own.</summary>
    public static IEnumerable<(string Name, ApplicationDocument Document)> Many(int count)
    {
        var good = Grown(Example("aksu-2024-culture-good"), 200);
        ApplicationDocument[] kinds = [good, good, good, good, good, good, good, Example("aksu-2024-culture-gaps"), Example("aksu-2024-culture-retired-and-early"), Example("aksu-2024-culture-first-intermediate")];
        for (var i = 0; i < count; i++)
        {
            var document = kinds[i % kinds.Length];
            var since = new DateOnly(2010 + (i % 13), 1 + (i % 12), 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            yield return (i.ToString(CultureInfo.InvariantCulture), document with { Sections = With(document.Sections, "presentTitle", "obtained", since) });
        }
    }

    private static Dictionary<string, SectionContent> With(IReadOnlyDictionary<string, SectionContent> sections, string section, string field, string value)
    {
        var copy = new Dictionary<string, SectionContent>(sections, StringComparer.Ordinal);
        if (copy.TryGetValue(section, out var content))
        {
            copy[section] = content with
            {
                Entries = [.. content.Entries.Select(e => e with { Values = new Dictionary<string, string>(e.Values, StringComparer.Ordinal) { [field] = value } })],
            };
        }

        return copy;
    }

    private static ApplicationDocument Repeat(ApplicationDocument document, string section, int round, int missing)
    {
        var content = document.Sections[section];
        var entry = content.Entries[0];
        var pages = document.Pages.Where(p => p.Section == section && p.Entry == entry.Id).ToList();
        if (entry.Values.Count + pages.Count > missing + 3)
        {
            pages = [.. pages.Take(1)];
        }

        var id = $"more{round}";
        return document with
        {
            Sections = new Dictionary<string, SectionContent>(document.Sections, StringComparer.Ordinal)
            {
                [section] = content with { Entries = [.. content.Entries, entry with { Id = id }] },
            },
            Pages = [.. document.Pages, .. pages.Select(p => p with { Entry = id })],
        };
    }
}
