using Zhiping.Policy.Calendars;
using Zhiping.Policy.Evaluation;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Tests.Policy;

/// <summary>Two notices of invented provinces, from none of the five: what the language can say of them, and how they judge.</summary>
public sealed class InventedNoticeTests
{
    private static readonly CheckInstant July20 = new(SiteTime.At(new DateOnly(2025, 7, 20), 10));

    private static readonly Lazy<CompiledNotice> Engineering = new(() => Compile("2025-engineering"));

    private static readonly Lazy<CompiledNotice> Health = new(() => Compile("2025-health"));

    private static CompiledNotice Compile(string name)
    {
        var file = File.ReadAllText(Path.Combine(Files.Root, "tests", "Zhiping.Tests", "Policy", "notices", name + ".yaml"));
        var reading = NoticeReader.Read($"test/{name}", path => path == $"test/{name}.yaml" ? file : Files.Open(path));
        Assert.Empty(reading.Problems.Select(p => p.ToString()));
        var stored = Notice.FromCanonicalJson(reading.Notice!.ToCanonicalJson());
        Assert.Equal(reading.Notice.ToCanonicalJson(), stored.ToCanonicalJson());
        return PolicyCompiler.Compile(stored);
    }

    private static Dictionary<string, Dictionary<string, string>[]> EngineeringSaid() => new(StringComparer.Ordinal)
    {
        ["basics"] = [new() { ["postVacancy"] = "yes", ["exceptional"] = "no" }],
        ["education"] = [new() { ["level"] = "bachelor" }],
        ["presentTitle"] = [new() { ["level"] = "Intermediate", ["obtained"] = "2019-12-20", ["inXinjiang"] = "no" }],
        ["achievements"] = [new() { ["award"] = "city" }],
        ["papers"] = [new()],
        ["intellectualProperty"] = [new() { ["kind"] = "invention" }],
        ["continuingEducation"] = [.. Hours("specialty", (2023, 60), (2024, 120), (2025, 60)), .. Hours("general", (2023, 10), (2024, 10), (2025, 10))],
        ["assessments"] = [.. Enumerable.Range(2020, 5).Select(y => new Dictionary<string, string> { ["year"] = $"{y}", ["result"] = "qualified" })],
    };

    private static IEnumerable<Dictionary<string, string>> Hours(string subject, params (int Year, int Hours)[] of) =>
        of.Select(h => new Dictionary<string, string> { ["year"] = $"{h.Year}", ["subject"] = subject, ["hours"] = $"{h.Hours}" });

    private static ApplicationDocument Engineer(Level level = Level.DeputySenior, UnitKind kind = UnitKind.PublicInstitution, Tier tier = Tier.County, string? county = null, string specialty = "waterway") =>
        AnyApplication.Head(Engineering.Value.Notice, specialty, level, kind, tier, county, Channel.Ordinary);

    private static string[] MustFix(CompiledNotice compiled, ApplicationDocument head, Dictionary<string, Dictionary<string, string>[]> said) =>
        [.. compiled.Check(AnyApplication.Of(compiled.Notice, head, said), July20).Findings.Where(f => f.Severity != Severity.Mind).Select(f => f.RuleId).Distinct().Order(StringComparer.Ordinal)];

    [Fact]
    [Requirement("B1", "C8", "G1")]
    public void Engineering_TakesAGoodApplication_AndNamesWhatABadOneLacks()
    {
        Assert.Empty(MustFix(Engineering.Value, Engineer(), EngineeringSaid()));

        var bad = EngineeringSaid();
        bad["basics"] = [new() { ["postVacancy"] = "no", ["exceptional"] = "yes" }];
        bad["presentTitle"] = [new() { ["level"] = "Intermediate", ["obtained"] = "2023-12-20", ["inXinjiang"] = "no" }];
        bad["intellectualProperty"] = [new() { ["kind"] = "other" }];
        bad["continuingEducation"] = [.. Hours("specialty", (2023, 60), (2024, 60), (2025, 60))];
        bad["assessments"] = bad["assessments"][1..];
        Assert.Equal(["assessments", "assessments-qualified", "exception", "ladder", "post-vacancy", "representative-works"], MustFix(Engineering.Value, Engineer(), bad));

        // 2025 still runs, so that the hours that are short of 270 are to be minded.
        var hours = Engineering.Value.Check(AnyApplication.Of(Engineering.Value.Notice, Engineer(), bad), July20).Findings.Single(f => f.RuleId == "hours");
        Assert.Equal((Severity.Mind, "2023—2025年继续教育共合计180学时，要求270学时，差90学时。"), (hours.Severity, hours.Message.Zh));
    }

