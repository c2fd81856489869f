using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Tests.Policy;

/// <summary>Single clauses of the five notices, each by an application that meets it and one that does not.</summary>
public sealed class EveryClauseTests
{
    private static readonly CheckInstant September2021 = new(SiteTime.At(new DateOnly(2021, 9, 1), 10));
    private static readonly CheckInstant September2023 = new(SiteTime.At(new DateOnly(2023, 9, 10), 10));
    private static readonly CheckInstant August2023 = new(SiteTime.At(new DateOnly(2023, 8, 1), 10));

    private static Notice General { get; } = Files.Read("aksu/2023-general");

    private static Notice PartySchool { get; } = Files.Read("aksu/2024-party-school");

    private static Notice Bayingol { get; } = Files.Read("bayingol/2021-culture");

    private static Notice Press { get; } = Files.Read("bayingol/2023-press");

    private static ApplicationDocument School { get; } = Files.Example("aksu-2024-party-school-good");

    private static ApplicationDocument Steppe { get; } = Files.Example("bayingol-2021-culture-good");

    private static ApplicationDocument Reporter { get; } = Files.Example("bayingol-2023-press-good");

    [Fact]
    [Requirement("B3a")]
    public void AutonomousRow_LeadsToTheCollegesThemselves_OthersToTheirBureau()
    {
        var college = NoticeRoute.Of(General, Unit(Tier.Prefecture), Channel.Targeted, "higher-education", "row22", Level.DeputySenior);
        var school = NoticeRoute.Of(General, Unit(Tier.Prefecture), Channel.Targeted, "teachers", "row25", Level.DeputySenior);

        Assert.Equal((DirectoryWay.Autonomous, true), (college.Cell!.Way, college.Cell.Bodies.SequenceEqual(["新疆理工学院", "教育学院", "职业技术学院"])));
        Assert.True(college.NeedsConfirmation);
        Assert.Equal((DirectoryWay.Committee, "地区教育局"), (school.Cell!.Way, school.Cell.Bodies.Single()));
    }

    [Theory]
    [InlineData("teachers", "row25", OfficeRole.CountyEducationBureau)]
    [InlineData("engineering", "row4", OfficeRole.CountyBureau)]
    [Requirement("B3b")]
    public void County_HasTwoBureaux_AndTheSeriesSaysWhichReviews(string series, string specialty, OfficeRole bureau)
    {
        var route = NoticeRoute.Of(General, Unit(Tier.County, "wensu"), Channel.Targeted, series, specialty, Level.Intermediate);

        Assert.Equal(9, General.Counties.Count);
        Assert.All(General.Counties, c => Assert.NotEqual(c.BureauPhone, c.EducationBureauPhone));
        Assert.Equal([bureau], route.Stops.Select(s => s.Office).Where(o => o is OfficeRole.CountyBureau or OfficeRole.CountyEducationBureau));
    }

    [Fact]
    [Requirement("B3b")]
    public void EducationBureau_Evaluates_WhereTheDirectorySaysSo()
    {
        var lecturer = NoticeRoute.Of(General, Unit(Tier.County, "wensu"), Channel.Targeted, "higher-education", "row20", Level.Intermediate);
        var teacher = NoticeRoute.Of(General, Unit(Tier.County, "wensu"), Channel.Targeted, "teachers", "row25", Level.Intermediate);

        Assert.Contains("各县（市）教科局", lecturer.Cell!.Bodies);
        Assert.DoesNotContain("各县（市）教科局", teacher.Cell!.Bodies);
    }

    [Theory]
    [InlineData("播音", true)]
    [InlineData("广播电视播音主持", true)]
    [InlineData("播音主持艺术家", false)]
    [Requirement("B3c")]
    public void Alias_IsTheNoticesOwn(string alias, bool known)
    {
        var specialty = Files.Culture.FindSpecialty("broadcasting", "broadcasting")!;
        Assert.Equal(known, specialty.Aliases.Append(specialty.Name.Zh).Contains(alias, StringComparer.Ordinal));
        // Who evaluates is read from the region's own directory: another region's notice carries none.
        Assert.NotNull(NoticeRoute.Of(Files.Culture, Unit(Tier.Prefecture), Channel.Targeted, "broadcasting", "broadcasting", Level.Intermediate).Cell);
        Assert.Null(NoticeRoute.Of(Bayingol, Unit(Tier.Prefecture), Channel.Targeted, "culture", "library", Level.Intermediate).Cell);
    }

