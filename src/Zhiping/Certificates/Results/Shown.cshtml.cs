using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Quantities;
using Notice = Zhiping.Policy.Notices.Notice;

namespace Zhiping.Certificates.Results;

/// <summary>The public list of who passed (look 09): by name, never by rank; no numbers, no ethnic group.</summary>
[ForAnyone]
public sealed class ShownModel(AppDb db, NoticeStore notices, RequestInstant instant) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "specialty")]
    public string? Specialty { get; set; }

    [BindProperty(SupportsGet = true, Name = "level")]
    public Level? Level { get; set; }

    public ResultPublicity Publicity { get; private set; } = null!;

    public Notice Notice { get; private set; } = null!;

    public IReadOnlyList<ResultEntry> Entries { get; private set; } = [];

    public int All { get; private set; }

    public DateTimeOffset Now => instant.At;

    public LocalText Heading => ListModel.TitleOf(Notice);

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancel)
    {
        if (await db.ResultPublicities().SingleOrDefaultAsync(p => p.Id == id, cancel) is not { } publicity)
        {
            return NotFound();
        }

        Publicity = publicity;
        Notice = (await notices.Get(publicity.RevisionId, cancel)).Notice;
        var entries = db.ResultEntries().Where(e => e.PublicityId == id);
        All = await entries.CountAsync(cancel);
        if (!string.IsNullOrWhiteSpace(Search))
        {
            var text = Search.Trim();
            entries = entries.Where(e => e.Name.Contains(text) || e.UnitName.Contains(text));
        }

        if (!string.IsNullOrEmpty(Specialty))
        {
            entries = entries.Where(e => e.Specialty == Specialty);
        }

        if (Level is { } level)
        {
            entries = entries.Where(e => e.Level == level);
        }

        Entries = await entries.OrderBy(e => EF.Functions.Collate(e.Name, CertificateQueries.ByPinyin)).ThenBy(e => EF.Functions.Collate(e.UnitName, CertificateQueries.ByPinyin)).ToListAsync(cancel);
        return Page();
    }
}
