using System.CommandLine;
using System.Globalization;
using Zhiping.Data;

namespace Zhiping.Cli;

/// <summary><c>zhiping key rotate</c>: a new sealing key; what was sealed before stays readable.</summary>
internal sealed class KeyCommand : ICommandPart
{
    public IEnumerable<Command> Commands(Terminal terminal)
    {
        var rotate = new Command("rotate", "Adds a new sealing key to the key file; used from the next start on.");
        rotate.SetAction(async (_, _) =>
        {
            var settings = CommandLine.Settings();
            var file = settings["Zhiping:KeyFile"] is { Length: > 0 } named ? named : ZhipingHome.From(settings).KeyFile;
            var id = KeyRing.Rotate(file);
            await terminal.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{file} holds sealing key {id} now. Copy it to all nodes and to its safe place, then restart."));
            return ExitCode.Yes;
        });
        yield return new Command("key", "The key file of this instance.") { rotate };
    }
}
