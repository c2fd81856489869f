using Zhiping.Applications;
using Zhiping.Attachments.Files;
using Zhiping.Attachments.Imaging;
using Zhiping.Attachments.Scan;
using Zhiping.Data;

namespace Zhiping.Attachments;

/// <summary>Pages of proof: uploads, renditions, access.</summary>
public sealed class AttachmentsFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("Images").Get<ImageWorkerOptions>() ?? new ImageWorkerOptions());
        services.AddSingleton<ImageWorkers>();
        services.AddSingleton(configuration.GetSection("Scan").Get<VirusScanOptions>() ?? new VirusScanOptions());
        services.AddSingleton<VirusScan>();
        services.AddScoped<FileScan>();
        services.AddScoped<ISentFiles, SentPages>();
        services.AddScoped<IWorkHandler, ScanDaily>();
        services.AddScoped<IWorkHandler, ScanLate>();
        services.AddSingleton<UploadGate>(_ => new UploadGate());
        services.AddSingleton<PageWriter>();
        services.AddScoped<PageDesk>();
        services.AddScoped<PagePipeline>();
        services.AddScoped<IPageFacts, PageFacts>();
        services.AddScoped<IPageWarnings, DuplicateWarnings>();
        services.AddScoped<IPageAccess, OwnPages>();
        services.AddScoped<PortraitDesk>();
        services.AddScoped<IWorkHandler, PortraitJudge>();
        services.AddScoped<IWorkHandler, PortraitPlacing>();
        services.AddSingleton<ICommitStep, PortraitForNew>();
        services.AddScoped<IWorkHandler, PageJudge>();
        services.AddScoped<IWorkHandler, PageMask>();
        services.AddScoped<UploadEndpoints.Desk>();
        services.AddScoped<ResumableUploads.Desk>();
        services.AddScoped<IWorkHandler, ForgetStaleUploads>();
        services.AddScoped<FileEndpoints.Doors>();
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        UploadEndpoints.Map(routes);
        ResumableUploads.Map(routes);
        FileEndpoints.Map(routes);
    }
}
