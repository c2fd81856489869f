using System.Globalization;
using Microsoft.AspNetCore.Html;
using Zhiping.Data;
using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Applications.Detail;

/// <summary>One step from the applicant to the committee. From and To are days that are suggested, or passed.</summary>
public sealed record RoadStep(LocalText Name, DateOnly? From, DateOnly? To, string Is)
{
    /// <summary>The instant that the notice sets, for the last step.</summary>
    public DateTimeOffset? Edge { get; init; }

    /// <summary>At least so many working days, where the notice says it.</summary>
    public int? WorkingDays { get; init; }

    /// <summary>8月21日 inside its time element.</summary>
    public static IHtmlContent Brief(DateOnly day)
    {
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        var text = english ? day.ToString("d MMMM", CultureInfo.InvariantCulture) : $"{day.Month}月{day.Day}日";
        return new HtmlString($"<time datetime=\"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\">{text}</time>");
    }
}

/// <summary>The way from submitting to the committee, counted back from the edge and forward from a day. Pure; binds nobody.</summary>
public sealed record Road(IReadOnlyList<RoadStep> Steps, DateOnly? SubmitBy, DateOnly Earliest, bool StillPossible)
{
    private const int DaysPerOffice = 2;

    /// <summary>The road of an application that is still being written: the days counted back from the edge. (B2, F2)</summary>
    public static Road Back(Notice notice, UnitFacts unit, Channel channel, DueDate arriveBy, DateTimeOffset now, string? series = null)
    {
        var calendar = notice.Calendar;
        var offices = Offices(notice, unit, channel, series);
        var lastDay = SiteTime.DateOf(arriveBy.At.AddMilliseconds(-1));
        var opinion = calendar.AddWorkingDays(lastDay, -Math.Max(1, offices.Count * DaysPerOffice));
        var start = calendar.AddWorkingDays(calendar.AddWorkingDays(opinion, 1), -notice.UnitPublicity.WorkingDays);
        var submitBy = calendar.AddWorkingDays(start, -1);
        var today = SiteTime.DateOf(now);
        var forward = Forward(notice, unit, channel, arriveBy, now, "todo", series);
        if (today > submitBy)
        {
            return forward with { SubmitBy = null };
        }

        var steps = new List<RoadStep>
        {
            new(new("您填写并提交", "you fill in and submit"), null, submitBy, "now"),
            new(new("单位公示", "shown in the unit"), start, opinion, "todo") { WorkingDays = notice.UnitPublicity.WorkingDays },
            new(new("单位出具意见", "opinion of the unit"), opinion, opinion, "todo"),
        };
        steps.AddRange(Later(offices, calendar, opinion, lastDay));
        steps.Add(new(new("到达评委会", "arrives at the committee"), null, null, "end") { Edge = arriveBy.At });
        return new Road(steps, submitBy, forward.Earliest, forward.StillPossible);
    }

    /// <summary>The shortest road for one that is handed in now.</summary>
    public static Road Forward(Notice notice, UnitFacts unit, Channel channel, DueDate arriveBy, DateTimeOffset now, string firstIs = "done", string? series = null)
    {
        var calendar = notice.Calendar;
        var today = SiteTime.DateOf(now);
        var start = calendar.AddWorkingDays(today, 1);
        var opinion = calendar.AddWorkingDays(today, notice.UnitPublicity.WorkingDays);
        var offices = Offices(notice, unit, channel, series);
        var later = Later(offices, calendar, opinion, DateOnly.MaxValue);
        var earliest = offices.Count == 0 ? opinion : calendar.AddWorkingDays(opinion, offices.Count);
        var steps = new List<RoadStep>
        {
            new(new("您提交", "you submit"), today, today, firstIs == "done" ? "done" : "now"),
            new(new("单位公示", "shown in the unit"), start, opinion, firstIs == "done" ? "now" : "todo") { WorkingDays = notice.UnitPublicity.WorkingDays },
            new(new("单位出具意见", "opinion of the unit"), opinion, opinion, "todo"),
        };
        steps.AddRange(later.Select(s => s with { From = null, To = null }));
        steps.Add(new(new("到达评委会", "arrives at the committee"), null, null, "end") { Edge = arriveBy.At });
        return new Road(steps, null, earliest, SiteTime.At(earliest) < arriveBy.At);
    }

    /// <summary>The road as the application stands on it, with the step marked whose turn it is.</summary>
    public static IReadOnlyList<RoadStep> Now(Notice notice, UnitFacts unit, Channel channel, Application application)
    {
        var place = application.State switch
        {
            ApplicationState.Draft or ApplicationState.Returned => 0,
            ApplicationState.AtUnit => 1,
            ApplicationState.AtAuthority => 2,
            _ => 3,
        };
        var offices = Offices(notice, unit, channel, application.Series);
        var steps = new List<RoadStep> { Step(new("您提交", "you submit"), 0), Step(new("单位公示并出具意见", "shown in the unit, and its opinion"), 1) };
        steps.AddRange(offices.Select(o => Step(ReviewBy(o), 2)));
        steps.Add(new(new("到达评委会", "arrives at the committee"), null, null, place == 3 ? "done" : "end") { Edge = application.ArriveBy.At });
        return steps;

        RoadStep Step(LocalText name, int at) => new(name, null, null, at < place ? "done" : at == place ? "now" : "todo");
    }

    private static List<OfficeRole> Offices(Notice notice, UnitFacts unit, Channel channel, string? series) =>
        [.. notice.RouteOf(unit, channel, series).Select(s => s.Office).Where(o => o is not (OfficeRole.Applicant or OfficeRole.Unit or OfficeRole.CommitteeOffice))];

    private static IEnumerable<RoadStep> Later(List<OfficeRole> offices, WorkCalendar calendar, DateOnly opinion, DateOnly lastDay)
    {
        foreach (var (office, i) in offices.Select((o, i) => (o, i)))
        {
            var from = calendar.AddWorkingDays(opinion, (i * DaysPerOffice) + 1);
            var to = calendar.AddWorkingDays(opinion, (i + 1) * DaysPerOffice);
            yield return new RoadStep(ReviewBy(office), from, to < lastDay ? to : lastDay, "todo");
        }
    }

    private static LocalText ReviewBy(OfficeRole office)
    {
        var name = Terms.Name(office);
        return new($"{name.Zh}审核", $"review by the {name.En}");
    }
}
