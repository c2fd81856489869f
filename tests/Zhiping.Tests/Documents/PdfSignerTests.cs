using System.Text;
using Zhiping.Data;
using Zhiping.Documents;
using Zhiping.Documents.Signing;
using Zhiping.Tests.Attachments;

namespace Zhiping.Tests.Documents;

public sealed class PdfSignerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("zsig").FullName;
    private readonly KeyRing keys;
    private readonly SigningCertificate certificate;

    public PdfSignerTests()
    {
        keys = KeyRing.OpenOrCreate(Path.Combine(folder, "keys.json"));
        certificate = SigningCertificate.OfInstance(keys, folder, "示例发证机关");
    }

    public void Dispose()
    {
        certificate.Dispose();
        keys.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Sign_GivesAFileThatOthersVerify()
    {
        var signed = Signer().Sign(PdfPagesTests.Pdf(2), new SignaturePurpose("签发电子证书", "阿克苏地区"));
        var file = Path.Combine(folder, "signed.pdf");
        await File.WriteAllBytesAsync(file, signed);
        var check = await LimitedChild.RunAsync("pdfsig", ["-nocert", file], default, TimeSpan.FromSeconds(20));
        Assert.Contains("Signature is Valid", Encoding.UTF8.GetString(check.Output), StringComparison.Ordinal);
        Assert.Contains("Total document signed", Encoding.UTF8.GetString(check.Output), StringComparison.Ordinal);
        var qpdf = await LimitedChild.RunAsync("qpdf", ["--check", file], default, TimeSpan.FromSeconds(20));
        Assert.Equal(0, qpdf.ExitCode);

        var found = PdfSigner.Verify(signed);
        Assert.NotNull(found);
        Assert.True(found.IsIntact);
        Assert.True(found.CoversWholeFile);
        Assert.Equal("示例发证机关", found.Signer);
        Assert.Equal(Signer().CertificateSha256, found.CertificateSha256);
    }

    [Fact]
    public void Verify_OfAChangedFile_Fails()
    {
        var signed = Signer().Sign(PdfPagesTests.Pdf(1), new SignaturePurpose("签发电子证书", "阿克苏地区"));
        signed[60] ^= 1;
        Assert.False(PdfSigner.Verify(signed)!.IsIntact);
    }

    [Fact]
    public void Verify_OfAFileWithSomethingAppended_SaysSo()
    {
        var signed = Signer().Sign(PdfPagesTests.Pdf(1), new SignaturePurpose("签发电子证书", "阿克苏地区"));
        Assert.False(PdfSigner.Verify([.. signed, .. "% more\n"u8])!.CoversWholeFile);
    }

    [Fact]
    public void Verify_OfAnUnsignedFile_FindsNothing() => Assert.Null(PdfSigner.Verify(PdfPagesTests.Pdf(1)));

    [Fact]
    public void TheInstancesCertificate_StaysTheSame()
    {
        using var again = SigningCertificate.OfInstance(keys, folder, "示例发证机关");
        Assert.Equal(certificate.Certificate.Thumbprint, again.Certificate.Thumbprint);
    }

    private PdfSigner Signer() => new(certificate, TimeProvider.System);
}
