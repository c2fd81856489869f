using Zhiping.Data;
using Zhiping.Policy.Quantities;

namespace Zhiping.Applications;

/// <summary>Where an application stands. The labels are in <see cref="ApplicationStates"/>.</summary>
public enum ApplicationState
{
    /// <summary>The applicant is filling it in; nothing was submitted yet.</summary>
    Draft,

    /// <summary>With the unit: publicity of at least five working days, then its opinion. (F2)</summary>
    AtUnit,

    /// <summary>With the competent authority or county bureau. (F1)</summary>
    AtAuthority,

    /// <summary>With the committee's office for formal review. (F3, F4)</summary>
    AtCommittee,

    /// <summary>Sent back to the applicant with reasons and, where the notice says so, a clock. (F3)</summary>
    Returned,

    /// <summary>'Materials received': the fee can be paid and the form printed officially. (F7)</summary>
    Admitted,

    /// <summary>The fee has arrived, or the notice asks none. (H1, H2)</summary>
    Paid,

    /// <summary>Put before a meeting as a blind dossier. (J3)</summary>
    UnderEvaluation,

    /// <summary>Enough votes and under the pass cap; shown publicly. (J5)</summary>
    Passed,

    /// <summary>Enough votes but beyond the pass cap. (J4)</summary>
    OverCap,

    /// <summary>Not enough votes.</summary>
    NotPassed,

    /// <summary>The qualification document has conferred the title. (J6)</summary>
    Conferred,

    /// <summary>The electronic certificate is issued. (K11)</summary>
    Certified,

    /// <summary>Treated as given up because a deadline passed. (B2)</summary>
    Forfeited,

    /// <summary>Not accepted: the third submission failed, or a correction came too late. (F3, F4)</summary>
    NotAccepted,

    /// <summary>Taken back by the applicant before its first arrival at the committee. (B4a)</summary>
    Withdrawn,
}

/// <summary>What can be done to an application. Each verb stands in the folder that owns its fact.</summary>
public enum ApplicationVerb
{
    Submit,
    SendBackAsAsked,
    Recommend,
    Endorse,
    Return,
    Admit,
    RefuseForGood,
    Forfeit,
    Reopen,
    Withdraw,
    ConfirmPayment,
    PutBeforeMeeting,
    TakeOffMeeting,
    Pass,
    ExceedCap,
    Fail,
    Reconsider,
    Confer,
    Certify,
}

/// <summary>The one table of transitions, and what people call each state.</summary>
public static class ApplicationStates
{
    /// <summary>Where an application may stand when the edge of the application window ends it.</summary>
    private static readonly ApplicationState[] Before =
    [
        ApplicationState.Draft, ApplicationState.AtUnit, ApplicationState.AtAuthority, ApplicationState.Returned, ApplicationState.AtCommittee, ApplicationState.Admitted,
    ];

