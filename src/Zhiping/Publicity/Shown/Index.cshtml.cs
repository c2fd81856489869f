using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Publicity.Shown;

/// <summary>The public page of a publicity while it runs: name, unit and title; the identity number, ethnic group and political affiliation are left out. (K1)</summary>
[ForAnyone]
public sealed class ShownPublicityModel(AppDb db, NoticeStore notices, RequestInstant instant) : PageModel
{
    public UnitPublicity Publicity { get; private set; } = null!;

    public bool IsShown { get; private set; }

    public string Name { get; private set; } = "";

    public string Unit { get; private set; } = "";

    public LocalText Title { get; private set; } = new("", "");

    public LocalText Specialty { get; private set; } = new("", "");

    public ClauseRef? Clause { get; private set; }

    public async Task<IActionResult> OnGet(string code, CancellationToken cancel)
    {
        var publicity = await db.UnitPublicities().AsNoTracking().FirstOrDefaultAsync(p => p.Code == code, cancel);
        if (publicity is null || publicity.StoppedAt is not null || instant.At < Beijing.Instant(publicity.From))
        {
            return NotFound();
        }

        Publicity = publicity;
        IsShown = publicity.IsShown(instant.At);
        Unit = (await db.Body(publicity.UnitId, cancel)).Name;
        var application = await db.Applications().AsNoTracking().SingleAsync(a => a.Id == publicity.ApplicationId, cancel);
        var notice = (await notices.Get(application.RevisionId, cancel)).Notice;
        Clause = notice.UnitPublicity.Clause;
        if (IsShown)
        {
            Name = (await db.People().AsNoTracking().SingleAsync(p => p.Id == application.PersonId, cancel)).Name;
            Title = notice.TitleOf(application.Series, application.Specialty, application.Level);
            Specialty = notice.FindSpecialty(application.Series, application.Specialty)?.Name ?? new LocalText(application.Specialty, application.Specialty);
        }

        Response.Headers["X-Robots-Tag"] = "noindex";
        return Page();
    }
}
