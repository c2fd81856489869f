using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

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

    /// <summary>Who is exempt by it without declaring a posting: a kind of unit, a county. Null where a posting in the notice's year is declared under this id.</summary>
    public Condition? When { get; init; }
}

public sealed record Defence : NoticeItem
{
    public required IReadOnlyList<Level> RequiredLevels { get; init; }

    /// <summary>Who of other levels defends too: those who apply by way of exception, a specialty, the first application straight to a level.</summary>
    public Condition? AlsoWhen { get; init; }

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

    /// <summary>Other sizes, quorums or majorities for some; the first that fits holds.</summary>
    public IReadOnlyList<MeetingVariant> Variants { get; init; } = [];

    /// <summary>The terms as they hold for a committee, or for what all candidates of a vote have in common.</summary>
    public Meeting For(Placing placing)
    {
        for (var i = 0; i < Variants.Count; i++)
        {
            if (Variants[i].Fits(placing))
            {
                var own = Variants[i];
                var size = placing.Level is { } level ? SizeFor(level) : null;
                return this with
                {
                    CommitteeSizes = own.AtLeast is null && own.Odd is null ? CommitteeSizes
                        : [new CommitteeSize { Levels = [], AtLeast = own.AtLeast ?? size?.AtLeast ?? 1, Odd = own.Odd ?? size?.Odd ?? false, Basis = own.Basis }],
                    Quorum = own.Quorum ?? Quorum, Majority = own.Majority ?? Majority, RecusedInBase = own.RecusedInBase ?? RecusedInBase,
                    Basis = own.Quorum is null && own.Majority is null ? Basis : own.Basis, Variants = [],
                };
            }
        }

        return this;
    }

    public CommitteeSize? SizeFor(Level level) => CommitteeSizes.FirstOrDefault(s => s.Levels.Count == 0 || s.Levels.Contains(level));
}

/// <summary>Another size of the committee, quorum or majority for some levels, series, specialties or counties.</summary>
public sealed record MeetingVariant : Variant
{
    public int? AtLeast { get; init; }

    public bool? Odd { get; init; }

    public Fraction? Quorum { get; init; }

    public Fraction? Majority { get; init; }

    public bool? RecusedInBase { get; init; }
}

public sealed record Filing : NoticeItem
{
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    public Edge? By { get; init; }

    /// <summary>Days before the meeting or after the document, as said.</summary>
    public LocalText? Relative { get; init; }
}

/// <summary>Who confirms the result and who issues the qualification document and the certificates (J10).</summary>
public sealed record IssuingTerms : NoticeItem
{
    public required string Id { get; init; }

    /// <summary>Empty for all levels that no other item names.</summary>
    public required IReadOnlyList<Level> Levels { get; init; }

    /// <summary>Null for the body that set up the committee.</summary>
    public LocalText? ConfirmedBy { get; init; }

    /// <summary>Null for the body that set up the committee.</summary>
    public LocalText? IssuedBy { get; init; }
}

public sealed record ResultPublicity : NoticeItem
{
    public required int WorkingDays { get; init; }

    public required bool InUnitsToo { get; init; }

    /// <summary>Who settles objections.</summary>
    public required LocalText Objections { get; init; }

    public required IReadOnlyDictionary<string, Basis> BasisOf { get; init; }
}
