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
