using System.Globalization;

namespace Zhiping.Data;

/// <summary>Instants in the words of the site: Beijing time, full dates with weekday; an end of day is 24:00, never 00:00 of the next.</summary>
public static class Beijing
{
    private static readonly string[] Weekdays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

    /// <summary>The wall clock in Beijing.</summary>
    public static DateTimeOffset At(DateTimeOffset instant) => instant.ToOffset(TimeSpan.FromHours(8));

    /// <summary>The calendar day in Beijing.</summary>
    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(At(instant).DateTime);

    /// <summary>The instant of that wall clock in Beijing.</summary>
    public static DateTimeOffset Instant(DateOnly day, TimeOnly time = default) => new(day.ToDateTime(time), TimeSpan.FromHours(8));

    /// <summary>2024年8月30日（周五）18:00; English: Friday 30 August 2024, 18:00.</summary>
    public static string Full(DateTimeOffset instant)
    {
        var (day, clock) = Parts(instant);
        return IsEnglish
            ? $"{day.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture)}, {clock}"
            : $"{day.Year}年{day.Month}月{day.Day}日（{Weekdays[(int)day.DayOfWeek]}）{clock}";
    }

    /// <summary>8月30日 18:00; English: 30 August, 18:00.</summary>
    public static string Brief(DateTimeOffset instant)
    {
        var (day, clock) = Parts(instant);
        return IsEnglish ? $"{day.ToString("d MMMM", CultureInfo.InvariantCulture)}, {clock}" : $"{day.Month}月{day.Day}日 {clock}";
    }

    /// <summary>2024年8月30日; English: 30 August 2024.</summary>
    public static string Date(DateOnly day) =>
        IsEnglish ? day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) : $"{day.Year}年{day.Month}月{day.Day}日";

    private static bool IsEnglish => CultureInfo.CurrentUICulture.Name.StartsWith("en", StringComparison.Ordinal);

    private static (DateOnly Day, string Clock) Parts(DateTimeOffset instant)
    {
        var wall = At(instant);
        var day = DateOnly.FromDateTime(wall.DateTime);
        return wall.TimeOfDay == TimeSpan.Zero
            ? (day.AddDays(-1), "24:00")
            : (day, wall.ToString("HH:mm", CultureInfo.InvariantCulture));
    }
}
