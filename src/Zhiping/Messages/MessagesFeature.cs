using Zhiping.Data;

namespace Zhiping.Messages;

/// <summary>What people are told, on the platform and by letter.</summary>
public sealed class MessagesFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<MessageDesk>();
        services.AddScoped<IWaitingFor, Stuck.StuckWaiting>();
        services.AddSingleton<ICommitStep, TellingStep>();
        foreach (var teller in typeof(ITeller).Assembly.GetTypes().Where(t => t.IsClass && !t.IsAbstract && t.IsAssignableTo(typeof(ITeller))))
        {
            services.AddSingleton(typeof(ITeller), teller);
        }
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
