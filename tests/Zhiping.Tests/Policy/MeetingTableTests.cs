using Zhiping.Policy.Evaluation;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Tests.Policy;

/// <summary>Votes, quorum, caps, ties, scores and penalties, row by row.</summary>
public sealed class MeetingTableTests
{
    private static PassCap Cap(string percent, CapRounding rounding, CapTies ties = CapTies.ChairDecidesOnRecord, CapBase of = CapBase.PutToVote, params SmallBase[] small) =>
        Files.Culture.CapOf(Level.DeputySenior)! with { Percent = new Percent(decimal.Parse(percent)), Rounding = rounding, Ties = ties, Base = of, SmallBases = small };

    [Theory]

    // Base, percent, and the seats rounded down, to the nearest and up.
    [InlineData(0, "75", 0, 0, 0)]
    [InlineData(1, "75", 0, 1, 1)]
    [InlineData(2, "75", 1, 2, 2)]
    [InlineData(4, "75", 3, 3, 3)]
    [InlineData(5, "75", 3, 4, 4)]
    [InlineData(6, "75", 4, 5, 5)]
    [InlineData(13, "75", 9, 10, 10)]
    [InlineData(7, "60", 4, 4, 5)]
    [InlineData(10, "60", 6, 6, 6)]
    [InlineData(3, "50", 1, 2, 2)]
    [InlineData(3, "33.33", 0, 1, 1)]
    [InlineData(9, "0", 0, 0, 0)]
    [InlineData(9, "100", 9, 9, 9)]
    [Requirement("J4")]
    public void Seats_AreRoundedAsTheNoticeSays(int basis, string percent, int down, int nearest, int up)
    {
        int Seats(CapRounding rounding) => Ranking.Seats(Cap(percent, rounding), basis, 99).Seats;

        Assert.Equal((down, nearest, up), (Seats(CapRounding.Down), Seats(CapRounding.Nearest), Seats(CapRounding.Up)));
    }

    [Theory]
    [InlineData(CapBase.PutToVote, 8, 20, 8, 6)]
    [InlineData(CapBase.Admitted, 8, 20, 20, 15)]
    [InlineData(CapBase.Defended, 8, 20, 20, 15)]
    [Requirement("J4")]
    public void Base_IsThatOfTheNotice(CapBase of, int putToVote, int admitted, int basis, int seats)
    {
        var result = Ranking.Seats(Cap("75", CapRounding.Down, of: of), putToVote, admitted);

        Assert.Equal((basis, seats), (result.Base, result.Seats));
        Assert.Equal($"{basis}人 × 75% = {seats}，最多{seats}人", result.Words.Zh);
        Assert.Equal($"{basis} × 75% = {seats}: at most {seats}", result.Words.En);
    }

    [Fact]
    [Requirement("J4")]
    public void SmallBases_AreSaidByTheNotice_AndSaidToTheMeeting()
    {
        var cap = Cap("75", CapRounding.Down, small: [new(1, 1), new(2, 2)]);

        Assert.Equal([1, 2, 2, 3], Enumerable.Range(1, 4).Select(n => Ranking.Seats(cap, n, n).Seats));
        Assert.Equal("基数只有2人，按小基数规则最多2人", Ranking.Seats(cap, 2, 2).Words.Zh);
        Assert.Equal("a base of only 2: at most 2 by the rule for small bases", Ranking.Seats(cap, 2, 2).Words.En);
        Assert.Equal("3人 × 75% = 2.25，小数舍去，最多2人", Ranking.Seats(cap, 3, 3).Words.Zh);
        Assert.Equal("5 × 75% = 3.75, rounded up: at most 4", Ranking.Seats(Cap("75", CapRounding.Up), 5, 5).Words.En);
        Assert.Equal("5人 × 75% = 3.75，四舍五入，最多4人", Ranking.Seats(Cap("75", CapRounding.Nearest), 5, 5).Words.Zh);
    }

