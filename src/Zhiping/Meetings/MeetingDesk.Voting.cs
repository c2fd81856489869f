using Microsoft.EntityFrameworkCore;
using Npgsql;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Evaluation;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Meetings;

/// <summary>The meeting in session: roll call, secret ballot, count, ranking, confirmation, minutes. (J3, J4)</summary>
public sealed partial class MeetingDesk
{
    /// <summary>Opens the session, once scores, defences and recusals are settled.</summary>
    public async Task StartVoting(Act act, Guid meetingId, CancellationToken cancel = default)
    {
        var (meeting, committee) = await OfficeMeeting(act, meetingId, cancel);
        meeting.StartVoting(act, committee, await SheetsMissing(meetingId, cancel), await DefencesOpen(meeting, cancel), await RecusalsOpen(meetingId, cancel));
        await db.Commit(cancel);
    }

    /// <summary>Why the session cannot start now; null when it can.</summary>
    public async Task<Refusal?> WhyNotVote(Meeting meeting, Committees.Committee committee, DateOnly today, CancellationToken cancel = default) => MeetingRules.CanStartVoting(
        meeting, committee, today, await SheetsMissing(meeting.Id, cancel), await DefencesOpen(meeting, cancel), await RecusalsOpen(meeting.Id, cancel));

    private Task<int> RecusalsOpen(Guid meetingId, CancellationToken cancel) =>
        db.Recusals().CountAsync(r => r.MeetingId == meetingId && r.State == RecusalState.Open, cancel);

    /// <summary>The roll call by the chair or a deputy: these members are in the room, the others are not.</summary>
    public async Task RollCall(Act act, Guid meetingId, IReadOnlyCollection<Guid> presentMemberIds, CancellationToken cancel = default)
    {
        var meeting = await db.Meetings().ThereAsync(m => m.Id == meetingId, cancel);
        var members = await Sitting(meetingId, cancel);
        RefusalException.ThrowIf(members.Exists(m => m.PersonId == act.By && m.Presides) ? null : BallotRules.NotPresiding);
        RefusalException.ThrowIf(MeetingRules.InState(meeting, MeetingState.Voting));
        var open = await db.BallotRounds().AnyAsync(r => r.MeetingId == meetingId && r.CountedAt == null, cancel);
        RefusalException.ThrowIf(open ? new Refusal("投票进行中，不能改动到会名单。") : null);
        foreach (var member in members.Where(m => m.PresentAt is not null != presentMemberIds.Contains(m.Id)))
        {
            member.Mark(act, presentMemberIds.Contains(member.Id));
        }

        await db.Commit(cancel);
    }

    /// <summary>Opens the vote on all candidates of a level. Whoever is in the room now may vote; nobody joins later.</summary>
    public async Task<BallotRound> OpenRound(Act act, Guid meetingId, Level level, CancellationToken cancel = default)
    {
        var meeting = await db.Meetings().ThereAsync(m => m.Id == meetingId, cancel);
        var present = (await Sitting(meetingId, cancel)).Where(m => m.PresentAt is not null).ToList();
        var candidates = await db.Dossiers().Before(meetingId).CountAsync(d => d.Level == level, cancel);
        var quorum = Quorum.Reached(meeting.CommitteeSize, present.Count, (await db.TermsOf(await NoticeOf(meeting, cancel), meetingId, level, cancel)).Quorum);
        var recusalsOpen = await db.Recusals().AnyAsync(r => r.MeetingId == meetingId && r.State == RecusalState.Open, cancel);
        RefusalException.ThrowIf(await db.BallotRounds().AnyAsync(r => r.MeetingId == meetingId && r.Level == level, cancel)
            ? new Refusal("{0}已经投过票，不能再投一次。", Terms.Name(level)) { IsConflict = true }
            : null);
        var round = new BallotRound(act, meeting, level, present, candidates, quorum, recusalsOpen);
        db.Add(round);
        db.AddRange(present.Select(m => new Elector(round, m)));
        await db.Commit(cancel);
        return round;
    }

    /// <summary>The dossiers of a round that the person may vote on; null where the person does not sit in the meeting.</summary>
    public async Task<(BallotRound Round, MeetingMember Member, Elector? Elector, bool HasVoted, IReadOnlyList<Dossier> Mine)?> BallotOf(
        Guid personId, Guid roundId, CancellationToken cancel = default)
    {
        var round = await db.BallotRounds().SingleOrDefaultAsync(r => r.Id == roundId, cancel);
        var member = round is null ? null : await db.MeetingMembers().SeatsOf(personId).SingleOrDefaultAsync(m => m.MeetingId == round.MeetingId, cancel);
        if (round is null || member is null)
        {
            return null;
        }

        var elector = await db.Set<Elector>().SingleOrDefaultAsync(e => e.RoundId == roundId && e.MemberId == member.Id, cancel);
        var hasVoted = await db.Set<BallotCast>().AnyAsync(c => c.RoundId == roundId && c.MemberId == member.Id, cancel);
        var recused = await db.Recusals().Where(r => r.MemberId == member.Id && r.State == RecusalState.Granted).Select(r => r.DossierId).ToListAsync(cancel);
        var mine = await db.Dossiers().Before(round.MeetingId).Where(d => d.Level == round.Level && !recused.Contains(d.Id)).OrderBy(d => d.Code).ToListAsync(cancel);
        return (round, member, elector, hasVoted, mine);
    }

