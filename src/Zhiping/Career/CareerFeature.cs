using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Attachments.Scan;
using Zhiping.Data;

namespace Zhiping.Career;

/// <summary>The career file: entered once, copied into each year's application.</summary>
public sealed class CareerFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<CareerDesk>();
        services.AddSingleton(new FileColumn(typeof(CareerEntry), nameof(CareerEntry.Pages)));
        services.AddScoped<IWorkHandler, CareerJudge>();
        services.AddScoped<ISentFiles, SentProof>();
        services.PostConfigure<RazorPagesOptions>(options => options.Conventions.AddPageRoute("/Career/Own/Entry", "/me/career/new/{section}"));
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
