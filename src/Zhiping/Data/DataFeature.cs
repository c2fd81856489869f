using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Zhiping.Data;

/// <summary>The database, the clock and the instant of a request, keys, files, due work, mail.</summary>
public sealed class DataFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddDbContext<AppDb>((provider, options) => options.UseNpgsql(
            provider.GetRequiredService<IConfiguration>().GetConnectionString("Zhiping")
                ?? throw new InvalidOperationException("ConnectionStrings:Zhiping is not set."),
            npgsql => npgsql.MigrationsAssembly(typeof(AppDb).Assembly.GetName().Name)));
        services.AddScoped<RequestInstant>();
        services.AddSingleton(provider => KeyRing.OpenOrCreate(KeyFile(provider)));
        services.AddSingleton<Sealer>();
        services.AddSingleton<BlindIndex>();
        services.AddProtectedKeys();
        services.AddSingleton(provider => new FileBlobStore(provider.GetRequiredService<ZhipingHome>().Blobs));
        services.TryAddSingleton<IBlobStore>(provider => provider.GetRequiredService<FileBlobStore>());
        services.TryAddSingleton<IArrivals>(provider => provider.GetRequiredService<FileBlobStore>());
        services.TryAddSingleton<IKeptFiles>(provider => provider.GetRequiredService<FileBlobStore>());
        services.AddSingleton<SealedBlobs>();
        services.AddScoped<NamedFiles>();
        services.AddScoped<IWorkHandler, ForgetUnnamedFiles>();
        services.AddSingleton<ICommitStep, KeyedWorkStep>();
        services.AddSingleton<Worker>();
        services.AddScoped<Outbox>();
        services.AddScoped<IWorkHandler, SendMail>();
        var sms = configuration.GetSection("Sms").Get<SmsOptions>() ?? new SmsOptions();
        services.AddSingleton(sms);
        services.AddScoped<SmsOutbox>();
        services.AddScoped<IWorkHandler, SendSms>();
        if (sms.Url.Length == 0)
        {
            services.AddSingleton<ISmsSender, FileSms>();
        }
        else
        {
            services.AddSingleton<ISmsSender, HttpSms>();
        }

        if (string.IsNullOrEmpty(configuration["Mail:Host"]))
        {
            services.AddSingleton<IMailer, FileMailer>();
        }
        else
        {
            services.AddSingleton<IMailer, SmtpMailer>();
        }
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }

    private static string KeyFile(IServiceProvider provider)
        => provider.GetRequiredService<IConfiguration>()["Zhiping:KeyFile"] is { Length: > 0 } named
            ? named
            : provider.GetRequiredService<ZhipingHome>().KeyFile;
}
