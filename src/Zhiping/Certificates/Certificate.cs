using System.Text.Json;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Meetings;

namespace Zhiping.Certificates;

/// <summary>What a certificate states, signed as stored. The identity number is no part of it.</summary>
public sealed record CertificateContent(
    string Number, string Name, string Title, string Level, string Series, string Specialty, string Kind, string Committee,
    string Document, string DocumentSha256, int Ordinal, DateOnly ConferredOn, string Scope, string Issuer, DateOnly IssuedOn);

/// <summary>The electronic certificate of one conferred title, which anyone can verify by its number. (J6, K11)</summary>
public sealed class Certificate : Recorded
{
    /// <summary>What the instance's signature is for.</summary>
    public const string SigningPurpose = "certificate";

    private Certificate()
    {
    }

    public Certificate(Act act, Application application, Conferral conferral, CertificateContent content, Func<byte[], byte[]> sign)
    {
        Id = Ids.Blind();
        Number = content.Number;
        DocumentId = conferral.DocumentId;
        ConferralId = conferral.Id;
        ApplicationId = application.Id;
        PersonId = application.PersonId;
        IssuedAt = act.At;
        Content = JsonSerializer.SerializeToUtf8Bytes(content, BlindDossier.Json);
        Signature = sign(Content);
        application.Move(act, ApplicationVerb.Certify, ApplicationState.Certified, application.HolderId, null, ("certificate", Id));
        Record(act, "IssueCertificate", ("application", application.Id), ("document", conferral.DocumentId));
    }

    public override string SubjectKind => "certificate";

    public string Number { get; private set; } = "";

    public Guid DocumentId { get; private set; }

    public Guid ConferralId { get; private set; }

    public Guid ApplicationId { get; private set; }

    public Guid PersonId { get; private set; }

    public DateTimeOffset IssuedAt { get; private set; }

    /// <summary>The <see cref="CertificateContent"/> as JSON.</summary>
    public byte[] Content { get; private set; } = [];

    /// <summary>Over <see cref="Content"/>.</summary>
    public byte[] Signature { get; private set; } = [];

    /// <summary>SHA-256 of the signed PDF, once the worker has made it.</summary>
    public string? PdfSha256 { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public Guid? RevokedBy { get; private set; }

    public string? RevokedReason { get; private set; }

    public uint Version { get; private set; }

    public CertificateContent Read() => JsonSerializer.Deserialize<CertificateContent>(Content, BlindDossier.Json)!;

    /// <summary>Withdraws it, with the reason; the public page says so from now on.</summary>
    public void Revoke(Act act)
    {
        RefusalException.ThrowIf(CertificateRules.CanRevoke(this, act));
        RevokedAt = act.At;
        RevokedBy = act.By;
        RevokedReason = act.Reason;
        Record(act, "RevokeCertificate");
    }

    /// <summary>The worker has made and signed the PDF. No verb: it changes nothing that the certificate states.</summary>
    public void PutPdf(string sha256) => PdfSha256 = sha256;
}
