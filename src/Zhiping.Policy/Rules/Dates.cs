namespace Zhiping.Policy.Rules;

/// <summary>Dates as the form writes them, and full years and months between them.</summary>
internal static class Dates
{
    /// <summary>Reads yyyy-MM-dd, or yyyy-MM as its first day, or null. Years of no living person's career are no dates.</summary>
    public static DateOnly? Parse(string? text)
    {
        if (text is null || text.Length is not (7 or 10) || text[4] != '-'
            || !Digits(text.AsSpan(0, 4), out var year) || !Digits(text.AsSpan(5, 2), out var month) || year is < 1900 or > 2200 || month is < 1 or > 12)
        {
            return null;
        }

        var day = 1;
        return text.Length == 10 && (text[7] != '-' || !Digits(text.AsSpan(8, 2), out day) || day < 1 || day > DateTime.DaysInMonth(year, month))
            ? null
            : new DateOnly(year, month, day);
    }

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

    private static bool Digits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        foreach (var c in text)
        {
            if (c is < '0' or > '9')
            {
                return false;
            }

            number = (number * 10) + (c - '0');
        }

        return true;
    }
}
