using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

/// <summary>A notice, fully resolved and immutable: what a region, a year and some series say about applying, reviewing and evaluating. Made by <see cref="NoticeReader"/>.</summary>
public sealed partial class Notice
{
    /// <summary>Such as aksu/2024-culture.</summary>
    public required string Id { get; init; }

    public required string Region { get; init; }

    public required EvaluationYear Year { get; init; }

    public required LocalText Title { get; init; }

    /// <summary>As clauses are cited: 阿克苏文化系列2024通知.</summary>
    public required LocalText ShortTitle { get; init; }

    public string? DocumentNumber { get; init; }

    public required LocalText Issuer { get; init; }

    public DateOnly? IssuedOn { get; init; }

    /// <summary>A notice that stands in for one that is not at hand; it cannot be applied under or cited as a base.</summary>
    public required bool StandIn { get; init; }

    /// <summary>The notices that this one stands on, nearest first.</summary>
    public required IReadOnlyList<string> BasedOn { get; init; }

    /// <summary>A base for others only: nobody can apply under it directly.</summary>
    public required bool Abstract { get; init; }

    public required Contacts Contacts { get; init; }

    /// <summary>Path of a clause to its quoted text; clauses of other documents are written document:path.</summary>
    public required IReadOnlyDictionary<string, string> Clauses { get; init; }

    /// <summary>Other documents that items rest on: laws, evaluation conditions.</summary>
    public required IReadOnlyList<CitedDocument> Documents { get; init; }

    public required IReadOnlyList<ProgrammeDefinition> Programmes { get; init; }

    public required IReadOnlyList<ChannelDefinition> Channels { get; init; }

    public required IReadOnlyList<Series> SeriesList { get; init; }

    public required Windows Windows { get; init; }

    public required Returns Returns { get; init; }

    public required UnitPublicity UnitPublicity { get; init; }

    /// <summary>The ways from the unit to the committee; the first whose condition holds is taken, see <see cref="RouteOf"/>.</summary>
    public required IReadOnlyList<RouteDefinition> Routes { get; init; }

    public required IReadOnlyList<ChecklistItem> ReviewChecklist { get; init; }

    public required IReadOnlyList<Fee> Fees { get; init; }

    public required PaymentTerms Payment { get; init; }

    public required Defence Defence { get; init; }

    public required Meeting Meeting { get; init; }

    /// <summary>At most one per level; a level without one has no cap.</summary>
    public required IReadOnlyList<PassCap> PassCaps { get; init; }

    public required IReadOnlyList<ScoringStandard> ScoringStandards { get; init; }

    public required ResultPublicity ResultPublicity { get; init; }

    public required Pledge Pledge { get; init; }

    public required IReadOnlyList<Penalty> Penalties { get; init; }

    public required PaperTerms Paper { get; init; }

    public required MaskingRules Masking { get; init; }

    public required ContinuingEducationTerms ContinuingEducation { get; init; }

    /// <summary>The day to which seniority counts (评审资历计算时间截止).</summary>
    public required SeniorityCutOff SeniorityCutOff { get; init; }

    public required IReadOnlyList<PutonghuaDemand> Putonghua { get; init; }

    public required TitleScope TitleScope { get; init; }

    /// <summary>Filings of the setting-up body (J1).</summary>
    public required IReadOnlyList<Filing> Filings { get; init; }

    public required FormCatalogue Form { get; init; }

    public required IReadOnlyList<RuleDefinition> Rules { get; init; }

    /// <summary>The ladder of education, years and levels, with its routes.</summary>
    public required IReadOnlyList<LadderRow> Ladder { get; init; }

    /// <summary>The checks of the platform that this notice switches on, each with its severity and clause.</summary>
    public required IReadOnlyList<StandardCheck> Checks { get; init; }

    /// <summary>Service at the grassroots (C12); null where the notice asks none.</summary>
    public GrassrootsTerms? Grassroots { get; init; }

    public AssessmentTerms? Assessments { get; init; }

    /// <summary>Who evaluates what (B3), where the notice carries the directory.</summary>
    public required IReadOnlyList<DirectoryRow> Directory { get; init; }

    public required IReadOnlyList<CountyRow> Counties { get; init; }

    public required IReadOnlyList<string> VagueWords { get; init; }

