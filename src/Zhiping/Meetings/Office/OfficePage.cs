using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Committees;
using Zhiping.Data;
using Zhiping.Notices;
using Notice = Zhiping.Policy.Notices.Notice;

namespace Zhiping.Meetings.Office;

/// <summary>What the office's pages of one meeting share: it is there only for the office that runs its committee.</summary>
public abstract class OfficePage(AppDb db, CurrentPerson person, NoticeStore notices) : PageModel, IShowAgain
{
    protected AppDb Db { get; } = db;

    protected CurrentPerson Person { get; } = person;

    public Meeting Meeting { get; private set; } = null!;

    public Committee Committee { get; private set; } = null!;

    public Notice Notice { get; private set; } = null!;

    public string SpecialtyName(string id) => Notice.SeriesList.SelectMany(s => s.Specialties).FirstOrDefault(s => s.Id == id)?.Name.Zh ?? id;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancel) => await Load(id, cancel) ? Page() : NotFound();

    public Task ShowAgain(CancellationToken cancel) => Load(Guid.Parse((string)RouteData.Values["id"]!), cancel);

    /// <summary>Does a verb and comes back to the page with the news.</summary>
    protected async Task<IActionResult> Do(Guid id, string done, Func<Task> verb, CancellationToken cancel)
    {
        if (!await Db.Meetings().AnyAsync(m => m.Id == id && m.BodyId == Person.ActingBodyId, cancel))
        {
            return NotFound();
        }

        await verb();
        TempData["Flash"] = done;
        return Redirect(Request.Path);
    }

    /// <summary>Reads what the particular page shows.</summary>
    protected abstract Task Read(CancellationToken cancel);

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        var meeting = await Db.Meetings().SingleOrDefaultAsync(m => m.Id == id && m.BodyId == Person.ActingBodyId, cancel);
        if (meeting is null)
        {
            return false;
        }

        Meeting = meeting;
        Committee = await Db.Committees().SingleAsync(c => c.Id == meeting.CommitteeId, cancel);
        Notice = (await notices.Get(meeting.RevisionId, cancel)).Notice;
        await Read(cancel);
        return true;
    }
}
