using System.Globalization;
using Zhiping.Policy.Calendars;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Rules;

/// <summary>What the instants of one application depend on; what has not happened yet is null.</summary>
public sealed record DeadlineFacts
{
    public required UnitKind UnitKind { get; init; }

    public required Tier Tier { get; init; }

    public string? County { get; init; }

    public Channel Channel { get; init; } = Channel.Targeted;

    public required Level Level { get; init; }

    /// <summary>Routes and windows may differ by series and specialty.</summary>
    public string? Series { get; init; }

    public string? Specialty { get; init; }

    /// <summary>An open return: when and by whom.</summary>
    public DateTimeOffset? ReturnedAt { get; init; }

    public OfficeRole? ReturnedBy { get; init; }

    /// <summary>A later closing instant granted to this person, unit or county, with a reason.</summary>
    public DateTimeOffset? ExtendedTo { get; init; }

    public DateOnly? UnitPublicityFrom { get; init; }

    public DateOnly? ResultPublicityFrom { get; init; }

    public Placing Placing => new(UnitKind, Tier, County, Channel, Level, Series, Specialty);
}

/// <summary>All instants of one application, and what ends each.</summary>
public static class NoticeDeadlines
{
    private static readonly LocalText Stated = new("通知写明的时间，不顺延", "stated in the notice; never moved");

    /// <summary>The instants in their order.</summary>
    public static IReadOnlyList<Deadline> Of(Notice notice, DeadlineFacts facts)
    {
        var windows = notice.Windows;
        var placing = facts.Placing;
        var application = windows.Application.For(placing);
        var all = new List<Deadline?>
        {
            application.Opens?.At is { } opens ? Stating(DeadlineKind.ApplicationOpens, application, opens) with { Consequence = null, EndedBy = null } : null,
            ApplicationCloses(notice, facts),
            SuggestedSubmission(notice, facts),
            OfWindow(DeadlineKind.ReviewCloses, windows.Review?.For(placing)),
            OfWindow(DeadlineKind.Payment, windows.Payment?.For(placing)),
            OfWindow(DeadlineKind.Paper, windows.Paper?.For(placing)),
            Returned(notice, facts),
            facts.UnitPublicityFrom is { } unit
                ? Publicity(DeadlineKind.UnitPublicityEnds, unit, notice.UnitPublicity.WorkingDays, notice.UnitPublicity, notice.Calendar) : null,
            facts.ResultPublicityFrom is { } result
                ? Publicity(DeadlineKind.ResultPublicityEnds, result, notice.ResultPublicity.WorkingDays, notice.ResultPublicity, notice.Calendar) : null,
        };
        return [.. all.OfType<Deadline>().OrderBy(d => d.At).ThenBy(d => d.Kind)];
    }

    /// <summary>The instant before which the application window's act must happen; null where the notice states no binding edge.</summary>
    public static Deadline? ApplicationCloses(Notice notice, DeadlineFacts facts)
    {
        var window = notice.Windows.Application.For(facts.Placing);
        if (window.Closes is not { Binds: true, At: { } closes })
        {
            return null;
        }

        var stated = Stating(DeadlineKind.ApplicationCloses, window, closes);
        return facts.ExtendedTo is { } extended && extended > closes
            ? stated with { At = extended, RuleZh = "经批准延长", RuleEn = "extended on record" }
            : stated;
    }

    /// <summary>The end of an open return's period; null where nothing is returned or the return starts no clock (F3).</summary>
    public static Deadline? Returned(Notice notice, DeadlineFacts facts) =>
        facts is { ReturnedAt: { } at, ReturnedBy: { } by } ? ReturnDeadline(notice, at, by, facts.Placing) : null;

    /// <summary>When a correction is due after a return at an instant by an office; null where that office's returns start no clock.</summary>
    /// <param name="placing">Who is returned to, as the period may differ by it.</param>
    public static Deadline? ReturnDeadline(Notice notice, DateTimeOffset returnedAt, OfficeRole by, Placing? placing = null)
    {
        var returns = notice.Returns.For(by, placing ?? Placing.Unknown);
        if (returns.ReturnWithin is not { } period || !returns.StartsClock(by))
        {
            return null;
        }

        var basis = returns.BasisOf.GetValueOrDefault("within") ?? returns.Basis;
        var counted = Deadlines.From(period, returnedAt, notice.Calendar);
        var after = returns.CorrectionsAfterClosing
            ? new LocalText("；申报截止后仍可补正", "; corrections may arrive after the window has closed")
            : new LocalText("；申报截止后不再接收补正", "; no correction is taken after the window has closed");
        return counted with
        {
            RuleZh = counted.RuleZh + after.Zh,
            RuleEn = counted.RuleEn + after.En,
            Kind = DeadlineKind.ReturnedCorrection,
            Clause = returns.Clause ?? basis.Clause,
            Assumed = basis.Assumed,
            Consequence = Words(returns.Overrun),
            EndedBy = returns.Binds == ReturnBinds.Submit
                ? new("申报人重新提交", "the applicant submits again")
                : new("再次到达评审委员会", "it arrives at the committee again"),
        };
    }

