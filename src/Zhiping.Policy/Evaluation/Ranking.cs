using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Evaluation;

/// <summary>A candidate who was put to the vote. <paramref name="Score"/> is null where nothing is scored.</summary>
public sealed record RankingCandidate(string Id, int Yes, int Base, bool PassesVote, Score? Score);

public enum RankOutcome
{
    Passed = 1,

    /// <summary>Votes enough, but beyond the cap: 票数够，超出通过率.</summary>
    OverCap = 2,

    /// <summary>票数不够.</summary>
    NotEnoughVotes = 3,

    /// <summary>Equal in everything across the line: the chair decides on record. Nobody passes beyond the cap by a tie.</summary>
    TieToDecide = 4,
}

public sealed record RankedCandidate(int Rank, string Id, RankOutcome Outcome, LocalText Words);

/// <summary>How many may pass, and the arithmetic in words: 13人 × 75% = 9.75，小数舍去，最多9人.</summary>
public sealed record CapSeats(int Base, int Seats, LocalText Words);

/// <param name="Seats">Null where there is no cap.</param>
/// <param name="SeatsForTie">How many seats are left for those in <see cref="RankOutcome.TieToDecide"/>.</param>
public sealed record RankingResult(CapSeats? Seats, IReadOnlyList<RankedCandidate> Candidates, int SeatsForTie);

/// <summary>The order of those put to the vote, and who passes under the cap (J4). A cap comes on top of the vote.</summary>
public static class Ranking
{
    /// <summary>The seats that a cap leaves. <paramref name="counted"/> is the base where the notice counts others than those put to the vote.</summary>
    public static CapSeats Seats(PassCap cap, int putToVote, int counted)
    {
        var basis = cap.Base switch
        {
            CapBase.PutToVote => putToVote,
            CapBase.Admitted or CapBase.Defended => counted,
            _ => throw new ArgumentOutOfRangeException(nameof(cap), cap.Base, "Not a base."),
        };
        if (cap.SmallBases.FirstOrDefault(s => s.Base == basis) is { } small)
        {
            return new CapSeats(basis, small.Seats, new LocalText(
                $"基数只有{basis}人，按小基数规则最多{small.Seats}人", $"a base of only {basis}: at most {small.Seats} by the rule for small bases"));
        }

        var exact = cap.Percent.Of(basis);
        var (seats, zh, en) = cap.Rounding switch
        {
            CapRounding.Down => ((int)decimal.Floor(exact), "小数舍去", "rounded down"),
            CapRounding.Up => ((int)decimal.Ceiling(exact), "小数进一", "rounded up"),
            CapRounding.Nearest => ((int)decimal.Round(exact, 0, MidpointRounding.AwayFromZero), "四舍五入", "rounded to the nearest"),
            _ => throw new ArgumentOutOfRangeException(nameof(cap), cap.Rounding, "Not a rounding."),
        };
        var whole = decimal.Truncate(exact) == exact;
        return new CapSeats(basis, seats, new LocalText(
            $"{basis}人 × {cap.Percent} = {exact:0.##}{(whole ? "" : "，" + zh)}，最多{seats}人",
            $"{basis} × {cap.Percent} = {exact:0.##}{(whole ? "" : ", " + en)}: at most {seats}"));
    }

