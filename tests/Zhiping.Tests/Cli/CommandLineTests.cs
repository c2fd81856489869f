using Zhiping.Cli;

namespace Zhiping.Tests.Cli;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("serve", "--port", "nonsense")]
    [InlineData("serve", "--port", "70000")]
    [InlineData("serve", "--clock", "2024-07-15")]
    [InlineData("verify")]
    [InlineData("verify", "history")]
    [InlineData("verify", "history", "/no/such/file")]
    [InlineData("notice")]
    public async Task BadArguments_EndWith2_AndASentenceOnStandardError(params string[] args)
    {
        var (code, output, error) = await RunAsync([.. args.Where(arg => arg.Length > 0)]);
        Assert.Equal(ExitCode.BadInput, code);
        Assert.Empty(output);
        Assert.NotEmpty(error);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_EndsWith0_AndNamesTheCommands()
    {
        var (code, output, _) = await RunAsync(["--help"]);
        Assert.Equal(ExitCode.Yes, code);
        Assert.All(["serve", "migrate", "verify", "doctor", "notice", "check"], name => Assert.Contains(name, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task VerifyHistory_OfAFileThatIsNone_EndsWith2()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "no history");
            var (code, _, error) = await RunAsync(["verify", "history", file]);
            Assert.Equal(ExitCode.BadInput, code);
            Assert.Contains("Line 1", error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, new Terminal(output, error));
        return (code, output.ToString(), error.ToString());
    }
}