    public required IReadOnlyList<NoticeExample> Examples { get; init; }

    /// <summary>Every assumed or inferred item and every item from a stand-in, flat, for the operator who publishes.</summary>
    public required IReadOnlyList<Assumption> Assumptions { get; init; }

    /// <summary>The working-day calendar of the region.</summary>
    public required WorkCalendar Calendar { get; init; }

    public Series? FindSeries(string id) => SeriesList.FirstOrDefault(s => string.Equals(s.Id, id, StringComparison.Ordinal));

    public Specialty? FindSpecialty(string series, string specialty) =>
        FindSeries(series)?.Specialties.FirstOrDefault(s => string.Equals(s.Id, specialty, StringComparison.Ordinal));

    /// <summary>The name of the title, such as 副研究馆员.</summary>
    public LocalText TitleOf(string series, string specialty, Level level) =>
        FindSpecialty(series, specialty)?.Titles.GetValueOrDefault(level) ?? Terms.Name(level);

    public PassCap? CapOf(Level level) => PassCaps.FirstOrDefault(c => c.Level == level);

    public ProgrammeDefinition? ProgrammeOf(ProgrammeKind kind) => Programmes.FirstOrDefault(p => p.Kind == kind);

    /// <summary>The fee, or null where the notice states none.</summary>
    public Fee? FeeOf(Level level, ProgrammeKind kind) =>
        Fees.FirstOrDefault(f => f.Band == Terms.BandOf(level) && f.Kinds.Contains(kind))
        ?? Fees.FirstOrDefault(f => f.Band == Terms.BandOf(level) && f.Kinds.Count == 0);

    public bool MustDefend(Level level) => Defence.RequiredLevels.Contains(level);

    /// <summary>The standard for a specialty, tier and level: the most particular one that fits.</summary>
    public ScoringStandard? StandardOf(string series, string specialty, Tier tier, Level level) => ScoringStandards
        .Where(s => (s.Series is null || string.Equals(s.Series, series, StringComparison.Ordinal))
            && (s.Specialty is null || string.Equals(s.Specialty, specialty, StringComparison.Ordinal))
            && (s.Tiers.Count == 0 || s.Tiers.Contains(tier))
            && (s.Bands.Count == 0 || s.Bands.Contains(Terms.BandOf(level))))
        .MaxBy(s => (s.Specialty is null ? 0 : 8) + (s.Series is null ? 0 : 4) + (s.Tiers.Count == 0 ? 0 : 2) + (s.Bands.Count == 0 ? 0 : 1));

    /// <summary>The offices that an application passes, from the unit to the committee's office, in order.</summary>
    public IReadOnlyList<RouteStep> RouteOf(UnitFacts unit, Channel channel) =>
        Routes.FirstOrDefault(r => r.Fits(unit, channel))?.Steps ?? [];

    /// <summary>The quoted text of a clause, or of several joined by 、; null when the notice quotes none of them.</summary>
    public string? TextOf(ClauseRef clause)
    {
        var own = string.Equals(clause.Document, ShortTitle.Zh, StringComparison.Ordinal);
        var texts = clause.Path.Split('、')
            .Select(path => Clauses.GetValueOrDefault(own ? path : $"{clause.Document}:{path}"))
            .OfType<string>().ToList();
        return texts.Count == 0 ? null : string.Join("\n", texts);
    }
}

/// <summary>What every item of a notice has: its basis.</summary>
public abstract record NoticeItem
{
    public required Basis Basis { get; init; }

    public ClauseRef? Clause => Basis.Clause;

    public bool Assumed => Basis.Assumed;
}

public sealed record CitedDocument(string Id, LocalText Title, LocalText ShortTitle, string? Number);

public sealed record Contact(LocalText Name, IReadOnlyList<string> Phones);

/// <summary>Whom to ask, who helps with the platform, whom to complain to (B1c).</summary>
public sealed record Contacts(Contact Enquiry, Contact Technical, Contact Supervision);

/// <summary>A kind of programme that the notice offers (B6).</summary>
public sealed record ProgrammeDefinition : NoticeItem
{
    public required ProgrammeKind Kind { get; init; }

    /// <summary>Empty for all levels.</summary>
    public required IReadOnlyList<Level> Levels { get; init; }