    private static readonly Dictionary<(ApplicationState From, ApplicationVerb Verb), ApplicationState[]> Table = new()
    {
        [(ApplicationState.Draft, ApplicationVerb.Submit)] = [ApplicationState.AtUnit],
        [(ApplicationState.Draft, ApplicationVerb.Forfeit)] = [ApplicationState.Forfeited],
        [(ApplicationState.Draft, ApplicationVerb.RefuseForGood)] = [ApplicationState.NotAccepted],
        [(ApplicationState.Draft, ApplicationVerb.Withdraw)] = [ApplicationState.Withdrawn],

        [(ApplicationState.AtUnit, ApplicationVerb.SendBackAsAsked)] = [ApplicationState.Draft, ApplicationState.Returned],
        [(ApplicationState.AtUnit, ApplicationVerb.Recommend)] = [ApplicationState.AtAuthority, ApplicationState.AtCommittee],
        [(ApplicationState.AtUnit, ApplicationVerb.Return)] = [ApplicationState.Returned],
        [(ApplicationState.AtUnit, ApplicationVerb.Forfeit)] = [ApplicationState.Forfeited],
        [(ApplicationState.AtUnit, ApplicationVerb.RefuseForGood)] = [ApplicationState.NotAccepted],
        [(ApplicationState.AtUnit, ApplicationVerb.Withdraw)] = [ApplicationState.Withdrawn],

        [(ApplicationState.AtAuthority, ApplicationVerb.Endorse)] = [ApplicationState.AtAuthority, ApplicationState.AtCommittee],
        [(ApplicationState.AtAuthority, ApplicationVerb.Return)] = [ApplicationState.Returned],
        [(ApplicationState.AtAuthority, ApplicationVerb.Forfeit)] = [ApplicationState.Forfeited],
        [(ApplicationState.AtAuthority, ApplicationVerb.RefuseForGood)] = [ApplicationState.NotAccepted],
        [(ApplicationState.AtAuthority, ApplicationVerb.Withdraw)] = [ApplicationState.Withdrawn],

        [(ApplicationState.AtCommittee, ApplicationVerb.Return)] = [ApplicationState.Returned],
        [(ApplicationState.AtCommittee, ApplicationVerb.Admit)] = [ApplicationState.Admitted, ApplicationState.Paid],
        [(ApplicationState.AtCommittee, ApplicationVerb.RefuseForGood)] = [ApplicationState.NotAccepted],
        [(ApplicationState.AtCommittee, ApplicationVerb.Forfeit)] = [ApplicationState.Forfeited],

        [(ApplicationState.Returned, ApplicationVerb.Submit)] =
            [ApplicationState.AtUnit, ApplicationState.AtAuthority, ApplicationState.AtCommittee],
        [(ApplicationState.Returned, ApplicationVerb.Forfeit)] = [ApplicationState.Forfeited],
        [(ApplicationState.Returned, ApplicationVerb.RefuseForGood)] = [ApplicationState.NotAccepted],
        [(ApplicationState.Returned, ApplicationVerb.Withdraw)] = [ApplicationState.Withdrawn],

        [(ApplicationState.Admitted, ApplicationVerb.ConfirmPayment)] = [ApplicationState.Paid],
        [(ApplicationState.Admitted, ApplicationVerb.RefuseForGood)] = [ApplicationState.NotAccepted],
        [(ApplicationState.Admitted, ApplicationVerb.Forfeit)] = [ApplicationState.Forfeited],
        [(ApplicationState.Paid, ApplicationVerb.PutBeforeMeeting)] = [ApplicationState.UnderEvaluation],
        [(ApplicationState.Paid, ApplicationVerb.RefuseForGood)] = [ApplicationState.NotAccepted],

        [(ApplicationState.UnderEvaluation, ApplicationVerb.TakeOffMeeting)] = [ApplicationState.Paid],
        [(ApplicationState.UnderEvaluation, ApplicationVerb.Pass)] = [ApplicationState.Passed],
        [(ApplicationState.UnderEvaluation, ApplicationVerb.ExceedCap)] = [ApplicationState.OverCap],
        [(ApplicationState.UnderEvaluation, ApplicationVerb.Fail)] = [ApplicationState.NotPassed],
        [(ApplicationState.UnderEvaluation, ApplicationVerb.RefuseForGood)] = [ApplicationState.NotAccepted],

        [(ApplicationState.Passed, ApplicationVerb.Confer)] = [ApplicationState.Conferred],
        [(ApplicationState.Passed, ApplicationVerb.Reconsider)] = [ApplicationState.NotPassed, ApplicationState.NotAccepted],
        [(ApplicationState.Conferred, ApplicationVerb.Certify)] = [ApplicationState.Certified],

        // More time brings back what the window's edge ended, to where it stood. (B2)
        [(ApplicationState.Forfeited, ApplicationVerb.Reopen)] = Before,
        [(ApplicationState.NotAccepted, ApplicationVerb.Reopen)] = Before,
    };

    /// <summary>States in which the applicant may write. (D2, D9)</summary>
    public static readonly ApplicationState[] Editable = [ApplicationState.Draft, ApplicationState.Returned];

    /// <summary>States in which an application still moves towards the committee and a deadline may end it.</summary>
    public static readonly ApplicationState[] OnTheWay =
        [ApplicationState.Draft, ApplicationState.AtUnit, ApplicationState.AtAuthority, ApplicationState.Returned];

    /// <summary>States from the meeting on: there is a defence to come or a result to see. (I2, J5)</summary>
    public static readonly ApplicationState[] Evaluated =
    [
        ApplicationState.UnderEvaluation, ApplicationState.Passed, ApplicationState.OverCap, ApplicationState.NotPassed,
        ApplicationState.Conferred, ApplicationState.Certified,
    ];

