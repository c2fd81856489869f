using System.Globalization;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Tests.Policy;

/// <summary>
/// Conditions judged as a notice's rules judge them: each is the 'when' of a rule whose 'must' is known to fail, so that the finding says whether the condition
/// holds (to be fixed), cannot be judged yet (unknown) or does not hold (no finding).
/// </summary>
internal sealed class RuleLanguage
{
    private readonly CompiledNotice _notice;
    private readonly List<string> _conditions;

    public RuleLanguage(IEnumerable<string> conditions)
    {
        _conditions = [.. conditions.Distinct(StringComparer.Ordinal)];
        var rules = _conditions.Select((c, i) =>
            $"  - {{id: own{i}, name: 甲 | A, severity: MustFix, section: basics, when: {c}, must: {{fact: applicant.confirmedByUnit, is: true}}, message: 甲 | A, remedy: 甲 | A, clause: order40:第一条}}");
        _notice = PolicyCompiler.Compile(Files.Laid($$"""
            checks: [{remove: [{{string.Join(", ", Files.Culture.Checks.Select(c => c.Id))}}]}]
            rules:
              - {remove: [{{string.Join(", ", Files.Culture.Rules.Select(r => r.Id))}}]}
            {{string.Join("\n", rules)}}
            """));
    }

    /// <summary>The three values in the words of the tables: yes, no, unknown.</summary>
    public string Judge(string condition, ApplicationDocument person)
    {
        var id = $"own{_conditions.IndexOf(condition)}";
        var asked = person with { Applicant = person.Applicant with { ConfirmedByUnit = false } };
        return _notice.Check(asked, Files.August20).Findings.SingleOrDefault(f => f.RuleId == id)?.Severity switch
        {
            null => "no",
            Severity.MustFix => "yes",
            Severity.Unknown => "unknown",
            var other => other.ToString()!,
        };
    }

    /// <summary>An empty application but for what is given: 'age=38; days=2021:60 2022:; obtained=2018-11-20'.</summary>
    public static ApplicationDocument Given(string text)
    {
        var sections = new Dictionary<string, SectionContent>(StringComparer.Ordinal);
        var person = Files.Good with { Sections = sections, Pages = [], Applicant = new ApplicantFacts() };
        foreach (var (key, value) in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).Select(p => (p[0], p[1])))
        {
            person = key switch
            {
                "age" => person with { Applicant = person.Applicant with { AgeInYears = int.Parse(value, CultureInfo.InvariantCulture) } },
                "retired" => person with { Applicant = person.Applicant with { Retired = value == "yes" } },
                "first" => person with { Applicant = person.Applicant with { FirstApplication = value == "yes" } },
                "banned" => person with { Applicant = person.Applicant with { BannedUntil = DateOnly.Parse(value, CultureInfo.InvariantCulture) } },
                "level" => person with { Level = Enum.Parse<Level>(value) },
                "tier" => person with { Unit = person.Unit with { Tier = Enum.Parse<Tier>(value) } },
                "county" => person with { Unit = person.Unit with { County = value.Length == 0 ? null : value } },
                "specialty" => person with { Specialty = value },
                _ => person,
            };
            switch (key)
            {
                case "days":
                    // Year, days and kind of service: 2021:60:village-posting.
                    sections["grassroots"] = Entries(value, (e, parts) => e.Add(("year", parts[0]), ("days", parts.ElementAtOrDefault(1)), ("form", parts.ElementAtOrDefault(2))));
                    break;
                case "practice":
                    sections["practice"] = Entries(value, (e, parts) => e.Add(("from", parts[0]), ("until", parts.ElementAtOrDefault(1))));
                    break;
                case "title":
                    sections["presentTitle"] = Entries(value, (e, parts) => e.Add(("level", parts[0]), ("obtained", parts.ElementAtOrDefault(1)), ("appointed", parts.ElementAtOrDefault(2)), ("inXinjiang", parts.ElementAtOrDefault(3))));
                    break;
                case "since":
                    sections["basics"] = Entries(value, (e, parts) => e.Add(("specialtySince", parts[0]), ("firstApplication", parts.ElementAtOrDefault(1))));
                    break;
                default:
                    break;
            }
        }

        return person;
    }

    private static SectionContent Entries(string value, Action<Values, string[]> fill) => new()
    {
        Entries =
        [
            .. value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((one, i) =>
            {
                var values = new Values();
                fill(values, one.Split(':'));
                return new SectionEntry { Id = $"e{i}", Values = values.Given };
            }),
        ],
    };

    private sealed class Values
    {
        public Dictionary<string, string> Given { get; } = new(StringComparer.Ordinal);

        public void Add(params (string Field, string? Value)[] pairs)
        {
            foreach (var (field, value) in pairs.Where(p => !string.IsNullOrEmpty(p.Value)))
            {
                Given[field] = value!;
            }
        }
    }
}