    /// <summary>The last day on which submitting to the unit still leaves time for publicity and one working day at each later office; a suggestion that binds nobody.</summary>
    public static Deadline? SuggestedSubmission(Notice notice, DeadlineFacts facts)
    {
        var window = notice.Windows.Application.For(facts.Placing);
        if (window.EndedBy == EndedBy.SubmitByApplicant || ApplicationCloses(notice, facts) is not { } closes)
        {
            return null;
        }

        var unit = new Forms.UnitFacts { Kind = facts.UnitKind, Tier = facts.Tier, County = facts.County };
        var between = notice.RouteOf(unit, facts.Channel, facts.Series).Count(s => s.Office is not (OfficeRole.Unit or OfficeRole.CommitteeOffice));
        var lastDay = SiteTime.DateOf(closes.At.AddMilliseconds(-1));
        var publicityEnds = notice.Calendar.AddWorkingDays(lastDay, -Math.Max(1, between * 2));
        var publicityStarts = notice.Calendar.AddWorkingDays(notice.Calendar.AddWorkingDays(publicityEnds, 1), -notice.UnitPublicity.WorkingDays);
        var day = notice.Calendar.AddWorkingDays(publicityStarts, -1);
        return new Deadline
        {
            Kind = DeadlineKind.SuggestedSubmission,
            At = SiteTime.EndOf(day),
            RuleZh = string.Create(CultureInfo.InvariantCulture,
                $"倒着算：单位公示{notice.UnitPublicity.WorkingDays}个工作日（{SiteTime.Say(publicityStarts).Zh}至{SiteTime.Say(publicityEnds).Zh}），之后各级审核按最短用时推算"),
            RuleEn = string.Create(CultureInfo.InvariantCulture,
                $"counted back: {notice.UnitPublicity.WorkingDays} working days of publicity ({SiteTime.Say(publicityStarts).En} to {SiteTime.Say(publicityEnds).En}), then the shortest time for each office"),
            Clause = notice.UnitPublicity.Clause,
            Suggested = true,
            EndedBy = new("您提交给单位", "you submit to your unit"),
        };
    }

    public static LocalText? Words(Consequence consequence) => consequence switch
    {
        Consequence.NotSaid => null,
        Consequence.Forfeited => new("视为放弃", "counts as forfeited"),
        Consequence.NotAccepted => new("不予受理", "is not accepted"),
        Consequence.NotRecognised => new("不予认可", "is not recognised"),
        _ => throw new ArgumentOutOfRangeException(nameof(consequence), consequence, "Not a consequence."),
    };

    public static LocalText? Words(EndedBy endedBy) => endedBy switch
    {
        EndedBy.SubmitByApplicant => new("申报人提交", "the applicant submits"),
        EndedBy.RecommendationByUnit => new("单位推荐上报", "the unit passes it on"),
        EndedBy.ArrivalAtCommittee => new("到达评审委员会", "it arrives at the committee"),
        EndedBy.Payment => new("缴纳评审费", "the fee is paid"),
        EndedBy.PaperArrival => new("纸质材料送达", "the paper arrives"),
        EndedBy.ReviewDecision => new("审核完成", "the review is done"),
        EndedBy.Issue => new("印发", "it is issued"),
        EndedBy.None => null,
        _ => throw new ArgumentOutOfRangeException(nameof(endedBy), endedBy, "Not an act."),
    };

    private static Deadline? OfWindow(DeadlineKind kind, Window? window) =>
        window is { Closes: { Binds: true, At: { } at } } ? Stating(kind, window, at) : null;

    private static Deadline Stating(DeadlineKind kind, Window window, DateTimeOffset at) => new()
    {
        Kind = kind,
        At = at,
        RuleZh = Stated.Zh,
        RuleEn = Stated.En,
        Clause = window.Clause,
        Assumed = window.Assumed,
        Consequence = Words(window.Consequence),
        EndedBy = Words(window.EndedBy),
    };

    private static Deadline Publicity(DeadlineKind kind, DateOnly start, int days, NoticeItem item, WorkCalendar calendar)
    {
        var range = calendar.PublicityRange(start, days);
        return new Deadline
        {
            Kind = kind,
            At = SiteTime.EndOf(range.End),
            RuleZh = $"{SiteTime.Say(range.Start).Zh}起公示{days}个工作日，到{SiteTime.Say(range.End).Zh}24:00",
            RuleEn = $"{days} working days of publicity from {SiteTime.Say(range.Start).En}, to 24:00 on {SiteTime.Say(range.End).En}",
            Clause = item.Clause,
            Assumed = item.Assumed,
        };
    }
}
