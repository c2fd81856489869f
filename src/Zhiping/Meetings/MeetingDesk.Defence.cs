using Microsoft.EntityFrameworkCore;
using Zhiping.Data;
using Zhiping.Policy.Evaluation;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Meetings;

/// <summary>Defence: sessions, exemptions, scores, values. (I1–I3)</summary>
public sealed partial class MeetingDesk
{
    /// <summary>The most points that an expert gives a defence.</summary>
    public const decimal DefencePoints = 100m;

    /// <summary>Announces when and where candidates are heard, and invites those of the specialty who must defend and have no session.</summary>
    public async Task<DefenceSession> AnnounceDefence(
        Act act, Guid meetingId, string? specialty, DateTimeOffset startsAt, string place, bool byVideo, CancellationToken cancel = default)
    {
        var (meeting, _) = await OfficeMeeting(act, meetingId, cancel);
        var session = new DefenceSession(act, meeting, specialty, startsAt, place, byVideo);
        db.Add(session);
        var entries = await (
            from entry in db.DefenceEntries()
            join dossier in db.Dossiers() on entry.Id equals dossier.Id
            where entry.MeetingId == meetingId && dossier.OffAt == null && entry.SessionId == null && (specialty == null || dossier.Specialty == specialty)
            select entry).ToListAsync(cancel);
        foreach (var entry in entries.Where(e => !e.IsExempt))
        {
            entry.Invite(act, session);
        }

        await db.Commit(cancel);
        return session;
    }

    /// <summary>The applicant defends although exempt; invited to a session of the specialty if one is announced.</summary>
    public async Task DeclineExemption(Act act, Guid applicationId, CancellationToken cancel = default)
    {
        var found = await (
            from dossier in db.Dossiers()
            join application in db.Set<Applications.Application>() on dossier.ApplicationId equals application.Id
            join entry in db.DefenceEntries() on dossier.Id equals entry.Id
            join meeting in db.Meetings() on dossier.MeetingId equals meeting.Id
            where application.Id == applicationId && application.PersonId == act.By && dossier.OffAt == null
            select new { dossier, entry, meeting }).SingleOrDefaultAsync(cancel)
            ?? throw new RefusalException(new Refusal("您的申报现在没有答辩安排。"));
        found.entry.Decline(act, found.meeting, (await NoticeOf(found.meeting, cancel)).Defence.MayDecline);
        var session = await db.DefenceSessions().Where(s => s.MeetingId == found.meeting.Id && (s.Specialty == null || s.Specialty == found.dossier.Specialty))
            .OrderBy(s => s.StartsAt).FirstOrDefaultAsync(s => s.StartsAt > act.At, cancel);
        if (session is not null)
        {
            found.entry.Invite(act, session);
        }

        await db.Commit(cancel);
    }

    /// <summary>Begins to hear those who must defend, once all scores are in.</summary>
    public async Task StartDefence(Act act, Guid meetingId, CancellationToken cancel = default)
    {
        var (meeting, _) = await OfficeMeeting(act, meetingId, cancel);
        meeting.StartDefence(act, await SheetsMissing(meetingId, cancel));
        await db.Commit(cancel);
    }

    /// <summary>An expert scores a defence, once. Returns false where the person does not sit in that meeting.</summary>
    public async Task<bool> ScoreDefence(Act act, Guid dossierId, decimal points, CancellationToken cancel = default)
    {
        var found = await (
            from entry in db.DefenceEntries()
            join dossier in db.Dossiers() on entry.Id equals dossier.Id
            join meeting in db.Meetings() on entry.MeetingId equals meeting.Id
            where entry.Id == dossierId && dossier.OffAt == null
            select new { entry, meeting }).SingleOrDefaultAsync(cancel);
        var member = found is null ? null : await db.MeetingMembers().SeatsOf(act.By!.Value).SingleOrDefaultAsync(m => m.MeetingId == found.meeting.Id, cancel);
        if (found is null || member is null)
        {
            return false;
        }

        var recused = await IsRecused(dossierId, member.Id, cancel);
        var already = await db.DefenceScores().AnyAsync(s => s.DossierId == dossierId && s.MemberId == member.Id, cancel);
        RefusalException.ThrowIf(DefenceRules.CanScore(found.entry, found.meeting, recused, already, points, DefencePoints));
        db.Add(new DefenceScore(act, found.entry, member, points));
        await db.Commit(cancel);
        return true;
    }