    /// <summary>Blind experts, defence, vote and cap.</summary>
    public required bool Judged { get; init; }

    /// <summary>Who decides a kind that is not judged; null where it is.</summary>
    public OfficeRole? DecidedBy { get; init; }

    public bool Offers(Level level) => Levels.Count == 0 || Levels.Contains(level);
}

/// <summary>A channel that the notice opens (B4).</summary>
public sealed record ChannelDefinition : NoticeItem
{
    public required Channel Channel { get; init; }

    /// <summary>Empty for all kinds of unit.</summary>
    public required IReadOnlyList<UnitKind> UnitKinds { get; init; }

    /// <summary>Empty for all series.</summary>
    public required IReadOnlyList<string> Series { get; init; }

    /// <summary>Applied for here, or only explained and done elsewhere.</summary>
    public required bool Here { get; init; }

    public required bool CommissionLetter { get; init; }

    public LocalText? Note { get; init; }
}

public sealed record Series : NoticeItem
{
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    public required IReadOnlyList<Specialty> Specialties { get; init; }
}

public sealed record Specialty : NoticeItem
{
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The title of each level that can be applied for.</summary>
    public required IReadOnlyDictionary<Level, LocalText> Titles { get; init; }

    /// <summary>Skilled workers may apply (C4).</summary>
    public required bool SkilledWorkerRoute { get; init; }

    /// <summary>Levels settled by national exam, for which nobody can apply (B3, C1).</summary>
    public required IReadOnlyList<Level> ByExam { get; init; }

    /// <summary>Id of the cited document with the evaluation conditions.</summary>
    public string? Conditions { get; init; }
}

public enum EdgePrecision
{
    Hour = 1,
    Day = 2,
    Month = 3,
    Tentative = 4,
    ToBeAnnounced = 5,
}

/// <summary>One edge of a window. Its instant is null where only a month or nothing is known.</summary>
public sealed record Edge
{
    public required EdgePrecision Precision { get; init; }

    /// <summary>For a closing edge the instant before which the act must happen; for an opening edge the first instant. Null for ToBeAnnounced.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>2024年8月30日（周五）18:00, 2024年11月, 另行通知.</summary>
    public required LocalText Said { get; init; }

    /// <summary>Binds to the instant; a month, a tentative or an unknown edge does not.</summary>
    public bool Binds => Precision is EdgePrecision.Hour or EdgePrecision.Day;
}

/// <summary>The act that keeps a window's closing edge (B2).</summary>
public enum EndedBy
{
    SubmitByApplicant = 1,
    RecommendationByUnit = 2,
    ArrivalAtCommittee = 3,
    Payment = 4,
    PaperArrival = 5,
    ReviewDecision = 6,
    Issue = 7,
    None = 8,
}

/// <summary>What follows when a closing edge passes: 视为放弃, 不予受理, 不予认可, or the notice does not say.</summary>
public enum Consequence
{
    NotSaid = 0,
    Forfeited = 1,
    NotAccepted = 2,
    NotRecognised = 3,
}

public sealed record Window : NoticeItem
{
    public Edge? Opens { get; init; }

    public Edge? Closes { get; init; }

    public required EndedBy EndedBy { get; init; }

    public required Consequence Consequence { get; init; }

    public bool IsOpen(DateTimeOffset at) => (Opens?.At is not { } open || at >= open) && !IsClosed(at);

    /// <summary>Whether a binding closing edge has passed.</summary>
    public bool IsClosed(DateTimeOffset at) => Closes is { Binds: true, At: { } close } && at >= close;
}

/// <summary>The windows of a notice (B1); null where the notice states none.</summary>
public sealed record Windows
{
    public required Window Application { get; init; }

    public Window? Review { get; init; }

    public Window? Paper { get; init; }

    public Window? Payment { get; init; }

    public Window? Defence { get; init; }

    public Window? Meeting { get; init; }

    public Window? ResultPublicity { get; init; }

    public Window? Document { get; init; }

    public Window? Certificates { get; init; }
}

/// <summary>Which act must happen within the period of a return.</summary>
public enum ReturnBinds
{
    Submit = 1,
    Arrival = 2,
}

/// <summary>To whom a corrected application goes.</summary>
public enum ResubmissionGoesTo
{
    OfficeThatReturnedIt = 1,
    Unit = 2,
}

