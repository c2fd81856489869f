using System.CommandLine;
using Spectre.Console;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Rules;

namespace Zhiping.Cli;

/// <summary>Where notice files are found: the folder that holds national.yaml, above a file, the working folder or the program.</summary>
public sealed class NoticeFolder
{
    private NoticeFolder(string root) => Root = root;

    public string Root { get; }

    /// <summary>Finds the folder, or null when there is none.</summary>
    /// <param name="hint">A file or folder inside it, or null.</param>
    public static NoticeFolder? Find(string? hint)
    {
        foreach (var start in (string?[])[hint, Directory.GetCurrentDirectory(), AppContext.BaseDirectory])
        {
            for (var folder = start is null ? null : Path.GetFullPath(start); folder is not null; folder = Path.GetDirectoryName(folder))
            {
                foreach (var root in (string[])[folder, Path.Combine(folder, "notices")])
                {
                    if (File.Exists(Path.Combine(root, "national.yaml")))
                    {
                        return new NoticeFolder(root);
                    }
                }
            }
        }

        return null;
    }

    /// <summary>The text of a file by its path under the folder, or null. Paths that lead out of it have none.</summary>
    public string? Open(string path)
    {
        var full = Path.GetFullPath(Path.Combine(Root, path));
        if (!full.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(full))
        {
            return null;
        }

        // One byte more than the reader takes is enough for it to refuse the file.
        using var reader = new StreamReader(full);
        var buffer = new char[(1024 * 1024) + 1];
        var length = reader.ReadBlock(buffer, 0, buffer.Length);
        return new string(buffer, 0, length);
    }

    /// <summary>An id such as aksu/2024-culture, from an id or from a file inside the folder.</summary>
    public string Name(string idOrFile)
    {
        if (File.Exists(idOrFile) && Path.GetFullPath(idOrFile).StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            idOrFile = Path.GetRelativePath(Root, idOrFile).Replace('\\', '/');
        }

        return idOrFile.EndsWith(".yaml", StringComparison.Ordinal) ? idOrFile[..^5] : idOrFile;
    }

    /// <summary>Every notice: the files of the regions' folders, and the national layer.</summary>
    public IEnumerable<string> All() => Directory.EnumerateFiles(Root, "*.yaml", SearchOption.AllDirectories)
        .Select(Name)
        .Where(n => n.Split('/')[0] is not ("forms" or "calendars" or "directory" or "examples" or "schema"))
        .Order(StringComparer.Ordinal);

    public NoticeReading Read(string idOrFile) => NoticeReader.Read(Name(idOrFile), Open);
}

/// <summary>zhiping notice check|schema|form|diff|roll|show.</summary>
public static class NoticeCommands
{
    /// <summary>The command with its subcommands.</summary>
    /// <param name="output">Findings, schemas and JSON.</param>
    /// <param name="aside">Everything else.</param>
    public static Command Notice(TextWriter output, IAnsiConsole aside)
    {
        var command = new Command("notice", "Check, compare and roll notices.")
        {
            Check(output, aside), Schema(output), Form(output, aside), Diff(output, aside), Roll(output, aside),
        };
        return command;
    }

