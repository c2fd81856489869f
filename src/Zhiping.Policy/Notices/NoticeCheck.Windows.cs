using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

/// <summary>Judges what a notice says of time.</summary>
internal sealed partial class NoticeCheck
{
    private static readonly LocalText Later = new("请把截止改晚，或把开始改早。", "Write a later closing edge, or an earlier opening one.");

    private void Windows()
    {
        foreach (var (name, window) in AllWindows())
        {
            if (window is { Opens.At: { } opens, Closes.At: { } closes } && closes <= opens)
            {
                Error($"windows.{name}", new(
                    $"截止早于开始（{window.Opens.Said.Zh}至{window.Closes.Said.Zh}）。", $"The window closes before it opens ({window.Opens.Said.En} to {window.Closes.Said.En})."), Later);
            }

            WindowVariants(name, window);
            foreach (var edge in (Edge?[])[window?.Opens, window?.Closes, .. (window?.Variants ?? []).SelectMany(v => (Edge?[])[v.Opens, v.Closes])])
            {
                if (edge?.At is { } at && Math.Abs(at.Year - _notice.Year.Value) > 1)
                {
                    Warn($"windows.{name}", new($"{edge.Said.Zh}和评审年度{_notice.Year}相差太远。", $"{edge.Said.En} is far from the evaluation year {_notice.Year}."), new("请核对年份。", "Check the year."));
                }
            }
        }

        if (_notice.Windows.Application is { } application && !OfApplication.Contains(application.EndedBy))
        {
            CannotEnd("windows.application.endedBy", application.EndedBy);
        }

        if (!_notice.Abstract && _notice.Windows.Application?.Closes is null)
        {
            Error("windows.application", new("申报时间没有写截止。", "The application window has no closing edge."),
                new("请在closes:后写时刻、日期、月份或“to be announced”（另行通知）。", "Write closes: with an hour, a day, a month or 'to be announced'."));
        }
    }

    /// <summary>An application can be ended only for want of an act that it still has to do.</summary>
    private static readonly EndedBy[] OfApplication = [EndedBy.SubmitByApplicant, EndedBy.RecommendationByUnit, EndedBy.ArrivalAtCommittee, EndedBy.Payment];

    private (string Name, Window? Window)[] AllWindows() =>
    [
        ("application", _notice.Windows.Application), ("review", _notice.Windows.Review), ("paper", _notice.Windows.Paper), ("payment", _notice.Windows.Payment),
        ("defence", _notice.Windows.Defence), ("meeting", _notice.Windows.Meeting), ("resultPublicity", _notice.Windows.ResultPublicity),
        ("document", _notice.Windows.Document), ("certificates", _notice.Windows.Certificates),
    ];

    private void WindowVariants(string name, Window? window)
    {
        foreach (var variant in window?.Variants ?? [])
        {
            var path = $"windows.{name}.variants[{variant.Id}]";
            if ((variant.Opens ?? window!.Opens)?.At is { } opens && (variant.Closes ?? window!.Closes)?.At is { } closes && closes <= opens)
            {
                Error(path, new("对这些人来说，截止早于开始。", "The window closes before it opens for these."), Later);
            }

            if (name == "application" && variant.EndedBy is { } act && !OfApplication.Contains(act))
            {
                CannotEnd($"{path}.endedBy", act);
            }
        }
    }

    private void CannotEnd(string path, EndedBy act) => Error(path, new($"申报时间不能以{act}为准。", $"{act} cannot end the application window."),
        new($"请写{string.Join("、", OfApplication)}之一。", $"Write {string.Join(", ", OfApplication)}."));

    private void CalendarYears()
    {
        foreach (var year in (int[])[_notice.Year.Value, _notice.Year.Value + 1])
        {
            if (!_notice.Calendar.Covers(year))
            {
                Say("year", new($"工作日历没有{year}年。", $"The calendar has no year {year}."), new("请在calendars的文件里加上这一年。", "Add the year to a file of calendars."),
                    year == _notice.Year.Value ? ProblemSeverity.Error : ProblemSeverity.Warning);
            }
        }
    }
}
