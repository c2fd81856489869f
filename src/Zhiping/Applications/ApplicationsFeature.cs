using Zhiping.Data;
using Zhiping.Notices;

namespace Zhiping.Applications;

/// <summary>The application: its draft, submissions and states.</summary>
public sealed class ApplicationsFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<ApplicationDesk>();
        services.AddScoped<DraftStore>();
        services.AddSingleton<DraftWriter>();
        services.AddSingleton<DraftForms>();
        services.AddScoped<Standings>();
        services.AddScoped<SubmissionReceipts>();
        services.AddScoped<IWaitingFor, ApplicantWaiting>();
        services.AddScoped<EndedApplications>();
        services.AddScoped<ExtensionDesk>();
        services.AddScoped<INoticeApplications, UnderNotice>();
        services.AddSingleton<ICommitStep, LapseStep>();
        services.AddScoped<LapseWork>();
        services.AddScoped<IWorkHandler>(provider => provider.GetRequiredService<LapseWork>());

        // The folders that keep pages and returns come later and put theirs in front.
        services.AddScoped<IPageFacts, NoPages>();
        services.AddScoped<IReturnsOf, NoReturns>();
    }

    public void Map(IEndpointRouteBuilder routes) => Fill.Autosave.Map(routes);
}
