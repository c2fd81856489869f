using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Notices;

namespace Zhiping.Meetings.Experts;

/// <summary>One defence for an expert to score.</summary>
public sealed record HeardDossier(Dossier Dossier, DefenceEntry Entry, DefenceSession? Session, decimal? Points, bool Recused);

/// <summary>Scores of defences, each given once. (I1)</summary>
[ForSignedIn]
public sealed class DefenceModel(AppDb db, CurrentPerson person, MeetingDesk desk, NoticeStore notices) : PageModel, IShowAgain
{
    [BindProperty]
    public string? Points { get; set; }

    [BindProperty]
    public Guid Dossier { get; set; }

    public Meeting Meeting { get; private set; } = null!;

    public Notice Notice { get; private set; } = null!;

    public IReadOnlyList<HeardDossier> Heard { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancel) => await Load(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancel)
    {
        if (!await db.MeetingMembers().SeatsOf(person.Id).AnyAsync(m => m.MeetingId == id, cancel))
        {
            return NotFound();
        }

        if (!decimal.TryParse(Points, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points))
        {
            throw new RefusalException(new Refusal("答辩分应在0到{0}之间，最多两位小数。", MeetingDesk.DefencePoints) { Field = "Points" });
        }

        if (!await desk.ScoreDefence(person.OwnAct(), Dossier, points, cancel))
        {
            return NotFound();
        }

        TempData["Flash"] = "答辩分已提交。";
        return Redirect($"/expert/meetings/{id}/defence");
    }

    public Task ShowAgain(CancellationToken cancel) => Load(Guid.Parse((string)RouteData.Values["id"]!), cancel);

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        var member = await db.MeetingMembers().SeatsOf(person.Id).SingleOrDefaultAsync(m => m.MeetingId == id, cancel);
        if (member is null)
        {
            return false;
        }

        Meeting = await db.Meetings().SingleAsync(m => m.Id == id, cancel);
        Notice = (await notices.Get(Meeting.RevisionId, cancel)).Notice;
        var recused = await db.Recusals().Where(r => r.MemberId == member.Id && r.State == RecusalState.Granted).Select(r => r.DossierId).ToListAsync(cancel);
        var mine = await db.DefenceScores().Where(s => s.MemberId == member.Id).ToDictionaryAsync(s => s.DossierId, s => s.Points, cancel);
        var sessions = await db.DefenceSessions().Where(s => s.MeetingId == id).ToDictionaryAsync(s => s.Id, cancel);
        var rows = await db.DefenceEntries().Where(e => e.MeetingId == id).Join(db.Dossiers().Where(d => d.OffAt == null), e => e.Id, d => d.Id, (entry, dossier) => new { entry, dossier })
            .OrderBy(x => x.dossier.Code).ToListAsync(cancel);
        Heard = [.. rows.Where(x => !x.entry.IsExempt).Select(x => new HeardDossier(
            x.dossier, x.entry, x.entry.SessionId is { } session ? sessions.GetValueOrDefault(session) : null,
            mine.TryGetValue(x.dossier.Id, out var points) ? points : null, recused.Contains(x.dossier.Id)))];
        return true;
    }
}