    [Fact]
    [Requirement("B9")]
    public void Conditions_AreNamedForEachSpecialty_AndMustBeADeclaredDocument()
    {
        foreach (var notice in new[] { Files.Culture, PartySchool, Bayingol, Press })
        {
            Assert.All(notice.SeriesList.SelectMany(s => s.Specialties), s => Assert.Contains(notice.Documents, d => d.Id == s.Conditions));
        }

        Assert.Contains("地区未修订或自治区新修订的，为自治区最新修订的", General.Documents.Single(d => d.Id == General.FindSpecialty("engineering", "row4")!.Conditions).Title.Zh, StringComparison.Ordinal);
        Assert.Contains("新人社发〔2023〕31号", Press.Documents.Single(d => d.Id == "press-conditions").Number, StringComparison.Ordinal);
        var wrong = Files.Over("series:\n  - id: culture\n    specialties:\n      - {id: library, conditions: nosuch}\n");
        Assert.Contains(wrong.Problems, p => p.What.En == "There is no document 'nosuch'.");
    }

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

    [Fact]
    [Requirement("C11")]
    public void FirstApplicationStraightToIntermediate_NeedsWrittenProof()
    {
        var first = Files.Example("aksu-2024-culture-first-intermediate");
        var proof = new PageFact { Section = "others", Slot = "years-proof", Number = 1, Format = "JPG", Sha256 = new string('5', 64), Ready = true, Upright = true, Legible = true };

        Assert.True(Finds(Files.Culture, first, Files.August20, "first-application"));
        Assert.False(Finds(Files.Culture, first with { Pages = [.. first.Pages, proof] }, Files.August20, "first-application"));
        Assert.False(Finds(Files.Culture, Files.Good, Files.August20, "first-application"));
    }

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

    [Theory]
    [InlineData("2015-09", "career-gaps", false)]
    [InlineData("2015-12", "career-gaps", true)]
    [Requirement("D5b")]
    public void Career_JoinsWithoutGaps(string secondFrom, string rule, bool found)
    {
        var career = Entries(("c1", [("from", First()), ("until", "2015-08"), ("employer", "甲"), ("post", "记者"), ("posting", "no")]), ("c2", [("from", secondFrom), ("employer", "乙"), ("post", "记者"), ("posting", "no")]),
            ("c3", [("from", "2016-01"), ("until", "2016-12"), ("employer", "驻村"), ("post", "队员"), ("posting", "yes")]));

        Assert.Equal(found, Finds(Press, Put(Reporter, "career", career), September2023, rule));
        Assert.Equal("五(一)5", Press.Checks.Single(c => c.Id == "career-gaps").Clause!.Path);
    }

    [Fact]
    [Requirement("D5b")]
    public void Career_BeginsInTheMonthOfTheFirstEmployment()
    {
        var late = Put(Reporter, "career", Entries(("c1", [("from", "2015-01"), ("employer", "甲"), ("post", "记者"), ("posting", "no")])));
        Assert.True(Finds(Press, late, September2023, "career-start"));
        Assert.False(Finds(Press, Reporter, September2023, "career-start"));
    }

    [Fact]
    [Requirement("D5c")]
    public void OtherAttachments_HaveASlotForEach_AndTheTeachersCertificateIsN1s()
    {
        foreach (var slot in new[] { "unit-publicity", "unit-publicity-result", "unit-recommendation" })
        {
            Assert.Equal("四(一)6", Files.Culture.Form["others"].Slot(slot)!.Clause!.Path);
        }

        Assert.NotNull(General.Form["others"].Slot("teacher-certificate"));
        Assert.Null(Files.Culture.Form["others"].Slot("teacher-certificate"));
        Assert.NotNull(Press.Form["others"].Slot("awards"));
        // Once the unit has acted its own slots are asked; when the applicant submits they are not.
        Assert.DoesNotContain(FindingsOf(Files.Culture, Files.Good, Files.August20), f => f.Slot == "unit-publicity");
        Assert.Contains(FindingsOf(Files.Culture, Files.Good, Files.August20 with { UnitHasActed = true }), f => f.Slot == "unit-publicity");
    }