/// <summary>Returns, their clock and how many times the committee takes an application (F3, F4).</summary>
public sealed record Returns : NoticeItem
{
    /// <summary>Null: no clock.</summary>
    public Period? ReturnWithin { get; init; }

    public required ReturnBinds Binds { get; init; }

    /// <summary>The offices whose return starts the clock.</summary>
    public required IReadOnlyList<OfficeRole> StartedBy { get; init; }

    /// <summary>Null: no limit.</summary>
    public int? MaxSubmissions { get; init; }

    /// <summary>The offices whose returns count towards the limit.</summary>
    public required IReadOnlyList<OfficeRole> CountedAt { get; init; }

    public required bool CorrectionsAfterClosing { get; init; }

    public required Consequence Overrun { get; init; }

    public required Consequence LimitReached { get; init; }

    public required ResubmissionGoesTo ResubmissionGoesTo { get; init; }

    /// <summary>The basis of single settings where it differs from the basis of the whole, by setting name.</summary>
    public required IReadOnlyDictionary<string, Basis> BasisOf { get; init; }

    public bool StartsClock(OfficeRole role) => ReturnWithin is not null && StartedBy.Contains(role);
}

public sealed record UnitPublicity : NoticeItem
{
    public required int WorkingDays { get; init; }

    public required bool RepeatOnCorrection { get; init; }

    /// <summary>The opinion in the prescribed words: 本单位已对提供的申报材料逐一审核，真实准确，同意推荐.</summary>
    public required string Opinion { get; init; }

    public required ClauseRef? OpinionClause { get; init; }

    /// <summary>How many years of achievements the notice on the wall speaks of.</summary>
    public required int AchievementYears { get; init; }
}

public sealed record RouteStep(OfficeRole Office, ClauseRef? Clause, bool Assumed);

public sealed record RouteDefinition : NoticeItem
{
    public required string Id { get; init; }

    public required IReadOnlyList<UnitKind> UnitKinds { get; init; }

    public required IReadOnlyList<Tier> Tiers { get; init; }

    public required IReadOnlyList<Channel> Channels { get; init; }

    public required IReadOnlyList<string> Counties { get; init; }

    public required IReadOnlyList<RouteStep> Steps { get; init; }

    public bool Fits(UnitFacts unit, Channel channel) =>
        (UnitKinds.Count == 0 || UnitKinds.Contains(unit.Kind))
        && (Tiers.Count == 0 || Tiers.Contains(unit.Tier))
        && (Channels.Count == 0 || Channels.Contains(channel))
        && (Counties.Count == 0 || (unit.County is { } county && Counties.Contains(county, StringComparer.Ordinal)));
}

/// <summary>One thing that a reviewer ticks (F5).</summary>
public sealed record ChecklistItem : NoticeItem
{
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    /// <summary>Sections that the item is about.</summary>
    public required IReadOnlyList<string> Sections { get; init; }
}

public sealed record Fee : NoticeItem
{
    public required Band Band { get; init; }

    /// <summary>Empty for all kinds.</summary>
    public required IReadOnlyList<ProgrammeKind> Kinds { get; init; }

    public required Yuan Amount { get; init; }

    /// <summary>Where the notice gives a span (N1 550–700), the highest; the committee sets one figure.</summary>
    public Yuan? UpTo { get; init; }
}

public enum PaymentMethod
{
    QrCode = 1,
    BankTransfer = 2,
    ByUnitWithPaper = 3,
}

public sealed record PaymentTerms : NoticeItem
{
    public required IReadOnlyList<PaymentMethod> Methods { get; init; }

    public required Consequence LateConsequence { get; init; }
}

/// <summary>What somebody exempt from defence receives (I2).</summary>
public enum ExemptValue
{
    AverageOfDefended = 1,
    Pass = 2,
    NotSaid = 3,
}

public sealed record DefenceExemption : NoticeItem
{
    public required string Id { get; init; }

    public required LocalText Name { get; init; }
}

public sealed record Defence : NoticeItem
{
    public required IReadOnlyList<Level> RequiredLevels { get; init; }

    public required IReadOnlyList<DefenceExemption> Exemptions { get; init; }

    public required ExemptValue ExemptValue { get; init; }

