using Zhiping.Policy.Quantities;

namespace Zhiping.Tests.Policy;

/// <summary>N3: 自治州文化系列2021年度（中、初级）.</summary>
internal sealed class ReadingOfBayingol2021 : SecondReading
{
    private static readonly string[] Recognised = ["village-posting", "preschool-teaching", "inland-service", "first-secretary"];

    public override string Notice => "bayingol/2021-culture";

    public override DateTime CutOff => new(2021, 12, 31);

    public override LifeRange Range { get; } = new(
        [("art", "art"), ("culture", "library"), ("engineering", "machinery")], [Level.Entry, Level.Assistant, Level.Intermediate, Level.DeputySenior],
        [ProgrammeKind.InitialDetermination, ProgrammeKind.Conferral, ProgrammeKind.Recognition, ProgrammeKind.Recognition],
        [2019, 2020, 2021], [2016, 2017, 2018, 2019, 2020], [2017, 2018, 2019, 2020, 2021], new(2021, 9, 1));

    public override string[] Judged =>
        ["ladder", "hours", "not-retired", "not-civil-servant", "not-under-sanction", "offered", "assessments", "aid-one-year-and-serving", "works-at-county", "recognition-three-years", "recognition-next-level"];

    public override IEnumerable<string> Complaints(RandomLife life)
    {
        var recognition = life.Kind == ProgrammeKind.Recognition;
        var levels = life.Kind switch
        {
            ProgrammeKind.Conferral => [Level.Intermediate],
            ProgrammeKind.Recognition => [Level.Assistant, Level.Intermediate],
            _ => (Level[])[Level.Entry, Level.Assistant, Level.Intermediate],
        };
        var next = levels.Contains(life.Wanted) && life.Held + 1 == life.Wanted;
        return
        [
            .. OfTheLaw(life),
            // 七(一): 可直接认定高一级职称: the level above the one held, of the levels that this notice is for, whatever the years. Who asks for another level and does not stand on the
            // ladder for it either is told both.
            .. If(recognition ? !next && !StandsOnTheLadder(life) : !MayByLadder(life), "ladder"),
            .. If(recognition && !next, "recognition-next-level"),
            // 一(一), 八(五): 中、初级; 授予中级. 艺术没有员级.
            .. If(!levels.Contains(life.Wanted) || (life.Subject.Series == "art" && life.Wanted == Level.Entry), "offered"),
            // 五(五), 七(二): 90学时，专业60、公需30; 民营企业按另一文件. 近三年 is inferred in the notice.
            .. life.Unit == UnitKind.PrivateEnterprise ? [] : ShortOfHours(life, 90, 60, 30, 2019, 2020, 2021),
            // 五(十): 2018至2020年各年度考核表（民营企业不需提供）.
            .. If(life.Unit != UnitKind.PrivateEnterprise && !new[] { 2018, 2019, 2020 }.All(life.Assessed.ContainsKey), "assessments"),
            // 一(二): 对口支援新疆1年以上，且正在援疆期间, on the day of applying.
            .. If(life.AidFrom is { } from && (life.AidEnded || DayByDay.FullYears(from, Range.Today) < 1), "aid-one-year-and-serving"),
            // 五(九): 县市及县市以下单位的评审人员：著作或业务总结2篇及以上，或论文1篇（民营企业参照）.
            .. If(life.Kind == ProgrammeKind.Evaluation && life.Tier != Tier.Prefecture && life.Works < 2 && life.Papers < 1, "works-at-county"),
            // 七(一): 连续参加三年且连续三年考核优秀. It speaks of those who are posted in the year in which they apply: the three years end in that year, or in the last one that has been assessed.
            .. If(recognition && !new[] { 2020, 2021 }.Any(last => Enumerable.Range(last - 2, 3).All(y => life.Service.TryGetValue(y, out var s) && s.Excellent && Recognised.Contains(s.Form))), "recognition-three-years"),
        ];
    }
}

/// <summary>N4: 自治州新闻系列2023年度（中、初级）, a scan.</summary>
internal sealed class ReadingOfPress2023 : SecondReading
{
    public override string Notice => "bayingol/2023-press";

    public override DateTime CutOff => new(2023, 12, 31);

    public override LifeRange Range { get; } = new(
        [("press", "press")], [Level.Assistant, Level.Intermediate, Level.DeputySenior], [ProgrammeKind.InitialDetermination, ProgrammeKind.Conferral],
        [2019, 2020, 2021, 2022, 2023], [2018, 2019, 2020, 2021, 2022], [2022], new(2023, 9, 10));

    public override string[] Judged =>
        ["ladder", "hours", "not-retired", "not-civil-servant", "not-under-sanction", "offered", "assessments", "aid-while-serving", "survey-report-county-only"];

    public override IEnumerable<string> Complaints(RandomLife life) =>
    [
        .. OfTheLaw(life),
        .. If(!MayByLadder(life), "ladder"),
        .. If(life.Wanted > Level.Intermediate || (life.Kind == ProgrammeKind.Conferral && life.Wanted != Level.Intermediate), "offered"),
        // 五(一)10: 初级近两年; 中级近五年公需、近三年专业. The notice is for the middle and junior levels: nothing is said of others.
        .. life.Wanted switch
        {
            Level.Intermediate => ShortOfHours(life, 0, 60, 0, 2021, 2022, 2023).Union(ShortOfHours(life, 0, 0, 30, 2019, 2020, 2021, 2022, 2023)),
            Level.Assistant => ShortOfHours(life, 0, 60, 30, 2022, 2023),
            _ => [],
        },
        // 五(一)11: 近三年年度考核表, of whatever unit.
        .. If(!new[] { 2020, 2021, 2022 }.All(life.Assessed.ContainsKey), "assessments"),
        // 一: 在疆援助工作期间.
        .. If(life.AidFrom is not null && life.AidEnded, "aid-while-serving"),
        // 五(一)8: 县及县以下新闻单位可报送1篇调查报告.
        .. If(life.Tier == Tier.Prefecture && life.Surveys > 0, "survey-report-county-only"),
    ];
}
