using System.Globalization;
using Zhiping.Policy.Calendars;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices.Reading;

/// <summary>A kind of single value: how it is read, how it is written, and its JSON Schema pattern.</summary>
internal sealed record ScalarKind(string Name, LocalText Example, string? Pattern, Func<string, object?> Parse);

/// <summary>Every kind of single value that a notice can hold.</summary>
internal static class Scalars
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    private static readonly Dictionary<Type, ScalarKind> Kinds = new()
    {
        [typeof(string)] = new("text", new("一段文字", "a text"), null, s => s.Length == 0 ? null : s),
        [typeof(bool)] = new("yes or no", new("true或false", "true or false"), "^(true|false)$", s => s switch { "true" => true, "false" => false, _ => null }),
        [typeof(int)] = new("whole number", new("整数，如3", "a whole number such as 3"), "^[0-9]+$", s => int.TryParse(s, NumberStyles.None, Plain, out var n) ? n : null),
        [typeof(decimal)] = new("number", new("数字，如0.25", "a number such as 0.25"), "^[0-9]+(\\.[0-9]+)?$", s => decimal.TryParse(s, NumberStyles.AllowDecimalPoint, Plain, out var n) ? n : null),
        [typeof(DateOnly)] = new("date", new("日期，如2024-08-30", "a date such as 2024-08-30"), "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", s => Day(s)),
        [typeof(DateTimeOffset)] = new("instant", new("北京时间的时刻，如2024-08-30 18:00", "an instant such as 2024-08-30 18:00, Beijing time"), "^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}$", s => Instant(s)),
        [typeof(EvaluationYear)] = new("year", new("年份，如2024", "a year such as 2024"), "^20[0-9]{2}$", s => int.TryParse(s, NumberStyles.None, Plain, out var n) && n is >= 2000 and <= 2099 ? new EvaluationYear(n) : null),
        [typeof(Yuan)] = new("yuan", new("整元金额，如700", "whole yuan such as 700"), "^[0-9]+$", s => int.TryParse(s, NumberStyles.None, Plain, out var n) && n <= 1_000_000 ? new Yuan(n) : null),
        [typeof(Score)] = new("score", new("分数，如100", "a score such as 100"), "^[0-9]+(\\.[0-9]{1,2})?$", s => decimal.TryParse(s, NumberStyles.AllowDecimalPoint, Plain, out var n) && n <= 1000 ? new Score(n) : null),
        [typeof(ClassHours)] = new("class hours", new("学时，如60", "class hours such as 60"), "^[0-9]+(\\.[0-9])?$", s => decimal.TryParse(s, NumberStyles.AllowDecimalPoint, Plain, out var n) && n <= 10_000 ? new ClassHours(n) : null),
        [typeof(Percent)] = new("percentage", new("带百分号的百分比，如75%", "a percentage with its sign, such as 75%"), "^[0-9]+(\\.[0-9]{1,2})?%$", s => Percentage(s)),
        [typeof(Fraction)] = new("fraction", new("比例，如2/3", "a fraction such as 2/3"), "^[0-9]+/[0-9]+$", s => Fraction.Parse(s)),
        [typeof(Period)] = new("period", new("期限，如“2 days”（天）、“5 working days”（工作日）或“48 hours”（小时）", "a period such as '2 days', '5 working days' or '48 hours'"), "^[0-9]+ (days?|working days?|hours?)$", s => PeriodOf(s)),
        [typeof(Edge)] = new("edge", new("时刻（2024-08-30 18:00）、日期（2024-08-30）、月份（2024-11）、“tentative 2024-10-20”（拟定）或“to be announced”（另行通知）", "an hour (2024-08-30 18:00), a day (2024-08-30), a month (2024-11), 'tentative 2024-10-20' or 'to be announced'"), null, s => ClosingEdge(s)),
        [typeof(DateRange)] = new("days", new("一天（2024-10-01）或首日和末日（2024-10-01..2024-10-07）", "one day (2024-10-01) or first and last day (2024-10-01..2024-10-07)"), "^[0-9-]{10}(\\.\\.[0-9-]{10})?$", Days),
    };

    public static ScalarKind? Of(Type type) => Kinds.GetValueOrDefault(type);

    public static Edge? OpeningEdge(string text) => EdgeOf(text, opening: true);

    public static Edge? ClosingEdge(string text) => EdgeOf(text, opening: false);

    public static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", Plain, DateTimeStyles.None, out var day) ? day : null;

    private static object? Days(string text)
    {
        var parts = text.Split("..");
        return parts.Length switch
        {
            1 when Day(parts[0]) is { } only => new DateRange(only, only),
            2 when Day(parts[0]) is { } first && Day(parts[1]) is { } last && last >= first => new DateRange(first, last),
            _ => null,
        };
    }

    private static DateTimeOffset? Instant(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm", Plain, DateTimeStyles.None, out var instant) ? new DateTimeOffset(instant, SiteTime.Offset)
        : text.EndsWith(" 24:00", StringComparison.Ordinal) && Day(text[..^6]) is { } day ? SiteTime.EndOf(day)
        : null;

    private static Percent? Percentage(string text) =>
        text.EndsWith('%') && decimal.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, Plain, out var n) && n <= 100 && decimal.Round(n, 2) == n
            ? new Percent(n)
            : null;

    private static Period? PeriodOf(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || !int.TryParse(text[..space], NumberStyles.None, Plain, out var count) || count is < 1 or > 10_000)
        {
            return null;
        }

        return text[(space + 1)..] switch
        {
            "day" or "days" => Period.Days(count),
            "working day" or "working days" => Period.WorkingDays(count),
            "hour" or "hours" => Period.Hours(count),
            _ => null,
        };
    }

    private static Edge? EdgeOf(string text, bool opening)
    {
        if (text is "to be announced")
        {
            return new Edge { Precision = EdgePrecision.ToBeAnnounced, At = null, Said = new LocalText("另行通知", "to be announced") };
        }

        if (text.StartsWith("tentative ", StringComparison.Ordinal))
        {
            return EdgeOf(text["tentative ".Length..], opening) is { At: not null } planned
                ? planned with { Precision = EdgePrecision.Tentative, Said = new LocalText("拟定于" + planned.Said.Zh, "planned for " + planned.Said.En) }
                : null;
        }

        if (Instant(text) is { } instant)
        {
            return new Edge { Precision = EdgePrecision.Hour, At = instant, Said = SiteTime.SayEdge(instant) };
        }

        if (Day(text) is { } day)
        {
            return new Edge { Precision = EdgePrecision.Day, At = opening ? SiteTime.At(day) : SiteTime.EndOf(day), Said = SiteTime.Say(day) };
        }

        if (Day(text + "-01") is not { } month)
        {
            return null;
        }

        var said = new LocalText($"{month.Year}年{month.Month}月", month.ToString("MMMM yyyy", Plain));
        return new Edge { Precision = EdgePrecision.Month, At = opening ? SiteTime.At(month) : SiteTime.At(month.AddMonths(1)), Said = said };
    }
}
