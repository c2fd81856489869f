using Zhiping.Policy.Calendars;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Tests.Policy;

/// <summary>Windows by the precision of their edges, and deadlines that an event starts, row by row.</summary>
public sealed class WindowTableTests
{
    private static WorkCalendar Aksu => Files.Culture.Calendar;

    [Theory]

    // How the closing edge is written; its instant; whether it binds; how it is said.
    [InlineData("2024-08-30 18:00", EdgePrecision.Hour, "2024-08-30 18:00", true, "2024年8月30日（周五）18:00")]
    [InlineData("2024-08-30 24:00", EdgePrecision.Hour, "2024-08-31 00:00", true, "2024年8月30日（周五）24:00")]
    [InlineData("2024-08-30 00:00", EdgePrecision.Hour, "2024-08-30 00:00", true, "2024年8月29日（周四）24:00")]
    [InlineData("2024-08-30", EdgePrecision.Day, "2024-08-31 00:00", true, "2024年8月30日（周五）")]
    [InlineData("2024-12-31", EdgePrecision.Day, "2025-01-01 00:00", true, "2024年12月31日（周二）")]
    [InlineData("2024-11", EdgePrecision.Month, "2024-12-01 00:00", false, "2024年11月")]
    [InlineData("2024-12", EdgePrecision.Month, "2025-01-01 00:00", false, "2024年12月")]
    [InlineData("tentative 2024-10-20", EdgePrecision.Tentative, "2024-10-21 00:00", false, "拟定于2024年10月20日（周日）")]
    [InlineData("tentative 2024-10", EdgePrecision.Tentative, "2024-11-01 00:00", false, "拟定于2024年10月")]
    [InlineData("to be announced", EdgePrecision.ToBeAnnounced, null, false, "另行通知")]
    [Requirement("B1", "B2")]
    public void ClosingEdge_OfEachPrecision(string written, EdgePrecision precision, string? instant, bool binds, string said)
    {
        var window = Files.Laid($"windows: {{payment: {{opens: 2024-07-22, closes: {Quoted(written)}}}}}").Windows.Payment!;
        var edge = window.Closes!;

        Assert.Equal((precision, instant, binds, said), (edge.Precision, edge.At?.ToString("yyyy-MM-dd HH:mm"), edge.Binds, edge.Said.Zh));
        if (edge.At is { } at)
        {
            Assert.Equal((false, true, binds, !binds), (window.IsClosed(at.AddMilliseconds(-1)), window.IsOpen(at.AddMilliseconds(-1)), window.IsClosed(at), window.IsOpen(at)));
        }
        else
        {
            Assert.True(window.IsOpen(Local("2099-01-01 00:00")));
        }

        Assert.Equal(binds, NoticeDeadlines.Of(Files.Laid($"windows: {{payment: {{closes: {Quoted(written)}}}}}"), Somebody).Any(d => d.Kind == DeadlineKind.Payment));
    }

    [Theory]
    [InlineData("2024-07-22 09:00", "2024-07-22 09:00")]
    [InlineData("2024-07-22", "2024-07-22 00:00")]
    [InlineData("2024-07", "2024-07-01 00:00")]
    [InlineData("tentative 2024-07-22", "2024-07-22 00:00")]
    [InlineData("to be announced", null)]
    [Requirement("B1", "B2")]
    public void OpeningEdge_OfEachPrecision(string written, string? instant)
    {
        var window = Files.Laid($"windows: {{application: {{opens: {Quoted(written)}}}}}").Windows.Application;

        Assert.Equal(instant, window.Opens!.At?.ToString("yyyy-MM-dd HH:mm"));
        Assert.Equal(instant is null, window.IsOpen(Local("2024-06-30 23:59")));
        Assert.True(instant is null || (!window.IsOpen(Local(instant).AddMilliseconds(-1)) && window.IsOpen(Local(instant))));
    }

    private static string Quoted(string written) => $"\"{written}\"";

    [Theory]

