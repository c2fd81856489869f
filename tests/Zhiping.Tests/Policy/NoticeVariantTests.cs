using Zhiping.Policy.Calendars;
using Zhiping.Policy.Evaluation;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Tests.Policy;

/// <summary>What a notice says differently of some: caps, fees, committees, returns, the act that keeps the window, class hours and the ladder.</summary>
public sealed class NoticeVariantTests
{
    private static Notice Varied { get; } = Files.Laid("""
        passCaps:
          - id: deputy-senior
            variants:
              - {id: acting, specialties: [acting], percent: 50%, rounding: Up, ties: NobodyOfTheTie, clause: order40:第一条}
              - {id: county, tiers: [County, Township], percent: 90%, smallBases: [{base: 1, seats: 1}, {base: 2, seats: 2}, {base: 3, seats: 3}], clause: order40:第二条}
              - {id: snow, counties: [wensu], channels: [Targeted], base: Admitted, clause: order40:第三条}
        fees:
          - id: senior
            variants:
              - {id: acting, specialties: [acting], amount: 900, upTo: 950, clause: order40:第一条}
              - {id: township, tiers: [Township], amount: 0, clause: order40:第二条}
              - {id: full, levels: [FullSenior], amount: 1000, clause: order40:第三条}
        meeting:
          variants:
            - {id: art, series: [art], levels: [DeputySenior], atLeast: 9, quorum: 3/4, clause: order40:第一条}
            - {id: junior, levels: [Assistant], odd: false, majority: 1/2, clause: order40:第二条}
        returns:
          startedBy: [Authority]
          variants:
            - {id: private-unit, offices: [Unit], unitKinds: [PrivateEnterprise], returnWithin: 5 days, clause: order40:第一条}
            - {id: unit, offices: [Unit], returnWithin: 3 days, clause: order40:第二条}
            - {id: county, offices: [CountyBureau], returnWithin: 48 hours, overrun: Forfeited, clause: order40:第三条}
            - {id: committee, offices: [CommitteeOffice], returnWithin: 5 working days, clause: order40:第四条}
        windows:
          application:
            variants:
              - {id: enterprises, unitKinds: [PrivateEnterprise], endedBy: SubmitByApplicant, clause: order40:第一条}
              - {id: art, series: [art], closes: 2024-09-10, clause: order40:第二条}
        """);

    private static Placing At(string specialty = "library", Tier tier = Tier.Prefecture, string? county = null, Level level = Level.DeputySenior, UnitKind kind = UnitKind.PublicInstitution) =>
        new(kind, tier, county, Channel.Targeted, level, specialty == "acting" ? "art" : "culture", specialty);

    [Theory]
    [InlineData("kind", true, false)]
    [InlineData("tier", true, false)]
    [InlineData("county", true, false)]
    [InlineData("channel", true, false)]
    [InlineData("level", true, false)]
    [InlineData("series", true, false)]
    [InlineData("specialty", true, false)]
    [InlineData("none", true, true)]
    [Requirement("B7", "B10")]
    public void Fits_IsTheTruthTable_OfNamedOtherAndUnknown(string selector, bool named, bool otherOrUnknown)
    {
        var item = new FeeVariant
        {
            Id = "some", Amount = new Yuan(1), Basis = Basis.Platform,
            UnitKinds = selector == "kind" ? [UnitKind.PublicInstitution] : [], Tiers = selector == "tier" ? [Tier.County] : [], Counties = selector == "county" ? ["wensu"] : [],
            Channels = selector == "channel" ? [Channel.Targeted] : [], Levels = selector == "level" ? [Level.FullSenior] : [], Series = selector == "series" ? ["art"] : [],
            Specialties = selector == "specialty" ? ["acting"] : [],
        };

        Assert.Equal(named, item.Fits(new Placing(UnitKind.PublicInstitution, Tier.County, "wensu", Channel.Targeted, Level.FullSenior, "art", "acting")));
        Assert.Equal(otherOrUnknown, item.Fits(new Placing(UnitKind.SelfEmployed, Tier.Township, "baicheng", Channel.Recommendation, Level.Entry, "culture", "library")));
        Assert.Equal(otherOrUnknown, item.Fits(Placing.Unknown));
        Assert.Equal(selector == "none", item.ForAll);
    }

