using System.Globalization;
using System.Text.Json;
using Zhiping.Policy.Calendars;
using Zhiping.Policy.Rules;

namespace Zhiping.Tests.Policy;

/// <summary>
/// Random careers judged twice under each of the five notices: by the platform, and by a second reading of the notice's text that lives through the years one day at a time and
/// knows nothing of the notice's data. Any difference fails, and shows the life.
/// </summary>
public sealed class RandomCareersTests
{
    /// <summary>20,000 careers; 1,000,000 by ./test --long.</summary>
    private static readonly int EachSeed = Files.Rounds(1000, 50_000);

    private static readonly JsonSerializerOptions Shown = new() { IncludeFields = true };

    public static TheoryData<string, int> NoticesAndSeeds()
    {
        var data = new TheoryData<string, int>();
        foreach (var notice in SecondReading.All.Keys)
        {
            for (var seed = 1; seed <= 4; seed++)
            {
                data.Add(notice, seed);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(NoticesAndSeeds))]
    [Requirement("C1", "C2", "C3", "C4", "C6", "C8", "C9", "C10", "C11", "C12", "C14", "C15", "C16", "G1", "G2")]
    public void PlatformAndSecondReading_Agree(string notice, int seed)
    {
        var reading = SecondReading.All[notice];
        var compiled = PolicyCompiler.Compile(Files.Read(notice));
        var at = new CheckInstant(SiteTime.At(DateOnly.FromDateTime(reading.Range.Today), 10));
        var judged = reading.Judged.ToHashSet(StringComparer.Ordinal);
        var random = new Random(seed);
        var differences = new Dictionary<string, (int Times, string First)>(StringComparer.Ordinal);
        for (var i = 0; i < EachSeed; i++)
        {
            var life = RandomLife.Make(random, reading.Range);
            var platform = compiled.Check(life.Document(notice), at).Findings.Where(f => judged.Contains(f.RuleId)).Select(Complaint).ToHashSet(StringComparer.Ordinal);
            var second = reading.Complaints(life).ToHashSet(StringComparer.Ordinal);
            foreach (var difference in platform.Except(second).Select(c => "only the platform: " + c).Concat(second.Except(platform).Select(c => "only the second reading: " + c)))
            {
                var seen = differences.GetValueOrDefault(difference);
                differences[difference] = (seen.Times + 1, seen.First ?? JsonSerializer.Serialize(life, Shown));
            }
        }

        Assert.True(differences.Count == 0, string.Join("\n", differences.Select(d => $"{d.Value.Times} times {d.Key}, first of {d.Value.First}")));
    }

    /// <summary>A finding as the second reading says it: hours and days of service with their year, and apart what cannot be judged.</summary>
    private static string Complaint(Finding finding)
    {
        var year = finding.RuleId is "hours" or "grassroots" && int.TryParse(finding.Message.Zh.AsSpan(0, 4), CultureInfo.InvariantCulture, out var said) ? $" {said}" : "";
        return (finding.Severity == Severity.Unknown ? "unknown " : "") + finding.RuleId + year;
    }
}
