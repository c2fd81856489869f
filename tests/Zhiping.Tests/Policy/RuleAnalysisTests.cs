using Zhiping.Policy.Notices;
using Zhiping.Policy.Rules;

namespace Zhiping.Tests.Policy;

/// <summary>'Never holds', 'always holds', 'never applies' and 'contradicts' against rules made to mislead: nesting, gaps between numbers, closed sets, days, aggregates, what is unknown.</summary>
[Requirement("B10")]
public sealed class RuleAnalysisTests
{
    private const string Never = "The rule never holds";
    private const string Always = "The rule always holds";
    private const string Unapplied = "The rule never applies";
    private const string Sound = "";

    [Theory]

    // Whole numbers have nothing between 5 and 6; hours and days have.
    [InlineData("{all: [{fact: title.years, over: 5}, {fact: title.years, under: 6}]}", Never)]
    [InlineData("{all: [{fact: title.years, over: 5}, {fact: title.years, under: 7}]}", Sound)]
    [InlineData("{all: [{fact: {sum: grassroots.days}, over: 5}, {fact: {sum: grassroots.days}, under: 6}]}", Sound)]
    [InlineData("{all: [{fact: {sum: grassroots.days}, over: 0.5}, {fact: {sum: grassroots.days}, under: 0.7}]}", Sound)]
    [InlineData("{all: [{fact: {sum: grassroots.days}, over: 0.7}, {fact: {sum: grassroots.days}, under: 0.5}]}", Never)]
    [InlineData("{fact: {sum: grassroots.days}, under: 0.5}", Sound)]
    [InlineData("{fact: {sum: grassroots.days}, under: 0}", Never)]
    [InlineData("{fact: {sum: grassroots.days}, atLeast: 0}", Always)]
    [InlineData("{fact: title.years, over: 4.5}", Sound)]
    [InlineData("{fact: title.years, is: 4.5}", Never)]
    [InlineData("{fact: title.years, isNot: 4.5}", Always)]
    [InlineData("{fact: title.years, between: [7, 5]}", Never)]
    [InlineData("{all: [{fact: title.years, in: [3, 5, 7]}, {fact: title.years, between: [4, 4]}]}", Never)]
    [InlineData("{any: [{fact: title.years, under: 3}, {fact: title.years, between: [3, 9]}, {fact: title.years, over: 9}]}", Always)]
    [InlineData("{any: [{fact: title.years, under: 3}, {fact: title.years, between: [4, 9]}, {fact: title.years, over: 9}]}", Sound)]
    [InlineData("{fact: title.years, atMost: 79228162514264337593543950335}", Always)]

    // Nested connectives.
    [InlineData("{not: {any: [{fact: title.years, atLeast: 5}, {not: {fact: title.years, atLeast: 6}}]}}", Never)]
    [InlineData("{not: {all: [{fact: title.years, atLeast: 5}, {not: {all: [{fact: title.years, atLeast: 5}]}}]}}", Always)]
    [InlineData("{atLeast: 2, of: [{fact: title.years, under: 3}, {fact: title.years, between: [3, 5]}, {fact: title.years, over: 5}]}", Never)]
    [InlineData("{atLeast: 2, of: [{fact: title.years, under: 4}, {fact: title.years, between: [3, 5]}, {fact: title.years, over: 5}]}", Sound)]
    [InlineData("{atLeast: 1, of: [{fact: title.years, under: 4}, {fact: title.years, atLeast: 4}, {fact: applicant.retired, is: true}]}", Always)]

    // Values in an order, and sets that are closed.
    [InlineData("{all: [{fact: level, over: DeputySenior}, {fact: level, isNot: FullSenior}]}", Never)]
    [InlineData("{fact: level, in: [Entry, Assistant, Intermediate, DeputySenior, FullSenior]}", Always)]
    [InlineData("{fact: unit.tier, over: Township}", Never)]
    [InlineData("{all: [{fact: specialty, is: acting}, {fact: specialty, is: library}]}", Never)]
    [InlineData("{all: [{fact: specialty, isNot: acting}, {fact: specialty, isNot: library}]}", Sound)]
    [InlineData("{all: [{fact: unit.county, is: wensu}, {not: {fact: unit.county, in: [kuqa, wensu]}}]}", Never)]
    [InlineData("{any: [{fact: unit.county, is: wensu}, {fact: unit.county, isNot: wensu}]}", Always)]
    [InlineData("{any: [{fact: unit.county, is: wensu}, {fact: unit.county, isNot: kuqa}]}", Sound)]

    // Days.
    [InlineData("{all: [{fact: applicant.bannedUntil, over: 2024-08-20}, {fact: applicant.bannedUntil, under: 2024-08-21}]}", Never)]
    [InlineData("{all: [{fact: applicant.bannedUntil, over: 2024-08-20}, {fact: applicant.bannedUntil, under: 2024-08-22}]}", Sound)]
    [InlineData("{any: [{fact: applicant.bannedUntil, atMost: 2024-08-20}, {fact: applicant.bannedUntil, atLeast: 2024-08-21}]}", Always)]

