using System.Globalization;
using Npgsql;

namespace Zhiping.Data;

/// <summary>Where PostgreSQL's own programs stand, and how they are run.</summary>
public static class PostgresPrograms
{
    /// <summary>The oldest version that the schema is written for.</summary>
    public const int OldestVersion = 15;

    /// <summary>The folder of <c>initdb</c> and <c>pg_ctl</c>: of the version that made the cluster, else the newest installed.</summary>
    /// <exception cref="StartRefusedException">None is installed.</exception>
    public static string Folder(string? cluster = null)
    {
        var installed = Installed().ToList();
        var versionFile = cluster is null ? null : Path.Combine(cluster, "PG_VERSION");
        if (versionFile is not null && File.Exists(versionFile))
        {
            var version = File.ReadAllText(versionFile).Trim();
            return installed.FirstOrDefault(found => found.Version.ToString(CultureInfo.InvariantCulture) == version).Folder
                ?? throw new StartRefusedException(
                    $"The data in {cluster} were written by PostgreSQL {version}, which is not installed; install postgresql-{version}.");
        }

        return installed.Where(found => found.Version >= OldestVersion).OrderByDescending(found => found.Version).FirstOrDefault().Folder
            ?? throw new StartRefusedException(
                $"PostgreSQL {OldestVersion} or newer is not installed; install postgresql-{OldestVersion}, or name another server in ConnectionStrings__Zhiping.");
    }

    /// <summary>A name as PostgreSQL reads it, quoted.</summary>
    public static string Quote(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    /// <summary>Runs one of PostgreSQL's programs, as another user where we are root.</summary>
    public static Task<ToolResult> RunAsync(
        string folder, string program, IEnumerable<string> arguments, string? runAs, CancellationToken stop)
    {
        var file = Path.Combine(folder, program);
        return runAs is null
            ? Tool.RunAsync(file, arguments, stop)
            : Tool.RunAsync("/usr/bin/setpriv", [$"--reuid={runAs}", $"--regid={runAs}", "--clear-groups", "--", file, .. arguments], stop);
    }

    /// <summary>Dumps one database; the file stands complete or not at all.</summary>
    /// <exception cref="StartRefusedException">The dump failed.</exception>
    public static async Task DumpAsync(string folder, string connectionString, string file, string? runAs, CancellationToken stop)
    {
        var at = new NpgsqlConnectionStringBuilder(connectionString);
        var result = await RunAsync(
            folder, "pg_dump",
            ["--format=custom", "--no-password", $"--host={at.Host}", $"--username={at.Username}", $"--dbname={at.Database}", $"--file={file}.part"],
            runAs, stop);
        if (result.ExitCode != 0)
        {
            throw new StartRefusedException($"The dump before the migration failed, so nothing was changed: {result.Said}");
        }

        File.Move(file + ".part", file, overwrite: true);
    }

    private static IEnumerable<(int Version, string Folder)> Installed()
    {
        const string debian = "/usr/lib/postgresql";
        if (Directory.Exists(debian))
        {
            foreach (var folder in Directory.EnumerateDirectories(debian))
            {
                if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                    && File.Exists(Path.Combine(folder, "bin", "initdb")) && File.Exists(Path.Combine(folder, "bin", "postgres")))
                {
                    yield return (version, Path.Combine(folder, "bin"));
                }
            }
        }
    }
}
