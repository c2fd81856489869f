using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Bodies;
using Zhiping.Certificates.Results;
using Zhiping.Committees;
using Zhiping.Data;
using Zhiping.Meetings;
using Zhiping.Notices;
using Notice = Zhiping.Policy.Notices.Notice;

namespace Zhiping.Certificates.Filings;

/// <summary>One meeting with its filing, the publicity of its result and the documents that came of it.</summary>
public sealed record MeetingFiled(Meeting Meeting, int Dossiers, ResultPublicity? Publicity, IReadOnlyList<QualificationDocument> Documents);

/// <summary>One committee with its filing and its meetings.</summary>
public sealed record CommitteeFiled(Committee Committee, string Office, Notice Notice, IReadOnlyList<MeetingFiled> Meetings);

/// <summary>
/// Committees, meetings and their filings, for those who answer for them and do not run them: the setting-up body sees its own offices',
/// the title office and supervision the region's. Reads only; never who was judged how. (J1, J9)
/// </summary>
[ForRoles(Role.SettingUpClerk, Role.TitleOfficeClerk, Role.Supervisor)]
public sealed class FilingsModel(AppDb db, CurrentPerson person, NoticeStore notices) : PageModel
{
    public IReadOnlyList<CommitteeFiled> Committees { get; private set; } = [];

    public async Task OnGet(CancellationToken cancel)
    {
        var own = await db.Body(person.ActingBodyId!.Value, cancel);
        var region = person.Has(Role.TitleOfficeClerk, Role.Supervisor);
        var found = await db.Committees().Join(db.Bodies(), c => c.BodyId, b => b.Id, (committee, office) => new { committee, office })
            .Where(x => region ? x.office.RegionId == own.RegionId : x.office.ParentId == own.Id)
            .OrderByDescending(x => x.committee.CreatedAt).Select(x => new { x.committee, x.office.Name }).ToListAsync(cancel);
        var filed = new List<CommitteeFiled>();
        foreach (var row in found)
        {
            if (await notices.Current(row.committee.NoticeId, cancel) is { } notice)
            {
                filed.Add(new CommitteeFiled(row.committee, row.Name, notice.Notice, await MeetingsOf(row.committee.Id, cancel)));
            }
        }

        Committees = filed;
    }

    private async Task<IReadOnlyList<MeetingFiled>> MeetingsOf(Guid committeeId, CancellationToken cancel)
    {
        var meetings = await db.Meetings().Where(m => m.CommitteeId == committeeId).OrderByDescending(m => m.StartsAt)
            .Select(m => new { Meeting = m, Dossiers = db.Dossiers().Count(d => d.MeetingId == m.Id && d.OffAt == null) }).ToListAsync(cancel);
        var ids = meetings.Select(m => m.Meeting.Id).ToList();
        var shown = await db.ResultPublicities().Where(p => ids.Contains(p.MeetingId)).ToDictionaryAsync(p => p.MeetingId, cancel);
        var documents = (await db.QualificationDocuments().Where(d => ids.Contains(d.MeetingId)).OrderBy(d => d.IssuedAt).ToListAsync(cancel)).ToLookup(d => d.MeetingId);
        return [.. meetings.Select(m => new MeetingFiled(m.Meeting, m.Dossiers, shown.GetValueOrDefault(m.Meeting.Id), [.. documents[m.Meeting.Id]]))];
    }
}
