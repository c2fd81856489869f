using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Calendars;

/// <summary>How sure a calendar year is: as published, or worked out before its publication.</summary>
public enum Certainty
{
    Published = 1,
    Inferred = 2,
}

/// <summary>Days off in a row with their name, such as 国庆节 or 古尔邦节.</summary>
public sealed record Holiday(LocalText Name, DateRange Days, Certainty Certainty);

/// <summary>One year of one layer: 'cn' for the State Council's table with its make-up days, 'xinjiang' for the autonomous region's own days.</summary>
public sealed record CalendarYear(string Layer, int Year, IReadOnlyList<Holiday> Holidays, IReadOnlyList<DateOnly> MakeUpDays, string Source);

/// <summary>A year that no calendar has: an answer would be a guess.</summary>
public sealed class CalendarYearMissingException(int year)
    : InvalidOperationException($"The calendar has no year {year}: add it to the calendars of the notice.")
{
    public int Year { get; } = year;
}

/// <summary>Which days are worked: layers of calendar years, laid over Saturday and Sunday. A region's own holiday beats a make-up day.</summary>
public sealed class WorkCalendar
{
    private readonly Dictionary<DateOnly, Holiday> _holidays = [];
    private readonly HashSet<DateOnly> _makeUp = [];
    private readonly HashSet<int> _years = [];

    public WorkCalendar(IReadOnlyList<CalendarYear> years)
    {
        Years = years;
        var layers = years.Select(y => y.Layer).Distinct(StringComparer.Ordinal).Count();
        _years.UnionWith(years.GroupBy(y => y.Year).Where(g => g.Select(y => y.Layer).Distinct(StringComparer.Ordinal).Count() == layers).Select(g => g.Key));
        foreach (var year in years)
        {
            _makeUp.UnionWith(year.MakeUpDays);
            foreach (var holiday in year.Holidays)
            {
                for (var day = holiday.Days.Start; day <= holiday.Days.End; day = day.AddDays(1))
                {
                    _holidays.TryAdd(day, holiday);
                }
            }
        }
    }

    public IReadOnlyList<CalendarYear> Years { get; }

    /// <summary>Whether every layer has the year: without the region's own days it would be a guess too.</summary>
    public bool Covers(int year) => _years.Contains(year);

    /// <summary>The holiday on a day, or null.</summary>
    public Holiday? HolidayOn(DateOnly day) => _holidays.GetValueOrDefault(day);

    /// <summary>Whether a day is worked. Throws <see cref="CalendarYearMissingException"/> for a year that is not there.</summary>
    public bool IsWorkingDay(DateOnly day)
    {
        if (!_years.Contains(day.Year))
        {
            throw new CalendarYearMissingException(day.Year);
        }

        if (_holidays.ContainsKey(day))
        {
            return false;
        }

        return _makeUp.Contains(day) || day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
    }

    /// <summary>The same day when it is worked, else the next one that is (Civil Code 203).</summary>
    public DateOnly SameOrNextWorkingDay(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>The n-th working day after a day; a negative n counts back. Zero gives the day itself.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int n)
    {
        var step = Math.Sign(n);
        for (var left = Math.Abs(n); left > 0;)
        {
            day = day.AddDays(step);
            if (IsWorkingDay(day))
            {
                left--;
            }
        }

        return day;
    }

    public int WorkingDaysIn(DateRange range)
    {
        var count = 0;
        for (var day = range.Start; day <= range.End; day = day.AddDays(1))
        {
            count += IsWorkingDay(day) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The days of a publicity that begins on a day and lasts n working days: a first day that is not worked does not count, but is shown.</summary>
    public DateRange PublicityRange(DateOnly start, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workingDays, 1);
        var first = SameOrNextWorkingDay(start);
        return new DateRange(start, AddWorkingDays(first, workingDays - 1));
    }
}
