using System.Text.RegularExpressions;

namespace Zhiping.Tests.Cli;

/// <summary>zhiping history export and verify history, as an auditor runs them.</summary>
public sealed class HistoryCommandTests : IAsyncLifetime
{
    private LiveProgram program = null!;

    public async ValueTask InitializeAsync() => program = await LiveProgram.NewAsync();

    public ValueTask DisposeAsync() => program.DisposeAsync();

    [Fact]
    public async Task Export_OfNothing_LeavesNoFile_AndOfSomething_OneThatIsWholeUntilItIsTouched()
    {
        var file = Path.Combine(program.Folder, "history.jsonl");
        var empty = await program.Run("history", "export", file);
        Assert.Equal(1, empty.Code);
        Assert.Contains("The history is empty; nothing was written.", empty.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file));

        var published = await program.Run("notice", "publish", Path.Combine(Policy.Files.Root, "notices", "aksu", "2024-culture.yaml"));
        Assert.True(published.Code == 0, published.Error);
        var export = await program.Run("history", "export", file);
        Assert.True(export.Code == 0, export.Error);
        var whole = await program.Run("verify", "history", file);
        Assert.True(whole.Code == 0, whole.Error);
        Assert.StartsWith("whole: ", whole.Output, StringComparison.Ordinal);

        var again = await program.Run("history", "export", file);
        Assert.Equal(2, again.Code);
        Assert.Contains("cannot be written", again.Error, StringComparison.Ordinal);

        // Under the id of a key that is not the one in the file a signature proves nothing.
        var text = await File.ReadAllTextAsync(file);
        var id = Regex.Match(text, "\"keyId\":\"([^\"]+)\"").Groups[1].Value;
        Assert.NotEmpty(id);
        await File.WriteAllTextAsync(file, text.Replace(id, new string('0', id.Length), StringComparison.Ordinal));
        var renamed = await program.Run("verify", "history", file);
        Assert.Equal(1, renamed.Code);
        Assert.Contains("signature", renamed.Output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, text.Replace("\"Publish\"", "\"Amend\"", StringComparison.Ordinal));
        var touched = await program.Run("verify", "history", file);
        Assert.Equal(1, touched.Code);
        Assert.Contains("was changed: its content does not give its hash", touched.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AKeyFileOfAnotherUser_IsSaidInOneSentence()
    {
        Assert.Equal(0, (await program.Run("key", "rotate")).Code);
        var keys = Path.Combine(program.Folder, "home", "keys.json");
        File.SetUnixFileMode(keys, UnixFileMode.None);
        foreach (var arguments in new string[][] { ["key", "rotate"], ["history", "export", Path.Combine(program.Folder, "h.jsonl")] })
        {
            var (code, _, error) = await program.Run(arguments);
            Assert.Equal(2, code);
            Assert.Contains("keys.json", error, StringComparison.Ordinal);
            Assert.Contains("Run the command as the user whose data folder that is", error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        }
    }
}
