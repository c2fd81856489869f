using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Meetings.Board;

/// <summary>The minutes of a closed meeting, for whoever presided and for the office; also as the file that was hashed.</summary>
[ForSignedIn]
public sealed class MinutesModel(AppDb db, CurrentPerson person) : PageModel
{
    public MeetingMinutes Kept { get; private set; } = null!;

    public Minutes Minutes { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancel) => await Load(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnGetFile(Guid id, CancellationToken cancel) =>
        await Load(id, cancel) ? File(Kept.Content, "application/json", $"minutes-{Kept.Sha256[..12]}.json") : NotFound();

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        var meeting = await db.Meetings().SingleOrDefaultAsync(m => m.Id == id, cancel);
        var presided = await db.MeetingMembers().SeatsOf(person.Id).AnyAsync(m => m.MeetingId == id && (m.Seat == Seat.Chair || m.Seat == Seat.Deputy), cancel);
        var office = meeting is not null && person.ActsFor(meeting.BodyId, Role.OfficeClerk, Role.OfficeHead);
        if (!(presided || office) || await db.MeetingMinutes().SingleOrDefaultAsync(m => m.MeetingId == id, cancel) is not { } kept)
        {
            return false;
        }

        Kept = kept;
        Minutes = Minutes.Read(kept);
        return true;
    }
}