    [Theory]
    [InlineData(Tier.Township, "2022-06-30", true)]
    [InlineData(Tier.County, "2022-06-30", false)]
    [InlineData(Tier.Township, "2023-06-30", false)]
    [Requirement("C4")]
    public void Engineering_HasALadderOfItsOwnForTownships(Tier tier, string obtained, bool takes)
    {
        var said = EngineeringSaid();
        said["presentTitle"] = [new() { ["level"] = "Intermediate", ["obtained"] = obtained, ["inXinjiang"] = "no" }];

        Assert.Equal(takes ? [] : ["ladder"], MustFix(Engineering.Value, Engineer(tier: tier), said));
    }

    [Theory]
    [InlineData(Level.FullSenior, "no", true)]
    [InlineData(Level.DeputySenior, "yes", true)]
    [InlineData(Level.DeputySenior, "no", false)]
    [Requirement("I1")]
    public void Engineering_DefenceIsForFullSeniorsAndExceptions(Level level, string exceptional, bool defends)
    {
        var said = EngineeringSaid();
        said["basics"] = [new() { ["postVacancy"] = "yes", ["exceptional"] = exceptional }];
        var document = AnyApplication.Of(Engineering.Value.Notice, Engineer(level), said);

        Assert.Equal(defends, Engineering.Value.MustDefend(document, July20));
        Assert.Null(Engineering.Value.ExemptionOf(document, July20));
    }

    [Theory]
    [InlineData(Level.DeputySenior, null, 400, "60%", "2025-08-15 17:30", "申报人提交")]
    [InlineData(Level.FullSenior, null, 500, "60%", "2025-08-15 17:30", "申报人提交")]
    [InlineData(Level.FullSenior, "baishi", 0, "80%", "2025-08-26 00:00", "申报人提交")]
    [Requirement("B1", "H1", "J4")]
    public void Engineering_DiffersByCountyAndLevel(Level level, string? county, int fee, string cap, string closes, string act)
    {
        var notice = Engineering.Value.Notice;
        var facts = new DeadlineFacts { UnitKind = UnitKind.PublicInstitution, Tier = Tier.County, County = county, Channel = Channel.Ordinary, Level = level, Series = "engineering", Specialty = "waterway" };
        var deadline = NoticeDeadlines.ApplicationCloses(notice, facts)!;

        Assert.Equal((fee, cap), (notice.FeeOf(facts.Placing, ProgrammeKind.Evaluation)!.Amount.Amount, notice.CapOf(level)!.For(facts.Placing).Cap.Percent.ToString()));
        Assert.Equal((closes, act), (deadline.At.ToOffset(SiteTime.Offset).ToString("yyyy-MM-dd HH:mm"), deadline.EndedBy!.Zh));
        Assert.Equal("单位推荐上报", NoticeDeadlines.ApplicationCloses(notice, facts with { UnitKind = UnitKind.SelfEmployed, County = null })!.EndedBy!.Zh);
        Assert.Equal(county is null ? 5 : 7, Ranking.Seats(notice.CapOf(Level.FullSenior)!.For(facts.Placing).Cap, 20, 9).Seats);
    }

    [Theory]
    [InlineData(OfficeRole.Unit, "2025-07-24 00:00")]
    [InlineData(OfficeRole.PrefectureBureau, "2025-07-23 10:00")]
    [InlineData(OfficeRole.CommitteeOffice, "2025-07-29 00:00")]
    [Requirement("F3")]
    public void Engineering_EachOfficeHasItsOwnPeriod(OfficeRole by, string due) => Assert.Equal(due, NoticeDeadlines.ReturnDeadline(
        Engineering.Value.Notice, SiteTime.At(new DateOnly(2025, 7, 21), 10), by)!.At.ToOffset(SiteTime.Offset).ToString("yyyy-MM-dd HH:mm"));

    private static Dictionary<string, Dictionary<string, string>[]> HealthSaid(string line = "province", int year = 2023) => new(StringComparer.Ordinal)
    {
        ["education"] = [new() { ["level"] = "bachelor" }],
        ["presentTitle"] = [new() { ["level"] = "Intermediate", ["obtained"] = "2018-12-20", ["inXinjiang"] = "no" }],
        ["basics"] = [new() { ["specialtySince"] = "2008-07" }],
        ["practice"] = [new() { ["weeks"] = "44", ["year"] = "2023" }, new() { ["weeks"] = "38", ["year"] = "2024" }],
        ["cases"] = [new(), new(), new(), new(), new()],
        ["exam"] = [new() { ["year"] = $"{year}", ["line"] = line }],
        ["grassroots"] = [new() { ["year"] = "2022", ["days"] = "200" }, new() { ["year"] = "2023", ["days"] = "165" }],
        ["continuingEducation"] = [.. Hours("specialty", (2022, 25), (2023, 25), (2024, 25)), .. Hours("general", (2022, 72))],
        ["assessments"] = [.. Enumerable.Range(2022, 3).Select(y => new Dictionary<string, string> { ["year"] = $"{y}", ["result"] = "qualified" })],
    };

