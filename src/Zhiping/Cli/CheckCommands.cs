using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Zhiping.Notices;
using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Rules;

namespace Zhiping.Cli;

/// <summary>zhiping check, eligible, deadlines, simulate: the policy on files, without a server.</summary>
public static class CheckCommands
{
    internal static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Findings of one application; 0 means that it may be submitted.</summary>
    public static Command Check(Terminal terminal, TimeProvider clock)
    {
        var (notice, file, at, json) = (NoticeOption(), FileOption("--application", "The application, a JSON file."), AtOption(), JsonOption());
        var command = new Command("check", "Findings: rule, clause, severity, where, message, remedy.") { notice, file, at, json };
        command.SetAction(parsed => On(parsed.GetValue(notice)!, parsed.GetValue(file)!, parsed.GetValue(at), clock, terminal, (read, document, instant) =>
        {
            var result = PolicyCompiler.Compile(read).Check(document, new CheckInstant(instant));
            if (parsed.GetValue(json))
            {
                terminal.Out.WriteLine(JsonSerializer.Serialize(new
                {
                    Notice = read.Id,
                    At = instant,
                    result.MaySubmit,
                    result.Checked,
                    Findings = result.Findings.Select(f => new
                    {
                        f.RuleId, f.Severity, f.Section, f.Entry, f.Field, f.Slot, f.Page, Clause = f.Clause?.ToString(), Assumed = f.Assumed ? true : (bool?)null,
                        Message = new { f.Message.Zh, f.Message.En }, Remedy = new { f.Remedy.Zh, f.Remedy.En },
                    }),
                    Passed = result.Passed.Select(p => p.RuleId),
                }, Json));
            }
            else
            {
                foreach (var finding in result.Findings)
                {
                    terminal.Out.WriteLine($"{Word(finding.Severity)} {Where(read, finding)} {finding.Message.Zh} {finding.Remedy.Zh} {Basis(finding)}");
                }

                terminal.Error.WriteLine($"{result.Checked}项检查，{result.Findings.Count(f => f.Severity == Severity.MustFix)}处要改正，{result.Passed.Count}项没有问题。");
            }

            return result.MaySubmit ? 0 : 1;
        }));
        return command;
    }

    /// <summary>Every level and kind: whether, when, and what is missing; 0 when one may be applied for.</summary>
    public static Command Eligible(Terminal terminal, TimeProvider clock)
    {
        var (notice, file, at, json) = (NoticeOption(), FileOption("--person", "The person, an application as a JSON file."), AtOption(), JsonOption());
        var command = new Command("eligible", "Which levels, when, and what is missing, clause by clause.") { notice, file, at, json };
        command.SetAction(parsed => On(parsed.GetValue(notice)!, parsed.GetValue(file)!, parsed.GetValue(at), clock, terminal, (read, document, instant) =>
        {
            var answers = Eligibility.Of(PolicyCompiler.Compile(read), document, instant);
            if (parsed.GetValue(json))
            {
                terminal.Out.WriteLine(JsonSerializer.Serialize(answers.Select(a => new
                {
                    a.Level, a.Kind, Title = a.Title.Zh, a.Truth, Earliest = a.Earliest?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Row = a.Nearest?.Row.Id,
                    Parts = a.Nearest?.Parts.Select(p => new { p.Truth, p.Words.Zh, p.Words.En }),
                    Bars = a.Bars.Select(b => new { b.RuleId, b.Severity, Clause = b.Clause?.ToString(), b.Message.Zh, b.Message.En }),
                }), Json));
            }
            else
            {
                foreach (var answer in answers)
                {
                    Say(answer, terminal.Out);
                }
            }

            return answers.Any(a => a.Truth == Truth.Yes) ? 0 : 1;
        }));
        return command;
    }

