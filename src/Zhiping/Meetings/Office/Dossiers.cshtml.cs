using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Notices;

namespace Zhiping.Meetings.Office;

/// <summary>An application that could be put before the meeting, or lies before it.</summary>
public sealed record OfficeDossier(Application Application, string Name, string Unit, Dossier? Dossier, int Sheets, int SheetsIn, bool Outside);

/// <summary>The office puts paid applications before the meeting and sees how far the reading is. Only here do code and name stand together.</summary>
[ForRoles(Role.OfficeClerk, Role.OfficeHead)]
public sealed class DossiersModel(AppDb db, CurrentPerson person, NoticeStore notices, MeetingDesk desk) : OfficePage(db, person, notices)
{
    [BindProperty]
    public List<Guid> Pick { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<OfficeDossier> Ready { get; private set; } = [];

    public IReadOnlyList<OfficeDossier> Before { get; private set; } = [];

    public Task<IActionResult> OnPostTake(Guid id, CancellationToken cancel) =>
        Do(id, "已上会。", () => desk.TakeIn(Person.Act(), id, Pick, cancel), cancel);

    public Task<IActionResult> OnPostOff(Guid id, Guid dossier, CancellationToken cancel) =>
        Do(id, "已撤下。", () => desk.TakeOff(Person.Act(Reason), dossier, cancel), cancel);

    protected override async Task Read(CancellationToken cancel)
    {
        var applications = from application in Db.Applications()
                           join owner in Db.People() on application.PersonId equals owner.Id
                           join unit in Db.Bodies() on application.UnitId equals unit.Id
                           select new { application, owner.Name, Unit = unit.Name };
        var ready = await applications.Where(x => x.application.NoticeId == Meeting.NoticeId && x.application.State == ApplicationState.Paid && x.application.HolderId == Meeting.BodyId)
            .ToListAsync(cancel);
        Ready = [.. ready.OrderBy(x => x.application.Specialty, StringComparer.Ordinal).ThenBy(x => x.application.Level).ThenBy(x => x.Name, StringComparer.Ordinal)
            .Select(x => new OfficeDossier(x.application, x.Name, x.Unit, null, 0, 0, false))];
        var before = await Db.Dossiers().Before(Meeting.Id).Join(applications, d => d.ApplicationId, x => x.application.Id, (d, x) => new { d, x.application, x.Name, x.Unit })
            .OrderBy(x => x.d.Ordinal).ToListAsync(cancel);
        var sheets = (await Db.ScoreSheets().Where(s => s.MeetingId == Meeting.Id && s.ExcusedAt == null)
            .Select(s => new { s.DossierId, In = s.SubmittedAt != null, s.OutsideSpecialty }).ToListAsync(cancel)).ToLookup(s => s.DossierId);
        Before = [.. before.Select(x => new OfficeDossier(
            x.application, x.Name, x.Unit, x.d, sheets[x.d.Id].Count(), sheets[x.d.Id].Count(s => s.In), sheets[x.d.Id].Any(s => s.OutsideSpecialty)))];
    }
}