    [Fact]
    [Requirement("B7")]
    public void Fits_NeedsAllThatIsNamed_AndOfEachAnyOne()
    {
        var item = new FeeVariant { Id = "some", Amount = new Yuan(1), Basis = Basis.Platform, Tiers = [Tier.County, Tier.Township], Counties = ["wensu"] };

        Assert.True(item.Fits(At(tier: Tier.Township, county: "wensu")));
        Assert.False(item.Fits(At(tier: Tier.Township)));
        Assert.False(item.Fits(At(county: "wensu")));
    }

    [Fact]
    [Requirement("J3")]
    public void Shared_IsWhatAllHaveInCommon()
    {
        var both = Placing.Shared([At("library", Tier.County, "wensu"), At("mass-culture", Tier.County)]);

        Assert.Equal(new Placing(UnitKind.PublicInstitution, Tier.County, null, Channel.Targeted, Level.DeputySenior, "culture"), both);
        Assert.Equal(Placing.Unknown, Placing.Shared([]));
        Assert.Equal(At(), Placing.Shared([At()]));
    }

    [Theory]
    [InlineData("library", Tier.Prefecture, null, "", 10, 7)]
    [InlineData("library", Tier.County, null, "county", 10, 9)]
    [InlineData("library", Tier.County, null, "county", 2, 2)]
    [InlineData("library", Tier.Prefecture, "wensu", "snow", 10, 15)]
    [InlineData("acting", Tier.Prefecture, null, "acting", 9, 5)]
    [InlineData("acting", Tier.County, null, "acting", 1, 1)]
    [Requirement("J4")]
    public void Cap_DiffersBySpecialtyPlaceAndChannel_AndTheFirstThatFitsHolds(string specialty, Tier tier, string? county, string line, int put, int seats)
    {
        var cap = Varied.CapOf(Level.DeputySenior)!.For(At(specialty, tier, county));

        Assert.Equal(line, cap.Id);
        Assert.Equal(seats, Ranking.Seats(cap.Cap, put, 20).Seats);
        Assert.Equal(cap.Cap.Percent, Varied.CapOf(Level.DeputySenior)!.Line(line).Cap.Percent);
        Assert.Equal(line == "acting" ? CapTies.NobodyOfTheTie : CapTies.ChairDecidesOnRecord, cap.Cap.Ties);
        Assert.Equal(line switch { "acting" => "第一条", "county" => "第二条", "snow" => "第三条", _ => "四(八)" }, cap.Cap.Clause!.Path);
        Assert.Equal(line switch { "acting" => "演员", "county" => "县市、乡镇", "snow" => "温宿县、定向评价", _ => "其他" }, cap.Name(Varied).Zh);
    }

    [Theory]
    [InlineData("library", Tier.County, Level.DeputySenior, 700, null)]
    [InlineData("library", Tier.Township, Level.DeputySenior, 0, null)]
    [InlineData("library", Tier.County, Level.FullSenior, 1000, null)]
    [InlineData("library", Tier.Township, Level.FullSenior, 0, null)]
    [InlineData("acting", Tier.Township, Level.FullSenior, 900, 950)]
    [InlineData("acting", Tier.Township, Level.Intermediate, 400, null)]
    [Requirement("H1")]
    public void Fee_DiffersBySpecialtyPlaceAndLevel(string specialty, Tier tier, Level level, int amount, int? upTo)
    {
        var fee = Varied.FeeOf(At(specialty, tier, level: level), ProgrammeKind.Evaluation)!;

        Assert.Equal((amount, upTo), (fee.Amount.Amount, fee.UpTo?.Amount));
        Assert.Null(Varied.FeeOf(Placing.Unknown, ProgrammeKind.Evaluation));
    }

    [Theory]
    [InlineData("art", Level.DeputySenior, 9, true, "3/4", "2/3")]
    [InlineData("art", Level.FullSenior, 25, true, "2/3", "2/3")]
    [InlineData("culture", Level.DeputySenior, 25, true, "2/3", "2/3")]
    [InlineData("culture", Level.Assistant, 11, false, "2/3", "1/2")]
    [InlineData(null, Level.DeputySenior, 25, true, "2/3", "2/3")]
    [Requirement("J3", "J9")]
    public void Committee_DiffersBySeriesAndLevel(string? series, Level level, int size, bool odd, string quorum, string majority)
    {
        var terms = Varied.Meeting.For(new Placing(null, null, null, null, level, series));
        var of = terms.SizeFor(level)!;

        Assert.Equal((size, odd, quorum, majority), (of.AtLeast, of.Odd, terms.Quorum.ToString(), terms.Majority.ToString()));
    }

