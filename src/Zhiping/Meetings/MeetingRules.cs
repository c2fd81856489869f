using Zhiping.Applications;
using Zhiping.Committees;
using Zhiping.Data;
using Zhiping.Policy.Quantities;

namespace Zhiping.Meetings;

/// <summary>Why a meeting cannot go on.</summary>
public static class MeetingRules
{
    public static LocalText Label(MeetingState state) => state switch
    {
        MeetingState.Preparing => new("准备中", "Being prepared"),
        MeetingState.Reading => new("评阅中", "Being read"),
        MeetingState.Defence => new("答辩中", "Defences"),
        MeetingState.Voting => new("会议进行中", "In session"),
        MeetingState.Closed => new("已结束", "Closed"),
    };

    public static LocalText Label(Seat seat) => seat switch
    {
        Seat.Member => new("委员", "Member"),
        Seat.Chair => new("主任委员", "Chair"),
        Seat.Deputy => new("副主任委员", "Deputy chair"),
        Seat.Standby => new("候补", "Standby"),
        Seat.Left => new("不参加", "Left"),
    };

    public static Refusal? InState(Meeting meeting, MeetingState state) =>
        meeting.State == state ? null
        : new Refusal("会议现在的状态是“{0}”，这一步要在“{1}”时办。", Label(meeting.State), Label(state)) { IsConflict = meeting.State > state };

    public static Refusal? CanPrepare(NewMeeting meeting, DateTimeOffset now) =>
        string.IsNullOrWhiteSpace(meeting.Place) ? new Refusal("请填写开会的地点。") { Field = "Place" }
        : meeting.StartsAt <= now ? new Refusal("开会时间{0}已经过了。", Beijing.Full(meeting.StartsAt)) { Field = "StartsAt" }
        : meeting.ReadersPerDossier < 1 ? new Refusal("每份材料至少由1位专家评阅。") { Field = "ReadersPerDossier" }
        : meeting.ReadBy >= meeting.StartsAt ? new Refusal("评阅要在开会以前完成。") { Field = "ReadBy" }
        : null;

    /// <summary>Only paid applications that the filing covers are put before a meeting. (J9)</summary>
    public static Refusal? CanTakeIn(Meeting meeting, Committee committee, Application application) =>
        InState(meeting, MeetingState.Preparing)
        ?? (application.NoticeId != meeting.NoticeId ? new Refusal("有一份申报不属于这个通知，不能上会。")
        : !ApplicationStates.Allows(application.State, ApplicationVerb.PutBeforeMeeting) ? ApplicationRules.WrongState(application)
        : !committee.Covers(application.Specialty, application.Level)
            ? new Refusal("评审委员会的备案不含这个专业和级别，不能上会。") { Remedy = "请核对备案的专业和最高级别。" }
        : null);

    public static Refusal? CanDraw(Meeting meeting, Committee committee, int count, int seated) =>
        InState(meeting, MeetingState.Preparing)
        ?? CommitteeRules.CanMeet(committee, meeting.Day)
        ?? (count < 1 ? new Refusal("请填写抽取的人数。") { Field = "Count" }
        : seated + count > meeting.CommitteeSize
            ? new Refusal("评委会共{0}人，已有{1}人，最多再抽{2}人。", meeting.CommitteeSize, seated, meeting.CommitteeSize - seated) { Field = "Count" }
        : null);

    public static Refusal? CanAppoint(MeetingMember member, Seat seat) =>
        !member.Sits ? new Refusal("只有委员可以任主任委员或副主任委员。")
        : seat is not (Seat.Chair or Seat.Deputy or Seat.Member) ? new Refusal("请选主任委员、副主任委员或委员。")
        : null;

    public static Refusal? CanGiveUp(MeetingMember member, MeetingMember? standby, Act act) =>
        !member.Sits ? new Refusal("这位专家不是委员。") { IsConflict = true }
        : standby is not { Seat: Seat.Standby } ? new Refusal("没有候补专家可以替补。") { Remedy = "请再抽取候补专家。" }
        : CommitteeRules.NeedsReason(act);

    public static Refusal? CanStartReading(Meeting meeting, Committee committee, DateOnly today, int seats, bool hasChair, int dossiers) =>
        InState(meeting, MeetingState.Preparing)
        ?? CommitteeRules.CanMeet(committee, today)
        ?? CommitteeRules.CanMeet(committee, meeting.Day)
        ?? (meeting.FiledAt is null ? new Refusal("会议还没有会前备案。") { Remedy = "请先填写会前备案的文号。" }
        : dossiers == 0 ? new Refusal("还没有上会的材料。") { Remedy = "请先选择已缴费的申报上会。" }
        : seats < meeting.CommitteeSize
            ? new Refusal("评委会应有{0}人，现在{1}人，还差{2}人。", meeting.CommitteeSize, seats, meeting.CommitteeSize - seats) { Remedy = "请再抽取专家。" }
        : !hasChair ? new Refusal("还没有主任委员。") { Remedy = "请在委员中指定主任委员。" }
        : null);

    public static Refusal? AllScored(int sheetsMissing) =>
        sheetsMissing > 0 ? new Refusal("还有{0}份评分没有提交。", sheetsMissing) { Remedy = "请提醒专家，或改派他人评阅。" } : null;

    public static Refusal? CanStartVoting(
        Meeting meeting, Committee committee, DateOnly today, int sheetsMissing, int defencesOpen, int recusalsOpen) =>
        (meeting.State is MeetingState.Reading or MeetingState.Defence ? null : InState(meeting, MeetingState.Reading))
        ?? CommitteeRules.CanMeet(committee, today)
        ?? AllScored(sheetsMissing)
        ?? (defencesOpen > 0 ? new Refusal("还有{0}份材料的答辩没有结果。", defencesOpen) { Remedy = "请打分、记为没有到场，或由评委会决定并写明理由。" }
        : recusalsOpen > 0 ? new Refusal("还有{0}份回避申请没有决定。", recusalsOpen)
        : null);

    public static Refusal? AllConfirmed(int levelsWithoutResult) =>
        levelsWithoutResult > 0 ? new Refusal("还有{0}个级别没有确认结果。", levelsWithoutResult) : null;

    public static Refusal? CanTakeOff(Dossier dossier, Meeting meeting, Act act) =>
        dossier.OffAt is not null ? new Refusal("这份材料已经撤下。") { IsConflict = true }
        : meeting.State is MeetingState.Voting or MeetingState.Closed ? new Refusal("会议已经开始，材料不能再撤下。")
        : CommitteeRules.NeedsReason(act);

    /// <summary>An expert asks for recusal until the scores of the dossier are in.</summary>
    public static Refusal? CanAskRecusal(Meeting meeting, ScoreSheet? sheet, bool alreadyThere) =>
        meeting.State is MeetingState.Voting or MeetingState.Closed ? InState(meeting, MeetingState.Reading)
        : alreadyThere ? new Refusal("您已经申请回避这份材料，请等办公室决定。") { IsConflict = true }
        : sheet?.SubmittedAt is not null ? new Refusal("您已经提交这份材料的评分。") { Remedy = "确实应当回避的，请联系评委会办公室。" }
        : null;
}
