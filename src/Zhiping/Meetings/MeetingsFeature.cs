using Microsoft.Extensions.DependencyInjection.Extensions;
using Zhiping.Data;

namespace Zhiping.Meetings;

/// <summary>Meetings: blind reading, defence, ballot.</summary>
public sealed class MeetingsFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<IMaskedPages, MaskedPages>();
        services.AddScoped<Attachments.IBlindAccess, DossierPages>();
        services.AddScoped<MeetingDesk>();
        services.TryAddSingleton<DrawSeeds>();
        services.AddScoped<IWaitingFor, ExpertWaiting>();
        services.AddScoped<IWaitingFor, OfficeMeetingsWaiting>();
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