    [Theory]
    [InlineData(OfficeRole.Unit, UnitKind.PublicInstitution, "2024-08-08 24:00", "不予受理", "第二条")]
    [InlineData(OfficeRole.Unit, UnitKind.PrivateEnterprise, "2024-08-12 24:00", "不予受理", "第一条")]
    [InlineData(OfficeRole.CountyBureau, UnitKind.PublicInstitution, "2024-08-07 10:00", "视为放弃", "第三条")]
    [InlineData(OfficeRole.CommitteeOffice, UnitKind.PublicInstitution, "2024-08-12 24:00", "不予受理", "第四条")]
    [InlineData(OfficeRole.Authority, UnitKind.PublicInstitution, "2024-08-07 24:00", "不予受理", "四(一)1")]
    [InlineData(OfficeRole.CountyEducationBureau, UnitKind.PublicInstitution, null, null, null)]
    [Requirement("F3")]
    public void Return_HasThePeriodOfItsOffice(OfficeRole by, UnitKind kind, string? due, string? then, string? clause)
    {
        var deadline = NoticeDeadlines.ReturnDeadline(Varied, SiteTime.At(new DateOnly(2024, 8, 5), 10), by, At(kind: kind));

        Assert.Equal(due, deadline is null ? null : SiteTime.SayEdge(deadline.At).Zh is var said && said.Contains("24:00", StringComparison.Ordinal)
            ? $"{SiteTime.DateOf(deadline.At.AddMilliseconds(-1)):yyyy-MM-dd} 24:00" : deadline.At.ToOffset(SiteTime.Offset).ToString("yyyy-MM-dd HH:mm"));
        Assert.Equal((then, clause), (deadline?.Consequence?.Zh, deadline?.Clause?.Path));
    }

    [Fact]
    [Requirement("B2", "F1")]
    public void Window_EndsByAnotherAct_ForSome()
    {
        DeadlineFacts Facts(UnitKind kind, string series) => new() { UnitKind = kind, Tier = Tier.Prefecture, Level = Level.Intermediate, Series = series };
        string? Ends(DeadlineFacts facts) => NoticeDeadlines.ApplicationCloses(Varied, facts)!.EndedBy!.Zh;

        Assert.Equal("到达评审委员会", Ends(Facts(UnitKind.PublicInstitution, "culture")));
        Assert.Equal("申报人提交", Ends(Facts(UnitKind.PrivateEnterprise, "culture")));
        Assert.Null(NoticeDeadlines.SuggestedSubmission(Varied, Facts(UnitKind.PrivateEnterprise, "culture")));
        Assert.NotNull(NoticeDeadlines.SuggestedSubmission(Varied, Facts(UnitKind.PublicInstitution, "culture")));
        Assert.Equal(SiteTime.EndOf(new DateOnly(2024, 9, 10)), NoticeDeadlines.ApplicationCloses(Varied, Facts(UnitKind.PublicInstitution, "art"))!.At);
    }

