using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Tests.Policy;

/// <summary>An application that fills whatever form a notice asks, with what the test says and something of the right form elsewhere.</summary>
internal static class AnyApplication
{
    /// <summary>The application with every section that is asked.</summary>
    /// <param name="said">Values by section, one map an entry; an empty list says none. Sections not named are none where they may be, else one entry.</param>
    public static ApplicationDocument Of(Notice notice, ApplicationDocument head, IReadOnlyDictionary<string, Dictionary<string, string>[]> said)
    {
        var sections = new Dictionary<string, SectionContent>(StringComparer.Ordinal);
        var pages = new List<PageFact>();
        foreach (var section in notice.Form.Sections.Where(s => s.IsAsked(head)))
        {
            var asked = said.GetValueOrDefault(section.Id) ?? (section.NoneAllowed ? [] : [new Dictionary<string, string>(StringComparer.Ordinal)]);
            var entries = asked.Select((values, i) => new SectionEntry { Id = $"{section.Id}{i}", Values = Filled(notice, section, values) }).ToList();
            sections[section.Id] = entries.Count == 0 && section.Fields.Count > 0 ? new SectionContent { None = true } : new SectionContent { Entries = entries };
            foreach (var slot in section.Slots.Where(s => s.FilledBy == SlotFiller.Applicant && s.IsAsked(head)))
            {
                foreach (var entry in slot.PerEntry ? entries.Select(e => e.Id).ToArray() : (string?[])[null])
                {
                    pages.AddRange(Enumerable.Range(1, Math.Max(1, slot.MinPages)).Select(number => Page(section, slot, entry, number)));
                }
            }
        }

        return head with { Sections = sections, Pages = pages };
    }

    public static ApplicationDocument Head(Notice notice, string specialty, Level level, UnitKind kind, Tier tier, string? county, Channel channel, ProgrammeKind programme = ProgrammeKind.Evaluation) => new()
    {
        NoticeId = notice.Id, Revision = 1, Series = notice.SeriesList.Single().Id, Specialty = specialty, Level = level, Kind = programme, Channel = channel,
        Unit = new UnitFacts { Kind = kind, Tier = tier, County = county ?? (tier == Tier.Prefecture ? null : "elsewhere") },
        Applicant = new ApplicantFacts { AgeInYears = 40, Retired = false, CivilServant = false, UnderSanction = false, ConfirmedByUnit = true, FirstApplication = false },
        Sections = new Dictionary<string, SectionContent>(), Pages = [],
    };

    private static Dictionary<string, string> Filled(Notice notice, SectionDefinition section, Dictionary<string, string> said)
    {
        var values = new Dictionary<string, string>(said, StringComparer.Ordinal);
        foreach (var field in section.Fields.Where(f => f.Required && !said.ContainsKey(f.Id)))
        {
            if (field.When is null || field.When.Has(values.GetValueOrDefault(field.When.Field)))
            {
                values[field.Id] = field.Type switch
                {
                    FieldType.Text or FieldType.LongText => "实际内容",
                    FieldType.Date => "2012-06-30",
                    FieldType.Month => "2012-06",
                    FieldType.Year => $"{notice.Year.Value - 1}",
                    FieldType.Number => "1",
                    FieldType.YesNo => field.Id == "declassified" ? "yes" : "no",
                    FieldType.Choice => field.Choices[0].Id,
                    _ => throw new InvalidOperationException($"{field.Type} is no type of field."),
                };
            }
        }

        return values;
    }

    private static PageFact Page(SectionDefinition section, SlotDefinition slot, string? entry, int number) => new()
    {
        Section = section.Id, Entry = entry, Slot = slot.Id, Number = number, Format = slot.Formats[0], Sha256 = new string('a', 64),
        Mask = slot.ExpertsSee ? MaskAnswer.No : MaskAnswer.Unanswered, Upright = true, Legible = true, Ready = true,
    };
}
