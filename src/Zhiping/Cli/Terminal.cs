using Spectre.Console;

namespace Zhiping.Cli;

/// <summary>The two streams of a command: results on standard output, everything said to the operator on standard error.</summary>
public sealed class Terminal(TextWriter output, TextWriter error)
{
    /// <summary>Findings and JSON; nothing else.</summary>
    public TextWriter Out { get; } = output;

    /// <summary>Sentences for the operator.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>Tables and progress bars, on standard error.</summary>
    public IAnsiConsole Screen { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });

    /// <summary>The process's own streams.</summary>
#pragma warning disable RS0030 // The one place that touches them.
    public static Terminal OfProcess() => new(Console.Out, Console.Error);
#pragma warning restore RS0030
}

/// <summary>The exit code of every command.</summary>
public static class ExitCode
{
    public const int Yes = 0;

    /// <summary>No, or problems were found.</summary>
    public const int No = 1;

    /// <summary>Bad input or bad arguments, or the program cannot start with these settings.</summary>
    public const int BadInput = 2;

    public const int Internal = 3;
}
