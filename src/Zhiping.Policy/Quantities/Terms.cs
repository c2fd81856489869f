namespace Zhiping.Policy.Quantities;

/// <summary>Levels of a professional title: 员级, 助理级, 中级, 副高, 正高, in rising order.</summary>
public enum Level
{
    Entry = 1,
    Assistant = 2,
    Intermediate = 3,
    DeputySenior = 4,
    FullSenior = 5,
}

/// <summary>Bands of levels that fees and standards use: 初级 (员级, 助理级), 中级, 高级 (副高, 正高).</summary>
public enum Band
{
    Junior = 1,
    Intermediate = 2,
    Senior = 3,
}

/// <summary>Where a unit stands: 地直, 县市, 乡镇.</summary>
public enum Tier
{
    Prefecture = 1,
    County = 2,
    Township = 3,
}

/// <summary>What a unit is: 事业单位, 国有企业, 民营企业, 社会组织, 自由职业.</summary>
public enum UnitKind
{
    PublicInstitution = 1,
    StateEnterprise = 2,
    PrivateEnterprise = 3,
    SocialOrganisation = 4,
    SelfEmployed = 5,
}

/// <summary>How a title is obtained: 评审, 初次确定, 授予, 认定, 技能人才贯通, 考评结合.</summary>
public enum ProgrammeKind
{
    Evaluation = 1,
    InitialDetermination = 2,
    Conferral = 3,
    Recognition = 4,
    SkilledWorkerRoute = 5,
    ExamAndEvaluation = 6,
}

/// <summary>The ways to apply of which a person chooses one a year: 定向评价, 推荐, 民营企业专项, 常规评审 where the region sets targeted evaluation beside it.</summary>
public enum Channel
{
    Targeted = 1,
    Recommendation = 2,
    PrivateEnterpriseSpecial = 3,
    Ordinary = 4,
}

/// <summary>Offices in the order in which an application passes them: 申报人, 用人单位, 推荐单位, 呈报单位, 主管部门, 县市人社局, 县市教科局, 地区人社局, 评委会办公室.</summary>
public enum OfficeRole
{
    Applicant = 1,
    Unit = 2,
    RecommendingUnit = 3,
    SubmittingUnit = 4,
    Authority = 5,
    CountyBureau = 6,
    CountyEducationBureau = 7,
    PrefectureBureau = 8,
    CommitteeOffice = 9,
    TitleOffice = 10,
}

/// <summary>A text in Chinese and English; the Chinese one is binding.</summary>
public sealed record LocalText(string Zh, string En)
{
    public override string ToString() => Zh;

    /// <summary>The text in the language of a two-letter code; anything but 'en' is Chinese.</summary>
    public string In(string language) => string.Equals(language, "en", StringComparison.Ordinal) ? En : Zh;
}

/// <summary>A clause of a document: the document's short title and the path inside it, such as 四(一)4. Several clauses are joined by 、.</summary>
public sealed record ClauseRef(string Document, string Path)
{
    /// <summary>依据：阿克苏文化系列2024通知 四(一)4.</summary>
    public override string ToString() => $"依据：{Document} {Path}";
}

/// <summary>What an item of a notice rests on. An item that rests on no clause is assumed and says why.</summary>
/// <param name="Clause">The clause, or null where the notice is silent.</param>
/// <param name="Assumed">The notice is silent and somebody had to choose.</param>
/// <param name="Inferred">The value was read from a garbled or displaced place.</param>
/// <param name="StandIn">Inherited from a notice that stands in for one that is not at hand.</param>
/// <param name="Why">The reason for an assumption or inference.</param>
public sealed record Basis(ClauseRef? Clause, bool Assumed, bool Inferred, bool StandIn, LocalText? Why)
{
    public static readonly Basis Platform = new(null, true, false, false, null);
}

public static class Terms
{
    public static Band BandOf(Level level) => level switch
    {
        Level.Entry or Level.Assistant => Band.Junior,
        Level.Intermediate => Band.Intermediate,
        Level.DeputySenior or Level.FullSenior => Band.Senior,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Not a level."),
    };

    public static LocalText Name(Level level) => level switch
    {
        Level.Entry => new("员级", "entry level"),
        Level.Assistant => new("助理级", "assistant level"),
        Level.Intermediate => new("中级", "intermediate"),
        Level.DeputySenior => new("副高级", "deputy senior"),
        Level.FullSenior => new("正高级", "full senior"),
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Not a level."),
    };

    public static LocalText Name(Band band) => band switch
    {
        Band.Junior => new("初级", "junior"),
        Band.Intermediate => new("中级", "intermediate"),
        Band.Senior => new("高级", "senior"),
        _ => throw new ArgumentOutOfRangeException(nameof(band), band, "Not a band."),
    };

    public static LocalText Name(Tier tier) => tier switch
    {
        Tier.Prefecture => new("地直", "prefecture"),
        Tier.County => new("县市", "county"),
        Tier.Township => new("乡镇", "township"),
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "Not a tier."),
    };

    public static LocalText Name(UnitKind kind) => kind switch
    {
        UnitKind.PublicInstitution => new("事业单位", "public institution"),
        UnitKind.StateEnterprise => new("国有企业", "state enterprise"),
        UnitKind.PrivateEnterprise => new("民营企业", "private enterprise"),
        UnitKind.SocialOrganisation => new("社会组织", "social organisation"),
        UnitKind.SelfEmployed => new("自由职业", "self-employed"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of unit."),
    };

    public static LocalText Name(ProgrammeKind kind) => kind switch
    {
        ProgrammeKind.Evaluation => new("评审", "evaluation"),
        ProgrammeKind.InitialDetermination => new("初次确定", "initial determination"),
        ProgrammeKind.Conferral => new("授予", "conferral"),
        ProgrammeKind.Recognition => new("认定", "recognition"),
        ProgrammeKind.SkilledWorkerRoute => new("技能人才申报评审", "skilled-worker route"),
        ProgrammeKind.ExamAndEvaluation => new("考评结合", "exam and evaluation"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of programme."),
    };

    public static LocalText Name(Channel channel) => channel switch
    {
        Channel.Targeted => new("定向评价", "targeted evaluation"),
        Channel.Recommendation => new("推荐自治区评审", "recommendation"),
        Channel.PrivateEnterpriseSpecial => new("民营企业专项评审", "private-enterprise special evaluation"),
        Channel.Ordinary => new("常规评审", "ordinary evaluation"),
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "Not a channel."),
    };

    public static LocalText Name(OfficeRole role) => role switch
    {
        OfficeRole.Applicant => new("申报人", "applicant"),
        OfficeRole.Unit => new("用人单位", "unit"),
        OfficeRole.RecommendingUnit => new("推荐单位", "recommending unit"),
        OfficeRole.SubmittingUnit => new("呈报单位", "submitting unit"),
        OfficeRole.Authority => new("行业主管部门", "competent authority"),
        OfficeRole.CountyBureau => new("县市人社局", "county HRSS bureau"),
        OfficeRole.CountyEducationBureau => new("县市教科局", "county education bureau"),
        OfficeRole.PrefectureBureau => new("地区人社局", "prefecture HRSS bureau"),
        OfficeRole.CommitteeOffice => new("评委会办公室", "committee office"),
        OfficeRole.TitleOffice => new("职称办公室", "title office"),
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Not an office."),
    };
}
