using Zhiping.Policy.Evaluation;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Tests.Policy;

public sealed class EvaluationTests
{
    private static readonly byte[] Seed = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    private static PassCap Deputy => Files.Culture.CapOf(Level.DeputySenior)!;

    [Fact]
    [Requirement("J3")]
    public void Draw_DependsOnTheSet_NotOnItsOrder_AndCanBeRepeated()
    {
        var pool = Enumerable.Range(0, 60).Select(i => new DrawMember($"expert-{i:00}", $"unit-{i % 7}")).ToList();
        var random = new Random(1);
        var first = Draw.Run(Seed, pool, [new("expert-03", "同一单位")], 25, 5, maxPerGroup: 4);
        for (var i = 0; i < 50; i++)
        {
            var shuffled = pool.OrderBy(_ => random.Next()).ToList();
            Assert.Equal(first.Chosen, Draw.Run(Seed, shuffled, [new("expert-03", "同一单位")], 25, 5, maxPerGroup: 4).Chosen);
        }

        Assert.True(Draw.Verify(first));
        Assert.False(Draw.Verify(first with { Chosen = [.. first.Chosen.Skip(1)] }));
        Assert.DoesNotContain(first.Chosen.Concat(first.Standby), p => p.Id == "expert-03");
        Assert.All(first.Chosen.GroupBy(p => pool.Single(m => m.Id == p.Id).Group), g => Assert.InRange(g.Count(), 1, 4));
        Assert.Equal((25, 5, 0), (first.Chosen.Count, first.Standby.Count, first.Shortfall));
        Assert.Empty(first.Chosen.Select(c => c.Id).Intersect(first.Standby.Select(s => s.Id)));
    }

    [Fact]
    public void Draw_FromTooFew_SaysHowManyAreMissing() => Assert.Equal(3, Draw.Run(Seed, [new("a"), new("b")], [], 5, 2).Shortfall);

    [Fact]
    public void Draw_IsFair_OverManySeeds()
    {
        var pool = Enumerable.Range(0, 10).Select(i => new DrawMember($"e{i}")).ToList();
        var counts = new int[10];
        for (var i = 0; i < 5000; i++)
        {
            foreach (var place in Draw.Run([.. BitConverter.GetBytes((long)i), .. new byte[8]], pool, [], 3, 0).Chosen)
            {
                counts[place.Id[1] - '0']++;
            }
        }

        Assert.All(counts, c => Assert.InRange(c, 1350, 1650));
    }

    [Theory]
    [InlineData(21, 0, 14, true)]
    [InlineData(21, 0, 13, false)]
    [InlineData(20, 0, 14, true)]
    [InlineData(20, 0, 13, false)]
    [InlineData(21, 1, 14, true)]
    [InlineData(3, 0, 2, true)]
    [InlineData(1, 1, 0, false)]
    [Requirement("J3")]
    public void Vote_NeedsTwoThirdsOfThosePresent(int present, int recused, int yes, bool passes)
        => Assert.Equal(passes, Tally.Count(new BallotTally(present, recused, yes, present - recused - yes, 0), Fraction.TwoThirds, false).Passes);

    [Fact]
    public void Vote_AgreesWithCountingByHand_ForEveryCase()
    {
        for (var present = 0; present <= 31; present++)
        {
            for (var yes = 0; yes <= present; yes++)
            {
                var passes = present > 0 && 3 * yes >= 2 * present;
                var result = Tally.Count(new BallotTally(present, 0, yes, present - yes, 0), Fraction.TwoThirds, true);
                Assert.Equal(passes, result.Passes);
                Assert.Equal(passes, present > 0 && yes >= result.Needed);
            }
        }
    }

    [Fact]
    public void MoreBallotsThanPeople_AreRefused()
        => Assert.Throws<ArgumentException>(() => Tally.Count(new BallotTally(5, 1, 4, 1, 0), Fraction.TwoThirds, false));

    [Theory]
    [InlineData(25, 17, true)]
    [InlineData(25, 16, false)]
    [InlineData(27, 18, true)]
    public void Quorum_IsTwoThirdsOfTheCommittee(int size, int present, bool reached) => Assert.Equal(reached, Quorum.Reached(size, present, Fraction.TwoThirds).Reached);

    [Fact]
    public void Quorum_SaysItsArithmetic() => Assert.Equal("25 × 2/3 = 16.67，进为17人；到会21人，达到法定人数", Quorum.Reached(25, 21, Fraction.TwoThirds).Words.Zh);

    [Fact]
    [Requirement("J4")]
    public void Ranking_OfTheMeetingBoard_ComesOutAsDrawn()
    {
        var result = Ranking.Apply(Board, Deputy, [RankKey.YesShare, RankKey.Score]);

        Assert.Equal("13人 × 75% = 9.75，小数舍去，最多9人", result.Seats!.Words.Zh);
        Assert.Equal(["7F", "2M", "9X", "K4", "3P", "VA", "6R", "TJ", "H2"], result.Candidates.Where(c => c.Outcome == RankOutcome.Passed).Select(c => c.Id));
        Assert.Equal(["C9", "4G"], result.Candidates.Where(c => c.Outcome == RankOutcome.OverCap).Select(c => c.Id));
        Assert.Equal(["Z7", "B3"], result.Candidates.Where(c => c.Outcome == RankOutcome.NotEnoughVotes).Select(c => c.Id));
    }

