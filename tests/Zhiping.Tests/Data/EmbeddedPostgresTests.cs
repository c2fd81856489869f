using System.Globalization;
using Npgsql;
using Zhiping.Data;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Data;

public sealed class EmbeddedPostgresTests : IAsyncLifetime
{
    private readonly string _folder = TestCluster.NewFolder();

    private string Pg => Path.Combine(_folder, "pg");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Start_OnAnEmptyFolder_AnswersOnItsSocketOnly_AndStopsWithUs()
    {
        var cluster = await EmbeddedPostgres.StartAsync(Pg, forTests: true);
        try
        {
            Assert.Equal("", await AskAsync(cluster, "show listen_addresses"));
            Assert.Equal("local|peer", await AskAsync(cluster, "select string_agg(type || '|' || auth_method, ',') from pg_hba_file_rules"));
            Assert.Equal("C.UTF-8", await AskAsync(cluster, "select datcollate from pg_database where datname = 'postgres'"));
            Assert.Equal("on", await AskAsync(cluster, "show data_checksums"));
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(cluster.SocketFolder));
            Assert.NotNull(cluster.RunningPid());
        }
        finally
        {
            await cluster.StopAsync();
        }

        Assert.Null(cluster.RunningPid());
    }

    [Fact]
    public async Task Start_WhileItRuns_UsesTheSameServer_AndTheLastOneStopsIt()
    {
        var first = await EmbeddedPostgres.StartAsync(Pg, forTests: true);
        var second = await EmbeddedPostgres.StartAsync(Pg, forTests: true);
        Assert.Equal(first.RunningPid(), second.RunningPid());

        await using (var held = new NpgsqlConnection(second.ConnectionString("postgres") + ";Pooling=false"))
        {
            await held.OpenAsync();
            await first.StopAsync();
            Assert.NotNull(second.RunningPid());
        }

        await second.StopAsync();
        Assert.Null(second.RunningPid());
    }

    [Fact]
    public async Task Start_AfterAKill_ComesUpWithWhatWasCommitted()
    {
        var cluster = await EmbeddedPostgres.StartAsync(Pg, forTests: true);
        await AskAsync(cluster, "create table kept (n int)");
        await AskAsync(cluster, "insert into kept values (7)");
        var pid = cluster.RunningPid()!.Value;
        using (var server = System.Diagnostics.Process.GetProcessById(pid))
        {
            server.Kill();
            await server.WaitForExitAsync();
        }

        // The number in the lock file now belongs to a process that is none of ours, as after a restart of the machine.
        var lockFile = Path.Combine(Pg, "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(lockFile);
        lines[0] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(lockFile, lines);
        Assert.Null(cluster.RunningPid());

        await using var again = await EmbeddedPostgres.StartAsync(Pg, forTests: true);
        Assert.Equal("7", await AskAsync(again, "select n::text from kept"));
        await again.StopAsync();
    }

    [Fact]
    public async Task Start_InAFolderWithALongPath_KeepsTheSocketPathShort()
    {
        var deep = Path.Combine(_folder, new string('长', 30), "pg");
        Directory.CreateDirectory(Path.GetDirectoryName(deep)!);
        await using var cluster = await EmbeddedPostgres.StartAsync(deep, forTests: true);
        Assert.StartsWith("/tmp/zp-", cluster.SocketFolder, StringComparison.Ordinal);
        Assert.Equal("1", await AskAsync(cluster, "select '1'"));
        await cluster.StopAsync();
        Directory.Delete(cluster.SocketFolder, recursive: true);
    }

    [Fact]
    public async Task Start_WithASocketFolderOthersCanEnter_IsRefused()
    {
        Directory.CreateDirectory(Pg + ".sock", (UnixFileMode)0b111_111_111);
        File.SetUnixFileMode(Pg + ".sock", (UnixFileMode)0b111_111_111);
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => EmbeddedPostgres.StartAsync(Pg, forTests: true));
        Assert.Contains("can be entered by others", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fsync")]
    [InlineData("full_page_writes")]
    [InlineData("synchronous_commit")]
    [InlineData("fsync", "full_page_writes")]
    [InlineData("fsync", "synchronous_commit")]
    [InlineData("full_page_writes", "synchronous_commit")]
    [InlineData("fsync", "full_page_writes", "synchronous_commit")]
    public async Task Durability_SettingsThatAreOff_AreRefusedByName(params string[] off)
    {
        await using var cluster = await EmbeddedPostgres.StartAsync(Pg, off.Select(name => $"{name} = off"), forTests: true);
        await using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => Durability.RequireAsync(connection));
        Assert.All(off, name => Assert.Contains(name, refused.Message, StringComparison.Ordinal));
        Assert.All(
            new[] { "fsync", "full_page_writes", "synchronous_commit" }.Except(off),
            name => Assert.DoesNotContain(name, refused.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("on")]
    [InlineData("local")]
    [InlineData("remote_write")]
    public async Task Durability_ACommitThatWaitsForTheDisk_IsAccepted(string level)
    {
        var cluster = await TestCluster.Running();
        await using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using (var set = new NpgsqlCommand($"set synchronous_commit = {level}", connection))
        {
            await set.ExecuteNonQueryAsync();
        }

        await Durability.RequireAsync(connection);
    }

    private static async Task<string?> AskAsync(EmbeddedPostgres cluster, string sql)
    {
        await using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() as string;
    }
}
