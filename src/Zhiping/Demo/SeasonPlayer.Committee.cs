using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Meetings;
using Zhiping.Policy.Calendars;
using Zhiping.Policy.Evaluation;

namespace Zhiping.Demo;

/// <summary>The committee's meetings: planned, prepared, read, scored and heard. What the office and the chair do goes through their pages for everybody.</summary>
public sealed partial class SeasonPlayer
{
    private const int CommitteeSize = 25;

    private Guid committeeId;

    private void PlanCommittee()
    {
        // After the fee's edge the office has its candidates; the dates of the meeting are its own, since the notice announces them later.
        queue.Plan(Opens.AddDays(-5), 0, "committee", SetUpCommittee);
        PlanSitting(new Sitting(1, _ => true, SittingEnd.Certificates), SiteTime.At(new DateOnly(notice.Year.Value, 9, 18), 10), TimeSpan.FromDays(2));
    }

    /// <summary>One meeting from its preparation as far as it goes; each step some time after the one before.</summary>
    private void PlanSitting(Sitting s, DateTimeOffset reading, TimeSpan step)
    {
        var starts = reading + (step * 3);
        queue.Plan(reading, 0, "dossiers", () => PrepareMeeting(s, starts));
        if (s.End == SittingEnd.Reading)
        {
            return;
        }

        queue.Plan(reading + step, 0, "score", () => Score(s));
        queue.Plan(reading + (step * 2), 0, "defence", () => Defend(s));
        if (s.End == SittingEnd.Ballot)
        {
            queue.Plan(starts, 0, "ballot", () => StartVoting(s));
            return;
        }

        queue.Plan(starts, 0, "ballot", () => Vote(s));
        queue.Plan(starts.AddHours(2), 0, "publicity", () => PublishResults(s));
    }

    private enum SittingEnd
    {
        Reading,

        /// <summary>The sitting is open and waits for the chair's roll call.</summary>
        Ballot,
        Publicity,
        Document,
        Certificates,
    }

    /// <summary>One meeting of the committee.</summary>
    private sealed class Sitting(int number, Func<SeasonApplicant, bool> takes, SittingEnd end)
    {
        public int Number { get; } = number;

        public Func<SeasonApplicant, bool> Takes { get; } = takes;

        public SittingEnd End { get; } = end;

        public Dictionary<Guid, SeasonApplicant> ByDossier { get; } = [];

        public Guid MeetingId { get; set; }

        public Guid DocumentId { get; set; }
    }

    private async Task PrepareMeeting(Sitting s, DateTimeOffset starts)
    {
        s.MeetingId = await PlanMeeting(starts);
        var paid = takings.Values.Where(t => s.Takes(t.Applicant)).Select(t => t.ApplicationId).ToList();
        var standing = await With<AppDb, List<Guid>>(db => db.Applications().Where(a => a.State == ApplicationState.Paid).Select(a => a.Id).ToListAsync());
        await TakeIn(s, [.. paid.Where(standing.Contains)]);
        var byApplication = takings.Values.ToDictionary(t => t.ApplicationId == Guid.Empty ? t.PersonId : t.ApplicationId, t => t.Applicant);
        foreach (var dossier in await With<AppDb, List<Dossier>>(db => db.Dossiers().Before(s.MeetingId).OrderBy(d => d.Ordinal).ToListAsync()))
        {
            s.ByDossier[dossier.Id] = byApplication[dossier.ApplicationId];
        }

        await SeatMembers(s);
        await StartReading(s);
    }

    private async Task<List<MeetingMember>> Members(Sitting s) => await With<AppDb, List<MeetingMember>>(db =>
        db.MeetingMembers().Where(m => m.MeetingId == s.MeetingId && (m.Seat == Seat.Chair || m.Seat == Seat.Deputy || m.Seat == Seat.Member))
            .OrderBy(m => m.Place).ThenBy(m => m.Number).ToListAsync());

    private async Task Score(Sitting s)
    {
        var members = (await Members(s)).ToDictionary(m => m.Id);
        var asked = 0;
        foreach (var sheet in await Sheets(s))
        {
            if (asked < 3 && s.ByDossier[sheet.DossierId].Number % 7 == 0)
            {
                asked++;
                await Recuse(s, members[sheet.MemberId], sheet.DossierId);
                Report.Mistake("asked to be recused");
            }
        }

        var other = s.ByDossier.Keys.First();
        foreach (var sheet in await Sheets(s))
        {
            await SubmitSheet(s, sheet, members);
        }

        await OpenAnothersDossier(members.Values, other);
    }

