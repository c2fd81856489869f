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
