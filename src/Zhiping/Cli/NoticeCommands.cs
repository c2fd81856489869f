using System.CommandLine;
using System.Text.Json;
using Zhiping.Notices;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Cli;

/// <summary>zhiping notice check|schema|form|diff|roll|publish|amend.</summary>
public static class NoticeCommands
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Notice(Terminal terminal)
    {
        var command = new Command("notice", "Check, compare and roll notices.")
        {
            Check(terminal), Schema(terminal), Form(terminal), Diff(terminal), Roll(terminal),
            PublishCommand.Of("publish", terminal), PublishCommand.Of("amend", terminal),
        };
        return command;
    }

    private static Command Check(Terminal terminal)
    {
        var what = new Argument<string[]>("notice") { Description = "Files or ids of notices, or the folder of all.", Arity = ArgumentArity.OneOrMore };
        var json = CheckCommands.JsonOption();
        var command = new Command("check", "Every problem with file, line, path and what to write instead.") { what, json };
        command.SetAction(parsed =>
        {
            var drafts = new List<(string Name, NoticeDraft Draft)>();
            foreach (var name in parsed.GetValue(what)!)
            {
                if (NoticeFolder.Find(File.Exists(name) || Directory.Exists(name) ? name : null) is not { } folder)
                {
                    terminal.Say(NoFolder);
                    return ExitCode.BadInput;
                }

                if (!Directory.Exists(name) && folder.Open(folder.Name(name) + ".yaml") is null)
                {
                    terminal.Say(NoNotice(name));
                    return ExitCode.BadInput;
                }

                drafts.AddRange((Directory.Exists(name) ? folder.All().ToList() : [folder.Name(name)]).Select(n => (n, NoticeDraft.Read(n, folder.Open))));
            }

            if (parsed.GetValue(json))
            {
                terminal.Out.WriteLine(JsonSerializer.Serialize(drafts.SelectMany(d => d.Draft.Problems, (d, p) => new
                {
                    Notice = d.Name, p.File, p.Line, p.Column, p.Path, p.Severity, What = new { p.What.Zh, p.What.En }, WriteInstead = new { p.WriteInstead.Zh, p.WriteInstead.En },
                }), CheckCommands.Json));
            }

            foreach (var (name, draft) in drafts)
            {
                Say(name, draft, terminal, !parsed.GetValue(json));
            }

            return drafts.TrueForAll(d => d.Draft.Problems.All(p => p.Severity != ProblemSeverity.Error)) ? ExitCode.Yes : ExitCode.No;
        });
        return command;
    }

    private static readonly LocalText NoFolder = new("这里没有通知的文件夹（里面有national.yaml的）。", "There is no folder of notices here (one with national.yaml).");

    internal static LocalText NoNotice(string name) => new($"没有通知“{name}”。", $"There is no notice '{name}'.");

    private static void Say(string name, NoticeDraft draft, Terminal terminal, bool each)
    {
        if (each)
        {
            SayProblems(draft, terminal);
        }

        var (errors, warnings) = (draft.Problems.Count(p => p.Severity == ProblemSeverity.Error), draft.Problems.Count(p => p.Severity == ProblemSeverity.Warning));
        LocalText rest = draft.Notice is { } read
            ? new($"，{read.Assumptions.Count}处假设或推定，{read.Examples.Count}个示例", $", {read.Assumptions.Count} assumed or inferred items, {read.Examples.Count} examples")
            : new("", "");
        terminal.Say(new($"{name}：{errors}处错误，{warnings}处要留意{rest.Zh}。", $"{name}: {errors} problems, {warnings} warnings{rest.En}"));
    }

    /// <summary>Each problem on a line of its own on standard output, in the language of the terminal.</summary>
    internal static void SayProblems(NoticeDraft draft, Terminal terminal)
    {
        foreach (var problem in draft.Problems)
        {
            LocalText severity = problem.Severity == ProblemSeverity.Error ? new("错误：", "error: ") : new("留意：", "warning: ");
            terminal.Out.WriteLine(severity.In(terminal.Language) + problem.In(terminal.Language));
        }
    }

    private static Command Schema(Terminal terminal)
    {
        var command = new Command("schema", "JSON Schema of a notice.");
        command.SetAction(_ =>
        {
            terminal.Out.Write(NoticeSchema.OfNotice());
            return 0;
        });
        return command;
    }

    private static Command Form(Terminal terminal)
    {
        var what = new Argument<string>("notice") { Description = "File or id of a notice." };
        var command = new Command("form", "JSON Schema of the application under a notice.") { what };
        command.SetAction(parsed => With(parsed.GetValue(what)!, terminal, notice =>
        {
            terminal.Out.Write(NoticeSchema.OfForm(notice));
            return 0;
        }));
        return command;
    }

    private static Command Diff(Terminal terminal)
    {
        var before = new Argument<string>("before") { Description = "The one before." };
        var after = new Argument<string>("after") { Description = "The one after." };
        var command = new Command("diff", "Two notices or revisions in words, and whom each change touches.") { before, after };
        command.SetAction(parsed => With(parsed.GetValue(before)!, terminal, one => With(parsed.GetValue(after)!, terminal, other =>
        {
            var changes = NoticeDiff.Between(one, other);
            foreach (var change in changes)
            {
                LocalText was = change.Before is null ? new("新增：" + change.After, "new: " + change.After)
                    : change.After is null ? new("删去：" + change.Before, "gone: " + change.Before)
                    : new(change.Before + " → " + change.After, change.Before + " → " + change.After);
                terminal.Out.WriteLine($"{change.Path}: {was.In(terminal.Language)}  [{change.Touches.In(terminal.Language)}]");
            }

            terminal.Say(new($"共{changes.Count}处不同。", $"{changes.Count} differences."));
            return changes.Count == 0 ? 0 : 1;
        })));
        return command;
    }

    private static Command Roll(Terminal terminal)
    {
        var what = new Argument<string>("notice") { Description = "File or id of a notice." };
        var year = new Option<int>("--year") { Description = "The year of the new notice.", Required = true };
        var command = new Command("roll", "Next year's notice from this year's, and what a person must decide.") { what, year };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(what)!;
            if (parsed.GetValue(year) is < 2000 or > 2099)
            {
                terminal.Say(new("年度要在2000到2099之间。", "A year is between 2000 and 2099."));
                return 2;
            }

            if (NoticeFolder.Find(File.Exists(name) ? name : null) is not { } folder || folder.Open(folder.Name(name) + ".yaml") is not { } text)
            {
                terminal.Say(NoNotice(name));
                return 2;
            }

            RolledNotice rolled;
            try
            {
                rolled = NoticeRoll.Roll(folder.Name(name), text, parsed.GetValue(year));
            }
            catch (BadDocumentException broken)
            {
                terminal.Say(broken.Said);
                return ExitCode.BadInput;
            }

            terminal.Out.Write(rolled.Text);
            terminal.Say(new($"{rolled.Id}：发布以前要由人决定的有{rolled.Decisions.Count}处：", $"{rolled.Id}: {rolled.Decisions.Count} things to decide before it can be published:"));
            foreach (var decision in rolled.Decisions)
            {
                terminal.Say(new($"  第{decision.Line}行：{decision.What.Zh}", $"  line {decision.Line}: {decision.What.En}"));
            }

            return 0;
        });
        return command;
    }

    /// <summary>Reads a notice and goes on with it, or says its problems.</summary>
    internal static int With(string name, Terminal terminal, Func<Notice, int> then)
    {
        if (NoticeFolder.Find(File.Exists(name) ? name : null) is not { } folder)
        {
            terminal.Say(NoFolder);
            return 2;
        }

        var reading = folder.Read(name);
        if (reading.Notice is { } notice)
        {
            return then(notice);
        }

        foreach (var problem in reading.Problems.Where(p => p.Severity == ProblemSeverity.Error))
        {
            terminal.Error.WriteLine(problem.In(terminal.Language));
        }

        return 2;
    }
}