    /// <summary>What holds when nobody of the specialty defended: the committee decides on record.</summary>
    public required LocalText NobodyDefended { get; init; }

    public required bool MayDecline { get; init; }

    public required IReadOnlyDictionary<string, Basis> BasisOf { get; init; }
}

/// <summary>How many sit in a committee for some levels.</summary>
public sealed record CommitteeSize : NoticeItem
{
    public required IReadOnlyList<Level> Levels { get; init; }

    public required int AtLeast { get; init; }

    public required bool Odd { get; init; }
}

public sealed record Meeting : NoticeItem
{
    public required IReadOnlyList<CommitteeSize> CommitteeSizes { get; init; }

    /// <summary>Of the whole committee.</summary>
    public required Fraction Quorum { get; init; }

    /// <summary>Of those present.</summary>
    public required Fraction Majority { get; init; }

    /// <summary>Whether a recused expert who is present counts in the base of the vote.</summary>
    public required bool RecusedInBase { get; init; }

    public required int TermYears { get; init; }

    /// <summary>How candidates are ranked under the cap, first key first.</summary>
    public required IReadOnlyList<RankKey> RankBy { get; init; }

    public required IReadOnlyDictionary<string, Basis> BasisOf { get; init; }

    public CommitteeSize? SizeFor(Level level) => CommitteeSizes.FirstOrDefault(s => s.Levels.Count == 0 || s.Levels.Contains(level));
}

public enum RankKey
{
    /// <summary>Yes-votes as a share of the base, compared exactly.</summary>
    YesShare = 1,
    Score = 2,
}

/// <summary>Of whom a pass cap is a percentage.</summary>
public enum CapBase
{
    PutToVote = 1,
    Admitted = 2,
}

public enum CapRounding
{
    Down = 1,
    Nearest = 2,
    Up = 3,
}

/// <summary>What happens when candidates stay equal across the line.</summary>
public enum CapTies
{
    ChairDecidesOnRecord = 1,
    NobodyOfTheTie = 2,
}

/// <summary>Seats for a base so small that the percentage says nothing sensible.</summary>
public sealed record SmallBase(int Base, int Seats);

public sealed record PassCap : NoticeItem
{
    public required Level Level { get; init; }

    public required Percent Percent { get; init; }

    public required CapBase Base { get; init; }

    public required CapRounding Rounding { get; init; }

    public required CapTies Ties { get; init; }

    public required IReadOnlyList<SmallBase> SmallBases { get; init; }

    public required IReadOnlyDictionary<string, Basis> BasisOf { get; init; }
}

/// <summary>Which of the four onlys (四唯) a criterion is, if any.</summary>
public enum FourOnly
{
    None = 0,
    Papers = 1,
    Education = 2,
    Seniority = 3,
    Awards = 4,
}

public sealed record Criterion
{
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    public required Score Max { get; init; }

    public required LocalText Explanation { get; init; }

    public required FourOnly Only { get; init; }

    /// <summary>Sections that the expert reads for it.</summary>
    public required IReadOnlyList<string> Sections { get; init; }
}

public sealed record ScoringStandard : NoticeItem
{
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    public string? Series { get; init; }

    public string? Specialty { get; init; }

    public required IReadOnlyList<Tier> Tiers { get; init; }

    public required IReadOnlyList<Band> Bands { get; init; }

    public required IReadOnlyList<Criterion> Criteria { get; init; }

    /// <summary>The share of the total that the defence gives where somebody defends; 0 where it is not scored.</summary>
    public required Percent DefenceWeight { get; init; }

    public Score Total => new(Criteria.Sum(c => c.Max.Value));
}

public sealed record ResultPublicity : NoticeItem
{
    public required int WorkingDays { get; init; }

    public required bool InUnitsToo { get; init; }

    /// <summary>Who settles objections.</summary>
    public required LocalText Objections { get; init; }

    public required IReadOnlyDictionary<string, Basis> BasisOf { get; init; }
}

public enum PledgeForm
{
    HandSigned = 1,
    HandSignedAndFingerprint = 2,
    WholeTextByHand = 3,
    TypedInAchievements = 4,
}

public sealed record Pledge : NoticeItem
{
    public required string Text { get; init; }

    public required PledgeForm Form { get; init; }
}