    /// <summary>Records that a candidate who had to defend did not come.</summary>
    public async Task MarkAbsentFromDefence(Act act, Guid dossierId, CancellationToken cancel = default)
    {
        var (entry, meeting) = await Defending(act, dossierId, cancel);
        RefusalException.ThrowIf(MeetingRules.InState(meeting, MeetingState.Defence));
        entry.MarkAbsent(act, await db.DefenceScores().CountAsync(s => s.DossierId == dossierId, cancel));
        await db.Commit(cancel);
    }

    /// <summary>The committee decides a value where there is no average; the office enters it with the reason, for the minutes.</summary>
    public async Task DecideDefence(Act act, Guid dossierId, decimal value, CancellationToken cancel = default)
    {
        var (entry, meeting) = await Defending(act, dossierId, cancel);
        RefusalException.ThrowIf(meeting.State is MeetingState.Voting or MeetingState.Closed ? MeetingRules.InState(meeting, MeetingState.Defence) : null);
        var values = await DefenceValuesOf(meeting, cancel);
        entry.Decide(act, values[dossierId].Origin, value);
        await db.Commit(cancel);
    }

    private async Task<(DefenceEntry Entry, Meeting Meeting)> Defending(Act act, Guid dossierId, CancellationToken cancel)
    {
        var entry = await db.DefenceEntries().SingleOrDefaultAsync(e => e.Id == dossierId, cancel)
            ?? throw new RefusalException(new Refusal("这份材料没有答辩安排。"));
        return (entry, (await OfficeMeeting(act, entry.MeetingId, cancel)).Meeting);
    }

    /// <summary>Everybody's defence as it stands: the origin in words, and the value that will count, if there is one.</summary>
    public async Task<IReadOnlyDictionary<Guid, DefenceValue>> DefenceValuesOf(Meeting meeting, CancellationToken cancel = default)
    {
        var notice = await NoticeOf(meeting, cancel);
        var dossiers = await db.Dossiers().Before(meeting.Id).Select(d => new { d.Id, d.Specialty, d.Level }).ToListAsync(cancel);
        var entries = await db.DefenceEntries().Where(e => e.MeetingId == meeting.Id).ToDictionaryAsync(e => e.Id, cancel);
        var scores = (await db.DefenceScores().Join(db.DefenceEntries().Where(e => e.MeetingId == meeting.Id), s => s.DossierId, e => e.Id, (s, _) => s).ToListAsync(cancel))
            .ToLookup(s => s.DossierId, s => new Score(s.Points));
        var candidates = dossiers.Select(d =>
        {
            var entry = entries.GetValueOrDefault(d.Id);
            return new DefenceCandidate(d.Id.ToString(), d.Specialty, entry is not null, entry?.IsExempt == true, entry?.AbsentAt is not null, [.. scores[d.Id]]);
        }).ToList();
        return DefenceValues.Fill(candidates, notice.Defence.ExemptValue).ToDictionary(v => Guid.Parse(v.Id), v =>
            entries.GetValueOrDefault(Guid.Parse(v.Id)) is { DecidedValue: { } decided } && v.Origin == DefenceOrigin.CommitteeDecides
                ? v with { Value = new Score(decided), Words = new LocalText("评委会决定并记录", "decided by the committee on record") }
                : v);
    }

    private async Task<int> DefencesOpen(Meeting meeting, CancellationToken cancel)
    {
        var entries = await db.DefenceEntries().Where(e => e.MeetingId == meeting.Id).ToDictionaryAsync(e => e.Id, cancel);
        var values = await DefenceValuesOf(meeting, cancel);
        return values.Count(v => entries.TryGetValue(v.Key, out var entry) && !DefenceRules.IsSettled(entry, v.Value.Origin));
    }

    private Task<bool> IsRecused(Guid dossierId, Guid memberId, CancellationToken cancel) =>
        db.Recusals().AnyAsync(r => r.DossierId == dossierId && r.MemberId == memberId && r.State == RecusalState.Granted, cancel);

    /// <summary>Sheets not handed in, and dossiers that nobody has scored.</summary>
    private async Task<int> SheetsMissing(Guid meetingId, CancellationToken cancel)
    {
        var sheets = await db.ScoreSheets().Where(s => s.MeetingId == meetingId).ToListAsync(cancel);
        var dossiers = await db.Dossiers().Before(meetingId).Select(d => d.Id).ToListAsync(cancel);
        var scored = sheets.Where(s => s.SubmittedAt is not null && s.ExcusedAt is null).Select(s => s.DossierId).ToHashSet();
        return sheets.Count(s => s.IsOpen) + dossiers.Count(d => !scored.Contains(d) && !sheets.Exists(s => s.DossierId == d && s.IsOpen));
    }
}