    // 2024: Mid-Autumn 15 to 17 September with 14 September worked; National Day 1 to 7 October with 29 September and 12 October worked; Kurban 17 to 19 June.
    [InlineData("2024-09-10 09:00", "2 days", "2024-09-13 00:00")]
    [InlineData("2024-09-11 00:00", "2 days", "2024-09-14 00:00")]
    [InlineData("2024-09-10 23:59", "2 days", "2024-09-13 00:00")]
    [InlineData("2024-09-12 10:00", "2 days", "2024-09-15 00:00")]
    [InlineData("2024-09-14 10:00", "2 days", "2024-09-19 00:00")]
    [InlineData("2024-09-27 10:00", "2 days", "2024-09-30 00:00")]
    [InlineData("2024-09-29 10:00", "2 days", "2024-10-09 00:00")]
    [InlineData("2024-06-15 10:00", "2 days", "2024-06-21 00:00")]
    [InlineData("2024-09-10 09:00", "1 day", "2024-09-12 00:00")]
    [InlineData("2024-12-30 09:00", "2 days", "2025-01-03 00:00")]
    [InlineData("2024-09-12 10:00", "2 working days", "2024-09-15 00:00")]
    [InlineData("2024-09-13 10:00", "2 working days", "2024-09-19 00:00")]
    [InlineData("2024-09-14 10:00", "1 working day", "2024-09-19 00:00")]
    [InlineData("2024-09-30 10:00", "5 working days", "2024-10-13 00:00")]
    [InlineData("2024-06-14 10:00", "1 working day", "2024-06-21 00:00")]
    [InlineData("2024-09-13 18:30", "48 hours", "2024-09-15 18:30")]
    [InlineData("2024-09-30 10:00", "1 hour", "2024-09-30 11:00")]
    [Requirement("F3")]
    public void Period_EndsOnItsInstant(string from, string period, string end)
    {
        var returns = Files.Laid($"returns: {{returnWithin: {period}}}");
        var deadline = NoticeDeadlines.ReturnDeadline(returns, Local(from), OfficeRole.CommitteeOffice)!;

        Assert.Equal(Local(end), deadline.At);
        Assert.Equal((false, true), (deadline.IsPast(deadline.At.AddMilliseconds(-1)), deadline.IsPast(deadline.At)));
    }

    [Theory]
    [InlineData("2024-09-10 09:00", "2 days", "2024年9月10日（周二）当天不算，次日起2日，到2024年9月12日（周四）24:00")]
    [InlineData("2024-09-14 10:00", "2 days", "2024年9月14日（周六）当天不算，次日起2日，2024年9月16日（周一）是节假日或休息日，顺延，到2024年9月18日（周三）24:00")]
    [InlineData("2024-09-10 09:00", "1 working day", "2024年9月10日（周二）当天不算，次日起1个工作日，到2024年9月11日（周三）24:00")]
    [InlineData("2024-09-10 09:00", "48 hours", "自2024年9月10日（周二）09:00起48小时，按小时连续计算")]
    [Requirement("F3")]
    public void Period_SaysHowItWasCounted(string from, string period, string said)
        => Assert.StartsWith(said, NoticeDeadlines.ReturnDeadline(Files.Laid($"returns: {{returnWithin: {period}}}"), Local(from), OfficeRole.CommitteeOffice)!.RuleZh, StringComparison.Ordinal);

    [Theory]

    // The office that returned, and whether the notice starts a clock then.
    [InlineData(OfficeRole.CommitteeOffice, true)]
    [InlineData(OfficeRole.Unit, false)]
    [InlineData(OfficeRole.Authority, false)]
    [Requirement("F3")]
    public void Return_StartsAClock_WhereTheNoticeSaysSo(OfficeRole by, bool clock)
    {
        var notice = Files.Laid("returns: {startedBy: [CommitteeOffice]}");

        Assert.Equal(clock, NoticeDeadlines.Returned(notice, Somebody with { ReturnedAt = Local("2024-09-03 11:00"), ReturnedBy = by }) is not null);
        Assert.Null(NoticeDeadlines.Returned(notice, Somebody with { ReturnedAt = Local("2024-09-03 11:00") }));
        Assert.Null(NoticeDeadlines.Returned(notice, Somebody with { ReturnedBy = by }));
        Assert.Null(NoticeDeadlines.ReturnDeadline(Files.Laid("returns: {returnWithin: ~}"), Local("2024-09-03 11:00"), by));
    }

    [Theory]

    // First day shown, working days asked, last day: a first day of rest is shown and does not count.
    [InlineData("2024-08-22", 5, "2024-08-28")]
    [InlineData("2024-08-24", 5, "2024-08-30")]
    [InlineData("2024-08-23", 1, "2024-08-23")]
    [InlineData("2024-08-24", 1, "2024-08-26")]
    [InlineData("2024-09-12", 5, "2024-09-19")]
    [InlineData("2024-09-30", 5, "2024-10-11")]
    [InlineData("2024-06-13", 5, "2024-06-24")]
    [InlineData("2024-12-30", 7, "2025-01-08")]
    [Requirement("F2", "J5")]
    public void Publicity_LastsItsWorkingDays(string first, int days, string last)
    {
        var range = Aksu.PublicityRange(DateOnly.Parse(first), days);

        Assert.Equal(new DateRange(DateOnly.Parse(first), DateOnly.Parse(last)), range);
        Assert.Equal(days, Aksu.WorkingDaysIn(range));
        var notice = Files.Laid($"unitPublicity: {{workingDays: {days}}}\nresultPublicity: {{workingDays: {days}}}");
        var all = NoticeDeadlines.Of(notice, Somebody with { UnitPublicityFrom = DateOnly.Parse(first), ResultPublicityFrom = DateOnly.Parse(first) });
        Assert.Equal([SiteTime.EndOf(range.End), SiteTime.EndOf(range.End)], all.Where(d => d.Kind is DeadlineKind.UnitPublicityEnds or DeadlineKind.ResultPublicityEnds).Select(d => d.At));
    }

