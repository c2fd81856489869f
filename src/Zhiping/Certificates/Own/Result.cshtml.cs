using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Certificates.Results;
using Zhiping.Data;
using Zhiping.Meetings;
using Zhiping.Notices;
using Zhiping.Policy.Quantities;
using Notice = Zhiping.Policy.Notices.Notice;

namespace Zhiping.Certificates.Own;

/// <summary>The applicant's own evaluation: defence, result and why, re-check, certificate. (I2, I3, J8)</summary>
[ForSignedIn]
public sealed class ResultModel(AppDb db, CurrentPerson person, NoticeStore notices, MeetingDesk meetings, CertificateDesk desk, IBlobStore blobs) : PageModel, IShowAgain
{
    [BindProperty]
    public string? Text { get; set; }

    public Application Application { get; private set; } = null!;

    public Notice Notice { get; private set; } = null!;

    public Meeting? Meeting { get; private set; }

    public DefenceEntry? Defence { get; private set; }

    public DefenceSession? Session { get; private set; }

    public CandidateResult? Result { get; private set; }

    public LocalText? CapWords { get; private set; }

    public ReCheck? ReCheck { get; private set; }

    public Certificate? Certificate { get; private set; }

    public LocalText? Exemption => Notice.Defence.Exemptions.FirstOrDefault(x => x.Id == Defence?.ExemptionId)?.Name;

    /// <summary>Whether the applicant may still say: I defend although exempt.</summary>
    public bool MayDecline => Defence is not null && Meeting is not null && DefenceRules.CanDecline(Defence, Meeting, Notice.Defence.MayDecline) is null;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancel) => await Load(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostDecline(Guid id, CancellationToken cancel)
    {
        if (!await IsMine(id, cancel))
        {
            return NotFound();
        }

        await meetings.DeclineExemption(person.OwnAct(), id, cancel);
        TempData["Flash"] = "您已选择参加答辩。";
        return Redirect($"/applications/{id}/result");
    }

    public async Task<IActionResult> OnPostReCheck(Guid id, CancellationToken cancel)
    {
        if (!await IsMine(id, cancel))
        {
            return NotFound();
        }

        await desk.AskReCheck(person.OwnAct(), id, Text ?? "", cancel);
        TempData["Flash"] = "复查申请已交给评委会办公室。";
        return Redirect($"/applications/{id}/result");
    }

    /// <summary>The signed certificate as a file.</summary>
    public async Task<IActionResult> OnGetPdf(Guid id, CancellationToken cancel)
    {
        if (!await IsMine(id, cancel))
        {
            return NotFound();
        }

        var certificate = await db.Certificates().SingleOrDefaultAsync(c => c.ApplicationId == id && c.PdfSha256 != null, cancel);
        return certificate?.PdfSha256 is { } sha256 ? File(blobs.OpenRead(sha256), "application/pdf", $"{certificate.Number}.pdf") : NotFound();
    }

    public Task ShowAgain(CancellationToken cancel) => Load(Guid.Parse((string)RouteData.Values["id"]!), cancel);

    private Task<bool> IsMine(Guid id, CancellationToken cancel) => db.Applications().OwnedBy(person.Id).AnyAsync(a => a.Id == id, cancel);

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        var application = await db.Applications().OwnedBy(person.Id).SingleOrDefaultAsync(a => a.Id == id, cancel);
        if (application is null)
        {
            return false;
        }

        Application = application;
        Notice = (await notices.Get(application.RevisionId, cancel)).Notice;
        var dossier = await db.Dossiers().SingleOrDefaultAsync(d => d.ApplicationId == id && d.OffAt == null, cancel);
        if (dossier is not null)
        {
            Meeting = await db.Meetings().SingleAsync(m => m.Id == dossier.MeetingId, cancel);
            Defence = await db.DefenceEntries().SingleOrDefaultAsync(e => e.Id == dossier.Id, cancel);
            Session = Defence?.SessionId is { } session ? await db.DefenceSessions().SingleAsync(s => s.Id == session, cancel) : null;
            var round = await db.BallotRounds().SingleOrDefaultAsync(r => r.MeetingId == dossier.MeetingId && r.Level == dossier.Level && r.ConfirmedAt != null, cancel);
            Result = round is null ? null : await db.CandidateResults().SingleAsync(r => r.RoundId == round.Id && r.DossierId == dossier.Id, cancel);
            CapWords = round?.CapWords;
        }

        ReCheck = await db.ReChecks().SingleOrDefaultAsync(r => r.ApplicationId == id, cancel);
        Certificate = await db.Certificates().SingleOrDefaultAsync(c => c.ApplicationId == id, cancel);
        return true;
    }
}
