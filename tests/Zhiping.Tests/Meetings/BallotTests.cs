using System.Net;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Meetings;
using Zhiping.Policy.Evaluation;
using Zhiping.Policy.Quantities;

namespace Zhiping.Tests.Meetings;

public sealed class BallotTests(MeetingWorld world) : IClassFixture<MeetingWorld>
{
    [Fact]
    [Requirement("J3")]
    public async Task Ballot_OverHttp_IsCastOnceForAllCandidates_AndShowsNoChoiceAnywhere()
    {
        var stage = await world.Voting(5, _ => 0.8m, await world.NewApplicant("贺兰舟"), await world.NewApplicant("乔知远"));
        var round = await world.Use<MeetingDesk, BallotRound>(d => d.OpenRound(world.Own(stage.Chair), stage.Meeting.Id, Level.Intermediate));
        var voter = stage.Members[2].PersonId;
        using var browser = await world.SignedInAsync(voter);
        var page = await browser.GetAsync($"/expert/rounds/{round.Id}");
        var one = stage.Dossiers[0].Id;
        var two = stage.Dossiers[1].Id;

        var half = await page.SubmitAsync(($"Choices[{one}]", "Yes"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, half.Status);
        Assert.Contains("还有1份材料没有选择", string.Join(' ', half.Errors), StringComparison.Ordinal);

        var cast = await half.SubmitAsync(($"Choices[{one}]", "Yes"), ($"Choices[{two}]", "No"));
        Assert.Contains("您的票已投出", cast.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("赞成", cast.Text, StringComparison.Ordinal);

        var again = await page.SubmitAsync(($"Choices[{one}]", "No"), ($"Choices[{two}]", "No"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("您已经投过票。票不能改，也不能再投。", string.Join(' ', again.Errors), StringComparison.Ordinal);

        using var chair = await world.SignedInAsync(stage.Chair);
        var board = await chair.GetAsync($"/meetings/{stage.Meeting.Id}");
        Assert.Contains("1 人已投，还差4人", board.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("赞成 / 基数", board.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await chair.GetAsync($"/meetings/{stage.Meeting.Id}/rounds/{round.Id}")).Status);
        var early = await MeetingWorld.Refused(() => world.Desk(d => d.CountRound(world.Own(stage.Chair), round.Id)));
        Assert.Contains("还有4人没有投", early.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("J3")]
    public async Task OpenRound_BelowQuorumOrByAMember_IsRefused()
    {
        var stage = await world.Voting(5, _ => 0.8m, await world.NewApplicant("梅晚照"));
        await world.Desk(d => d.RollCall(world.Own(stage.Chair), stage.Meeting.Id, [.. stage.Members.Take(3).Select(m => m.Id)]));
        var few = await MeetingWorld.Refused(() => world.Desk(d => d.OpenRound(world.Own(stage.Chair), stage.Meeting.Id, Level.Intermediate)));
        Assert.Contains("到会人数不够", few.ToString(), StringComparison.Ordinal);

        await world.Desk(d => d.RollCall(world.Own(stage.Chair), stage.Meeting.Id, [.. stage.Members.Take(4).Select(m => m.Id)]));
        var member = await MeetingWorld.Refused(() => world.Desk(d => d.OpenRound(world.Own(stage.Members[1].PersonId), stage.Meeting.Id, Level.Intermediate)));
        Assert.Equal(BallotRules.NotPresiding, member);
        var round = await world.Use<MeetingDesk, BallotRound>(d => d.OpenRound(world.Own(stage.Chair), stage.Meeting.Id, Level.Intermediate));

        // The fifth was not there at the roll call and cannot vote later.
        var absent = stage.Members[4].PersonId;
        var late = await MeetingWorld.Refused(() => world.Use<MeetingDesk, bool>(d => d.Cast(world.Own(absent), round.Id, new Dictionary<Guid, BallotChoice> { [stage.Dossiers[0].Id] = BallotChoice.Yes })));
        Assert.Contains("没有到会", late.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("J3")]
    public async Task RecusedExpert_HasNoBallotOnThatDossier_AndDoesNotCountInItsBase()
    {
        var stage = await world.Voting(5, _ => 0.8m, await world.NewApplicant("方雨桐"), await world.NewApplicant("祝映雪"));
        var (kept, other) = (stage.Dossiers[0], stage.Dossiers[1]);
        var member = stage.Members[3];
        await world.Desk(d => d.OrderRecusal(world.OfficeAct("有师生关系"), kept.Id, member.Id));
        var round = await world.Use<MeetingDesk, BallotRound>(d => d.OpenRound(world.Own(stage.Chair), stage.Meeting.Id, Level.Intermediate));
        var both = new Dictionary<Guid, BallotChoice> { [kept.Id] = BallotChoice.Yes, [other.Id] = BallotChoice.Yes };
        Assert.Contains("不能投票", (await MeetingWorld.Refused(() => world.Use<MeetingDesk, bool>(d => d.Cast(world.Own(member.PersonId), round.Id, both)))).ToString(), StringComparison.Ordinal);

        await world.VoteAll(stage, round.Id, _ => 5);
        await world.Desk(d => d.CountRound(world.Own(stage.Chair), round.Id));
        var results = await world.Results(round.Id);
        Assert.Equal((4, 4), (results[kept.Code].Yes, results[kept.Code].Base));
        Assert.Equal((5, 5), (results[other.Code].Yes, results[other.Code].Base));
    }

    [Fact]
    [Requirement("J3")]
    public async Task DeclaredAbstaining_CountsInTheBase_AndCannotVoteAfter()
    {
        var stage = await world.Voting(5, _ => 0.8m, await world.NewApplicant("麦南星"));
        var round = await world.Use<MeetingDesk, BallotRound>(d => d.OpenRound(world.Own(stage.Chair), stage.Meeting.Id, Level.Intermediate));
        var away = stage.Members[4];
        await world.Desk(d => d.DeclareAbstaining(world.Own(stage.Chair, "中途离会"), round.Id, away.Id));
        var dossier = stage.Dossiers[0].Id;
        var refused = await MeetingWorld.Refused(() => world.Use<MeetingDesk, bool>(d => d.Cast(world.Own(away.PersonId), round.Id, new Dictionary<Guid, BallotChoice> { [dossier] = BallotChoice.Yes })));
        Assert.Contains("弃权", refused.ToString(), StringComparison.Ordinal);
        for (var i = 0; i < 4; i++)
        {
            var number = i;
            await world.Use<MeetingDesk, bool>(d => d.Cast(world.Own(stage.Members[number].PersonId), round.Id, new Dictionary<Guid, BallotChoice> { [dossier] = number < 3 ? BallotChoice.Yes : BallotChoice.No }));
        }

        await world.Desk(d => d.CountRound(world.Own(stage.Chair), round.Id));
        var result = (await world.Results(round.Id)).Values.Single();
        Assert.Equal((3, 5, 4, false), (result.Yes, result.Base, result.Needed, result.PassesVote));
        Assert.Equal(1, result.Abstain);
        await MeetingWorld.Refused(() => world.Desk(d => d.OpenRound(world.Own(stage.Chair), stage.Meeting.Id, Level.Intermediate)));
    }

    [Fact]
    [Requirement("J4")]
    public async Task PassCap_TieAcrossTheLine_IsDecidedOnRecord_AndNobodyPassesBeyondIt()
    {
        var candidates = new List<Candidate>();
        foreach (var name in new[] { "甲", "乙", "丙", "丁" })
        {
            candidates.Add(await world.NewApplicant("柏云" + name, Level.DeputySenior, exemption: "village-posting"));
        }

        var stage = await world.Reading(5, 1, [.. candidates]);
        await world.ScoreAll(stage, _ => 0.8m);
        foreach (var dossier in stage.Dossiers)
        {
            await world.Desk(d => d.DecideDefence(world.OfficeAct("评委会集体评议"), dossier.Id, 80m));
        }

        await world.Desk(d => d.StartVoting(world.OfficeAct(), stage.Meeting.Id));
        await world.Desk(d => d.RollCall(world.Own(stage.Chair), stage.Meeting.Id, [.. stage.Members.Select(m => m.Id)]));
        var failing = stage.Dossiers[3].Id;
        var round = await world.Round(stage, Level.DeputySenior, d => d.Id == stage.Dossiers[0].Id ? 5 : 4, confirm: false);

        // 4 × 75% = 3: one clear, three equal for two seats.
        var results = await world.Results(round.Id);
        Assert.Equal(3, results.Values.Count(r => r.Outcome == RankOutcome.TieToDecide));
        var open = await MeetingWorld.Refused(() => world.Desk(d => d.ConfirmRound(world.Own(stage.Chair), round.Id)));
        Assert.Contains("同票同分", open.ToString(), StringComparison.Ordinal);

        using var chair = await world.SignedInAsync(stage.Chair);
        var board = await chair.GetAsync($"/meetings/{stage.Meeting.Id}");
        Assert.Contains("只剩2个名额", board.Text, StringComparison.Ordinal);
        var order = new[] { stage.Dossiers[2].Id, stage.Dossiers[1].Id, failing };
        var without = await MeetingWorld.Refused(() => world.Desk(d => d.DecideTie(world.Own(stage.Chair), round.Id, order)));
        Assert.Equal("Reason", without.Field);
        await world.Desk(d => d.DecideTie(world.Own(stage.Chair, "基层服务时间更长"), round.Id, order));
        var confirmed = await (await chair.GetAsync($"/meetings/{stage.Meeting.Id}")).PressAsync("确认结果");
        Assert.Equal(HttpStatusCode.OK, confirmed.Status);

        Assert.Equal(ApplicationState.OverCap, await world.StateOf(candidates[3]));
        Assert.All(await Task.WhenAll(candidates.Take(3).Select(world.StateOf)), s => Assert.Equal(ApplicationState.Passed, s));
    }

    [Fact]
    [Requirement("J3", "J4")]
    public async Task Results_OfRandomVotes_AgreeWithAnotherImplementation()
    {
        var random = new Random(20240915);
        for (var n = 0; n < 400; n++)
        {
            var present = random.Next(1, 30);
            var candidates = Enumerable.Range(0, random.Next(1, 16)).Select(i =>
            {
                var recused = random.Next(0, Math.Min(3, present));
                var yes = random.Next(0, present - recused + 1);
                var no = random.Next(0, present - recused - yes + 1);
                return (Id: $"C{i:D2}", Tally: new BallotTally(present, recused, yes, no, 0), Score: new Score(random.Next(60, 66)));
            }).ToList();
            var cap = world.Notice.CapOf(random.Next(2) == 0 ? Level.DeputySenior : Level.FullSenior)!;
            var counted = candidates.Select(c => (c.Id, Result: Tally.Count(c.Tally, world.Notice.Meeting.Majority, world.Notice.Meeting.RecusedInBase), c.Score)).ToList();
            var ranking = Ranking.Apply([.. counted.Select(c => new RankingCandidate(c.Id, c.Result.Yes, c.Result.Base, c.Result.Passes, c.Score))], cap, world.Notice.Meeting.RankBy);

            // By hand: 3 × yes ≥ 2 × base, then the share of yes, then the score; whole groups fit or the group is a tie.
            var fit = candidates.Where(c => 3 * c.Tally.Yes >= 2 * (c.Tally.Present - c.Tally.Recused))
                .GroupBy(c => (Share: (decimal)c.Tally.Yes / (c.Tally.Present - c.Tally.Recused), c.Score.Value)).OrderByDescending(g => g.Key.Share).ThenByDescending(g => g.Key.Value).ToList();
            var seats = candidates.Count switch { 1 => 1, 2 => 1, 3 => cap.Level == Level.DeputySenior ? 2 : 1, var m => (int)Math.Floor(m * cap.Percent.Value / 100m) };
            var (passed, tied) = (new HashSet<string>(), new HashSet<string>());
            foreach (var group in fit)
            {
                if (passed.Count + tied.Count >= seats)
                {
                    break;
                }

                (passed.Count + group.Count() <= seats ? passed : tied).UnionWith(group.Select(c => c.Id));
                if (tied.Count > 0)
                {
                    break;
                }
            }

            Assert.Equal(passed.Order(), ranking.Candidates.Where(c => c.Outcome == RankOutcome.Passed).Select(c => c.Id).Order());
            Assert.Equal(tied.Order(), ranking.Candidates.Where(c => c.Outcome == RankOutcome.TieToDecide).Select(c => c.Id).Order());
            Assert.True(passed.Count <= seats);
        }

        await Task.CompletedTask;
    }

    [Fact]
    [Requirement("J3")]
    public async Task Database_RefusesASecondBallot_AndADecisionWithoutDecider()
    {
        var stage = await world.Voting(5, _ => 0.8m, await world.NewApplicant("卢竹君"));
        var round = await world.Use<MeetingDesk, BallotRound>(d => d.OpenRound(world.Own(stage.Chair), stage.Meeting.Id, Level.Intermediate));
        await world.VoteAll(stage, round.Id, _ => 5);
        var dossier = stage.Dossiers[0].Id;
        var member = stage.Members[0].Id;

        await Fails($"insert into ballot_casts (round_id, dossier_id, member_id) values ('{round.Id}', '{dossier}', '{member}')", "23505");
        await Fails($"insert into ballot_casts (round_id, dossier_id, member_id) values ('{round.Id}', '{dossier}', '{Guid.Empty}')", "23503");
        await Fails($"update ballot_rounds set counted_at = now() where id = '{round.Id}'", "23514");
        await Fails($"update ballot_rounds set confirmed_at = now(), confirmed_by = '{member}' where id = '{round.Id}'", "23514");
        await Fails($"insert into recusals (id, meeting_id, dossier_id, member_id, ground, reason, asked_at, state, decided_at) values (gen_random_uuid(), '{stage.Meeting.Id}', '{dossier}', '{member}', 'Ordered', 'x', now(), 'Granted', now())", "23514");
        await Fails($"update electors set abstained_at = now() where round_id = '{round.Id}'", "23514");
        await Fails($"update meeting_members set seat = 'Chair' where meeting_id = '{stage.Meeting.Id}'", "23505");
        await Fails($"update score_sheets set total = null where meeting_id = '{stage.Meeting.Id}'", "23514");
        await Fails($"insert into dossiers select gen_random_uuid(), meeting_id, application_id, submission_id, revision_id, unit_id, ordinal + 500, 'AAAA-BB', series, specialty, level, tier, content, off_at from dossiers where id = '{dossier}'", null);
        await Fails($"update experts set term_to = term_from + interval '3 years' where person_id = '{stage.Chair}'", "23514");
        await Fails($"update committees set approved_by = null where id = '{stage.Meeting.CommitteeId}'", "23514");
        await Fails($"update meetings set closed_at = now() where id = '{stage.Meeting.Id}'", "23514");
    }

    [Fact]
    [Requirement("J3")]
    public async Task Ballots_AreKeptApartFromWhoVoted()
    {
        var columns = await world.WithDb(db => db.Database.SqlQueryRaw<string>(
            "select column_name::text as \"Value\" from information_schema.columns where table_name = 'ballots' order by 1").ToListAsync());
        Assert.Equal(["choice", "dossier_id", "id", "round_id"], columns);
    }

    [Fact]
    public async Task TwoBallotsAtOnce_OneCounts()
    {
        var stage = await world.Voting(5, _ => 0.8m, await world.NewApplicant("段一鸣"));
        var round = await world.Use<MeetingDesk, BallotRound>(d => d.OpenRound(world.Own(stage.Chair), stage.Meeting.Id, Level.Intermediate));
        var choice = new Dictionary<Guid, BallotChoice> { [stage.Dossiers[0].Id] = BallotChoice.Yes };
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            try
            {
                return await world.Use<MeetingDesk, bool>(d => d.Cast(world.Own(stage.Chair), round.Id, choice));
            }
            catch (RefusalException)
            {
                return false;
            }
        }));
        Assert.Single(outcomes, true);
        Assert.Equal(1, await world.WithDb(db => db.Set<Ballot>().CountAsync(b => b.RoundId == round.Id)));
    }

    private async Task Fails(string sql, string? state)
    {
        var error = await Assert.ThrowsAsync<PostgresException>(() => world.WithDb(db => db.Database.ExecuteSqlRawAsync(sql)));
        if (state is not null)
        {
            Assert.Equal(state, error.SqlState);
        }
    }
}
