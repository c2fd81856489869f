using Zhiping.Data;
using Zhiping.Demo;
using Zhiping.Policy.Notices;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Demo;

public sealed class SeasonTests(ITestOutputHelper output)
{
    // Played once for both tests: a season sets up a committee of its own, page by page.
    private static readonly Lazy<Task<SeasonReport>> Sixteen = new(() => Play(16, 1));

    [Fact]
    public async Task Season_WithASeed_HoldsEveryInvariant()
    {
        var report = await Sixteen.Value;
        output.WriteLine(report.ToJson());
        Assert.Empty(report.Invariants.Where(i => !i.Holds).Select(i => $"{i.Name}: {i.Found}"));
        Assert.True(report.Certificates > 0);
    }

    /// <summary>The same people, scores, ranks and certificate numbers, however the machine's threads and clocks run.</summary>
    [Fact]
    public async Task Season_WithTheSameSeed_ComesToTheSame_AndWithAnotherToAnother()
    {
        var first = await Play(2, 7);
        var again = await Play(2, 7);
        Assert.NotEmpty(first.Fingerprint);
        Assert.Equal(first.Fingerprint, again.Fingerprint);
        Assert.Equal(first.States, again.States);
        Assert.NotEqual(first.Fingerprint, (await Sixteen.Value).Fingerprint);
    }

    private static async Task<SeasonReport> Play(int applicants, long seed)
    {
        var folder = TestCluster.NewFolder();
        var database = await TestCluster.NewDatabaseAsync();
        try
        {
            var home = new ZhipingHome(Path.Combine(folder, "home"));
            ZhipingHome.MakePrivate(home.Root);
            KeyRing.CreateForSeason(home.KeyFile, SeededChoice.For((ulong)seed, "keys", 0).Bytes(32));
            return await SeasonPlayer.PlayAsync(
                Culture(), applicants, seed, database, home, null, new Progress<string>(), CancellationToken.None);
        }
        finally
        {
            await TestCluster.DropDatabaseAsync(database);
            Directory.Delete(folder, recursive: true);
        }
    }

    internal static Notice Culture()
    {
        var notices = Path.Combine(Root(), "notices");
        var reading = NoticeReader.Read("aksu/2024-culture.yaml", path => File.Exists(Path.Combine(notices, path)) ? File.ReadAllText(Path.Combine(notices, path)) : null);
        return reading.Notice ?? throw new InvalidOperationException(string.Join('\n', reading.Problems));
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Zhiping.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
