using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Meetings;
using Zhiping.Policy.Quantities;

namespace Zhiping.Tests.Meetings;

/// <summary>A world whose notice lets county units defend at every level, exempts private enterprises, and counts the cap of the intermediate level of those who defended.</summary>
public sealed class AlsoDefendWorld : MeetingWorld
{
    protected override string Edited(string yaml) => yaml
        .Replace("\ndefence:\n", "\ndefence:\n  alsoWhen: {fact: unit.tier, is: County}\n", StringComparison.Ordinal)
        .Replace("\n    - {id: village-posting, name: 驻村", "\n    - {id: private, name: 民营企业 | private enterprises, when: {fact: unit.kind, is: PrivateEnterprise}, clause: 四(四)}\n    - {id: village-posting, name: 驻村", StringComparison.Ordinal)
        .Replace("\npassCaps:\n", """

            passCaps:
              - id: intermediate
                level: Intermediate
                percent: 50%
                base: Defended
                rounding: Down
                ties: ChairDecidesOnRecord
                smallBases: [{base: 1, seats: 1}, {base: 2, seats: 1}, {base: 3, seats: 1}]
                clause: 四(八)

            """, StringComparison.Ordinal);
}

public sealed class AlsoDefendTests(AlsoDefendWorld world) : IClassFixture<AlsoDefendWorld>
{
    [Fact]
    [Requirement("I1", "J4")]
    public async Task Defence_IsForThoseWhomTheConditionNames_AndTheCapCountsWhoCame()
    {
        var (best, other, absent) = (await world.NewApplicant("甘棠"), await world.NewApplicant("桑榆"), await world.NewApplicant("沈砚"));
        var town = await world.NewApplicant("白芷", unit: world.PrefectureUnit);
        var stage = await world.Reading(5, 1, best, other, absent, town);
        var byApplication = stage.Dossiers.ToDictionary(d => d.ApplicationId, d => d.Id);
        Assert.Equal(
            new[] { best, other, absent }.Select(c => byApplication[c.ApplicationId]).Order(),
            (await world.WithDb(db => db.DefenceEntries().Where(e => e.MeetingId == stage.Meeting.Id).Select(e => e.Id).ToListAsync())).Order());

        await world.Desk(d => d.AnnounceDefence(world.OfficeAct(), stage.Meeting.Id, null, world.Clock.GetUtcNow().AddDays(16), "示例路1号", false));
        await world.ScoreAll(stage, _ => 0.8m);
        await world.Desk(d => d.StartDefence(world.OfficeAct(), stage.Meeting.Id));
        foreach (var (candidate, points) in new[] { (best, 90m), (other, 80m) })
        {
            Assert.True(await world.Use<MeetingDesk, bool>(d => d.ScoreDefence(world.Own(stage.Chair), byApplication[candidate.ApplicationId], points)));
        }

        await world.Desk(d => d.MarkAbsentFromDefence(world.OfficeAct(), byApplication[absent.ApplicationId]));
        await world.Desk(d => d.StartVoting(world.OfficeAct(), stage.Meeting.Id));
        await world.Desk(d => d.RollCall(world.Own(stage.Chair), stage.Meeting.Id, [.. stage.Members.Select(m => m.Id)]));
        var round = await world.Round(stage, Level.Intermediate, _ => 5);

        var kept = await world.WithDb(db => db.BallotRounds().SingleAsync(r => r.Id == round.Id));
        Assert.Equal((1, "基数只有2人，按小基数规则最多1人"), (kept.Seats, kept.CapWords.Zh));
        Assert.Equal([ApplicationState.Passed, ApplicationState.OverCap, ApplicationState.OverCap, ApplicationState.OverCap],
            [await world.StateOf(best), await world.StateOf(other), await world.StateOf(absent), await world.StateOf(town)]);
    }

    [Fact]
    [Requirement("I2")]
    public async Task Exemption_FollowsFromTheKindOfUnit()
    {
        var enterprise = await world.NewApplicant("卓然", Level.DeputySenior, change: d => d with { Unit = d.Unit with { Kind = UnitKind.PrivateEnterprise } });
        var institution = await world.NewApplicant("简宁", Level.DeputySenior);
        var stage = await world.Reading(5, 1, enterprise, institution);
        var exemptions = await world.WithDb(db => db.DefenceEntries().Where(e => e.MeetingId == stage.Meeting.Id).ToDictionaryAsync(e => e.Id, e => e.ExemptionId));

        Assert.Equal("private", exemptions[stage.Dossiers.Single(d => d.ApplicationId == enterprise.ApplicationId).Id]);
        Assert.Null(exemptions[stage.Dossiers.Single(d => d.ApplicationId == institution.ApplicationId).Id]);
    }
}