    [Theory]
    [InlineData("aksu/2024-culture", PledgeForm.HandSignedAndFingerprint)]
    [InlineData("aksu/2023-general", PledgeForm.HandSigned)]
    [InlineData("aksu/2024-party-school", PledgeForm.HandSigned)]
    [InlineData("bayingol/2021-culture", PledgeForm.TypedInAchievements)]
    [InlineData("bayingol/2023-press", PledgeForm.WholeTextByHand)]
    [Requirement("D7", "K4")]
    public void Pledge_IsInTheNoticesOwnWordsAndForm(string id, PledgeForm form)
    {
        var notice = Files.Read(id);
        Assert.Equal(form, notice.Pledge.Form);
        Assert.Contains(id.StartsWith("bayingol/2021", StringComparison.Ordinal) ? "五年内不得申报" : "3年内，不得申报", notice.Pledge.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yes", false)]
    [InlineData("no", true)]
    [Requirement("D7")]
    public void PledgeTyped_MustStandLast_InBayingol2021(string typed, bool found) =>
        Assert.Equal(found, Finds(Bayingol, Change(Steppe, "achievements", "pledgeTyped", typed), September2021, "pledge-typed"));

    [Fact]
    [Requirement("E3")]
    public void ReviewerTicks_SignaturesStampsAndTrueCopies()
    {
        Assert.Equal("四(一)6", Files.Culture.ReviewChecklist.Single(i => i.Id == "signed").Clause!.Path);
        Assert.Contains("此件与原件一致", Press.ReviewChecklist.Single(i => i.Id == "copies").Name.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yes", false)]
    [InlineData(null, true)]
    [Requirement("E6")]
    public void Declassification_IsDeclared(string? declared, bool found)
    {
        var document = declared is null ? Put(Files.Good, "pledge", Entries(("p1", []))) : Change(Files.Good, "pledge", "declassified", declared);
        Assert.Equal(found, Finds(Files.Culture, document, Files.August20, "field-filled", f => f.Field == "declassified"));
        Assert.True(!found || !Check(Files.Culture, document, Files.August20).MaySubmit);
    }

    [Fact]
    [Requirement("E6")]
    public void MaterialNotDeclassified_StopsTheSubmission() =>
        Assert.True(Finds(Files.Culture, Change(Files.Good, "pledge", "declassified", "no"), Files.August20, "declassified"));

    [Theory]
    [InlineData("2023", "specialty", "upload", true)]
    [InlineData("2021", "specialty", "upload", false)]
    [InlineData("2022", "general", "upload", false)]
    [InlineData("2023", "general", "upload", true)]
    [InlineData("2023", "specialty", "platform", false)]
    [Requirement("G3")]
    public void Certificates_AfterTheNamedYear_ComeFromThePlatform(string year, string subject, string source, bool found)
    {
        var document = Put(Files.Good, "continuingEducation", Entries(("h1", [("year", year), ("subject", subject), ("hours", "90"), ("source", source)])));
        Assert.Equal(found, Finds(Files.Culture, document, Files.August20, "hours-from-platform"));
    }

    [Theory]
    [InlineData(UnitKind.PublicInstitution, true)]
    [InlineData(UnitKind.PrivateEnterprise, false)]
    [Requirement("A8")]
    public void WhatAUnitIs_DecidesWhatIsAsked(UnitKind kind, bool asked)
    {
        var document = None(Files.Good, "putonghua");
        Assert.Equal(asked, Finds(Files.Culture, document with { Unit = document.Unit with { Kind = kind } }, Files.August20, "putonghua"));
    }

    private static string First() => Reporter.Sections["basics"].Entries[0]["firstEmployment"]!;

    private static UnitFacts Unit(Tier tier, string? county = null) => new() { Kind = UnitKind.PublicInstitution, Tier = tier, County = county };

    private static SectionContent Aid(string from, string? until) => Entries(("a1", [("sender", "派出单位"), ("from", from), .. until is null ? Array.Empty<(string, string)>() : [("until", until)]]));

    private static SectionContent Entries(params (string Id, (string Field, string Value)[] Values)[] entries) =>
        new() { Entries = [.. entries.Select(e => new SectionEntry { Id = e.Id, Values = e.Values.ToDictionary(v => v.Field, v => v.Value, StringComparer.Ordinal) })] };

    private static ApplicationDocument Put(ApplicationDocument document, string section, SectionContent content) =>
        document with { Sections = new Dictionary<string, SectionContent>(document.Sections, StringComparer.Ordinal) { [section] = content } };

    private static ApplicationDocument None(ApplicationDocument document, string section) =>
        Put(document, section, new SectionContent { None = true }) with { Pages = [.. document.Pages.Where(p => p.Section != section)] };

    /// <summary>Every entry of a section with another value of one field.</summary>
    private static ApplicationDocument Change(ApplicationDocument document, string section, string field, string value) => Put(document, section, new SectionContent
    {
        Entries = [.. document.Sections[section].Entries.Select(e => e with { Values = new Dictionary<string, string>(e.Values, StringComparer.Ordinal) { [field] = value } })],
    });

    private static CheckResult Check(Notice notice, ApplicationDocument document, CheckInstant at) => PolicyCompiler.Compile(notice).Check(document, at);

    private static IReadOnlyList<Finding> FindingsOf(Notice notice, ApplicationDocument document, CheckInstant at) => Check(notice, document, at).Findings;

    private static bool Finds(Notice notice, ApplicationDocument document, CheckInstant at, string rule, Func<Finding, bool>? that = null) =>
        FindingsOf(notice, document, at).Any(f => f.RuleId == rule && f.Severity != Severity.Unknown && (that is null || that(f)));
}