    [Theory]
    [InlineData("passCaps: [{id: deputy-senior, variants: [{id: all, percent: 50%, clause: 四(八)}]}]", "没有写明对谁另有规定")]
    [InlineData("passCaps: [{id: deputy-senior, variants: [{id: other, levels: [FullSenior], percent: 50%, clause: 四(八)}]}]", "只管副高级")]
    [InlineData("passCaps: [{id: deputy-senior, variants: [{id: low, tiers: [County], percent: 50%, smallBases: [{base: 1, seats: 2}, {base: 2, seats: 1}, {base: 3, seats: 1}], clause: 四(八)}]}]", "1人里可以通过2人")]
    [InlineData("fees: [{id: senior, variants: [{id: other, levels: [Assistant], amount: 5, clause: 四(七)}]}]", "只管高级")]
    [InlineData("fees: [{id: senior, variants: [{id: other, specialties: [actin], amount: 5, clause: 四(七)}]}]", "没有专业“actin”")]
    [InlineData("meeting: {variants: [{id: other, series: [arts], atLeast: 9, clause: 四(八)}]}", "没有系列“arts”")]
    [InlineData("returns: {variants: [{id: other, counties: [wensoo], returnWithin: 2 days, clause: 四(一)1}]}", "没有县市“wensoo”")]
    [InlineData("returns: {variants: [{id: other, offices: [Unit], clause: 四(一)1}]}", "没有写明什么不同")]
    [InlineData("windows: {application: {variants: [{id: other, tiers: [County], endedBy: Issue, clause: 三(一)}]}}", "不能以Issue为准")]
    [InlineData("continuingEducation: {demands: [{id: total, years: [2024], together: true, clause: 四(一)4}]}", "合计")]
    [InlineData("ladder: [{id: deputy-doctor, series: [arts], clause: order40:第一条}]", "没有系列“arts”")]
    [Requirement("B10")]
    public void Check_RefusesWhatWouldHoldForNobodyOrForAll(string yaml, string said)
    {
        var problems = Files.Over(yaml).Problems.Where(p => p.Severity == ProblemSeverity.Error).ToList();

        Assert.Contains(problems, p => p.What.Zh.Contains(said, StringComparison.Ordinal));
        Files.SaidInChinese(problems);
    }

    private static readonly CompiledNotice ThreeYears = PolicyCompiler.Compile(Files.Laid("""
        continuingEducation:
          demands:
            - remove: [specialty]
            - {id: total, subject: Total, hours: 270, years: [2021, 2022, 2023], together: true, clause: order40:第一条}
            - {id: special, subject: Specialty, hours: 50, years: [2021, 2022, 2023], clause: order40:第二条}
        """));

    [Theory]
    [InlineData("90 90 90", 60, "")]
    [InlineData("170 50 50", 50, "")]
    [InlineData("169 50 50", 50, "合计269学时，要求270学时，差1学时")]
    [InlineData("200 50 49", 49, "2023年专业课49学时，差1学时")]
    [InlineData("- 90 90", 60, "")]
    [InlineData("- 90 89", 60, "合计179学时，要求180学时，差1学时")]
    [InlineData("- - -", 0, "")]
    [InlineData("0 0 0", 0, "合计0学时，要求270学时，差270学时|2021年专业课0学时|2022年专业课0学时|2023年专业课0学时")]
    [Requirement("G1", "G2", "G4")]
    public void Hours_OfSeveralYears_AreAddedUp_AndAYearOfExemptionCountsAsItsShare(string years, int specialtyOfLast, string said)
    {
        var entries = years.Split(' ').SelectMany((hours, i) => Hours(2021 + i, hours, i < 2 ? null : specialtyOfLast)).ToList();
        var sections = Files.Good.Sections.ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal);
        sections["continuingEducation"] = new SectionContent { Entries = entries };
        var found = ThreeYears.Check(Files.Good with { Sections = sections }, Files.August20).Findings.Where(f => f.RuleId == "hours").Select(f => f.Message.Zh).ToList();

