using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Zhiping.Data;

namespace Zhiping.Cli;

/// <summary><c>zhiping serve</c>: the configured instance, on the loopback address; a proxy with a certificate stands before it.</summary>
internal sealed class ServeCommand : ICommandPart
{
    public IEnumerable<Command> Commands(Terminal terminal)
    {
        var port = PortOption();
        var clock = new Option<string?>("--clock") { Hidden = true };
        var command = new Command("serve", "Serves the configured instance.") { port, clock };
        command.SetAction(async (parsed, stop) =>
        {
            if (parsed.GetValue(clock) is not null)
            {
                throw new BadInputException("--clock moves the clock of a demo only; a live site keeps real time.");
            }

            var settings = CommandLine.Settings();
            var home = ZhipingHome.From(settings);
            await using var database = await SiteDatabase.OpenAsync(settings, home, SiteDatabase.LiveName, mayMigrate: false, stop);
            await database.BeAsync(SiteKind.Live, offset: null, TimeProvider.System, stop);
            return await RunSiteAsync(terminal, database, home, TimeProvider.System, parsed.GetValue(port), stop);
        });
        yield return command;
    }

    /// <summary>The port of a site; 0 takes a free one.</summary>
    internal static Option<int> PortOption()
    {
        var port = new Option<int>("--port") { Description = "The port on 127.0.0.1; 0 takes a free one.", DefaultValueFactory = _ => 5080 };
        port.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var typed) && typed is < 0 or > 65535)
            {
                result.AddError("--port must be between 0 and 65535.");
            }
        });
        return port;
    }

    /// <summary>Where a site on this machine listens.</summary>
    internal static string AddressOf(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    /// <summary>Builds the site on an opened database, runs it until it is told to stop, and says where it is.</summary>
    internal static async Task<int> RunSiteAsync(
        Terminal terminal, SiteDatabase database, ZhipingHome home, TimeProvider clock, int port, CancellationToken stop, Func<WebApplication, Task>? ready = null, bool isDemo = false)
    {
        var builder = SiteHost.NewBuilder();
        builder.WebHost.UseUrls(AddressOf(port));
        if (isDemo)
        {
            builder.Configuration["Site:Address"] ??= AddressOf(port);
        }

        var app = SiteHost.Build(builder, new SiteSettings(database.ConnectionString, home, clock));
        await using (app)
        {
            try
            {
                await app.StartAsync(stop);
            }
            catch (IOException e)
            {
                throw new StartRefusedException($"The site cannot listen on port {port}: {e.Message} Choose another with --port.");
            }

            var address = app.Urls.First();
            var seconds = await FirstPageAsync(address, stop);
            await terminal.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"Zhiping 职评 is ready at {address} : first page after {seconds:0.0} s. Stop it with Ctrl-C."));
            if (ready is not null)
            {
                await ready(app);
            }

            await app.WaitForShutdownAsync(stop);
        }

        return ExitCode.Yes;
    }

    /// <summary>Asks for the first page, so that nobody waits for what is only slow once; seconds since the start script began, or this process.</summary>
    private static async Task<double> FirstPageAsync(string address, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(60) };
        using var page = await client.GetAsync(new Uri("/", UriKind.Relative), stop);
        using var self = Process.GetCurrentProcess();
        var now = TimeProvider.System.GetUtcNow();
        return double.TryParse(Environment.GetEnvironmentVariable("ZHIPING_STARTED"), CultureInfo.InvariantCulture, out var began)
            ? now.ToUnixTimeMilliseconds() / 1000.0 - began
            : (now - new DateTimeOffset(self.StartTime)).TotalSeconds;
    }
}
