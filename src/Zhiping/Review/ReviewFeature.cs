using Zhiping.Data;

namespace Zhiping.Review;

/// <summary>Review by units, authorities and the committee's office.</summary>
public sealed class ReviewFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<ReviewDesk>();
        services.AddScoped<ICommitStep, RiskStep>();
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
