using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Evaluation;

/// <summary>Ballots on one candidate. Present includes the recused who are in the room; they cast no ballot.</summary>
public sealed record BallotTally(int Present, int Recused, int Yes, int No, int Abstain);

/// <summary>What a count gave, with the arithmetic in words.</summary>
public sealed record TallyResult(int Yes, int Base, int Needed, bool Passes, LocalText Words);

public static class Tally
{
    /// <summary>
    /// Counts one candidate: passes when yes × denominator ≥ base × numerator, in whole numbers. The base is everybody present, less the recused unless they count.
    /// Somebody present who casts no ballot counts in the base. Throws <see cref="ArgumentException"/> where there are more ballots than people.
    /// </summary>
    public static TallyResult Count(BallotTally tally, Fraction majority, bool recusedInBase)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tally.Yes);
        ArgumentOutOfRangeException.ThrowIfNegative(tally.No);
        ArgumentOutOfRangeException.ThrowIfNegative(tally.Abstain);
        ArgumentOutOfRangeException.ThrowIfNegative(tally.Recused);
        if (tally.Recused > tally.Present || tally.Yes + tally.No + tally.Abstain > tally.Present - tally.Recused)
        {
            throw new ArgumentException("There are more ballots than people who may vote.", nameof(tally));
        }

        var basis = recusedInBase ? tally.Present : tally.Present - tally.Recused;
        var needed = majority.LeastOf(basis);
        var passes = basis > 0 && majority.IsReachedBy(tally.Yes, basis);
        return new TallyResult(tally.Yes, basis, needed, passes, new LocalText(
            $"基数{basis}人，{basis} × {majority}，须{needed}票；赞成{tally.Yes}票，{(passes ? "达到" : "没有达到")}",
            $"base {basis}, {basis} × {majority} needs {needed}; {tally.Yes} yes: {(passes ? "reached" : "not reached")}"));
    }
}

public sealed record QuorumResult(int Size, int Present, int Needed, bool Reached, LocalText Words);

public static class Quorum
{
    /// <summary>Whether enough of the whole committee are present: present × denominator ≥ size × numerator.</summary>
    public static QuorumResult Reached(int committeeSize, int present, Fraction fraction)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(committeeSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(present);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(present, committeeSize);
        var needed = fraction.LeastOf(committeeSize);
        var reached = fraction.IsReachedBy(present, committeeSize);
        var exact = committeeSize * (decimal)fraction.Numerator / fraction.Denominator;
        var arithmetic = exact == needed ? $"{committeeSize} × {fraction} = {needed}" : $"{committeeSize} × {fraction} = {exact:0.00}";
        return new QuorumResult(committeeSize, present, needed, reached, new LocalText(
            $"{arithmetic}{(exact == needed ? "" : $"，进为{needed}")}人；到会{present}人，{(reached ? "达到法定人数" : $"还差{needed - present}人")}",
            $"{arithmetic}{(exact == needed ? "" : $", so {needed}")}; {present} present: {(reached ? "quorum" : $"{needed - present} short")}"));
    }
}
