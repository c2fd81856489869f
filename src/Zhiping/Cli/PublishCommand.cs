using System.CommandLine;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Rules;

namespace Zhiping.Cli;

/// <summary>zhiping notice publish and amend: draft, check, examples, and only then the revision, frozen. (B10)</summary>
internal static class PublishCommand
{
    public static Command Of(string verb, Terminal terminal)
    {
        var amends = verb is "amend";
        var what = new Argument<string>("notice") { Description = "File or id of a notice." };
        var reason = new Option<string?>("--reason") { Description = "Why it is amended; everybody can read it.", Required = amends };
        var command = new Command(verb, amends ? "Publishes another revision of a published notice, with its reason." : "Checks a notice, runs its examples and publishes it.") { what, reason };
        command.SetAction(async (parsed, stop) =>
        {
            var name = parsed.GetValue(what)!;
            if (NoticeFolder.Find(File.Exists(name) ? name : null) is not { } folder || folder.Open(folder.Name(name) + ".yaml") is null)
            {
                terminal.Say(NoticeCommands.NoNotice(name));
                return ExitCode.BadInput;
            }

            if (amends && string.IsNullOrWhiteSpace(parsed.GetValue(reason)))
            {
                terminal.Say(new("修订要写明理由：--reason '…'。", "An amendment says why: --reason '…'."));
                return ExitCode.BadInput;
            }

            var draft = NoticeDraft.Read(folder.Name(name), folder.Open);
            NoticeCommands.SayProblems(draft, terminal);
            if (!draft.MayPublish)
            {
                terminal.Say(new("没有发布。", "Nothing is published."));
                return ExitCode.No;
            }

            return await Publish(draft, parsed.GetValue(reason), terminal, stop);
        });
        return command;
    }

    private static async Task<int> Publish(NoticeDraft draft, string? reason, Terminal terminal, CancellationToken stop)
    {
        var settings = CommandLine.Settings();
        var home = ZhipingHome.From(settings);
        await using var database = await SiteDatabase.OpenAsync(settings, home, SiteDatabase.LiveName, mayMigrate: false, stop);
        await using var site = SiteHost.Build(
            SiteHost.NewBuilder(), new SiteSettings(database.ConnectionString, home, TimeProvider.System) { RunsWork = false, IsQuiet = true });
        await using var scope = site.Services.CreateAsyncScope();
        try
        {
            var revision = await scope.ServiceProvider.GetRequiredService<NoticePublisher>()
                .Publish(Act.OfPlatform(TimeProvider.System.GetUtcNow(), reason), draft, stop);
            await terminal.Out.WriteLineAsync($"{revision.NoticeId} revision {revision.Number} sha256 {revision.Sha256}");
            return ExitCode.Yes;
        }
        catch (RefusalException refused)
        {
            await terminal.Error.WriteLineAsync(refused.Message + " Say why with: notice amend --reason '…'.");
            return ExitCode.No;
        }
    }
}
