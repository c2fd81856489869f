using System.CommandLine;

namespace Zhiping.Cli;

/// <summary>zhiping notice, check, eligible, deadlines, route, simulate: the policy on files, without a server.</summary>
internal sealed class PolicyCommands : ICommandPart
{
    public IEnumerable<Command> Commands(Terminal terminal) =>
    [
        NoticeCommands.Notice(terminal),
        CheckCommands.Check(terminal, TimeProvider.System),
        CheckCommands.Eligible(terminal, TimeProvider.System),
        CheckCommands.DeadlinesOf(terminal, TimeProvider.System),
        RouteCommand.Of(terminal),
        CheckCommands.Simulate(terminal, TimeProvider.System),
    ];
}
