using Zhiping.Data;
using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Applications;

/// <summary>Why an application cannot be handed in, and where it goes when it is. Pure.</summary>
public static class SubmissionRules
{
    /// <summary>The committee takes it so many times, and after closing only where the notice says so. (F3, F4)</summary>
    public static Refusal? NoTurnLeft(Application application, Notice notice, DateTimeOffset at)
    {
        var returns = notice.Returns;
        if (returns.MaxSubmissions is { } most && application.Arrivals >= most)
        {
            return new Refusal("提交评审委员会已满{0}次，不能再提交。", most) { Clause = (returns.BasisOf.GetValueOrDefault("maxSubmissions") ?? returns.Basis).Clause };
        }

        return application.Arrivals > 0 && !returns.CorrectionsAfterClosing && at >= application.ArriveBy.At
            ? new Refusal("申报已于{0}（北京时间）截止，退回的申报不能再提交。", Beijing.Full(application.ArriveBy.At)) { Clause = returns.Clause }
            : null;
    }

    /// <summary>The unit must have confirmed who works there. (D3)</summary>
    public static Refusal? UnitNotConfirmed(ApplicantFacts applicant) => applicant.ConfirmedByUnit == true ? null
        : new Refusal("单位还没有确认您是本单位职工，现在不能提交。") { Remedy = "请联系单位人事确认。填写可以继续。" };

    /// <summary>Every remark of a return needs an answer. (F3)</summary>
    public static Refusal? RemarksOpen(IReadOnlyList<RemarkShown> open) => open.Count == 0 ? null
        : new Refusal("退回意见还有{0}条没有说明怎样改正。", open.Count) { Remedy = "请在申报书页面逐条写明，再提交。", Field = "Answer" };

    /// <summary>Nothing that must be put right is left. (D4, E1, E5)</summary>
    public static Refusal? MustFix(CheckResult check)
    {
        var count = check.Findings.Count(f => f.Severity == Severity.MustFix);
        return check.MaySubmit ? null
            : new Refusal("还有{0}处要改正。改好后就可以提交。", count)
            {
                Remedy = "每一处要改什么，在“提交前检查”里。",
                Clause = check.Findings.FirstOrDefault(f => f is { Severity: Severity.MustFix, Clause: not null })?.Clause,
            };
    }

    /// <summary>Where it goes: to the unit; after a return to the office that returned it, or as the notice says. And what is due from then on. (D9, F3)</summary>
    public static (Guid To, ApplicationState State, DueDate? Due) Next(Application application, Notice notice)
    {
        var toUnit = application.ReturnedById is null || notice.Returns.ResubmissionGoesTo == ResubmissionGoesTo.Unit;
        var to = toUnit ? application.UnitId : application.ReturnedById!.Value;
        var state = toUnit ? ApplicationState.AtUnit : application.ReturnedFrom!.Value;
        var arriveBy = DueDates.WindowBinds(application, notice, state) ? application.ArriveBy : null;
        var correctBy = notice.Returns.Binds == ReturnBinds.Arrival && state != ApplicationState.AtCommittee ? application.CorrectBy : null;
        var due = arriveBy is null || (correctBy is not null && correctBy.At < arriveBy.At) ? correctBy : arriveBy;
        return (to, state, due?.Copy());
    }
}

/// <summary>Due dates made from a notice.</summary>
public static class DueDates
{
    /// <summary>The edge of the application window for one application. Without a binding edge it is the end of the year and binds nobody. (B2)</summary>
    /// <param name="extendedTo">More time granted to the person, unit or county before the application began.</param>
    public static DueDate ArriveBy(Notice notice, UnitFacts unit, ApplicationChoice choice, DateTimeOffset? extendedTo = null)
    {
        var facts = new DeadlineFacts
        {
            UnitKind = unit.Kind, Tier = unit.Tier, County = unit.County, Channel = choice.Channel, Level = choice.Level,
            Series = choice.Series, Specialty = choice.Specialty, ExtendedTo = extendedTo,
        };
        if (NoticeDeadlines.ApplicationCloses(notice, facts) is not { } closes)
        {
            return new DueDate(
                SiteTime.EndOf(new DateOnly(notice.Year.Value, 12, 31)), DueConsequence.None,
                new("通知没有写明申报截止时间", "the notice states no closing time"), notice.Windows.Application.Clause);
        }

        var window = notice.Windows.Application.For(facts.Placing);
        var edge = SiteTime.SayEdge(closes.At);
        var act = NoticeDeadlines.Words(window.EndedBy) ?? new("提交", "it is submitted");
        return new DueDate(
            closes.At, ConsequenceOf(window.Consequence),
            new($"{edge.Zh}（北京时间）前须{act.Zh}", $"{act.En} before {edge.En}, Beijing time"), closes.Clause);
    }

    /// <summary>The edge moved by an act on record: what follows when it passes stays, the reason is said beside it. (B10)</summary>
    public static DueDate Extended(DueDate stated, DateTimeOffset until, string reason, ClauseRef? clause)
    {
        var edge = SiteTime.SayEdge(until);
        return new DueDate(until, stated.Consequence, new($"经批准延长到{edge.Zh}（北京时间）：{reason}", $"extended on record to {edge.En}, Beijing time: {reason}"), clause ?? stated.Clause);
    }

    /// <summary>What follows in the words of the application's own table.</summary>
    public static DueConsequence ConsequenceOf(Consequence consequence) => consequence switch
    {
        Consequence.NotSaid => DueConsequence.None,
        Consequence.Forfeited => DueConsequence.Forfeited,
        Consequence.NotAccepted or Consequence.NotRecognised => DueConsequence.NotAccepted,
        _ => throw new ArgumentOutOfRangeException(nameof(consequence), consequence, "Not a consequence."),
    };

    /// <summary>
    /// True when the window's edge still binds an application that stands in this state: its act is to come, and it is the first arrival,
    /// or the fee, or the notice takes no correction after closing. (B2, F3)
    /// </summary>
    public static bool WindowBinds(Application application, Notice notice, ApplicationState state)
    {
        var endedBy = notice.Windows.Application.For(application.Placing).EndedBy;
        return BindsBeyond(endedBy, state)
            && (endedBy == EndedBy.Payment || application.Arrivals == 0 || (!notice.Returns.CorrectionsAfterClosing && state != ApplicationState.AtCommittee));
    }

    /// <summary>True when the act that keeps the window's edge is still to come for an application that stands in this state. (B2)</summary>
    public static bool BindsBeyond(EndedBy endedBy, ApplicationState state) => endedBy switch
    {
        EndedBy.SubmitByApplicant => ApplicationStates.Editable.Contains(state),
        EndedBy.RecommendationByUnit => state is ApplicationState.Draft or ApplicationState.Returned or ApplicationState.AtUnit,
        EndedBy.Payment => ApplicationStates.OnTheWay.Contains(state) || state is ApplicationState.AtCommittee or ApplicationState.Admitted,
        _ => ApplicationStates.OnTheWay.Contains(state),
    };
}
