using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Zhiping.Data;

/// <summary>
/// A private PostgreSQL cluster that the program initialises, starts and stops itself. It listens on a Unix socket in a
/// 0700 folder and nowhere else, and knows its users by the kernel's word (peer), never by trust.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    /// <summary>The database role that owns everything in the cluster.</summary>
    public const string Role = "zhiping";

    private const int SocketPathLimit = 107;
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _bin;
    private readonly string? _runAs;

    private EmbeddedPostgres(string folder, string bin, string? runAs)
    {
        Folder = folder;
        _bin = bin;
        _runAs = runAs;
        SocketFolder = ChooseSocketFolder(folder);
    }

    /// <summary>The cluster's data directory.</summary>
    public string Folder { get; }

    /// <summary>The folder of the socket; short, because a socket's path is limited to 107 bytes.</summary>
    public string SocketFolder { get; }

    private string LogFile => Folder + ".log";

    /// <summary>
    /// Initialises the cluster where there is none, starts it where it does not run, and returns it ready for connections.
    /// A cluster that already runs is used as it is; the lock file of one that died is put away first.
    /// </summary>
    /// <param name="folder">The data directory.</param>
    /// <param name="settings">Further lines for its configuration, for tests.</param>
    /// <param name="forTests">Skips waiting for the disk while initialising.</param>
    /// <param name="stop">Cancels the start.</param>
    /// <exception cref="StartRefusedException">PostgreSQL is missing, or did not start.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(
        string folder, IEnumerable<string>? settings = null, bool forTests = false, CancellationToken stop = default)
    {
        folder = Path.GetFullPath(folder);
        var cluster = new EmbeddedPostgres(folder, PostgresPrograms.Folder(folder), UnprivilegedUser());
        await using var only = await LockAsync(folder + ".lock", stop);
        if (!File.Exists(Path.Combine(folder, "PG_VERSION")))
        {
            await cluster.InitialiseAsync(forTests, stop);
        }

        await cluster.PutAwayStaleLockAsync(stop);
        if (cluster.RunningPid() is null)
        {
            await cluster.ConfigureAsync(settings ?? [], stop);
            await cluster.LaunchAsync(stop);
        }

        return cluster;
    }

    /// <summary>How to reach a database of this cluster.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = SocketFolder,
        Username = Role,
        Database = database,
        IncludeErrorDetail = false,
        MaxPoolSize = 60,
    }.ConnectionString;

    /// <summary>The process id of the running server, or null when none runs on this folder.</summary>
    public int? RunningPid()
    {
        var pid = PidInLockFile();
        return pid is { } number && ServesThisFolder(number) ? number : null;
    }

    /// <summary>Creates the database when it is missing; tells whether it did.</summary>
    public async Task<bool> EnsureDatabaseAsync(string database, CancellationToken stop = default)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync(stop);
        await using var ask = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection)
        {
            Parameters = { new() { Value = database } },
        };
        if (await ask.ExecuteScalarAsync(stop) is not null)
        {
            return false;
        }

        await using var create = new NpgsqlCommand($"create database {PostgresPrograms.Quote(database)}", connection);
        await create.ExecuteNonQueryAsync(stop);
        return true;
    }

    /// <summary>Writes a dump of one database to <paramref name="file"/> in PostgreSQL's custom format.</summary>
    public Task DumpAsync(string database, string file, CancellationToken stop = default)
        => PostgresPrograms.DumpAsync(_bin, ConnectionString(database), file, _runAs, stop);

    /// <summary>Stops the server unless another program still uses it.</summary>
    public async Task StopAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (RunningPid() is null || await OthersUseItAsync())
        {
            return;
        }

        await PgAsync("pg_ctl", ["stop", "-D", Folder, "-m", "fast", "-w", "-t", "60"], CancellationToken.None);
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    /// <summary>PostgreSQL refuses to run as root: the user that it runs as instead, or null when we are an ordinary user.</summary>
    internal static string? UnprivilegedUser()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return null;
        }

        var known = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        return new[] { "zhiping", "postgres", "nobody" }.First(known.Contains);
    }

    private static string ChooseSocketFolder(string folder)
    {
        var beside = folder + ".sock";
        if (Encoding.UTF8.GetByteCount(beside + "/.s.PGSQL.5432") <= SocketPathLimit)
        {
            return beside;
        }

        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..12];
        return $"/tmp/zp-{Environment.UserName}-{name}";
    }

    private static async Task<FileStream> LockAsync(string file, CancellationToken stop)
    {
        ZhipingHome.MakePrivate(Path.GetDirectoryName(file)!);
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < 600)
            {
                await Task.Delay(100, stop);
            }
        }
    }

    private async Task InitialiseAsync(bool forTests, CancellationToken stop)
    {
        // Made beside and renamed, so that an initialisation cut short leaves nothing that looks like a cluster.
        var draft = Folder + ".new";
        if (Directory.Exists(draft))
        {
            Directory.Delete(draft, recursive: true);
        }

        Directory.CreateDirectory(draft, OnlyOwner);
        await GiveAwayAsync(draft, stop);
        string[] arguments =
        [
            "-D", draft, "--username", Role, "--encoding", "UTF8", "--locale", "C.UTF-8", "--auth-local", "peer",
            "--auth-host", "scram-sha-256", "--data-checksums", "--no-instructions",
        ];
        var result = await PgAsync("initdb", forTests ? [.. arguments, "--no-sync"] : arguments, stop);
        if (result.ExitCode != 0)
        {
            throw new StartRefusedException($"PostgreSQL could not set up its data in {Folder}: {result.Said}");
        }

        Directory.Move(draft, Folder);
    }

    private async Task ConfigureAsync(IEnumerable<string> settings, CancellationToken stop)
    {
        if (Directory.Exists(SocketFolder))
        {
            var mode = File.GetUnixFileMode(SocketFolder);
            if (mode != OnlyOwner || new DirectoryInfo(SocketFolder).LinkTarget is not null)
            {
                throw new StartRefusedException(
                    $"The socket folder {SocketFolder} can be entered by others (mode {Convert.ToString((int)mode, 8)}); remove it and start again.");
            }
        }
        else
        {
            Directory.CreateDirectory(SocketFolder, OnlyOwner);
            await GiveAwayAsync(SocketFolder, stop);
        }

        var conf = Path.Combine(Folder, "postgresql.conf");
        var text = await File.ReadAllTextAsync(conf, stop);
        if (!text.Contains("include_if_exists = 'zhiping.conf'", StringComparison.Ordinal))
        {
            await File.AppendAllTextAsync(conf, "\ninclude_if_exists = 'zhiping.conf'\n", stop);
        }

        string[] lines =
        [
            "listen_addresses = ''", $"unix_socket_directories = '{SocketFolder.Replace("'", "''", StringComparison.Ordinal)}'",
            "unix_socket_permissions = 0700", "port = 5432", "max_connections = 200", "shared_buffers = 192MB",
            "timezone = 'UTC'", "log_timezone = 'UTC'", "wal_level = minimal", "max_wal_senders = 0", "max_wal_size = 2GB",
            "log_checkpoints = off", .. settings,
        ];
        await File.WriteAllLinesAsync(Path.Combine(Folder, "zhiping.conf"), lines, stop);
        await File.WriteAllTextAsync(Path.Combine(Folder, "pg_hba.conf"), "local all all peer map=zhiping\n", stop);
        var users = new[] { Environment.UserName, _runAs }.OfType<string>().Distinct(StringComparer.Ordinal);
        await File.WriteAllLinesAsync(Path.Combine(Folder, "pg_ident.conf"), users.Select(user => $"zhiping \"{user}\" {Role}"), stop);
    }

    private async Task LaunchAsync(CancellationToken stop)
    {
        if (!File.Exists(LogFile))
        {
            await File.WriteAllTextAsync(LogFile, "", stop);
        }

        await GiveAwayAsync(LogFile, stop);
        var result = await PgAsync("pg_ctl", ["start", "-D", Folder, "-l", LogFile, "-w", "-t", "120", "-s"], stop);
        if (result.ExitCode != 0)
        {
            var log = File.Exists(LogFile) ? string.Join(' ', File.ReadLines(LogFile).TakeLast(3)) : "";
            throw new StartRefusedException($"PostgreSQL did not start in {Folder}: {log} {result.Said}".Trim());
        }
    }

    private async Task PutAwayStaleLockAsync(CancellationToken stop)
    {
        // After a crash or a restart of the machine the number in the file may belong to any process; PostgreSQL would then
        // refuse for good. Only a process whose working folder is this cluster is its server.
        var file = Path.Combine(Folder, "postmaster.pid");
        if (File.Exists(file) && RunningPid() is null)
        {
            await Task.Delay(50, stop);
            if (RunningPid() is null)
            {
                File.Delete(file);
            }
        }
    }

    private int? PidInLockFile()
    {
        try
        {
            var line = File.ReadLines(Path.Combine(Folder, "postmaster.pid")).FirstOrDefault();
            return int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private bool ServesThisFolder(int pid)
    {
        try
        {
            return new FileInfo($"/proc/{pid}/cwd").ResolveLinkTarget(returnFinalTarget: false)?.FullName == RealFolder();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private string RealFolder()
    {
        var folder = new DirectoryInfo(Folder);
        var parent = folder.Parent?.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder.Parent?.FullName ?? "/";
        return Path.Combine(parent, folder.Name);
    }

    private async Task<bool> OthersUseItAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
            await connection.OpenAsync();
            await using var ask = new NpgsqlCommand(
                "select count(*) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()", connection);
            for (var tries = 0; tries < 5; tries++)
            {
                if ((long)(await ask.ExecuteScalarAsync() ?? 0L) == 0)
                {
                    return false;
                }

                await Task.Delay(100);
            }

            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private async Task GiveAwayAsync(string path, CancellationToken stop)
    {
        if (_runAs is { } user)
        {
            await Tool.RunAsync("/usr/bin/chown", ["-R", user + ":", path], stop);
        }
    }

    private Task<ToolResult> PgAsync(string program, IEnumerable<string> arguments, CancellationToken stop)
        => PostgresPrograms.RunAsync(_bin, program, arguments, _runAs, stop);
}
