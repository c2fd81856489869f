using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

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

    /// <summary>Series whose applications go this way, as teachers' go to the education bureau; empty for all (B3b).</summary>
    public IReadOnlyList<string> Series { get; init; } = [];

    public required IReadOnlyList<RouteStep> Steps { get; init; }

    /// <param name="series">Null where it is not known: then only ways for every series fit.</param>
    public bool Fits(UnitFacts unit, Channel channel, string? series) =>
        (Series.Count == 0 || (series is not null && Series.Contains(series, StringComparer.Ordinal))) && Fits(unit, channel);

    /// <summary>For a unit and channel, whatever the series.</summary>
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