    [Fact]
    public void PublicityOfNoDay_CannotBe() => Assert.Throws<ArgumentOutOfRangeException>(() => Aksu.PublicityRange(new(2024, 8, 22), 0));

    [Theory]
    [InlineData("2024-09-13", 0, "2024-09-13")]
    [InlineData("2024-09-15", 0, "2024-09-15")]
    [InlineData("2024-09-13", 1, "2024-09-14")]
    [InlineData("2024-09-14", 1, "2024-09-18")]
    [InlineData("2024-09-18", -1, "2024-09-14")]
    [InlineData("2024-09-15", -2, "2024-09-13")]
    [InlineData("2024-10-08", -3, "2024-09-27")]
    [Requirement("B1b")]
    public void WorkingDays_AreCountedBothWays(string day, int n, string expected) => Assert.Equal(DateOnly.Parse(expected), Aksu.AddWorkingDays(DateOnly.Parse(day), n));

    /// <summary>A year of which only the region's own days are known, or only the State Council's, is a year that is missing.</summary>
    [Fact]
    [Requirement("B1b")]
    public void YearThatOneLayerLacks_IsMissing()
    {
        CalendarYear Year(string layer, int year) => new(layer, year, [], [], "");
        var calendar = new WorkCalendar([Year("cn", 2024), Year("xinjiang", 2024), Year("cn", 2025)]);

        Assert.Equal((false, true, false), (calendar.Covers(2023), calendar.Covers(2024), calendar.Covers(2025)));
        Assert.Equal(2025, Assert.Throws<CalendarYearMissingException>(() => calendar.IsWorkingDay(new DateOnly(2025, 1, 1))).Year);
        Assert.True(new WorkCalendar([Year("cn", 2025)]).Covers(2025));
    }

    [Theory]
    [InlineData(null, "2024-08-30 18:00", "通知写明的时间，不顺延")]
    [InlineData("2024-08-30 17:59", "2024-08-30 18:00", "通知写明的时间，不顺延")]
    [InlineData("2024-08-30 18:00", "2024-08-30 18:00", "通知写明的时间，不顺延")]
    [InlineData("2024-08-31 12:00", "2024-08-31 12:00", "经批准延长")]
    [Requirement("B2")]
    public void Extension_OnlyEverLengthens(string? extended, string closes, string said)
    {
        var deadline = NoticeDeadlines.ApplicationCloses(Files.Culture, Somebody with { ExtendedTo = extended is null ? null : Local(extended) })!;

        Assert.Equal((Local(closes), said), (deadline.At, deadline.RuleZh));
    }

    [Theory]
    [InlineData("2024-08-30 18:00", true)]
    [InlineData("2024-08", false)]
    [InlineData("to be announced", false)]
    [Requirement("B2")]
    public void EdgeThatDoesNotBind_IsNoDeadline_AndGivesNoSuggestion(string closes, bool binds)
    {
        var all = NoticeDeadlines.Of(Files.Laid($"windows: {{application: {{opens: 2024-07-22, closes: {Quoted(closes)}}}}}"), Somebody);

        Assert.Equal((binds, binds), (all.Any(d => d.Kind == DeadlineKind.ApplicationCloses), all.Any(d => d.Kind == DeadlineKind.SuggestedSubmission)));
        Assert.Equal(all.Select(d => d.At).Order(), all.Select(d => d.At));
        var opens = Assert.Single(all, d => d.Kind == DeadlineKind.ApplicationOpens);
        Assert.Equal((Local("2024-07-22 00:00"), null, null), (opens.At, opens.Consequence, opens.EndedBy));
    }

    [Fact]
    [Requirement("B2", "F2")]
    public void Suggestion_IsCountedBack_FromTheCommitteesEdge()
    {
        // Arrival by Friday 30 August 18:00: two working days for each office between, then five of publicity, then the day before.
        var suggested = NoticeDeadlines.SuggestedSubmission(Files.Culture, Somebody)!;
        var between = Files.Culture.RouteOf(new() { Kind = Somebody.UnitKind, Tier = Somebody.Tier }, Channel.Targeted).Count(s => s.Office is not (OfficeRole.Unit or OfficeRole.CommitteeOffice));
        var day = new DateOnly(2024, 8, 30);
        for (var left = Math.Max(1, between * 2) + Files.Culture.UnitPublicity.WorkingDays; left > 0;)
        {
            day = day.AddDays(-1);
            left -= Aksu.IsWorkingDay(day) ? 1 : 0;
        }

        Assert.Equal((SiteTime.EndOf(day), true), (suggested.At, suggested.Suggested));
        Assert.Null(NoticeDeadlines.SuggestedSubmission(Files.Laid("windows: {application: {endedBy: SubmitByApplicant}}"), Somebody));
    }

    private static DeadlineFacts Somebody => new() { UnitKind = UnitKind.PublicInstitution, Tier = Tier.Prefecture, Level = Level.Intermediate };

    private static DateTimeOffset Local(string text) => new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", null), SiteTime.Offset);
}
