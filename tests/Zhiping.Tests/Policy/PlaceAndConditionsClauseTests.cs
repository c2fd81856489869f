using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;
using static Zhiping.Tests.Policy.ClauseCase;

namespace Zhiping.Tests.Policy;

/// <summary>Who evaluates where, and by which conditions: the directory, the two bureaux of a county, other names of a specialty, the kind of unit (A8, B3, B9).</summary>
public sealed class PlaceAndConditionsClauseTests
{
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
    [InlineData(UnitKind.PublicInstitution, true)]
    [InlineData(UnitKind.PrivateEnterprise, false)]
    [Requirement("A8")]
    public void WhatAUnitIs_DecidesWhatIsAsked(UnitKind kind, bool asked)
    {
        var document = None(Files.Good, "putonghua");
        Assert.Equal(asked, Finds(Files.Culture, document with { Unit = document.Unit with { Kind = kind } }, Files.August20, "putonghua"));
    }
}
