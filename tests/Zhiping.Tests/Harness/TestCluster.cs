using System.Globalization;
using Npgsql;
using Zhiping.Data;
using Zhiping.Tests.Harness;

[assembly: AssemblyFixture(typeof(TestCluster))]

namespace Zhiping.Tests.Harness;

/// <summary>
/// One private PostgreSQL cluster for the whole run, in a short folder under /tmp (or <c>TMPDIR</c>), with one template database that holds the
/// schema; each test class takes a copy of it. Started when the first test asks, stopped and deleted at the end of the run.
/// </summary>
public sealed class TestCluster : IAsyncLifetime
{
    private const string Template = "zp_template";
    private static readonly Lock Gate = new();
    private static readonly SemaphoreSlim OneCopy = new(1, 1);
    private static Task<EmbeddedPostgres>? _running;
    private static EmbeddedPostgres? _started;
    private static string? _folder;
    private static int _copies;

    /// <summary>The cluster, with its template ready.</summary>
    public static Task<EmbeddedPostgres> Running()
    {
        lock (Gate)
        {
            return _running ??= StartAsync();
        }
    }

    /// <summary>A fresh database with the schema and nothing else; its connection string.</summary>
    public static async Task<string> NewDatabaseAsync()
    {
        var cluster = await Running();
        var name = string.Create(CultureInfo.InvariantCulture, $"zp_{Interlocked.Increment(ref _copies)}");
        await OneCopy.WaitAsync();
        try
        {
            await ExecuteAsync(cluster, $"create database {name} template {Template}");
        }
        finally
        {
            OneCopy.Release();
        }

        return new NpgsqlConnectionStringBuilder(cluster.ConnectionString(name))
        {
            MaxPoolSize = 24,
            ConnectionIdleLifetime = 5,
            ConnectionPruningInterval = 2,
            IncludeErrorDetail = true,
        }.ConnectionString;
    }

    /// <summary>A fresh database without any schema.</summary>
    public static async Task<string> NewEmptyDatabaseAsync()
    {
        var cluster = await Running();
        var name = string.Create(CultureInfo.InvariantCulture, $"zp_{Interlocked.Increment(ref _copies)}");
        await ExecuteAsync(cluster, $"create database {name}");
        return cluster.ConnectionString(name);
    }

    /// <summary>Drops a database made here, cutting off who is still connected.</summary>
    public static async Task DropDatabaseAsync(string connectionString)
    {
        await using (var pool = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(pool);
        }

        var name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        await ExecuteAsync(await Running(), $"drop database if exists {name} with (force)");
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_started is not null)
        {
            await _started.StopAsync();
            Directory.Delete(_folder!, recursive: true);
        }
    }

    /// <summary>A new temporary folder that a server run by another user can reach.</summary>
    public static string NewFolder()
    {
        var folder = Directory.CreateTempSubdirectory("zp.").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        }

        return folder;
    }

    private static async Task<EmbeddedPostgres> StartAsync()
    {
        await SweepAsync();
        _folder = NewFolder();
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "owner"), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        var cluster = await EmbeddedPostgres.StartAsync(
            Path.Combine(_folder, "pg"), ["max_connections = 400", "shared_buffers = 128MB", "checkpoint_timeout = 30min"], forTests: true);
        _started = cluster;
        await ExecuteAsync(cluster, $"create database {Template}");
        await TestSchema.CreateAsync(cluster.ConnectionString(Template) + ";Pooling=false");
        return cluster;
    }

    /// <summary>Removes what runs that were killed have left: clusters of this user whose owner no longer runs.</summary>
    private static async Task SweepAsync()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), "zp.*"))
        {
            try
            {
                var owner = Path.Combine(folder, "owner");
                if (File.Exists(owner) && int.TryParse(await File.ReadAllTextAsync(owner), CultureInfo.InvariantCulture, out var pid)
                    && !Directory.Exists($"/proc/{pid}"))
                {
                    var left = await EmbeddedPostgres.StartAsync(Path.Combine(folder, "pg"));
                    await left.StopAsync();
                    Directory.Delete(folder, recursive: true);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or StartRefusedException or NpgsqlException)
            {
                // Another user's, or another run is sweeping it at this moment.
            }
        }
    }

    private static async Task ExecuteAsync(EmbeddedPostgres cluster, string sql)
    {
        await using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
