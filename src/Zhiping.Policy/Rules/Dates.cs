namespace Zhiping.Policy.Rules;

/// <summary>Dates as the form writes them, and full years and months between them.</summary>
internal static class Dates
{
    /// <summary>Reads yyyy-MM-dd, or yyyy-MM as its first day, or null. Years of no living person's career are no dates.</summary>
    public static DateOnly? Parse(string? text) => text is not null && DayNumber(text) is var day and >= 0 ? DateOnly.FromDayNumber(day) : null;

    /// <summary>The number of the day, as of <see cref="DateOnly.DayNumber"/>, that a text names as for <see cref="Parse"/>; -1 where it names none.</summary>
    public static int DayNumber(string text)
    {
        if (text.Length is not (7 or 10) || text[4] != '-')
        {
            return -1;
        }

        var (year, month, day) = ((Two(text, 0) * 100) + Two(text, 2), Two(text, 5), 1);
        if (year is < 1900 or > 2200 || month is < 1 or > 12)
        {
            return -1;
        }

        var (days, leap) = (month == 2 ? 28 : 30 + ((month + (month >> 3)) & 1), year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
        if (text.Length == 10)
        {
            day = text[7] == '-' ? Two(text, 8) : 0;
            if (day < 1 || day > days + (leap && month == 2 ? 1 : 0))
            {
                return -1;
            }
        }

        // Days of whole years before, of whole months before in this year, and in the month.
        var before = year - 1;
        return (before * 365) + (before / 4) - (before / 100) + (before / 400) + BeforeMonth[month] + (leap && month > 2 ? 1 : 0) + day - 1;
    }

    private static ReadOnlySpan<short> BeforeMonth => [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

    /// <summary>Two digits as a number; far below every bound where they are none.</summary>
    private static int Two(string text, int at) =>
        char.IsAsciiDigit(text[at]) && char.IsAsciiDigit(text[at + 1]) ? ((text[at] - '0') * 10) + text[at + 1] - '0' : -100_000;

    /// <summary>Full months from one day to another; the day itself counts when it is reached. Negative when the other is earlier.</summary>
    public static int Months(DateOnly from, DateOnly to)
    {
        if (to < from)
        {
            return -Months(to, from);
        }

        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month;

        // The last day of a month reaches every later day number: from 31 August a month is full on 30 September.
        var reached = to.Day >= from.Day || to.Day == DateTime.DaysInMonth(to.Year, to.Month);
        return reached ? months : months - 1;
    }

    public static int Years(DateOnly from, DateOnly to) => Months(from, to) / 12;

    /// <summary>Full months of service, where both the first and the last day are served: 1 January to 31 December is twelve.</summary>
    public static int MonthsServed(DateOnly from, DateOnly last) => last < from ? 0 : Months(from, last.AddDays(1));
}
