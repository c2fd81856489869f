using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Policy.Forms;

namespace Zhiping.Career.Own;

/// <summary>履历档案: what is entered once, by kind, with its proof and whether an office has found it right.</summary>
[ForSignedIn]
public sealed class IndexModel(AppDb db, CareerDesk desk, CurrentPerson me) : PageModel
{
    /// <summary>Each kind with the person's entries of it.</summary>
    public IReadOnlyList<(SectionDefinition Kind, IReadOnlyList<CareerEntry> Entries)> Kinds { get; private set; } = [];

    /// <summary>Entries of kinds that no notice knows any more.</summary>
    public IReadOnlyList<CareerEntry> Others { get; private set; } = [];

    public int Count { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        var all = await db.CareerEntries().AsNoTracking().OfPerson(me.Id).ToListAsync(stop);
        var kinds = await desk.Kinds(stop);
        Count = all.Count;
        Kinds = [.. kinds.Select(kind => (kind, (IReadOnlyList<CareerEntry>)[.. all.Where(e => e.SectionId == kind.Id)]))];
        Others = [.. all.Where(e => kinds.All(kind => kind.Id != e.SectionId))];
    }

    /// <summary>Takes an entry out of the file; applications keep their copies.</summary>
    public async Task<IActionResult> OnPostDeleteAsync(Guid id, CancellationToken stop)
    {
        var done = await db.CareerEntries().Where(e => e.Id == id && e.PersonId == me.Id).ExecuteDeleteAsync(stop);
        if (done == 0)
        {
            return NotFound();
        }

        this.Flash("已从履历档案删去，申报书里的不变");
        return RedirectToPage();
    }
}
