using Microsoft.EntityFrameworkCore;
using Zhiping.Notices;

namespace Zhiping.Tests.Cli;

/// <summary>zhiping notice publish and amend as a clerk runs them: a process of its own against a live database.</summary>
public sealed class PublishCommandTests : IAsyncLifetime
{
    private LiveProgram program = null!;

    public async ValueTask InitializeAsync()
    {
        program = await LiveProgram.NewAsync();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Policy.Files.Root, "notices"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(program.Folder, "notices", Path.GetRelativePath(Path.Combine(Policy.Files.Root, "notices"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public ValueTask DisposeAsync() => program.DisposeAsync();

    [Fact]
    [Requirement("B10")]
    public async Task PublishAndAmend_AgainstALiveDatabase_FreezeRevisionsWithTheirReason()
    {
        var file = Path.Combine(program.Folder, "notices", "aksu", "2024-culture.yaml");
        var published = await program.Run("notice", "publish", file);
        Assert.True(published.Code == 0, published.Error);
        Assert.StartsWith("aksu/2024-culture revision 1 sha256 ", published.Output.Split('\n').Last(l => l.Length > 0), StringComparison.Ordinal);

        // The same again is no new revision; a change without a reason is refused; with one it is the second.
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("percent: 75%", "percent: 70%", StringComparison.Ordinal));
        var again = await program.Run("notice", "publish", file);
        Assert.True(again.Code == 1, again.Error);
        Assert.Contains("notice amend --reason", again.Error, StringComparison.Ordinal);
        Assert.Equal([1], await Revisions());
        var amended = await program.Run("notice", "amend", file, "--reason", "按补充通知调整通过率");
        Assert.True(amended.Code == 0, amended.Error);
        Assert.Equal([1, 2], await Revisions());
        await using var db = program.NewContext();
        Assert.Equal("按补充通知调整通过率", await db.NoticeRevisions().Where(r => r.Number == 2).Select(r => r.Reason).SingleAsync());
    }

    [Fact]
    [Requirement("B10")]
    public async Task Publish_WithAnErrorOrAFailingExample_PublishesNothing()
    {
        var file = Path.Combine(program.Folder, "notices", "aksu", "2024-culture.yaml");
        var sound = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, sound.Replace("mustFix: [first-application]", "mustFix: []", StringComparison.Ordinal));
        var failing = await program.Run("notice", "publish", file);
        Assert.Equal(1, failing.Code);
        Assert.Contains("examples[first-intermediate]", failing.Output, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, sound.Replace("percent: 75%", "percent: 75", StringComparison.Ordinal));
        var wrong = await program.Run("notice", "publish", file);
        Assert.Equal(1, wrong.Code);
        Assert.Contains("Write 75%", wrong.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing is published.", wrong.Error, StringComparison.Ordinal);
        Assert.Empty(await Revisions());
    }

    private async Task<List<int>> Revisions()
    {
        await using var db = program.NewContext();
        return await db.NoticeRevisions().Where(r => r.NoticeId == "aksu/2024-culture").OrderBy(r => r.Number).Select(r => r.Number).ToListAsync();
    }
}
