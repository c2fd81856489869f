using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

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

    /// <summary>Those who came to their defence, or are exempt from it.</summary>
    Defended = 3,
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

    /// <summary>Other caps for some candidates of the level; the first that fits holds, and each is counted among its own.</summary>
    public IReadOnlyList<CapVariant> Variants { get; init; } = [];

    /// <summary>The cap as it holds for one candidate.</summary>
    public CapLine For(Placing placing)
    {
        for (var i = 0; i < Variants.Count; i++)
        {
            if (Variants[i].Fits(placing))
            {
                return new CapLine(Variants[i], With(Variants[i]));
            }
        }

        return new CapLine(null, this);
    }

    /// <summary>The cap of a variant by its id; that of all others where there is none of that id.</summary>
    public CapLine Line(string id) => Variants.FirstOrDefault(v => string.Equals(v.Id, id, StringComparison.Ordinal)) is { } own ? new CapLine(own, With(own)) : new CapLine(null, this);

    internal PassCap With(CapVariant own) => this with
    {
        Percent = own.Percent ?? Percent, Base = own.Base ?? Base, Rounding = own.Rounding ?? Rounding, Ties = own.Ties ?? Ties,
        SmallBases = own.SmallBases.Count == 0 ? SmallBases : own.SmallBases, Basis = own.Basis, Variants = [],
    };
}

/// <summary>Another cap for some candidates of a level: county units, one specialty, one channel.</summary>
public sealed record CapVariant : Variant
{
    public Percent? Percent { get; init; }

    public CapBase? Base { get; init; }

    public CapRounding? Rounding { get; init; }

    public CapTies? Ties { get; init; }

    public IReadOnlyList<SmallBase> SmallBases { get; init; } = [];
}

/// <summary>The cap that holds for some candidates. <paramref name="Of"/> is null for those whom no variant names.</summary>
public sealed record CapLine(CapVariant? Of, PassCap Cap)
{
    /// <summary>The variant's id, or empty.</summary>
    public string Id => Of?.Id ?? "";

    /// <summary>For whom it is, in words.</summary>
    public LocalText Name(Notice notice) => Of?.For(notice) ?? new("其他", "others");
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
