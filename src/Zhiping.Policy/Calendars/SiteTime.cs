using System.Globalization;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Calendars;

/// <summary>Site time is Asia/Shanghai, fixed at +08:00: no daylight saving since 1991, and no notice reaches back so far.</summary>
public static class SiteTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    private static readonly string[] ZhWeekdays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

    /// <summary>An hour of a day in site time. Hour 24 is 00:00 of the next day.</summary>
    public static DateTimeOffset At(DateOnly day, int hour = 0, int minute = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hour);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hour, 24);
        return new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Offset).AddHours(hour).AddMinutes(minute);
    }

    /// <summary>The instant at which a day ends: 24:00, which is 00:00 of the next day.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => At(day, 24);

    /// <summary>The same instant, said in site time.</summary>
    public static DateTimeOffset Of(DateTimeOffset instant) => instant.ToOffset(Offset);

    /// <summary>The day in site time on which an instant falls.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    public static string ZhWeekday(DateOnly day) => ZhWeekdays[(int)day.DayOfWeek];

    /// <summary>2024年8月30日（周五）.</summary>
    public static LocalText Say(DateOnly day) => new(
        string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日（{ZhWeekday(day)}）"),
        string.Create(CultureInfo.InvariantCulture, $"{day.DayOfWeek} {day.Day} {day.ToString("MMMM yyyy", CultureInfo.InvariantCulture)}"));

    /// <summary>2024年8月30日（周五）18:00; the first instant of a day is said as 24:00 of the day before.</summary>
    public static LocalText SayEdge(DateTimeOffset edge)
    {
        var local = Of(edge);
        var midnight = local.TimeOfDay == TimeSpan.Zero;
        var day = Say(midnight ? DateOf(edge).AddDays(-1) : DateOf(edge));
        var clock = midnight ? "24:00" : local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return new LocalText(day.Zh + clock, $"{clock} on {day.En}");
    }
}
