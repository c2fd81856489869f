using Zhiping.Policy.Quantities;

namespace Zhiping.Tests.Policy;

/// <summary>N0: 阿克苏地区艺术、播音主持等6个系列（专业）2024年度.</summary>
internal sealed class ReadingOfCulture2024 : SecondReading
{
    public override string Notice => "aksu/2024-culture";

    public override DateTime CutOff => new(2024, 12, 31);

    public override LifeRange Range { get; } = new(
        [("art", "acting"), ("culture", "mass-culture"), ("broadcasting", "broadcasting"), ("coach", "amateur-coach")],
        [Level.Assistant, Level.Intermediate, Level.DeputySenior, Level.FullSenior],
        [ProgrammeKind.SkilledWorkerRoute], [2021, 2022, 2023, 2024], [2019, 2020, 2021, 2022, 2023], [2021, 2022, 2023, 2024], new(2024, 8, 20));

    public override string[] Judged => ["ladder", "hours", "grassroots", "not-retired", "not-civil-servant", "not-under-sanction", "putonghua", "offered", "skilled-series", "skilled-assessments", "first-application"];

    public override IEnumerable<string> Complaints(RandomLife life) =>
    [
        .. OfTheLaw(life),
        .. If(!MayByLadder(life), "ladder"),
        // 四(一)4: 每年不少于90学时（专业课不少于60学时），近4年（2021-2024年）.
        .. ShortOfHours(life, 90, 60, 0, 2021, 2022, 2023, 2024),
        // 四(一)5: 事业单位专业技术人员……不得低于三级乙等，播音员、主持人二级乙等，汉语播音员、主持人一级乙等.
        .. If(life.Unit == UnitKind.PublicInstitution && !SpeaksAtLeast(life, life.Occupation switch { "presenter" => "Level2B", "chinese-presenter" => "Level1B", _ => "Level3B" }), "putonghua"),
        // 五(三): 艺术、群众文化、图书资料、文物博物高级，每年基层服务满60天; of the four years those after the year of the present title (assumed in the notice).
        .. life.Wanted >= Level.DeputySenior && life.Subject.Series is ("art" or "culture")
            ? new[] { 2021, 2022, 2023, 2024 }.Where(y => (life.Held is null || y > life.Obtained.Year) && (!life.Service.TryGetValue(y, out var served) || served.Days < 60)).Select(y => $"grassroots {y}") : [],
        // 四(六): 在文物博物、艺术、业余体育教练员系列……近三年考核合格, 可申报到副高级.
        .. If(life.Kind == ProgrammeKind.SkilledWorkerRoute && (life.Wanted == Level.FullSenior || life.Subject.Series is not ("art" or "coach")), "offered"),
        .. If(life.Kind == ProgrammeKind.SkilledWorkerRoute && life.Subject.Series is not ("art" or "coach"), "skilled-series"),
        .. If(life.Kind == ProgrammeKind.SkilledWorkerRoute && !PassedEach(life, 2021, 2022, 2023), "skilled-assessments"),
        // 四(九)4: 首次参加职称评审且直接申报中级的人员，须由所在单位出具书面证明材料, a skilled worker as anybody else.
        .. If(life.First && life.Wanted == Level.Intermediate && !life.YearsProof, "first-application"),
    ];
}

/// <summary>N1: 阿克苏地区各系列（专业）2023年度, with its annex 5.</summary>
internal sealed class ReadingOfGeneral2023 : SecondReading
{
    public override string Notice => "aksu/2023-general";

    public override DateTime CutOff => new(2023, 12, 31);

    public override LifeRange Range { get; } = new(
        [("engineering", "row4"), ("agriculture", "row30"), ("teachers", "row25"), ("health", "row45"), ("economics", "row51"), ("economics", "row56"), ("culture", "library"), ("laboratory", "row40")],
        [Level.Assistant, Level.Intermediate, Level.DeputySenior, Level.FullSenior],
        [ProgrammeKind.SkilledWorkerRoute, ProgrammeKind.ExamAndEvaluation], [2021, 2022, 2023], [2018, 2019, 2020, 2021, 2022], [2022], new(2023, 8, 1));

    public override string[] Judged =>
        ["ladder", "hours", "not-retired", "not-civil-servant", "not-under-sanction", "offered", "senior-economist-by-exam", "exam-for-economists-only", "exam-valid", "skilled-assessments"];