public enum PenaltyStart
{
    YearAfterApplication = 1,
    DayProven = 2,
    NotSaid = 3,
}

public sealed record Penalty : NoticeItem
{
    public required string Id { get; init; }

    public required LocalText What { get; init; }

    public required int BanYears { get; init; }

    public required PenaltyStart Starts { get; init; }

    public required LocalText Text { get; init; }
}

/// <summary>One paper that is handed in, in binding order (F8).</summary>
public sealed record PaperItem : NoticeItem
{
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    public required int Copies { get; init; }

    public LocalText? Note { get; init; }
}

public sealed record PaperTerms : NoticeItem
{
    public required bool Needed { get; init; }

    /// <summary>In the order in which they are bound.</summary>
    public required IReadOnlyList<PaperItem> Items { get; init; }

    public LocalText? DeliverTo { get; init; }

    public int EvaluationFormCopies => Items.FirstOrDefault(i => string.Equals(i.Id, "evaluation-form", StringComparison.Ordinal))?.Copies ?? 0;
}

public sealed record MaskingRules : NoticeItem
{
    public required bool OwnName { get; init; }

    public required bool Portrait { get; init; }

    public required bool Unit { get; init; }

    public required bool OthersMayNotBeMasked { get; init; }

    /// <summary>The largest share of a page that masks may cover.</summary>
    public required decimal MaxMaskedShare { get; init; }

    public required IReadOnlyDictionary<string, Basis> BasisOf { get; init; }
}

public enum HoursSubject
{
    Total = 1,
    Specialty = 2,
    General = 3,
}

/// <summary>Hours of one subject that each of some years needs, for some levels and kinds of unit (G1, G2, G5).</summary>
public sealed record HoursDemand : NoticeItem
{
    public required string Id { get; init; }

    public required HoursSubject Subject { get; init; }

    public required ClassHours Hours { get; init; }

    public required IReadOnlyList<int> Years { get; init; }

    public required IReadOnlyList<Band> Bands { get; init; }

    public required IReadOnlyList<UnitKind> UnitKinds { get; init; }

    /// <summary>Not asked of first applications.</summary>
    public required bool NotFirstApplication { get; init; }

    /// <summary>Years that are not over at the check's instant are findings to mind, not to fix.</summary>
    public required bool CurrentYearMayFollow { get; init; }
}

public sealed record ContinuingEducationTerms : NoticeItem
{
    public required IReadOnlyList<HoursDemand> Demands { get; init; }

    /// <summary>From this year on specialty certificates come from the platform.</summary>
    public int? SpecialtyFromPlatformSince { get; init; }

    public int? GeneralFromPlatformSince { get; init; }

    /// <summary>Where exemptions are granted, by form of posting (G4).</summary>
    public required IReadOnlyList<HoursExemption> Exemptions { get; init; }
}

public sealed record HoursExemption : NoticeItem
{
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    public required LocalText GrantedBy { get; init; }
}

public sealed record SeniorityCutOff : NoticeItem
{
    public required DateOnly Day { get; init; }

    /// <summary>Achievements may have another.</summary>
    public DateOnly? Achievements { get; init; }
}

/// <summary>Levels of the Putonghua test, best first: 一级甲等 … 三级乙等.</summary>
public enum PutonghuaLevel
{
    Level1A = 1,
    Level1B = 2,
    Level2A = 3,
    Level2B = 4,
    Level3A = 5,
    Level3B = 6,
}

/// <summary>A check that the platform knows how to make; the notice says whether, how severe, and on what clause.</summary>
public sealed record StandardCheck : NoticeItem
{
    /// <summary>One of <see cref="StandardChecks.All"/>.</summary>
    public required string Id { get; init; }

    public required RuleSeverity Severity { get; init; }
}

/// <summary>Days a year of service at the grassroots (C12).</summary>
public sealed record GrassrootsTerms : NoticeItem
{
    public required int DaysPerYear { get; init; }

    public required IReadOnlyList<int> Years { get; init; }

    public required IReadOnlyList<string> Specialties { get; init; }

    public required IReadOnlyList<Level> Levels { get; init; }

    public required bool CurrentYearMayFollow { get; init; }

    public required IReadOnlyDictionary<string, Basis> BasisOf { get; init; }
}

