using System.CommandLine;

namespace Zhiping.Cli;

/// <summary>zhiping notice, check, eligible, deadlines, route, simulate: the policy on files, without a server.</summary>
internal sealed class PolicyCommands : ICommandPart
{
    public IEnumerable<Command> Commands(Terminal terminal) =>
    [
        NoticeCommands.Notice(terminal.Out, terminal.Screen),
        CheckCommands.Check(terminal.Out, terminal.Screen, TimeProvider.System),
        CheckCommands.Eligible(terminal.Out, terminal.Screen, TimeProvider.System),
        CheckCommands.DeadlinesOf(terminal.Out, terminal.Screen, TimeProvider.System),
        RouteCommand.Of(terminal.Out, terminal.Screen),
        CheckCommands.Simulate(terminal.Out, terminal.Screen, TimeProvider.System),
    ];
}
