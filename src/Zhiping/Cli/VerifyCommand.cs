using System.CommandLine;
using System.Globalization;
using Zhiping.Data;
using Zhiping.History;

namespace Zhiping.Cli;

/// <summary>A kind of exported file that <c>zhiping verify</c> can check without the server; each folder brings its own.</summary>
public interface IVerifier
{
    /// <summary>The word after <c>verify</c>.</summary>
    string Name { get; }

    /// <summary>What it checks, one sentence.</summary>
    string Description { get; }

    /// <summary>What a second file, which may be left out, is; null where there is none.</summary>
    string? Second => null;

    /// <summary>Checks a file, writes what it found, and answers with the exit code.</summary>
    Task<int> VerifyAsync(FileInfo file, FileInfo? second, Terminal terminal, CancellationToken stop);
}

/// <summary><c>zhiping verify history|draw|ballots|receipt|certificate FILE</c>, and <c>zhiping history export FILE</c>.</summary>
internal sealed class VerifyCommand : ICommandPart
{
    public IEnumerable<Command> Commands(Terminal terminal)
    {
        var verify = new Command("verify", "Checks an exported file, without the server.");
        var verifiers = typeof(IVerifier).Assembly.GetTypes()
            .Where(type => type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(IVerifier)))
            .Select(type => (IVerifier)Activator.CreateInstance(type)!).OrderBy(verifier => verifier.Name, StringComparer.Ordinal);
        foreach (var verifier in verifiers)
        {
            var file = new Argument<FileInfo>("file") { Description = "The exported file." };
            var command = new Command(verifier.Name, verifier.Description) { file };
            var second = verifier.Second is { } what ? new Argument<FileInfo?>("content") { Description = what, Arity = ArgumentArity.ZeroOrOne } : null;
            if (second is not null)
            {
                command.Add(second);
            }

            command.SetAction((parsed, stop) => verifier.VerifyAsync(parsed.GetRequiredValue(file), second is null ? null : parsed.GetValue(second), terminal, stop));
            verify.Add(command);
        }

        yield return verify;

        var target = new Argument<FileInfo>("file") { Description = "Where to write; must not exist." };
        var demo = new Option<bool>("--demo") { Description = "That of the demo instead." };
        var export = new Command("export", "Writes the whole sealed history with its signed head.") { target, demo };
        export.SetAction((parsed, stop) => ExportAsync(parsed.GetRequiredValue(target), parsed.GetValue(demo) ? SiteDatabase.DemoName : SiteDatabase.LiveName, terminal, stop));
        yield return new Command("history", "The history of everything that was done.") { export };
    }

    private static async Task<int> ExportAsync(FileInfo file, string name, Terminal terminal, CancellationToken stop)
    {
        var settings = CommandLine.Settings();
        var home = ZhipingHome.From(settings);
        await using var database = await SiteDatabase.OpenAsync(settings, home, name, mayMigrate: false, stop);
        using var keys = KeyRing.OpenOrCreate(settings["Zhiping:KeyFile"] is { Length: > 0 } named ? named : home.KeyFile);
        await using var db = database.NewContext();
        FileStream stream;
        try
        {
            stream = new FileStream(file.FullName, FileMode.CreateNew, FileAccess.Write);
        }
        catch (IOException e)
        {
            throw new BadInputException($"{file.FullName} cannot be written: {e.Message}");
        }

        await using (stream)
        {
            var sealer = new HistorySealer(db, keys, new RealClock(TimeProvider.System));
            try
            {
                var count = await new HistoryExport(db, sealer, keys).WriteAsync(stream, stop);
                await terminal.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} entries written to {file.FullName}."));
            }
            catch (RefusalException)
            {
                file.Delete();
                await terminal.Error.WriteLineAsync("The history is empty; nothing was written.");
                return ExitCode.No;
            }
        }

        return ExitCode.Yes;
    }
}

/// <summary>Checks an exported history: every hash, every chain, the tree and the signature.</summary>
internal sealed class HistoryVerifier : IVerifier
{
    public string Name => "history";

    public string Description => "Checks an exported history: every hash, every chain, the tree and the signature.";

    public async Task<int> VerifyAsync(FileInfo file, FileInfo? second, Terminal terminal, CancellationToken stop)
    {
        using var reader = new StreamReader(CommandLine.Open(file));
        HistoryVerification.Outcome outcome;
        try
        {
            outcome = HistoryVerification.Check(reader);
        }
        catch (InvalidDataException e)
        {
            throw new BadInputException($"{file.FullName}: {e.Message}");
        }

        foreach (var problem in outcome.Problems)
        {
            await terminal.Out.WriteLineAsync(problem);
        }

        await terminal.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{(outcome.Problems.Count == 0 ? "whole" : "NOT WHOLE")}: {outcome.Entries} entries of {outcome.Subjects} subjects, signed {outcome.SignedAt:yyyy-MM-ddTHH:mm:ssZ} by key {outcome.KeyId}"));
        return outcome.Problems.Count == 0 ? ExitCode.Yes : ExitCode.No;
    }
}
