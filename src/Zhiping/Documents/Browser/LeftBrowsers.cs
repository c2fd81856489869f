using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Zhiping.Documents.Browser;

/// <summary>
/// Browsers outlive a host that is killed. Each is noted in a file with its process and its host's, by id and start time, since ids are given
/// out again; a later host of the same data folder ends those whose host is no more. Never by name: others' browsers are not ours.
/// </summary>
internal static class LeftBrowsers
{
    private sealed record Noted(int Browser, string Started, int Host, string HostStarted, string Profile);

    /// <summary>Notes a browser that has just been started; returns the file, to be deleted when it has ended.</summary>
    public static string? Note(string folder, int browser, string profile)
    {
        if (StartOf(browser) is not { } started || StartOf(Environment.ProcessId) is not { } host)
        {
            return null;
        }

        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"browser-{browser}.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new Noted(browser, started, Environment.ProcessId, host, profile)));
        return file;
    }

    /// <summary>Ends the browsers noted in the folder whose host is no more, and removes their profiles.</summary>
    public static async Task EndAsync(string folder, ILogger log, CancellationToken cancel)
    {
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "browser-*.json") : [])
        {
            try
            {
                if (JsonSerializer.Deserialize<Noted>(await File.ReadAllTextAsync(file, cancel)) is not { } noted || StartOf(noted.Host) == noted.HostStarted)
                {
                    continue;
                }

                if (StartOf(noted.Browser) == noted.Started)
                {
                    log.LogWarning("Ending browser {Browser}, which an earlier run left behind", noted.Browser);
                    using var process = Process.GetProcessById(noted.Browser);
                    process.Kill(entireProcessTree: true);
                    await process.WaitForExitAsync(cancel).WaitAsync(TimeSpan.FromSeconds(5), cancel);
                }

                if (Directory.Exists(noted.Profile))
                {
                    Directory.Delete(noted.Profile, recursive: true);
                }

                File.Delete(file);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException or ArgumentException or InvalidOperationException or Win32Exception or TimeoutException)
            {
                // What cannot be cleared now is tried again at the next start; documents do not wait for it.
                log.LogWarning(problem, "A browser noted in {File} could not be cleared away", file);
            }
        }
    }

    /// <summary>When a process was started: the machine's start and the ticks since; null where there is no such process.</summary>
    private static string? StartOf(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() + "/" + fields[19];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
