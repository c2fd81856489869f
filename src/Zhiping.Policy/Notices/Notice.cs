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

    /// <summary>Who is recommended for vacant posts only; the first that fits holds, see <see cref="PostsOf"/>.</summary>
    public IReadOnlyList<PostQuota> Posts { get; init; } = [];

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

    /// <summary>Who confirms and issues, by level (J10); see <see cref="IssuingOf"/>. Empty in revisions from before it was asked.</summary>
    public IReadOnlyList<IssuingTerms> Issuing { get; init; } = [];

    /// <summary>Filings of the setting-up body (J1).</summary>
    public required IReadOnlyList<Filing> Filings { get; init; }

    public required FormCatalogue Form { get; init; }

    public required IReadOnlyList<RuleDefinition> Rules { get; init; }

    /// <summary>Decision tables of the notice's own, each with its hit policy.</summary>
    public IReadOnlyList<DecisionTable> Tables { get; init; } = [];

    /// <summary>How ladder, class hours and Putonghua are read where several rows fit.</summary>
    public HitPolicies HitPolicies { get; init; } = new();

    /// <summary>The ladder of education, years and levels, with its routes.</summary>
    public required IReadOnlyList<LadderRow> Ladder { get; init; }

    /// <summary>The checks of the platform that this notice switches on, each with its severity and clause.</summary>
    public required IReadOnlyList<StandardCheck> Checks { get; init; }

    /// <summary>Service at the grassroots (C12); null where the notice asks none.</summary>
    public GrassrootsTerms? Grassroots { get; init; }

    public AssessmentTerms? Assessments { get; init; }

    /// <summary>The lines that results of an exam reach, with their validity; empty where the notice asks no exam (C9).</summary>
    public IReadOnlyList<ExamLine> Exams { get; init; } = [];

    /// <summary>Who may grant more time; null where the notice says nothing and nobody may.</summary>
    public ExtensionTerms? Extensions { get; init; }

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

    /// <summary>The cap of a level, before <see cref="PassCap.Variants"/>.</summary>
    public PassCap? CapOf(Level level) => PassCaps.FirstOrDefault(c => c.Level == level);

    /// <summary>Who confirms and issues for a level: the item that names it, or else the one for all; null where there is none.</summary>
    public IssuingTerms? IssuingOf(Level level) => Issuing.FirstOrDefault(i => i.Levels.Contains(level)) ?? Issuing.FirstOrDefault(i => i.Levels.Count == 0);

    public ProgrammeDefinition? ProgrammeOf(ProgrammeKind kind) => Programmes.FirstOrDefault(p => p.Kind == kind);

    /// <summary>The quota under which one application is recommended; null where posts do not matter.</summary>
    public PostQuota? PostsOf(Placing placing) => Posts.FirstOrDefault(p => p.Fits(placing));

    /// <summary>The fee of one application, or null where the notice states none.</summary>
    public Fee? FeeOf(Placing placing, ProgrammeKind kind) => placing.Level is { } level ? FeeOf(level, kind)?.For(placing) : null;

    /// <summary>The fee of a level, before <see cref="Fee.Variants"/>; null where the notice states none.</summary>
    public Fee? FeeOf(Level level, ProgrammeKind kind) =>
        Fees.FirstOrDefault(f => f.Band == Terms.BandOf(level) && f.Kinds.Contains(kind))
        ?? Fees.FirstOrDefault(f => f.Band == Terms.BandOf(level) && f.Kinds.Count == 0);

    /// <summary>Whether everybody of a level defends; for one application see <see cref="Rules.CompiledNotice.MustDefend"/>.</summary>
    public bool MustDefend(Level level) => Defence.RequiredLevels.Contains(level);

    /// <summary>The standard for a specialty, tier and level: the most particular one that fits.</summary>
    public ScoringStandard? StandardOf(string series, string specialty, Tier tier, Level level) => ScoringStandards
        .Where(s => (s.Series is null || string.Equals(s.Series, series, StringComparison.Ordinal))
            && (s.Specialty is null || string.Equals(s.Specialty, specialty, StringComparison.Ordinal))
            && (s.Tiers.Count == 0 || s.Tiers.Contains(tier))
            && (s.Bands.Count == 0 || s.Bands.Contains(Terms.BandOf(level))))
        .MaxBy(s => (s.Specialty is null ? 0 : 8) + (s.Series is null ? 0 : 4) + (s.Tiers.Count == 0 ? 0 : 2) + (s.Bands.Count == 0 ? 0 : 1));

    /// <summary>The offices that an application passes, from the unit to the committee's office, in order.</summary>
    public IReadOnlyList<RouteStep> RouteOf(UnitFacts unit, Channel channel, string? series = null) =>
        Routes.FirstOrDefault(r => r.Fits(unit, channel, series))?.Steps ?? [];

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
