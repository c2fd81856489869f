using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Meetings.Experts;

/// <summary>One dossier on an expert's list.</summary>
public sealed record MyDossier(Guid Id, string Code, string Series, string Specialty, Level Level, bool Started, DateTimeOffset? SubmittedAt, bool RecusalAsked);

/// <summary>One meeting in which the person sits.</summary>
public sealed record MyMeeting(Meeting Meeting, MeetingMember Member, string Committee, Notice Notice, IReadOnlyList<MyDossier> Dossiers, IReadOnlyList<BallotRound> OpenRounds)
{
    public int Done => Dossiers.Count(d => d.SubmittedAt is not null);

    /// <summary>The dossier to go on with: one begun before one not begun; null where none is left.</summary>
    public MyDossier? Next => Meeting.State != MeetingState.Reading ? null
        : Dossiers.Where(d => d.SubmittedAt is null && !d.RecusalAsked).OrderByDescending(d => d.Started).ThenBy(d => d.Code, StringComparer.Ordinal).FirstOrDefault();
}

/// <summary>What an expert has to read, hear and vote on. Sorted by code, which is random.</summary>
[ForSignedIn]
public sealed class MineModel(AppDb db, CurrentPerson person, NoticeStore notices) : PageModel
{
    public IReadOnlyList<MyMeeting> Meetings { get; private set; } = [];

    public async Task OnGet(CancellationToken cancel)
    {
        var seats = await db.MeetingMembers().SeatsOf(person.Id)
            .Join(db.Meetings(), m => m.MeetingId, m => m.Id, (member, meeting) => new { member, meeting })
            .Join(db.Set<Committees.Committee>(), x => x.meeting.CommitteeId, c => c.Id, (x, c) => new { x.member, x.meeting, c.Name })
            .Where(x => x.meeting.State != MeetingState.Preparing)
            .OrderByDescending(x => x.meeting.StartsAt).ToListAsync(cancel);
        var meetings = new List<MyMeeting>();
        foreach (var seat in seats)
        {
            var sheets = await (
                from sheet in db.ScoreSheets()
                join dossier in db.Dossiers() on sheet.DossierId equals dossier.Id
                where sheet.MemberId == seat.member.Id && sheet.ExcusedAt == null && dossier.OffAt == null
                orderby dossier.Code
                select new MyDossier(
                    dossier.Id, dossier.Code, dossier.Series, dossier.Specialty, dossier.Level, sheet.SavedAt != null, sheet.SubmittedAt,
                    db.Recusals().Any(r => r.DossierId == dossier.Id && r.MemberId == seat.member.Id && r.State == RecusalState.Open))).ToListAsync(cancel);
            var rounds = await db.BallotRounds().Where(r => r.MeetingId == seat.meeting.Id && r.CountedAt == null).ToListAsync(cancel);
            meetings.Add(new MyMeeting(seat.meeting, seat.member, seat.Name, (await notices.Get(seat.meeting.RevisionId, cancel)).Notice, sheets, rounds));
        }

        Meetings = meetings;
    }
}
