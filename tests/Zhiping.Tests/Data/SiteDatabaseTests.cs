using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Zhiping.Data;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Data;

public sealed class SiteDatabaseTests : IDisposable
{
    private readonly string _folder = TestCluster.NewFolder();

    private ZhipingHome Home
    {
        get
        {
            var home = Path.Combine(_folder, "home");
            Directory.CreateDirectory(home);
            return new ZhipingHome(home);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task External_WithoutTheSchema_IsRefusedUntilItIsMigrated()
    {
        var connection = await TestCluster.NewEmptyDatabaseAsync();
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => OpenAsync(connection));
        Assert.Contains("zhiping migrate", refused.Message, StringComparison.Ordinal);
        await using (await OpenAsync(connection, mayMigrate: true))
        {
        }

        await using var open = await OpenAsync(connection);
        Assert.False(open.IsEmbedded);
    }

    [Fact]
    public async Task External_WithANewerSchema_IsRefused()
    {
        var connection = await TestCluster.NewEmptyDatabaseAsync();
        await using (await OpenAsync(connection, mayMigrate: true))
        {
        }

        await ExecuteAsync(connection, "insert into \"__EFMigrationsHistory\" values ('29990101000000_Future', '99')");
        foreach (var mayMigrate in new[] { false, true })
        {
            var refused = await Assert.ThrowsAsync<StartRefusedException>(() => OpenAsync(connection, mayMigrate));
            Assert.Contains("newer than the program", refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("alter database {0} set synchronous_commit = off", "synchronous_commit")]
    public async Task External_ThatDoesNotWaitForItsDisk_IsRefused(string sql, string setting)
    {
        var connection = await TestCluster.NewEmptyDatabaseAsync();
        await ExecuteAsync(connection, string.Format(sql, new NpgsqlConnectionStringBuilder(connection).Database));
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => OpenAsync(connection, mayMigrate: true));
        Assert.Contains(setting, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task External_ThatIsNotThere_IsRefusedInWords()
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => OpenAsync($"Host={_folder};Database=none;Username=nobody;Timeout=2"));
        Assert.Contains("cannot be reached", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Birth_IsForGood()
    {
        var connection = await TestCluster.NewEmptyDatabaseAsync();
        await using var database = await OpenAsync(connection, mayMigrate: true);
        var offset = TimeSpan.FromDays(-700);
        var clock = new TestClock(new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(offset, (await database.BeAsync(SiteKind.Demo, offset, clock)).ClockOffset);
        Assert.Equal(offset, (await database.BeAsync(SiteKind.Demo, offset: null, clock)).ClockOffset);
        Assert.Contains("demo database", (await Assert.ThrowsAsync<StartRefusedException>(
            () => database.BeAsync(SiteKind.Live, null, clock))).Message, StringComparison.Ordinal);
        Assert.Contains("fixed when its database was made", (await Assert.ThrowsAsync<StartRefusedException>(
            () => database.BeAsync(SiteKind.Demo, TimeSpan.FromDays(-10), clock))).Message, StringComparison.Ordinal);
        foreach (var sql in new[] { "update site set clock_offset_ticks = 0", "delete from site" })
        {
            await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connection, sql));
        }
    }

    [Fact]
    public async Task Birth_ALiveSiteWithAMovedClock_IsRefusedByTheDatabase()
    {
        var connection = await TestCluster.NewEmptyDatabaseAsync();
        await using var database = await OpenAsync(connection, mayMigrate: true);
        await Assert.ThrowsAsync<DbUpdateException>(() => database.BeAsync(SiteKind.Live, TimeSpan.FromHours(1), TimeProvider.System));
        Assert.Equal(SiteKind.Live, (await database.BeAsync(SiteKind.Live, null, TimeProvider.System)).Kind);
        await Assert.ThrowsAsync<StartRefusedException>(() => database.BeAsync(SiteKind.Demo, null, TimeProvider.System));
    }

    [Fact]
    public async Task Embedded_MigratesItself_AndDumpsBeforeItChangesAnything()
    {
        if (Environment.IsPrivilegedProcess)
        {
            File.SetUnixFileMode(Home.Root, (UnixFileMode)0b111_001_001);
        }

        var home = Home;
        await using (var database = await OpenAsync(null, embedded: "zhiping", home: home))
        {
            Assert.True(database.IsEmbedded);
            Assert.Empty(Directory.EnumerateFiles(home.Dumps));
            // As an older version left it: its last migration is missing from the record.
            await ExecuteAsync(
                database.ConnectionString,
                "create table kept as select * from \"__EFMigrationsHistory\"; drop schema public cascade; create schema public; " +
                "create table \"__EFMigrationsHistory\" (\"MigrationId\" varchar(150) primary key, \"ProductVersion\" varchar(32) not null); " +
                "insert into \"__EFMigrationsHistory\" values ('29990101000000_Future', '99')");
            await Assert.ThrowsAsync<StartRefusedException>(() => OpenAsync(null, embedded: "zhiping", home: home));
        }
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private Task<SiteDatabase> OpenAsync(string? connection, bool mayMigrate = false, string embedded = "", ZhipingHome? home = null)
        => SiteDatabase.OpenAsync(
            new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Zhiping", connection)]).Build(),
            home ?? Home, embedded, mayMigrate, CancellationToken.None);
}
