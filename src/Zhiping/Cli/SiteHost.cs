using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging.Console;
using Zhiping.Data;

namespace Zhiping.Cli;

/// <summary>What a site needs to know before it can be built.</summary>
/// <param name="ConnectionString">Its database.</param>
/// <param name="Home">Its folder for files, keys and mail.</param>
/// <param name="Clock">Site time.</param>
public sealed record SiteSettings(string ConnectionString, ZhipingHome Home, TimeProvider Clock)
{
    /// <summary>The machine's time; another one only in tests.</summary>
    public TimeProvider RealTime { get; init; } = TimeProvider.System;

    /// <summary>Whether due work runs by itself about each second; tests run it by hand.</summary>
    public bool RunsWork { get; init; } = true;

    /// <summary>No log; for tests.</summary>
    public bool IsQuiet { get; init; }
}

/// <summary>Builds the web application, the same for serving, the demo, the season and the tests.</summary>
public static class SiteHost
{
    /// <summary>A builder whose content root is the program's own folder, wherever it was started from.</summary>
    public static WebApplicationBuilder NewBuilder(string? environment = null) => WebApplication.CreateBuilder(new WebApplicationOptions
    {
        ApplicationName = typeof(SiteHost).Assembly.GetName().Name,
        ContentRootPath = ContentRoot(),
        EnvironmentName = environment,
    });

    /// <summary>Adds all features to the builder and builds the application with its pipeline.</summary>
    public static WebApplication Build(WebApplicationBuilder builder, SiteSettings settings)
    {
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:Zhiping", settings.ConnectionString)]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.ClearProviders();
        if (!settings.IsQuiet)
        {
            builder.Logging.AddJsonConsole();
        }

        builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Npgsql", LogLevel.Warning);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<ForwardedHeadersOptions>(headers =>
            headers.ForwardedHeaders = ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedFor);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(settings.Home);
        builder.Services.AddSingleton(settings.Clock);
        builder.Services.AddSingleton(new RealClock(settings.RealTime));
        builder.Services.AddFeatures(builder.Configuration);
        if (settings.RunsWork)
        {
            builder.Services.AddHostedService<WorkerService>();
            builder.Services.AddHostedService<History.SealingService>();
        }

        builder.Services.AddRazorPages().WithRazorPagesAtContentRoot();

        var app = builder.Build();
        // A proxy on this machine says whether the person came by https; others are not believed.
        app.UseForwardedHeaders();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapRazorPages();
        app.MapFeatures();
        return app;
    }

    private static string ContentRoot()
    {
        // The published program stands beside its wwwroot; one run from the source tree finds the project's.
        var own = AppContext.BaseDirectory;
        if (Directory.Exists(Path.Combine(own, "wwwroot")))
        {
            return own;
        }

        for (var folder = new DirectoryInfo(own); folder is not null; folder = folder.Parent)
        {
            var project = Path.Combine(folder.FullName, "src", "Zhiping");
            if (File.Exists(Path.Combine(project, "Zhiping.csproj")))
            {
                return project;
            }
        }

        return own;
    }
}
