using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Tests.Policy;

/// <summary>The notices and examples that single clauses are tried on, each by an application that meets the clause and one that does not.</summary>
internal static class ClauseCase
{
    public static readonly CheckInstant September2021 = new(SiteTime.At(new DateOnly(2021, 9, 1), 10));
    public static readonly CheckInstant September2023 = new(SiteTime.At(new DateOnly(2023, 9, 10), 10));
    public static readonly CheckInstant August2023 = new(SiteTime.At(new DateOnly(2023, 8, 1), 10));

    public static Notice General { get; } = Files.Read("aksu/2023-general");

    public static Notice PartySchool { get; } = Files.Read("aksu/2024-party-school");

    public static Notice Bayingol { get; } = Files.Read("bayingol/2021-culture");

    public static Notice Press { get; } = Files.Read("bayingol/2023-press");

    public static ApplicationDocument School { get; } = Files.Example("aksu-2024-party-school-good");

    public static ApplicationDocument Steppe { get; } = Files.Example("bayingol-2021-culture-good");

    public static ApplicationDocument Reporter { get; } = Files.Example("bayingol-2023-press-good");

    public static string First() => Reporter.Sections["basics"].Entries[0]["firstEmployment"]!;

    public static UnitFacts Unit(Tier tier, string? county = null) => new() { Kind = UnitKind.PublicInstitution, Tier = tier, County = county };

    public static SectionContent Aid(string from, string? until) => Entries(("a1", [("sender", "派出单位"), ("from", from), .. until is null ? Array.Empty<(string, string)>() : [("until", until)]]));

    public static SectionContent Entries(params (string Id, (string Field, string Value)[] Values)[] entries) =>
        new() { Entries = [.. entries.Select(e => new SectionEntry { Id = e.Id, Values = e.Values.ToDictionary(v => v.Field, v => v.Value, StringComparer.Ordinal) })] };

    public static ApplicationDocument Put(ApplicationDocument document, string section, SectionContent content) =>
        document with { Sections = new Dictionary<string, SectionContent>(document.Sections, StringComparer.Ordinal) { [section] = content } };

    public static ApplicationDocument None(ApplicationDocument document, string section) =>
        Put(document, section, new SectionContent { None = true }) with { Pages = [.. document.Pages.Where(p => p.Section != section)] };

    /// <summary>Every entry of a section with another value of one field.</summary>
    public static ApplicationDocument Change(ApplicationDocument document, string section, string field, string value) => Put(document, section, new SectionContent
    {
        Entries = [.. document.Sections[section].Entries.Select(e => e with { Values = new Dictionary<string, string>(e.Values, StringComparer.Ordinal) { [field] = value } })],
    });

    public static CheckResult Check(Notice notice, ApplicationDocument document, CheckInstant at) => PolicyCompiler.Compile(notice).Check(document, at);

    public static IReadOnlyList<Finding> FindingsOf(Notice notice, ApplicationDocument document, CheckInstant at) => Check(notice, document, at).Findings;

    public static bool Finds(Notice notice, ApplicationDocument document, CheckInstant at, string rule, Func<Finding, bool>? that = null) =>
        FindingsOf(notice, document, at).Any(f => f.RuleId == rule && f.Severity != Severity.Unknown && (that is null || that(f)));
}
