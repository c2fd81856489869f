using Zhiping.Policy.Forms;

namespace Zhiping.Tests.Policy;

/// <summary>The rule language as tables: connectives over three values, operators over each type, aggregates over entries, spans of dates.</summary>
[Requirement("B1")]
public sealed class RuleLanguageTests
{
    private const string A = "{fact: applicant.retired, is: true}";
    private const string B = "{fact: applicant.civilServant, is: true}";
    private const string C = "{fact: applicant.underSanction, is: true}";

    /// <summary>Yes is 1, unknown 0, no -1: all takes the least, any the greatest, not turns the sign, at least n takes the n-th greatest.</summary>
    private static readonly Dictionary<string, Func<int, int, int, int>> Connectives = new(StringComparer.Ordinal)
    {
        [A] = (a, _, _) => a,
        [$"{{not: {A}}}"] = (a, _, _) => -a,
        [$"{{not: {{not: {A}}}}}"] = (a, _, _) => a,
        [$"{{all: [{A}]}}"] = (a, _, _) => a,
        [$"{{any: [{A}]}}"] = (a, _, _) => a,
        [$"{{all: [{A}, {B}]}}"] = (a, b, _) => Math.Min(a, b),
        [$"{{any: [{A}, {B}]}}"] = (a, b, _) => Math.Max(a, b),
        [$"{{all: [{A}, {B}, {C}]}}"] = (a, b, c) => Math.Min(a, Math.Min(b, c)),
        [$"{{any: [{A}, {B}, {C}]}}"] = (a, b, c) => Math.Max(a, Math.Max(b, c)),
        [$"{{atLeast: 1, of: [{A}, {B}, {C}]}}"] = (a, b, c) => Nth(0, a, b, c),
        [$"{{atLeast: 2, of: [{A}, {B}, {C}]}}"] = (a, b, c) => Nth(1, a, b, c),
        [$"{{atLeast: 3, of: [{A}, {B}, {C}]}}"] = (a, b, c) => Nth(2, a, b, c),
        [$"{{not: {{all: [{A}, {{any: [{B}, {{not: {C}}}]}}]}}}}"] = (a, b, c) => -Math.Min(a, Math.Max(b, -c)),
        [$"{{not: {{any: [{A}, {{all: [{B}, {{not: {C}}}]}}]}}}}"] = (a, b, c) => -Math.Max(a, Math.Min(b, -c)),
        [$"{{atLeast: 2, of: [{{not: {A}}}, {{all: [{A}, {B}]}}, {{any: [{B}, {C}]}}]}}"] = (a, b, c) => Nth(1, -a, Math.Min(a, b), Math.Max(b, c)),
    };

    private static readonly Lazy<RuleLanguage> Connected = new(() => new RuleLanguage(Connectives.Keys));

    private static int Nth(int n, params int[] values) => values.OrderDescending().ElementAt(n);

    public static TheoryData<string> Formulas() => [.. Connectives.Keys];

    [Theory]
    [MemberData(nameof(Formulas))]
    public void Connectives_FollowTheCompleteTable(string formula)
    {
        int[] values = [1, 0, -1];
        foreach (var (a, b, c) in from a in values from b in values from c in values select (a, b, c))
        {
            var person = Files.Good with { Sections = new Dictionary<string, SectionContent>(), Applicant = new ApplicantFacts { Retired = Said(a), CivilServant = Said(b), UnderSanction = Said(c) } };

            Assert.Equal((a, b, c, Connectives[formula](a, b, c) switch { 1 => "yes", 0 => "unknown", _ => "no" }), (a, b, c, Connected.Value.Judge(formula, person)));
        }
    }

    private static bool? Said(int value) => value == 0 ? null : value > 0;

