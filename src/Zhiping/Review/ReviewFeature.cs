using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Data;
using Zhiping.Review.Print;
using Zhiping.Review.Queue;

namespace Zhiping.Review;

/// <summary>Review by units, authorities and the committee's office.</summary>
public sealed class ReviewFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<ReviewDesk>();
        services.AddScoped<QueueQuery>();
        services.AddScoped<IWaitingFor, ReviewWaiting>();
        services.AddScoped<IReturnsOf, ReturnsOf>();
        services.AddScoped<IPageAccess, OfficePages>();
        services.AddScoped<PrintDesk>();
        services.AddSingleton(new FileColumn(typeof(PrintJob), nameof(PrintJob.File)));
        services.AddScoped<PaperForms>();
        services.AddScoped<IWorkHandler, PrintWork>();
        services.AddScoped<ICommitStep, RiskStep>();
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