    private static ApplicationDocument Physician(Tier tier = Tier.Prefecture, Channel channel = Channel.Ordinary, string specialty = "internal", Level level = Level.DeputySenior) =>
        AnyApplication.Head(Health.Value.Notice, specialty, level, UnitKind.PublicInstitution, tier, null, channel, ProgrammeKind.ExamAndEvaluation);

    [Fact]
    [Requirement("B6", "C9", "G1")]
    public void Health_TakesAGoodApplication_AndNamesWhatABadOneLacks()
    {
        Assert.Empty(MustFix(Health.Value, Physician(), HealthSaid()));

        var bad = HealthSaid("county", 2022);
        bad["practice"] = [new() { ["weeks"] = "40", ["year"] = "2023" }, new() { ["weeks"] = "39", ["year"] = "2024" }];
        bad["cases"] = [new(), new()];
        bad["grassroots"] = [new() { ["year"] = "2022", ["days"] = "364" }];
        bad["continuingEducation"] = [.. Hours("specialty", (2022, 25), (2023, 25), (2024, 25)), .. Hours("general", (2022, 71))];
        Assert.Equal(["clinical-weeks", "county-service", "exam-valid", "five-cases", "hours"], MustFix(Health.Value, Physician(), bad));
        Assert.Equal(["targeted-at-county"], MustFix(Health.Value, Physician(channel: Channel.Targeted), HealthSaid()));
    }

    [Theory]
    [InlineData("province", 2023, Tier.Prefecture, Channel.Ordinary, true)]
    [InlineData("province", 2022, Tier.Prefecture, Channel.Ordinary, false)]
    [InlineData("county", 2025, Tier.County, Channel.Ordinary, false)]
    [InlineData("county", 2023, Tier.County, Channel.Targeted, true)]
    [InlineData("county", 2022, Tier.County, Channel.Targeted, false)]
    [InlineData("county", 2023, Tier.Township, Channel.Targeted, true)]
    [Requirement("C9")]
    public void Health_TheLineOfTheCountiesCountsInItsOwnChannel(string line, int year, Tier tier, Channel channel, bool valid) =>
        Assert.Equal(valid ? [] : ["exam-valid"], MustFix(Health.Value, Physician(tier, channel), HealthSaid(line, year)));

    [Theory]
    [InlineData("internal", Channel.Ordinary, 450, "55%", "全省有效", "2025-07-01")]
    [InlineData("tcm", Channel.Ordinary, 450, "60%", "全省有效", "2025-07-01")]
    [InlineData("nursing", Channel.Ordinary, 700, "55%", "全省有效", "2025-07-01")]
    [InlineData("nursing", Channel.Targeted, 200, "80%", "限在本省县级以下医疗卫生机构使用", "2025-07-16")]
    [Requirement("B4", "H1", "J4", "J6a")]
    public void Health_DiffersByChannelAndSpecialty(string specialty, Channel channel, int fee, string cap, string scope, string closes)
    {
        var notice = Health.Value.Notice;
        var at = new Placing(UnitKind.PublicInstitution, Tier.County, null, channel, Level.DeputySenior, "health", specialty);

        Assert.Equal((fee, cap, scope), (
            notice.FeeOf(at, ProgrammeKind.ExamAndEvaluation)!.Amount.Amount, notice.CapOf(Level.DeputySenior)!.For(at).Cap.Percent.ToString(), notice.TitleScope.For(at).Zh));
        Assert.Equal(closes, notice.Windows.Application.For(at).Closes!.At!.Value.ToOffset(SiteTime.Offset).ToString("yyyy-MM-dd"));
    }

    [Theory]
    [InlineData("nursing", 29, true)]
    [InlineData("nursing", 30, false)]
    [InlineData("internal", 25, false)]
    [Requirement("G1")]
    public void Health_HoursDifferBySpecialty(string specialty, int hours, bool isShort)
    {
        var said = HealthSaid();
        said["continuingEducation"] = [.. Hours("specialty", (2022, hours), (2023, hours), (2024, hours)), .. Hours("general", (2022, 30), (2023, 30), (2024, 12))];

        Assert.Equal(isShort ? ["hours"] : [], MustFix(Health.Value, Physician(specialty: specialty), said));
    }

    [Theory]
    [InlineData(Tier.County, "county")]
    [InlineData(Tier.Prefecture, null)]
    [Requirement("I2")]
    public void Health_WhoWorksInACountyIsExemptFromDefence(Tier tier, string? exemption)
    {
        var document = AnyApplication.Of(Health.Value.Notice, Physician(tier, level: Level.FullSenior), HealthSaid());

        Assert.True(Health.Value.MustDefend(document, July20));
        Assert.Equal(exemption, Health.Value.ExemptionOf(document, July20));
    }
}