    /// <summary>All instants of one application, and what ends each.</summary>
    public static Command DeadlinesOf(Terminal terminal, TimeProvider clock)
    {
        var (notice, file, json) = (NoticeOption(), FileOption("--application", "The application, a JSON file."), JsonOption());
        var returned = new Option<string?>("--returned") { Description = "An open return by the committee's office, such as '2024-09-13 10:00', Beijing time." };
        var command = new Command("deadlines", "All instants of one application, and what ends each.") { notice, file, returned, json };
        command.SetAction(parsed => On(parsed.GetValue(notice)!, parsed.GetValue(file)!, null, clock, terminal, (read, document, _) =>
        {
            if (parsed.GetValue(returned) is { } text && Instant(text) is null)
            {
                terminal.Error.WriteLine($"'{text}' is no instant; write one such as '2024-09-13 10:00'.");
                return 2;
            }

            var all = NoticeDeadlines.Of(read, new DeadlineFacts
            {
                UnitKind = document.Unit.Kind,
                Tier = document.Unit.Tier,
                County = document.Unit.County,
                Channel = document.Channel,
                Level = document.Level,
                Series = document.Series,
                Specialty = document.Specialty,
                ReturnedAt = parsed.GetValue(returned) is { } at ? Instant(at) : null,
                ReturnedBy = parsed.GetValue(returned) is null ? null : Policy.Quantities.OfficeRole.CommitteeOffice,
            });
            if (parsed.GetValue(json))
            {
                terminal.Out.WriteLine(JsonSerializer.Serialize(all.Select(d => new
                {
                    d.Kind, d.At, Said = SiteTime.SayEdge(d.At).Zh, Rule = d.RuleZh, Clause = d.Clause?.ToString(), d.Assumed, d.Suggested, EndedBy = d.EndedBy?.Zh, Consequence = d.Consequence?.Zh,
                }), Json));
            }
            else
            {
                foreach (var deadline in all)
                {
                    terminal.Out.WriteLine($"{(deadline.Kind == DeadlineKind.ApplicationOpens ? SiteTime.Say(SiteTime.DateOf(deadline.At)).Zh + "起" : SiteTime.SayEdge(deadline.At).Zh)} {deadline.Kind} {deadline.EndedBy?.Zh} {deadline.Consequence?.Zh} {deadline.RuleZh} {deadline.Clause}");
                }
            }

            return 0;
        }));
        return command;
    }

    /// <summary>Two revisions over the applications of a folder: who flips, and why; 0 when nobody does.</summary>
    public static Command Simulate(Terminal terminal, TimeProvider clock)
    {
        var after = new Option<string>("--notice") { Description = "The revision that would be published.", Required = true };
        var before = new Option<string>("--against") { Description = "The one in force.", Required = true };
        var folder = new Option<string?>("--applications") { Description = "A folder of applications as JSON files; else the examples of the notices." };
        var at = AtOption();
        var command = new Command("simulate", "Who would change, and why, if this revision were published.") { after, before, folder, at };
        command.SetAction(parsed => NoticeCommands.With(parsed.GetValue(before)!, terminal, old => NoticeCommands.With(parsed.GetValue(after)!, terminal, now =>
        {
            var place = parsed.GetValue(folder) ?? (NoticeFolder.Find(null) is { } notices ? Path.Combine(notices.Root, "examples") : null);
            if (place is null || !Directory.Exists(place))
            {
                terminal.Error.WriteLine("There is no folder of applications.");
                return 2;
            }

            var applications = new List<(string, ApplicationDocument)>();
            foreach (var file in Directory.EnumerateFiles(place, "*.json").Order(StringComparer.Ordinal))
            {
                try
                {
                    var document = ApplicationDocument.Parse(File.ReadAllBytes(file));
                    if (old.FindSpecialty(document.Series, document.Specialty) is not null)
                    {
                        applications.Add((Path.GetFileNameWithoutExtension(file), document));
                    }
                }
                catch (BadDocumentException broken)
                {
                    terminal.Error.WriteLine($"{file}: {broken.Said.In(terminal.Language)}");
                    return 2;
                }
            }

            var instant = parsed.GetValue(at) is { } text ? Instant(text) ?? clock.GetUtcNow() : clock.GetUtcNow();
            var result = Simulation.Run(PolicyCompiler.Compile(old), PolicyCompiler.Compile(now), applications, new CheckInstant(instant));
            foreach (var flip in result.Flips)
            {
                terminal.Out.WriteLine($"{flip.Application}: {(flip.MayBefore ? "可以提交" : "不能提交")} → {(flip.MayAfter ? "可以提交" : "不能提交")}");
                foreach (var finding in flip.Added)
                {
                    terminal.Out.WriteLine($"  + {finding.Message.Zh} {Basis(finding)}");
                }

                foreach (var finding in flip.Removed)
                {
                    terminal.Out.WriteLine($"  - {finding.Message.Zh} {Basis(finding)}");
                }
            }

            terminal.Error.WriteLine($"{result.Applications} applications, {result.Changed} change, {result.NowBarred} barred, {result.NowAllowed} allowed.");
            return result.Changed == 0 ? 0 : 1;
        })));
        return command;
    }

