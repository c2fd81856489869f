using System.Globalization;
using Npgsql;

namespace Zhiping.Data;

/// <summary>
/// A submission that was acknowledged must survive the power going out. A server told not to wait for its disk cannot
/// promise that, so the program does not start on one.
/// </summary>
public static class Durability
{
    private static readonly (string Setting, string Lost)[] Needed =
    [
        ("fsync", "a crash can lose or corrupt everything"),
        ("full_page_writes", "a crash can leave half-written pages"),
        ("synchronous_commit", "what was acknowledged can be lost"),
    ];

    /// <summary>Judges the server as this connection sees it.</summary>
    /// <exception cref="StartRefusedException">Names each setting that is off and what to do.</exception>
    public static async Task RequireAsync(NpgsqlConnection connection, CancellationToken stop = default)
    {
        var off = new List<string>();
        foreach (var (setting, lost) in Needed)
        {
            await using var ask = new NpgsqlCommand($"show {setting}", connection);
            if (string.Equals((string?)await ask.ExecuteScalarAsync(stop), "off", StringComparison.Ordinal))
            {
                off.Add($"{setting} ({lost})");
            }
        }

        if (off.Count > 0)
        {
            throw new StartRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"PostgreSQL is set not to keep what it acknowledges: {string.Join(", ", off)} is off. Set {string.Join(", ", off.Select(o => o.Split(' ')[0]))} = on for the server, the database and the role, then start again."));
        }
    }
}