/// <summary>Annual assessments: which years are shown, and how many years each weak one delays (C6, D5).</summary>
public sealed record AssessmentTerms : NoticeItem
{
    public required IReadOnlyList<int> Years { get; init; }

    /// <summary>Whose assessments are asked; empty for all kinds of unit.</summary>
    public required IReadOnlyList<UnitKind> UnitKinds { get; init; }

    public required int BasicallyQualifiedDelay { get; init; }

    public required int UnqualifiedDelay { get; init; }

    public required IReadOnlyDictionary<string, Basis> BasisOf { get; init; }
}

/// <summary>Who settles one level band of a directory row.</summary>
public enum DirectoryWay
{
    Committee = 1,

    /// <summary>以考代评: nobody can apply.</summary>
    ByExam = 2,

    /// <summary>高校自主评审: the college's own committee.</summary>
    Autonomous = 3,

    /// <summary>The row has no such level.</summary>
    None = 4,
}

/// <summary>One cell of the directory: a band of levels and the bodies that evaluate it.</summary>
public sealed record DirectoryCell
{
    public required IReadOnlyList<Level> Levels { get; init; }

    public required DirectoryWay Way { get; init; }

    public required IReadOnlyList<string> Bodies { get; init; }
}

/// <summary>One row of the directory of committees (N1 附5).</summary>
public sealed record DirectoryRow : NoticeItem
{
    public required string Id { get; init; }

    public required int Number { get; init; }

    public required string Series { get; init; }

    public required string Specialty { get; init; }

    public required IReadOnlyList<DirectoryCell> Cells { get; init; }

    public required IReadOnlyList<string> Phones { get; init; }

    /// <summary>Only for units at or above this tier; null for all.</summary>
    public Tier? TierAtLeast { get; init; }

    /// <summary>An inferred row routes only after an office confirms.</summary>
    public bool NeedsConfirmation => Basis.Inferred;
}

/// <summary>A county with its two bureaux (B3b).</summary>
public sealed record CountyRow : NoticeItem
{
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    public required string BureauPhone { get; init; }

    public required string EducationBureauPhone { get; init; }
}

public sealed record PutonghuaDemand : NoticeItem
{
    public required string Id { get; init; }

    public required PutonghuaLevel AtLeast { get; init; }

    public required IReadOnlyList<UnitKind> UnitKinds { get; init; }

    /// <summary>Occupations in the Putonghua section: presenter, chinese-presenter; empty for all.</summary>
    public required IReadOnlyList<string> Occupations { get; init; }
}

/// <summary>Where a title counts (J6a).</summary>
public sealed record TitleScope : NoticeItem
{
    public required LocalText Text { get; init; }
}

public sealed record Filing : NoticeItem
{
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    public Edge? By { get; init; }

    /// <summary>Days before the meeting or after the document, as said.</summary>
    public LocalText? Relative { get; init; }
}

/// <summary>One row of the ladder: with this education and present level, after so many years, this level may be applied for.</summary>
public sealed record LadderRow : NoticeItem
{
    public required string Id { get; init; }

    public required Level Level { get; init; }

    public required IReadOnlyList<ProgrammeKind> Kinds { get; init; }

    /// <summary>At least this degree or education; null where none is asked.</summary>
    public string? Education { get; init; }

    /// <summary>Null where no title is needed first.</summary>
    public Level? PresentLevel { get; init; }

    public int YearsInTitle { get; init; }

    public int YearsInSpecialty { get; init; }

    /// <summary>Null but on the skilled-worker route: senior-worker, technician, senior-technician.</summary>
    public string? SkillQualification { get; init; }
}

/// <summary>A case with the findings that it must give: rule ids of findings to fix.</summary>
public sealed record NoticeExample(string Id, LocalText Name, string Application, DateTimeOffset At, IReadOnlyList<string> MustFix, IReadOnlyList<string> Mind);

/// <summary>Something the operator must know before publishing.</summary>
/// <param name="Path">Where in the notice, such as passCaps[deputy].base.</param>
public sealed record Assumption(string Path, AssumptionKind Kind, LocalText Why, ClauseRef? Clause);

public enum AssumptionKind
{
    Assumed = 1,
    Inferred = 2,
    StandIn = 3,
}
