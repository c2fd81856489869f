using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;
using static Zhiping.Tests.Policy.ClauseCase;

namespace Zhiping.Tests.Policy;

/// <summary>What counts of a person's work: achievements since the title, papers and awards, teaching hours of the party school, conditions that ask more, declarations (C13 to C18).</summary>
public sealed class AchievementClauseTests
{
    [Fact]
    [Requirement("C13")]
    public void Achievements_CountSinceThePresentTitle_AndThePublicitySpeaksOfFiveYears()
    {
        var early = Change(Files.Good, "achievements", "date", "2001-01");
        Assert.True(Finds(Files.Culture, early, Files.August20, "since-title"));
        Assert.False(Finds(Files.Culture, Files.Good, Files.August20, "since-title"));
        Assert.Equal(5, Files.Culture.UnitPublicity.AchievementYears);
    }

    [Fact]
    [Requirement("C14")]
    public void PapersAndAwards_NeverBar_InN0AndN2_ButN3AsksCountyStaff()
    {
        Assert.True(Check(Files.Culture, None(Files.Good, "papers"), Files.August20).MaySubmit);
        Assert.True(Check(PartySchool, None(School, "papers"), Files.August20).MaySubmit);
        var county = None(Steppe, "papers");
        Assert.True(Finds(Bayingol, county with { Unit = county.Unit with { Tier = Tier.County, County = "yanqi" } }, September2021, "works-at-county"));
        Assert.False(Finds(Bayingol, county with { Unit = county.Unit with { Tier = Tier.Prefecture, County = null } }, September2021, "works-at-county"));
    }

    [Theory]
    [InlineData("yes", "230", "provincial", false, false, false)]
    [InlineData("yes", "232", "provincial", true, false, false)]
    [InlineData("yes", "252", "core", false, false, false)]
    [InlineData("yes", "253", "core", true, false, false)]
    [InlineData("yes", "200", "provincial", false, true, false)]
    [InlineData("no", "230", "provincial", false, false, true)]
    [Requirement("C15")]
    public void PartySchool_ConvertsPapersToHours_OnlyAfterApprovedStudyAndOnlyWhatIsShort(string study, string required, string rank, bool shortStill, bool needless, bool notApproved)
    {
        // 160 taught, 40 waived for the first year; 5.2 thousand characters are 31.2 hours at 6 and 52 at 10.
        var document = Change(Change(Change(Files.Example("aksu-2024-party-school-converted"), "teachingLoad", "required", required), "teachingLoad", "approvedStudy", study), "papers", "rankOfJournal", rank);

        Assert.Equal(shortStill, Finds(PartySchool, document, Files.August20, "load-is-met"));
        Assert.Equal(needless, Finds(PartySchool, document, Files.August20, "conversion-only-if-short"));
        Assert.Equal(notApproved, Finds(PartySchool, document, Files.August20, "conversion-needs-study"));
        Assert.True(Finds(PartySchool, document, Files.August20, "converted-paper-once"));
    }

    [Theory]
    [InlineData("yes", "40", false)]
    [InlineData("no", "40", true)]
    [InlineData("no", "0", false)]
    [Requirement("C15")]
    public void PartySchool_WaivesTheFirstYearOfStudy_OnlyWhereItWasApproved(string approved, string waived, bool found)
    {
        var document = Change(Change(Files.Example("aksu-2024-party-school-converted"), "teachingLoad", "approvedStudy", approved), "teachingLoad", "studyWaived", waived);

        Assert.Equal(found, Finds(PartySchool, document, Files.August20, "study-waiver-needs-approval"));
    }

    [Theory]
    [InlineData("published", "no", "papers-published")]
    [InlineData("supplement", "yes", "papers-supplement")]
    [Requirement("C15")]
    public void PartySchool_PapersThatDoNotCount(string field, string value, string rule)
    {
        Assert.False(Finds(PartySchool, School, Files.August20, rule));
        Assert.True(Finds(PartySchool, Change(School, "papers", field, value), Files.August20, rule));
    }

    [Fact]
    [Requirement("C15")]
    public void PartySchool_HoursCountedAsGrassroots_AreNotCountedAgain_AndItsYearIsWaived()
    {
        var twice = Change(School, "practice", "countedAsGrassroots", "yes");
        Assert.True(Finds(PartySchool, twice, Files.August20, "not-counted-twice"));
        Assert.True(Finds(PartySchool, twice, Files.August20, "load-is-met"));
        Assert.False(Finds(PartySchool, Change(twice, "teachingLoad", "grassrootsWaived", "160"), Files.August20, "load-is-met"));
    }

    [Fact]
    [Requirement("C17")]
    public void EvaluationConditions_ThatDelay_PrevailOverTheLadder_AndAreCited()
    {
        var notice = Files.Laid("""
            rules:
              - id: conditions-eight-years
                name: 评审条件规定的年限 | Years that the conditions ask
                severity: MustFix
                section: presentTitle
                when: {all: [{fact: level, is: DeputySenior}, {fact: specialty, is: mass-culture}]}
                must: {fact: title.years, atLeast: 8}
                message: 评审条件规定任馆员满8年。 | The conditions ask eight years.
                remedy: 请等满年限再申报。 | Wait until the years are full.
                clause: mass-culture-conditions:第十条
            """);
        var seven = Change(Files.Good, "presentTitle", "obtained", "2017-06-30");
        var eight = Change(Files.Good, "presentTitle", "obtained", "2016-06-30");

        Assert.False(Finds(Files.Culture, seven, Files.August20, "ladder"));
        var finding = FindingsOf(notice, seven, Files.August20).Single(f => f.RuleId == "conditions-eight-years");
        Assert.Equal("自治区群众文化评审条件", finding.Clause!.Document);
        Assert.False(Check(notice, seven, Files.August20).MaySubmit);
        Assert.False(Finds(notice, eight, Files.August20, "conditions-eight-years"));
    }

    [Theory]
    [InlineData("yes", false)]
    [InlineData("no", true)]
    [Requirement("C18")]
    public void BasicConditions_AreDeclaredOneByOne(string duties, bool found) =>
        Assert.Equal(found, Finds(Bayingol, Change(Steppe, "declarations", "duties", duties), September2021, "basic-conditions-declared"));

    [Fact]
    [Requirement("C18")]
    public void BasicConditions_AreNeverScoredAndNeverShownToExperts()
    {
        Assert.False(Bayingol.Form["declarations"].ExpertsSee);
        var scored = NoticeReader.Read("test/scored", path => path is "test/scored.yaml"
            ? "id: test/scored\nbasedOn: bayingol/2021-culture\nscoringStandards:\n  - id: general\n    criteria:\n      - {id: ethics, sections: [declarations]}\n" : Files.Open(path));
        Assert.Contains(scored.Problems, p => p is { Severity: ProblemSeverity.Error } && p.What.En.Contains("declared, never scored", StringComparison.Ordinal));
    }
}