    /// <param name="counted">How many were admitted or defended, where that is the base.</param>
    /// <param name="decidedTie">Ids of a tie across the line in the order in which the chair decided, or empty.</param>
    public static RankingResult Apply(
        IReadOnlyCollection<RankingCandidate> candidates,
        PassCap? cap,
        IReadOnlyList<RankKey> rankBy,
        int? counted = null,
        IReadOnlyList<string>? decidedTie = null)
    {
        var order = new RankOrder(rankBy);
        var byId = candidates.OrderBy(c => c.Id, StringComparer.Ordinal).ToList();
        var passing = byId.Where(c => c.PassesVote).OrderBy(c => c, order).ToList();
        var failing = byId.Where(c => !c.PassesVote).OrderBy(c => c, order).ToList();
        var seats = cap is null ? null : Seats(cap, candidates.Count, counted ?? candidates.Count);
        var line = seats?.Seats ?? passing.Count;
        var tied = TieAcross(passing, line, order);
        var settled = tied.Count > 0 && decidedTie is not null && IsOrderOf(decidedTie, tied);
        if (settled)
        {
            var first = passing.IndexOf(tied[0]);
            var decided = decidedTie!.Select(id => tied.Find(t => string.Equals(t.Id, id, StringComparison.Ordinal))!).ToList();
            passing.RemoveRange(first, tied.Count);
            passing.InsertRange(first, decided);
        }

        var rows = new List<RankedCandidate>();
        for (var i = 0; i < passing.Count; i++)
        {
            var outcome = i < line ? RankOutcome.Passed : RankOutcome.OverCap;
            if (!settled && tied.Contains(passing[i]))
            {
                outcome = cap!.Ties == CapTies.NobodyOfTheTie ? RankOutcome.OverCap : RankOutcome.TieToDecide;
            }

            rows.Add(new RankedCandidate(RankOf(passing, i, order, settled), passing[i].Id, outcome, Words(outcome)));
        }

        for (var i = 0; i < failing.Count; i++)
        {
            rows.Add(new RankedCandidate(
                passing.Count + RankOf(failing, i, order, false), failing[i].Id, RankOutcome.NotEnoughVotes, Words(RankOutcome.NotEnoughVotes)));
        }

        var left = rows.Exists(r => r.Outcome == RankOutcome.TieToDecide) ? line - rows.Count(r => r.Outcome == RankOutcome.Passed) : 0;
        return new RankingResult(seats, rows, left);
    }

    /// <summary>Those equal in every key who stand on both sides of the line; empty where the line cuts no tie.</summary>
    private static List<RankingCandidate> TieAcross(List<RankingCandidate> passing, int line, RankOrder order) =>
        line <= 0 || line >= passing.Count || order.Compare(passing[line - 1], passing[line]) != 0
            ? []
            : [.. passing.Where(c => order.Compare(c, passing[line]) == 0)];

    private static bool IsOrderOf(IReadOnlyList<string> ids, List<RankingCandidate> tied) =>
        ids.Count == tied.Count && ids.ToHashSet(StringComparer.Ordinal).SetEquals(tied.Select(t => t.Id));

    private static int RankOf(List<RankingCandidate> list, int index, RankOrder order, bool settled)
    {
        while (!settled && index > 0 && order.Compare(list[index - 1], list[index]) == 0)
        {
            index--;
        }

        return index + 1;
    }

    private static LocalText Words(RankOutcome outcome) => outcome switch
    {
        RankOutcome.Passed => new("通过", "passed"),
        RankOutcome.OverCap => new("票数够，超出通过率", "votes enough, beyond the cap"),
        RankOutcome.NotEnoughVotes => new("票数不够", "not enough votes"),
        RankOutcome.TieToDecide => new("同票同分，待主任委员决定", "equal across the line: the chair decides"),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not an outcome."),
    };

    private sealed class RankOrder(IReadOnlyList<RankKey> keys) : IComparer<RankingCandidate>
    {
        public int Compare(RankingCandidate? x, RankingCandidate? y)
        {
            foreach (var key in keys)
            {
                var result = key switch
                {
                    RankKey.YesShare => ((long)y!.Yes * Math.Max(1, x!.Base)).CompareTo((long)x.Yes * Math.Max(1, y.Base)),
                    RankKey.Score => (y!.Score?.Value ?? -1m).CompareTo(x!.Score?.Value ?? -1m),
                    _ => throw new InvalidOperationException("Not a key of the ranking."),
                };
                if (result != 0)
                {
                    return result;
                }
            }

            return 0;
        }
    }
}
