using Zhiping.Data;
using Zhiping.Policy.Quantities;

namespace Zhiping.Applications;

/// <summary>Why something cannot be done to an application. Pure: the page shows the refusal, the verb throws the same one.</summary>
public static class ApplicationRules
{
    /// <summary>A deadline that has passed binds every verb at once, whether the worker has recorded it or not.</summary>
    public static Refusal? Lapsed(Application application, DateTimeOffset at) =>
        application.Due is { Consequence: not DueConsequence.None } due && at >= due.At
            ? new Refusal(
                due.Consequence == DueConsequence.Forfeited ? "已过{0}（北京时间），视为放弃。" : "已过{0}（北京时间），不予受理。",
                Beijing.Full(due.At))
            {
                Clause = due.Clause,
                Remedy = "您写的内容都还在，可以查看，不能再提交。确有特殊原因的，请联系评审委员会办公室。",
            }
            : null;

    public static Refusal? CanSubmit(Application application, DateTimeOffset at) =>
        application.DeletedAt is not null ? PutAside()
        : !ApplicationStates.Allows(application.State, ApplicationVerb.Submit) ? WrongState(application)
        : Lapsed(application, at);

    /// <summary>The applicant may write: the state, the clock and the drawer allow it.</summary>
    public static Refusal? CanWrite(Application application, DateTimeOffset at) =>
        application.DeletedAt is not null ? PutAside()
        : !ApplicationStates.Editable.Contains(application.State)
            ? new Refusal("这份申报现在是“{0}”，只能查看，不能修改。", ApplicationStates.ApplicantLabel(application.State))
            {
                Remedy = application.State == ApplicationState.AtUnit
                    ? "想修改的，可以在申报书页面请单位退回。单位还没有处理时都可以。"
                    : "这次写的内容没有保存。",
                IsConflict = true,
            }
        : Lapsed(application, at);

    /// <summary>Asking back ends when the unit has decided. (D9)</summary>
    public static Refusal? CanRequestBack(Application application, DateTimeOffset at) =>
        application.State != ApplicationState.AtUnit
            ? new Refusal("这份申报现在是“{0}”，不能再请单位退回。", ApplicationStates.ApplicantLabel(application.State))
            {
                Remedy = ApplicationStates.Editable.Contains(application.State)
                    ? "现在就可以修改，不用请单位退回。"
                    : "单位已经处理过了。需要修改的，请等审核部门退回。",
                IsConflict = true,
            }
        : CanSendBackAsAsked(application, at);

    /// <summary>The unit gives it back on request, as long as there is time left to hand it in again. (D9)</summary>
    public static Refusal? CanSendBackAsAsked(Application application, DateTimeOffset at) =>
        !ApplicationStates.Allows(application.State, ApplicationVerb.SendBackAsAsked) ? WrongState(application)
        : application.CorrectBy is { } correctBy && at >= correctBy.At
            ? new Refusal("改正的时间已于{0}（北京时间）到期，退回后不能再提交，所以不能退回。", Beijing.Full(correctBy.At)) { Clause = correctBy.Clause }
        : Lapsed(application, at);

    /// <summary>Only what nobody has ever received can be put aside; the rest is withdrawn. (D9)</summary>
    public static Refusal? CanDelete(Application application) =>
        application.DeletedAt is not null ? new Refusal("这份申报书已经删除过了。") { IsConflict = true }
        : application.State != ApplicationState.Draft || application.Submissions > 0
            ? new Refusal("提交过的申报不能删除。") { Remedy = "不想再申报的，请选“撤回申报”。" }
        : null;

    public static Refusal? CanRestore(Application application) =>
        application.DeletedAt is null ? new Refusal("这份申报书没有被删除。") { IsConflict = true } : null;

    /// <summary>One application a person and year over all regions. (B4a)</summary>
    public static Refusal OnePerYear(int year, ClauseRef? clause) =>
        new("您{0}年度已经提交过一份申报。同一年度只能申报一次，这一份不能再提交。", year)
        {
            Remedy = "已提交的那一份在“我的申报”里。它到达评审委员会以前可以撤回，撤回后这一份就能提交。这一份的内容都还在。",
            Clause = clause,
        };

    /// <summary>Nobody but the applicant; pages answer 404 before it comes to this. (D2)</summary>
    public static Refusal NotYours() => new("没有找到这份申报。") { Remedy = "请从“我的申报”里打开。" };

    public static Refusal AskedAlready(AskBack open) =>
        new("您已于{0}请单位退回，单位还没有答复。", Beijing.Full(open.At)) { Remedy = "急的话，请打电话给单位人事。", IsConflict = true };

    /// <summary>The draft lies aside.</summary>
    public static Refusal PutAside() =>
        new("这份申报书已经删除。") { Remedy = "要接着写，请先在“我的申报”里恢复它。", IsConflict = true };

    public static Refusal? CanWithdraw(Application application, DateTimeOffset at) =>
        !ApplicationStates.Allows(application.State, ApplicationVerb.Withdraw) ? WrongState(application)
        : Lapsed(application, at);

    public static Refusal? CanExtend(Application application, Act act, DueDate arriveBy) =>
        ApplicationStates.Ended.Contains(application.State) ? WrongState(application)
        : string.IsNullOrWhiteSpace(act.Reason) ? new Refusal("延长时间要写明理由。") { Field = "Reason" }
        : arriveBy.At <= application.ArriveBy.At ? new Refusal("新的时间要晚于{0}。", Beijing.Full(application.ArriveBy.At)) { Field = "Until" }
        : null;

    /// <summary>What the window's edge ended may be opened again, with a reason and a later edge that is still to come. (B2, B10)</summary>
    public static Refusal? CanReopen(Application application, Act act, DueDate arriveBy) =>
        !application.EndedByWindow ? WrongState(application)
        : string.IsNullOrWhiteSpace(act.Reason) ? new Refusal("延长时间要写明理由。") { Field = "Reason" }
        : arriveBy.At <= act.At ? new Refusal("新的时间已经过了。") { Field = "Until" }
        : null;

    /// <summary>The application moved on while the page was open, or the act does not fit where it stands.</summary>
    public static Refusal WrongState(Application application) =>
        new("这份申报现在的状态是“{0}”，不能这样办理。", ApplicationStates.ApplicantLabel(application.State))
        {
            Remedy = "请刷新页面，看看它到了哪一步。",
            IsConflict = true,
        };
}
