using Zhiping.Data;

namespace Zhiping.Applications;

/// <summary>The application: its draft, submissions and states.</summary>
public sealed class ApplicationsFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