    /// <summary>Condition, what is given, what comes out.</summary>
    private static readonly (string Condition, string Given, string Truth)[] Rows =
    [
        // Numbers: on, below and above the literal, and nothing said.
        .. Each("{fact: applicant.ageInYears, is: 50}", ("age=49", "no"), ("age=50", "yes"), ("age=51", "no"), ("", "unknown")),
        .. Each("{fact: applicant.ageInYears, isNot: 50}", ("age=49", "yes"), ("age=50", "no"), ("age=51", "yes"), ("", "unknown")),
        .. Each("{fact: applicant.ageInYears, under: 50}", ("age=49", "yes"), ("age=50", "no"), ("age=51", "no"), ("", "unknown")),
        .. Each("{fact: applicant.ageInYears, atMost: 50}", ("age=49", "yes"), ("age=50", "yes"), ("age=51", "no"), ("", "unknown")),
        .. Each("{fact: applicant.ageInYears, over: 50}", ("age=49", "no"), ("age=50", "no"), ("age=51", "yes"), ("", "unknown")),
        .. Each("{fact: applicant.ageInYears, atLeast: 50}", ("age=49", "no"), ("age=50", "yes"), ("age=51", "yes"), ("", "unknown")),
        .. Each("{fact: applicant.ageInYears, in: [40, 50]}", ("age=40", "yes"), ("age=45", "no"), ("age=50", "yes"), ("", "unknown")),
        .. Each("{fact: applicant.ageInYears, between: [40, 50]}", ("age=39", "no"), ("age=40", "yes"), ("age=50", "yes"), ("age=51", "no"), ("", "unknown")),
        .. Each("{fact: applicant.ageInYears, exists: true}", ("age=39", "yes"), ("", "no")),
        .. Each("{fact: applicant.ageInYears, exists: false}", ("age=39", "no"), ("", "yes")),

        // Yes and no.
        .. Each("{fact: applicant.firstApplication, is: true}", ("first=yes", "yes"), ("first=no", "no"), ("", "unknown")),
        .. Each("{fact: applicant.firstApplication, isNot: true}", ("first=yes", "no"), ("first=no", "yes"), ("", "unknown")),
        .. Each("{fact: applicant.firstApplication, is: no}", ("first=yes", "no"), ("first=no", "yes"), ("", "unknown")),

        // Values in an order.
        .. Each("{fact: level, atLeast: Intermediate}", ("level=Assistant", "no"), ("level=Intermediate", "yes"), ("level=FullSenior", "yes")),
        .. Each("{fact: level, under: Intermediate}", ("level=Assistant", "yes"), ("level=Intermediate", "no")),
        .. Each("{fact: level, in: [Entry, FullSenior]}", ("level=Entry", "yes"), ("level=Assistant", "no"), ("level=FullSenior", "yes")),
        .. Each("{fact: unit.tier, between: [Prefecture, County]}", ("tier=Prefecture", "yes"), ("tier=County", "yes"), ("tier=Township", "no")),

        // Texts.
        .. Each("{fact: unit.county, is: wensu}", ("county=wensu", "yes"), ("county=baicheng", "no"), ("county=", "unknown")),
        .. Each("{fact: unit.county, isNot: wensu}", ("county=wensu", "no"), ("county=baicheng", "yes"), ("county=", "unknown")),
        .. Each("{fact: unit.county, in: [wensu, kuqa]}", ("county=wensu", "yes"), ("county=kuqa", "yes"), ("county=baicheng", "no"), ("county=", "unknown")),
        .. Each("{fact: unit.county, exists: false}", ("county=wensu", "no"), ("county=", "yes")),

        // Days: the check is made on 20 August 2024, seniority counts to 31 December 2024.
        .. Each("{fact: applicant.bannedUntil, over: 2024-08-20}", ("banned=2024-08-19", "no"), ("banned=2024-08-20", "no"), ("banned=2024-08-21", "yes"), ("", "unknown")),
        .. Each("{fact: applicant.bannedUntil, between: [2024-01-01, 2024-12-31]}", ("banned=2023-12-31", "no"), ("banned=2024-01-01", "yes"), ("banned=2024-12-31", "yes"), ("banned=2025-01-01", "no")),
        .. Each("{fact: today, is: 2024-08-20}", ("", "yes")),
        .. Each("{fact: today, atLeast: 2024-08-21}", ("", "no")),

        // A field of a section that is filled once.
        .. Each("{fact: basics.specialtySince, atMost: 2019-12-31}", ("since=2019-12", "yes"), ("since=2020-01", "no"), ("since=2020", "unknown"), ("", "unknown")),
        .. Each("{fact: basics.firstApplication, is: true}", ("since=2019-12:yes", "yes"), ("since=2019-12:no", "no"), ("since=2019-12:maybe", "unknown"), ("since=2019-12", "unknown")),

        // Spans: full years and months, the day itself reached; negative where the other is earlier.
        .. Each("{fact: {years: {from: applicant.bannedUntil, to: cutOff}}, atLeast: 3}", ("banned=2021-12-31", "yes"), ("banned=2022-01-01", "no"), ("", "unknown")),
        .. Each("{fact: {months: {from: applicant.bannedUntil, to: today}}, atLeast: 2}", ("banned=2024-06-20", "yes"), ("banned=2024-06-21", "no")),
        .. Each("{fact: {months: {from: applicant.bannedUntil, to: today}}, atLeast: -1}", ("banned=2024-09-20", "yes"), ("banned=2024-10-20", "no")),
        .. Each("{fact: {months: {from: applicant.bannedUntil, to: today}}, under: 0}", ("banned=2024-08-20", "no"), ("banned=2024-09-19", "no"), ("banned=2024-09-20", "yes")),
        .. Each("{fact: {years: {from: applicant.bannedUntil, to: today}}, is: 0}", ("banned=2023-08-21", "yes"), ("banned=2023-08-20", "no"), ("banned=2025-08-19", "yes"), ("banned=2025-08-20", "no")),

        // Count: entries that pass; unknown as soon as one cannot be told; an empty list is none, a section not filled in is unknown.
        .. Each("{fact: {count: grassroots}, atLeast: 2}", ("days=2021:60", "no"), ("days=2021:60 2022:60", "yes"), ("days=", "no"), ("", "unknown")),
        .. Each("{fact: {count: grassroots, where: {fact: entry.days, atLeast: 60}}, is: 1}",
            ("days=2021:60 2022:59", "yes"), ("days=2021:60 2022:60", "no"), ("days=2021:60 2022", "unknown"), ("days=2021:x", "unknown"), ("days=", "no")),
        .. Each("{fact: {count: grassroots, where: {fact: entry.days, exists: false}}, is: 1}", ("days=2021:60 2022", "yes"), ("days=2021:60 2022:1", "no"), ("days=2021:60 2022:x", "yes")),

        // Sum, least and greatest of what passes.
        .. Each("{fact: {sum: grassroots.days}, is: 100.5}", ("days=2021:60 2022:40.5", "yes"), ("days=2021:60 2022:40", "no"), ("days=2021:60 2022", "unknown"), ("days=", "no"), ("", "unknown")),
        .. Each("{fact: {sum: grassroots.days}, is: 0}", ("days=", "yes"), ("days=2021:1", "no")),
        .. Each("{fact: {sum: grassroots.days, where: {fact: entry.year, in: [2022, 2023]}}, atLeast: 60}",
            ("days=2021:99 2022:30 2023:30", "yes"), ("days=2021:99 2022:30 2023:29", "no"), ("days=2021 2022:60", "yes"), ("days=2022", "unknown")),
        .. Each("{fact: {min: grassroots.days}, atLeast: 30}", ("days=2021:30 2022:99", "yes"), ("days=2021:99 2022:29", "no"), ("days=2021:29 2022:99", "no"), ("days=", "unknown"), ("days=2021:99 2022", "unknown")),
        .. Each("{fact: {max: grassroots.days}, atMost: 30}", ("days=2021:30 2022:9", "yes"), ("days=2021:9 2022:31", "no"), ("days=2021:31 2022:9", "no"), ("days=", "unknown")),
        .. Each("{fact: {max: practice.until}, atLeast: 2022-01-01}", ("practice=2021-01:2021-12 2021-06:2022-01", "yes"), ("practice=2021-01:2021-12", "no"), ("practice=2021-01", "unknown")),
        .. Each("{fact: {min: practice.from}, is: 2020-03-01}", ("practice=2021-01 2020-03", "yes"), ("practice=2020-02 2020-03", "no")),

        // Whether there is one: one that passes is enough whatever else is unknown.
        .. Each("{fact: {any: grassroots, where: {fact: entry.days, atLeast: 60}}, is: true}",
            ("days=2021:60 2022", "yes"), ("days=2021:59 2022", "unknown"), ("days=2021:59 2022:59", "no"), ("days=", "no"), ("", "unknown")),
        .. Each("{fact: {any: grassroots, where: {fact: entry.days, atLeast: 60}}, is: false}", ("days=2021:60", "no"), ("days=2021:59", "yes"), ("days=2021", "unknown")),

        // Filters of every form, and with facts of the application beside those of the entry.
        .. Each("{fact: {count: grassroots, where: {all: [{fact: entry.days, atLeast: 60}, {fact: entry.form, is: village-posting}]}}, is: 1}",
            ("days=2021:60:village-posting", "yes"), ("days=2021:60:secondment", "no"), ("days=2021:59", "no"), ("days=2021:60", "unknown")),
        .. Each("{fact: {count: grassroots, where: {any: [{fact: entry.days, atLeast: 60}, {fact: entry.form, isNot: village-posting}]}}, is: 1}",
            ("days=2021:1:village-posting", "no"), ("days=2021:60", "yes"), ("days=2021:1:secondment", "yes"), ("days=2021:1", "unknown")),
        .. Each("{fact: {count: grassroots, where: {not: {fact: entry.days, atLeast: 60}}}, is: 1}", ("days=2021:59", "yes"), ("days=2021:60", "no"), ("days=2021", "unknown")),
        .. Each("{fact: {count: grassroots, where: {atLeast: 2, of: [{fact: entry.days, atLeast: 60}, {fact: entry.form, in: [village-posting, secondment]}, {fact: entry.year, atLeast: 2022}]}}, is: 1}",
            ("days=2022:60", "yes"), ("days=2021:60", "unknown"), ("days=2021:59", "no"), ("days=2022:1", "unknown"), ("days=2021:60:secondment", "yes")),
        .. Each("{fact: {count: grassroots, where: {all: [{fact: entry.days, atLeast: 60}, {fact: level, is: DeputySenior}]}}, is: 1}", ("days=2021:60; level=DeputySenior", "yes"), ("days=2021:60; level=Intermediate", "no")),
        .. Each("{fact: {count: practice, where: {fact: {months: {from: entry.from, to: entry.until}}, atLeast: 6}}, is: 1}",
            ("practice=2021-01:2021-07", "yes"), ("practice=2021-01:2021-06", "no"), ("practice=2021-01", "unknown"), ("practice=2021-01:2021-07 2021-01:2021-09", "no")),
        .. Each("{fact: {count: practice, where: {fact: {years: {from: entry.until, to: cutOff}}, under: 5}}, atLeast: 1}", ("practice=2014-01:2019-12", "no"), ("practice=2014-01:2020-01", "yes")),

        // A filter that looks at other entries, which must not lose its own place.
        .. Each("{fact: {count: grassroots, where: {all: [{fact: {count: practice, where: {fact: entry.from, atLeast: 2021-01-01}}, is: 1}, {fact: entry.days, atLeast: 60}]}}, is: 2}",
            ("days=2021:60 2022:61; practice=2020-01 2021-01", "yes"), ("days=2021:60 2022:59; practice=2021-01", "no"), ("days=2021:60 2022:61; practice=2020-01", "no")),

        // Facts of the catalogue that are read from the record.
        .. Each("{fact: title.level, is: Intermediate}", ("title=Intermediate:2018-11-20", "yes"), ("title=Assistant:2018-11-20", "no"), ("title=Assistant:2020-01-01 Intermediate:2018-11-20", "yes"), ("", "unknown")),
        .. Each("{fact: title.obtained, atMost: 2018-11-20}", ("title=Intermediate:2018-11-20", "yes"), ("title=Intermediate:2018-11-20 Intermediate:2019-01-01", "no"), ("title=Intermediate", "unknown")),
        .. Each("{fact: title.years, atLeast: 5}", ("title=Intermediate:2020-01-01", "yes"), ("title=Intermediate:2020-01-02", "no"), ("title=Intermediate", "unknown")),
        .. Each("{fact: title.appointedYears, is: 5}", ("title=Intermediate:2018-01-01:2020-01-01", "yes"), ("title=Intermediate:2018-01-01:2020-01-02", "no"), ("title=Intermediate:2018-01-01", "unknown")),
        .. Each("{fact: specialty.years, is: 5}", ("since=2020-01", "yes"), ("since=2019-01", "no"), ("since=2020-02", "no"), ("", "unknown")),
    ];

    private static readonly Lazy<RuleLanguage> Language = new(() => new RuleLanguage(Rows.Select(r => r.Condition)));

    private static IEnumerable<(string, string, string)> Each(string condition, params (string Given, string Truth)[] rows) => rows.Select(r => (condition, r.Given, r.Truth));

    public static TheoryData<string, string, string> Table() => [.. Rows.Select(r => new TheoryDataRow<string, string, string>(r.Condition, r.Given, r.Truth))];

    [Theory]
    [MemberData(nameof(Table))]
    public void Conditions_ComeOutAsTheTableSays(string condition, string given, string truth) =>
        Assert.Equal(truth, Language.Value.Judge(condition, RuleLanguage.Given(given)));
}
