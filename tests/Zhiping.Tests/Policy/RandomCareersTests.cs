using System.Globalization;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Tests.Policy;

/// <summary>
/// Random careers judged twice: by the platform, and by a second reading of the notice's text (N0 四(一)4, 四(二), 四(六), 五(三); the national ladder) that lives
/// through the years one day at a time and knows nothing of the notice's data. Any difference fails.
/// </summary>
public sealed class RandomCareersTests
{
    private static readonly string[] Educations = ["junior-secondary", "senior-secondary", "secondary", "college", "bachelor", "double-bachelor", "master", "doctor"];
    private static readonly string[] Results = ["excellent", "qualified", "basically-qualified", "unqualified"];
    private static readonly DateTime CutOff = new(2024, 12, 31);

    /// <summary>20,000 careers; 1,000,000 by ./test --long.</summary>
    private static readonly int EachSeed = Files.Rounds(1000, 50_000);

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    [Requirement("C4", "C6", "C8", "C12", "G1", "G2")]
    public void PlatformAndSecondReading_Agree(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < EachSeed; i++)
        {
            var career = Career.Make(random);
            var findings = Files.CompiledCulture.Check(career.Document(), Files.August20).Findings;

            Assert.Equal(career.MayByLadder(), !findings.Any(f => f.RuleId == "ladder"));
            Assert.Equal(career.YearsShortOfHours(), findings.Where(f => f.RuleId == "hours").Select(f => f.Message.Zh[..4]).Distinct().Order(StringComparer.Ordinal));
            Assert.Equal(career.YearsShortOfDays(), findings.Where(f => f.RuleId == "grassroots").Select(f => f.Message.Zh[..4]).Order(StringComparer.Ordinal));
        }
    }

    private sealed record Career(
        Level Wanted, bool Skilled, string Education, Level? Held, DateTime Obtained, DateTime Since, string Skill, DateTime SkillSince,
        Dictionary<int, string> Assessed, Dictionary<int, (int Specialty, int General, bool Exempt)> Hours, Dictionary<int, int> Days)
    {
        public static Career Make(Random random)
        {
            var hours = new Dictionary<int, (int, int, bool)>();
            var days = new Dictionary<int, int>();
            var assessed = new Dictionary<int, string>();
            foreach (var year in (int[])[2021, 2022, 2023, 2024])
            {
                hours[year] = (random.Next(6) * 18, random.Next(6) * 12, random.Next(5) == 0);
                days[year] = random.Next(40, 80);
            }

            foreach (var year in (int[])[2019, 2020, 2021, 2022, 2023])
            {
                assessed[year] = Results[random.Next(10) < 7 ? 1 : random.Next(4)];
            }

            var wanted = (Level)random.Next(2, 6);
            var skilled = random.Next(6) == 0 && wanted != Level.FullSenior;
            Level? held = random.Next(4) == 0 ? null : (Level)random.Next(1, (int)wanted);
            return new Career(wanted, skilled, Educations[random.Next(8)], held, Day(random), Day(random), ((string[])["senior-worker", "technician", "senior-technician"])[random.Next(3)],
                Day(random), assessed, hours, days);
        }

        /// <summary>Years served to the cut-off, both days served, by turning the calendar's pages.</summary>
        private static int Full(DateTime from)
        {
            var years = 0;
            while (from.AddYears(years + 1).AddDays(-1) <= CutOff)
            {
                years++;
            }

            return years;
        }

        public bool MayByLadder()
        {
            if (Skilled)
            {
                // 取得高级工、技师、高级技师后分别满2年、3年、4年的，可分别申报助理级、中级、副高级.
                var rank = Array.IndexOf(["senior-worker", "technician", "senior-technician"], Skill);
                var (needs, years) = Wanted switch { Level.Assistant => (0, 2), Level.Intermediate => (1, 3), Level.DeputySenior => (2, 4), _ => (9, 9) };
                return rank >= needs && Full(SkillSince) >= years;
            }

            var delay = Held is null ? 0 : Assessed.Where(a => a.Key >= Obtained.Year).Sum(a => a.Value switch { "basically-qualified" => 1, "unqualified" => 2, _ => 0 });
            bool Educated(string least) => Array.IndexOf(Educations, Education) >= Array.IndexOf(Educations, least);
            bool Served(Level level, int years) => Held == level && Full(Obtained) >= years + delay;
            return Wanted switch
            {
                Level.Assistant => Educated("master") || (Educated("bachelor") && Full(Since) >= 1)
                    || (Educated("college") && (Served(Level.Entry, 2) || Full(Since) >= 3)) || (Educated("secondary") && Served(Level.Entry, 4)),
                Level.Intermediate => Educated("doctor") || (Educated("master") && Served(Level.Assistant, 2))
                    || (Educated("college") && Served(Level.Assistant, 4)) || (Educated("bachelor") && Full(Since) >= 5),
                Level.DeputySenior => (Educated("doctor") && Served(Level.Intermediate, 2)) || (Educated("bachelor") && Served(Level.Intermediate, 5))
                    || (Educated("college") && Served(Level.Intermediate, 7)),
                Level.FullSenior => Educated("bachelor") && Served(Level.DeputySenior, 5),
                _ => false,
            };
        }

        public IEnumerable<string> YearsShortOfHours() => Hours
            .Where(h => !h.Value.Exempt && (h.Value.Specialty < 60 || h.Value.Specialty + h.Value.General < 90))
            .Select(h => h.Key.ToString(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal);

        public IEnumerable<string> YearsShortOfDays() => Wanted is Level.DeputySenior or Level.FullSenior
            ? Days.Where(d => d.Value < 60 && (Held is null || d.Key > Obtained.Year)).Select(d => d.Key.ToString(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal)
            : [];

        public ApplicationDocument Document()
        {
            var sections = new Dictionary<string, SectionContent>(StringComparer.Ordinal)
            {
                ["basics"] = Content(Entry("b", "firstEmployment", "2000-07", "specialtySince", Since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
                ["education"] = Content(Entry("e", "level", Education)),
                ["presentTitle"] = Held is { } level
                    ? Content(Entry("t", "level", level.ToString(), "obtained", Obtained.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))
                    : new SectionContent { None = true },
                ["skillQualification"] = Content(Entry("s", "level", Skill, "obtained", SkillSince.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
                ["assessments"] = Content([.. Assessed.Select(a => Entry($"a{a.Key}", "year", $"{a.Key}", "result", a.Value))]),
                ["grassroots"] = Content([.. Days.Select(d => Entry($"g{d.Key}", "year", $"{d.Key}", "days", $"{d.Value}"))]),
                ["continuingEducation"] = Content([.. Hours.SelectMany(h => h.Value.Exempt
                    ? [Entry($"x{h.Key}", "year", $"{h.Key}", "subject", "exemption")]
                    : (SectionEntry[])[
                        Entry($"h{h.Key}", "year", $"{h.Key}", "subject", "specialty", "hours", $"{h.Value.Specialty}"),
                        Entry($"i{h.Key}", "year", $"{h.Key}", "subject", "general", "hours", $"{h.Value.General}")])]),
            };
            return Files.Good with
            {
                Series = "art", Specialty = "acting", Level = Wanted, Kind = Skilled ? ProgrammeKind.SkilledWorkerRoute : ProgrammeKind.Evaluation, Sections = sections, Pages = [],
            };
        }

        private static DateTime Day(Random random) => new DateTime(2014, 1, 1).AddDays(random.Next(3900));

        private static SectionContent Content(params SectionEntry[] entries) => new() { Entries = entries };

        private static SectionEntry Entry(string id, params string[] pairs) => new()
        {
            Id = id,
            Values = Enumerable.Range(0, pairs.Length / 2).ToDictionary(i => pairs[2 * i], i => pairs[(2 * i) + 1], StringComparer.Ordinal),
        };
    }
}
