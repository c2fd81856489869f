using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Notices;

namespace Zhiping.Meetings.Office;

/// <summary>How far a meeting is, what is missing, and the next step.</summary>
[ForRoles(Role.OfficeClerk, Role.OfficeHead)]
public sealed class OverviewModel(AppDb db, CurrentPerson person, NoticeStore notices, MeetingDesk desk, RequestInstant instant) : OfficePage(db, person, notices)
{
    [BindProperty]
    public string? FilingNumber { get; set; }

    public int Dossiers { get; private set; }

    public int Seats { get; private set; }

    public bool HasChair { get; private set; }

    public int Sheets { get; private set; }

    public int SheetsIn { get; private set; }

    public int RecusalsOpen { get; private set; }

    public int MustDefend { get; private set; }

    public IReadOnlyList<BallotRound> Rounds { get; private set; } = [];

    /// <summary>Why the dossiers cannot be given out yet.</summary>
    public Refusal? WhyNotRead => MeetingRules.CanStartReading(Meeting, Committee, Beijing.Day(instant.At), Seats, HasChair, Dossiers);

    /// <summary>Why the defences cannot start yet.</summary>
    public Refusal? WhyNotDefence => MeetingRules.AllScored(Sheets - SheetsIn);

    /// <summary>Why the session cannot start yet.</summary>
    public Refusal? WhyNotVote { get; private set; }

    public Task<IActionResult> OnPostFile(Guid id, CancellationToken cancel) =>
        Do(id, "会前备案已登记。", () => desk.FileMeeting(Person.Act(), id, FilingNumber ?? "", cancel), cancel);

    public Task<IActionResult> OnPostRead(Guid id, CancellationToken cancel) =>
        Do(id, "材料已分给专家评阅。", () => desk.StartReading(Person.Act(), id, cancel), cancel);

    public Task<IActionResult> OnPostDefence(Guid id, CancellationToken cancel) =>
        Do(id, "答辩开始。", () => desk.StartDefence(Person.Act(), id, cancel), cancel);

    public Task<IActionResult> OnPostVote(Guid id, CancellationToken cancel) =>
        Do(id, "会议开始，由主任委员主持。", () => desk.StartVoting(Person.Act(), id, cancel), cancel);

    protected override async Task Read(CancellationToken cancel)
    {
        Dossiers = await Db.Dossiers().Before(Meeting.Id).CountAsync(cancel);
        var seats = await Db.MeetingMembers().Where(m => m.MeetingId == Meeting.Id).Select(m => m.Seat).ToListAsync(cancel);
        Seats = seats.Count(s => s is Seat.Member or Seat.Chair or Seat.Deputy);
        HasChair = seats.Contains(Seat.Chair);
        Sheets = await Db.ScoreSheets().CountAsync(s => s.MeetingId == Meeting.Id && s.ExcusedAt == null, cancel);
        SheetsIn = await Db.ScoreSheets().CountAsync(s => s.MeetingId == Meeting.Id && s.ExcusedAt == null && s.SubmittedAt != null, cancel);
        RecusalsOpen = await Db.Recusals().CountAsync(r => r.MeetingId == Meeting.Id && r.State == RecusalState.Open, cancel);
        MustDefend = await Db.DefenceEntries().CountAsync(e => e.MeetingId == Meeting.Id, cancel);
        WhyNotVote = Meeting.State is MeetingState.Reading or MeetingState.Defence ? await desk.WhyNotVote(Meeting, Committee, Beijing.Day(instant.At), cancel) : null;
        Rounds = await Db.BallotRounds().Where(r => r.MeetingId == Meeting.Id).OrderBy(r => r.OpenedAt).ToListAsync(cancel);
    }
}
