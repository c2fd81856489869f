using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Zhiping.Cli;
using Zhiping.Data;

namespace Zhiping.Tests.Harness;

/// <summary>
/// A whole site for one test class: its own copy of the template database, its own folder, a clock that tests set, reached
/// over HTTP without a port. Use it as <c>IClassFixture&lt;Site&gt;</c>; each test makes its own people in it.
/// </summary>
public class Site : IAsyncLifetime
{
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
        builder.Logging.ClearProviders();
        Configure(builder);
        _app = SiteHost.Build(builder, new SiteSettings(ConnectionString, new ZhipingHome(Path.Combine(_folder, "home")), Clock)
        {
            RealTime = RealTime,
            RunsWork = false,
        });
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
