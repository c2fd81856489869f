using Zhiping.Policy.Calendars;

namespace Zhiping.Tests.Policy;

/// <summary>
/// A second implementation of days and years, written from the text of the Civil Code and the notices: it walks through time an hour or a day at a
/// time and counts, where the first one calculates. It shares nothing with it but the table of holidays.
/// </summary>
internal sealed class DayByDay(IReadOnlyList<CalendarYear> table)
{
    private readonly Dictionary<DateTime, bool> _looked = [];

    public bool Rests(DateTime day)
    {
        if (!_looked.TryGetValue(day.Date, out var rests))
        {
            _looked[day.Date] = rests = LookUp(day);
        }

        return rests;
    }

    private bool LookUp(DateTime day)
    {
        var weekend = day.DayOfWeek == DayOfWeek.Saturday || day.DayOfWeek == DayOfWeek.Sunday;
        foreach (var year in table)
        {
            foreach (var made in year.MakeUpDays)
            {
                if (made.ToDateTime(default) == day.Date)
                {
                    weekend = false;
                }
            }
        }

        foreach (var year in table)
        {
            foreach (var holiday in year.Holidays)
            {
                if (day.Date >= holiday.Days.Start.ToDateTime(default) && day.Date <= holiday.Days.End.ToDateTime(default))
                {
                    return true;
                }
            }
        }

        return weekend;
    }

    /// <summary>The first instant that is too late, in the local time of the site, by living through every day.</summary>
    public DateTime EndOfDays(DateTime localEvent, int days)
    {
        var today = localEvent.Date;
        var left = days;
        while (left > 0)
        {
            today = today.AddDays(1);
            left -= 1;
        }

        while (Rests(today))
        {
            today = today.AddDays(1);
        }

        return today.AddDays(1);
    }

    public DateTime EndOfWorkingDays(DateTime localEvent, int days)
    {
        var today = localEvent.Date;
        var worked = 0;
        while (worked < days)
        {
            today = today.AddDays(1);
            worked += Rests(today) ? 0 : 1;
        }

        return today.AddDays(1);
    }

    /// <summary>Publicity: shown from the first day, until so many worked days have been lived through.</summary>
    public DateTime LastDayOfPublicity(DateTime first, int days)
    {
        var today = first.Date;
        var worked = Rests(today) ? 0 : 1;
        while (worked < days)
        {
            today = today.AddDays(1);
            worked += Rests(today) ? 0 : 1;
        }

        return today;
    }

    /// <summary>Hours run on through every day.</summary>
    public static DateTime EndOfHours(DateTime localEvent, int hours)
    {
        for (var lived = 0; lived < hours; lived++)
        {
            localEvent = localEvent.AddMinutes(60);
        }

        return localEvent;
    }

    /// <summary>So many worked days before a day.</summary>
    public DateTime BackFrom(DateTime day, int days)
    {
        var today = day.Date;
        for (var worked = 0; worked < days;)
        {
            today = today.AddDays(-1);
            worked += Rests(today) ? 0 : 1;
        }

        return today;
    }

    /// <summary>Full months of service with both days served: a month is full on the eve of its day, or of the last day of a month that has no such day.</summary>
    public static int FullMonths(DateTime from, DateTime last)
    {
        var months = 0;
        for (var day = from; day <= last; day = day.AddDays(1))
        {
            var next = day.AddDays(1);
            var lastOfMonth = next.AddDays(1).Day == 1;
            var reached = next.Day == from.Day || (lastOfMonth && next.Day < from.Day);
            months += reached && next > from.AddDays(1) && (next.Year != from.Year || next.Month != from.Month) ? 1 : 0;
        }

        return months;
    }

    /// <summary>Full years of service with both days served, by living through anniversaries.</summary>
    public static int FullYears(DateTime from, DateTime last)
    {
        var years = 0;
        for (var day = from; day <= last; day = day.AddDays(1))
        {
            // A year is full on the day before its anniversary; born on 29 February, the anniversary of a common year is 1 March's eve.
            var next = day.AddDays(1);
            var anniversary = next.Month == from.Month && next.Day == from.Day && next.Year > from.Year;
            var leap = from is { Month: 2, Day: 29 } && next is { Month: 2, Day: 28 } && !DateTime.IsLeapYear(next.Year) && next.Year > from.Year;
            years += anniversary || leap ? 1 : 0;
        }

        return years;
    }
}
