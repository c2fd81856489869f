using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Committees;
using Zhiping.Data;

namespace Zhiping.Meetings.Office;

/// <summary>The meetings of a committee, and planning another.</summary>
[ForRoles(Role.OfficeClerk, Role.OfficeHead)]
public sealed class IndexModel(AppDb db, CurrentPerson person, MeetingDesk desk) : PageModel, IShowAgain
{
    [BindProperty]
    public DateTime? StartsAt { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public DateTime? ReadBy { get; set; }

    [BindProperty]
    public int ReadersPerDossier { get; set; } = 3;

    public Committee Committee { get; private set; } = null!;

    public IReadOnlyList<(Meeting Meeting, int Dossiers)> Meetings { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancel) => await Load(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancel)
    {
        if (!await db.Committees().RunBy(person.ActingBodyId!.Value).AnyAsync(c => c.Id == id, cancel))
        {
            return NotFound();
        }

        RefusalException.ThrowIf(StartsAt is null ? new Refusal("请填写开会的时间。") { Field = "StartsAt" } : null);
        var meeting = await desk.Prepare(person.Act(), id, new NewMeeting(Said(StartsAt!.Value), Place ?? "", ReadBy is { } by ? Said(by) : null, ReadersPerDossier), cancel);
        return Redirect($"/office/meetings/{meeting.Id}");
    }

    public Task ShowAgain(CancellationToken cancel) => Load(Guid.Parse((string)RouteData.Values["id"]!), cancel);

    /// <summary>A wall clock in Beijing, as forms send it.</summary>
    internal static DateTimeOffset Said(DateTime wall) => new(DateTime.SpecifyKind(wall, DateTimeKind.Unspecified), TimeSpan.FromHours(8));

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        var committee = await db.Committees().RunBy(person.ActingBodyId!.Value).SingleOrDefaultAsync(c => c.Id == id, cancel);
        if (committee is null)
        {
            return false;
        }

        Committee = committee;
        var meetings = await db.Meetings().Where(m => m.CommitteeId == id).OrderByDescending(m => m.StartsAt)
            .Select(m => new { Meeting = m, Count = db.Dossiers().Count(d => d.MeetingId == m.Id && d.OffAt == null) }).ToListAsync(cancel);
        Meetings = [.. meetings.Select(m => (m.Meeting, m.Count))];
        return true;
    }
}
