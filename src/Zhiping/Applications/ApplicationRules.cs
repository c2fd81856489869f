using Zhiping.Data;

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
        !ApplicationStates.Allows(application.State, ApplicationVerb.Submit) ? WrongState(application)
        : Lapsed(application, at);

    /// <summary>Asking back ends when the unit has decided. (D9)</summary>
    public static Refusal? CanSendBackAsAsked(Application application, DateTimeOffset at) =>
        !ApplicationStates.Allows(application.State, ApplicationVerb.SendBackAsAsked) ? WrongState(application)
        : Lapsed(application, at);

    public static Refusal? CanWithdraw(Application application, DateTimeOffset at) =>
        !ApplicationStates.Allows(application.State, ApplicationVerb.Withdraw) ? WrongState(application)
        : Lapsed(application, at);

    public static Refusal? CanExtend(Application application, Act act, DueDate arriveBy) =>
        !ApplicationStates.OnTheWay.Contains(application.State) ? WrongState(application)
        : string.IsNullOrWhiteSpace(act.Reason) ? new Refusal("延长时间要写明理由。") { Field = "Reason" }
        : arriveBy.At <= application.ArriveBy.At ? new Refusal("新的时间要晚于{0}。", Beijing.Full(application.ArriveBy.At)) { Field = "Until" }
        : null;

    /// <summary>The application moved on while the page was open, or the act does not fit where it stands.</summary>
    public static Refusal WrongState(Application application) =>
        new("这份申报现在的状态是“{0}”，不能这样办理。", ApplicationStates.ApplicantLabel(application.State))
        {
            Remedy = "请刷新页面，看看它到了哪一步。",
            IsConflict = true,
        };
}
