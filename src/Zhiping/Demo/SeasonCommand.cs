using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Zhiping.Cli;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Notices;

namespace Zhiping.Demo;

/// <summary><c>zhiping season</c>: plays a whole season in a cluster of its own and says what it came to.</summary>
internal sealed class SeasonCommand : ICommandPart
{
    public IEnumerable<Command> Commands(Terminal terminal)
    {
        var notice = new Option<string>("--notice") { Description = "The notice's id, or its file.", Required = true };
        var applicants = new Option<int>("--applicants") { Description = "How many apply, 1 to 100000.", DefaultValueFactory = _ => 200 };
        var seed = new Option<long>("--seed") { Description = "The same seed gives the same people, scores, ranks and certificate numbers.", DefaultValueFactory = _ => 1 };
        var json = new Option<bool>("--json") { Description = "The report as JSON on standard output." };
        var keep = new Option<bool>("--keep") { Description = "Keeps the database and says where it is." };
        applicants.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var typed) && typed is < 1 or > 100_000)
            {
                result.AddError("--applicants must be between 1 and 100000.");
            }
        });
        var command = new Command("season", "Plays a whole season, registration to certificates, in a database of its own.") { notice, applicants, seed, json, keep };
        command.SetAction(async (parsed, stop) =>
        {
            var read = Read(parsed.GetValue(notice)!, terminal.Language);
            var folder = Directory.CreateTempSubdirectory("zp.").FullName;

            // Started by root, the cluster runs as another user, who must get through to it.
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            try
            {
                var report = await Play(read, parsed.GetValue(applicants), parsed.GetValue(seed), folder, terminal, stop);
                await (parsed.GetValue(json) ? terminal.Out.WriteLineAsync(report.ToJson()) : Say(report, terminal));
                return report.AllHold ? ExitCode.Yes : ExitCode.No;
            }
            catch (SeasonWentWrongException e)
            {
                await terminal.Error.WriteLineAsync("The season went wrong: " + e.Message);
                await terminal.Error.WriteLineAsync(e.InnerException?.ToString() ?? "");
                return ExitCode.Internal;
            }
            finally
            {
                if (parsed.GetValue(keep))
                {
                    await terminal.Error.WriteLineAsync($"Kept: the cluster is in {folder}/pg, the database is zhiping_season.");
                }
                else
                {
                    Directory.Delete(folder, recursive: true);
                }
            }
        });
        yield return command;
    }

    /// <summary>The notice as a published revision would have it; every problem where it has some.</summary>
    internal static Notice Read(string name, string language = "en")
    {
        var folder = NoticeFolder.Find(File.Exists(name) ? name : null)
            ?? throw new BadInputException("No folder of notices was found. Run this where the notices are, or name a file inside them.");
        var reading = NoticeReader.Read(folder.Name(name) + ".yaml", folder.Open);
        return reading.Ok ? reading.Notice! : throw new BadInputException(string.Join('\n', reading.Problems.Select(p => p.In(language))));
    }

    private static async Task<SeasonReport> Play(Notice notice, int applicants, long seed, string folder, Terminal terminal, CancellationToken stop)
    {
        await using var cluster = await EmbeddedPostgres.StartAsync(Path.Combine(folder, "pg"), stop: stop);
        await cluster.EnsureDatabaseAsync("zhiping_season", stop);
        var connection = cluster.ConnectionString("zhiping_season");
        await using (var db = new AppDb(new DbContextOptionsBuilder<AppDb>().UseNpgsql(connection).Options))
        {
            await SiteDatabase.MakeSchemaAsync(db, stop);
        }

        var home = new ZhipingHome(Path.Combine(folder, "home"));
        ZhipingHome.MakePrivate(home.Root);
        KeyRing.CreateForSeason(home.KeyFile, SeededChoice.For((ulong)seed, "keys", 0).Bytes(32));
        var progress = new Progress<string>(day => terminal.Error.WriteLine(day));
        return await SeasonPlayer.PlayAsync(notice, applicants, seed, connection, home, Path.Combine(ZhipingHome.From(CommandLine.Settings()).Work, "drawn"), progress, stop);
    }

    private static async Task Say(SeasonReport report, Terminal terminal)
    {
        foreach (var (state, count) in report.States)
        {
            await terminal.Out.WriteLineAsync($"{state,-18}{count,6}");
        }

        await terminal.Out.WriteLineAsync($"{"certificates",-18}{report.Certificates,6}");
        foreach (var invariant in report.Invariants)
        {
            await terminal.Out.WriteLineAsync($"{(invariant.Holds ? "holds" : "BROKEN"),-8}{invariant.Name}: {invariant.Found}");
        }

        foreach (var (stage, seconds) in report.Seconds.OrderByDescending(s => s.Value))
        {
            await terminal.Out.WriteLineAsync($"{stage,-18}{seconds,8:0.0} s");
        }
    }
}
