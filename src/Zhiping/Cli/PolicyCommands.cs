using System.CommandLine;

namespace Zhiping.Cli;

/// <summary>The commands that work on files alone: notice, check, eligible, deadlines, simulate.</summary>
internal sealed class PolicyCommands : ICommandPart
{
    public IEnumerable<Command> Commands(Terminal terminal) =>
    [
        NoticeCommands.Notice(terminal.Out, terminal.Screen),
        CheckCommands.Check(terminal.Out, terminal.Screen, TimeProvider.System),
        CheckCommands.Eligible(terminal.Out, terminal.Screen, TimeProvider.System),
        CheckCommands.DeadlinesOf(terminal.Out, terminal.Screen, TimeProvider.System),
        CheckCommands.Simulate(terminal.Out, terminal.Screen, TimeProvider.System),
    ];
}
