using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Tests.Policy;

/// <summary>Decision tables by their hit policy: every combination of what two rows say, with unknown as the third value.</summary>
public sealed class TableTests
{
    /// <summary>A fact of each row: whether it fits (retired, civilServant) and whether it holds (underSanction, firstApplication).</summary>
    private static CompiledNotice Table(HitPolicy hit) => PolicyCompiler.Compile(Files.Laid($$"""
        checks: [{remove: [{{string.Join(", ", Files.Culture.Checks.Select(c => c.Id))}}]}]
        rules: [{remove: [{{string.Join(", ", Files.Culture.Rules.Select(r => r.Id))}}]}]
        tables:
          - id: own
            name: 表 | Table
            hit: {{hit}}
            severity: MustFix
            section: basics
            clause: order40:第一条
            rows:
              - {id: first, when: {fact: applicant.retired, is: true}, must: {fact: applicant.underSanction, is: false}, message: 第一行 | first, remedy: 改 | mend, clause: order40:第一条}
              - {id: second, when: {fact: applicant.civilServant, is: true}, must: {fact: applicant.firstApplication, is: true}, message: 第二行 | second, remedy: 改 | mend, clause: order40:第一条}
        """));

    public static TheoryData<HitPolicy> Policies() => [.. Enum.GetValues<HitPolicy>()];

    [Theory]
    [MemberData(nameof(Policies))]
    [Requirement("C4")]
    public void EveryCombination_ComesOutAsTheTruthTableSays(HitPolicy hit)
    {
        var table = Table(hit);
        bool?[] values = [true, false, null];
        foreach (var (fit1, hold1, fit2, hold2) in from a in values from b in values from c in values from d in values select (a, b, c, d))
        {
            var person = Files.Good with
            {
                Applicant = new ApplicantFacts { Retired = fit1, UnderSanction = !hold1, CivilServant = fit2, FirstApplication = hold2 },
            };

            var found = table.Check(person, Files.August20).Findings.Select(f => f.Severity).ToList();

            Assert.True(Expected(hit, fit1, hold1, fit2, hold2) == Worst(found), $"{hit}: {fit1} {hold1} | {fit2} {hold2} gave {string.Join(", ", found)}");
            Assert.True(hit == HitPolicy.All || found.Count <= 1);
        }
    }

    /// <summary>Every way of filling in what is unknown: where all agree that is the answer, else it cannot be judged yet.</summary>
    private static Severity? Expected(HitPolicy hit, bool? fit1, bool? hold1, bool? fit2, bool? hold2)
    {
        static bool[] Ways(bool? value) => value is { } known ? [known] : [true, false];
        var outcomes = (from a in Ways(fit1) from b in Ways(hold1) from c in Ways(fit2) from d in Ways(hold2) select Holds(hit, a, b, c, d)).Distinct().ToList();
        return outcomes.Count > 1 ? Severity.Unknown : outcomes[0] ? null : Severity.MustFix;
    }

    private static bool Holds(HitPolicy hit, bool fit1, bool hold1, bool fit2, bool hold2) => hit switch
    {
        HitPolicy.First => fit1 ? hold1 : !fit2 || hold2,
        HitPolicy.All or HitPolicy.LeastFavourable => (!fit1 || hold1) && (!fit2 || hold2),
        HitPolicy.Any => (!fit1 && !fit2) || (fit1 && hold1) || (fit2 && hold2),
        _ => throw new ArgumentOutOfRangeException(nameof(hit)),
    };

    private static Severity? Worst(List<Severity> found) => found.Count == 0 ? null : found.Min();

    [Fact]
    [Requirement("G1", "G5")]
    public void ClassHours_TakeTheFirstOrTheGreatestDemand_AsTheNoticeSays()
    {
        const string Demands = """
            continuingEducation:
              demands:
                - remove: all
                - {id: private, subject: Specialty, hours: 20, years: [2023], unitKinds: [PrivateEnterprise], clause: order40:第一条}
                - {id: others, subject: Specialty, hours: 500, years: [2023], clause: order40:第一条}
            """;
        var worker = Files.Good with { Unit = Files.Good.Unit with { Kind = UnitKind.PrivateEnterprise } };
        int Found(string policy) => PolicyCompiler.Compile(Files.Laid($"hitPolicies: {{continuingEducation: {policy}}}\n{Demands}"))
            .Check(worker, Files.August20).Findings.Count(f => f.RuleId == "hours");

        Assert.Equal((0, 1, 1), (Found("First"), Found("LeastFavourable"), Found("All")));
    }

    [Fact]
    [Requirement("C8")]
    public void Ladder_TakesTheFirstRowThatFits_WhereTheNoticeSaysSo()
    {
        const string Ladder = """
            ladder:
              - remove: all
              - {id: bachelor, level: DeputySenior, education: bachelor, presentLevel: Intermediate, yearsInTitle: 30, clause: order40:第一条}
              - {id: college, level: DeputySenior, education: college, presentLevel: Intermediate, yearsInTitle: 1, clause: order40:第一条}
            """;
        int Found(string policy) => PolicyCompiler.Compile(Files.Laid($"hitPolicies: {{ladder: {policy}}}\n{Ladder}"))
            .Check(Files.Good, Files.August20).Findings.Count(f => f.RuleId == "ladder");

        Assert.Equal((0, 1, 1), (Found("Any"), Found("First"), Found("LeastFavourable")));
    }
}