    /// <summary>
    /// Yes-votes of 21 and score of each candidate, in the order of the ids a, b, c …; the cap is half, rounded down. Outcomes in the same order: P passed, O over the
    /// cap, T tied across the line, N not enough votes.
    /// </summary>
    [Theory]
    [InlineData("", CapTies.ChairDecidesOnRecord, "", 0)]
    [InlineData("20/90 19/90", CapTies.ChairDecidesOnRecord, "PO", 0)]
    [InlineData("19/90 20/80", CapTies.ChairDecidesOnRecord, "OP", 0)]
    [InlineData("20/80 20/90", CapTies.ChairDecidesOnRecord, "OP", 0)]
    [InlineData("20/90 20/90", CapTies.ChairDecidesOnRecord, "TT", 1)]
    [InlineData("20/90 20/90", CapTies.NobodyOfTheTie, "OO", 0)]
    [InlineData("20/90 20/90 13/99 13/99", CapTies.ChairDecidesOnRecord, "PPNN", 0)]
    [InlineData("21/90 20/90 20/90 20/90", CapTies.ChairDecidesOnRecord, "PTTT", 1)]
    [InlineData("21/90 20/90 20/90 20/90", CapTies.NobodyOfTheTie, "POOO", 0)]
    [InlineData("20/90 20/90 20/90 14/90 14/90 13/90", CapTies.ChairDecidesOnRecord, "PPPOON", 0)]
    [InlineData("20/90 20/90 18/90 18/90 18/90 14/1", CapTies.ChairDecidesOnRecord, "PPTTTO", 1)]
    [InlineData("20/90 18/90 18/90 18/90 18/90 14/1", CapTies.ChairDecidesOnRecord, "PTTTTO", 2)]
    [InlineData("20/ 20/ 14/ 14/", CapTies.ChairDecidesOnRecord, "PPOO", 0)]
    [InlineData("20/ 20/0 14/ 14/", CapTies.ChairDecidesOnRecord, "PPOO", 0)]
    [InlineData("20/90", CapTies.ChairDecidesOnRecord, "O", 0)]
    [Requirement("J4")]
    public void Ties_NeverAddASeat(string given, CapTies ties, string outcomes, int seatsForTie)
    {
        var candidates = Candidates(given);
        var result = Ranking.Apply(candidates, Cap("50", CapRounding.Down, ties), [RankKey.YesShare, RankKey.Score]);

        Assert.Equal(outcomes, string.Concat(candidates.Select(c => Letter(result.Candidates.Single(r => r.Id == c.Id).Outcome))));
        Assert.Equal(seatsForTie, result.SeatsForTie);
    }