    [Fact]
    [Requirement("J4")]
    public void TieAcrossTheLine_WaitsForTheChair_AndNeverAddsASeat()
    {
        var tied = Board.Select(c => c.Id is "H2" or "C9" ? c with { Score = new Score(86) } : c).ToList();

        var open = Ranking.Apply(tied, Deputy, [RankKey.YesShare, RankKey.Score]);
        Assert.Equal(["C9", "H2"], open.Candidates.Where(c => c.Outcome == RankOutcome.TieToDecide).Select(c => c.Id));
        Assert.Equal(1, open.SeatsForTie);

        var decided = Ranking.Apply(tied, Deputy, [RankKey.YesShare, RankKey.Score], decidedTie: ["H2", "C9"]);
        Assert.Equal(9, decided.Candidates.Count(c => c.Outcome == RankOutcome.Passed));
        Assert.Equal(RankOutcome.Passed, decided.Candidates.Single(c => c.Id == "H2").Outcome);
        Assert.Equal(RankOutcome.OverCap, decided.Candidates.Single(c => c.Id == "C9").Outcome);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(8, 6)]
    [InlineData(13, 9)]
    [Requirement("J4")]
    public void Seats_OfSmallBases_DoNotFailEveryone(int candidates, int seats) => Assert.Equal(seats, Ranking.Seats(Deputy, candidates, candidates).Seats);

    [Fact]
    public void Ranking_NeverPassesBeyondTheCap_AndNeverBelowTheVote()
    {
        var random = new Random(3);
        for (var round = 0; round < 3000; round++)
        {
            var candidates = Enumerable.Range(0, random.Next(0, 30)).Select(i =>
            {
                var yes = random.Next(8, 22);
                return new RankingCandidate($"c{i}", yes, 21, yes >= 14, new Score(random.Next(60, 70)));
            }).ToList();
            var result = Ranking.Apply(candidates, Deputy, [RankKey.YesShare, RankKey.Score]);
            var passed = result.Candidates.Where(c => c.Outcome == RankOutcome.Passed).Select(c => candidates.Single(x => x.Id == c.Id)).ToList();

            Assert.True(passed.Count <= result.Seats!.Seats);
            Assert.All(passed, p => Assert.True(p.PassesVote));
            Assert.Equal(candidates.Count, result.Candidates.Count);
            var out_ = result.Candidates.Where(c => c.Outcome == RankOutcome.OverCap).Select(c => candidates.Single(x => x.Id == c.Id));
            Assert.All(out_, o => Assert.All(passed, p => Assert.True(p.Yes > o.Yes || (p.Yes == o.Yes && p.Score!.Value >= o.Score!.Value))));
        }
    }

    [Fact]
    [Requirement("I2")]
    public void ExemptFromDefence_ReceivesTheAverageOfTheSpecialty()
    {
        var values = DefenceValues.Fill(
        [
            new("a", "library", true, false, false, [new Score(80), new Score(90)]),
            new("b", "library", true, false, false, [new Score(70), new Score(71)]),
            new("c", "library", true, true, false, []),
            new("d", "relics", true, true, false, []),
            new("e", "library", false, false, false, []),
            new("f", "library", true, false, true, []),
        ], Files.Culture.Defence.ExemptValue);

        Assert.Equal(new Score(77.75m), values.Single(v => v.Id == "c").Value);
        Assert.Equal((null, DefenceOrigin.CommitteeDecides), (values.Single(v => v.Id == "d").Value, values.Single(v => v.Id == "d").Origin));
        Assert.Equal(DefenceOrigin.NotRequired, values.Single(v => v.Id == "e").Origin);
        Assert.Equal(DefenceOrigin.Absent, values.Single(v => v.Id == "f").Origin);
    }

    [Fact]
    public void Sheet_WithAMarkBeyondTheMaximum_IsNotCounted()
    {
        var standard = Files.Culture.StandardOf("culture", "mass-culture", Tier.County, Level.DeputySenior)!;
        var marks = standard.Criteria.Select(c => new Mark(c.Id, c.Max.Value)).ToList();

        Assert.Equal(new Score(100), Scoring.Total(standard, marks));
        Assert.Single(Scoring.Problems(standard, [.. marks.Skip(1), new Mark(marks[0].Criterion, 101)]));
        Assert.Equal(2, Scoring.Problems(standard, [.. marks.Skip(1), new Mark("nosuch", 1)]).Count);
        Assert.Throws<ArgumentException>(() => Scoring.Total(standard, []));
    }

    private static List<RankingCandidate> Board =>
    [
        new("7F", 21, 21, true, new Score(91.20m)), new("2M", 20, 20, true, new Score(90.05m)), new("9X", 20, 21, true, new Score(89.60m)),
        new("K4", 20, 21, true, new Score(88.75m)), new("3P", 19, 21, true, new Score(88.10m)), new("VA", 19, 21, true, new Score(87.95m)),
        new("6R", 18, 21, true, new Score(87.40m)), new("TJ", 17, 21, true, new Score(86.80m)), new("H2", 16, 21, true, new Score(86.40m)),
        new("C9", 16, 21, true, new Score(85.10m)), new("4G", 15, 21, true, new Score(84.25m)), new("Z7", 13, 21, false, new Score(82.90m)),
        new("B3", 11, 21, false, new Score(80.35m)),
    ];
}
