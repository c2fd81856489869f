using System.Text.Json;
using Zhiping.Cli;
using Zhiping.Notices;

namespace Zhiping.Tests.Cli;

public sealed class PolicyCommandsTests
{
    [Theory]
    [InlineData(0, "notice check aksu/2024-culture")]
    [InlineData(0, "notice check bayingol/2023-press aksu/2023-general")]
    [InlineData(2, "notice check aksu/nosuch")]
    [InlineData(0, "notice schema")]
    [InlineData(0, "notice form aksu/2024-culture")]
    [InlineData(1, "notice diff aksu/2024-culture aksu/2024-party-school")]
    [InlineData(0, "notice diff aksu/2024-culture aksu/2024-culture")]
    [InlineData(0, "notice roll aksu/2024-culture --year 2025")]
    [InlineData(2, "notice roll aksu/2024-culture --year 1800")]
    [InlineData(2, "notice roll aksu/nosuch --year 2025")]
    [InlineData(2, "notice roll forms/standard --year 2025")]
    [InlineData(0, "check --notice aksu/2024-culture --application EX/aksu-2024-culture-good.json --at 2024-08-20T10:24")]
    [InlineData(1, "check --notice aksu/2024-culture --application EX/aksu-2024-culture-gaps.json --at 2024-08-20T10:24 --json")]
    [InlineData(2, "check --notice aksu/nosuch --application EX/aksu-2024-culture-good.json")]
    [InlineData(2, "check --notice aksu/2024-culture --application EX/nosuch.json")]
    [InlineData(2, "check --notice aksu/2024-culture --application EX/aksu-2024-culture-good.json --at yesterday")]
    [InlineData(2, "check --notice aksu/2024-culture --nosuch")]
    [InlineData(0, "eligible --notice aksu/2024-culture --person EX/aksu-2024-culture-good.json --at 2024-08-20")]
    [InlineData(0, "deadlines --notice aksu/2024-culture --application EX/aksu-2024-culture-good.json")]
    [InlineData(0, "route --notice aksu/2024-culture --application EX/aksu-2024-culture-good.json")]
    [InlineData(0, "route --notice aksu/2024-culture --application EX/aksu-2024-culture-good.json --json")]
    [InlineData(2, "notice publish aksu/nosuch")]
    [InlineData(2, "notice amend aksu/2024-culture")]
    [InlineData(1, "simulate --notice aksu/2024-party-school --against aksu/2024-culture --at 2024-08-20")]
    public async Task PolicyCommands_AnswerWithTheirExitCode(int expected, string line)
    {
        var examples = Path.Combine(NoticeFolder.Find(null)!.Root, "examples");
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await CommandLine.RunAsync(line.Replace("EX", examples, StringComparison.Ordinal).Split(' '), new Terminal(output, error), TestContext.Current.CancellationToken);

        Assert.True(expected == code, $"{code}\n{error}");
        Assert.True(output.ToString().Length + error.ToString().Length > 0 || line.StartsWith("notice diff", StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("B10")]
    public async Task NoticeCheck_AsJson_CarriesBothLanguages()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("zp.").FullName, "national.yaml");
        await File.WriteAllTextAsync(file, "id: national\nyear: abc\n", TestContext.Current.CancellationToken);
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await CommandLine.RunAsync(["notice", "check", file, "--json"], new Terminal(output, error, "zh"), TestContext.Current.CancellationToken);

        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.Equal(ExitCode.No, code);
        var problem = JsonDocument.Parse(output.ToString()).RootElement.EnumerateArray().Single(p => p.GetProperty("line").GetInt32() == 2);
        Assert.Equal("“abc”不能写在这里。", problem.GetProperty("what").GetProperty("zh").GetString());
        Assert.Equal("'abc' does not fit here.", problem.GetProperty("what").GetProperty("en").GetString());
        Assert.Equal("请写年份，如2024。", problem.GetProperty("writeInstead").GetProperty("zh").GetString());
        Assert.Contains("处错误", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", null, null, "zh_CN.UTF-8")]
    [InlineData("en", null, null, "en_GB.UTF-8")]
    [InlineData("en", null, null, "C.UTF-8")]
    [InlineData("en", null, null, null)]
    [InlineData("zh", "zh_CN.UTF-8", null, "en_GB.UTF-8")]
    [InlineData("en", "C", "zh_CN.UTF-8", "zh_CN.UTF-8")]
    [InlineData("zh", "", "zh_CN.UTF-8", "C")]
    public void Language_IsThatOfTheSurroundings(string expected, string? all, string? messages, string? lang)
        => Assert.Equal(expected, Terminal.LanguageOf(name => name switch { "LC_ALL" => all, "LC_MESSAGES" => messages, _ => lang }));

    [Fact]
    public async Task Check_SaysFindingsOnStandardOutput_AndTheRestAside()
    {
        var examples = Path.Combine(NoticeFolder.Find(null)!.Root, "examples");
        using var output = new StringWriter();
        using var error = new StringWriter();

        await CommandLine.RunAsync(
            ["check", "--notice", "aksu/2024-culture", "--application", Path.Combine(examples, "aksu-2024-culture-gaps.json"), "--at", "2024-08-20 10:24"],
            new Terminal(output, error), TestContext.Current.CancellationToken);

        Assert.Contains("2023年专业课42学时，差18学时。", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("依据：阿克苏文化系列2024通知 四(一)4", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("处要改正", error.ToString(), StringComparison.Ordinal);
    }
}
