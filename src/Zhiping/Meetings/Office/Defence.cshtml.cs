using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Evaluation;

namespace Zhiping.Meetings.Office;

/// <summary>One candidate who must defend, with the value as it stands.</summary>
public sealed record DefenceRow(DefenceEntry Entry, Dossier Dossier, string Name, DefenceSession? Session, DefenceValue Value, int Scores);

/// <summary>Sessions, exemptions, absences, values decided on record. (I1–I3)</summary>
[ForRoles(Role.OfficeClerk, Role.OfficeHead)]
public sealed class DefenceModel(AppDb db, CurrentPerson person, NoticeStore notices, MeetingDesk desk) : OfficePage(db, person, notices)
{
    [BindProperty]
    public string? Specialty { get; set; }

    [BindProperty]
    public DateTime? StartsAt { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public bool ByVideo { get; set; }

    [BindProperty]
    public Guid Dossier { get; set; }

    [BindProperty]
    public string? Value { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<DefenceRow> Rows { get; private set; } = [];

    public IReadOnlyList<DefenceSession> Sessions { get; private set; } = [];

    /// <summary>Neither scored nor marked absent: the defence is still to come.</summary>
    public bool IsToCome(DefenceRow row) => Meeting.State == MeetingState.Defence && row.Value.Origin == DefenceOrigin.Absent && row.Scores == 0 && row.Entry.AbsentAt is null;

    public Task<IActionResult> OnPostAnnounce(Guid id, CancellationToken cancel) => Do(id, "答辩已安排，申报人能看到时间和地点。", () =>
    {
        RefusalException.ThrowIf(StartsAt is null ? new Refusal("请填写答辩的时间。") { Field = "StartsAt" } : null);
        return desk.AnnounceDefence(Person.Act(), id, string.IsNullOrEmpty(Specialty) ? null : Specialty, IndexModel.Said(StartsAt!.Value), Place ?? "", ByVideo, cancel);
    }, cancel);

    public Task<IActionResult> OnPostAbsent(Guid id, CancellationToken cancel) =>
        Do(id, "已记为没有到场。", () => desk.MarkAbsentFromDefence(Person.Act(), Dossier, cancel), cancel);

    public Task<IActionResult> OnPostDecide(Guid id, CancellationToken cancel) => Do(id, "评委会的决定已记录。", () =>
        decimal.TryParse(Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? desk.DecideDefence(Person.Act(Reason), Dossier, value, cancel)
            : throw new RefusalException(new Refusal("答辩分应在0到{0}之间，最多两位小数。", MeetingDesk.DefencePoints) { Field = "Value" }), cancel);

    protected override async Task Read(CancellationToken cancel)
    {
        Sessions = await Db.DefenceSessions().Where(s => s.MeetingId == Meeting.Id).OrderBy(s => s.StartsAt).ToListAsync(cancel);
        var values = await desk.DefenceValuesOf(Meeting, cancel);
        var scores = await Db.DefenceScores().Join(Db.DefenceEntries().Where(e => e.MeetingId == Meeting.Id), s => s.DossierId, e => e.Id, (s, _) => s.DossierId)
            .GroupBy(d => d).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var rows = await (
            from entry in Db.DefenceEntries()
            join dossier in Db.Dossiers() on entry.Id equals dossier.Id
            join application in Db.Applications() on dossier.ApplicationId equals application.Id
            join owner in Db.People() on application.PersonId equals owner.Id
            where entry.MeetingId == Meeting.Id && dossier.OffAt == null
            orderby dossier.Specialty, dossier.Ordinal
            select new { entry, dossier, owner.Name }).ToListAsync(cancel);
        Rows = [.. rows.Select(r => new DefenceRow(
            r.entry, r.dossier, r.Name, Sessions.FirstOrDefault(s => s.Id == r.entry.SessionId), values[r.dossier.Id], scores.GetValueOrDefault(r.dossier.Id)))];
    }
}
