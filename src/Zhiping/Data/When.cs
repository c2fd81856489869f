using System.Globalization;
using Microsoft.AspNetCore.Html;

namespace Zhiping.Data;

/// <summary>Instants and days on a page, each inside its time element and in the reader's language: <c>@When.Full(x)</c>.</summary>
public static class When
{
    private static readonly CultureInfo En = CultureInfo.InvariantCulture;

    private static bool IsEnglish => CultureInfo.CurrentUICulture.Name.StartsWith("en", StringComparison.Ordinal);

    /// <summary>2024年8月30日（周五）18:00, the end of a day as 24:00.</summary>
    public static IHtmlContent Full(DateTimeOffset instant) => Time(instant, Beijing.Full(instant));

    /// <summary>8月30日 18:00, where the year is clear.</summary>
    public static IHtmlContent Brief(DateTimeOffset instant) => Time(instant, Beijing.Brief(instant));

    /// <summary>2024年8月30日（周五）.</summary>
    public static IHtmlContent Day(DateOnly day) => Time(day, DayText(day));

    public static IHtmlContent Day(DateTimeOffset instant) => Day(Beijing.Day(instant));

    /// <summary>2024年8月30日, in tables.</summary>
    public static IHtmlContent Date(DateOnly day) => Time(day, Beijing.Date(day));

    public static IHtmlContent Date(DateTimeOffset instant) => Date(Beijing.Day(instant));

    public static string DayText(DateOnly day) => IsEnglish
        ? day.ToString("dddd d MMMM yyyy", En)
        : Beijing.Date(day) + "（周" + "日一二三四五六"[(int)day.DayOfWeek] + "）";

    /// <summary>2018年11月.</summary>
    public static string Month(DateOnly day) => IsEnglish ? day.ToString("MMMM yyyy", En) : $"{day.Year}年{day.Month}月";

    /// <summary>The length of a wait in its two largest units: 10天7小时, 3小时12分, 40秒.</summary>
    public static string Span(TimeSpan span)
    {
        var x = span.Duration();
        string[] unit = IsEnglish ? [" d", " h", " min", " s"] : ["天", "小时", "分", "秒"];
        var gap = IsEnglish ? " " : "";
        return x switch
        {
            { TotalDays: >= 1 } => x.Days + unit[0] + (x.Hours == 0 ? "" : gap + x.Hours + unit[1]),
            { TotalHours: >= 1 } => x.Hours + unit[1] + (x.Minutes == 0 ? "" : gap + x.Minutes + unit[2]),
            { TotalMinutes: >= 1 } => x.Minutes + unit[2],
            _ => x.Seconds + unit[3],
        };
    }

    /// <summary>还剩10天7小时, or 已过2天.</summary>
    public static string Left(DateTimeOffset now, DateTimeOffset edge) => (now < edge, IsEnglish) switch
    {
        (true, false) => "还剩" + Span(edge - now),
        (true, true) => Span(edge - now) + " left",
        (false, false) => "已过" + Span(now - edge),
        (false, true) => Span(now - edge) + " ago",
    };

    /// <summary>2024年8月20日 10:24, the clock at the foot of a page.</summary>
    public static string ClockText(DateTimeOffset instant) =>
        Beijing.At(instant).ToString(IsEnglish ? "yyyy-MM-dd HH:mm" : "yyyy年M月d日 HH:mm", En);

    private static HtmlString Time(DateTimeOffset instant, string text) =>
        new("<time datetime=\"" + Beijing.At(instant).ToString("yyyy-MM-ddTHH:mm:sszzz", En) + "\">" + text + "</time>");

    private static HtmlString Time(DateOnly day, string text) =>
        new("<time datetime=\"" + day.ToString("yyyy-MM-dd", En) + "\">" + text + "</time>");
}
