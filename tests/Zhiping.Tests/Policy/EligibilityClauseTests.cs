using System.Globalization;
using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;
using static Zhiping.Tests.Policy.ClauseCase;

namespace Zhiping.Tests.Policy;

/// <summary>Who may apply: levels by exam, staff sent to aid, education, results of an exam, recognition, the first application (C1 to C11).</summary>
public sealed class EligibilityClauseTests
{
    [Theory]
    [InlineData("health", "row45", Level.Intermediate, true)]
    [InlineData("health", "row45", Level.DeputySenior, false)]
    [InlineData("engineering", "row4", Level.Intermediate, false)]
    [Requirement("C1")]
    public void LevelByNationalExam_CannotBeAppliedFor(string series, string specialty, Level level, bool barred)
    {
        var document = Files.Example("aksu-2023-general-by-exam") with { Series = series, Specialty = specialty, Level = level };

        Assert.Equal(barred, Finds(General, document, August2023, "offered", f => f.Message.Zh.Contains("以考代评", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("2020-08", null, false)]
    [InlineData("2020-10", null, true)]
    [InlineData("2019-01", "2021-06", true)]
    [Requirement("C3")]
    public void AidStaff_InBayingol2021_NeedAYearAndStillServe(string from, string? until, bool found) =>
        Assert.Equal(found, Finds(Bayingol, Put(Steppe, "aidXinjiang", Aid(from, until)), September2021, "aid-one-year-and-serving"));

    [Theory]
    [InlineData("2023-08", null, false)]
    [InlineData("2021-01", "2023-06", true)]
    [Requirement("C3")]
    public void AidStaff_InBayingol2023_NeedOnlyStillServe_WithBothForms(string from, string? until, bool found)
    {
        var document = Put(Reporter, "aidXinjiang", Aid(from, until));

        Assert.Equal(found, Finds(Press, document, September2023, "aid-while-serving"));
        Assert.Contains(FindingsOf(Press, document, September2023), f => f is { Section: "aidXinjiang", RuleId: "slot-pages" or "entry-proof", Severity: Severity.MustFix });
        Assert.All(new[] { "selection", "dispatch" }, slot => Assert.Equal("五(一)2", Press.Form["aidXinjiang"].Slot(slot)!.Clause!.Path));
        Assert.DoesNotContain(FindingsOf(Press, Reporter, September2023), f => f.Section == "aidXinjiang");
    }

    [Theory]
    [InlineData("college", true)]
    [InlineData("secondary", false)]
    [Requirement("C5")]
    public void TechnicalSchoolClass_CountsAsTheEducationThatTheClauseNames(string education, bool enough)
    {
        // 高级工班 counts as college: with three years in the specialty it leads to assistant level; 中级工班 counts as secondary and does not.
        var choices = Files.Culture.Form["education"].Field("level")!.Choices;
        Assert.Equal(["含技校中级工班", "含技校高级工班", "含预备技师班"], new[] { "secondary", "college", "bachelor" }
            .Select(id => choices.Single(c => c.Id == id).Name.Zh).Select(n => n[(n.IndexOf('（', StringComparison.Ordinal) + 1)..^1]));
        Assert.Equal("四(六)", Files.Culture.Form["education"].Field("level")!.Clause!.Path);
        Assert.Equal("四(九)", General.Form["education"].Field("level")!.Clause!.Path);
        var document = Put(Put(Files.Good, "education", Entries(("e1", [("level", education), ("graduated", "2015-06")]))), "presentTitle", new SectionContent { None = true }) with { Level = Level.Assistant };

        Assert.Equal(!enough, Finds(Files.Culture, document, Files.August20, "ladder"));
    }

    [Theory]
    [InlineData(2019, "national", true)]
    [InlineData(2018, "national", false)]
    [InlineData(2023, "below", true)]
    [InlineData(2022, "below", false)]
    [InlineData(2024, "national", false)]
    [Requirement("C9")]
    public void SeniorEconomist_ResultAtTheLineHoldsFiveYears_BelowItOne(int year, string line, bool valid)
    {
        var document = Put(Files.Example("aksu-2023-economist-valid"), "exam", Entries(("x1", [("year", $"{year}"), ("line", line)])));

        Assert.Equal(!valid, Finds(General, document, August2023, "exam-valid"));
    }

    [Fact]
    [Requirement("C9")]
    public void SeniorEconomist_IsByExamAndEvaluation_AndNobodyElseIs()
    {
        var economist = Files.Example("aksu-2023-economist-valid");
        Assert.False(Finds(General, economist, August2023, "senior-economist-by-exam"));
        Assert.True(Finds(General, economist with { Kind = ProgrammeKind.Evaluation }, August2023, "senior-economist-by-exam"));
        Assert.True(Finds(General, economist with { Series = "engineering", Specialty = "row4" }, August2023, "exam-for-economists-only"));
    }

    [Theory]
    [InlineData("tiers: [County, Township]", Tier.County, true)]
    [InlineData("tiers: [County, Township]", Tier.Prefecture, false)]
    [InlineData("counties: [wensu]", Tier.County, true)]
    [InlineData("counties: [kuqa]", Tier.County, false)]
    [Requirement("C9")]
    public void LineOfAnExam_MayCountInSomePlacesOnly(string where, Tier tier, bool valid)
    {
        var notice = NoticeReader.Read("test/lines", path => path is "test/lines.yaml"
            ? $"id: test/lines\nbasedOn: aksu/2023-general\nexams:\n  - {{id: below, validYears: 3, {where}, clause: order40:第一条}}\n" : Files.Open(path)).Notice!;
        var document = Put(Files.Example("aksu-2023-economist-valid"), "exam", Entries(("x1", [("year", "2021"), ("line", "below")])));

        Assert.Equal(!valid, Finds(notice, document with { Unit = document.Unit with { Tier = tier, County = "wensu" } }, August2023, "exam-valid"));
    }

    [Theory]
    [InlineData("2018,2019,2020", "excellent", false)]
    [InlineData("2019,2020,2021", "excellent", false)]
    [InlineData("2018,2020,2021", "excellent", true)]
    [InlineData("2018,2019,2020", "qualified", true)]
    [InlineData("2020,2021", "excellent", true)]
    [Requirement("C10")]
    public void Recognition_NeedsThreeYearsInARow_EachExcellent(string years, string assessment, bool found)
    {
        var served = Entries([.. years.Split(',').Select(y => ("g" + y, new[] { ("year", y), ("form", "village-posting"), ("days", "300"), ("assessment", assessment) }))]);
        var document = Put(Steppe with { Kind = ProgrammeKind.Recognition }, "grassroots", served);

        Assert.Equal(found, Finds(Bayingol, document, September2021, "recognition-three-years"));
        Assert.False(Finds(Bayingol, document with { Kind = ProgrammeKind.Evaluation }, September2021, "recognition-three-years"));
    }

    [Theory]
    [InlineData("2021 qualified,2022 excellent,2023 qualified", false)]
    [InlineData("2019 qualified,2020 qualified,2021 qualified,2022 qualified", true)]
    [InlineData("2021 qualified,2022 unqualified,2023 qualified", true)]
    [InlineData("2020 qualified,2021 qualified,2022 basically-qualified,2023 qualified", true)]
    [Requirement("C4")]
    public void SkilledWorker_PassedEachOfTheLastThreeYears(string assessed, bool found)
    {
        SectionContent In(int earlier) => Entries([.. assessed.Split(',').Select(a => ("a" + a[..4], new[] { ("year", $"{Year(a) - earlier}"), ("result", a[5..]) }))]);
        var culture = Files.Example("aksu-2024-culture-skilled-too-early");
        var engineer = culture with { Series = "engineering", Specialty = "row4" };

        Assert.Equal(found, Finds(Files.Culture, Put(culture, "assessments", In(0)), Files.August20, "skilled-assessments"));
        Assert.Equal(found, Finds(General, Put(engineer, "assessments", In(1)), August2023, "skilled-assessments"));

        static int Year(string assessment) => int.Parse(assessment.AsSpan(0, 4), CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData(Level.Assistant, "Entry", false)]
    [InlineData(Level.Intermediate, "Assistant", false)]
    [InlineData(Level.Intermediate, "Entry", true)]
    [InlineData(Level.Assistant, "Intermediate", true)]
    [InlineData(Level.Intermediate, "Intermediate", true)]
    [InlineData(Level.Assistant, null, true)]
    [Requirement("C10")]
    public void Recognition_IsOfTheNextLevel(Level wanted, string? held, bool found)
    {
        var title = held is null ? new SectionContent { None = true } : Entries(("t1", [("level", held), ("obtained", "2020-01-01")]));
        var document = Put(Steppe, "presentTitle", title) with { Level = wanted };

        Assert.Equal(found, Finds(Bayingol, document with { Kind = ProgrammeKind.Recognition }, September2021, "recognition-next-level"));
        Assert.False(Finds(Bayingol, document, September2021, "recognition-next-level"));
    }

    [Fact]
    [Requirement("C10")]
    public void Recognition_AsksNoYearsInTheTitle()
    {
        var document = Put(Put(Steppe, "presentTitle", Entries(("t1", [("level", "Assistant"), ("obtained", "2020-01-01")]))), "education", Entries(("e1", [("level", "college")]))) with { Level = Level.Intermediate };

        Assert.True(Finds(Bayingol, document, September2021, "ladder"));
        Assert.False(Finds(Bayingol, document with { Kind = ProgrammeKind.Recognition }, September2021, "ladder"));
    }

    [Fact]
    [Requirement("C11")]
    public void FirstApplicationStraightToIntermediate_NeedsWrittenProof()
    {
        var first = Files.Example("aksu-2024-culture-first-intermediate");
        var proof = new PageFact { Section = "others", Slot = "years-proof", Number = 1, Format = "JPG", Sha256 = new string('5', 64), Ready = true, Upright = true, Legible = true };

        Assert.True(Finds(Files.Culture, first, Files.August20, "first-application"));
        Assert.True(Finds(Files.Culture, first with { Kind = ProgrammeKind.SkilledWorkerRoute }, Files.August20, "first-application"));
        Assert.False(Finds(Files.Culture, first with { Pages = [.. first.Pages, proof] }, Files.August20, "first-application"));
        Assert.False(Finds(Files.Culture, Files.Good, Files.August20, "first-application"));
    }
}
