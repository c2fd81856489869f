using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Meetings.Board;

/// <summary>The ballots of a counted round, dossier by dossier and sorted by choice, so that anyone who presided can count again. No member is named.</summary>
[ForSignedIn]
public sealed class BallotsModel(AppDb db, CurrentPerson person, NoticeStore notices, KeyRing keys) : PageModel
{
    public Guid Meeting { get; private set; }

    public Level Level { get; private set; }

    public IReadOnlyList<(string Code, IReadOnlyList<BallotChoice> Ballots, CandidateResult Result)> Rows { get; private set; } = [];

    /// <summary>Whether the result stands, so that its record can be handed out.</summary>
    public bool IsConfirmed { get; private set; }

    public async Task<IActionResult> OnGet(Guid id, Guid round, CancellationToken cancel)
    {
        var found = await db.BallotRounds().SingleOrDefaultAsync(r => r.Id == round && r.MeetingId == id && r.CountedAt != null, cancel);
        if (found is null || !await Presided(id, cancel))
        {
            return NotFound();
        }

        Meeting = id;
        IsConfirmed = found.ConfirmedAt is not null;
        Level = found.Level;
        var ballots = (await db.Set<Ballot>().Where(b => b.RoundId == round).ToListAsync(cancel)).ToLookup(b => b.DossierId, b => b.Choice);
        var results = await db.CandidateResults().Where(r => r.RoundId == round).Join(db.Dossiers(), r => r.DossierId, d => d.Id, (r, d) => new { r, d.Code }).ToListAsync(cancel);
        Rows = [.. results.OrderBy(x => x.Code, StringComparer.Ordinal).Select(x => (x.Code, (IReadOnlyList<BallotChoice>)[.. ballots[x.r.DossierId].Order()], x.r))];
        return Page();
    }

    /// <summary>The signed record of a confirmed vote, for whoever wants to count again.</summary>
    public async Task<IActionResult> OnGetFile(Guid id, Guid round, CancellationToken cancel) =>
        await Presided(id, cancel) && await db.BallotRounds().AnyAsync(r => r.Id == round && r.MeetingId == id, cancel)
            && await BallotRecord.Of(db, notices, keys, round, cancel) is { } record
            ? File(record, "application/json", $"ballots-{round.ToString("N")[..12]}.json")
            : NotFound();

    private Task<bool> Presided(Guid id, CancellationToken cancel) =>
        db.MeetingMembers().SeatsOf(person.Id).AnyAsync(m => m.MeetingId == id && (m.Seat == Seat.Chair || m.Seat == Seat.Deputy), cancel);
}
