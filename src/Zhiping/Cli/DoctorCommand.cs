using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Cli;

/// <summary><c>zhiping doctor</c>: is everything here that the program needs, and does it stand as it should.</summary>
internal sealed class DoctorCommand : ICommandPart
{
    /// <summary>Programs that are run, and what is missing without them.</summary>
    private static readonly (string Program, string Package, string For)[] Programs =
    [
        ("chromium-headless-shell", "chromium-headless-shell", "printed forms and certificates"), ("tesseract", "tesseract-ocr", "reading cards and scans"),
        ("pdftoppm", "poppler-utils", "pictures of PDF pages"), ("qpdf", "qpdf", "joining PDF files"), ("prlimit", "util-linux", "limits of child processes"),
    ];

    public IEnumerable<Command> Commands(Terminal terminal)
    {
        var command = new Command("doctor", "Checks that everything the program needs is here and stands as it should.");
        command.SetAction(async (_, stop) =>
        {
            var settings = CommandLine.Settings();
            var findings = new List<(bool Good, string Text)>();
            CheckPrograms(findings);
            var home = ZhipingHome.From(settings);
            CheckHome(settings, home, findings);
            await CheckDatabaseAsync(settings, home, findings, stop);
            foreach (var (good, text) in findings)
            {
                await terminal.Out.WriteLineAsync($"{(good ? "ok     " : "PROBLEM")} {text}");
            }

            return findings.All(finding => finding.Good) ? ExitCode.Yes : ExitCode.No;
        });
        yield return command;
    }

    private static void CheckPrograms(List<(bool Good, string Text)> findings)
    {
        foreach (var (program, package, needed) in Programs)
        {
            var found = Tool.Find(program) ?? (program == "chromium-headless-shell" ? Tool.Find("chromium") : null);
            findings.Add((found is not null, found ?? $"{program} is missing ({needed}): install the package {package}"));
        }

        var vips = Directory.Exists("/usr/lib") && Directory.EnumerateDirectories("/usr/lib").Append("/usr/lib").Append("/usr/local/lib")
            .Any(folder => File.Exists(Path.Combine(folder, "libvips.so.42")));
        findings.Add((vips, vips ? "libvips.so.42" : "libvips.so.42 is missing (pictures of pages): install the package libvips42"));
        var chinese = Directory.Exists("/usr/share/fonts")
            && Directory.EnumerateFiles("/usr/share/fonts", "*", SearchOption.AllDirectories).Any(file => file.Contains("wqy", StringComparison.Ordinal));
        findings.Add((chinese, chinese ? "fonts for Chinese forms" : "fonts for Chinese forms are missing: install fonts-wqy-zenhei, fonts-arphic-uming and fonts-noto-cjk"));
    }

    private static void CheckHome(IConfiguration settings, ZhipingHome home, List<(bool Good, string Text)> findings)
    {
        var key = settings["Zhiping:KeyFile"] is { Length: > 0 } named ? named : home.KeyFile;
        try
        {
            using var ring = KeyRing.OpenOrCreate(key);
            findings.Add((true, $"key file {key}, signing key {ring.SigningKeyId}"));
        }
        catch (StartRefusedException e)
        {
            findings.Add((false, e.Message));
        }

        var free = new DriveInfo(home.Root).AvailableFreeSpace / (1 << 30);
        findings.Add((free >= 2, string.Create(CultureInfo.InvariantCulture, $"{free} GiB free for {home.Root}{(free >= 2 ? "" : ": make room, uploads stop at nothing left")}")));
    }

    private static async Task CheckDatabaseAsync(
        IConfiguration settings, ZhipingHome home, List<(bool Good, string Text)> findings, CancellationToken stop)
    {
        try
        {
            await using var database = await SiteDatabase.OpenAsync(settings, home, SiteDatabase.LiveName, mayMigrate: false, stop);
            await using var db = database.NewContext();
            findings.Add((true, database.IsEmbedded ? $"embedded database in {home.Cluster}" : "external database"));
            var stuck = await db.Work().CountAsync(item => item.GivenUp, stop);
            findings.Add((stuck == 0, stuck == 0 ? "no work was given up" : $"{stuck} pieces of work failed too often: see the table work, column last_error"));
            var skew = await db.Database.SqlQueryRaw<DateTimeOffset>("select clock_timestamp() as \"Value\"").SingleAsync(stop) - TimeProvider.System.GetUtcNow();
            findings.Add((skew.Duration() < TimeSpan.FromMilliseconds(250), string.Create(
                CultureInfo.InvariantCulture, $"the database's clock is {skew.TotalMilliseconds:0} ms from this machine's")));
        }
        catch (StartRefusedException e)
        {
            findings.Add((false, e.Message));
        }
    }
}
