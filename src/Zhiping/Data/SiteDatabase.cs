using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Zhiping.Data;

/// <summary>
/// The database of an instance, opened and judged: the embedded cluster's by default, any PostgreSQL by
/// <c>ConnectionStrings__Zhiping</c>. The embedded one migrates itself after a dump; an external one only when told to.
/// </summary>
public sealed class SiteDatabase : IAsyncDisposable
{
    /// <summary>The name of the embedded database of real people.</summary>
    public const string LiveName = "zhiping";

    /// <summary>The name of the embedded database of the demo.</summary>
    public const string DemoName = "zhiping_demo";

    private readonly EmbeddedPostgres? _embedded;

    private SiteDatabase(string connectionString, EmbeddedPostgres? embedded)
    {
        ConnectionString = connectionString;
        _embedded = embedded;
    }

    public string ConnectionString { get; }

    public bool IsEmbedded => _embedded is not null;

    /// <summary>Opens it and brings the schema where it must be.</summary>
    /// <param name="configuration">Where a connection string may stand.</param>
    /// <param name="home">Where the embedded cluster lives.</param>
    /// <param name="embeddedName">The embedded database; made where it is missing.</param>
    /// <param name="mayMigrate">Whether an external database may be migrated (the command <c>migrate</c>).</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="StartRefusedException">One sentence that says what is wrong and what to do.</exception>
    public static async Task<SiteDatabase> OpenAsync(
        IConfiguration configuration, ZhipingHome home, string embeddedName, bool mayMigrate, CancellationToken stop)
    {
        if (configuration.GetConnectionString("Zhiping") is { Length: > 0 } external)
        {
            var there = new SiteDatabase(external, embedded: null);
            await there.RequireDurabilityAsync(stop);
            await there.RequireSchemaAsync(mayMigrate, stop);
            return there;
        }

        var cluster = await EmbeddedPostgres.StartAsync(home.Cluster, stop: stop);
        var database = new SiteDatabase(cluster.ConnectionString(embeddedName), cluster);
        try
        {
            var isNew = await cluster.EnsureDatabaseAsync(embeddedName, stop);
            await database.RequireDurabilityAsync(stop);
            await database.MigrateEmbeddedAsync(home, embeddedName, isNew, stop);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>The options of a context on this database.</summary>
    public AppDb NewContext() => new(new DbContextOptionsBuilder<AppDb>().UseNpgsql(ConnectionString).Options);

    /// <summary>What the database was born as; a new one is born now.</summary>
    /// <exception cref="StartRefusedException">It was born as the other kind, or its clock is fixed already at another offset.</exception>
    public async Task<SiteRow> BeAsync(SiteKind kind, TimeSpan? offset, TimeProvider realTime, CancellationToken stop = default)
    {
        await using var db = NewContext();
        var row = await db.Set<SiteRow>().AsNoTracking().SingleOrDefaultAsync(stop);
        if (row is null)
        {
            row = new SiteRow(kind, offset ?? TimeSpan.Zero, realTime.Now());
            db.Add(row);
            await db.SaveChangesAsync(stop);
            return row;
        }

        if (row.Kind != kind)
        {
            throw new StartRefusedException(kind == SiteKind.Live
                ? "This is a demo database: its people are made up and its clock is moved. 'serve' runs on a live one only; name another in ConnectionStrings__Zhiping or in ZHIPING_DATA."
                : "This is a live database with real people and real time. The demo runs on one of its own only; name another in ConnectionStrings__Zhiping or in ZHIPING_DATA.");
        }

        // A second of tolerance: a clock given as a wall time comes out a little differently each time it is asked for.
        if (offset is { } asked && Math.Abs((asked - row.ClockOffset).TotalSeconds) > 1)
        {
            throw new StartRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"The clock of this demo was fixed when its database was made and shows {Beijing.At(realTime.GetUtcNow() + row.ClockOffset):yyyy-MM-dd HH:mm} Beijing time now; leave --clock away, or use another ZHIPING_DATA."));
        }

        return row;
    }

    public async ValueTask DisposeAsync()
    {
        if (_embedded is not null)
        {
            await _embedded.StopAsync();
        }
    }

    private async Task RequireDurabilityAsync(CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        try
        {
            await connection.OpenAsync(stop);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            throw new StartRefusedException($"The database cannot be reached: {e.Message}. Check ConnectionStrings__Zhiping and that PostgreSQL runs.");
        }

        if (connection.PostgreSqlVersion.Major < PostgresPrograms.OldestVersion)
        {
            throw new StartRefusedException(
                $"The server is PostgreSQL {connection.PostgreSqlVersion.Major}; {PostgresPrograms.OldestVersion} or newer is needed.");
        }

        await Durability.RequireAsync(connection, stop);
    }

    private async Task RequireSchemaAsync(bool mayMigrate, CancellationToken stop)
    {
        await using var db = NewContext();
        var (pending, unknown) = await StateAsync(db, stop);
        RefuseNewer(unknown);
        if (pending.Count == 0)
        {
            return;
        }

        if (!mayMigrate)
        {
            throw new StartRefusedException(
                $"The schema of this database is older than the program: {pending.Count} migration(s) are missing, the first is {pending[0]}. Back it up and run 'zhiping migrate'.");
        }

        await MakeSchemaAsync(db, stop);
    }

    private async Task MigrateEmbeddedAsync(ZhipingHome home, string name, bool isNew, CancellationToken stop)
    {
        await using var db = NewContext();
        var (pending, unknown) = await StateAsync(db, stop);
        RefuseNewer(unknown);
        if (pending.Count == 0)
        {
            return;
        }

        if (!isNew && (await db.Database.GetAppliedMigrationsAsync(stop)).Any())
        {
            var stamp = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
            await _embedded!.DumpAsync(name, Path.Combine(home.Dumps, $"{name}-{stamp}-before-{pending[0]}.dump"), stop);
        }

        await MakeSchemaAsync(db, stop);
    }

    private static async Task<(IReadOnlyList<string> Pending, IReadOnlyList<string> Unknown)> StateAsync(AppDb db, CancellationToken stop)
    {
        var known = db.Database.GetMigrations().ToList();
        if (known.Count == 0)
        {
            throw new StartRefusedException("This build of the program carries no schema; build it from a complete source tree.");
        }

        var applied = (await db.Database.GetAppliedMigrationsAsync(stop)).ToList();
        return ([.. known.Except(applied)], [.. applied.Except(known)]);
    }

    private static void RefuseNewer(IReadOnlyList<string> unknown)
    {
        if (unknown.Count > 0)
        {
            throw new StartRefusedException(
                $"The schema of this database is newer than the program: it knows {unknown[^1]}, which this version does not. Start the newer version.");
        }
    }

    /// <summary>Brings a database to the schema of this program, an empty one from nothing.</summary>
    public static async Task MakeSchemaAsync(AppDb db, CancellationToken stop)
    {
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
        await db.Database.MigrateAsync(stop);
        await SchemaScripts.ApplyAsync(db, stop);
    }
}
