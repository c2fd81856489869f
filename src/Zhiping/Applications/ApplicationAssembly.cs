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
                .ToDictionary(s => s.Id, s => Clean(s, drafts[s.Id].Content, standing), StringComparer.Ordinal),
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
        var leaks = NameQuestion.Of(notice.Notice.Form, document, standing.OwnNames, standing.UnitNames).Select(q => q.ForApplicant(notice.Notice)).ToList();
        var order = notice.Notice.Form.Sections.Select((s, i) => (s.Id, i)).ToDictionary(s => s.Id, s => s.i, StringComparer.Ordinal);
        return result.With(NameQuestion.Check, leaks, f => order.GetValueOrDefault(f.Section, int.MaxValue));
    }

    /// <summary>The id of the finding about the own name or unit in a text.</summary>
    public const string OwnNameRule = "own-name-in-text";

    /// <summary>Only fields that the notice asks for, trimmed, and what was said of the texts as they stand; entries that are wholly blank go.</summary>
    private static SectionContent Clean(SectionDefinition section, SectionContent content, Standing standing)
    {
        var answered = content.Entries.All(e => e.NotNames.Count == 0) ? []
            : NameQuestion.In(section, content, standing.OwnNames, standing.UnitNames).Where(q => q.IsAnswered).ToList();
        var entries = content.Entries.Select(e => e with
        {
            Values = section.Fields.Where(f => e[f.Id] is not null && (f.When?.Holds(e) ?? true))
                .ToDictionary(f => f.Id, f => e[f.Id]!, StringComparer.Ordinal),
            NotNames = answered.Where(q => q.Entry.Id == e.Id).ToDictionary(q => q.Field.Id, q => q.Mark, StringComparer.Ordinal),
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
