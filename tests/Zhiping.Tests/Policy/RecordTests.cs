using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;

namespace Zhiping.Tests.Policy;

/// <summary>What is read of a person from several entries, and of numbers with a fraction.</summary>
public sealed class RecordTests
{
    private static readonly string[] Levels = ["Assistant", "Intermediate", "DeputySenior"];

    private static readonly string[] Days = ["2012-01-01", "2015-01-01", "2018-01-01", "2020-01-01"];

    private static readonly RuleLanguage Titles = new(
        [.. Levels.Select(LevelIs), .. Days.Select(ObtainedIs), "{fact: title.level, exists: true}", "{fact: title.obtained, exists: true}"]);

    private static readonly string[] Sums =
    [
        "{fact: {sum: grassroots.days}, is: 1}", "{fact: {sum: grassroots.days}, is: 2.75}", "{fact: {sum: grassroots.days}, is: 3.5}", "{fact: {min: grassroots.days}, is: 0.5}",
        "{fact: {min: grassroots.days}, is: 1.25}", "{fact: {min: grassroots.days}, is: 1.5}", "{fact: {max: grassroots.days}, is: 0.5}", "{fact: {max: grassroots.days}, is: 1.5}",
        "{fact: {max: grassroots.days}, is: 2}",
    ];

    private static readonly RuleLanguage Numbers = new(Sums);

    [Theory]
    [InlineData("Intermediate:2018-01-01 Assistant:2020-01-01", "Intermediate", "2018-01-01")]
    [InlineData("Assistant:2020-01-01 Intermediate:2018-01-01", "Intermediate", "2018-01-01")]
    [InlineData("Intermediate:2015-01-01 Intermediate:2018-01-01", "Intermediate", "2018-01-01")]
    [InlineData("Intermediate:2018-01-01 Intermediate:2015-01-01", "Intermediate", "2018-01-01")]
    [InlineData(":2020-01-01 Assistant:2012-01-01", "Assistant", "2012-01-01")]
    [InlineData("Assistant:2012-01-01 :2020-01-01", "Assistant", "2012-01-01")]
    [InlineData("Assistant:2015-01-01 DeputySenior:2020-01-01 Intermediate:2018-01-01", "DeputySenior", "2020-01-01")]
    [InlineData(":2015-01-01 :2012-01-01", null, "2015-01-01")]
    [InlineData("", null, null)]
    public void OfSeveralTitles_TheHighestCounts_AndOfOneLevelTheLatest(string titles, string? level, string? obtained)
    {
        var person = RuleLanguage.Given("") with
        {
            Sections = new Dictionary<string, SectionContent>(StringComparer.Ordinal)
            {
                ["presentTitle"] = new()
                {
                    Entries =
                    [
                        .. titles.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((t, i) => new SectionEntry
                        {
                            Id = $"t{i}",
                            Values = new Dictionary<string, string>(StringComparer.Ordinal) { ["level"] = t.Split(':')[0], ["obtained"] = t.Split(':')[1] },
                        }),
                    ],
                },
            },
        };

        Assert.Equal(level is null ? "no" : "yes", Titles.Judge("{fact: title.level, exists: true}", person));
        Assert.Equal(obtained is null ? "no" : "yes", Titles.Judge("{fact: title.obtained, exists: true}", person));
        Assert.All(Levels, one => Assert.Equal(level is null ? "unknown" : one == level ? "yes" : "no", Titles.Judge(LevelIs(one), person)));
        Assert.All(Days, one => Assert.Equal(obtained is null ? "unknown" : one == obtained ? "yes" : "no", Titles.Judge(ObtainedIs(one), person)));
    }

    [Theory]
    [InlineData("2021:0.5 2022:0.5", 1, 0.5, 0.5)]
    [InlineData("2021:1.5 2022:1.25", 2.75, 1.25, 1.5)]
    [InlineData("2021:1.25 2022:1.5", 2.75, 1.25, 1.5)]
    [InlineData("2021:1.5 2022:2", 3.5, 1.5, 2)]
    [InlineData("2021:2 2022:1.5", 3.5, 1.5, 2)]
    public void NumbersWithAFraction_AreAddedAndCompared_AsExactlyAsWholeOnes(string days, double sum, double least, double most)
    {
        string[] hold =
        [
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{{fact: {{sum: grassroots.days}}, is: {sum}}}"),
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{{fact: {{min: grassroots.days}}, is: {least}}}"),
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{{fact: {{max: grassroots.days}}, is: {most}}}"),
        ];
        Assert.All(Sums, one => Assert.Equal(hold.Contains(one, StringComparer.Ordinal) ? "yes" : "no", Numbers.Judge(one, RuleLanguage.Given($"days={days}"))));
    }

    [Theory]
    [InlineData(1, PeriodUnit.CalendarDays, "1日", "1 day")]
    [InlineData(2, PeriodUnit.CalendarDays, "2日", "2 days")]
    [InlineData(1, PeriodUnit.WorkingDays, "1个工作日", "1 working day")]
    [InlineData(5, PeriodUnit.WorkingDays, "5个工作日", "5 working days")]
    [InlineData(1, PeriodUnit.Hours, "1小时", "1 hour")]
    [InlineData(48, PeriodUnit.Hours, "48小时", "48 hours")]
    public void APeriod_IsSaidInBothLanguages(int count, PeriodUnit unit, string zh, string en)
    {
        var said = new Period(count, unit).Say();
        Assert.Equal((zh, en), (said.Zh, said.En));
    }

    private static string LevelIs(string level) => $"{{fact: title.level, is: {level}}}";

    private static string ObtainedIs(string day) => $"{{fact: title.obtained, is: {day}}}";
}