    // Years and months between the same days are one thing.
    [InlineData("{all: [{fact: {years: {from: title.obtained, to: today}}, atLeast: 5}, {fact: {months: {from: title.obtained, to: today}}, under: 60}]}", Never)]
    [InlineData("{all: [{fact: {years: {from: title.obtained, to: today}}, atLeast: 5}, {fact: {months: {from: title.obtained, to: today}}, atMost: 60}]}", Sound)]
    [InlineData("{any: [{fact: {years: {from: title.obtained, to: today}}, under: 2}, {fact: {months: {from: title.obtained, to: today}}, over: 23}]}", Always)]
    [InlineData("{all: [{fact: {months: {from: title.obtained, to: today}}, over: 30}, {fact: {years: {from: title.obtained, to: today}}, under: 9}]}", Sound)]
    [InlineData("{fact: {months: {from: title.obtained, to: today}}, under: 0}", Sound)]

    // The notice's own year and cut-off are no variables.
    [InlineData("{fact: year, is: 2023}", Never)]
    [InlineData("{fact: cutOff, atLeast: 2024-12-31}", Always)]

    // Aggregates: how many and whether there is one are one thing; what no entry passes counts none.
    [InlineData("{all: [{fact: {count: papers}, atLeast: 3}, {fact: {count: papers}, under: 2}]}", Never)]
    [InlineData("{all: [{fact: {any: papers}, is: true}, {fact: {count: papers}, is: 0}]}", Never)]
    [InlineData("{any: [{fact: {any: papers}, is: true}, {fact: {count: papers}, is: 0}]}", Always)]
    [InlineData("{all: [{fact: {any: papers}, is: true}, {fact: {count: papers}, under: 2}]}", Sound)]
    [InlineData("{fact: {count: papers}, under: 0}", Never)]
    [InlineData("{all: [{fact: {count: papers}, atLeast: 3}, {fact: {count: achievements}, under: 2}]}", Sound)]
    [InlineData("{fact: {count: grassroots, where: {all: [{fact: entry.days, over: 60}, {fact: entry.days, under: 50}]}}, atLeast: 1}", Never)]
    [InlineData("{fact: {count: grassroots, where: {all: [{fact: entry.days, over: 60}, {fact: entry.days, under: 50}]}}, is: 0}", Always)]
    [InlineData("{fact: {count: grassroots, where: {all: [{fact: entry.days, over: 50}, {fact: entry.days, under: 50.5}]}}, atLeast: 1}", Sound)]
    [InlineData("{fact: {sum: grassroots.days, where: {all: [{fact: entry.year, over: 2021}, {fact: entry.year, under: 2022}]}}, over: 0}", Never)]
    [InlineData("{fact: {max: grassroots.days, where: {not: {fact: entry.form, in: [village-posting, temple-posting, preschool-teaching, inland-service, first-secretary, cooperative, committee-member, secondment, off-post-startup, grassroots-service]}}}, over: 0}", Never)]
    [InlineData("{all: [{fact: {min: grassroots.year}, over: 2021}, {fact: {min: grassroots.year}, under: 2022}]}", Never)]

