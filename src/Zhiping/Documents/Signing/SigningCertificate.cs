using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Zhiping.Data;

namespace Zhiping.Documents.Signing;

/// <summary>
/// The certificate that signs documents: a PFX from an authority where one is configured (<c>Signing:Pfx</c>, <c>Signing:Password</c>),
/// else one that the instance issues to itself with a key derived from its key ring. Readers then compare it with the published one.
/// </summary>
public sealed class SigningCertificate : IDisposable
{
    private SigningCertificate(X509Certificate2 certificate) => Certificate = certificate;

    public X509Certificate2 Certificate { get; }

    public string Name => Certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);

    public static SigningCertificate FromPfx(string file, string? password)
        => new(X509CertificateLoader.LoadPkcs12FromFile(file, password, X509KeyStorageFlags.EphemeralKeySet));

    /// <summary>The instance's own; the certificate is kept in the folder so that it stays the same, its key is not.</summary>
    public static SigningCertificate OfInstance(KeyRing keys, string folder, string name)
    {
        ArgumentNullException.ThrowIfNull(keys);
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = keys.Derive("document signing") });
        var file = Path.Combine(folder, "signing-certificate.pem");
        if (!File.Exists(file))
        {
            File.WriteAllText(file, Issue(key, name).ExportCertificatePem());
        }

        using var kept = X509Certificate2.CreateFromPem(File.ReadAllText(file));
        using var used = kept.GetECDsaPublicKey();
        if (used is not null && used.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo()))
        {
            return new SigningCertificate(kept.CopyWithPrivateKey(key));
        }

        // Another key ring was put in: the old certificate cannot sign any more.
        using var fresh = Issue(key, name);
        File.WriteAllText(file, fresh.ExportCertificatePem());
        return new SigningCertificate(X509CertificateLoader.LoadCertificate(fresh.RawData).CopyWithPrivateKey(key));
    }

    public void Dispose() => Certificate.Dispose();

    private static X509Certificate2 Issue(ECDsa key, string name)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2049, 12, 31, 0, 0, 0, TimeSpan.Zero));
    }
}
