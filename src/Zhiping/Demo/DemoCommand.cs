using System.CommandLine;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Zhiping.Cli;
using Zhiping.Data;
using Zhiping.Policy.Notices;

namespace Zhiping.Demo;

/// <summary><c>zhiping demo</c>: a site with made-up people in every role, on a clock moved into a notice's window.</summary>
internal sealed class DemoCommand : ICommandPart
{
    private static readonly DateTimeOffset DefaultClock = new(2024, 8, 20, 10, 24, 0, TimeSpan.FromHours(8));

    public IEnumerable<Command> Commands(Terminal terminal)
    {
        var port = ServeCommand.PortOption();
        var clock = new Option<string?>("--clock") { Description = "Beijing time at which the demo begins, such as 2024-08-20T10:24; fixed when its database is made." };
        var command = new Command("demo", "A demo: made-up people in every role, an application in every state, a moved clock.") { clock, port };
        command.SetAction(async (parsed, stop) =>
        {
            var asked = ClockOf(parsed.GetValue(clock));
            var settings = CommandLine.Settings();
            var home = ZhipingHome.From(settings);
            var database = await SiteDatabase.OpenAsync(settings, home, SiteDatabase.DemoName, mayMigrate: true, stop);
            await using (database)
            {
                var row = await BornAsync(database, home, asked, parsed.GetValue(port), terminal, stop);
                var signIns = Path.Combine(home.Root, "demo-sign-ins.txt");
                return await ServeCommand.RunSiteAsync(
                    terminal, database, home, new SiteClock(row.ClockOffset), parsed.GetValue(port), stop,
                    async _ => await terminal.Error.WriteLineAsync(File.Exists(signIns) ? await File.ReadAllTextAsync(signIns, stop) : ""), isDemo: true);
            }
        });
        yield return command;
    }

    /// <summary>The demo's birth record; a database without one is filled first.</summary>
    private static async Task<SiteRow> BornAsync(SiteDatabase database, ZhipingHome home, DateTimeOffset? asked, int port, Terminal terminal, CancellationToken stop)
    {
        var real = TimeProvider.System;
        await using (var db = database.NewContext())
        {
            if (await db.Set<SiteRow>().AnyAsync(stop))
            {
                return await database.BeAsync(SiteKind.Demo, asked - real.GetUtcNow(), real, stop);
            }

            if (await db.Set<Bodies.Body>().AnyAsync(stop))
            {
                await EmptyAsync(database, db, stop);
            }
        }

        var began = real.GetTimestamp();
        var start = asked ?? DefaultClock;
        await terminal.Error.WriteLineAsync($"Making the demo world up to {start:yyyy-MM-dd HH:mm} Beijing time; this takes a minute or two, once.");
        var people = await SeasonPlayer.PlayDemoAsync(
            Notices(), database.ConnectionString, home, ServeCommand.AddressOf(port), start, new Progress<string>(day => terminal.Error.WriteLine("  " + day)), stop);
        await File.WriteAllTextAsync(Path.Combine(home.Root, "demo-sign-ins.txt"), Say(people), stop);
        await terminal.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The demo world was made in {real.GetElapsedTime(began).TotalSeconds:0} s."));
        return await database.BeAsync(SiteKind.Demo, start - real.GetUtcNow(), real, stop);
    }

    /// <summary>A start that was cut off left half a world: it is emptied and made again.</summary>
    private static async Task EmptyAsync(SiteDatabase database, AppDb db, CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(stop);
        await using (var command = new NpgsqlCommand("drop schema public cascade; create schema public", connection))
        {
            await command.ExecuteNonQueryAsync(stop);
        }

        NpgsqlConnection.ClearAllPools();
        await SiteDatabase.MakeSchemaAsync(db, stop);
    }

    private static List<Notice> Notices()
    {
        var folder = NoticeFolder.Find(null) ?? throw new BadInputException("No folder of notices was found.");
        var first = SeasonCommand.Read("aksu/2024-culture");
        var others = Directory.EnumerateFiles(folder.Root, "*.yaml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder.Root, file).Replace('\\', '/'))
            .Where(name => name.Contains('/', StringComparison.Ordinal) && char.IsAsciiDigit(Path.GetFileName(name)[0]))
            .Order(StringComparer.Ordinal)
            .Select(name => NoticeReader.Read(name, folder.Open).Notice)
            .OfType<Notice>().Where(n => n is { Abstract: false, StandIn: false } && n.Id != first.Id);
        return [first, .. others];
    }

    private static DateTimeOffset? ClockOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall)
            ? new DateTimeOffset(DateTime.SpecifyKind(wall, DateTimeKind.Unspecified), TimeSpan.FromHours(8))
            : throw new BadInputException($"--clock {text} is no instant; write it as 2024-08-20T10:24, in Beijing time.");
    }

    private static string Say(IReadOnlyList<DemoSignIn> people)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Sign in with any of these identity numbers and the password {SeasonPlayer.DemoPassword} (nobody here is real):");
        foreach (var person in people)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {person.Login}  {person.Role}，{person.Name}，{person.Where}");
        }

        return text.ToString();
    }
}
