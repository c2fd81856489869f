using Zhiping.Data;
using Zhiping.Policy.Evaluation;
using Zhiping.Policy.Quantities;

namespace Zhiping.Meetings;

/// <summary>The vote on all candidates of one level: opened by whoever presides, counted once, confirmed by the same. (J3)</summary>
public sealed class BallotRound : Recorded
{
    private BallotRound()
    {
    }

    public BallotRound(Act act, Meeting meeting, Level level, IReadOnlyList<MeetingMember> present, int candidates, QuorumResult quorum, bool recusalsOpen)
    {
        RefusalException.ThrowIf(BallotRules.CanOpen(meeting, level, candidates, quorum, present.FirstOrDefault(m => m.PersonId == act.By), recusalsOpen));
        Id = Ids.Blind();
        MeetingId = meeting.Id;
        Level = level;
        OpenedAt = act.At;
        OpenedBy = act.By!.Value;
        Present = present.Count;
        Record(act, "OpenBallot", ("meeting", meeting.Id), ("level", level), ("present", Present), ("candidates", candidates));
    }

    public override string SubjectKind => "ballot-round";

    public Guid MeetingId { get; private set; }

    public Level Level { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>The chair or deputy who presides.</summary>
    public Guid OpenedBy { get; private set; }

    /// <summary>How many were in the room when it opened; nobody joins later.</summary>
    public int Present { get; private set; }

    public DateTimeOffset? CountedAt { get; private set; }

    public Guid? CountedBy { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    public Guid? ConfirmedBy { get; private set; }

    /// <summary>The cap's arithmetic in words, or empty where there is none.</summary>
    public string CapWordsZh { get; private set; } = "";

    public string CapWordsEn { get; private set; } = "";

    /// <summary>How many may pass; null where there is no cap.</summary>
    public int? Seats { get; private set; }

    public uint Version { get; private set; }

    public LocalText CapWords => new(CapWordsZh, CapWordsEn);

    public bool IsOpen => CountedAt is null;

    /// <summary>Ends the vote and counts, once everybody has voted or was declared to abstain.</summary>
    public void Count(Act act, bool presides, int missing)
    {
        RefusalException.ThrowIf(BallotRules.CanCount(this, presides, missing));
        CountedAt = act.At;
        CountedBy = act.By;
        Record(act, "CountBallots", ("meeting", MeetingId), ("level", Level));
    }

    /// <summary>Keeps how many seats the cap leaves; where the notice has several, each with whom it is for and all added up.</summary>
    public void SetCap(IReadOnlyList<(LocalText? Of, CapSeats Seats)> caps)
    {
        Seats = caps.Count == 0 ? null : caps.Sum(c => c.Seats.Seats);
        CapWordsZh = string.Join("；", caps.Select(c => c.Of is null ? c.Seats.Words.Zh : $"{c.Of.Zh}：{c.Seats.Words.Zh}"));
        CapWordsEn = string.Join("; ", caps.Select(c => c.Of is null ? c.Seats.Words.En : $"{c.Of.En}: {c.Seats.Words.En}"));
    }

    /// <summary>Confirms the result; from here it stands.</summary>
    public void Confirm(Act act, bool presides, int tiesOpen)
    {
        RefusalException.ThrowIf(BallotRules.CanConfirm(this, presides, tiesOpen));
        ConfirmedAt = act.At;
        ConfirmedBy = act.By;
        Record(act, "ConfirmResult", ("meeting", MeetingId), ("level", Level));
    }
}

/// <summary>A member in the room when the round opened, who may vote in it.</summary>
public sealed class Elector
{
    private Elector()
    {
    }

    public Elector(BallotRound round, MeetingMember member)
    {
        RoundId = round.Id;
        MemberId = member.Id;
    }

    public Guid RoundId { get; private set; }

    public Guid MemberId { get; private set; }

    /// <summary>When whoever presides declared that the member abstains.</summary>
    public DateTimeOffset? AbstainedAt { get; private set; }

    public Guid? AbstainedBy { get; private set; }

    public string? AbstainedReason { get; private set; }

    public void DeclareAbstaining(Act act, BallotRound round, bool presides, bool hasVoted)
    {
        RefusalException.ThrowIf(BallotRules.CanDeclareAbstaining(this, round, presides, hasVoted, act));
        AbstainedAt = act.At;
        AbstainedBy = act.By;
        AbstainedReason = act.Reason;
        round.Record(act, "DeclareAbstaining", ("member", MemberId));
    }
}

/// <summary>What a ballot says.</summary>
public enum BallotChoice
{
    Yes,
    No,
    Abstain,
}

/// <summary>That a member voted on a dossier; never how. The key makes a second ballot impossible.</summary>
public sealed class BallotCast
{
    private BallotCast()
    {
    }

    public BallotCast(Guid roundId, Guid dossierId, Guid memberId)
    {
        RoundId = roundId;
        DossierId = dossierId;
        MemberId = memberId;
    }

    public Guid RoundId { get; private set; }

    public Guid DossierId { get; private set; }

    public Guid MemberId { get; private set; }
}

/// <summary>How somebody voted; never who, and in no order. No page or export joins it to a member.</summary>
public sealed class Ballot
{
    private Ballot()
    {
    }

    public Ballot(Guid roundId, Guid dossierId, BallotChoice choice)
    {
        Id = Ids.Blind();
        RoundId = roundId;
        DossierId = dossierId;
        Choice = choice;
    }

    public Guid Id { get; private set; }

    public Guid RoundId { get; private set; }

    public Guid DossierId { get; private set; }

    public BallotChoice Choice { get; private set; }
}

/// <summary>The count of one candidate and its place, made when the round is counted.</summary>
public sealed class CandidateResult
{
    private CandidateResult()
    {
    }

    public CandidateResult(Guid roundId, Guid dossierId, BallotTally tally, TallyResult count, decimal? dossierScore, decimal? defence, decimal? score)
    {
        RoundId = roundId;
        DossierId = dossierId;
        Yes = count.Yes;
        No = tally.No;
        Abstain = tally.Present - tally.Recused - tally.Yes - tally.No;
        Recused = tally.Recused;
        Base = count.Base;
        Needed = count.Needed;
        PassesVote = count.Passes;
        DossierScore = dossierScore;
        DefenceValue = defence;
        Score = score;
        Outcome = count.Passes ? RankOutcome.TieToDecide : RankOutcome.NotEnoughVotes;
    }

    public Guid RoundId { get; private set; }

    public Guid DossierId { get; private set; }

    public int Yes { get; private set; }

    public int No { get; private set; }

    /// <summary>Abstaining ballots and members declared to abstain.</summary>
    public int Abstain { get; private set; }

    public int Recused { get; private set; }

    public int Base { get; private set; }

    public int Needed { get; private set; }

    public bool PassesVote { get; private set; }

    /// <summary>The average of the experts' totals.</summary>
    public decimal? DossierScore { get; private set; }

    public decimal? DefenceValue { get; private set; }

    /// <summary>Both weighed into one.</summary>
    public decimal? Score { get; private set; }

    public int Rank { get; private set; }

    public RankOutcome Outcome { get; private set; }

    /// <summary>Which of several caps holds for the candidate, by the id of the variant; empty for the cap of the level.</summary>
    public string CapLine { get; private set; } = "";

    /// <summary>How many may pass under that cap; null where there is none.</summary>
    public int? CapSeats { get; private set; }

    /// <summary>Takes the place that the ranking gives among those of one cap.</summary>
    public void Place(RankedCandidate ranked, string capLine, int? capSeats)
    {
        CapLine = capLine;
        CapSeats = capSeats;
        Rank = ranked.Rank;
        Outcome = ranked.Outcome;
    }
}

/// <summary>The chair's decision on a tie across the cap, on record with its reason. Nobody passes beyond the cap by it. (J4)</summary>
public sealed class TieDecision
{
    private TieDecision()
    {
    }

    public TieDecision(Act act, BallotRound round, IReadOnlyList<Guid> order, bool presides, IReadOnlyCollection<Guid> tied)
    {
        RefusalException.ThrowIf(BallotRules.CanDecideTie(round, order, presides, tied, act));
        Id = Ids.Row(act.At);
        RoundId = round.Id;
        Order = [.. order];
        By = act.By!.Value;
        At = act.At;
        Reason = act.Reason!;
        round.Record(act, "DecideTie", ("order", string.Join(' ', order)));
    }

    public Guid Id { get; private set; }

    public Guid RoundId { get; private set; }

    /// <summary>The tied dossiers, the one that goes first in front.</summary>
    public List<Guid> Order { get; private set; } = [];

    public Guid By { get; private set; }

    public DateTimeOffset At { get; private set; }

    public string Reason { get; private set; } = "";
}

/// <summary>The minutes of a meeting: canonical JSON as stored, hashed as stored. Never changed. (Order 40)</summary>
public sealed class MeetingMinutes
{
    private MeetingMinutes()
    {
    }

    public MeetingMinutes(Act act, Guid meetingId, byte[] content)
    {
        MeetingId = meetingId;
        Content = content;
        Sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
        At = act.At;
        By = act.By!.Value;
    }

    public Guid MeetingId { get; private set; }

    public byte[] Content { get; private set; } = [];

    public string Sha256 { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    public Guid By { get; private set; }
}
