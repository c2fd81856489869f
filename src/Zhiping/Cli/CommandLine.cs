using System.CommandLine;

namespace Zhiping.Cli;

/// <summary>The one entry to the program.</summary>
public static class CommandLine
{
    public static Task<int> RunAsync(string[] args) => new RootCommand("Zhiping 职评").Parse(args).InvokeAsync();
}
