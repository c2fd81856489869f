using Spectre.Console;
using Zhiping.Policy.Quantities;

namespace Zhiping.Cli;

/// <summary>The two streams of a command: results on standard output, everything said to the operator on standard error.</summary>
/// <param name="language">In which what is wrong with a notice is said: zh or en.</param>
public sealed class Terminal(TextWriter output, TextWriter error, string language = "en")
{
    /// <summary>zh or en.</summary>
    public string Language { get; } = language;

    /// <summary>Findings and JSON; nothing else.</summary>
    public TextWriter Out { get; } = output;

    /// <summary>Sentences for the operator.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>Tables and progress bars, on standard error.</summary>
    public IAnsiConsole Screen { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });

    /// <summary>The process's own streams, in the language of its surroundings.</summary>
#pragma warning disable RS0030 // The one place that touches them.
    public static Terminal OfProcess() => new(Console.Out, Console.Error, LanguageOf(Environment.GetEnvironmentVariable));
#pragma warning restore RS0030

    /// <summary>Chinese where the first of LC_ALL, LC_MESSAGES and LANG that is set begins with zh, otherwise English.</summary>
    public static string LanguageOf(Func<string, string?> variable) =>
        ((string[])["LC_ALL", "LC_MESSAGES", "LANG"]).Select(variable).FirstOrDefault(v => !string.IsNullOrEmpty(v))?
            .StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true ? "zh" : "en";

    /// <summary>A sentence on standard error, in the language of the terminal.</summary>
    public void Say(LocalText said) => Error.WriteLine(said.In(Language));
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
