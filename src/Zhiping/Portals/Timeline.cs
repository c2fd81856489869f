using Microsoft.AspNetCore.Html;
using Zhiping.Data;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Portals;

/// <summary>How a window is drawn: a bar from and to, a diamond until, a dashed line where no date is known.</summary>
public enum TimelineShape
{
    Bar,
    Diamond,
    Dashed,
}

/// <summary>One window of a notice as a row. Label and State are Chinese texts and keys; X and Width are in the drawing's units.</summary>
public sealed record TimelineRow(string Label, string Said, TimelineShape Drawn, int X, int Width, Shape Is, string State, ClauseRef? Clause);

/// <summary>The windows of a notice over the months of its season. What the notice does not say is not drawn.</summary>
public sealed class Timeline
{
    public const int Width = 600;

    private readonly DateTimeOffset start;
    private readonly double days;

    private Timeline(Notice notice, Texts texts, DateTimeOffset now)
    {
        var windows = Windows(notice).ToList();
        var known = windows.SelectMany(w => new[] { w.Window.Opens?.At, w.Window.Closes?.At }).OfType<DateTimeOffset>().Select(Beijing.Day).ToList();
        var first = known.Count > 0 ? known.Min() : new DateOnly(notice.Year.Value, 1, 1);
        // An edge at 24:00 is the first instant of the next day, which may be another month.
        known = [.. known.Concat(windows.Select(w => w.Window.Closes?.At).OfType<DateTimeOffset>().Select(at => Beijing.Day(at.AddTicks(-1))))];
        known.RemoveAll(day => windows.Any(w => w.Window.Closes?.At is { } at && Beijing.Day(at) == day && Beijing.Day(at.AddTicks(-1)) != day)
            && !windows.Any(w => w.Window.Opens?.At is { } open && Beijing.Day(open) == day));
        var last = known.Count > 0 ? known.Max() : new DateOnly(notice.Year.Value, 12, 31);
        var from = new DateOnly(first.Year, first.Month, 1);
        var end = new DateOnly(last.Year, last.Month, 1).AddMonths(1);
        var december = new DateOnly(notice.Year.Value, 12, 1).AddMonths(1);
        end = end < december ? december : end;
        start = Beijing.Instant(from);
        days = (Beijing.Instant(end) - start).TotalDays;
        Months = [.. Enumerable.Range(0, 24).Select(i => from.AddMonths(i)).TakeWhile(m => m < end).Select(m => (X(Beijing.Instant(m)), MonthName(m, texts)))];
        Today = now >= start && now < Beijing.Instant(end) ? X(now) : null;
        var lastKnown = windows.Select(w => w.Window.Closes).Where(c => c is { Binds: true, At: not null }).Select(c => X(c!.At!.Value)).DefaultIfEmpty(0).Max();
        Rows = [.. windows.Select(w => Row(w.Label, w.Window, texts, now, lastKnown))];
    }

    /// <summary>Each month's name and where it starts.</summary>
    public IReadOnlyList<(int X, string Name)> Months { get; }

    /// <summary>The names as drawn text; written here because a Razor page keeps the word text to itself.</summary>
    public IHtmlContent MonthNames => new HtmlString(string.Concat(Months.Select(m => $"<text x=\"{m.X + 6}\" y=\"15\">{m.Name}</text>")));

    /// <summary>Where today is; null outside the season.</summary>
    public int? Today { get; }

    public IReadOnlyList<TimelineRow> Rows { get; }

    public static Timeline Of(Notice notice, Texts texts, DateTimeOffset now) => new(notice, texts, now);

    private static IEnumerable<(string Label, Window Window)> Windows(Notice notice)
    {
        var w = notice.Windows;
        (string Label, Window? Window)[] all = SameEnd(w.Payment, w.Paper)
            ? [("申报", w.Application), ("审核", w.Review), ("缴费、交纸质材料", w.Payment), ("答辩", w.Defence), ("评审会议", w.Meeting),
                ("会议公示", w.ResultPublicity), ("任职资格文件", w.Document), ("电子证书", w.Certificates)]
            : [("申报", w.Application), ("审核", w.Review), ("缴费", w.Payment), ("交纸质材料", w.Paper), ("答辩", w.Defence), ("评审会议", w.Meeting),
                ("会议公示", w.ResultPublicity), ("任职资格文件", w.Document), ("电子证书", w.Certificates)];
        return all.Where(x => x.Window is not null).Select(x => (x.Label, x.Window!));
    }

    private static bool SameEnd(Window? one, Window? other) => one is not null && other is not null && one.Closes?.At == other.Closes?.At;

    private static string MonthName(DateOnly month, Texts texts) =>
        texts.IsEnglish ? month.ToString("MMM", System.Globalization.CultureInfo.InvariantCulture) : $"{month.Month}月";

    private TimelineRow Row(string label, Window window, Texts texts, DateTimeOffset now, int lastKnown)
    {
        var opens = window.Opens?.At;
        var closes = window.Closes is { Precision: not EdgePrecision.ToBeAnnounced } ? window.Closes.At : null;
        var said = (window.Opens, window.Closes) switch
        {
            ({ } from, { } to) when from.Said.Zh == to.Said.Zh => texts.Of(to.Said),
            ({ } from, { } to) => texts.Of(from.Said) + " – " + texts.Of(to.Said),
            (null, { } to) => closes is null ? texts.Of(to.Said) : texts.Plain("{0} 截止", to.Said),
            ({ } from, null) => closes is null && opens is null ? texts.Of(from.Said) : texts.Plain("{0} 起", from.Said),
            _ => texts.Plain("通知没有写"),
        };
        var (shape, state) = State(window, opens, closes, now);
        return (opens, closes) switch
        {
            ({ } from, { } to) => new(label, said, TimelineShape.Bar, X(from), Math.Max(X(to) - X(from), 3), shape, state, window.Clause),
            (null, { } to) => new(label, said, TimelineShape.Diamond, X(to), 0, shape, state, window.Clause),
            ({ } from, null) => new(label, said, TimelineShape.Dashed, X(from), Width - X(from), shape, state, window.Clause),
            _ => new(label, said, TimelineShape.Dashed, Math.Min(lastKnown, Width - 60), Width - Math.Min(lastKnown, Width - 60), shape, state, window.Clause),
        };
    }

    private static (Shape Shape, string State) State(Window window, DateTimeOffset? opens, DateTimeOffset? closes, DateTimeOffset now) =>
        opens is null && closes is null ? (Shape.None, "待公布")
        : closes is { } close && now >= close ? (Shape.Lock, "已截止")
        : opens is { } open && now < open ? (Shape.Todo, "未到")
        : opens is null ? (Shape.Todo, "未到")
        : window.Closes is { Binds: true } or null ? (Shape.Part, "进行中")
        : (Shape.Part, "拟定");

    private int X(DateTimeOffset at) => (int)Math.Clamp(Math.Round((at - start).TotalDays / days * Width), 0, Width);
}
