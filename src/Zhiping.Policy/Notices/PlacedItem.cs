using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

/// <summary>Where an application stands, as far as a notice says different things of it. Null is not known: a list that asks for it then does not fit.</summary>
public sealed record Placing(UnitKind? UnitKind, Tier? Tier, string? County, Channel? Channel, Level? Level, string? Series = null, string? Specialty = null)
{
    /// <summary>Nothing is known.</summary>
    public static readonly Placing Unknown = new(null, null, null, null, null);

    /// <summary>What several have in common: what a vote on all of them goes by. Unknown where there are none.</summary>
    public static Placing Shared(IReadOnlyCollection<Placing> of) => of.Count == 0 ? Unknown : of.Aggregate((a, b) => new(
        a.UnitKind == b.UnitKind ? a.UnitKind : null, a.Tier == b.Tier ? a.Tier : null, Same(a.County, b.County), a.Channel == b.Channel ? a.Channel : null,
        a.Level == b.Level ? a.Level : null, Same(a.Series, b.Series), Same(a.Specialty, b.Specialty)));

    private static string? Same(string? a, string? b) => string.Equals(a, b, StringComparison.Ordinal) ? a : null;
}

/// <summary>What a notice says only of some: by kind and tier of unit, county, channel, level, series and specialty. An empty list is for all.</summary>
public abstract record PlacedItem : NoticeItem
{
    public IReadOnlyList<UnitKind> UnitKinds { get; init; } = [];

    public IReadOnlyList<Tier> Tiers { get; init; } = [];

    public IReadOnlyList<string> Counties { get; init; } = [];

    public IReadOnlyList<Channel> Channels { get; init; } = [];

    public IReadOnlyList<Level> Levels { get; init; } = [];

    public IReadOnlyList<string> Series { get; init; } = [];

    public IReadOnlyList<string> Specialties { get; init; } = [];

    /// <summary>Names nobody in particular.</summary>
    public bool ForAll => UnitKinds.Count + Tiers.Count + Counties.Count + Channels.Count + Levels.Count + Series.Count + Specialties.Count == 0;

    public bool Fits(Placing placing) => Fits(placing.UnitKind, placing.Tier, placing.County, placing.Channel, placing.Level, placing.Series, placing.Specialty);

    internal bool Fits(ApplicationDocument document) =>
        Fits(document.Unit.Kind, document.Unit.Tier, document.Unit.County, document.Channel, document.Level, document.Series, document.Specialty);

    private bool Fits(UnitKind? kind, Tier? tier, string? county, Channel? channel, Level? level, string? series, string? specialty) =>
        (UnitKinds.Count == 0 || (kind is { } k && UnitKinds.Contains(k)))
        && (Tiers.Count == 0 || (tier is { } t && Tiers.Contains(t)))
        && (Counties.Count == 0 || (county is not null && Counties.Contains(county, StringComparer.Ordinal)))
        && (Channels.Count == 0 || (channel is { } c && Channels.Contains(c)))
        && (Levels.Count == 0 || (level is { } l && Levels.Contains(l)))
        && (Series.Count == 0 || (series is not null && Series.Contains(series, StringComparer.Ordinal)))
        && (Specialties.Count == 0 || (specialty is not null && Specialties.Contains(specialty, StringComparer.Ordinal)));

    /// <summary>For whom it is, in words: 民营企业、温宿县、副高级.</summary>
    public LocalText For(Notice notice)
    {
        LocalText[] words =
        [
            .. UnitKinds.Select(Terms.Name), .. Tiers.Select(Terms.Name),
            .. Counties.Select(id => notice.Counties.FirstOrDefault(c => c.Id == id)?.Name ?? new(id, id)),
            .. Channels.Select(Terms.Name), .. Series.Select(id => notice.FindSeries(id)?.Name ?? new(id, id)),
            .. Specialties.Select(id => notice.SeriesList.SelectMany(s => s.Specialties).FirstOrDefault(s => s.Id == id)?.Name ?? new(id, id)),
            .. Levels.Select(Terms.Name),
        ];
        return new(string.Join("、", words.Select(w => w.Zh)), string.Join(", ", words.Select(w => w.En)));
    }
}

/// <summary>What differs for some from what stands above it. The first that fits holds; what it does not state is as above.</summary>
public abstract record Variant : PlacedItem
{
    public required string Id { get; init; }
}
