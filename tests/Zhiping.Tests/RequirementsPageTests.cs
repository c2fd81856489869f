using System.Text;
using System.Text.RegularExpressions;

namespace Zhiping.Tests;

/// <summary>Keeps <c>docs/requirements.md</c> true: every requirement with the tests that name it, and those that no test names.</summary>
public sealed partial class RequirementsPageTests
{
    [Fact]
    public async Task Page_SaysWhichTestsProveWhat()
    {
        var root = Policy.Files.Root;
        var file = Path.Combine(root, "docs", "requirements.md");
        var page = Write(Proofs(root));
        if (Environment.GetEnvironmentVariable("ZHIPING_WRITE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(file, page);
        }

        Assert.True(File.Exists(file) && page == await File.ReadAllTextAsync(file), "docs/requirements.md is stale: run the tests once with ZHIPING_WRITE_DOCS=1.");
    }

    [Fact]
    public void EveryIdOnATest_IsARequirement()
    {
        var known = Requirements.All.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(known.Count, Requirements.All.Count);
        Assert.Empty(Proofs(Policy.Files.Root).Where(p => !known.Contains(p.Id)).Select(p => $"{p.Id} on {p.Test}"));
    }

    private static string Write(IEnumerable<(string Id, string Test)> proofs)
    {
        var tests = proofs.ToLookup(p => p.Id, p => p.Test);
        var bare = Requirements.All.Where(r => !tests.Contains(r.Id)).ToList();
        var page = new StringBuilder("# Requirements and their tests\n\n<!-- Written by a test (ZHIPING_WRITE_DOCS=1) from [Requirement] on the tests; do not edit. -->\n\n");
        page.Append($"{Requirements.All.Count} requirements; {Requirements.All.Count - bare.Count} are named by at least one test, {bare.Count} by none.\n");
        page.Append("A test that names a requirement proves something of it, not everything.\n");
        foreach (var part in Requirements.All.GroupBy(r => r.Id[0]))
        {
            page.Append($"\n## {part.Key}\n\n| id | what | tests |\n|---|---|---|\n");
            foreach (var (id, title) in part)
            {
                var of = tests[id].Distinct().Order(StringComparer.Ordinal).Select(t => $"`{t}`").ToList();
                page.Append($"| {id} | {title} | {(of.Count == 0 ? "**no test yet**" : string.Join("<br>", of))} |\n");
            }
        }

        return page.ToString();
    }

    /// <summary>Read from the sources, so that both test projects count without one referring to the other.</summary>
    private static IEnumerable<(string Id, string Test)> Proofs(string root)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var named = new List<string>();
            var type = "";
            foreach (var line in File.ReadLines(file))
            {
                if (Attribute().Match(line) is { Success: true } attribute)
                {
                    named.AddRange(Quoted().Matches(attribute.Groups[1].Value).Select(m => m.Groups[1].Value));
                }
                else if ((Class().Match(line), Method().Match(line)) is var (found, method) && (found.Success || method.Success))
                {
                    type = found.Success ? found.Groups[1].Value : type;
                    foreach (var id in named)
                    {
                        yield return (id, found.Success ? type : $"{type}.{method.Groups[1].Value}");
                    }

                    named.Clear();
                }
            }
        }
    }

    [GeneratedRegex(@"^\s*\[Requirement\((.*)\)\]")]
    private static partial Regex Attribute();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^(?:public|internal) .*?\bclass (\w+)")]
    private static partial Regex Class();

    [GeneratedRegex(@"^\s*public (?:async )?(?:Task|void|ValueTask)[<\w>]* (\w+)\(")]
    private static partial Regex Method();
}