    private static List<RankingCandidate> Candidates(string given) =>
    [
        .. given.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('/')).Select((p, i) => new RankingCandidate(
            ((char)('a' + i)).ToString(), int.Parse(p[0]), 21, int.Parse(p[0]) >= 14, p[1].Length == 0 ? null : new Score(decimal.Parse(p[1])))),
    ];

    private static char Letter(RankOutcome outcome) => outcome switch { RankOutcome.Passed => 'P', RankOutcome.OverCap => 'O', RankOutcome.TieToDecide => 'T', _ => 'N' };

    [Fact]
    [Requirement("J4")]
    public void Ranks_AreSharedByEquals_AndWithoutACapAllWhoHaveTheVotesPass()
    {
        var candidates = Candidates("18/80 20/90 18/80 21/70 13/99 12/1 13/99");
        var result = Ranking.Apply(candidates, null, [RankKey.YesShare, RankKey.Score]);

        Assert.Null(result.Seats);
        Assert.Equal(["1 d P", "2 b P", "3 a P", "3 c P", "5 e N", "5 g N", "7 f N"], result.Candidates.Select(c => $"{c.Rank} {c.Id} {Letter(c.Outcome)}"));
        Assert.Equal(["通过", "票数不够"], result.Candidates.Select(c => c.Words.Zh).Distinct());
        Assert.Equal(["e", "b", "c", "a", "d"], Ranking.Apply(Candidates("18/80 18/95 18/90 21/70 18/99"), null, [RankKey.Score]).Candidates.Select(c => c.Id));
    }

    [Fact]
    [Requirement("J4")]
    public void YesShares_AreComparedExactly_WhateverTheBase()
    {
        RankingCandidate[] candidates = [new("a", 2, 3, true, null), new("b", 14, 20, true, null), new("c", 667, 1000, true, null), new("d", 0, 0, true, null)];

        Assert.Equal(["b", "c", "a", "d"], Ranking.Apply(candidates, null, [RankKey.YesShare]).Candidates.Select(c => c.Id));
    }

    [Theory]
    [InlineData("b,a", "PO")]
    [InlineData("a,b", "OP")]
    [InlineData("a", "TT")]
    [InlineData("a,c", "TT")]
    [InlineData("a,a", "TT")]
    [InlineData("", "TT")]
    [Requirement("J4")]
    public void ChairsOrder_IsTakenOnlyWhereItOrdersExactlyTheTied(string decided, string outcomes)
    {
        // The first of the order takes the seat; letters stand for b and a.
        var result = Ranking.Apply(Candidates("20/90 20/90"), Cap("50", CapRounding.Down), [RankKey.YesShare, RankKey.Score], decidedTie: decided.Split(',', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(outcomes, string.Concat(result.Candidates.OrderByDescending(c => c.Id, StringComparer.Ordinal).Select(c => Letter(c.Outcome))));
        if (outcomes != "TT")
        {
            Assert.Equal(decided.Split(','), result.Candidates.Select(c => c.Id));
            Assert.Equal([1, 2], result.Candidates.Select(c => c.Rank));
            Assert.Equal(["通过", "票数够，超出通过率"], result.Candidates.Select(c => c.Words.Zh));
        }
        else
        {
            Assert.All(result.Candidates, c => Assert.Equal((1, "同票同分，待主任委员决定"), (c.Rank, c.Words.Zh)));
        }
    }

    [Theory]

    // Present, recused, yes, no, abstain; whether the recused count in the base; base, needed, passes.
    [InlineData(21, 0, 14, 7, 0, false, 21, 14, true)]
    [InlineData(21, 0, 13, 8, 0, false, 21, 14, false)]
    [InlineData(22, 1, 14, 7, 0, false, 21, 14, true)]
    [InlineData(22, 1, 14, 7, 0, true, 22, 15, false)]
    [InlineData(22, 1, 15, 6, 0, true, 22, 15, true)]
    [InlineData(21, 0, 14, 0, 7, false, 21, 14, true)]
    [InlineData(21, 0, 13, 0, 0, false, 21, 14, false)]
    [InlineData(20, 20, 0, 0, 0, false, 0, 0, false)]
    [InlineData(0, 0, 0, 0, 0, true, 0, 0, false)]
    [Requirement("J3")]
    public void Votes_AreCountedAgainstTheirBase(int present, int recused, int yes, int no, int abstain, bool recusedCount, int basis, int needed, bool passes)
    {
        var result = Tally.Count(new BallotTally(present, recused, yes, no, abstain), Fraction.TwoThirds, recusedCount);

        Assert.Equal((yes, basis, needed, passes), (result.Yes, result.Base, result.Needed, result.Passes));
        Assert.Equal($"基数{basis}人，{basis} × 2/3，须{needed}票；赞成{yes}票，{(passes ? "达到" : "没有达到")}", result.Words.Zh);
        Assert.Equal($"base {basis}, {basis} × 2/3 needs {needed}; {yes} yes: {(passes ? "reached" : "not reached")}", result.Words.En);
    }

    [Theory]
    [InlineData(5, 0, -1, 0, 0)]
    [InlineData(5, 0, 0, -1, 0)]
    [InlineData(5, 0, 0, 0, -1)]
    [InlineData(5, -1, 0, 0, 0)]
    [InlineData(5, 6, 0, 0, 0)]
    [InlineData(5, 0, 3, 2, 1)]
    [InlineData(5, 1, 3, 1, 1)]
    [InlineData(5, 1, 3, 2, 0)]
    [Requirement("J3")]
    public void BallotsThatCannotBe_AreRefused(int present, int recused, int yes, int no, int abstain)
        => Assert.ThrowsAny<ArgumentException>(() => Tally.Count(new BallotTally(present, recused, yes, no, abstain), Fraction.TwoThirds, false));

    [Fact]
    public void EveryBallotCast_IsCounted() => Assert.True(Tally.Count(new BallotTally(5, 1, 3, 1, 0), Fraction.TwoThirds, false).Passes);

    [Theory]
    [InlineData(25, 17, 17, true, "25 × 2/3 = 16.67，进为17人；到会17人，达到法定人数", "25 × 2/3 = 16.67, so 17; 17 present: quorum")]
    [InlineData(25, 16, 17, false, "25 × 2/3 = 16.67，进为17人；到会16人，还差1人", "25 × 2/3 = 16.67, so 17; 16 present: 1 short")]
    [InlineData(27, 18, 18, true, "27 × 2/3 = 18人；到会18人，达到法定人数", "27 × 2/3 = 18; 18 present: quorum")]
    [InlineData(27, 15, 18, false, "27 × 2/3 = 18人；到会15人，还差3人", "27 × 2/3 = 18; 15 present: 3 short")]
    [InlineData(1, 1, 1, true, "1 × 2/3 = 0.67，进为1人；到会1人，达到法定人数", "1 × 2/3 = 0.67, so 1; 1 present: quorum")]
    [InlineData(9, 0, 6, false, "9 × 2/3 = 6人；到会0人，还差6人", "9 × 2/3 = 6; 0 present: 6 short")]
    [Requirement("J3")]
    public void Quorum_IsReachedOnTheWholeNumber(int size, int present, int needed, bool reached, string zh, string en)
    {
        var result = Quorum.Reached(size, present, Fraction.TwoThirds);

        Assert.Equal((size, present, needed, reached, zh, en), (result.Size, result.Present, result.Needed, result.Reached, result.Words.Zh, result.Words.En));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, -1)]
    [InlineData(5, 6)]
    public void QuorumThatCannotBe_IsRefused(int size, int present) => Assert.Throws<ArgumentOutOfRangeException>(() => Quorum.Reached(size, present, Fraction.TwoThirds));

    [Theory]

    // Scores, and their average, half away from zero.
    [InlineData("80", "80")]
    [InlineData("80 81", "80.5")]
    [InlineData("80 80 81", "80.33")]
    [InlineData("80 81 81", "80.67")]
    [InlineData("80.01 80.02", "80.02")]
    [InlineData("80.02 80.03", "80.03")]
    public void Averages_AreRoundedOnce(string scores, string average)
        => Assert.Equal(new Score(decimal.Parse(average)), Scoring.Average([.. scores.Split(' ').Select(s => new Score(decimal.Parse(s)))]));

    [Fact]
    public void AverageOfNothing_IsNothing() => Assert.Null(Scoring.Average([]));

    [Theory]
    [InlineData("80", "90", "20", "82")]
    [InlineData("80", "90", "0", "80")]
    [InlineData("80", "90", "100", "90")]
    [InlineData("80.01", "80.02", "50", "80.02")]
    [InlineData("80", null, "20", "80")]
    [Requirement("I2")]
    public void DefenceAndDossier_AreWeighed(string dossier, string? defence, string weight, string together)
        => Assert.Equal(new Score(decimal.Parse(together)), Scoring.Combine(new Score(decimal.Parse(dossier)), defence is null ? null : new Score(decimal.Parse(defence)), new Percent(decimal.Parse(weight))));

    private static ScoringStandard Standard => Files.Culture.StandardOf("culture", "mass-culture", Tier.County, Level.DeputySenior)!;

    [Theory]

    // What stands on the first criterion beside full marks elsewhere, and what is said of it; M is its maximum.
    [InlineData("0", null)]
    [InlineData("M", null)]
    [InlineData("0.01", null)]
    [InlineData("0.001", "最多两位小数")]
    [InlineData("-0.01", "应在0到")]
    [InlineData("M+", "应在0到")]
    [InlineData("", "没有打分")]
    [InlineData("1 1", "打了两次分")]
    [Requirement("J3")]
    public void Sheet_IsJudgedCriterionByCriterion(string marks, string? said)
    {
        var first = Standard.Criteria[0];
        Mark[] given = [.. marks.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(m => new Mark(first.Id, m is "M" ? first.Max.Value : m is "M+" ? first.Max.Value + 0.01m : decimal.Parse(m)))];
        var problems = Scoring.Problems(Standard, [.. given, .. Standard.Criteria.Skip(1).Select(c => new Mark(c.Id, c.Max.Value))]);

        if (said is null)
        {
            Assert.Empty(problems);
        }
        else
        {
            var problem = Assert.Single(problems);
            Assert.Equal(first.Id, problem.Criterion);
            Assert.Contains(said, problem.What.Zh, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Requirement("J3")]
    public void Total_IsTheSumOfTheMarks()
        => Assert.Equal(new Score(Standard.Criteria.Count * 0.25m), Scoring.Total(Standard, [.. Standard.Criteria.Select(c => new Mark(c.Id, 0.25m))]));

    [Theory]
    [InlineData(ExemptValue.AverageOfDefended, DefenceOrigin.ExemptAverage, "75")]
    [InlineData(ExemptValue.Pass, DefenceOrigin.ExemptPass, null)]
    [InlineData(ExemptValue.NotSaid, DefenceOrigin.CommitteeDecides, null)]
    [Requirement("I2")]
    public void Exemption_CountsAsTheNoticeSays(ExemptValue exempt, DefenceOrigin origin, string? value)
    {
        var values = DefenceValues.Fill(
        [
            new("defended", "library", true, false, false, [new Score(70), new Score(80)]),
            new("exempt", "library", true, true, false, []),
            new("other", "relics", true, false, false, [new Score(10)]),
            new("absent", "library", true, false, true, [new Score(1)]),
            new("unscored", "library", true, false, false, []),
            new("exempt-and-scored", "library", true, true, false, [new Score(2)]),
            new("not-asked", "library", false, true, false, [new Score(3)]),
        ], exempt).ToDictionary(v => v.Id, StringComparer.Ordinal);

        Assert.Equal((origin, value), (values["exempt"].Origin, values["exempt"].Value?.Value.ToString("0")));
        Assert.Equal((DefenceOrigin.Defended, 75m), (values["defended"].Origin, values["defended"].Value!.Value.Value));
        Assert.Equal((DefenceOrigin.Defended, 10m), (values["other"].Origin, values["other"].Value!.Value.Value));
        Assert.Equal((DefenceOrigin.Absent, null), (values["absent"].Origin, values["absent"].Value));
        Assert.Equal((DefenceOrigin.Absent, null), (values["unscored"].Origin, values["unscored"].Value));
        Assert.Equal(origin, values["exempt-and-scored"].Origin);
        Assert.Equal((DefenceOrigin.NotRequired, null), (values["not-asked"].Origin, values["not-asked"].Value));
        Assert.Equal("2位专家的平均分", values["defended"].Words.Zh);
    }

    [Theory]

    // Years, from when they run, the year of the application and the day of the proof; the days barred.
    [InlineData(3, PenaltyStart.YearAfterApplication, 2024, "2024-09-03", "2025-01-01/2027-12-31")]
    [InlineData(1, PenaltyStart.YearAfterApplication, 2024, "2026-01-01", "2025-01-01/2025-12-31")]
    [InlineData(5, PenaltyStart.DayProven, 2021, "2021-11-05", "2021-11-05/2026-11-04")]
    [InlineData(3, PenaltyStart.DayProven, 2024, "2024-02-29", "2024-02-29/2027-02-27")]
    [InlineData(3, PenaltyStart.NotSaid, 2024, "2024-09-03", "2024-09-03/2027-09-02")]
    [InlineData(0, PenaltyStart.DayProven, 2024, "2024-09-03", null)]
    [InlineData(0, PenaltyStart.YearAfterApplication, 2024, "2024-09-03", null)]
    [Requirement("C7")]
    public void Ban_RunsFromWhereTheNoticeSays(int years, PenaltyStart starts, int applied, string proven, string? term)
    {
        var penalty = Files.Culture.Penalties[0] with { BanYears = years, Starts = starts };

        Assert.Equal(term, penalty.TermOf(new EvaluationYear(applied), DateOnly.Parse(proven))?.ToString());
    }

    [Theory]
    [InlineData(25, 4, 5, 25, 5)]
    [InlineData(30, null, 5, 30, 5)]
    [InlineData(9, 1, 3, 8, 3)]
    [InlineData(60, null, 3, 57, 0)]
    [Requirement("J3")]
    public void Draw_FillsPlacesThenStandby_WithinTheGroupsLimit(int count, int? perGroup, int standby, int chosen, int waiting)
    {
        // 60 members in 7 units, three of them excluded, one without a unit.
        DrawMember[] pool = [.. Enumerable.Range(0, 59).Select(i => new DrawMember($"e{i:00}", $"u{i % 7}")), new DrawMember("alone")];
        DrawExclusion[] exclusions = [new("e03", "同一单位"), new("e04", "同一单位"), new("e05", "亲属")];
        var result = Draw.Run(Seed, pool, exclusions, count, standby, perGroup);

        Assert.Equal((chosen, waiting, count - chosen), (result.Chosen.Count, result.Standby.Count, result.Shortfall));
        Assert.Equal(Enumerable.Range(1, result.Chosen.Count), result.Chosen.Select(c => c.Place));
        Assert.Equal(Enumerable.Range(1, result.Standby.Count), result.Standby.Select(c => c.Place));
        Assert.Equal(result.Chosen.Select(c => c.Key).Order(StringComparer.Ordinal), result.Chosen.Select(c => c.Key));
        Assert.Empty(result.Chosen.Concat(result.Standby).Select(c => c.Id).Intersect(exclusions.Select(e => e.Id)));
        Assert.All(result.Chosen.Where(c => c.Id != "alone").GroupBy(c => pool.First(m => m.Id == c.Id).Group), g => Assert.True(perGroup is null || g.Count() <= perGroup));
        Assert.True(Draw.Verify(result));
        Assert.False(Draw.Verify(result with { Method = "other" }));
        Assert.False(Draw.Verify(result with { Shortfall = result.Shortfall + 1 }));
        Assert.False(result.Standby.Count > 0 && Draw.Verify(result with { Standby = [] }));
    }

    private static readonly byte[] Seed = [.. Enumerable.Range(1, 16).Select(i => (byte)(3 * i))];

    [Fact]
    [Requirement("J3")]
    public void Draw_ThatCannotBeRepeated_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw.Run(Seed[1..], [new("a")], [], 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw.Run(Seed, [new("a")], [], 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw.Run(Seed, [new("a")], [], 1, -1));
        Assert.Throws<ArgumentException>(() => Draw.Run(Seed, [new("a"), new("a")], [], 1, 0));
        Assert.Single(Draw.Run(Seed, [new("a"), new("b")], [], 1, 0).Chosen);
    }

    /// <summary>The key is the documented one, so that anybody can draw again with other tools.</summary>
    [Fact]
    [Requirement("J3")]
    public void Draw_OrdersByTheDocumentedKey()
    {
        var place = Assert.Single(Draw.Run(new byte[16], [new("expert-1")], [], 1, 0).Chosen);

        Assert.Equal(Convert.ToHexStringLower(new System.Security.Cryptography.HMACSHA256(new byte[16]).ComputeHash("expert-1"u8.ToArray())), place.Key);
    }
}
