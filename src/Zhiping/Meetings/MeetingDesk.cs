using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Committees;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Evaluation;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;

namespace Zhiping.Meetings;

/// <summary>
/// All verbs of a meeting, for pages and for the season alike. This part: preparation by the office.
/// What an expert may do is found by the person of the act; a verb on something that is not the expert's answers as if it were not there.
/// </summary>
public sealed partial class MeetingDesk(AppDb db, NoticeStore notices, IMaskedPages masking)
{
    /// <summary>Plans a meeting of a committee under the revision in force.</summary>
    public async Task<Meeting> Prepare(Act act, Guid committeeId, NewMeeting @new, CancellationToken cancel = default)
    {
        var committee = await db.Committees().ThereAsync(c => c.Id == committeeId, cancel);
        var notice = await notices.Current(committee.NoticeId, cancel)
            ?? throw new RefusalException(new Refusal("没有这个通知。"));
        var meeting = new Meeting(act, committee, notice.RevisionId, @new);
        db.Add(meeting);
        await db.Commit(cancel);
        return meeting;
    }

    /// <summary>Puts paid applications before the meeting as blind dossiers, in the order given. All or none.</summary>
    public async Task<IReadOnlyList<Dossier>> TakeIn(Act act, Guid meetingId, IReadOnlyList<Guid> applicationIds, CancellationToken cancel = default)
    {
        var (meeting, committee) = await OfficeMeeting(act, meetingId, cancel);
        RefusalException.ThrowIf(applicationIds.Count == 0 ? new Refusal("请至少选一份申报。") : null);
        var applications = await db.Applications().Where(a => applicationIds.Contains(a.Id)).ToDictionaryAsync(a => a.Id, cancel);
        var ordinal = await db.Dossiers().Where(d => d.MeetingId == meetingId).Select(d => (int?)d.Ordinal).MaxAsync(cancel) ?? 0;
        var codes = (await db.Dossiers().Where(d => d.MeetingId == meetingId).Select(d => d.Code).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        var dossiers = new List<Dossier>();
        foreach (var id in applicationIds.Distinct())
        {
            var application = applications.GetValueOrDefault(id) ?? throw new RefusalException(new Refusal("有一份申报已经找不到。"));
            RefusalException.ThrowIf(MeetingRules.CanTakeIn(meeting, committee, application));
            var submission = await db.LastSubmission(application.Id, cancel);
            var content = await MakeBlind(application, submission, cancel);
            var code = Dossier.NewCode();
            while (!codes.Add(code))
            {
                code = Dossier.NewCode();
            }

            var dossier = new Dossier(act, meeting, application, submission, ++ordinal, code, content);
            application.Move(act, ApplicationVerb.PutBeforeMeeting, ApplicationState.UnderEvaluation, meeting.BodyId, null, ("meeting", meeting.Id));
            db.Add(dossier);
            dossiers.Add(dossier);
        }

        meeting.Record(act, "TakeIn", ("count", dossiers.Count));
        await db.Commit(cancel);
        return dossiers;
    }

    /// <summary>Takes a dossier off the meeting before it is in session.</summary>
    public async Task TakeOff(Act act, Guid dossierId, CancellationToken cancel = default)
    {
        var dossier = await db.Dossiers().ThereAsync(d => d.Id == dossierId, cancel);
        var (meeting, _) = await OfficeMeeting(act, dossier.MeetingId, cancel);
        var application = await db.Applications().SingleAsync(a => a.Id == dossier.ApplicationId, cancel);
        dossier.TakeOff(act, meeting, application);
        foreach (var sheet in await db.ScoreSheets().Where(s => s.DossierId == dossierId).ToListAsync(cancel))
        {
            sheet.Excuse(act);
        }

        await db.Commit(cancel);
    }

    /// <summary>
    /// Draws members and reserves from the pool, with a seed that is recorded. Excluded: those drawn before, whose term does not hold on the day,
    /// who stand before this meeting as applicants themselves. <paramref name="maxPerUnit"/> limits how many come from one unit.
    /// </summary>
    public async Task<ExpertDraw> DrawMembers(
        Act act, Guid meetingId, byte[] seed, int count, int standby, string? specialty = null, int? maxPerUnit = null, CancellationToken cancel = default)
    {
        var (meeting, committee) = await OfficeMeeting(act, meetingId, cancel);
        var members = await db.MeetingMembers().Where(m => m.MeetingId == meetingId).ToListAsync(cancel);
        RefusalException.ThrowIf(MeetingRules.CanDraw(meeting, committee, count, members.Count(m => m.Sits)));
        var pool = await db.Experts().PoolOf(committee.Id).ToListAsync(cancel);
        var inGroup = specialty is null ? pool : [.. pool.Where(e => e.Specialties.Contains(specialty, StringComparer.Ordinal))];
        var applicants = (await db.Dossiers().Before(meetingId).Join(db.Applications(), d => d.ApplicationId, a => a.Id, (_, a) => a.PersonId).ToListAsync(cancel)).ToHashSet();
        var drawn = members.Select(m => m.ExpertId).ToHashSet();
        var exclusions = inGroup
            .Select(e => (Expert: e, Why: drawn.Contains(e.Id) ? "已经抽中"
                : !e.Serves(meeting.Day) ? "任期不含开会日"
                : applicants.Contains(e.PersonId) ? "本人是这次会议的申报人" : null))
            .Where(x => x.Why is not null)
            .Select(x => new DrawExclusion(DrawId(x.Expert), x.Why!));
        var result = Draw.Run(seed, inGroup.Select(e => new DrawMember(DrawId(e), e.UnitId?.ToString())), exclusions, count, standby, maxPerUnit);
        RefusalException.ThrowIf(result.Shortfall > 0
            ? new Refusal("专家库里能抽的专家不够：要{0}人，还差{1}人。", count, result.Shortfall) { Remedy = "请补充专家库，或减少人数。", Field = "Count" }
            : null);
        var draw = new ExpertDraw(act, committee.Id, meetingId, specialty, result);
        db.Add(draw);
        var byId = inGroup.ToDictionary(DrawId, StringComparer.Ordinal);
        foreach (var place in result.Chosen)
        {
            db.Add(new MeetingMember(act, meeting, byId[place.Id], draw.Id, place.Place, Seat.Member));
        }

        foreach (var place in result.Standby)
        {
            db.Add(new MeetingMember(act, meeting, byId[place.Id], draw.Id, place.Place, Seat.Standby));
        }

        await db.Commit(cancel);
        return draw;
    }

    /// <summary>Appoints the chair or a deputy; the former chair becomes a member.</summary>
    public async Task Appoint(Act act, Guid memberId, Seat seat, CancellationToken cancel = default)
    {
        var member = await db.MeetingMembers().ThereAsync(m => m.Id == memberId, cancel);
        var (meeting, _) = await OfficeMeeting(act, member.MeetingId, cancel);
        RefusalException.ThrowIf(meeting.State is MeetingState.Voting or MeetingState.Closed ? MeetingRules.InState(meeting, MeetingState.Preparing) : null);
        var chair = await db.MeetingMembers().SingleOrDefaultAsync(m => m.MeetingId == meeting.Id && m.Seat == Seat.Chair, cancel);
        if (seat == Seat.Chair && chair is not null && chair.Id != member.Id)
        {
            // The old chair steps down first: two never stand in the database at once.
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            chair.Appoint(act, Seat.Member);
            await db.Commit(cancel);
            member.Appoint(act, seat);
            await db.Commit(cancel);
            await transaction.CommitAsync(cancel);
            return;
        }

        member.Appoint(act, seat);
        await db.Commit(cancel);
    }

    /// <summary>A member cannot come: the next in reserve takes the seat and the unread dossiers.</summary>
    public async Task Replace(Act act, Guid memberId, CancellationToken cancel = default)
    {
        var member = await db.MeetingMembers().ThereAsync(m => m.Id == memberId, cancel);
        var (meeting, _) = await OfficeMeeting(act, member.MeetingId, cancel);
        RefusalException.ThrowIf(meeting.State is MeetingState.Voting or MeetingState.Closed ? MeetingRules.InState(meeting, MeetingState.Reading) : null);
        var standby = await db.MeetingMembers().Where(m => m.MeetingId == meeting.Id && m.Seat == Seat.Standby)
            .OrderBy(m => m.DrawId == member.DrawId ? 0 : 1).ThenBy(m => m.Place).FirstOrDefaultAsync(cancel);
        member.GiveUp(act, standby);
        if (meeting.State != MeetingState.Preparing)
        {
            var dossiers = await db.Dossiers().Before(meeting.Id).ToListAsync(cancel);
            AddUnitRecusals(act, [standby!], dossiers);
            var open = await db.ScoreSheets().Where(s => s.MemberId == member.Id && s.SubmittedAt == null && s.ExcusedAt == null).ToListAsync(cancel);
            foreach (var sheet in open)
            {
                sheet.Excuse(act);
            }

            await Reassign(act, meeting, [.. open.Select(s => s.DossierId)], cancel);
        }

        await db.Commit(cancel);
    }

    /// <summary>Files the meeting beforehand (会前备案).</summary>
    public async Task FileMeeting(Act act, Guid meetingId, string number, CancellationToken cancel = default)
    {
        var (meeting, _) = await OfficeMeeting(act, meetingId, cancel);
        meeting.File(act, number);
        await db.Commit(cancel);
    }

    private static string DrawId(Expert expert) => $"E{expert.Number:D4}";

    private async Task<BlindDossier> MakeBlind(Application application, Submission submission, CancellationToken cancel)
    {
        var document = ApplicationDocument.Parse(submission.Content);
        var form = (await notices.Get(application.RevisionId, cancel)).Notice.Form;
        var toShow = BlindDossierMaker.PagesToShow(document, form).ToList();
        var masked = await masking.Of(application, toShow, cancel);
        var missing = toShow.Count(p => !masked.ContainsKey(p));
        RefusalException.ThrowIf(missing > 0
            ? new Refusal("有一份申报还有{0}页没有遮盖好，不能上会。", missing) { Remedy = "遮盖由系统在后台完成，请稍后再试。" }
            : null);
        return BlindDossierMaker.Make(document, form, await db.HiddenOf(application, document, form, cancel), masked);
    }

    private async Task<(Meeting Meeting, Committee Committee)> OfficeMeeting(Act act, Guid meetingId, CancellationToken cancel)
    {
        var meeting = await db.Meetings().ThereAsync(m => m.Id == meetingId, cancel);
        var committee = await db.Committees().ThereAsync(c => c.Id == meeting.CommitteeId, cancel);
        RefusalException.ThrowIf(CommitteeRules.IsOf(committee, act));
        return (meeting, committee);
    }

    private async Task<Notice> NoticeOf(Meeting meeting, CancellationToken cancel) => (await notices.Get(meeting.RevisionId, cancel)).Notice;

    /// <summary>The standard by which a dossier is scored, or a refusal that names what is missing.</summary>
    private static ScoringStandard StandardOf(Notice notice, Dossier dossier) =>
        notice.StandardOf(dossier.Series, dossier.Specialty, dossier.Tier, dossier.Level)
        ?? throw new RefusalException(new Refusal("通知没有这个专业、级别和档次的量化赋分标准，不能评分。") { Remedy = "请先修订通知，补上赋分标准。" });

    /// <summary>The same order for the same seed, whatever the random ids are.</summary>
    private static string Lot(string seed, int dossier, int expert) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(seed), Encoding.UTF8.GetBytes($"{dossier}/{expert}")));
}
