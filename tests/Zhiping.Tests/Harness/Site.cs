using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhiping.Accounts;
using Zhiping.Cli;
using Zhiping.Data;

namespace Zhiping.Tests.Harness;

/// <summary>
/// A whole site for one test class: its own copy of the template database, its own folder, a clock that tests set, reached
/// over HTTP without a port. Use it as <c>IClassFixture&lt;Site&gt;</c>; each test makes its own people in it.
/// </summary>
public class Site : IAsyncLifetime
{
    /// <summary>The password of everybody made by <see cref="NewPersonAsync"/>.</summary>
    public const string Password = "一句好记的话 2024";

    private static readonly Lazy<string> HashOnce = new(() => new PasswordHasher<Account>().HashPassword(new Account(), Password));
    private static int _people;

    private WebApplication? _app;
    private string? _folder;

    /// <summary>Site time; starts on a Monday morning inside the application window of the 2024 notices.</summary>
    public TestClock Clock { get; } = new(new DateTimeOffset(2024, 7, 15, 9, 0, 0, TimeSpan.FromHours(8)));

    /// <summary>The time of sessions, codes and tokens.</summary>
    public TestClock RealTime { get; } = new(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.FromHours(8)));

    public string ConnectionString { get; private set; } = "";

    public ZhipingHome Home => Services.GetRequiredService<ZhipingHome>();

    public IServiceProvider Services => (_app ?? throw new InvalidOperationException("The site has not started.")).Services;

    /// <summary>Called before the application is built: override services here in a derived fixture.</summary>
    protected virtual void Configure(WebApplicationBuilder builder)
    {
    }

    public virtual async ValueTask InitializeAsync()
    {
        ConnectionString = await TestCluster.NewDatabaseAsync();
        _folder = TestCluster.NewFolder();
        var builder = SiteHost.NewBuilder("Testing");
        builder.WebHost.UseTestServer(server => server.BaseAddress = new Uri("https://localhost"));
        Configure(builder);
        _app = SiteHost.Build(builder, new SiteSettings(ConnectionString, new ZhipingHome(Path.Combine(_folder, "home")), Clock)
        {
            RealTime = RealTime,
            RunsWork = false,
            IsQuiet = true,
        });
        _app.MapGet("/test/sign-in/{id:guid}", async (Guid id, Guid? acting, HttpContext http, AppDb db) =>
        {
            var account = await db.Accounts().SingleAsync(a => a.Id == id);
            await Sessions.SignInAsync(http, account, await db.People().Where(p => p.Id == id).Select(p => p.Name).SingleAsync(), acting);
            return "in";
        }).AllowAnonymous();
        await _app.StartAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        if (ConnectionString.Length > 0)
        {
            await TestCluster.DropDatabaseAsync(ConnectionString);
        }

        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>A browser without anybody signed in: keeps cookies, follows redirects.</summary>
    public Browser NewBrowser() => new(_app!.GetTestServer());

    /// <summary>A client that keeps no cookies and follows nothing.</summary>
    public HttpClient NewClient() => _app!.GetTestClient();

    /// <summary>A browser in which that person is signed in, without going through the sign-in page.</summary>
    public async Task<Browser> SignedInAsync(Guid personId, Guid? actingBodyId = null)
    {
        var browser = NewBrowser();
        var page = await browser.GetAsync($"/test/sign-in/{personId}{(actingBodyId is null ? "" : $"?acting={actingBodyId}")}");
        return page.Status == System.Net.HttpStatusCode.OK ? browser : throw new InvalidOperationException($"Not signed in: {page.Html}");
    }

    /// <summary>A new person with a made-up identity number, mobile and e-mail of their own, and the password <see cref="Password"/>.</summary>
    public async Task<Person> NewPersonAsync(string name = "古丽娜·买买提")
    {
        await using var scope = NewScope();
        var person = scope.ServiceProvider.GetRequiredService<Registrar>().Add(Clock.GetUtcNow(), NewEnrolment(name), password: null);
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        db.ChangeTracker.Entries<Account>().Single().Entity.PasswordHash = HashOnce.Value;
        await db.Commit();
        return person;
    }

    /// <summary>A new person with one appointment.</summary>
    public async Task<Person> NewHolderAsync(Guid bodyId, Role role, string name = "热依汗·吐尔逊")
    {
        var person = await NewPersonAsync(name);
        await AppointAsync(person.Id, bodyId, role);
        return person;
    }

    /// <summary>Gives a person an office.</summary>
    public Task AppointAsync(Guid personId, Guid bodyId, Role role) => WithDb(async db =>
    {
        db.Add(new Appointment(new Act(personId, bodyId, Clock.GetUtcNow()), personId, bodyId, role));
        await db.Commit();
    });

    /// <summary>Made-up numbers that nobody has: area 999999.</summary>
    public static Enrolment NewEnrolment(string name = "古丽娜·买买提")
    {
        var n = Interlocked.Increment(ref _people);
        return new Enrolment(
            name, IdentityNumber.FromFirst17(string.Create(CultureInfo.InvariantCulture, $"99999919{85 + (n / 1000):D2}0315{n % 1000:D3}")),
            string.Create(CultureInfo.InvariantCulture, $"139{n:D8}"), string.Create(CultureInfo.InvariantCulture, $"p{n}@example.com"));
    }

    /// <summary>Runs all work that is due at the site's time; returns how many items were done.</summary>
    public Task<int> RunDueAsync() => Services.GetRequiredService<Worker>().RunDue(Clock.GetUtcNow());

    /// <summary>Letters that left for that address, oldest first; run the due work before.</summary>
    public async Task<IReadOnlyList<string>> LettersToAsync(string email)
    {
        await RunDueAsync();
        var letters = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Home.Mail).Order(StringComparer.Ordinal))
        {
            var text = await File.ReadAllTextAsync(file);
            if (text.StartsWith($"To: {email}\n", StringComparison.Ordinal))
            {
                letters.Add(text);
            }
        }

        return letters;
    }

    /// <summary>Text messages that left for that mobile, oldest first; run the due work before.</summary>
    public async Task<IReadOnlyList<string>> TextsToAsync(string mobile)
    {
        await RunDueAsync();
        var texts = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Home.Sms).Order(StringComparer.Ordinal))
        {
            var text = await File.ReadAllTextAsync(file);
            if (text.StartsWith($"To: {mobile}\n", StringComparison.Ordinal))
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    /// <summary>A solved captcha, for the field "altcha".</summary>
    public string SolvedCaptcha() => Captcha.Solve(Services.GetRequiredService<Captcha>().New());

    /// <summary>A scope of services, as one request has; dispose it.</summary>
    public AsyncServiceScope NewScope() => Services.CreateAsyncScope();

    /// <summary>Does something with a database context of its own.</summary>
    public async Task<T> WithDb<T>(Func<AppDb, Task<T>> work)
    {
        await using var scope = NewScope();
        return await work(scope.ServiceProvider.GetRequiredService<AppDb>());
    }

    /// <summary>Does something with a database context of its own.</summary>
    public async Task WithDb(Func<AppDb, Task> work)
    {
        await using var scope = NewScope();
        await work(scope.ServiceProvider.GetRequiredService<AppDb>());
    }
}
