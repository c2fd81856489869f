using System.CommandLine;
using System.Text.Json;
using Zhiping.Policy.Rules;

namespace Zhiping.Cli;

/// <summary>zhiping route: which bodies an application passes, in which order, and who evaluates it.</summary>
internal static class RouteCommand
{
    public static Command Of(Terminal terminal)
    {
        var (notice, file, json) = (CheckCommands.NoticeOption(), CheckCommands.FileOption("--application", "The application, a JSON file."), CheckCommands.JsonOption());
        var command = new Command("route", "Which bodies an application passes, in which order, and who evaluates it.") { notice, file, json };
        command.SetAction(parsed => CheckCommands.On(parsed.GetValue(notice)!, parsed.GetValue(file)!, null, TimeProvider.System, terminal, (read, document, _) =>
        {
            var route = NoticeRoute.Of(read, document.Unit, document.Channel, document.Series, document.Specialty, document.Level);
            if (parsed.GetValue(json))
            {
                terminal.Out.WriteLine(JsonSerializer.Serialize(new
                {
                    route.Id,
                    Stops = route.Stops.Select(s => new { s.Number, s.Office, Name = s.Name.Zh, Clause = s.Clause?.ToString(), s.Assumed }),
                    Evaluates = route.Cell?.Bodies ?? [], Way = route.Cell?.Way, Phones = route.Evaluates?.Phones ?? [], Clause = route.Evaluates?.Clause?.ToString(),
                    route.NeedsConfirmation, route.CommissionLetter, route.Elsewhere, Note = route.Note?.Zh,
                }, CheckCommands.Json));
            }
            else
            {
                Say(route, terminal.Out);
            }

            return route.Stops.Count > 0 && !route.Elsewhere ? ExitCode.Yes : ExitCode.No;
        }));
        return command;
    }

    private static void Say(RouteAnswer route, TextWriter output)
    {
        foreach (var stop in route.Stops)
        {
            output.WriteLine($"{stop.Number}. {stop.Name.Zh} {stop.Clause?.ToString() ?? "通知没有写明"}{(stop.Assumed ? "（假设）" : "")}");
        }

        if (route.Cell is { } cell)
        {
            output.WriteLine($"评审：{string.Join("、", cell.Bodies)} {route.Evaluates!.Clause}{(route.NeedsConfirmation ? "（推定，须办公室确认）" : "")}");
        }

        if (route.CommissionLetter)
        {
            output.WriteLine("须附委托评审函。");
        }

        if (route.Elsewhere)
        {
            output.WriteLine("这一渠道不在这里申报。" + route.Note?.Zh);
        }

        if (route.Stops.Count == 0)
        {
            output.WriteLine("通知没有适用的路线。");
        }
    }
}
