using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Meetings;
using Zhiping.Notices;
using Zhiping.Policy.Evaluation;
using Zhiping.Policy.Quantities;

namespace Zhiping.Tests.Meetings;

/// <summary>A world whose notice caps the intermediate level at half, and county units at all of them, and asks three quarters for that level.</summary>
public sealed class CapLineWorld : MeetingWorld
{
    protected override string Edited(string yaml) => yaml.Replace("\npassCaps:\n", """

        passCaps:
          - id: intermediate
            level: Intermediate
            percent: 50%
            base: PutToVote
            rounding: Down
            ties: NobodyOfTheTie
            smallBases: [{base: 1, seats: 1}, {base: 2, seats: 1}, {base: 3, seats: 1}]
            clause: 四(八)
            variants:
              - {id: county, tiers: [County, Township], percent: 100%, smallBases: [{base: 1, seats: 1}, {base: 2, seats: 2}, {base: 3, seats: 3}], clause: 四(八)}

        """, StringComparison.Ordinal) + """

        meeting:
          variants:
            - {id: library, levels: [Intermediate], specialties: [library], quorum: 1/1, clause: 四(八)}

        """;
}

public sealed class CapLineTests(CapLineWorld world) : IClassFixture<CapLineWorld>
{
    [Fact]
    [Requirement("J4", "J5")]
    public async Task Round_WithTwoCaps_RanksEachAmongItsOwn_AndTheRecordFollows()
    {
        var (county1, county2) = (await world.NewApplicant("云中鹤"), await world.NewApplicant("江疏影"));
        var (town1, town2) = (await world.NewApplicant("柳含烟", unit: world.PrefectureUnit), await world.NewApplicant("石敢当", unit: world.PrefectureUnit));
        var stage = await world.Voting(5, d => d.Tier == Tier.County ? 0.5m : 0.9m, county1, county2, town1, town2);
        var best = stage.Dossiers.First(d => d.ApplicationId == town1.ApplicationId).Id;
        var round = await world.Round(stage, Level.Intermediate, d => d.Id == best || d.Tier == Tier.County ? 5 : 4);

        Assert.Equal([ApplicationState.Passed, ApplicationState.Passed, ApplicationState.Passed, ApplicationState.OverCap],
            [await world.StateOf(county1), await world.StateOf(county2), await world.StateOf(town1), await world.StateOf(town2)]);
        var results = await world.Results(round.Id);
        Assert.Equal([("", 1, 1), ("", 1, 2), ("county", 2, 1), ("county", 2, 1)],
            results.Values.Select(r => (r.CapLine, r.CapSeats!.Value, r.Rank)).Order());
        var kept = await world.WithDb(db => Task.FromResult(db.BallotRounds().Single(r => r.Id == round.Id)));
        Assert.Equal((3, "其他：基数只有2人，按小基数规则最多1人；县市、乡镇：基数只有2人，按小基数规则最多2人"), (kept.Seats, kept.CapWords.Zh));

        using var chair = await world.SignedInAsync(stage.Chair);
        var board = await chair.GetAsync($"/meetings/{stage.Meeting.Id}");
        Assert.Contains("县市、乡镇不高于100%", board.Text, StringComparison.Ordinal);
        Assert.Contains("通过率线：最多1人", board.Text, StringComparison.Ordinal);

        var file = await world.Use<AppDb, byte[]?>(db => world.Use<NoticeStore, byte[]?>(n => world.Use<KeyRing, byte[]?>(k => BallotRecord.Of(db, n, k, round.Id))));
        var record = BallotRecord.Read(file!);
        Assert.Empty(record.Problems());
        Assert.Equal(["", "", "county", "county"], record.Candidates.Select(c => c.CapLine));
        var keys = await world.Use<KeyRing, KeyRing>(Task.FromResult);
        var forged = BallotRecord.Read(BallotRecord.Sign(record with { Candidates = [.. record.Candidates.Select(c => c.Outcome == RankOutcome.OverCap ? c with { Outcome = RankOutcome.Passed } : c)] }, keys));
        Assert.Contains("2 passed, and the cap leaves 1.", forged.Problems());

        await world.Desk(d => d.CloseMeeting(world.Own(stage.Chair), stage.Meeting.Id));
        var minutes = await chair.GetAsync($"/meetings/{stage.Meeting.Id}/minutes");
        Assert.Contains("县市、乡镇", minutes.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("library", "library", false)]
    [InlineData("library", "mass-culture", true)]
    [Requirement("J3")]
    public async Task Quorum_IsThatOfWhatAllCandidatesOfTheVoteShare(string one, string other, bool opens)
    {
        var stage = await world.Voting(5, _ => 0.8m, await world.NewApplicant("顾长风", specialty: one), await world.NewApplicant("宋知秋", specialty: other));
        await world.Desk(d => d.RollCall(world.Own(stage.Chair), stage.Meeting.Id, [.. stage.Members.Take(4).Select(m => m.Id)]));
        var open = () => world.Use<MeetingDesk, BallotRound>(d => d.OpenRound(world.Own(stage.Chair), stage.Meeting.Id, Level.Intermediate));

        if (opens)
        {
            Assert.Equal(4, (await open()).Present);
        }
        else
        {
            Assert.Contains("到会人数不够", (await MeetingWorld.Refused(open)).ToString(), StringComparison.Ordinal);
        }
    }
}
