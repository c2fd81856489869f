using Microsoft.EntityFrameworkCore;

namespace Zhiping.Data;

/// <summary>The database, the clock and the instant of a request.</summary>
public sealed class DataFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddDbContext<AppDb>((provider, options) => options.UseNpgsql(
            provider.GetRequiredService<IConfiguration>().GetConnectionString("Zhiping")
                ?? throw new InvalidOperationException("ConnectionStrings:Zhiping is not set."),
            npgsql => npgsql.MigrationsAssembly(typeof(AppDb).Assembly.GetName().Name)));
        services.AddScoped<RequestInstant>();
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
