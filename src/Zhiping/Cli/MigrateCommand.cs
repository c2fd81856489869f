using System.CommandLine;
using Zhiping.Data;

namespace Zhiping.Cli;

/// <summary><c>zhiping migrate</c>: brings the schema of an external database to this version; the embedded one does it by itself.</summary>
internal sealed class MigrateCommand : ICommandPart
{
    public IEnumerable<Command> Commands(Terminal terminal)
    {
        var command = new Command("migrate", "Brings the schema of the external database (ConnectionStrings__Zhiping) to this version.");
        command.SetAction(async (_, stop) =>
        {
            var settings = CommandLine.Settings();
            if (string.IsNullOrEmpty(settings.GetConnectionString("Zhiping")))
            {
                throw new BadInputException(
                    "No external database is named in ConnectionStrings__Zhiping. The embedded one migrates itself at the next start, after a dump.");
            }

            await using var database = await SiteDatabase.OpenAsync(settings, ZhipingHome.From(settings), "", mayMigrate: true, stop);
            await terminal.Error.WriteLineAsync("The schema is that of this version.");
            return ExitCode.Yes;
        });
        yield return command;
    }
}
