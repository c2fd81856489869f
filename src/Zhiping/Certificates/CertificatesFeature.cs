using Zhiping.Data;

namespace Zhiping.Certificates;

/// <summary>Results, documents, certificates.</summary>
public sealed class CertificatesFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<CertificateDesk>();
        services.AddSingleton<PublicLimits>();
        services.AddScoped<IWorkHandler, CertificatePdf>();
        services.AddScoped<IWorkHandler, DocumentPdf>();
        services.AddScoped<IWaitingFor, CertificatesWaiting>();
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
