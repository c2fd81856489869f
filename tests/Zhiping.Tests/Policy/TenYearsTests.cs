using Zhiping.Policy.Calendars;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Tests.Policy;

/// <summary>
/// Ten years of invented calendars, holidays and make-up days laid over one another at random, with events said in four time zones that change their clocks on other
/// days: what <see cref="Deadlines"/> calculates against what <see cref="DayByDay"/> lives through.
/// </summary>
public sealed class TenYearsTests
{
    private static readonly string[] Zones = ["Asia/Shanghai", "America/St_Johns", "Europe/London", "Pacific/Chatham"];

    /// <summary>2,000 events a calendar; 50 times as many by ./test --long.</summary>
    private static readonly int Events = Files.Rounds(2_000, 100_000);

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    [Requirement("B1b", "F2", "F3")]
    public void PeriodsAndPublicity_AgreeWithDayByDay(int seed)
    {
        var random = new Random(seed);
        var table = Table(random);
        var (calendar, second) = (new WorkCalendar(table), new DayByDay(table));
        for (var i = 0; i < Events; i++)
        {
            var local = new DateTime(2018, 3, 1).AddMilliseconds(random.NextInt64(3500L * 24 * 3600 * 1000));
            var instant = TimeZoneInfo.ConvertTime(new DateTimeOffset(local, SiteTime.Offset), TimeZoneInfo.FindSystemTimeZoneById(Zones[i % Zones.Length]));
            var day = DateOnly.FromDateTime(local);
            var n = random.Next(1, 16);

            Assert.Equal(second.EndOfDays(local, n), Deadlines.From(Period.Days(n), instant, calendar).At.DateTime);
            Assert.Equal(second.EndOfWorkingDays(local, n), Deadlines.From(Period.WorkingDays(n), instant, calendar).At.DateTime);
            Assert.Equal(DayByDay.EndOfHours(local, n), Deadlines.From(Period.Hours(n), instant, calendar).At.DateTime);
            Assert.Equal(second.LastDayOfPublicity(local, n), calendar.PublicityRange(day, n).End.ToDateTime(default));
            Assert.Equal(!second.Rests(local), calendar.IsWorkingDay(day));
            Assert.Equal(second.BackFrom(local, n), calendar.AddWorkingDays(day, -n).ToDateTime(default));
        }
    }

    /// <summary>Two layers of ten years: spans of one to nine days wherever they fall, and make-up days of which some fall on working days and on holidays.</summary>
    private static List<CalendarYear> Table(Random random)
    {
        var table = new List<CalendarYear>();
        foreach (var (layer, spans, madeUp) in ((string, int, int)[])[("cn", 8, 9), ("xinjiang", 3, 0)])
        {
            for (var year = 2018; year < 2029; year++)
            {
                table.Add(new CalendarYear(layer, year,
                    [.. Enumerable.Range(0, random.Next(1, spans)).Select(i => Span(random, year)).Select(s => new Holiday(new("假日", "holiday"), s, Certainty.Published))],
                    [.. Enumerable.Range(0, random.Next(0, madeUp + 1)).Select(i => new DateOnly(year, 1, 1).AddDays(random.Next(365)))], ""));
            }
        }

        return table;
    }

    private static DateRange Span(Random random, int year)
    {
        var first = new DateOnly(year, 1, 1).AddDays(random.Next(365));
        return new DateRange(first, first.AddDays(random.Next(9)));
    }

    /// <summary>Every pair of a first and a last day in four years with a leap day, and random ones over forty.</summary>
    [Fact]
    [Requirement("C8")]
    public void MonthsAndYears_AgreeWithDayByDay()
    {
        var random = new Random(8);
        for (var i = 0; i < 3_000; i++)
        {
            var from = new DateTime(1990, 1, 1).AddDays(random.Next(12_000));
            var last = from.AddDays(random.Next(4_000));
            var (first, end) = (DateOnly.FromDateTime(from), DateOnly.FromDateTime(last));

            Assert.Equal(DayByDay.FullMonths(from, last), Dates.MonthsServed(first, end));
            Assert.Equal(DayByDay.FullYears(from, last), Dates.MonthsServed(first, end) / 12);
            Assert.Equal(-Dates.Months(first, end), Dates.Months(end, first));
            Assert.Equal(Dates.Months(first, end) / 12, Dates.Years(first, end));
        }
    }
}