    public override IEnumerable<string> Complaints(RandomLife life)
    {
        var (skilled, exam) = (life.Kind == ProgrammeKind.SkilledWorkerRoute, life.Kind == ProgrammeKind.ExamAndEvaluation);
        var open = life.Subject.Series is "engineering" or "agriculture" or "laboratory";
        var economist = life.Subject.Series == "economics";
        // 附5: 水利只到副高; 卫生健康和经济各专业的中级和初级以考代评; 财政经济只有副高, 知识产权正、副高.
        var evaluated = life.Subject.Specialty switch
        {
            "row4" => life.Wanted != Level.FullSenior,
            "row45" or "row56" => life.Wanted >= Level.DeputySenior,
            "row51" => life.Wanted == Level.DeputySenior,
            _ => true,
        };
        return
        [
            .. OfTheLaw(life),
            .. If(!MayByLadder(life), "ladder"),
            // 一: 国家以考代评的专业除外; 四(九): 工程技术、农业、工艺美术、文物博物、实验技术、艺术、体育、技工院校教师系列贯通到副高级; 四(十): 考评结合的是高级经济师.
            .. If(!evaluated || (skilled && (life.Wanted == Level.FullSenior || !open)) || (exam && life.Wanted != Level.DeputySenior), "offered"),
            .. If(economist && life.Wanted == Level.DeputySenior && !exam, "senior-economist-by-exam"),
            .. If(exam && !economist, "exam-for-economists-only"),
            // 四(十): 达到国家合格标准的5年有效，未达到的仅当年有效. Where no result is entered yet the platform does not say that it has run out, but that it cannot be judged.
            .. If(exam && life.Exam is null, "unknown exam-valid"),
            .. If(exam && life.Exam is { } result && !Enumerable.Range(0, result.AtLine ? 5 : 1).Any(later => result.Year + later == 2023), "exam-valid"),
            .. If(skilled && open && !PassedEach(life, 2020, 2021, 2022), "skilled-assessments"),
            // 四(五): 近3年，每年90学时（专业60）; 民营企业首次申报不要求，其他民营企业上一年度和当年.
            // 中小学、幼儿园教师专业、卫生健康系列以行业主管部门具体要求为准: nothing is asked of them.
            .. life.Subject.Series is "teachers" or "health" ? [] : life.Unit != UnitKind.PrivateEnterprise ? ShortOfHours(life, 90, 60, 0, 2021, 2022, 2023) : life.First ? [] : ShortOfHours(life, 90, 60, 0, 2022, 2023),
        ];
    }
}

/// <summary>N2: 阿克苏地区党干校（中等专科体制）教师系列2024年度.</summary>
internal sealed class ReadingOfPartySchool2024 : SecondReading
{
    public override string Notice => "aksu/2024-party-school";

    public override DateTime CutOff => new(2024, 12, 31);

    public override LifeRange Range { get; } = new(
        [("party-school", "party-school")], [Level.Assistant, Level.Intermediate, Level.DeputySenior, Level.FullSenior],
        [ProgrammeKind.Evaluation], [2021, 2022, 2023, 2024], [2019, 2020, 2021, 2022, 2023], [2023], new(2024, 8, 20), Teaches: true);

    public override string[] Judged =>
    [
        "ladder", "hours", "not-retired", "not-civil-servant", "not-under-sanction", "putonghua", "offered", "load-is-met", "study-waiver-needs-approval", "conversion-needs-study",
        "conversion-only-if-short", "conversion-of-ranked-papers",
    ];

    public override IEnumerable<string> Complaints(RandomLife life)
    {
        var load = life.Teaching!;
        // 五1, 五4: 服务基层减免; 在职攻读第一年减免，经组织批准的; 减免后仍不够的，核心每千字10课时、省级6课时. Counted in tenths of an hour.
        var taught = 10 * (load.Taught + load.Waived + load.StudyWaived);
        var converted = (10 * load.CoreTenths) + (6 * load.ProvincialTenths);
        var converts = load.CoreTenths + load.ProvincialTenths + load.OtherTenths > 0;
        return
        [
            .. OfTheLaw(life),
            .. If(!MayByLadder(life), "ladder"),
            .. If(life.Wanted == Level.FullSenior, "offered"),
            .. ShortOfHours(life, 90, 60, 0, 2021, 2022, 2023, 2024),
            .. If(life.Unit == UnitKind.PublicInstitution && !SpeaksAtLeast(life, "Level3B"), "putonghua"),
            .. If(taught + converted < 10 * load.Asked, "load-is-met"),
            .. If(load.StudyWaived > 0 && !load.Study, "study-waiver-needs-approval"),
            .. If(converts && !load.Study, "conversion-needs-study"),
            .. If(converts && taught >= 10 * load.Asked, "conversion-only-if-short"),
            .. If(load.OtherTenths > 0, "conversion-of-ranked-papers"),
        ];
    }
}
