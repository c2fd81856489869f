using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Zhiping.Documents.Browser;

namespace Zhiping.Tests.Documents;

/// <summary>A host that is killed leaves its browser running; the next one of the same folder ends it, and nobody else's.</summary>
public sealed class LeftBrowserTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("zleft").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Start_EndsTheBrowserOfAHostThatIsNoMore_AndNoOther()
    {
        using var left = Sleep();
        using var used = Sleep();
        using var reborn = Sleep();
        using var host = Sleep();
        var hostStarted = StartOf(host.Id);
        host.Kill();
        await host.WaitForExitAsync(TestContext.Current.CancellationToken);
        var profile = Directory.CreateDirectory(Path.Combine(folder, "profile")).FullName;
        Note(left, StartOf(left.Id), host.Id, hostStarted, profile);
        Note(used, StartOf(used.Id), Environment.ProcessId, StartOf(Environment.ProcessId), folder);
        Note(reborn, StartOf(reborn.Id) + "1", host.Id, hostStarted, Path.Combine(folder, "none"));
        await File.WriteAllTextAsync(Path.Combine(folder, "browser-0.json"), "half a no", TestContext.Current.CancellationToken);

        await using (var chromium = new Chromium(new ChromiumOptions { Notes = folder }, NullLogger<Chromium>.Instance))
        {
            Assert.NotEmpty(await chromium.DrawAsync("<p>示例</p>", 80, 60, cancel: TestContext.Current.CancellationToken));
            Assert.True(left.WaitForExit(TimeSpan.FromSeconds(10)));
            Assert.False(used.HasExited);
            Assert.False(reborn.HasExited);
            Assert.False(Directory.Exists(profile));
            Assert.Equal(3, Directory.GetFiles(folder, "browser-*.json").Length); // the one in use, the unreadable one, the one just started
        }

        Assert.Equal(2, Directory.GetFiles(folder, "browser-*.json").Length);
        used.Kill();
        reborn.Kill();
    }

    private static Process Sleep() => Process.Start("sleep", "600");

    private void Note(Process browser, string started, int host, string hostStarted, string profile) => File.WriteAllText(
        Path.Combine(folder, $"browser-{browser.Id}.json"),
        JsonSerializer.Serialize(new { Browser = browser.Id, Started = started, Host = host, HostStarted = hostStarted, Profile = profile }));

    private static string StartOf(int process)
    {
        var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
        return File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() + "/" + stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
    }
}