    private async Task<List<ScoreSheet>> Sheets(Sitting s) => [.. (await With<AppDb, List<ScoreSheet>>(db =>
            db.ScoreSheets().Where(x => x.MeetingId == s.MeetingId && x.SubmittedAt == null && x.ExcusedAt == null).ToListAsync()))
        .OrderBy(x => s.ByDossier[x.DossierId].Number)];

    private async Task SubmitSheet(Sitting s, ScoreSheet sheet, Dictionary<Guid, MeetingMember> members)
    {
        if (!members.TryGetValue(sheet.MemberId, out var member))
        {
            members = (await Members(s)).ToDictionary(m => m.Id);
            member = members[sheet.MemberId];
        }

        var applicant = s.ByDossier[sheet.DossierId];
        var standard = notice.StandardOf(applicant.Series, applicant.Specialty, applicant.Unit.Facts.Tier, applicant.Level)
            ?? throw new SeasonWentWrongException($"No scoring standard for {applicant.Specialty}.");
        var share = ShareOf(applicant, member.Place);
        var scores = standard.Criteria.ToDictionary(
            c => c.Id, c => Math.Round(c.Max.Value * share, 1).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);
        const string comment = "材料清楚，佐证齐全。";
        if (LivesOverHttp(applicant))
        {
            await ScoreOverHttp(member, sheet, applicant, scores, comment);
            return;
        }

        await With<MeetingDesk>(desk => desk.SubmitScores(new Act(member.PersonId, null, clock.Now()), sheet.DossierId, scores, comment, sheet.Number));
    }

    /// <summary>The strong differ, those at the line are all alike, the others are weak.</summary>
    private decimal ShareOf(SeasonApplicant applicant, int expert)
    {
        if (applicant.IsAtTheLine)
        {
            return 0.7m;
        }

        var choice = SeededChoice.For(seed, "score/" + expert, applicant.Number);
        return applicant.IsStrong ? 0.78m + (applicant.Standing * 0.003m) + (choice.Below(5) * 0.01m) : 0.4m + (choice.Below(20) * 0.01m);
    }

    private async Task Defend(Sitting s)
    {
        var entries = (await With<AppDb, List<DefenceEntry>>(db => db.DefenceEntries().Where(e => e.MeetingId == s.MeetingId).ToListAsync()))
            .OrderBy(e => s.ByDossier[e.Id].Number).ToList();
        if (entries.Count == 0)
        {
            return;
        }

        await StartDefence(s);
        clock.MoveTo(clock.GetUtcNow().AddHours(2));
        var judges = (await Members(s)).Take(5).ToList();
        var recused = (await With<AppDb, List<(Guid, Guid)>>(async db => [.. (await db.Recusals().Where(r => r.MeetingId == s.MeetingId && r.State == RecusalState.Granted)
            .Select(r => new { r.DossierId, r.MemberId }).ToListAsync()).Select(r => (r.DossierId, r.MemberId))])).ToHashSet();
        var absent = true;
        foreach (var entry in entries.Where(e => !e.IsExempt))
        {
            var applicant = s.ByDossier[entry.Id];
            if (absent && applicant is { IsStrong: false, IsAtTheLine: false })
            {
                absent = false;
                await MarkAbsent(entry);
                Report.Mistake("did not come to the defence");
                continue;
            }

            foreach (var judge in judges.Where(j => !recused.Contains((entry.Id, j.Id))))
            {
                await ScoreDefence(judge, entry, applicant);
            }
        }

        var values = await With<MeetingDesk, IReadOnlyDictionary<Guid, DefenceValue>>(async desk => await desk.DefenceValuesOf(await Meeting(s)));
        foreach (var (dossier, _) in values.Where(v => v.Value is { Origin: DefenceOrigin.CommitteeDecides, Value: null }).OrderBy(v => s.ByDossier[v.Key].Number))
        {
            await DecideDefence(s, dossier);
        }
    }

    private async Task ScoreDefence(MeetingMember judge, DefenceEntry entry, SeasonApplicant applicant)
    {
        var points = Math.Round(100m * ShareOf(applicant, judge.Place), 0);
        if (LivesOverHttp(applicant))
        {
            await ScoreDefenceOverHttp(judge, entry, points);
            return;
        }

        await With<MeetingDesk>(desk => desk.ScoreDefence(new Act(judge.PersonId, null, clock.Now()), entry.Id, points));
    }

    private Task<Meeting> Meeting(Sitting s) => With<AppDb, Meeting>(db => db.Meetings().SingleAsync(m => m.Id == s.MeetingId));
}
