using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Policy.Quantities;

namespace Zhiping.Meetings.Board;

/// <summary>The ballots of a counted round, dossier by dossier and sorted by choice, so that anyone who presided can count again. No member is named.</summary>
[ForSignedIn]
public sealed class BallotsModel(AppDb db, CurrentPerson person) : PageModel
{
    public Guid Meeting { get; private set; }

    public Level Level { get; private set; }

    public IReadOnlyList<(string Code, IReadOnlyList<BallotChoice> Ballots, CandidateResult Result)> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid id, Guid round, CancellationToken cancel)
    {
        var found = await db.BallotRounds().SingleOrDefaultAsync(r => r.Id == round && r.MeetingId == id && r.CountedAt != null, cancel);
        var presided = await db.MeetingMembers().SeatsOf(person.Id).AnyAsync(m => m.MeetingId == id && (m.Seat == Seat.Chair || m.Seat == Seat.Deputy), cancel);
        if (found is null || !presided)
        {
            return NotFound();
        }

        Meeting = id;
        Level = found.Level;
        var ballots = (await db.Set<Ballot>().Where(b => b.RoundId == round).ToListAsync(cancel)).ToLookup(b => b.DossierId, b => b.Choice);
        var results = await db.CandidateResults().Where(r => r.RoundId == round).Join(db.Dossiers(), r => r.DossierId, d => d.Id, (r, d) => new { r, d.Code }).ToListAsync(cancel);
        Rows = [.. results.OrderBy(x => x.Code, StringComparer.Ordinal).Select(x => (x.Code, (IReadOnlyList<BallotChoice>)[.. ballots[x.r.DossierId].Order()], x.r))];
        return Page();
    }
}
