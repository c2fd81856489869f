using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Zhiping.Accounts;
using Zhiping.Applicants;
using Zhiping.Applications;
using Zhiping.Cli;
using Zhiping.Data;
using Zhiping.Demo;
using Zhiping.Notices;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Bench.Load;

/// <summary>Somebody signed in, with a draft of one's own.</summary>
internal sealed record LoadPerson(HttpClient Client, Guid Application, string Token);

/// <summary>The real program on Kestrel with a cluster of its own, and beside it bare endpoints that do the same to the same disk and database.</summary>
internal sealed partial class LoadSite : IAsyncDisposable
{
    private const string Notice = "aksu/2024-culture";
    private readonly string folder = Directory.CreateTempSubdirectory("zp.").FullName;
    private readonly DateTimeOffset born = new(2024, 8, 20, 10, 24, 0, TimeSpan.FromHours(8));
    private EmbeddedPostgres cluster = null!;
    private WebApplication site = null!;
    private WebApplication bare = null!;

    public string Address { get; private set; } = "";

    public string BareAddress { get; private set; } = "";

    public static async Task<LoadSite> StartAsync(Action<WebApplication, NpgsqlDataSource, string> baseline)
    {
        var load = new LoadSite();
        await load.Start(baseline);
        return load;
    }

    /// <summary>People with drafts, each with a connection.</summary>
    public async Task<IReadOnlyList<LoadPerson>> People(int count, int from)
    {
        var people = new List<LoadPerson>();
        for (var n = from; n < from + count; n++)
        {
            people.Add(await Person(n));
        }

        return people;
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await bare.DisposeAsync();
        await cluster.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Start(Action<WebApplication, NpgsqlDataSource, string> baseline)
    {
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        cluster = await EmbeddedPostgres.StartAsync(Path.Combine(folder, "pg"));
        await cluster.EnsureDatabaseAsync("load");
        var connection = cluster.ConnectionString("load");
        await using (var db = new AppDb(new DbContextOptionsBuilder<AppDb>().UseNpgsql(connection).Options))
        {
            await SiteDatabase.MakeSchemaAsync(db, default);
        }

        var home = new ZhipingHome(Path.Combine(folder, "home"));
        var builder = SiteHost.NewBuilder("Production");
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        site = SiteHost.Build(builder, new SiteSettings(connection, home, new Moved(born)) { RunsWork = false, IsQuiet = true });
        site.MapGet("/bench/sign-in/{id:guid}", async (Guid id, HttpContext http, AppDb db) =>
            await Sessions.SignInAsync(http, await db.Accounts().SingleAsync(a => a.Id == id), "bench", null)).AllowAnonymous();
        await site.StartAsync();
        Address = AddressOf(site);
        await Publish();

        var plain = WebApplication.CreateSlimBuilder();
        plain.Logging.ClearProviders();
        plain.WebHost.UseUrls("http://127.0.0.1:0");
        bare = plain.Build();
        baseline(bare, NpgsqlDataSource.Create(connection), Path.Combine(home.Root, "blobs"));
        await bare.StartAsync();
        BareAddress = AddressOf(bare);
    }

    private async Task Publish()
    {
        await using var scope = site.Services.CreateAsyncScope();
        var root = Path.Combine(Measuring.Root, "notices");
        var reading = NoticeReader.Read(Notice, path => File.Exists(Path.Combine(root, path)) ? File.ReadAllText(Path.Combine(root, path)) : null);
        await scope.ServiceProvider.GetRequiredService<NoticePublisher>().Publish(Act.OfPlatform(born), reading.Notice!);
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        db.AddRange(Bodies.All);
        await db.Commit();
    }

    private DemoBodies? bodies;

    private DemoBodies Bodies => bodies ??= DemoBodies.Make(Act.OfPlatform(born));

    private async Task<LoadPerson> Person(int number)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var made = MadeUpPeople.Of(1, "load", number);
        var person = scope.ServiceProvider.GetRequiredService<Registrar>().Add(
            born, new Enrolment(made.Name, IdentityNumber.FromFirst17(made.IdentityNumber[..17]), made.Mobile, made.Email), password: null);
        await db.Commit();
        var act = new Act(person.Id, null, born);
        var unit = Bodies.Units[0].Unit;
        var employment = new Employment(act, person.Id, unit.Id);
        employment.Approve(new Act(person.Id, unit.Id, born));
        db.Add(employment);
        await db.Commit();
        var application = await scope.ServiceProvider.GetRequiredService<ApplicationDesk>().Create(
            act, Notice, new ApplicationChoice("culture", "mass-culture", Level.Intermediate, ProgrammeKind.Evaluation, Channel.Targeted));
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), UseProxy = false, MaxConnectionsPerServer = 1 }) { BaseAddress = new Uri(Address) };
        (await client.GetAsync($"/bench/sign-in/{person.Id}")).EnsureSuccessStatusCode();
        var page = await client.GetStringAsync($"/applications/{application.Id}/sections/summary");
        return new LoadPerson(client, application.Id, Token().Match(page).Groups[1].Value);
    }

    private static string AddressOf(WebApplication app) => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    [GeneratedRegex("__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    /// <summary>The machine's clock, moved into the window.</summary>
    private sealed class Moved(DateTimeOffset born) : TimeProvider
    {
        private readonly long start = Stopwatch.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => (born + Stopwatch.GetElapsedTime(start)).ToUniversalTime();
    }
}
