using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Committees;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Evaluation;
using Zhiping.Policy.Quantities;
using Notice = Zhiping.Policy.Notices.Notice;

namespace Zhiping.Meetings.Board;

/// <summary>One candidate on the board, by code.</summary>
public sealed record BoardCandidate(CandidateResult Result, string Code);

/// <summary>One level on the board. How many have voted is shown; how, only after the count.</summary>
public sealed record BoardLevel(Level Level, int Candidates, BallotRound? Round, int Voted, IReadOnlyList<MeetingMember> Missing, IReadOnlyList<BoardCandidate> Results)
{
    /// <summary>Quorum and majority of the vote on this level.</summary>
    public required Policy.Notices.Meeting Terms { get; init; }

    public required QuorumResult Quorum { get; init; }

    /// <summary>The candidates under each cap of the notice; one group where it has one for all.</summary>
    public IReadOnlyList<IGrouping<string, BoardCandidate>> Lines => [.. Results.GroupBy(r => r.Result.CapLine)];

    public IReadOnlyList<BoardCandidate> Tied => [.. Results.Where(r => r.Result.Outcome == RankOutcome.TieToDecide)];
}

/// <summary>The board of whoever presides (look 08): roll call, ballots, results. Others find nothing here.</summary>
[ForSignedIn]
public sealed class BoardModel(AppDb db, CurrentPerson person, MeetingDesk desk, NoticeStore notices, RequestInstant instant) : PageModel, IShowAgain
{
    [BindProperty]
    public List<Guid> Present { get; set; } = [];

    [BindProperty]
    public Level Level { get; set; }

    [BindProperty]
    public Guid Round { get; set; }

    [BindProperty]
    public Guid Member { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public List<Guid> Order { get; set; } = [];

    public Meeting Meeting { get; private set; } = null!;

    public Committee Committee { get; private set; } = null!;

    public Notice Notice { get; private set; } = null!;

    public IReadOnlyList<MeetingMember> Members { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>The highest that a level of this meeting needs.</summary>
    public QuorumResult Quorum { get; private set; } = null!;

    public IReadOnlyList<BoardLevel> Levels { get; private set; } = [];

    public int Recusals { get; private set; }

    public DateTimeOffset Now => instant.At;

    public bool RollCalled => Members.Any(m => m.PresentAt is not null);

    public bool AnyOpen => Levels.Any(l => l.Round is { IsOpen: true });

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancel) => await Load(id, cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostRoll(Guid id, CancellationToken cancel) =>
        Do(id, () => desk.RollCall(person.OwnAct(), id, Present, cancel), cancel);

    public Task<IActionResult> OnPostOpen(Guid id, CancellationToken cancel) =>
        Do(id, () => desk.OpenRound(person.OwnAct(), id, Level, cancel), cancel);

    public Task<IActionResult> OnPostAbstain(Guid id, CancellationToken cancel) =>
        Do(id, () => desk.DeclareAbstaining(person.OwnAct(Reason), Round, Member, cancel), cancel);

    public Task<IActionResult> OnPostCount(Guid id, CancellationToken cancel) =>
        Do(id, () => desk.CountRound(person.OwnAct(), Round, cancel), cancel);

    public Task<IActionResult> OnPostTie(Guid id, CancellationToken cancel) =>
        Do(id, () => desk.DecideTie(person.OwnAct(Reason), Round, Order, cancel), cancel);

    public Task<IActionResult> OnPostConfirm(Guid id, CancellationToken cancel) =>
        Do(id, () => desk.ConfirmRound(person.OwnAct(), Round, cancel), cancel);

    public Task<IActionResult> OnPostClose(Guid id, CancellationToken cancel) =>
        Do(id, () => desk.CloseMeeting(person.OwnAct(), id, cancel), cancel);

    public Task ShowAgain(CancellationToken cancel) => Load(Guid.Parse((string)RouteData.Values["id"]!), cancel);

    private async Task<IActionResult> Do(Guid id, Func<Task> verb, CancellationToken cancel)
    {
        if (!await Presides(id, cancel))
        {
            return NotFound();
        }

        // A round of another meeting is not here.
        if (Round != Guid.Empty && !await db.BallotRounds().AnyAsync(r => r.Id == Round && r.MeetingId == id, cancel))
        {
            return NotFound();
        }

        await verb();
        return Redirect($"/meetings/{id}");
    }

    private Task<bool> Presides(Guid id, CancellationToken cancel) =>
        db.MeetingMembers().SeatsOf(person.Id).AnyAsync(m => m.MeetingId == id && (m.Seat == Seat.Chair || m.Seat == Seat.Deputy), cancel);

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        if (!await Presides(id, cancel))
        {
            return false;
        }

        Meeting = await db.Meetings().SingleAsync(m => m.Id == id, cancel);
        Committee = await db.Committees().SingleAsync(c => c.Id == Meeting.CommitteeId, cancel);
        Notice = (await notices.Get(Meeting.RevisionId, cancel)).Notice;
        Members = await db.MeetingMembers().Where(m => m.MeetingId == id && (m.Seat == Seat.Member || m.Seat == Seat.Chair || m.Seat == Seat.Deputy))
            .OrderBy(m => m.Number).ToListAsync(cancel);
        var people = Members.Select(m => m.PersonId).ToList();
        Names = await db.People().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        Recusals = await db.Recusals().CountAsync(r => r.MeetingId == id && r.State == RecusalState.Granted, cancel);
        var candidates = await db.Dossiers().Before(id).Select(d => new { d.Id, d.Code, d.Level }).ToListAsync(cancel);
        var rounds = await db.BallotRounds().Where(r => r.MeetingId == id).ToListAsync(cancel);
        var levels = new List<BoardLevel>();
        foreach (var level in candidates.GroupBy(c => c.Level).OrderBy(g => g.Key))
        {
            var round = rounds.Find(r => r.Level == level.Key);
            var codes = level.ToDictionary(c => c.Id, c => c.Code);
            var terms = await db.TermsOf(Notice, id, level.Key, cancel);
            var quorum = QuorumOf(terms);
            levels.Add(round is null ? new BoardLevel(level.Key, level.Count(), null, 0, [], []) { Terms = terms, Quorum = quorum } : await LevelOf(round, codes, terms, quorum, cancel));
        }

        Levels = levels;
        Quorum = levels.Select(l => l.Quorum).MaxBy(q => q.Needed) ?? QuorumOf(Notice.Meeting);
        return true;
    }

    private QuorumResult QuorumOf(Policy.Notices.Meeting terms) =>
        Policy.Evaluation.Quorum.Reached(Meeting.CommitteeSize, Members.Count(m => m.PresentAt is not null), terms.Quorum);

    private async Task<BoardLevel> LevelOf(BallotRound round, Dictionary<Guid, string> codes, Policy.Notices.Meeting terms, QuorumResult quorum, CancellationToken cancel)
    {
        var missing = round.IsOpen ? await desk.MissingVoters(round, cancel) : [];
        var results = round.IsOpen ? [] : await db.CandidateResults().Where(r => r.RoundId == round.Id).ToListAsync(cancel);
        return new BoardLevel(
            round.Level, codes.Count, round, round.Present - missing.Count, [.. Members.Where(m => missing.Contains(m.Id))],
            [.. results.Select(r => new BoardCandidate(r, codes[r.DossierId])).OrderBy(r => r.Result.CapLine, StringComparer.Ordinal)
                .ThenBy(r => r.Result.Rank).ThenBy(r => r.Code, StringComparer.Ordinal)])
        { Terms = terms, Quorum = quorum };
    }
}
