using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Calendars;

/// <summary>Periods counted from an event, as Civil Code articles 200 to 204 count them.</summary>
public static class Deadlines
{
    /// <summary>
    /// The end of a period that an event starts. Days: the day of the event does not count (201); the period ends at 24:00 of its last day, or of
    /// the next working day where that is a public holiday or day of rest (203). Working days: the n-th working day after the event. Hours run on without regard to days (201).
    /// </summary>
    public static Deadline From(Period period, DateTimeOffset from, WorkCalendar calendar)
    {
        var said = period.Say();
        var start = SiteTime.DateOf(from);
        switch (period.Unit)
        {
            case PeriodUnit.Hours:
                return new Deadline
                {
                    At = SiteTime.Of(from.AddHours(period.Count)),
                    RuleZh = $"自{SiteTime.SayEdge(from).Zh}起{said.Zh}，按小时连续计算",
                    RuleEn = $"{said.En} from {SiteTime.SayEdge(from).En}, counted by the hour",
                };
            case PeriodUnit.WorkingDays:
                var workingEnd = calendar.AddWorkingDays(start, period.Count);
                return new Deadline
                {
                    At = SiteTime.EndOf(workingEnd),
                    RuleZh = $"{SiteTime.Say(start).Zh}当天不算，次日起{said.Zh}，到{SiteTime.Say(workingEnd).Zh}24:00",
                    RuleEn = $"{said.En} from the day after {SiteTime.Say(start).En}, to 24:00 on {SiteTime.Say(workingEnd).En}",
                };
            case PeriodUnit.CalendarDays:
                var last = start.AddDays(period.Count);
                var moved = calendar.SameOrNextWorkingDay(last);
                var zhMoved = moved == last ? "" : $"，{SiteTime.Say(last).Zh}是节假日或休息日，顺延";
                var enMoved = moved == last ? "" : $"; {SiteTime.Say(last).En} is a day of rest, so it moves on";
                return new Deadline
                {
                    At = SiteTime.EndOf(moved),
                    RuleZh = $"{SiteTime.Say(start).Zh}当天不算，次日起{said.Zh}{zhMoved}，到{SiteTime.Say(moved).Zh}24:00",
                    RuleEn = $"{said.En} from the day after {SiteTime.Say(start).En}{enMoved}, to 24:00 on {SiteTime.Say(moved).En}",
                };
            default:
                throw new ArgumentOutOfRangeException(nameof(period), period, "Not a unit of time.");
        }
    }
}
