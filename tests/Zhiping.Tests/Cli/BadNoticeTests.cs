using System.Text;
using System.Text.RegularExpressions;
using Zhiping.Cli;

namespace Zhiping.Tests.Cli;

/// <summary>Each bad input of a notice through the command line: named with file and line and what to write instead, exit code 1.</summary>
public sealed partial class BadNoticeTests : IDisposable
{
    private readonly string scratch = Directory.CreateTempSubdirectory("zp.").FullName;

    public static TheoryData<string, string, string, string> Bad => new()
    {
        // what is wrong, the text in place of another, what the problem says, what to write instead
        { "a misspelt key", "fees:\n  - {id: senior, amount: 700,=>feess:\n  - {id: senior, amount: 700,", "'feess' is not known here.", "Did you mean 'fees'?" },
        { "an unknown specialty", "specialties: [acting, instrumental, directing, stage-design, mass-culture, library, relics]\n  levels:=>specialties: [actin]\n  levels:", "There is no specialty 'actin'.", "Did you mean 'acting'?" },
        { "a window that closes before it opens", "opens: 2024-07-22, closes: \"2024-08-30 18:00\"=>opens: 2024-09-22, closes: \"2024-08-30 18:00\"", "The window closes before it opens", "Write a later closing edge" },
        { "a cap of 0.6 written as 60", "percent: 60%=>percent: 60", "'60' does not fit here.", "Write 60%" },
        { "a rule that never holds", "must: {fact: series, in: [art, relics, coach]}=>must: {all: [{fact: title.years, over: 5}, {fact: title.years, under: 5}]}", "The rule never holds", "no values meet all of it" },
        { "a rule that always holds", "must: {fact: series, in: [art, relics, coach]}=>must: {any: [{fact: title.years, atLeast: 5}, {fact: title.years, under: 5}]}", "The rule always holds", "or remove the rule" },
        { "two rules that contradict each other", "when: {fact: kind, is: SkilledWorkerRoute}\n    must: {fact: series, in: [art, relics, coach]}=>must: {fact: applicant.retired, is: true}", "It contradicts 'not-retired'", "Correct one of the two" },
        { "a circular basedOn", "basedOn: aksu/2024-general=>basedOn: aksu/2024-culture", "stands on itself", "Remove one of the basedOn lines" },
        { "a clause that does not exist", "amount: 700, upTo: ~, clause: 四(七)=>amount: 700, upTo: ~, clause: 九(九)", "There is no clause '九(九)'", "Did you mean" },
        { "a missing calendar year", "id: aksu/2024-culture\n=>id: aksu/2024-culture\nyear: 2031\n", "The calendar has no year 2031.", "Add the year to a file of calendars" },
        { "an example that fails", "mustFix: [first-application]=>mustFix: []", "found and not expected: first-application", "Correct the notice, or the example" },
        { "an alias", "issuedOn: 2024-07-12=>issuedOn: &day 2024-07-12", "Anchors are not allowed", "Remove the anchor" },
        { "a tag", "issuedOn: 2024-07-12=>issuedOn: !date 2024-07-12", "Tags are not allowed", "Remove the tag" },
        { "a rule that reads sex", "must: {fact: series, in: [art, relics, coach]}=>must: {fact: basics.sex, is: female}", "may not read 'basics.sex'", "decide nothing" },
        { "a county that nobody knows", "- {id: prefecture, clause: 二, steps:=>- {id: prefecture, counties: [wenus], clause: 二, steps:", "There is no county 'wenus'.", "Did you mean 'wensu'?" },
    };

    public void Dispose() => Directory.Delete(scratch, recursive: true);

    [Theory]
    [MemberData(nameof(Bad))]
    [Requirement("B10")]
    public async Task NoticeCheck_NamesFileLineAndWhatToWriteInstead(string wrong, string change, string says, string instead)
    {
        var text = Policy.Files.Open("aksu/2024-culture.yaml")!;
        var (from, to) = (change.Split("=>")[0], change.Split("=>")[1]);
        Assert.Contains(from, text, StringComparison.Ordinal);

        var (code, output) = await Check(text.Replace(from, to, StringComparison.Ordinal));

        Assert.True(code == 1, $"{wrong}: {code}\n{output}");
        var problem = output.Split('\n').FirstOrDefault(l => l.StartsWith("error: ", StringComparison.Ordinal) && l.Contains(says, StringComparison.Ordinal));
        Assert.True(problem is not null, output);
        Assert.Matches(Place(), problem);
        Assert.Contains(instead, problem, StringComparison.Ordinal);
        var (_, chinese) = await Check(text.Replace(from, to, StringComparison.Ordinal), "zh");
        var said = chinese.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(said, l => l.StartsWith("错误：" + Place().Match(problem).Value["error: ".Length..], StringComparison.Ordinal));
        Assert.All(said, Policy.Files.SaidInChinese);
    }

    [Theory]
    [InlineData("ten megabytes")]
    [InlineData("nested a hundred thousand deep")]
    [Requirement("B10")]
    public async Task NoticeCheck_OfWhatWouldExhaustAReader_IsRefusedInWords(string what)
    {
        var text = what is "ten megabytes" ? "id: aksu/2024-culture\n" + new string('#', 10 * 1024 * 1024) : "id: " + new string('[', 100_000);

        var (code, output) = await Check(text);

        Assert.Equal(1, code);
        var problem = output.Split('\n').First(l => l.StartsWith("error: ", StringComparison.Ordinal));
        Assert.Matches(Place(), problem);
        Assert.Contains(what is "ten megabytes" ? "1 MiB" : "32", problem, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output)> Check(string text, string language = "en")
    {
        var notices = Path.Combine(Policy.Files.Root, "notices");
        foreach (var file in Directory.EnumerateFiles(notices, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(scratch, Path.GetRelativePath(notices, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }

        var path = Path.Combine(scratch, "aksu", "2024-culture.yaml");
        await File.WriteAllTextAsync(path, text, new UTF8Encoding(false));
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await CommandLine.RunAsync(["notice", "check", path], new Terminal(output, error, language), TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }

    [GeneratedRegex(@"^error: [a-z]+/?[a-z0-9-]*\.yaml:\d+:\d+ ")]
    private static partial Regex Place();
}
