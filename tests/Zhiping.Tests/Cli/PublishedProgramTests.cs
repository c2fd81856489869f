using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp;
using AngleSharp.Dom;

namespace Zhiping.Tests.Cli;

/// <summary>
/// The program as it is installed: published, started from a folder that has nothing to do with it, on a cluster of its own.
/// <c>./test</c> publishes it and says where in <c>ZHIPING_PUBLISHED</c>; without that the test is skipped.
/// </summary>
public sealed partial class PublishedProgramTests : IDisposable
{
    private readonly string scratch = Directory.CreateTempSubdirectory("zp.").FullName;

    public void Dispose() => Directory.Delete(scratch, recursive: true);

    [Fact]
    public async Task Serve_FromAnotherFolder_GivesTheHomePageAndTheVeryBytesOfItsAssets()
    {
        var published = Environment.GetEnvironmentVariable("ZHIPING_PUBLISHED");
        Assert.SkipWhen(string.IsNullOrEmpty(published), "./test publishes the program.");
        using var program = Start(published!, "serve", "--port", "0");
        try
        {
            var address = await AddressIn(program.StandardError);
            using var client = new HttpClient { BaseAddress = new Uri(address) };
            var html = await client.GetStringAsync("/");
            var page = await BrowsingContext.New().OpenAsync(r => r.Content(html));
            var assets = page.QuerySelectorAll("link[rel=stylesheet]").Select(e => e.GetAttribute("href")!)
                .Concat(page.QuerySelectorAll("script[src]").Select(e => e.GetAttribute("src")!)).ToList();
            Assert.Contains(assets, a => a.Contains(".css", StringComparison.Ordinal));
            Assert.Contains(assets, a => a.Contains(".js", StringComparison.Ordinal));
            foreach (var asset in assets)
            {
                var file = Path.Combine(Policy.Files.Root, "src", "Zhiping", "wwwroot", asset.Split('?')[0].TrimStart('/'));
                Assert.Equal(await File.ReadAllBytesAsync(file), await client.GetByteArrayAsync(asset));
            }
        }
        finally
        {
            using var kill = Process.Start("kill", ["-TERM", program.Id.ToString()]);
            await program.WaitForExitAsync();
        }

        Assert.Equal(0, program.ExitCode);
        Assert.Empty(Directory.EnumerateFiles(scratch, "postmaster.pid", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Commands_FromAnotherFolder_FindTheNoticesThatCameWithTheProgram()
    {
        var published = Environment.GetEnvironmentVariable("ZHIPING_PUBLISHED");
        Assert.SkipWhen(string.IsNullOrEmpty(published), "./test publishes the program.");
        using var program = Start(published!, "notice", "form", "aksu/2024-culture");
        var schema = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();
        Assert.Equal(0, program.ExitCode);
        Assert.Contains("\"continuingEducation\"", schema, StringComparison.Ordinal);
    }

    [Fact]
    public void Notices_OfThePublishedProgram_AreThoseOfTheRepositoryOnce()
    {
        var published = Environment.GetEnvironmentVariable("ZHIPING_PUBLISHED");
        Assert.SkipWhen(string.IsNullOrEmpty(published), "./test publishes the program.");
        Assert.Equal(Below(Path.Combine(Policy.Files.Root, "notices")), Below(Path.Combine(published!, "notices")));

        static string[] Below(string folder) =>
            [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f)).Order(StringComparer.Ordinal)];
    }

    private Process Start(string published, params string[] arguments)
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(scratch, "elsewhere")).FullName;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(published, "zhiping.dll"), .. arguments])
        {
            WorkingDirectory = elsewhere, UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true,
        };
        start.Environment["ZHIPING_DATA"] = Path.Combine(scratch, "data");
        start.Environment.Remove("ConnectionStrings__Zhiping");
        return Process.Start(start)!;
    }

    /// <summary>Reads on until the program says where it is; fails with all that it said when it ends before.</summary>
    private static async Task<string> AddressIn(StreamReader output)
    {
        var said = new StringBuilder();
        while (await output.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            said.AppendLine(line);
            if (Ready().Match(line) is { Success: true } ready)
            {
                _ = output.ReadToEndAsync();
                return ready.Groups[1].Value;
            }
        }

        throw new InvalidOperationException("The program did not start: " + said);
    }

    [GeneratedRegex("is ready at (http://127\\.0\\.0\\.1:\\d+)")]
    private static partial Regex Ready();
}
