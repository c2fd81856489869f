using Zhiping.Notices;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Applications;

/// <summary>Puts together what is checked, previewed and frozen: drafts, pages, facts about unit and person, never who the person is.</summary>
public static class ApplicationAssembly
{
    /// <summary>The document of an application as it stands. Sections that the notice does not know are left out, in the notice's order.</summary>
    public static ApplicationDocument Document(
        Application application, PublishedNotice notice, IReadOnlyDictionary<string, SavedSection> drafts, IReadOnlyList<PageFact> pages, Standing standing)
    {
        var empty = new ApplicationDocument
        {
            NoticeId = notice.Notice.Id,
            Revision = notice.Number,
            Series = application.Series,
            Specialty = application.Specialty,
            Level = application.Level,
            Kind = application.Kind,
            Channel = application.Channel,
            Unit = standing.Unit,
            Applicant = standing.Applicant,
            Sections = new Dictionary<string, SectionContent>(StringComparer.Ordinal),
            Pages = [],
        };
        var asked = notice.Notice.Form.Sections.Where(s => s.IsAsked(empty)).ToList();
        return empty with
        {
            Sections = asked.Where(s => drafts.ContainsKey(s.Id))
                .ToDictionary(s => s.Id, s => Clean(s, drafts[s.Id].Content), StringComparer.Ordinal),
            Pages =
            [
                .. pages.Where(p => asked.Exists(s => s.Id == p.Section && s.Slot(p.Slot) is not null))
                    .OrderBy(p => asked.FindIndex(s => s.Id == p.Section)).ThenBy(p => p.Entry, StringComparer.Ordinal)
                    .ThenBy(p => p.Slot, StringComparer.Ordinal).ThenBy(p => p.Number),
            ],
        };
    }

    /// <summary>All findings: those of the notice, and the applicant's own name or unit in texts that experts read. (E4, D6)</summary>
    public static CheckResult Check(PublishedNotice notice, ApplicationDocument document, Standing standing, DateTimeOffset at, bool unitHasActed = false)
    {
        var result = notice.Compiled.Check(document, new CheckInstant(at, unitHasActed));
        var leaks = Leaks(notice.Notice, document, standing).ToList();
        var order = notice.Notice.Form.Sections.Select((s, i) => (s.Id, i)).ToDictionary(s => s.Id, s => s.i, StringComparer.Ordinal);
        return result.With(
            new PassedCheck(OwnNameRule, new("填写内容里没有本人姓名和单位名", "no own name or unit in the texts")),
            leaks, f => order.GetValueOrDefault(f.Section, int.MaxValue));
    }

    /// <summary>The id of the finding about the own name or unit in a text.</summary>
    public const string OwnNameRule = "own-name-in-text";

    private static IEnumerable<Finding> Leaks(Notice notice, ApplicationDocument document, Standing standing)
    {
        foreach (var section in notice.Form.Sections.Where(s => s.ExpertsSee))
        {
            if (!document.Sections.TryGetValue(section.Id, out var content))
            {
                continue;
            }

            var fields = section.Fields.Where(f => f is { ExpertsSee: true, PrintedOnly: false, Type: FieldType.Text or FieldType.LongText }).ToList();
            foreach (var (entry, number) in content.Entries.Select((e, i) => (e, i + 1)))
            {
                foreach (var field in fields)
                {
                    if (entry[field.Id] is { } text && LeakCheck.FindIn(text, standing.OwnNames, standing.UnitNames) is [var leak, ..])
                    {
                        yield return Leaking(notice, section, entry, number, field, leak);
                    }
                }
            }
        }
    }

    private static Finding Leaking(Notice notice, SectionDefinition section, SectionEntry entry, int number, FieldDefinition field, Leak leak)
    {
        var where = section.Shape == SectionShape.Single
            ? new LocalText($"“{field.Name.Zh}”", $"“{field.Name.En}”")
            : new LocalText($"第{number}项的“{field.Name.Zh}”", $"“{field.Name.En}” of item {number}");
        return new Finding
        {
            RuleId = OwnNameRule,
            Severity = Severity.MustFix,
            Section = section.Id,
            Entry = entry.Id,
            Field = field.Id,
            Message = new($"{where.Zh}里写着“{leak.Found}”", $"{where.En} names “{leak.Found}”"),
            Remedy = new(
                $"专家盲评，不能看到您的姓名和单位。请改写为“{leak.WriteInstead.Zh}”。",
                $"Experts judge blind and may not see your name or unit. Please write “{leak.WriteInstead.En}” instead."),
            Clause = notice.Masking.Clause,
            Assumed = notice.Masking.Assumed,
        };
    }

    /// <summary>Only fields that the notice asks for, trimmed; entries that are wholly blank go.</summary>
    private static SectionContent Clean(SectionDefinition section, SectionContent content)
    {
        var entries = content.Entries.Select(e => e with
        {
            Values = section.Fields.Where(f => e[f.Id] is not null && (f.When?.Holds(e) ?? true))
                .ToDictionary(f => f.Id, f => e[f.Id]!, StringComparer.Ordinal),
        });
        return content.None && section.NoneAllowed
            ? new SectionContent { None = true }
            : new SectionContent { Entries = [.. section.Shape == SectionShape.Single ? entries.Take(1) : entries] };
    }
}

/// <summary>The facts about unit and person at an instant, and the words that must not stand in texts.</summary>
/// <param name="OwnNames">The person's name and former names.</param>
/// <param name="UnitNames">The unit's name and its short forms.</param>
public sealed record Standing(UnitFacts Unit, ApplicantFacts Applicant, IReadOnlyList<string> OwnNames, IReadOnlyList<string> UnitNames);
