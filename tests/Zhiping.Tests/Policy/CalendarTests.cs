using Zhiping.Policy.Calendars;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Tests.Policy;

public sealed class CalendarTests
{
    private static readonly WorkCalendar Aksu = Files.Culture.Calendar;

    [Theory]
    [InlineData("2024-02-04", true)]
    [InlineData("2024-02-09", true)]
    [InlineData("2024-02-10", false)]
    [InlineData("2024-06-17", false)]
    [InlineData("2024-09-14", true)]
    [InlineData("2024-09-15", false)]
    [InlineData("2024-10-12", true)]
    [InlineData("2024-08-31", false)]
    [Requirement("B1b")]
    public void WorkingDays_FollowTheTableAndTheRegion(string day, bool works) => Assert.Equal(works, Aksu.IsWorkingDay(DateOnly.Parse(day)));

    [Fact]
    public void MissingYear_IsRefused_NotGuessed() => Assert.Throws<CalendarYearMissingException>(() => Aksu.IsWorkingDay(new DateOnly(2031, 1, 1)));

    [Theory]
    [InlineData("2024-08-12 09:00", 2, "2024-08-15 00:00")]
    [InlineData("2024-08-15 23:59", 2, "2024-08-20 00:00")]
    [InlineData("2024-09-13 10:00", 2, "2024-09-19 00:00")]
    [InlineData("2024-09-28 10:00", 2, "2024-10-01 00:00")]
    [Requirement("F3")]
    public void TwoDays_EndAtTwentyFourHours_AfterTheHoliday(string from, int days, string end)
        => Assert.Equal(Local(end), Deadlines.From(Period.Days(days), Local(from), Aksu).At);

    [Fact]
    public void FortyEightHours_RunThroughHolidays()
        => Assert.Equal(Local("2024-09-17 10:00"), Deadlines.From(Period.Hours(48), Local("2024-09-15 10:00"), Aksu).At);

    [Fact]
    [Requirement("F2")]
    public void PublicityOfFiveWorkingDays_IsShownFromItsFirstDay()
        => Assert.Equal(new DateRange(new(2024, 8, 22), new(2024, 8, 28)), Aksu.PublicityRange(new(2024, 8, 22), 5));

    [Fact]
    [Requirement("B2")]
    public void ClosingEdge_IsTheExactMillisecond()
    {
        var window = Files.Culture.Windows.Application;
        var edge = Local("2024-08-30 18:00");

        Assert.False(window.IsClosed(edge.AddMilliseconds(-1)));
        Assert.True(window.IsClosed(edge));
        Assert.True(window.IsClosed(edge.AddMilliseconds(1)));
        Assert.False(window.IsOpen(Local("2024-07-22 00:00").AddMilliseconds(-1)));
        Assert.True(window.IsOpen(Local("2024-07-22 00:00")));
    }

    [Fact]
    [Requirement("B1a")]
    public void StatedSunday_IsNotMoved()
        => Assert.Equal(Local("2024-09-16 00:00"), Files.Culture.Windows.Payment!.Closes!.At);

    [Fact]
    [Requirement("B2", "F3")]
    public void DeadlinesOfAnApplication_AreThoseOfTheNotice()
    {
        var all = NoticeDeadlines.Of(Files.Culture, new DeadlineFacts
        {
            UnitKind = UnitKind.PublicInstitution, Tier = Tier.County, Level = Level.DeputySenior,
            ReturnedAt = Local("2024-09-03 11:00"), ReturnedBy = OfficeRole.CommitteeOffice,
        });

        Assert.Equal(Local("2024-08-22 00:00"), all.Single(d => d.Kind == DeadlineKind.SuggestedSubmission).At);
        Assert.Equal("视为放弃", all.Single(d => d.Kind == DeadlineKind.ApplicationCloses).Consequence!.Zh);
        var back = all.Single(d => d.Kind == DeadlineKind.ReturnedCorrection);
        Assert.Equal((Local("2024-09-06 00:00"), true), (back.At, back.Assumed));
    }

    [Fact]
    public void Periods_AgreeWithDayByDay_UnderFourTimeZones()
    {
        var table = new List<CalendarYear>(Aksu.Years);
        var second = new DayByDay(table);
        var random = new Random(20240830);
        var offsets = new[] { 0d, 8d, -5.5d, 13.75d }.Select(TimeSpan.FromHours).ToArray();
        for (var i = 0; i < 20_000; i++)
        {
            var local = new DateTime(2021, 1, 1).AddMinutes(random.Next(60 * 24 * 365 * 5));
            var instant = new DateTimeOffset(local, SiteTime.Offset).ToOffset(offsets[i % 4]);
            var n = random.Next(1, 12);

            Assert.Equal(second.EndOfDays(local, n), Deadlines.From(Period.Days(n), instant, Aksu).At.DateTime);
            Assert.Equal(second.EndOfWorkingDays(local, n), Deadlines.From(Period.WorkingDays(n), instant, Aksu).At.DateTime);
            Assert.Equal(local.AddHours(n), Deadlines.From(Period.Hours(n), instant, Aksu).At.DateTime);
            Assert.Equal(second.LastDayOfPublicity(local, n), Aksu.PublicityRange(DateOnly.FromDateTime(local), n).End.ToDateTime(default));
        }
    }

    [Fact]
    [Requirement("C8")]
    public void FullYears_AgreeWithDayByDay()
    {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var from = new DateTime(2005, 1, 1).AddDays(random.Next(7000));
            var last = from.AddDays(random.Next(5000));
            Assert.Equal(DayByDay.FullYears(from, last), Dates.MonthsServed(DateOnly.FromDateTime(from), DateOnly.FromDateTime(last)) / 12);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10_001)]
    public void BadPeriods_CannotBeMade(int count) => Assert.Throws<ArgumentOutOfRangeException>(() => Period.Days(count));

    [Fact]
    public void BadQuantities_CannotBeMade()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Yuan(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Score(1.00001m));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClassHours(0.05m));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EvaluationYear(1999));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DateRange(new(2024, 1, 2), new(2024, 1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Fraction(3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Percent(100.01m));
    }

    private static DateTimeOffset Local(string text) => new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", null), SiteTime.Offset);
}