    private static Command Check(TextWriter output, IAnsiConsole aside)
    {
        var what = new Argument<string[]>("notice") { Description = "Files or ids of notices, or the folder of all.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("check", "Every problem with file, line, path and what to write instead.") { what };
        command.SetAction(parsed =>
        {
            var problems = 0;
            foreach (var name in parsed.GetValue(what)!)
            {
                if (NoticeFolder.Find(File.Exists(name) || Directory.Exists(name) ? name : null) is not { } folder)
                {
                    aside.Profile.Out.Writer.WriteLine("There is no folder of notices here (one with national.yaml).");
                    return 2;
                }

                if (!Directory.Exists(name) && folder.Open(folder.Name(name) + ".yaml") is null)
                {
                    aside.Profile.Out.Writer.WriteLine($"There is no notice '{name}'.");
                    return 2;
                }

                var names = Directory.Exists(name) ? folder.All().ToList() : [folder.Name(name)];
                problems += names.Sum(n => CheckOne(folder, n, output, aside));
            }

            return problems == 0 ? 0 : 1;
        });
        return command;
    }

    private static int CheckOne(NoticeFolder folder, string name, TextWriter output, IAnsiConsole aside)
    {
        var reading = folder.Read(name);
        foreach (var problem in reading.Problems)
        {
            output.WriteLine($"{(problem.Severity == ProblemSeverity.Error ? "error" : "warning")}: {problem}");
        }

        var errors = reading.Problems.Count(p => p.Severity == ProblemSeverity.Error);
        if (reading.Notice is { } notice)
        {
            foreach (var failure in NoticeExamples.Run(PolicyCompiler.Compile(notice), folder.Open))
            {
                errors++;
                output.WriteLine($"error: {name}.yaml examples[{failure.Id}]: {failure.Broken ?? Difference(failure)}");
            }
        }

        var assumed = reading.Notice is { } read ? $", {read.Assumptions.Count} assumed or inferred items, {read.Examples.Count} examples" : "";
        aside.Profile.Out.Writer.WriteLine($"{name}: {errors} problems, {reading.Problems.Count(p => p.Severity == ProblemSeverity.Warning)} warnings{assumed}");
        return errors;
    }

    private static string Difference(ExampleFailure failure) =>
        $"the example does not come out as it says: {string.Join("; ", new[]
        {
            failure.Missing.Count == 0 ? null : "not found: " + string.Join(", ", failure.Missing),
            failure.Unexpected.Count == 0 ? null : "found and not expected: " + string.Join(", ", failure.Unexpected),
        }.OfType<string>())}. Correct the notice, or the example.";

    private static Command Schema(TextWriter output)
    {
        var command = new Command("schema", "JSON Schema of a notice.");
        command.SetAction(_ =>
        {
            output.Write(NoticeSchema.OfNotice());
            return 0;
        });
        return command;
    }

    private static Command Form(TextWriter output, IAnsiConsole aside)
    {
        var what = new Argument<string>("notice") { Description = "File or id of a notice." };
        var command = new Command("form", "JSON Schema of the application under a notice.") { what };
        command.SetAction(parsed => With(parsed.GetValue(what)!, aside, notice =>
        {
            output.Write(NoticeSchema.OfForm(notice));
            return 0;
        }));
        return command;
    }

    private static Command Diff(TextWriter output, IAnsiConsole aside)
    {
        var before = new Argument<string>("before") { Description = "The one before." };
        var after = new Argument<string>("after") { Description = "The one after." };
        var command = new Command("diff", "Two notices or revisions in words, and whom each change touches.") { before, after };
        command.SetAction(parsed => With(parsed.GetValue(before)!, aside, one => With(parsed.GetValue(after)!, aside, other =>
        {
            var changes = NoticeDiff.Between(one, other);
            foreach (var change in changes)
            {
                output.WriteLine($"{change.Path}: {(change.Before is null ? "new: " + change.After : change.After is null ? "gone: " + change.Before : change.Before + " → " + change.After)}  [{change.Touches.Zh}]");
            }

            aside.Profile.Out.Writer.WriteLine($"{changes.Count} differences.");
            return changes.Count == 0 ? 0 : 1;
        })));
        return command;
    }

    private static Command Roll(TextWriter output, IAnsiConsole aside)
    {
        var what = new Argument<string>("notice") { Description = "File or id of a notice." };
        var year = new Option<int>("--year") { Description = "The year of the new notice.", Required = true };
        var command = new Command("roll", "Next year's notice from this year's, and what a person must decide.") { what, year };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(what)!;
            if (parsed.GetValue(year) is < 2000 or > 2099)
            {
                aside.Profile.Out.Writer.WriteLine("A year is between 2000 and 2099.");
                return 2;
            }

            if (NoticeFolder.Find(File.Exists(name) ? name : null) is not { } folder || folder.Open(folder.Name(name) + ".yaml") is not { } text)
            {
                aside.Profile.Out.Writer.WriteLine($"There is no notice '{name}'.");
                return 2;
            }

            var rolled = NoticeRoll.Roll(folder.Name(name), text, parsed.GetValue(year));
            output.Write(rolled.Text);
            aside.Profile.Out.Writer.WriteLine($"{rolled.Id}: {rolled.Decisions.Count} things to decide before it can be published:");
            foreach (var decision in rolled.Decisions)
            {
                aside.Profile.Out.Writer.WriteLine($"  line {decision.Line}: {decision.What}");
            }

            return 0;
        });
        return command;
    }

    /// <summary>Reads a notice and goes on with it, or says its problems.</summary>
    internal static int With(string name, IAnsiConsole aside, Func<Notice, int> then)
    {
        if (NoticeFolder.Find(File.Exists(name) ? name : null) is not { } folder)
        {
            aside.Profile.Out.Writer.WriteLine("There is no folder of notices here (one with national.yaml).");
            return 2;
        }

        var reading = folder.Read(name);
        if (reading.Notice is { } notice)
        {
            return then(notice);
        }

        foreach (var problem in reading.Problems.Where(p => p.Severity == ProblemSeverity.Error))
        {
            aside.Profile.Out.Writer.WriteLine(problem.ToString());
        }

        return 2;
    }
}