        var expected = said.Split('|', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected.Length, found.Count);
        Assert.All(expected, e => Assert.Contains(found, f => f.Contains(e, StringComparison.Ordinal)));
    }

    private static IEnumerable<SectionEntry> Hours(int year, string hours, int? specialty)
    {
        if (hours == "-")
        {
            return [Entry("exemption", null)];
        }

        var all = int.Parse(hours);
        var own = specialty ?? Math.Min(all, 50);
        return [Entry("specialty", own), Entry("general", all - own)];

        SectionEntry Entry(string subject, int? of)
        {
            var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["year"] = $"{year}", ["subject"] = subject };
            if (of is { } number)
            {
                values["hours"] = $"{number}";
            }

            return new SectionEntry { Id = $"{year}{subject}", Values = values };
        }
    }

    [Theory]
    [InlineData("culture", "mass-culture", 60)]
    [InlineData("culture", "library", 72)]
    [InlineData("art", "acting", 80)]
    [Requirement("G1", "G2")]
    public void Hours_DifferBySeriesAndSpecialty(string series, string specialty, int asked)
    {
        var compiled = PolicyCompiler.Compile(Files.Laid("""
            continuingEducation:
              demands:
                - remove: [total]
                - {id: library, subject: Specialty, hours: 72, years: [2023], specialties: [library], clause: order40:第一条}
                - {id: art, subject: Specialty, hours: 80, years: [2023], series: [art], clause: order40:第一条}
                - {id: specialty, hours: 60, years: [2023]}
            """));
        var sections = Files.Good.Sections.ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal);
        sections["continuingEducation"] = new SectionContent { Entries = [.. Hours(2023, "59", 59)] };
        var found = compiled.Check(Files.Good with { Series = series, Specialty = specialty, Sections = sections }, Files.August20).Findings.Where(f => f.RuleId == "hours").ToList();

        Assert.Contains(found, f => f.Message.Zh == $"2023年专业课59学时，差{asked - 59}学时。");
        Assert.Equal(asked == 60 ? 1 : 2, found.Count);
    }

    [Theory]
    [InlineData("culture", Tier.County, Truth.Yes)]
    [InlineData("culture", Tier.Prefecture, Truth.No)]
    [InlineData("art", Tier.County, Truth.No)]
    [Requirement("C4", "C8")]
    public void Ladder_DiffersBySeriesAndTier(string series, Tier tier, Truth expected)
    {
        var compiled = PolicyCompiler.Compile(Files.Laid("""
            ladder:
              - remove: all
              - {id: ordinary, level: DeputySenior, education: doctor, presentLevel: Intermediate, yearsInTitle: 30, clause: order40:第一条}
              - {id: county, level: DeputySenior, series: [culture], tiers: [County, Township], clause: order40:第二条}
            """));
        var asked = Files.Good with { Level = Level.DeputySenior, Series = series, Specialty = series == "art" ? "acting" : "library", Unit = Files.Good.Unit with { Tier = tier } };

        Assert.Equal(expected == Truth.No, compiled.Check(asked, Files.August20).Findings.Any(f => f.RuleId == "ladder"));
        Assert.Equal(expected, Eligibility.Of(compiled, asked, Files.August20.At).Single(a => a.Level == Level.DeputySenior && a.Kind == ProgrammeKind.Evaluation).Nearest!.Truth);
    }

    [Theory]
    [InlineData("bayingol/2021-culture", Tier.County, "qiemo", UnitKind.PublicInstitution, "qiemo-ruoqiang")]
    [InlineData("bayingol/2021-culture", Tier.Township, "luntai", UnitKind.PublicInstitution, "below-county")]
    [InlineData("bayingol/2021-culture", Tier.Prefecture, null, UnitKind.PrivateEnterprise, "non-public")]
    [InlineData("bayingol/2021-culture", Tier.County, "luntai", UnitKind.PublicInstitution, null)]
    [InlineData("bayingol/2023-press", Tier.County, "ruoqiang", UnitKind.PrivateEnterprise, "qiemo-ruoqiang")]
    [InlineData("bayingol/2023-press", Tier.Prefecture, null, UnitKind.PrivateEnterprise, null)]
    [Requirement("I2")]
    public void Exemption_FollowsFromPlaceAndKindOfUnit(string id, Tier tier, string? county, UnitKind kind, string? exemption)
    {
        var compiled = PolicyCompiler.Compile(Files.Read(id));
        var good = Files.Example(id.Replace('/', '-') + "-good");

        Assert.Equal(exemption, compiled.ExemptionOf(good with { Unit = new UnitFacts { Kind = kind, Tier = tier, County = county } }, Files.August20));
    }

    [Theory]
    [InlineData("{fact: unit.teir, is: County}", "“unit”")]
    [InlineData("{fact: unit.tier, is: Village}", "Village")]
    [InlineData("{fact: basics.sex, is: female}", "性别")]
    [Requirement("I1")]
    public void Check_LooksIntoTheConditionsOfTheDefence(string condition, string said)
    {
        var also = Files.Over($"defence: {{alsoWhen: {condition}}}").Problems.Where(p => p.Severity == ProblemSeverity.Error).ToList();
        var exempt = Files.Over($"defence: {{exemptions: [{{id: village-posting, when: {condition}}}]}}").Problems.Where(p => p.Severity == ProblemSeverity.Error).ToList();

        Assert.Contains(also, p => p.Path.StartsWith("defence.alsoWhen", StringComparison.Ordinal) && p.What.Zh.Contains(said, StringComparison.Ordinal));
        Assert.Contains(exempt, p => p.Path.StartsWith("defence.exemptions[village-posting].when", StringComparison.Ordinal) && p.What.Zh.Contains(said, StringComparison.Ordinal));
    }
}
