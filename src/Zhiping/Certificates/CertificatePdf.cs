using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Attachments;
using Zhiping.Data;
using Zhiping.Documents;
using Zhiping.Documents.Print;
using Zhiping.Documents.Signing;

namespace Zhiping.Certificates;

/// <summary>Makes the PDF of a certificate, with its QR code, outside the request. Running twice gives the same certificate again.</summary>
public sealed class CertificatePdf(AppDb db, DocumentPrinter printer, PdfSigner signer, PersonVault vault, IBlobStore blobs, IConfiguration configuration) : IWorkHandler
{
    public const string WorkKind = "certificate-pdf";

    public string Kind => WorkKind;

    public async Task Run(WorkItem item, CancellationToken stop)
    {
        var id = Guid.Parse(item.Data);
        var certificate = await db.Certificates().SingleAsync(c => c.Id == id, stop);
        if (certificate.PdfSha256 is not null)
        {
            return;
        }

        var person = await db.People().SingleAsync(p => p.Id == certificate.PersonId, stop);
        var lastFour = vault.IdentityNumberOf(person).Reveal()[^4..];
        var portrait = await db.PortraitOf(blobs, certificate.ApplicationId, stop);
        var pdf = await printer.PrintAsync(ModelOf(certificate, lastFour, VerifyAddress(configuration, certificate.Number), portrait), stop);
        using var stream = new MemoryStream(signer.Sign(pdf, new SignaturePurpose("签发电子证书", certificate.Read().Issuer)), writable: false);
        var blob = await blobs.PutAsync(stream, stop: stop);
        certificate.PutPdf(blob.Sha256);
        await db.Commit(stop);
    }

    /// <summary>The public address that the QR code leads to; null where the instance does not know its own: no code is better than one that leads nowhere.</summary>
    public static string? VerifyAddress(IConfiguration configuration, string number) =>
        configuration["Site:Address"] is { Length: > 0 } site ? site.TrimEnd('/') + "/verify/" + number : null;

    /// <summary>What is printed.</summary>
    public static CertificateModel ModelOf(Certificate certificate, string lastFour, string? address, byte[]? portrait)
    {
        var content = certificate.Read();
        return new CertificateModel
        {
            Name = content.Name,
            IdentityLastFour = lastFour,
            Kind = content.Kind,
            EffectiveFrom = Beijing.Date(content.ConferredOn),
            TitleName = content.Title,
            Level = content.Level,
            SeriesAndSpecialty = $"{content.Series}，{content.Specialty}",
            Committee = content.Committee,
            QualificationDocument = content.Document,
            Scope = content.Scope,
            CertificateNumber = CertificateNumber.Shown(certificate.Number),
            VerifyAddress = address,
            Issuer = content.Issuer,
            IssuedOn = Beijing.Date(content.IssuedOn),
            Portrait = portrait,
            IsSigned = true,
        };
    }
}
