using System.Text;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Tests.Policy;

public sealed class NoticeReaderTests
{
    public static TheoryData<string> Notices()
    {
        var data = new TheoryData<string>();
        foreach (var folder in Directory.GetDirectories(Path.Combine(Files.Root, "notices")).Select(Path.GetFileName))
        {
            if (folder is not ("forms" or "calendars" or "directory" or "schema"))
            {
                data.AddRange(Directory.GetFiles(Path.Combine(Files.Root, "notices", folder!), "*.yaml").Select(f => $"{folder}/{Path.GetFileNameWithoutExtension(f)}"));
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Notices))]
    [Requirement("B1", "B10")]
    public void EveryNotice_ReadsWithoutError_AndComesBackFromItsCanonicalJson(string id)
    {
        var reading = NoticeReader.Read(id, Files.Open);

        Assert.DoesNotContain(reading.Problems, p => p.Severity == ProblemSeverity.Error);
        var json = reading.Notice!.ToCanonicalJson();
        Assert.Equal(json, Notice.FromCanonicalJson(json).ToCanonicalJson());
        Assert.Equal(reading.Notice.Assumptions, Notice.FromCanonicalJson(json).Assumptions);
    }

    [Theory]
    [MemberData(nameof(Notices))]
    public void EveryExampleOfEveryNotice_ComesOutAsItSays(string id)
        => Assert.Empty(NoticeExamples.Run(PolicyCompiler.Compile(Files.Read(id)), Files.Open));