    private static void Say(EligibilityAnswer answer, TextWriter output)
    {
        var verdict = answer.Truth switch
        {
            Truth.Yes => "可以申报",
            Truth.Unknown => "还不能判断",
            Truth.No => answer.Earliest is { } day ? $"最早到{SiteTime.Say(day).Zh}满年限" : "不能申报",
            _ => "",
        };
        output.WriteLine($"{answer.Title.Zh}（{Policy.Quantities.Terms.Name(answer.Level).Zh}，{Policy.Quantities.Terms.Name(answer.Kind).Zh}）：{verdict}");
        foreach (var part in answer.Nearest?.Parts ?? [])
        {
            output.WriteLine($"  {(part.Truth == Truth.Yes ? "✓" : part.Truth == Truth.No ? "✗" : "?")} {part.Words.Zh} {answer.Nearest!.Row.Clause}");
        }

        foreach (var bar in answer.Bars.Where(b => b.RuleId is not "ladder" || answer.Nearest?.Truth == Truth.Yes))
        {
            output.WriteLine($"  {(bar.Severity == Severity.Unknown ? "?" : "✗")} {bar.Message.Zh} {Basis(bar)}");
        }
    }

    private static string Where(Notice notice, Finding finding) => notice.Form.Find(finding.Section)?.Name.Zh ?? finding.Section;

    private static string Word(Severity severity) => severity switch { Severity.MustFix => "要改正", Severity.Mind => "请留意", Severity.Unknown => "还不能判断", _ => "" };

    private static string Basis(Finding finding) => finding.Clause?.ToString() ?? "平台提示，通知没有写明";

    internal static Option<string> NoticeOption() => new("--notice") { Description = "File or id of a notice.", Required = true };

    internal static Option<string> FileOption(string name, string description) => new(name) { Description = description, Required = true };

    private static Option<string?> AtOption() => new("--at") { Description = "The instant, such as '2024-08-20 10:24', Beijing time; else now." };

    internal static Option<bool> JsonOption() => new("--json") { Description = "As JSON." };

    private static DateTimeOffset? Instant(string text)
    {
        foreach (var format in (string[])["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"])
        {
            if (DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            {
                return new DateTimeOffset(local, SiteTime.Offset);
            }
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant : null;
    }

    internal static int On(
        string notice, string file, string? at, TimeProvider clock, Terminal terminal, Func<Notice, ApplicationDocument, DateTimeOffset, int> then)
    {
        var instant = at is null ? clock.GetUtcNow() : Instant(at);
        if (instant is not { } known)
        {
            terminal.Error.WriteLine($"'{at}' is no instant; write one such as '2024-08-20 10:24'.");
            return 2;
        }

        if (!File.Exists(file))
        {
            terminal.Error.WriteLine($"There is no file '{file}'.");
            return 2;
        }

        if (new FileInfo(file).Length > 16 * 1024 * 1024)
        {
            terminal.Error.WriteLine($"'{file}' is larger than 16 MiB: no application is.");
            return 2;
        }

        ApplicationDocument document;
        try
        {
            document = ApplicationDocument.Parse(File.ReadAllBytes(file));
        }
        catch (BadDocumentException broken)
        {
            terminal.Error.WriteLine($"{file}: {broken.Said.In(terminal.Language)}");
            return 2;
        }

        return NoticeCommands.With(notice, terminal, read => then(read, document, known));
    }
}
