using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Policy.Notices;

namespace Zhiping.Notices.Operate;

/// <summary>Two revisions or drafts side by side: what differs in words and how many applications each change touches, and a simulation over the applications there are. (B10)</summary>
[ForRoles(Role.Operator)]
public sealed class CompareModel(AppDb db, CurrentPerson person, NoticeWorkshop workshop, INoticeApplications applications) : PageModel, IShowAgain
{
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>A simulation that was asked for.</summary>
    [BindProperty(SupportsGet = true, Name = "simulation")]
    public Guid? SimulationId { get; set; }

    public IReadOnlyList<NoticeChoice> Choices { get; private set; } = [];

    public IReadOnlyList<NoticeChange>? Changes { get; private set; }

    public TouchedApplications Touched { get; private set; } = TouchedApplications.None;

    /// <summary>How many applications a simulation would look at.</summary>
    public int Applications { get; private set; }

    public NoticeSimulation? Simulation { get; private set; }

    public SimulationTold? Outcome { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (SimulationId is { } id)
        {
            Simulation = await db.NoticeSimulations().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancel);
            if (Simulation is null)
            {
                return NotFound();
            }

            (Before, After, Outcome) = (Simulation.Before, Simulation.After, Simulation.Outcome);
            if (Outcome is null)
            {
                Response.Headers["Refresh"] = "3";
            }
        }

        await ShowAgain(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var asked = await workshop.Simulate(person.Act(), Before, After, cancel);
        return Redirect("/operations/notices/compare?simulation=" + asked.Id);
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        Choices = await workshop.Choices(cancel);
        if (string.IsNullOrEmpty(Before) || string.IsNullOrEmpty(After) || !ModelState.IsValid)
        {
            return;
        }

        try
        {
            var (one, other) = (await workshop.Side(Before, nameof(Before), cancel), await workshop.Side(After, nameof(After), cancel));
            Changes = NoticeDiff.Between(one.Notice, other.Notice);
            Touched = await applications.Touched(one.Notice.Id, cancel);
            Applications = await applications.Count(one.Notice.Id, cancel);
        }
        catch (RefusalException) when (Simulation is not null)
        {
            // What was compared then is gone by now; its outcome still stands.
        }
    }
}
