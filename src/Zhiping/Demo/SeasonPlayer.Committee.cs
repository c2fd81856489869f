using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Certificates;
using Zhiping.Certificates.Results;
using Zhiping.Committees;
using Zhiping.Data;
using Zhiping.Meetings;
using Zhiping.Policy.Calendars;
using Zhiping.Policy.Evaluation;
using Zhiping.Policy.Quantities;

namespace Zhiping.Demo;

/// <summary>From the pool of experts to certificates.</summary>
public sealed partial class SeasonPlayer
{
    private const int CommitteeSize = 25;

    private Guid committeeId;

    private Act Office => By(bodies.CommitteeOffice, Role.OfficeHead);

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
        queue.Plan(starts, 0, "ballot", () => Vote(s));
        queue.Plan(starts.AddHours(2), 0, "publicity", () => PublishResults(s));
    }

    private enum SittingEnd
    {
        Reading,
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

    private async Task SetUpCommittee()
    {
        var specialties = applicants.Select(a => a.Specialty).Distinct().Order(StringComparer.Ordinal).ToList();
        var committee = await With<CommitteeDesk, Committee>(desk => desk.SetUp(
            Office,
            new NewCommittee(bodies.CommitteeOffice.Id, notice.Id, "文化系列评审委员会", CommitteeSize, Level.FullSenior, specialties)));
        committeeId = committee.Id;
        await With<CommitteeDesk>(desk => desk.File(Office, committeeId, "示例备〔2024〕1号"));
        await With<CommitteeDesk>(desk => desk.ApproveFiling(
            Office with { Reason = "示例人社批〔2024〕1号" }, committeeId, Today, Today.AddYears(2)));
        foreach (var (expert, number) in staff.Experts.Select((e, i) => (e, i)))
        {
            // One in five works in a unit that applicants come from, so that recusal has something to do.
            var unit = number % 5 == 0 ? bodies.Units[number % bodies.Units.Count].Unit : null;
            await With<CommitteeDesk>(desk => desk.Enter(
                Office, committeeId, new NewExpert(expert.Id, specialties, Level.FullSenior, unit?.Id, Today, Today.AddYears(3).AddDays(-1))));
        }
    }

    private async Task PrepareMeeting(Sitting s, DateTimeOffset starts)
    {
        var meeting = await With<MeetingDesk, Meeting>(desk => desk.Prepare(
            Office, committeeId, new NewMeeting(starts, "示例会议室", starts.AddHours(-1))));
        s.MeetingId = meeting.Id;
        var paid = takings.Values.Where(t => s.Takes(t.Applicant)).Select(t => t.ApplicationId).ToList();
        var standing = await With<AppDb, List<Guid>>(db => db.Applications().Where(a => a.State == ApplicationState.Paid).Select(a => a.Id).ToListAsync());
        var dossiers = await With<MeetingDesk, IReadOnlyList<Dossier>>(desk => desk.TakeIn(Office, s.MeetingId, [.. paid.Where(standing.Contains)]));
        var byApplication = takings.Values.ToDictionary(t => t.ApplicationId == Guid.Empty ? t.PersonId : t.ApplicationId, t => t.Applicant);
        foreach (var dossier in dossiers)
        {
            s.ByDossier[dossier.Id] = byApplication[dossier.ApplicationId];
        }

        await With<MeetingDesk>(desk => desk.DrawMembers(Office, s.MeetingId, SeededChoice.For(seed, "draw", s.Number).Bytes(32), CommitteeSize, 5));
        var members = await Members(s);
        await With<MeetingDesk>(desk => desk.Appoint(Office, members[0].Id, Seat.Chair));
        await With<MeetingDesk>(desk => desk.Appoint(Office, members[1].Id, Seat.Deputy));
        await With<MeetingDesk>(desk => desk.FileMeeting(Office, s.MeetingId, $"示例会备〔{notice.Year.Value}〕{s.Number}号"));
        await With<MeetingDesk>(desk => desk.StartReading(Office, s.MeetingId));
    }

    private async Task<List<MeetingMember>> Members(Sitting s) => await With<AppDb, List<MeetingMember>>(db =>
        db.MeetingMembers().Where(m => m.MeetingId == s.MeetingId && (m.Seat == Seat.Chair || m.Seat == Seat.Deputy || m.Seat == Seat.Member))
            .OrderBy(m => m.Place).ToListAsync());

    private async Task Score(Sitting s)
    {
        var members = (await Members(s)).ToDictionary(m => m.Id);
        var asked = 0;
        foreach (var sheet in await Sheets(s))
        {
            var applicant = s.ByDossier[sheet.DossierId];
            var expert = new Act(members[sheet.MemberId].PersonId, null, clock.Now());
            if (asked < 3 && applicant.Number % 7 == 0)
            {
                asked++;
                await With<MeetingDesk>(desk => desk.AskRecusal(expert with { Reason = "可能与申报人共事过。" }, sheet.DossierId));
                var recusal = await With<AppDb, Guid>(db => db.Recusals()
                    .Where(r => r.DossierId == sheet.DossierId && r.MemberId == sheet.MemberId && r.State == RecusalState.Open).Select(r => r.Id).SingleAsync());
                await With<MeetingDesk>(desk => desk.DecideRecusal(Office with { Reason = "情况属实。" }, recusal, granted: true));
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
        await With<MeetingDesk, DefenceSession>(desk => desk.AnnounceDefence(Office, s.MeetingId, null, clock.GetUtcNow().AddHours(1), "示例会议室", byVideo: true));
        await With<MeetingDesk>(desk => desk.StartDefence(Office, s.MeetingId));
        clock.MoveTo(clock.GetUtcNow().AddHours(2));
        var judges = (await Members(s)).Take(5).ToList();
        var entries = (await With<AppDb, List<DefenceEntry>>(db => db.DefenceEntries().Where(e => e.MeetingId == s.MeetingId).ToListAsync()))
            .OrderBy(e => s.ByDossier[e.Id].Number).ToList();
        var recused = (await With<AppDb, List<(Guid, Guid)>>(async db => [.. (await db.Recusals().Where(r => r.MeetingId == s.MeetingId && r.State == RecusalState.Granted)
            .Select(r => new { r.DossierId, r.MemberId }).ToListAsync()).Select(r => (r.DossierId, r.MemberId))])).ToHashSet();
        var absent = true;
        foreach (var entry in entries.Where(e => !e.IsExempt))
        {
            var applicant = s.ByDossier[entry.Id];
            if (absent && applicant is { IsStrong: false, IsAtTheLine: false })
            {
                absent = false;
                await With<MeetingDesk>(desk => desk.MarkAbsentFromDefence(Office, entry.Id));
                Report.Mistake("did not come to the defence");
                continue;
            }

            foreach (var judge in judges.Where(j => !recused.Contains((entry.Id, j.Id))))
            {
                var points = Math.Round(100m * ShareOf(applicant, judge.Place), 0);
                if (LivesOverHttp(applicant))
                {
                    await ScoreDefenceOverHttp(judge, entry, points);
                }
                else
                {
                    await With<MeetingDesk>(desk => desk.ScoreDefence(new Act(judge.PersonId, null, clock.Now()), entry.Id, points));
                }
            }
        }

        var values = await With<MeetingDesk, IReadOnlyDictionary<Guid, DefenceValue>>(async desk => await desk.DefenceValuesOf(await Meeting(s)));
        foreach (var (dossier, value) in values.Where(v => v.Value is { Origin: DefenceOrigin.CommitteeDecides, Value: null }).OrderBy(v => s.ByDossier[v.Key].Number))
        {
            await With<MeetingDesk>(desk => desk.DecideDefence(Office with { Reason = "本专业无人答辩，评委会集体研究决定。" }, dossier, 70m));
        }
    }

    private Task<Meeting> Meeting(Sitting s) => With<AppDb, Meeting>(db => db.Meetings().SingleAsync(m => m.Id == s.MeetingId));

    private async Task Vote(Sitting s)
    {
        var members = await Members(s);
        var chair = new Act(members.Single(m => m.Seat == Seat.Chair).PersonId, null, clock.Now());
        await With<MeetingDesk>(desk => desk.StartVoting(Office, s.MeetingId));
        await Refused<MeetingDesk>("opened a vote without a quorum", desk => desk.OpenRound(chair, s.MeetingId, Level.FullSenior));
        await With<MeetingDesk>(desk => desk.RollCall(chair, s.MeetingId, [.. members.Take(CommitteeSize - 2).Select(m => m.Id)]));
        foreach (var level in s.ByDossier.Values.Select(a => a.Level).Distinct().OrderDescending())
        {
            await VoteOn(s, level, chair, members);
        }

        await With<MeetingDesk>(desk => desk.CloseMeeting(chair, s.MeetingId));
    }

    private async Task VoteOn(Sitting s, Level level, Act chair, List<MeetingMember> members)
    {
        var round = await With<MeetingDesk, BallotRound>(desk => desk.OpenRound(chair, s.MeetingId, level));
        var present = members.Take(CommitteeSize - 2).ToList();
        foreach (var member in present)
        {
            var act = new Act(member.PersonId, null, clock.Now());
            var ballot = await With<MeetingDesk, (BallotRound, MeetingMember, Elector?, bool, IReadOnlyList<Dossier> Mine)?>(desk => desk.BallotOf(member.PersonId, round.Id))
                ?? throw new SeasonWentWrongException("A member has no ballot.");
            if (ballot.Mine.Count == 0)
            {
                continue;
            }

            if (member.Id == present[^1].Id)
            {
                await With<MeetingDesk>(desk => desk.DeclareAbstaining(chair with { Reason = "中途离席。" }, round.Id, member.Id));
                continue;
            }

            var choices = ballot.Mine.ToDictionary(d => d.Id, d => ChoiceOn(s.ByDossier[d.Id], member.Place));
            var first = member.Id == present[0].Id;
            if (ballot.Mine.Any(d => LivesOverHttp(s.ByDossier[d.Id])))
            {
                await VoteOverHttp(member, round, choices, again: first);
                continue;
            }

            await With<MeetingDesk>(desk => desk.Cast(act, round.Id, choices));
            if (first)
            {
                await Refused<MeetingDesk>("cast a second ballot", desk => desk.Cast(act, round.Id, choices));
            }
        }

        await With<MeetingDesk>(desk => desk.CountRound(chair, round.Id));
        var tied = (await With<AppDb, List<CandidateResult>>(db => db.CandidateResults().Where(r => r.RoundId == round.Id && r.Outcome == RankOutcome.TieToDecide).ToListAsync()))
            .Select(r => r.DossierId).OrderBy(d => s.ByDossier[d].Number).ToList();
        if (tied.Count > 0)
        {
            Report.Mistake("tie at the cap");
            await Refused<MeetingDesk>("confirmed with a tie undecided", desk => desk.ConfirmRound(chair, round.Id));
            await With<MeetingDesk>(desk => desk.DecideTie(chair with { Reason = "基层工作时间长的在前。" }, round.Id, tied));
        }

        await With<MeetingDesk>(desk => desk.ConfirmRound(chair, round.Id));
    }

    private static BallotChoice ChoiceOn(SeasonApplicant applicant, int expert) =>
        applicant.IsStrong || applicant.IsAtTheLine || expert % 2 == 0 ? BallotChoice.Yes : BallotChoice.No;

    private async Task PublishResults(Sitting s)
    {
        var publicity = await With<CertificateDesk, ResultPublicity>(desk => desk.PublishResult(Office, s.MeetingId));
        var entries = (await With<AppDb, List<ResultEntry>>(db => db.ResultEntries().Where(e => e.PublicityId == publicity.Id).ToListAsync()))
            .OrderBy(e => e.Name, StringComparer.Ordinal).ThenBy(e => e.UnitName, StringComparer.Ordinal).Take(2).ToList();
        queue.Plan(clock.GetUtcNow().AddDays(1), 0, "publicity", async () =>
        {
            foreach (var (entry, i) in entries.Select((e, i) => (e, i)))
            {
                var objection = await With<CertificateDesk, Objection>(desk => desk.Object(
                    new Act(null, null, clock.Now()), publicity.Id, new NewObjection(entry.Id, "对其中一项业绩的真实性有疑问，请核实。", i == 0 ? "示例群众" : null, null)));
                await With<CertificateDesk>(desk => desk.SettleObjection(
                    Office with { Reason = i == 0 ? "经核实，反映的问题不存在。" : "经核实，该项业绩不是本人完成。" },
                    objection.Id, i == 0 ? ObjectionOutcome.Rejected : ObjectionOutcome.UpheldNotPassed));
                Report.Mistake(i == 0 ? "objection without ground" : "objection upheld");
            }

            await Refused<CertificateDesk>("issued the document before the publicity ended", desk => desk.IssueDocument(
                By(bodies.CommitteeOffice, Role.OfficeHead), s.MeetingId, DocumentOf(s)));
        });
        if (s.End >= SittingEnd.Document)
        {
            queue.Plan(publicity.EndsAt.AddHours(10), 0, "document", () => IssueDocument(s));
        }
    }

    private NewDocument DocumentOf(Sitting s) => new($"示例职改〔{notice.Year.Value}〕{s.Number}号", Today, "地区示例文化和旅游局");

    private async Task IssueDocument(Sitting s)
    {
        s.DocumentId = (await With<CertificateDesk, QualificationDocument>(desk => desk.IssueDocument(Office, s.MeetingId, DocumentOf(s)))).Id;
        if (s.End == SittingEnd.Certificates)
        {
            queue.Plan(clock.GetUtcNow().AddDays(1), 0, "certificates", () => IssueCertificates(s));
        }
    }

    private async Task IssueCertificates(Sitting s)
    {
        var certificates = await With<CertificateDesk, IReadOnlyList<Certificate>>(desk => desk.IssueCertificates(Office, s.DocumentId));
        Report.Certificates += certificates.Count;
        await Worker.RunDue(clock.Now());
        await VerifyOverHttp(certificates);
        await SeeResults(s, certificates);
        await LookBack(s);
    }

    /// <summary>A stranger verifies certificates on the public page, and one that does not exist.</summary>
    private async Task VerifyOverHttp(IReadOnlyList<Certificate> certificates)
    {
        using var stranger = NewBrowser();
        foreach (var certificate in certificates.Take(SeasonApplicant.OverHttp))
        {
            var page = await stranger.GetAsync("/verify/" + certificate.Number);
            if (!page.Text.Contains("证书有效", StringComparison.Ordinal))
            {
                throw new SeasonWentWrongException($"Certificate {certificate.Number} does not verify: {page.Text}");
            }
        }

        var none = await stranger.GetAsync("/verify/ZP65202422222222");
        if (none.Text.Contains("证书有效", StringComparison.Ordinal))
        {
            throw new SeasonWentWrongException("A certificate that does not exist verifies.");
        }

        Report.Mistake("verified a number that does not exist");
    }
}
