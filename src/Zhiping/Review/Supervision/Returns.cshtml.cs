using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Bodies;
using Zhiping.Data;

namespace Zhiping.Review.Supervision;

/// <summary>How often an office returned applications on a clause.</summary>
public sealed record ReturnsByClause(string Office, string ClauseDocument, string ClausePath, int Remarks, int Applications, int New);

/// <summary>Returns by office and clause, for supervision: who raises what, how often, and how often too late. Reads only. (F6)</summary>
[ForRoles(Role.Supervisor)]
public sealed class ReturnsModel(AppDb db, CurrentPerson person) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "office")]
    public Guid? OfficeId { get; set; }

    public IReadOnlyList<ReturnsByClause> Rows { get; private set; } = [];

    public IReadOnlyList<(Guid Id, string Name)> Offices { get; private set; } = [];

    public int Returns { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        var own = await db.Body(person.ActingBodyId!.Value, cancel);
        var within = db.Bodies().Where(b => b.RegionId == own.RegionId);
        var returns = db.Returns().Where(r => within.Any(b => b.Id == r.BodyId));
        var offices = await returns.Select(r => r.BodyId).Distinct().Join(db.Bodies(), id => id, b => b.Id, (id, b) => new { b.Id, b.Name })
            .OrderBy(b => b.Name).ToListAsync(cancel);
        Offices = [.. offices.Select(o => (o.Id, o.Name))];
        var chosen = returns.Where(r => OfficeId == null || r.BodyId == OfficeId);
        Returns = await chosen.CountAsync(cancel);
        var rows = await db.Remarks()
            .Join(chosen, r => r.ReturnId, x => x.Id, (r, x) => new { r.ClauseDocument, r.ClausePath, r.ApplicationId, r.NewOnUnchanged, x.BodyId })
            .GroupBy(x => new { x.BodyId, x.ClauseDocument, x.ClausePath })
            .Select(g => new
            {
                g.Key,
                Remarks = g.Count(),
                Applications = g.Select(x => x.ApplicationId).Distinct().Count(),
                New = g.Count(x => x.NewOnUnchanged),
            })
            .OrderByDescending(g => g.Remarks).Take(500).ToListAsync(cancel);
        var names = offices.ToDictionary(o => o.Id, o => o.Name);
        Rows = [.. rows.Select(r => new ReturnsByClause(names[r.Key.BodyId], r.Key.ClauseDocument, r.Key.ClausePath, r.Remarks, r.Applications, r.New))];
        return Page();
    }
}
