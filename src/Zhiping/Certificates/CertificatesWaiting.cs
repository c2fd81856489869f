using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Certificates.Results;
using Zhiping.Data;
using Zhiping.Meetings;

namespace Zhiping.Certificates;

/// <summary>What waits for a committee's office after its meeting: results to show, objections and re-checks, the document, its filing, certificates.</summary>
internal sealed class CertificatesWaiting(AppDb db, CurrentPerson person) : IWaitingFor
{
    public async Task<IReadOnlyList<WaitingItem>> For(Guid personId, DateTimeOffset now, CancellationToken cancel)
    {
        if (person.ActingBodyId is not { } body || !person.Has(Role.OfficeClerk, Role.OfficeHead))
        {
            return [];
        }

        var items = new List<WaitingItem>();
        foreach (var meeting in await db.Meetings().Where(m => m.BodyId == body && m.State == MeetingState.Closed).OrderBy(m => m.StartsAt).ToListAsync(cancel))
        {
            await Add(items, meeting, now, cancel);
        }

        return items;
    }

    private async Task Add(List<WaitingItem> items, Meeting meeting, DateTimeOffset now, CancellationToken cancel)
    {
        var page = $"/office/meetings/{meeting.Id}/result";
        var hint = Beijing.Date(meeting.Day);
        if (await db.ResultPublicities().SingleOrDefaultAsync(p => p.MeetingId == meeting.Id, cancel) is not { } shown)
        {
            if (await db.Dossiers().Before(meeting.Id).Join(db.Applications(), d => d.ApplicationId, a => a.Id, (_, a) => a).AnyAsync(a => a.State == ApplicationState.Passed, cancel))
            {
                items.Add(new WaitingItem("公示评审结果", [], page, null) { Hint = hint });
            }

            return;
        }

        var objections = await db.Objections().CountAsync(o => o.PublicityId == shown.Id && o.Outcome == ObjectionOutcome.Open, cancel);
        if (objections > 0)
        {
            items.Add(new WaitingItem("处理{0}条异议", [objections], page, null) { Hint = hint, Count = objections });
        }

        var documents = await db.QualificationDocuments().Where(d => d.MeetingId == meeting.Id).ToListAsync(cancel);
        if (documents.Count == 0 && now >= shown.EndsAt)
        {
            items.Add(new WaitingItem("公示期满，印发任职资格文件", [], page, null) { Hint = hint });
        }

        foreach (var document in documents)
        {
            var waiting = await db.Conferrals().CountAsync(c => c.DocumentId == document.Id && !db.Certificates().Any(x => x.ConferralId == c.Id), cancel);
            if (waiting > 0)
            {
                items.Add(new WaitingItem("签发{0}份电子证书", [waiting], page, null) { Hint = document.Number, Count = waiting });
            }

            if (document.FiledAt is null)
            {
                items.Add(new WaitingItem("登记任职资格文件的事后备案", [], page, null) { Hint = document.Number });
            }
        }
    }
}
