using System.Text;
using System.Text.RegularExpressions;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Meetings;

/// <summary>What must not be read in a dossier: the applicant's own names and those of the units the applicant works, first, or worked for.</summary>
public sealed record Hidden(string PersonName, IReadOnlyList<string> UnitNames, IReadOnlyList<string> Numbers);

/// <summary>Makes what experts see from a frozen submission and the form catalogue. Pure.</summary>
public static partial class BlindDossierMaker
{
    /// <summary>Only sections, fields and slots that experts see; text with own name and unit replaced; pages by the random ids of their masked renditions.</summary>
    /// <param name="maskedPages">The masked rendition of each page that experts see; a page without one is an error of the caller.</param>
    public static BlindDossier Make(ApplicationDocument document, FormCatalogue form, Hidden hidden, IReadOnlyDictionary<PageFact, Guid> maskedPages)
    {
        var replace = Replacer(hidden);
        var sections = new List<BlindSection>();
        foreach (var definition in form.Sections.Where(s => s.ExpertsSee && s.IsAsked(document)))
        {
            var content = document.Sections.GetValueOrDefault(definition.Id) ?? SectionContent.Empty;
            var entries = content.Entries
                .Select((entry, i) => new BlindEntry(i + 1, Fields(definition, entry, replace, hidden), Pages(definition, entry.Id, document, maskedPages)))
                .ToList();
            sections.Add(new BlindSection(definition.Id, definition.Name, content.None, entries, Pages(definition, null, document, maskedPages)));
        }

        return new BlindDossier(document.Series, document.Specialty, document.Level, document.Unit.Tier, sections);
    }

    /// <summary>The pages of a submission that experts will see, in order.</summary>
    public static IEnumerable<PageFact> PagesToShow(ApplicationDocument document, FormCatalogue form) =>
        document.Pages.Where(p => form.Find(p.Section) is { ExpertsSee: true } section && section.Slot(p.Slot) is { ExpertsSee: true });

    /// <summary>Writes 本人 for the own name and 本单位 for the unit, however the middle dot or the spaces are typed.</summary>
    public static string Replace(string text, Hidden hidden) => Replacer(hidden)(text);

    private static List<BlindField> Fields(SectionDefinition definition, SectionEntry entry, Func<string, string> replace, Hidden hidden) =>
        [.. definition.Fields
            .Where(f => f is { ExpertsSee: true, PrintedOnly: false } && (f.When?.Holds(entry) ?? true) && entry[f.Id] is not null)
            .Select(f => new BlindField(f.Name, Text(f, entry[f.Id]!, entry.SaysNotName(f.Id) ? text => ReplaceBetween(text, replace, hidden) : replace), f.Type == FieldType.LongText))];

    /// <summary>What the applicant has said is no name stays, as the offices let it pass; the rest of the text is treated like any other.</summary>
    private static string ReplaceBetween(string text, Func<string, string> replace, Hidden hidden)
    {
        var shown = new StringBuilder();
        var at = 0;
        foreach (var kept in LeakCheck.FindIn(text, [hidden.PersonName], hidden.UnitNames.Take(1)))
        {
            shown.Append(replace(text[at..kept.Start])).Append(kept.Found);
            at = kept.Start + kept.Length;
        }

        return shown.Append(replace(text[at..])).ToString();
    }

    private static LocalText Text(FieldDefinition field, string value, Func<string, string> replace)
    {
        if (field.Type == FieldType.Choice && field.Choices.FirstOrDefault(c => c.Id == value) is { } choice)
        {
            return choice.Name;
        }

        if (field.Type is FieldType.Month or FieldType.Date or FieldType.Year)
        {
            return Review.Case.ShownContent.Say(field, value);
        }

        if (field.Type == FieldType.YesNo)
        {
            return value == "yes" ? new LocalText("是", "yes") : new LocalText("否", "no");
        }

        var shown = replace(value);
        return new LocalText(shown, shown);
    }

    private static List<BlindPage> Pages(
        SectionDefinition definition, string? entry, ApplicationDocument document, IReadOnlyDictionary<PageFact, Guid> maskedPages)
    {
        var pages = new List<BlindPage>();
        foreach (var slot in definition.Slots.Where(s => s.ExpertsSee))
        {
            var of = document.Pages.Where(p => p.Section == definition.Id && p.Slot == slot.Id && p.Entry == entry).OrderBy(p => p.Number).ToList();
            pages.AddRange(of.Select((p, i) => new BlindPage(maskedPages[p], slot.Name, i + 1, of.Count)));
        }

        return pages;
    }

    private static Func<string, string> Replacer(Hidden hidden)
    {
        var person = Pattern([hidden.PersonName, .. Parts(hidden.PersonName)]);
        var unit = Pattern(hidden.UnitNames);
        var numbers = Pattern(hidden.Numbers);
        return text =>
        {
            var shown = text;
            shown = unit is null ? shown : unit.Replace(shown, "本单位");
            shown = person is null ? shown : person.Replace(shown, "本人");
            return numbers is null ? shown : numbers.Replace(shown, "（号码）");
        };
    }

    /// <summary>The parts of a name with a middle dot that are long enough not to be a common word.</summary>
    private static IEnumerable<string> Parts(string name)
    {
        var parts = Dots().Split(name);
        return parts.Length < 2 ? [] : parts.Where(p => p.Length >= 3);
    }

    private static Regex? Pattern(IEnumerable<string> words)
    {
        var patterns = words.Select(w => w.Trim()).Where(w => w.Length >= 2).OrderByDescending(w => w.Length).Select(Loose).Distinct().ToList();
        return patterns.Count == 0 ? null : new Regex(string.Join('|', patterns), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(2));
    }

    /// <summary>The word with any dot for its dots and spaces allowed between its characters.</summary>
    private static string Loose(string word)
    {
        var pattern = new StringBuilder();
        foreach (var c in word.Where(c => !char.IsWhiteSpace(c)))
        {
            if (pattern.Length > 0)
            {
                pattern.Append(@"\s*");
            }

            pattern.Append(Dots().IsMatch(c.ToString()) ? @"[·•．.・‧∙⋅]?" : Regex.Escape(c.ToString()));
        }

        return pattern.ToString();
    }

    [GeneratedRegex("[·•．.・‧∙⋅]")]
    private static partial Regex Dots();
}
