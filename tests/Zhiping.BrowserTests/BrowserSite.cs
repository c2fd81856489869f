using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Zhiping.Accounts;
using Zhiping.Bodies;
using Zhiping.BrowserTests;
using Zhiping.Cli;
using Zhiping.Data;
using Zhiping.Demo;
using Zhiping.Notices;
using Zhiping.Policy.Notices;
using Zhiping.Tests.Harness;

[assembly: AssemblyFixture(typeof(BrowserSite))]

namespace Zhiping.BrowserTests;

/// <summary>
/// The real program on Kestrel at a port of its own choice, on a copy of the test database, with N0 published and people in every role,
/// and one real Chromium. Each test opens its own context in it.
/// </summary>
public sealed class BrowserSite : IAsyncLifetime
{
    private readonly Dictionary<Role, (Guid Person, Guid Body)> holders = [];
    private WebApplication? app;
    private IPlaywright? playwright;
    private string connectionString = "";
    private string folder = "";
    private int appointed;

    /// <summary>Inside N0's application window.</summary>
    public TestClock Clock { get; } = new(new DateTimeOffset(2024, 8, 20, 10, 24, 0, TimeSpan.FromHours(8)));

    public IBrowser Chromium { get; private set; } = null!;

    public string Address { get; private set; } = "";

    public Guid Applicant { get; private set; }

    public DemoBodies Bodies { get; private set; } = null!;

    /// <summary>Where pictures of pages go, for people to look at; none are taken where the variable is not set.</summary>
    public static string? Pictures { get; } = Environment.GetEnvironmentVariable("ZHIPING_SCREENSHOTS");

    public IServiceProvider Services => app!.Services;

    public async ValueTask InitializeAsync()
    {
        connectionString = await TestCluster.NewDatabaseAsync();
        folder = TestCluster.NewFolder();
        var builder = SiteHost.NewBuilder("Testing");
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = SiteHost.Build(builder, new SiteSettings(connectionString, new ZhipingHome(Path.Combine(folder, "home")), Clock) { RunsWork = false });
        app.MapGet("/test/sign-in/{id:guid}", SignIn).AllowAnonymous();
        await app.StartAsync();
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        await Settle();
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(20_000); // two cores, shared with PostgreSQL and the image workers
        Chromium = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-sandbox"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (Chromium is not null)
        {
            await Chromium.CloseAsync();
        }

        playwright?.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
            await TestCluster.DropDatabaseAsync(connectionString);
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A page of that width for a stranger.</summary>
    public async Task<IPage> OpenAsync(int width = 1280, string language = "zh-CN")
    {
        var context = await Chromium.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address, ViewportSize = new ViewportSize { Width = width, Height = 900 }, Locale = language, ReducedMotion = ReducedMotion.Reduce,
        });
        return await context.NewPageAsync();
    }

    /// <summary>A page on a phone of 390 px, by touch as well as by mouse and keyboard.</summary>
    public async Task<IPage> OnPhoneAsync(string? address = null)
    {
        var context = await Chromium.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address ?? Address, ViewportSize = new ViewportSize { Width = 390, Height = 844 }, DeviceScaleFactor = 2, IsMobile = true, HasTouch = true,
            Locale = "zh-CN", ReducedMotion = ReducedMotion.Reduce,
        });
        return await context.NewPageAsync();
    }

    /// <summary>Runs all work that is due at the site's time, and what that leads to.</summary>
    public Task RunDueAsync() => Services.GetRequiredService<Worker>().RunDue(Clock.Now);

    /// <summary>Somebody new without any office.</summary>
    public async Task<Guid> NewPersonAsync(int number)
    {
        await using var scope = Services.CreateAsyncScope();
        return await Add(scope.ServiceProvider.GetRequiredService<AppDb>(), scope.ServiceProvider.GetRequiredService<Registrar>(), "islands", number, Act.OfPlatform(Clock.Now));
    }

    /// <summary>Somebody new in an office of that body.</summary>
    public async Task<Guid> AppointAsync(Guid body, Role role)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var act = Act.OfPlatform(Clock.Now);
        var person = await Add(db, scope.ServiceProvider.GetRequiredService<Registrar>(), "hr", Interlocked.Increment(ref appointed), act);
        db.Add(new Appointment(act, person, body, role));
        await db.Commit();
        return person;
    }

    /// <summary>Does something with the services of one request.</summary>
    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>A page for the applicant, who acts for nobody but herself.</summary>
    public async Task<IPage> AsApplicantAsync(int width = 1280)
    {
        var page = await OpenAsync(width);
        await page.GotoAsync($"/test/sign-in/{Applicant}");
        return page;
    }

    /// <summary>A page for whoever holds that role.</summary>
    public async Task<IPage> AsAsync(Role role, int width = 1280)
    {
        var (person, body) = holders[role];
        var page = await OpenAsync(width);
        await page.GotoAsync($"/test/sign-in/{person}?acting={body}");
        return page;
    }

    public static string Root()
    {
        var at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "Zhiping.slnx")))
        {
            at = Path.GetDirectoryName(at)!;
        }

        return at;
    }

    private static async Task<string> SignIn(Guid id, Guid? acting, HttpContext http, AppDb db)
    {
        var account = await db.Accounts().SingleAsync(a => a.Id == id);
        await Sessions.SignInAsync(http, account, await db.People().Where(p => p.Id == id).Select(p => p.Name).SingleAsync(), acting);
        return "in";
    }

    private async Task Settle()
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var act = Act.OfPlatform(Clock.Now);
        Bodies = DemoBodies.Make(act);
        db.AddRange(Bodies.All);
        await db.Commit();
        foreach (var id in new[] { "aksu/2024-general", "aksu/2024-culture" })
        {
            var reading = NoticeReader.Read(id, path => File.Exists(Path.Combine(Root(), "notices", path)) ? File.ReadAllText(Path.Combine(Root(), "notices", path)) : null);
            var notice = reading.Notice ?? throw new InvalidOperationException(string.Join('\n', reading.Problems));
            await scope.ServiceProvider.GetRequiredService<NoticePublisher>().Publish(act, notice);
        }

        var registrar = scope.ServiceProvider.GetRequiredService<Registrar>();
        var number = 0;
        foreach (var role in Enum.GetValues<Role>())
        {
            holders[role] = (await Add(db, registrar, "office", ++number, act), Body(role).Id);
            db.Add(new Appointment(act, holders[role].Person, holders[role].Body, role));
        }

        Applicant = await Add(db, registrar, "applicant", 1, act);
        await db.Commit();
    }

    private static async Task<Guid> Add(AppDb db, Registrar registrar, string kind, int number, Act act)
    {
        var made = MadeUpPeople.Of(1, kind, number);
        var enrolment = new Enrolment(made.Name, IdentityNumber.FromFirst17(made.IdentityNumber[..17]), made.Mobile, made.Email);
        var person = registrar.Add(act.At, enrolment, password: null);
        await db.Commit();
        return person.Id;
    }

    private Body Body(Role role) => role switch
    {
        Role.UnitHr or Role.UnitLeader => Bodies.Units[0].Unit,
        Role.AuthorityClerk => Bodies.Authorities[0],
        Role.BureauClerk => Bodies.Bureaus[0],
        Role.OfficeClerk or Role.OfficeHead or Role.Chair => Bodies.CommitteeOffice,
        Role.SettingUpClerk => Bodies.SettingUpBody,
        Role.TitleOfficeClerk => Bodies.TitleOffice,
        Role.Supervisor => Bodies.Supervision,
        Role.Operator => Bodies.Platform,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Not a role."),
    };
}
