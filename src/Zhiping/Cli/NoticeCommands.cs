using System.CommandLine;
using Spectre.Console;
using Zhiping.Notices;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Rules;

namespace Zhiping.Cli;

/// <summary>zhiping notice check|schema|form|diff|roll|publish|amend.</summary>
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
            PublishCommand.Of("publish", output, aside), PublishCommand.Of("amend", output, aside),
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
        var draft = NoticeDraft.Read(name, folder.Open);
        SayProblems(draft, output);
        var errors = draft.Problems.Count(p => p.Severity == ProblemSeverity.Error);
        var assumed = draft.Notice is { } read ? $", {read.Assumptions.Count} assumed or inferred items, {read.Examples.Count} examples" : "";
        aside.Profile.Out.Writer.WriteLine($"{name}: {errors} problems, {draft.Problems.Count(p => p.Severity == ProblemSeverity.Warning)} warnings{assumed}");
        return errors;
    }

    internal static void SayProblems(NoticeDraft draft, TextWriter output)
    {
        foreach (var problem in draft.Problems)
        {
            output.WriteLine($"{(problem.Severity == ProblemSeverity.Error ? "error" : "warning")}: {problem}");
        }
    }

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
