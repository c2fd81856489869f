using Zhiping.Applications;
using Zhiping.Committees;
using Zhiping.Data;
using Zhiping.Meetings;

namespace Zhiping.Certificates.Results;

/// <summary>Why a result cannot be published, objected to or checked again.</summary>
public static class ResultRules
{
    public const int ShortestText = 10;

    /// <summary>States in which an applicant may ask for a re-check of the own result. (J8)</summary>
    public static readonly ApplicationState[] ReCheckable = [ApplicationState.NotPassed, ApplicationState.OverCap];

    public static Refusal? CanPublish(Meeting meeting, int passed) =>
        meeting.State != MeetingState.Closed ? new Refusal("会议还没有结束，不能公示结果。")
        : passed == 0 ? new Refusal("没有通过的人，不用公示。")
        : null;

    public static Refusal? CanObject(ResultPublicity publicity, ResultEntry? entry, NewObjection objection, DateTimeOffset at) =>
        at >= publicity.EndsAt
            ? new Refusal("公示已经在{0}（北京时间）结束，不再收异议。", Beijing.Full(publicity.EndsAt))
            {
                Clause = publicity.Clause,
                Remedy = "发现弄虚作假的，可以随时向监督电话举报。",
            }
        : entry is null || entry.PublicityId != publicity.Id ? new Refusal("请选择对谁有异议。") { Field = "EntryId" }
        : (objection.Text ?? "").Trim().Length < ShortestText
            ? new Refusal("请写明问题和依据，至少{0}个字。", ShortestText) { Field = "Text" }
        : string.IsNullOrWhiteSpace(objection.Name) && !string.IsNullOrWhiteSpace(objection.Contact)
            ? new Refusal("留联系方式的，请写姓名。") { Field = "Name", Remedy = "不愿留名的，请把联系方式删去，用回执编号查结果。" }
        : null;

    public static Refusal? CanSettle(Objection objection, ObjectionOutcome outcome, Act act) =>
        objection.Outcome != ObjectionOutcome.Open ? new Refusal("这份异议已经处理过了。") { IsConflict = true }
        : outcome == ObjectionOutcome.Open ? new Refusal("请选择处理结果。") { Field = "Outcome" }
        : CommitteeRules.NeedsReason(act);

    public static Refusal? CanAskReCheck(Application application, string text, Act act) =>
        application.PersonId != act.By ? new Refusal("只能申请复查自己的结果。")
        : !ReCheckable.Contains(application.State) ? ApplicationRules.WrongState(application)
        : (text ?? "").Trim().Length < ShortestText ? new Refusal("请写明要复查什么、为什么，至少{0}个字。", ShortestText) { Field = "Text" }
        : null;

    public static Refusal? CanSettle(ReCheck reCheck, ReCheckOutcome outcome, Act act) =>
        reCheck.Outcome != ReCheckOutcome.Open ? new Refusal("这份复查申请已经处理过了。") { IsConflict = true }
        : outcome == ReCheckOutcome.Open ? new Refusal("请选择处理结果。") { Field = "Outcome" }
        : CommitteeRules.NeedsReason(act);
}
