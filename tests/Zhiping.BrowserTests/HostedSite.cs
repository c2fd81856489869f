using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhiping.Accounts;
using Zhiping.Cli;
using Zhiping.Data;
using Zhiping.Demo;
using Zhiping.Notices;
using Zhiping.Policy.Notices;
using Zhiping.Tests.Harness;
using Notice = Zhiping.Policy.Notices.Notice;

namespace Zhiping.BrowserTests;

/// <summary>The real program on Kestrel at a port of its own choice, on a copy of the test database, with the demo's bodies and N0 published.</summary>
public sealed class HostedSite : IAsyncDisposable
{
    private readonly string connectionString;
    private readonly string folder;
    private readonly WebApplication app;

    private HostedSite(string connectionString, string folder, WebApplication app, TestClock clock)
    {
        this.connectionString = connectionString;
        this.folder = folder;
        this.app = app;
        Clock = clock;
    }

    public TestClock Clock { get; }

    public DemoBodies Bodies { get; private set; } = null!;

    /// <summary>N0.</summary>
    public Notice Notice { get; private set; } = null!;

    public IServiceProvider Services => app.Services;

    public string Address => Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <param name="readsPages">Whether words are read on pages for masking suggestions, which takes its time.</param>
    public static async Task<HostedSite> StartAsync(TestClock clock, bool readsPages)
    {
        var connectionString = await TestCluster.NewDatabaseAsync();
        var folder = TestCluster.NewFolder();
        var builder = SiteHost.NewBuilder("Testing");
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Masking:ReadPages"] = readsPages ? "true" : "false";
        var app = SiteHost.Build(builder, new SiteSettings(connectionString, new ZhipingHome(Path.Combine(folder, "home")), clock) { RunsWork = false, IsQuiet = true });
        app.MapGet("/test/sign-in/{id:guid}", SignIn).AllowAnonymous();
        await app.StartAsync();
        var site = new HostedSite(connectionString, folder, app, clock);
        await site.Settle();
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await TestCluster.DropDatabaseAsync(connectionString);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A service in a scope of its own, as a request has.</summary>
    public async Task<T> With<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task With<TService>(Func<TService, Task> work)
        where TService : notnull => With<TService, bool>(async service =>
        {
            await work(service);
            return true;
        });

    /// <summary>Everything that is due at the site's time, and what that leads to.</summary>
    public Task RunDue() => Services.GetRequiredService<Worker>().RunDue(Clock.Now);

    /// <summary>Registers somebody made up, in the role and under the number that the made-up people go by.</summary>
    public async Task<Person> Register(string kind, int number, string? name = null)
    {
        var made = MadeUpPeople.Of(1, kind, number);
        await using var scope = Services.CreateAsyncScope();
        var enrolment = new Enrolment(name ?? made.Name, IdentityNumber.FromFirst17(made.IdentityNumber[..17]), made.Mobile, made.Email);
        var person = scope.ServiceProvider.GetRequiredService<Registrar>().Add(Clock.Now, enrolment, password: null);
        await scope.ServiceProvider.GetRequiredService<AppDb>().Commit();
        return person;
    }

    /// <summary>Gives somebody an office.</summary>
    public Task Appoint(Guid person, Guid body, Role role) => With<AppDb>(async db =>
    {
        db.Add(new Appointment(Act.OfPlatform(Clock.Now), person, body, role));
        await db.Commit();
    });

    private static async Task<string> SignIn(Guid id, Guid? acting, HttpContext http, AppDb db)
    {
        var account = await db.Accounts().SingleAsync(a => a.Id == id);
        await Sessions.SignInAsync(http, account, await db.People().Where(p => p.Id == id).Select(p => p.Name).SingleAsync(), acting);
        return "in";
    }

    private async Task Settle()
    {
        var act = Act.OfPlatform(Clock.Now);
        await With<AppDb>(async db =>
        {
            Bodies = DemoBodies.Make(act);
            db.AddRange(Bodies.All);
            await db.Commit();
        });
        foreach (var id in new[] { "aksu/2024-general", "aksu/2024-culture" })
        {
            var reading = NoticeReader.Read(id, path => File.Exists(Path.Combine(BrowserSite.Root(), "notices", path)) ? File.ReadAllText(Path.Combine(BrowserSite.Root(), "notices", path)) : null);
            Notice = reading.Notice ?? throw new InvalidOperationException(string.Join('\n', reading.Problems));
            await With<NoticePublisher>(publisher => publisher.Publish(act, Notice));
        }
    }
}