    /// <summary>States that nothing leaves but more time granted.</summary>
    public static readonly ApplicationState[] Ended =
        [ApplicationState.OverCap, ApplicationState.NotPassed, ApplicationState.Certified, ApplicationState.Forfeited, ApplicationState.NotAccepted, ApplicationState.Withdrawn];

    /// <summary>All transitions, for the diagram and the truth tables.</summary>
    public static IEnumerable<(ApplicationState From, ApplicationVerb Verb, ApplicationState To)> Transitions =>
        Table.SelectMany(t => t.Value.Select(to => (t.Key.From, t.Key.Verb, to)));

    /// <summary>True when the verb may move an application from one state to the other.</summary>
    public static bool Allows(ApplicationState from, ApplicationVerb verb, ApplicationState to) =>
        Table.TryGetValue((from, verb), out var targets) && targets.Contains(to);

    /// <summary>True when the verb can happen at all in that state.</summary>
    public static bool Allows(ApplicationState from, ApplicationVerb verb) => Table.ContainsKey((from, verb));

    /// <summary>What the applicant reads.</summary>
    public static LocalText ApplicantLabel(ApplicationState state) => state switch
    {
        ApplicationState.Draft => new("填写中", "Being filled in"),
        ApplicationState.AtUnit => new("单位审核中", "With your unit"),
        ApplicationState.AtAuthority => new("主管部门审核中", "With the competent authority"),
        ApplicationState.AtCommittee => new("评审委员会审核中", "With the committee's office"),
        ApplicationState.Returned => new("已退回，请改正", "Returned, please correct"),
        ApplicationState.Admitted => new("已接收材料，请缴费", "Materials received, please pay"),
        ApplicationState.Paid => new("费用已清，等待评审", "Fee settled, waiting for evaluation"),
        ApplicationState.UnderEvaluation => new("评审中", "Under evaluation"),
        ApplicationState.Passed => new("评审通过，公示中", "Passed, shown publicly"),
        ApplicationState.OverCap => new("票数够，超出通过率", "Enough votes, beyond the pass cap"),
        ApplicationState.NotPassed => new("评审未通过", "Not passed"),
        ApplicationState.Conferred => new("已取得任职资格", "Title conferred"),
        ApplicationState.Certified => new("已发电子证书", "Certificate issued"),
        ApplicationState.Forfeited => new("视为放弃", "Treated as given up"),
        ApplicationState.NotAccepted => new("不予受理", "Not accepted"),
        ApplicationState.Withdrawn => new("已撤回", "Withdrawn"),
    };

    /// <summary>The shape of the applicant's label.</summary>
    public static Shape ShapeOf(ApplicationState state) => state switch
    {
        ApplicationState.Draft => Shape.Part,
        ApplicationState.Returned => Shape.Fix,
        ApplicationState.Admitted => Shape.Near,
        ApplicationState.Passed or ApplicationState.Conferred or ApplicationState.Certified => Shape.Done,
        ApplicationState.Forfeited or ApplicationState.NotAccepted => Shape.Stop,
        ApplicationState.OverCap or ApplicationState.NotPassed => Shape.Over,
        ApplicationState.Withdrawn => Shape.None,
        _ => Shape.Wait,
    };

    /// <summary>What staff read.</summary>
    public static LocalText StaffLabel(ApplicationState state) => state switch
    {
        ApplicationState.Draft => new("申报人填写中", "Applicant filling in"),
        ApplicationState.AtUnit => new("在单位", "At unit"),
        ApplicationState.AtAuthority => new("在主管部门", "At authority"),
        ApplicationState.AtCommittee => new("在评委会", "At committee"),
        ApplicationState.Returned => new("退回改正", "Returned"),
        ApplicationState.Admitted => new("已接收，待缴费", "Received, fee due"),
        ApplicationState.Paid => new("费用已清", "Fee settled"),
        ApplicationState.UnderEvaluation => new("评审中", "Under evaluation"),
        ApplicationState.Passed => new("通过", "Passed"),
        ApplicationState.OverCap => new("超出通过率", "Beyond cap"),
        ApplicationState.NotPassed => new("未通过", "Not passed"),
        ApplicationState.Conferred => new("已发文", "Conferred"),
        ApplicationState.Certified => new("已发证", "Certified"),
        ApplicationState.Forfeited => new("视为放弃", "Forfeited"),
        ApplicationState.NotAccepted => new("不予受理", "Not accepted"),
        ApplicationState.Withdrawn => new("已撤回", "Withdrawn"),
    };
}
