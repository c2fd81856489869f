using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Zhiping.Data;

namespace Zhiping.Cli;

/// <summary>The commands of one part of the program; found by type, no list to keep.</summary>
public interface ICommandPart
{
    /// <summary>The commands, written to the terminal given.</summary>
    IEnumerable<Command> Commands(Terminal terminal);
}

/// <summary>The input of a command is bad: one sentence for the operator, exit code 2.</summary>
public sealed class BadInputException(string message) : Exception(message);

/// <summary>The one entry to the program: parses, runs, and turns every outcome into one of four exit codes.</summary>
public static class CommandLine
{
    /// <summary>Runs the program as the shell does.</summary>
    public static Task<int> RunAsync(string[] args) => RunAsync(args, Terminal.OfProcess());

    /// <summary>Runs it with streams of the caller's, for tests.</summary>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken stop = default)
    {
        var result = Build(terminal).Parse(args);
        if (result.Errors.Count > 0)
        {
            foreach (var error in result.Errors)
            {
                await terminal.Error.WriteLineAsync(error.Message);
            }

            await terminal.Error.WriteLineAsync("Run with --help to see what can be said here.");
            return ExitCode.BadInput;
        }

        try
        {
            return await result.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = terminal.Out, Error = terminal.Error }, stop);
        }
        catch (Exception e) when (e is StartRefusedException or BadInputException)
        {
            await terminal.Error.WriteLineAsync(e.Message);
            return ExitCode.BadInput;
        }
        catch (RefusalException e)
        {
            await terminal.Error.WriteLineAsync(e.Refusal.Remedy is { } remedy ? $"{e.Message} {remedy}" : e.Message);
            return ExitCode.No;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or PostgresException { SqlState: PostgresErrorCodes.InvalidAuthorizationSpecification })
        {
            await terminal.Error.WriteLineAsync($"{e.Message.TrimEnd('.')}. Run the command as the user whose data folder that is; ./zhiping does so for root.");
            return ExitCode.BadInput;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.No;
        }
        catch (Exception e)
        {
            await terminal.Error.WriteLineAsync($"The program failed: {e.Message}");
            await terminal.Error.WriteLineAsync(e.ToString());
            return ExitCode.Internal;
        }
    }

    /// <summary>Where the commands find their settings: environment variables.</summary>
    public static IConfiguration Settings() => new ConfigurationBuilder().AddEnvironmentVariables().Build();

    /// <summary>The text of a file named on the command line.</summary>
    /// <exception cref="BadInputException">It is not there or cannot be read.</exception>
    public static FileStream Open(FileInfo file)
    {
        try
        {
            return file.OpenRead();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{file.FullName} cannot be read: {e.Message}");
        }
    }

    private static RootCommand Build(Terminal terminal)
    {
        var root = new RootCommand("Zhiping 职评: professional-title evaluation, from the notice to the certificate.");
        var parts = typeof(ICommandPart).Assembly.GetTypes()
            .Where(type => type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(ICommandPart)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (ICommandPart)Activator.CreateInstance(type)!);
        foreach (var command in parts.SelectMany(part => part.Commands(terminal)))
        {
            root.Add(command);
        }

        return root;
    }
}