    [Fact]
    [Requirement("B2", "F2", "F3", "F4", "H1", "J4")]
    public void CultureNotice_SaysWhatItsClausesSay()
    {
        var notice = Files.Culture;

        Assert.Equal(new DateTimeOffset(2024, 8, 30, 18, 0, 0, TimeSpan.FromHours(8)), notice.Windows.Application.Closes!.At);
        Assert.Equal(EndedBy.ArrivalAtCommittee, notice.Windows.Application.EndedBy);
        Assert.Equal(Consequence.Forfeited, notice.Windows.Application.Consequence);
        Assert.Equal("依据：阿克苏文化系列2024通知 三(一)", notice.Windows.Application.Clause!.ToString());
        Assert.Equal(3, notice.Returns.MaxSubmissions);
        Assert.Equal([OfficeRole.CommitteeOffice], notice.Returns.CountedAt);
        Assert.Equal(5, notice.UnitPublicity.WorkingDays);
        Assert.Equal("本单位已对提供的申报材料逐一审核，真实准确，同意推荐", notice.UnitPublicity.Opinion);
        Assert.Equal([700, 700, 400, 200, 200], Enum.GetValues<Level>().Reverse().Select(l => notice.FeeOf(l, ProgrammeKind.Evaluation)!.Amount.Amount));
        Assert.Equal(60, notice.CapOf(Level.FullSenior)!.Percent.Value);
        Assert.Equal(75, notice.CapOf(Level.DeputySenior)!.Percent.Value);
        Assert.Null(notice.CapOf(Level.Intermediate));
        Assert.True(notice.MustDefend(Level.DeputySenior));
        Assert.False(notice.MustDefend(Level.Intermediate));
        Assert.Equal(3, notice.Paper.EvaluationFormCopies);
        Assert.Equal("副研究馆员", notice.TitleOf("culture", "mass-culture", Level.DeputySenior).Zh);
        Assert.Contains("视为放弃", notice.TextOf(notice.Windows.Application.Clause), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("B7")]
    public void StandIn_IsMarked_AndNeverCitedAsTheBase()
    {
        var inherited = Files.Culture.Windows.Document!;

        Assert.Equal(EdgePrecision.Month, inherited.Closes!.Precision);
        Assert.True(inherited.Basis.StandIn);
        Assert.Contains("2023年11月", Files.Culture.TextOf(inherited.Clause!), StringComparison.Ordinal);
        Assert.Equal(2, Files.Culture.TextOf(Files.Culture.Pledge.Clause!)!.Split('\n').Length);
        Assert.EndsWith("（暂代）", inherited.Clause!.Document, StringComparison.Ordinal);
        Assert.DoesNotContain(Files.Culture.Assumptions, a => a.Kind == AssumptionKind.StandIn && a.Clause!.Document == "阿克苏各系列2023通知");
    }

    [Fact]
    public void EveryAssumption_SaysWhy() => Assert.All(Files.Culture.Assumptions, a => Assert.NotEqual("", a.Why.Zh));

    [Fact]
    [Requirement("B1c")]
    public void SupervisionThatIsTheContact_IsWarnedOf()
        => Assert.Contains(NoticeReader.Read("aksu/2024-culture", Files.Open).Problems, p => p is { Severity: ProblemSeverity.Warning, Path: "contacts.supervision" });

    [Fact]
    public void NoticeWrittenByTheGuideAlone_ReadsWithoutError_AndJudges()
    {
        var notice = Files.Read("examples/2025-engineering");
        var compiled = PolicyCompiler.Compile(notice);
        var document = Files.Good with { Series = "engineering", Specialty = "water", Level = Level.DeputySenior, Kind = ProgrammeKind.ExamAndEvaluation };

        var findings = compiled.Check(document, Files.August20).Findings;

        Assert.Contains(findings, f => f is { RuleId: "exam-valid", Severity: Severity.Unknown });
        Assert.Contains(findings, f => f is { RuleId: "post-vacancy", Severity: Severity.Unknown });
        Assert.Equal(OfficeRole.CountyBureau, notice.RouteOf(new() { Kind = UnitKind.StateEnterprise, Tier = Tier.County, County = "yunshan" }, Channel.Targeted)[1].Office);
        Assert.Equal(OfficeRole.Authority, notice.RouteOf(new() { Kind = UnitKind.StateEnterprise, Tier = Tier.County, County = "elsewhere" }, Channel.Targeted)[1].Office);
    }

    [Theory]
    [InlineData(Tier.Township, 18, OfficeRole.CountyBureau)]
    [InlineData(Tier.County, 11, OfficeRole.Authority)]
    [InlineData(Tier.Prefecture, 11, OfficeRole.Authority)]
    public void HealthNoticeWrittenByTheGuideAlone_RoutesTownshipHospitalsThroughTheirCounty_AndGivesThemMoreTime(Tier tier, int closes, OfficeRole second)
    {
        var notice = Files.Read("examples/2025-health");
        var document = Files.Example("health-2025-good");
        var unit = document.Unit with { Tier = tier };

        Assert.Equal(second, notice.RouteOf(unit, Channel.Targeted)[1].Office);
        var placing = new Placing(unit.Kind, tier, unit.County, Channel.Targeted, Level.DeputySenior);
        Assert.Equal(new DateTimeOffset(2025, 7, closes, 18, 0, 0, TimeSpan.FromHours(8)), notice.Windows.Application.For(placing).Closes!.At);
        Assert.Equal((50, 70), ((int)notice.CapOf(Level.FullSenior)!.Percent.Value, (int)notice.CapOf(Level.DeputySenior)!.Percent.Value));
        Assert.True(notice.MustDefend(Level.DeputySenior));
    }

    [Theory]
    [InlineData("feess: []", "'feess' is not known here.", "Did you mean 'fees'?")]
    [InlineData("grassroots: {specialties: [mass-cultur]}", "There is no specialty 'mass-cultur'.", "Did you mean 'mass-culture'?")]
    [InlineData("windows: {application: {opens: 2024-09-01}}", "The window closes before it opens", "Write a later closing edge")]
    [InlineData("windows: {application: {variants: [{id: late, counties: [wensu], closes: 2024-07-01, clause: order40:第一条}]}}", "The window closes before it opens for these.", "later closing edge")]
    [InlineData("windows: {application: {variants: [{id: all, closes: 2024-09-10, clause: order40:第一条}]}}", "Nothing says for whom it differs", "Write unitKinds:")]
    [InlineData("windows: {application: {variants: [{id: late, counties: [wenus], closes: 2024-09-10, clause: order40:第一条}]}}", "There is no county 'wenus'.", "Did you mean 'wensu'?")]
    [InlineData("hitPolicies: {putonghua: Any}", "Any of the demands cannot be enough", "LeastFavourable")]
    [InlineData("tables: [{id: t, name: 表 | T, hit: Frist, severity: Mind, section: basics, clause: order40:第一条, rows: []}]", "'Frist' is not known here.", "Did you mean 'First'?")]
    [InlineData("tables: [{id: t, name: 表 | T, hit: First, severity: Mind, section: basics, clause: order40:第一条, rows: []}]", "The table has no rows.", "List rows")]
    [InlineData("tables: [{id: t, name: 表 | T, hit: First, severity: Mind, section: basics, clause: order40:第一条, rows: [{id: a, must: {fact: title.years, atLeast: 5}, message: 甲 | A, remedy: 甲 | A, clause: order40:第一条}, {id: b, when: {fact: unit.tier, is: County}, must: {fact: title.years, atLeast: 3}, message: 甲 | A, remedy: 甲 | A, clause: order40:第一条}]}]", "The row is never reached", "move the row up")]
    [InlineData("passCaps: [{id: deputy-senior, percent: 60}]", "'60' does not fit here.", "Write 60%")]
    [InlineData("passCaps: [{id: deputy-senior, percent: 0.6}]", "'0.6' does not fit here.", "Write 60%")]
    [InlineData("passCaps: [{id: deputy-senior, smallBases: []}]", "Nothing says how many of 1 may pass", "Add {base: 1")]
    [InlineData("returns: {clause: 九(九)}", "There is no clause '九(九)'", "Quote it")]
    [InlineData("returns: {clause: nosuch:第一条}", "There is no document 'nosuch'.", "Write one of")]
    [InlineData("calendars: [calendars/nosuch]", "There is no file 'calendars/nosuch.yaml'.", "Check the name")]
    [InlineData("year: 2031", "The calendar has no year 2031.", "Add the year")]
    [InlineData("scoringStandards: [{id: culture-county, criteria: [{id: papers, max: 200}]}]", "Papers alone decides", "less than half")]
    [InlineData("fees: [{id: senior, remove: []}]", "'remove' is not known here.", "a line of its own")]
    [InlineData("fees: [{remove: [nosuch]}]", "There is no 'nosuch' to remove.", "Write one of")]
    [InlineData("fees: [{id: a, band: Senior, amount: 1, assumed: true}]", "does not say why", "why: 中文 | English")]
    [InlineData("fees: [{id: a, band: Senior, amount: 1}]", "Nothing says what this rests on.", "clause")]
    [InlineData("fees: [{id: senior, band: Senio}]", "'Senio' is not known here.", "Did you mean 'Senior'?")]
    [InlineData("checks: [{id: nosuch, severity: MustFix, clause: order40:第一条}]", "There is no check 'nosuch'.", "Write one of")]
    public void BadInput_IsNamedWithPlaceAndWhatToWriteInstead(string yaml, string what, string instead)
    {
        var reading = Files.Over(yaml);

        Assert.Null(reading.Notice);
        var problem = Assert.Single(reading.Problems, p => p.Severity == ProblemSeverity.Error && p.What.En.Contains(what, StringComparison.Ordinal));
        Assert.Equal("test/over.yaml", problem.File);
        Assert.InRange(problem.Line, 1, 3);
        Assert.Contains(instead, problem.WriteInstead.En, StringComparison.Ordinal);
        Files.SaidInChinese(reading.Problems);
    }

    [Theory]
    [InlineData("{fact: applicant.sex, is: female}", "may not read")]
    [InlineData("{fact: basics.ethnicGroup, is: 汉族}", "may not read 'basics.ethnicGroup'")]
    [InlineData("{fact: basics.politicalAffiliation, is: 党员}", "may not read")]
    [InlineData("{fact: {years: {from: basics.birthMonth, to: cutOff}}, atLeast: 30}", "may not read 'basics.birthMonth'")]
    [InlineData("{fact: applicant.idNumber, exists: true}", "may not read")]
    [InlineData("{fact: unit.kid, is: PublicInstitution}", "nothing called 'unit'")]
    [InlineData("{fact: unit.kind, is: Factory}", "'Factory' does not fit")]
    [InlineData("{fact: specialty, is: mass-cultur}", "There is no specialty 'mass-cultur'")]
    [InlineData("{all: [{fact: title.years, atLeast: 5}, {fact: title.years, under: 5}]}", "never holds")]
    [InlineData("{any: [{fact: title.years, atLeast: 5}, {fact: title.years, under: 6}]}", "always holds")]
    [InlineData("{fact: applicant.retired, is: true}", "contradicts 'not-retired'")]
    [InlineData("{fact: papers.title, over: 3}", "has no order")]
    [InlineData("{fact: {sum: papers}, over: 3}", "does not fit")]
    [InlineData("title.years >= 5", "A condition is a map")]
    [InlineData("{atLeast: 3, of: [{fact: title.years, atLeast: 5}]}", "'atLeast' needs a number")]
    public void BadRules_AreRefusedByName(string must, string what)
    {
        var reading = OwnRule(must);

        Assert.Null(reading.Notice);
        var problem = Assert.Single(reading.Problems.Where(p => p.Severity == ProblemSeverity.Error && p.What.En.Contains(what, StringComparison.Ordinal)).Take(1));
        Assert.Equal(("test/over.yaml", 3), (problem.File, problem.Line));
        Assert.NotEqual("", problem.WriteInstead.En);
        Files.SaidInChinese(reading.Problems);
    }

    private static NoticeReading OwnRule(string must) =>
        Files.Over($"rules: [{{id: own, name: 甲 | A, severity: MustFix, section: basics, must: {must}, message: 甲 | A, remedy: 甲 | A, clause: order40:第一条}}]");

    [Fact]
    public void ThreeMistakes_AreAllSaidAtOnce()
    {
        var reading = Files.Over("feess: []\nyear: abc\nwindows: {applicatoin: {}}");

        Assert.Equal(3, reading.Problems.Count(p => p.Severity == ProblemSeverity.Error));
        Files.SaidInChinese(reading.Problems);
    }

    [Fact]
    public void CircularBase_IsRefused()
    {
        var reading = NoticeReader.Read("a", path => path switch { "a.yaml" => "id: a\nbasedOn: b\n", "b.yaml" => "id: b\nbasedOn: a\n", _ => null });

        var problem = Assert.Single(reading.Problems);
        Assert.Contains("a → b → a", problem.What.En, StringComparison.Ordinal);
        Assert.Equal(("b.yaml", 2), (problem.File, problem.Line));
        Assert.Contains("basedOn", problem.WriteInstead.En, StringComparison.Ordinal);
        Assert.Equal("“a”绕回到以自己为依据：a → b → a。", problem.What.Zh);
    }

    [Fact]
    public void ExampleThatFails_KeepsTheNoticeFromBeingPublished_AndIsNamedWithItsLine()
    {
        const string Yaml = """
            examples:
              - {id: good, name: 好 | Good, application: examples/aksu-2024-culture-good.json, at: "2024-08-20 10:24", mustFix: [], mind: []}
              - {id: wrong, name: 错 | Wrong, application: examples/aksu-2024-culture-good.json, at: "2024-08-20 10:24", mustFix: [hours], mind: []}
              - {id: lost, name: 缺 | Lost, application: examples/nosuch.json, at: "2024-08-20 10:24", mustFix: [], mind: []}
            """;
        var draft = NoticeDraft.Read("test/over", path => path is "test/over.yaml" ? "id: test/over\nbasedOn: aksu/2024-culture\n" + Yaml : Files.Open(path));

        Assert.False(draft.MayPublish);
        var errors = draft.Problems.Where(p => p.Severity == ProblemSeverity.Error).ToList();
        Assert.Equal([("examples[wrong]", 5), ("examples[lost]", 6)], errors.Select(p => (p.Path, p.Line)));
        Assert.Contains("not found: hours", errors[0].What.En, StringComparison.Ordinal);
        Assert.All(errors, p => Assert.Contains("cannot be published", p.WriteInstead.En, StringComparison.Ordinal));
        Assert.Equal(["示例的结果和写的不一样：没有查出hours。", "没有文件“examples/nosuch.json”。"], errors.Select(p => p.What.Zh));
        Files.SaidInChinese(draft.Problems);
        Assert.True(NoticeDraft.Read("aksu/2024-culture", Files.Open).MayPublish);
    }

    [Theory]
    [InlineData("id: &a x\n", "Anchors are not allowed")]
    [InlineData("id: x\nyear: *a\n", "Aliases are not allowed")]
    [InlineData("id: !!str x\n", "Tags are not allowed")]
    [InlineData("id: x\n---\nid: y\n", "second document")]
    [InlineData("id: x\nid: y\n", "stands here twice")]
    [InlineData("- a\n", "A notice is a map")]
    [InlineData("", "The file is empty")]
    [InlineData("id: [", "This is not YAML")]
    public void BadYaml_IsRefused(string yaml, string what)
    {
        var problems = Files.Alone(yaml).Problems;
        Assert.Contains(problems, p => p.What.En.Contains(what, StringComparison.Ordinal));
        Files.SaidInChinese(problems);
    }

    [Theory]
    [InlineData("issuing: [{remove: all}]", "Nothing says who confirms and issues for Assistant.", "没有写明助理级（Assistant）由谁确认和印发。")]
    [InlineData("issuing: [{id: more, assumed: true, why: 因 | why}]", "Two items are for all levels.", "不分级别的写了两处。")]
    [InlineData("issuing: [{id: a, levels: [Assistant], assumed: true, why: 因 | why}, {id: b, levels: [Assistant, Entry], assumed: true, why: 因 | why}]", "Two items say who confirms and issues for Assistant.", "助理级（Assistant）由谁确认和印发，写了两处。")]
    [InlineData("issuing: [{id: all, levels: [DeputySenior]}]", "Nothing says who confirms and issues for Intermediate.", "没有写明中级（Intermediate）由谁确认和印发。")]
    [Requirement("J10")]
    public void Issuing_ThatIsNotSaidOnceForEachLevel_IsRefused(string yaml, string en, string zh)
    {
        var reading = Files.Over(yaml);

        Assert.Null(reading.Notice);
        Assert.Contains(reading.Problems, p => p.What.En == en && p.What.Zh == zh);
        Files.SaidInChinese(reading.Problems);
    }

    [Fact]
    [Requirement("J10")]
    public void Issuing_IsThatOfTheLevel_OrTheOneForAll()
    {
        var notice = Files.Laid("issuing: [{id: senior, levels: [DeputySenior], confirmedBy: 甲厅 | A, issuedBy: 乙厅 | B, clause: order40:第二条}]");

        Assert.Equal(("senior", "甲厅", "乙厅", false), (notice.IssuingOf(Level.DeputySenior)!.Id, notice.IssuingOf(Level.DeputySenior)!.ConfirmedBy!.Zh, notice.IssuingOf(Level.DeputySenior)!.IssuedBy!.Zh, notice.IssuingOf(Level.DeputySenior)!.Assumed));
        Assert.Equal(("all", null, null, true), (notice.IssuingOf(Level.Intermediate)!.Id, notice.IssuingOf(Level.Intermediate)!.ConfirmedBy, notice.IssuingOf(Level.Intermediate)!.IssuedBy, notice.IssuingOf(Level.Intermediate)!.Assumed));
    }

    [Theory]
    [InlineData("{fact: title.years}", "The operator is missing.", "缺少运算。")]
    [InlineData("{fact: title.years, over: 3, under: 5}", "There are two operators.", "写了不止一个运算。")]
    [InlineData("{fact: title.years, in: {a: b}}", "The value of 'in' does not fit.", "“in”后面的值不对。")]
    [InlineData("{fact: title.years, between: [1]}", "The value of 'between' does not fit.", "“between”后面的值不对。")]
    [InlineData("{fact: title.years, exists: perhaps}", "The value of 'exists' does not fit.", "“exists”后面的值不对。")]
    [InlineData("{fact: titleyears, over: 3}", "There is no fact 'titleyears'.", "没有“titleyears”这一事实。")]
    [InlineData("{fact: {nosuch: papers}, over: 3}", "This is no fact.", "这不是事实。")]
    [InlineData("{fact: [a], over: 3}", "This is no fact.", "这不是事实。")]
    [InlineData("{fact: {years: {from: title.obtained}}, over: 3}", "'from' or 'to' is missing.", "缺少“from”或“to”。")]
    [InlineData("{fact: {total: 3}, over: 3}", "'total' needs a list.", "“total”后要写列表。")]
    [InlineData("{fact: {total: [{times: 3}]}, over: 3}", "'of' is missing.", "缺少“of”。")]
    [InlineData("{fact: {total: [{of: title.years, times: much}]}, over: 3}", "'much' is no number.", "“much”不是数字。")]
    [InlineData("{all: []}", "'all' needs a list of conditions.", "“all”后要列出条件。")]
    [InlineData("{nosuch: 3}", "This is no condition.", "这不是条件。")]
    [InlineData("{fact: title.years, over: many}", "'many' does not fit 'title.years'.", "“many”不能和“title.years”相比。")]
    [InlineData("{fact: applicant.retired, is: perhaps}", "'perhaps' does not fit", "“perhaps”不能和")]
    [InlineData("{fact: title.obtained, over: soon}", "'soon' does not fit", "“soon”不能和")]
    [InlineData("{fact: series, is: nosuch}", "There is no series 'nosuch'.", "没有系列“nosuch”。")]
    public void Conditions_ThatCannotBeRead_AreSaidInBothLanguages(string must, string en, string zh)
    {
        var problems = OwnRule(must).Problems;

        Assert.Contains(problems, p => p.What.En.StartsWith(en, StringComparison.Ordinal) && p.What.Zh.StartsWith(zh, StringComparison.Ordinal));
        Files.SaidInChinese(problems);
    }

    [Theory]
    [InlineData("returns: {clause: []}", "这不是条款号。")]
    [InlineData("title: 只有中文", "这里要有中文和英文两种文字。")]
    [InlineData("issuedOn: soon", "“soon”不能写在这里。")]
    [InlineData("fees: {a: b}", "一组“键: 值”不能写在这里。")]
    [InlineData("returns: []", "列表不能写在这里。")]
    [InlineData("fees: [{id: new, clause: order40:第一条}]", "缺少“band”。")]
    [InlineData("windows: {application: {opens: 2034-07-22, closes: 2034-08-30}}", "2034年7月22日（周六）和评审年度2024相差太远。")]
    [InlineData("windows: {application: {closes: ~}}", "申报时间没有写截止。")]
    [InlineData("passCaps: [{id: deputy-senior, percent: 1%}]", "通过率1%几乎谁也通不过。")]
    [InlineData("passCaps: [{id: deputy-senior, smallBases: [{base: 1, seats: 2}, {base: 2, seats: 1}, {base: 3, seats: 2}]}]", "1人里可以通过2人。")]
    [InlineData("meeting: {rankBy: []}", "没有写明受通过率限制时怎样排名。")]
    [InlineData("routes: [{remove: all}]", "地直事业单位走定向评价（PublicInstitution、Prefecture、Targeted）没有办理顺序。")]
    [InlineData("routes: [{id: late, tiers: [Township], channels: [Targeted], clause: order40:第一条, steps: [{office: Unit, clause: order40:第一条}, {office: CommitteeOffice, clause: order40:第一条}]}]", "永远轮不到这条办理顺序：它的情形都被前面的“county”占去了。")]
    [InlineData("rules: [{id: own, name: 甲 | A, severity: MustFix, section: basics, must: {fact: post.vacancy, is: true}, message: 甲 | A, remedy: 甲 | A, clause: order40:第一条}]", "申报书里没有填写岗位空缺的栏目，“post.vacancy”对谁都是未知。")]
    [InlineData("rules: [{id: own, name: 甲 | A, severity: MustFix, section: basics, must: {fact: exam.valid, is: true}, message: 甲 | A, remedy: 甲 | A, clause: order40:第一条}]", "申报书里没有填考试成绩的栏目，“exam.valid”对谁都是未知。")]
    [InlineData("fees: [{remove: all}]", "评审的中级（Evaluation、Intermediate）没有写评审费。")]
    [InlineData("exams: [{id: national, name: 国线 | national, validYears: 0, clause: order40:第一条}]", "有效期0年，等于从来无效。")]
    [InlineData("extensions: {atMostDays: 0}", "延长0天等于没有延长。")]
    [InlineData("form: {sections: [{id: basics, group: nosuch}]}", "没有分组“nosuch”。")]
    [InlineData("scoringStandards: [{id: culture-county, criteria: [{remove: all}]}]", "赋分标准没有评分项。")]
    [InlineData("directory: {basedOn: nosuch/nosuch}", "没有文件“nosuch/nosuch.yaml”。")]
    public void WhatIsWrong_IsSaidInChinese(string yaml, string zh)
    {
        var problems = Files.Over(yaml).Problems;
        Assert.Contains(problems, p => p.What.Zh == zh);
        Files.SaidInChinese(problems);
    }

    [Fact]
    public void HugeAndDeepFiles_AreRefusedQuickly()
    {
        Assert.Contains("1 MiB", Assert.Single(Files.Alone("id: " + new string('x', 10 * 1024 * 1024))!.Problems).What.En, StringComparison.Ordinal);
        Assert.Contains(Files.Alone("id: " + new string('[', 100_000)).Problems, p => p.What.En.Contains("deeper than 32", StringComparison.Ordinal) || p.What.En.Contains("not YAML", StringComparison.Ordinal));
        var deep = new StringBuilder("id: x\n");
        for (var i = 0; i < 1000; i++)
        {
            deep.Append(' ', i).Append("a:\n");
        }

        Assert.Contains(Files.Alone(deep.ToString()).Problems, p => p.What.En.Contains("deeper than 32", StringComparison.Ordinal));
    }

    [Fact]
    public void Roll_MovesDates_AndListsWhatAPersonMustDecide()
    {
        var rolled = NoticeRoll.Roll("aksu/2024-culture", Files.Open("aksu/2024-culture.yaml")!, 2025);

        Assert.Equal("aksu/2025-culture", rolled.Id);
        Assert.Contains("closes: \"2025-08-30 18:00\"", rolled.Text, StringComparison.Ordinal);
        Assert.Contains(rolled.Decisions, d => d.What.En.Contains("2025-08-30 is a Saturday", StringComparison.Ordinal));
        Assert.Contains(rolled.Decisions, d => d.What.En.Contains("aksu/2025-general", StringComparison.Ordinal));
        Assert.Contains(rolled.Decisions, d => d.What.Zh == "2025-08-30是周六，请核对。");
        Assert.All(rolled.Decisions, d => Files.SaidInChinese(d.What.Zh));
        Assert.Throws<BadDocumentException>(() => NoticeRoll.Roll("forms/standard", "groups: []", 2025));
        Assert.Contains("8月30日18:00", rolled.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_SaysWhatChangedAndWhomItTouches()
    {
        var changed = Files.Over("passCaps: [{id: deputy-senior, percent: 70%}]").Notice!;

        var change = Assert.Single(NoticeDiff.Between(Files.Culture, changed), c => c.Path == "passCaps[deputy-senior].percent");
        Assert.Equal(("75%", "70%"), (change.Before, change.After));
        Assert.Contains("高级", change.Touches.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_OfAFrozenRevisionAndItsOwnDraft_IsNothing() =>
        Assert.Empty(NoticeDiff.Between(Notice.FromCanonicalJson(Files.Culture.ToCanonicalJson()), Files.Culture));

    [Fact]
    public void Schema_OnDisk_IsTheOneOfTheTypes()
    {
        if (Environment.GetEnvironmentVariable("ZHIPING_WRITE_DOCS") is not null)
        {
            File.WriteAllText(Path.Combine(Files.Root, "notices", "schema", "notice.schema.json"), NoticeSchema.OfNotice());
        }

        Assert.Equal(NoticeSchema.OfNotice(), Files.Open("schema/notice.schema.json"));
    }
}
