using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Cli;

/// <summary>zhiping notice publish and amend as a clerk runs them: a process of its own against a live database.</summary>
public sealed class PublishCommandTests : IAsyncLifetime
{
    private readonly string scratch = Directory.CreateTempSubdirectory("zp.").FullName;
    private string connection = "";

    public async ValueTask InitializeAsync()
    {
        connection = await TestCluster.NewDatabaseAsync();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Policy.Files.Root, "notices"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(scratch, "notices", Path.GetRelativePath(Path.Combine(Policy.Files.Root, "notices"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await TestCluster.DropDatabaseAsync(connection);
        Directory.Delete(scratch, recursive: true);
    }

    [Fact]
    [Requirement("B10")]
    public async Task PublishAndAmend_AgainstALiveDatabase_FreezeRevisionsWithTheirReason()
    {
        var file = Path.Combine(scratch, "notices", "aksu", "2024-culture.yaml");
        var published = await Run("notice", "publish", file);
        Assert.True(published.Code == 0, published.Error);
        Assert.StartsWith("aksu/2024-culture revision 1 sha256 ", published.Output.Split('\n').Last(l => l.Length > 0), StringComparison.Ordinal);

        // The same again is no new revision; a change without a reason is refused; with one it is the second.
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("percent: 75%", "percent: 70%", StringComparison.Ordinal));
        var again = await Run("notice", "publish", file);
        Assert.True(again.Code == 1, again.Error);
        Assert.Contains("notice amend --reason", again.Error, StringComparison.Ordinal);
        Assert.Equal([1], await Revisions());
        var amended = await Run("notice", "amend", file, "--reason", "按补充通知调整通过率");
        Assert.True(amended.Code == 0, amended.Error);
        Assert.Equal([1, 2], await Revisions());
        await using var db = new AppDb(new DbContextOptionsBuilder<AppDb>().UseNpgsql(connection).Options);
        Assert.Equal("按补充通知调整通过率", await db.NoticeRevisions().Where(r => r.Number == 2).Select(r => r.Reason).SingleAsync());
    }

    [Fact]
    [Requirement("B10")]
    public async Task Publish_WithAnErrorOrAFailingExample_PublishesNothing()
    {
        var file = Path.Combine(scratch, "notices", "aksu", "2024-culture.yaml");
        var sound = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, sound.Replace("mustFix: [first-application]", "mustFix: []", StringComparison.Ordinal));
        var failing = await Run("notice", "publish", file);
        Assert.Equal(1, failing.Code);
        Assert.Contains("examples[first-intermediate]", failing.Output, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, sound.Replace("percent: 75%", "percent: 75", StringComparison.Ordinal));
        var wrong = await Run("notice", "publish", file);
        Assert.Equal(1, wrong.Code);
        Assert.Contains("Write 75%", wrong.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing is published.", wrong.Error, StringComparison.Ordinal);
        Assert.Empty(await Revisions());
    }

    private async Task<List<int>> Revisions()
    {
        await using var db = new AppDb(new DbContextOptionsBuilder<AppDb>().UseNpgsql(connection).Options);
        return await db.NoticeRevisions().Where(r => r.NoticeId == "aksu/2024-culture").OrderBy(r => r.Number).Select(r => r.Number).ToListAsync();
    }

    private async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "zhiping.dll"), .. arguments])
        {
            WorkingDirectory = scratch, UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true,
        };
        start.Environment["ZHIPING_DATA"] = Path.Combine(scratch, "home");
        start.Environment["ConnectionStrings__Zhiping"] = connection;
        using var program = Process.Start(start)!;
        var (output, error) = (program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
        await program.WaitForExitAsync();
        return (program.ExitCode, await output, await error);
    }
}
