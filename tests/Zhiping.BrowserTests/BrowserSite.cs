using Microsoft.Playwright;
using Zhiping.Accounts;
using Zhiping.Bodies;
using Zhiping.BrowserTests;
using Zhiping.Demo;
using Zhiping.Documents.Browser;
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
    private HostedSite? site;
    private IPlaywright? playwright;
    private int appointed;

    /// <summary>Inside N0's application window.</summary>
    public TestClock Clock { get; } = new(new DateTimeOffset(2024, 8, 20, 10, 24, 0, TimeSpan.FromHours(8)));

    public IBrowser Chromium { get; private set; } = null!;

    public string Address => site!.Address;

    public Guid Applicant { get; private set; }

    public DemoBodies Bodies => site!.Bodies;

    /// <summary>Where pictures of pages go, for people to look at; none are taken where the variable is not set.</summary>
    public static string? Pictures { get; } = Environment.GetEnvironmentVariable("ZHIPING_SCREENSHOTS");

    public IServiceProvider Services => site!.Services;

    public async ValueTask InitializeAsync()
    {
        site = await HostedSite.StartAsync(Clock, readsPages: true);
        await Settle();
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(20_000); // two cores, shared with PostgreSQL and the image workers
        Chromium = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = new ChromiumOptions().Program,
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
        if (site is not null)
        {
            await site.DisposeAsync();
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
    public Task RunDueAsync() => site!.RunDue();

    /// <summary>Somebody new without any office.</summary>
    public async Task<Guid> NewPersonAsync(int number) => (await site!.Register("islands", number)).Id;

    /// <summary>Somebody new in an office of that body.</summary>
    public async Task<Guid> AppointAsync(Guid body, Role role)
    {
        var person = (await site!.Register("hr", Interlocked.Increment(ref appointed))).Id;
        await site.Appoint(person, body, role);
        return person;
    }

    /// <summary>Does something with the services of one request.</summary>
    public Task<T> WithAsync<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull => site!.With(work);

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

    private async Task Settle()
    {
        var number = 0;
        foreach (var role in Enum.GetValues<Role>())
        {
            holders[role] = ((await site!.Register("office", ++number)).Id, Body(role).Id);
            await site.Appoint(holders[role].Person, holders[role].Body, role);
        }

        Applicant = (await site!.Register("applicant", 1)).Id;
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
