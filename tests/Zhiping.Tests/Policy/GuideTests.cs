using System.Text.Json;
using System.Text.RegularExpressions;
using Zhiping.Policy.Notices;

namespace Zhiping.Tests.Policy;

/// <summary>The guide for the clerk who writes a notice, in two languages: what stands in it can be written, and both say the same and all of it.</summary>
public sealed partial class GuideTests
{
    private static readonly string[] Guides = ["writing-a-notice.md", "writing-a-notice.zh-CN.md"];

    public static TheoryData<string, int> Blocks()
    {
        var data = new TheoryData<string, int>();
        foreach (var guide in Guides)
        {
            for (var i = 0; i < BlocksOf(guide).Count; i++)
            {
                data.Add(guide, i);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    [Requirement("B1", "B10")]
    public void EveryExample_ReadsWithoutError(string guide, int block)
    {
        var yaml = BlocksOf(guide)[block];
        // The head stands on next year's general notice; marks and their reason stand at an item; the rest is laid over a notice of a region with counties.
        var text = yaml.StartsWith("id:", StringComparison.Ordinal) ? yaml
            : yaml.StartsWith("assumed:", StringComparison.Ordinal) ? Head + "titleScope:\n  text: 本地区有效。 | Here.\n" + Indented(yaml)
            : Head + Quoted(With(yaml) + yaml) + With(yaml) + yaml;

        var reading = NoticeReader.Read("test/guide", path => path switch
        {
            "test/guide.yaml" => text.Replace("id: aksu/2025-engineering", "id: test/guide", StringComparison.Ordinal),
            "aksu/2025-general.yaml" => NoticeRoll.Roll("aksu/2024-culture", Files.Open("aksu/2024-culture.yaml")!, 2025).Text
                .Replace("id: aksu/2025-culture", "id: aksu/2025-general", StringComparison.Ordinal).Replace("basedOn: aksu/2025-general", "basedOn: aksu/2024-general", StringComparison.Ordinal),
            _ => Files.Open(path),
        });

        Assert.DoesNotContain(reading.Problems, p => p.Severity == ProblemSeverity.Error);
        Assert.NotNull(reading.Notice);
    }

    [Fact]
    [Requirement("B10")]
    public void BothLanguages_HaveTheSameExamplesCommandsSectionsAndRows()
    {
        var (en, zh) = (Read(Guides[0]), Read(Guides[1]));

        Assert.Equal(BlocksOf(Guides[0]).Select(WithoutComments), BlocksOf(Guides[1]).Select(WithoutComments));
        Assert.Equal(Fenced().Count(en), Fenced().Count(zh));
        Assert.Equal(Count(en, "## "), Count(zh, "## "));
        Assert.Equal(Count(en, "| "), Count(zh, "| "));
        Assert.Equal(Count(en, "- "), Count(zh, "- "));
    }

    [Fact]
    [Requirement("B10")]
    public void BothLanguages_NameEveryKey_AndTheSameValues()
    {
        using var schema = JsonDocument.Parse(NoticeSchema.OfNotice());
        var definitions = schema.RootElement.GetProperty("$defs").EnumerateObject().Select(d => d.Value).Append(schema.RootElement);
        var keys = definitions.Where(d => d.TryGetProperty("properties", out _)).SelectMany(d => d.GetProperty("properties").EnumerateObject()).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var values = Values(schema.RootElement).ToHashSet(StringComparer.Ordinal);
        var (en, zh) = (Words(Guides[0]), Words(Guides[1]));

        Assert.True(keys.Count > 200);
        Assert.Empty(keys.Except(en));
        Assert.Empty(keys.Except(zh));
        Assert.Equal(values.Intersect(en).Order(StringComparer.Ordinal), values.Intersect(zh).Order(StringComparer.Ordinal));
        // Sections that the standard catalogue brings, and the levels between the two that are named, need not be written by a clerk.
        Assert.Equal(
            [
                "Achievements", "AidXinjiang", "Assessments", "Basics", "Career", "ContinuingEducation", "Education", "Grassroots", "IntellectualProperty", "Level1B", "Level2A", "Level2B", "Level3A",
                "OtherAttachments", "Papers", "Pledge", "Practice", "PresentTitle", "Putonghua", "SkillQualification", "Summary",
            ],
            values.Except(en).Union(["Education", "Papers"]).Order(StringComparer.Ordinal));
    }

    private const string Head = "id: test/guide\nbasedOn: aksu/2024-culture\n";

    /// <summary>The clauses that an example cites, quoted as the guide says they must be.</summary>
    private static string Quoted(string yaml) => yaml.StartsWith("clauses:", StringComparison.Ordinal) ? ""
        : "clauses:\n" + string.Concat(Cited().Matches(yaml).SelectMany(m => m.Groups[1].Value.Trim().Split('、')).Distinct().Select(path => $"  {path}: 原文。\n"));

    /// <summary>What an example takes for granted: the field that a rule reads, the section of an exam and its lines.</summary>
    private static string With(string yaml) => yaml switch
    {
        _ when yaml.Contains("entry.kind", StringComparison.Ordinal) =>
            "form: {sections: [{id: papers, fields: [{id: kind, name: 类别 | Kind, type: Choice, choices: [{id: summary, name: 总结 | summary}, {id: paper, name: 论文 | paper}]}]}]}\n",
        _ when yaml.StartsWith("exams:", StringComparison.Ordinal) =>
            BlocksOf(Guides[0]).Single(b => b.StartsWith("form:", StringComparison.Ordinal)).Replace("at the national line}", "at the national line}, {id: county, name: 县市合格线 | at the county's line}", StringComparison.Ordinal),
        _ when yaml.StartsWith("form:", StringComparison.Ordinal) => BlocksOf(Guides[0]).Single(b => b.StartsWith("exams:", StringComparison.Ordinal)).Split("  - {id: county", 2)[0],
        _ => "",
    };

    private static string Indented(string yaml) => string.Concat(yaml.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => "  " + line + "\n"));

    private static string Read(string guide) => File.ReadAllText(Path.Combine(Files.Root, "docs", guide));

    private static List<string> BlocksOf(string guide) => [.. Fenced().Matches(Read(guide)).Where(m => m.Groups["language"].Value == "yaml").Select(m => m.Groups["block"].Value)];

    private static string WithoutComments(string yaml) => Comment().Replace(yaml, "");

    private static int Count(string text, string start) => Fenced().Replace(text, "").Split('\n').Count(line => line.StartsWith(start, StringComparison.Ordinal));

    /// <summary>The words in code of a guide, in its examples and in its lines.</summary>
    private static HashSet<string> Words(string guide) =>
        [.. Inline().Matches(Fenced().Replace(Read(guide), "")).Select(m => m.Groups[1].Value).Concat(BlocksOf(guide).Select(WithoutComments)).SelectMany(code => Word().Matches(code)).Select(m => m.Value)];

    private static IEnumerable<string> Values(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p is { Name: "enum", Value.ValueKind: JsonValueKind.Array } ? p.Value.EnumerateArray().Select(v => v.ToString()) : Values(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Values),
        _ => [],
    };

    [GeneratedRegex("```(?<language>[a-z]*)\n(?<block>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fenced();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Inline();

    [GeneratedRegex("[A-Za-z][A-Za-z0-9]*")]
    private static partial Regex Word();

    [GeneratedRegex(" *#.*")]
    private static partial Regex Comment();

    [GeneratedRegex("clause: ([^,}\n]+)")]
    private static partial Regex Cited();
}