    // What is unknown: a fact that every application has is never missing; one that is missing is neither.
    [InlineData("{fact: level, exists: false}", Never)]
    [InlineData("{fact: applicant.ageInYears, exists: false}", Sound)]
    [InlineData("{all: [{fact: applicant.ageInYears, exists: false}, {fact: applicant.ageInYears, atLeast: 1}]}", Never)]
    [InlineData("{any: [{fact: applicant.ageInYears, exists: true}, {fact: applicant.ageInYears, exists: false}]}", Always)]
    public void RuleAlone_IsJudged(string must, string verdict)
    {
        var errors = Problems($"{{fact: unit.kind, is: PublicInstitution}}", must).Where(p => p.Severity == ProblemSeverity.Error).ToList();

        if (verdict.Length == 0)
        {
            Assert.Empty(errors);
        }
        else
        {
            Assert.StartsWith(verdict, Assert.Single(errors).What.En, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{all: [{fact: level, is: Entry}, {fact: level, is: Assistant}]}")]
    [InlineData("{not: {fact: unit.kind, exists: true}}")]
    [InlineData("{fact: {count: papers, where: {all: [{fact: entry.date, over: 2024-01-01}, {fact: entry.date, under: 2023-01-01}]}}, over: 0}")]
    public void RuleThatNeverApplies_IsFound(string when)
        => Assert.StartsWith(Unapplied, Assert.Single(Problems(when, "{fact: title.years, atLeast: 5}"), p => p.Severity == ProblemSeverity.Error).What.En, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "{fact: title.years, atLeast: 5}", "", "{fact: title.years, under: 5}", true)]
    [InlineData("", "{fact: title.years, atLeast: 5}", "", "{fact: title.years, atMost: 5}", false)]
    [InlineData("{fact: unit.tier, is: County}", "{fact: title.years, atLeast: 5}", "{fact: unit.tier, is: Prefecture}", "{fact: title.years, under: 5}", false)]
    [InlineData("{fact: unit.tier, in: [County, Township]}", "{fact: title.years, atLeast: 5}", "{fact: unit.tier, atMost: County}", "{fact: title.years, under: 5}", true)]
    [InlineData("{fact: applicant.ageInYears, atLeast: 50}", "{fact: title.years, atLeast: 5}", "{fact: applicant.ageInYears, atMost: 50}", "{fact: title.years, under: 5}", true)]
    [InlineData("{fact: applicant.ageInYears, over: 50}", "{fact: title.years, atLeast: 5}", "{fact: applicant.ageInYears, under: 51}", "{fact: title.years, under: 5}", false)]
    [InlineData("", "{fact: {any: papers}, is: true}", "", "{fact: {count: papers}, is: 0}", true)]
    [InlineData("", "{any: [{fact: title.years, atLeast: 5}, {fact: {count: papers}, atLeast: 2}]}", "", "{all: [{fact: title.years, under: 5}, {fact: {count: papers}, under: 3}]}", false)]
    [InlineData("", "{any: [{fact: title.years, atLeast: 5}, {fact: {count: papers}, atLeast: 3}]}", "", "{all: [{fact: title.years, under: 5}, {fact: {count: papers}, under: 3}]}", true)]
    public void TwoRules_ContradictWhereNoValuesMeetBoth(string when1, string must1, string when2, string must2, bool contradict)
    {
        var errors = Files.Over($"rules:\n{Rule("one", when1, must1)}{Rule("two", when2, must2)}").Problems.Where(p => p.Severity == ProblemSeverity.Error).ToList();

        Assert.Equal(contradict ? ["It contradicts 'one': where both apply no values meet both."] : [], errors.Select(p => p.What.En));
        Assert.All(errors, e => Assert.Equal(5, e.Line));
    }

    /// <summary>Twelve facts of two values and unknown are more cases than the bound: the check says that it did not decide, and still reads the notice.</summary>
    [Fact]
    public void BeyondTheBound_TheCheckSaysSo()
    {
        var facts = string.Join(", ", Enumerable.Range(0, 12).Select(i => $"{{fact: {{count: grassroots, where: {{fact: entry.year, is: {2010 + i}}}}}, in: [1, 3, 5]}}"));
        var reading = Files.Over($"rules:\n{Rule("one", "", $"{{all: [{facts}]}}")}{Rule("two", "", $"{{not: {{any: [{facts}]}}}}")}");

        Assert.NotNull(reading.Notice);
        Assert.Equal(["rules[one]", "rules[two]"], reading.Problems.Where(p => p.What.En.Contains($"more than {RuleAnalysis.Bound} cases", StringComparison.Ordinal)).Select(p => p.Path));
        Files.SaidInChinese(reading.Problems);
        Assert.Contains(reading.Problems, p => p.Path == "rules[two]" && p.What.En.StartsWith("Whether it contradicts 'one' was not decided", StringComparison.Ordinal));
        Assert.All(reading.Problems.Where(p => p.Path.StartsWith("rules", StringComparison.Ordinal)), p => Assert.Equal((ProblemSeverity.Warning, "Split it into smaller rules."), (p.Severity, p.WriteInstead.En)));
    }

    /// <summary>What the conditions cannot tell apart is one case: a long list of specialties is two.</summary>
    [Fact]
    public void LongLists_AreFewCases()
    {
        var many = string.Join(", ", Enumerable.Range(0, 400).Select(i => $"county{i}"));
        var must = $"{{any: [{string.Join(", ", Enumerable.Range(0, 8).Select(i => $"{{all: [{{fact: unit.county, in: [{many}]}}, {{fact: title.years, atLeast: {i + 1}}}]}}"))}]}}";

        Assert.DoesNotContain(Problems("{fact: unit.kind, is: PublicInstitution}", must), p => p.Path.StartsWith("rules", StringComparison.Ordinal));
    }

    [Fact]
    public void FactsThatAreAlwaysKnown_AreKnownOfAnEmptyApplication()
    {
        var empty = RuleLanguage.Given("");
        var context = new CheckContext();
        context.Begin(Files.CompiledCulture, empty, Files.August20);

        Assert.All(CaseSpace.AlwaysKnown, name => Assert.True(NamedFacts.Get(name)(context).Known, name));
        Assert.All(FactCatalogue.Names.Except(CaseSpace.AlwaysKnown, StringComparer.Ordinal).Except(["unit.county"], StringComparer.Ordinal), name => Assert.False(NamedFacts.Get(name)(context).Known, name));
    }

    private static IReadOnlyList<Problem> Problems(string when, string must) => Files.Over("rules:\n" + Rule("own", when, must)).Problems;

    private static string Rule(string id, string when, string must) =>
        $"  - {{id: {id}, name: 甲 | A, severity: Mind, section: basics, {(when.Length == 0 ? "" : $"when: {when}, ")}must: {must}, message: 甲 | A, remedy: 甲 | A, clause: order40:第一条}}\n";
}