    /// <summary>One ballot a candidate, all in one act. Returns false where the person does not sit in the meeting.</summary>
    public async Task<bool> Cast(Act act, Guid roundId, IReadOnlyDictionary<Guid, BallotChoice> choices, CancellationToken cancel = default)
    {
        // Against the count: a vote that has begun to be counted takes no more ballots.
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Database.ExecuteSqlAsync($"select 1 from ballot_rounds where id = {roundId} for share", cancel);
        if (await BallotOf(act.By!.Value, roundId, cancel) is not { } ballot)
        {
            return false;
        }

        RefusalException.ThrowIf(BallotRules.CanCast(ballot.Round, ballot.Elector, ballot.HasVoted, [.. ballot.Mine.Select(d => d.Id)], choices));
        db.AddRange(choices.Keys.Select(id => new BallotCast(roundId, id, ballot.Member.Id)));
        db.AddRange(choices.Select(c => new Ballot(roundId, c.Key, c.Value)));
        ballot.Member.Record(act, "CastBallots", ("round", roundId), ("count", choices.Count));
        try
        {
            await db.Commit(cancel);
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new RefusalException(new Refusal("您已经投过票。票不能改，也不能再投。") { IsConflict = true });
        }

        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>Whoever presides declares that a member who has not voted abstains, with the reason.</summary>
    public async Task DeclareAbstaining(Act act, Guid roundId, Guid memberId, CancellationToken cancel = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Database.ExecuteSqlAsync($"select 1 from ballot_rounds where id = {roundId} for update", cancel);
        var round = await db.BallotRounds().ThereAsync(r => r.Id == roundId, cancel);
        var elector = await db.Set<Elector>().SingleOrDefaultAsync(e => e.RoundId == roundId && e.MemberId == memberId, cancel)
            ?? throw new RefusalException(new Refusal("点名时这位专家没有到会。"));
        var hasVoted = await db.Set<BallotCast>().AnyAsync(c => c.RoundId == roundId && c.MemberId == memberId, cancel);
        elector.DeclareAbstaining(act, round, await Presides(act, round, cancel), hasVoted);
        await db.Commit(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Ends the vote of a level, counts it and ranks the candidates under the cap.</summary>
    public async Task CountRound(Act act, Guid roundId, CancellationToken cancel = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Database.ExecuteSqlAsync($"select 1 from ballot_rounds where id = {roundId} for update", cancel);
        var round = await db.BallotRounds().ThereAsync(r => r.Id == roundId, cancel);
        var meeting = await db.Meetings().ThereAsync(m => m.Id == round.MeetingId, cancel);
        round.Count(act, await Presides(act, round, cancel), (await MissingVoters(round, cancel)).Count);
        var notice = await NoticeOf(meeting, cancel);
        var dossiers = await db.Dossiers().Before(meeting.Id).Where(d => d.Level == round.Level).ToListAsync(cancel);
        var results = await CountBallots(round, notice, dossiers, await ScoresOf(meeting, notice, dossiers, cancel), cancel);
        db.AddRange(results);
        await Rank(round, notice, dossiers, results, null, cancel);
        await db.Commit(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>The chair decides who goes first in a tie across the cap, with the reason. Nobody passes beyond the cap by it.</summary>
    public async Task DecideTie(Act act, Guid roundId, IReadOnlyList<Guid> order, CancellationToken cancel = default)
    {
        var round = await db.BallotRounds().ThereAsync(r => r.Id == roundId, cancel);
        var meeting = await db.Meetings().ThereAsync(m => m.Id == round.MeetingId, cancel);
        var notice = await NoticeOf(meeting, cancel);
        var results = await db.CandidateResults().Where(r => r.RoundId == roundId).ToListAsync(cancel);
        var tied = results.Where(r => r.Outcome == RankOutcome.TieToDecide).Select(r => r.DossierId).ToList();
        var decision = new TieDecision(act, round, order, await Presides(act, round, cancel), tied);
        db.Add(decision);
        var dossiers = await db.Dossiers().Before(meeting.Id).Where(d => d.Level == round.Level).ToListAsync(cancel);
        await Rank(round, notice, dossiers, results, decision.Order, cancel);
        await db.Commit(cancel);
    }

    /// <summary>Whoever presides confirms a level's result: the applications pass, exceed the cap or fail.</summary>
    public async Task ConfirmRound(Act act, Guid roundId, CancellationToken cancel = default)
    {
        var round = await db.BallotRounds().ThereAsync(r => r.Id == roundId, cancel);
        var meeting = await db.Meetings().ThereAsync(m => m.Id == round.MeetingId, cancel);
        var results = await db.CandidateResults().Where(r => r.RoundId == roundId).ToListAsync(cancel);
        round.Confirm(act, await Presides(act, round, cancel), results.Count(r => r.Outcome == RankOutcome.TieToDecide));
        var applications = await db.Dossiers().Before(meeting.Id).Where(d => d.Level == round.Level)
            .Join(db.Applications(), d => d.ApplicationId, a => a.Id, (d, a) => new { d.Id, a }).ToDictionaryAsync(x => x.Id, x => x.a, cancel);
        foreach (var result in results)
        {
            var (verb, to) = result.Outcome switch
            {
                RankOutcome.Passed => (ApplicationVerb.Pass, ApplicationState.Passed),
                RankOutcome.OverCap => (ApplicationVerb.ExceedCap, ApplicationState.OverCap),
                RankOutcome.NotEnoughVotes => (ApplicationVerb.Fail, ApplicationState.NotPassed),
                RankOutcome.TieToDecide => throw new InvalidOperationException("A tie is confirmed only once it is decided."),
            };
            applications[result.DossierId].Move(act, verb, to, meeting.BodyId, null, ("round", round.Id));
        }

        await db.Commit(cancel);
    }

    /// <summary>Ends the meeting once every level's result is confirmed, and keeps the minutes.</summary>
    public async Task CloseMeeting(Act act, Guid meetingId, CancellationToken cancel = default)
    {
        var meeting = await db.Meetings().ThereAsync(m => m.Id == meetingId, cancel);
        var members = await Sitting(meetingId, cancel);
        RefusalException.ThrowIf(members.Exists(m => m.PersonId == act.By && m.Presides) ? null : BallotRules.NotPresiding);
        var levels = await db.Dossiers().Before(meetingId).Select(d => d.Level).Distinct().ToListAsync(cancel);
        var confirmed = await db.BallotRounds().Where(r => r.MeetingId == meetingId && r.ConfirmedAt != null).Select(r => r.Level).ToListAsync(cancel);
        meeting.Close(act, levels.Except(confirmed).Count());
        db.Add(new MeetingMinutes(act, meetingId, await Minutes.Of(db, meeting, await NoticeOf(meeting, cancel), cancel)));
        await db.Commit(cancel);
    }

    /// <summary>Electors who have neither voted nor been declared to abstain. Somebody recused from every candidate has nothing to vote on.</summary>
    public async Task<IReadOnlyList<Guid>> MissingVoters(BallotRound round, CancellationToken cancel = default)
    {
        var electors = await db.Set<Elector>().Where(e => e.RoundId == round.Id && e.AbstainedAt == null).Select(e => e.MemberId).ToListAsync(cancel);
        var voted = await db.Set<BallotCast>().Where(c => c.RoundId == round.Id).Select(c => c.MemberId).Distinct().ToListAsync(cancel);
        var dossiers = await db.Dossiers().Before(round.MeetingId).Where(d => d.Level == round.Level).Select(d => d.Id).ToListAsync(cancel);
        var recusals = await db.Recusals().Where(r => r.MeetingId == round.MeetingId && r.State == RecusalState.Granted && dossiers.Contains(r.DossierId))
            .GroupBy(r => r.MemberId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        return [.. electors.Except(voted).Where(m => recusals.GetValueOrDefault(m) < dossiers.Count)];
    }

    private async Task<List<CandidateResult>> CountBallots(
        BallotRound round, Notice notice, List<Dossier> dossiers, Dictionary<Guid, (Score? Dossier, Score? Defence, Score? Total)> scores, CancellationToken cancel)
    {
        var terms = await db.TermsOf(notice, round.MeetingId, round.Level, cancel);
        var ballots = (await db.Set<Ballot>().Where(b => b.RoundId == round.Id).ToListAsync(cancel)).ToLookup(b => b.DossierId, b => b.Choice);
        var electors = await db.Set<Elector>().Where(e => e.RoundId == round.Id).Select(e => e.MemberId).ToListAsync(cancel);
        var recused = (await db.Recusals().Where(r => r.MeetingId == round.MeetingId && r.State == RecusalState.Granted && electors.Contains(r.MemberId))
            .Select(r => new { r.DossierId, r.MemberId }).Distinct().ToListAsync(cancel)).ToLookup(r => r.DossierId);
        return [.. dossiers.Select(d =>
        {
            var cast = ballots[d.Id].ToList();
            var tally = new BallotTally(
                round.Present, recused[d.Id].Count(), cast.Count(c => c == BallotChoice.Yes), cast.Count(c => c == BallotChoice.No), cast.Count(c => c == BallotChoice.Abstain));
            var (dossier, defence, total) = scores[d.Id];
            return new CandidateResult(
                round.Id, d.Id, tally, Tally.Count(tally, terms.Majority, terms.RecusedInBase), dossier?.Value, defence?.Value, total?.Value);
        })];
    }

    /// <summary>The average of the experts' totals and the defence, weighed by the standard. Who had to defend and did not come has 0 for it.</summary>
    private async Task<Dictionary<Guid, (Score? Dossier, Score? Defence, Score? Total)>> ScoresOf(
        Meeting meeting, Notice notice, List<Dossier> dossiers, CancellationToken cancel)
    {
        var totals = (await db.ScoreSheets().Where(s => s.MeetingId == meeting.Id && s.SubmittedAt != null && s.ExcusedAt == null)
            .Select(s => new { s.DossierId, s.Total }).ToListAsync(cancel)).ToLookup(s => s.DossierId, s => new Score(s.Total!.Value));
        var defences = await DefenceValuesOf(meeting, cancel);
        return dossiers.ToDictionary(d => d.Id, d =>
        {
            var dossier = Scoring.Average([.. totals[d.Id]]);
            var defence = defences[d.Id].Origin == DefenceOrigin.Absent ? new Score(0) : defences[d.Id].Value;
            Score? total = dossier is { } own ? Scoring.Combine(own, defence, StandardOf(notice, d).DefenceWeight) : null;
            return (dossier, defence, total);
        });
    }

    /// <summary>Ranks the candidates, and where the notice has other caps for some each among their own.</summary>
    private async Task Rank(
        BallotRound round, Notice notice, List<Dossier> dossiers, List<CandidateResult> results, IReadOnlyList<Guid>? decided, CancellationToken cancel)
    {
        var codes = dossiers.ToDictionary(d => d.Id, d => d.Code);
        var cap = notice.CapOf(round.Level);
        var placings = cap is { Variants.Count: > 0 } ? await db.PlacingsOf(round.MeetingId, round.Level, cancel) : null;
        var seats = new List<(LocalText? Of, CapSeats Seats)>();
        foreach (var line in results.GroupBy(r => placings is null ? "" : cap!.For(placings[r.DossierId]).Id).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var own = cap?.Line(line.Key);
            var byCode = line.ToDictionary(r => codes[r.DossierId], StringComparer.Ordinal);
            var order = decided?.Select(id => codes[id]).Where(byCode.ContainsKey).ToList();
            var ranking = Ranking.Apply(
                [.. line.Select(r => new RankingCandidate(codes[r.DossierId], r.Yes, r.Base, r.PassesVote, r.Score is { } score ? new Score(score) : null))],
                own?.Cap, notice.Meeting.RankBy, own?.Cap.Base switch
                {
                    CapBase.Admitted => await Admitted(notice.Id, round.Level, cap!, line.Key, cancel),
                    CapBase.Defended => await Defended([.. line.Select(r => r.DossierId)], cancel),
                    _ => null,
                },
                order is { Count: > 0 } ? order : null);
            foreach (var ranked in ranking.Candidates)
            {
                byCode[ranked.Id].Place(ranked, line.Key, ranking.Seats?.Seats);
            }

            if (ranking.Seats is { } left)
            {
                seats.Add((placings is null ? null : own!.Name(notice), left));
            }
        }

        round.SetCap(seats);
    }

    private Task<int> Defended(Guid[] dossiers, CancellationToken cancel) =>
        db.DefenceEntries().CountAsync(e => dossiers.Contains(e.Id) && e.AbsentAt == null, cancel);

    private async Task<int> Admitted(string noticeId, Level level, PassCap cap, string line, CancellationToken cancel)
    {
        ApplicationState[] since =
        [
            ApplicationState.Admitted, ApplicationState.Paid, ApplicationState.UnderEvaluation, ApplicationState.Passed, ApplicationState.OverCap,
            ApplicationState.NotPassed, ApplicationState.Conferred, ApplicationState.Certified,
        ];
        var admitted = db.Applications().AsNoTracking().Where(a => a.NoticeId == noticeId && a.Level == level && since.Contains(a.State));
        return cap.Variants.Count == 0 ? await admitted.CountAsync(cancel) : (await admitted.ToListAsync(cancel)).Count(a => cap.For(a.Placing).Id == line);
    }

    private async Task<bool> Presides(Act act, BallotRound round, CancellationToken cancel) =>
        (await Sitting(round.MeetingId, cancel)).Exists(m => m.PersonId == act.By && m.Presides && m.PresentAt is not null);
}
