using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace Zhiping.Documents.Signing;

/// <summary>What a reader of the file learns beside the certificate.</summary>
/// <param name="Reason">Why it was signed, such as 签发电子证书.</param>
/// <param name="Location">Where, such as the region's name.</param>
public sealed record SignaturePurpose(string Reason, string Location);

/// <summary>What a check of a signed file found.</summary>
/// <param name="IsIntact">The signature fits the bytes and the certificate in it.</param>
/// <param name="CoversWholeFile">Nothing was appended after signing.</param>
/// <param name="Signer">Name on the certificate.</param>
/// <param name="CertificateSha256">Which certificate it was, to compare with the issuer's published one.</param>
/// <param name="SignedAt">Claimed by the signer.</param>
public sealed record PdfSignature(bool IsIntact, bool CoversWholeFile, string Signer, string CertificateSha256, DateTimeOffset? SignedAt);

/// <summary>
/// Signs PDF files: a detached CMS signature over the whole file in an incremental update, as PAdES baseline has it (ETSI EN 319 142-1).
/// What was printed stays byte for byte.
/// </summary>
public sealed partial class PdfSigner(SigningCertificate certificate, TimeProvider realTime)
{
    // Room for the certificate and the signature, in bytes; written as twice as many hex digits.
    private const int Room = 8192;

    /// <summary>SHA-256 of the certificate that signs, in lower-case hex.</summary>
    public string CertificateSha256 => Convert.ToHexStringLower(certificate.Certificate.GetCertHash(HashAlgorithmName.SHA256));

    public byte[] Sign(byte[] pdf, SignaturePurpose purpose)
    {
        ArgumentNullException.ThrowIfNull(pdf);
        ArgumentNullException.ThrowIfNull(purpose);
        var now = realTime.GetUtcNow();
        var update = new PdfUpdate(pdf);
        var placeholder = new string('0', Room * 2);
        var dictionary = new StringBuilder("<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached");
        dictionary.Append(" /ByteRange [0 0000000000 0000000000 0000000000] /Contents <").Append(placeholder).Append('>');
        dictionary.Append(" /M (D:").Append(now.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)).Append("Z)");
        dictionary.Append(" /Name ").Append(Text(certificate.Name)).Append(" /Reason ").Append(Text(purpose.Reason));
        dictionary.Append(" /Location ").Append(Text(purpose.Location)).Append(">>");
        var signature = update.Add(dictionary.ToString());
        var page = update.FirstPage;
        var field = update.Add(
            $"<</Type /Annot /Subtype /Widget /FT /Sig /T (Signature) /V {signature} 0 R /P {page} 0 R /Rect [0 0 0 0] /F 132>>");
        update.Change(page, WithAnnotation(update.Body(page), field));
        update.Change(update.Root, Inside(update.Body(update.Root), $"/AcroForm <</Fields [{field} 0 R] /SigFlags 3>>"));
        return Fill(update.Finish());
    }

    /// <summary>Checks the last signature of a file; null when it carries none.</summary>
    public static PdfSignature? Verify(byte[] pdf)
    {
        ArgumentNullException.ThrowIfNull(pdf);
        var text = Encoding.Latin1.GetString(pdf);
        var match = RangeEntry().Matches(text).LastOrDefault();
        if (match is null)
        {
            return null;
        }

        int[] range = [.. Enumerable.Range(1, 4).Select(part => int.TryParse(match.Groups[$"n{part}"].ValueSpan, CultureInfo.InvariantCulture, out var value) ? value : -1)];
        var (firstEnd, secondStart) = (range[1], range[2]);
        if (range[0] != 0 || firstEnd < 0 || secondStart <= firstEnd || range[3] < 0 || (long)secondStart + range[3] > pdf.Length)
        {
            return new PdfSignature(false, false, string.Empty, string.Empty, null);
        }

        try
        {
            var hex = text[(firstEnd + 1)..(secondStart - 1)];
            var cms = new SignedCms(new ContentInfo((byte[])[.. pdf[..firstEnd], .. pdf.AsSpan(secondStart, range[3])]), detached: true);
            cms.Decode(WithoutPadding(Convert.FromHexString(hex)));
            var signer = cms.SignerInfos[0];
            cms.CheckSignature(verifySignatureOnly: true);
            return new PdfSignature(
                true,
                secondStart + range[3] == pdf.Length,
                signer.Certificate?.GetNameInfo(X509NameType.SimpleName, forIssuer: false) ?? string.Empty,
                signer.Certificate is { } used ? Convert.ToHexStringLower(used.GetCertHash(HashAlgorithmName.SHA256)) : string.Empty,
                SignedAt(text));
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException or AsnContentException or ArgumentException)
        {
            return new PdfSignature(false, false, string.Empty, string.Empty, null);
        }
    }

    private byte[] Fill(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var opening = text.LastIndexOf("/Contents <", StringComparison.Ordinal) + "/Contents ".Length;
        var closing = text.IndexOf('>', opening) + 1;
        var range = string.Create(CultureInfo.InvariantCulture, $"[0 {opening:D10} {closing:D10} {pdf.Length - closing:D10}]");
        var rangeAt = text.LastIndexOf("/ByteRange [", StringComparison.Ordinal) + "/ByteRange ".Length;
        Encoding.Latin1.GetBytes(range).CopyTo(pdf, rangeAt);
        byte[] signed = [.. pdf.AsSpan(0, opening), .. pdf.AsSpan(closing)];
        var cms = new SignedCms(new ContentInfo(signed), detached: true);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate.Certificate)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.SignedAttributes.Add(new AsnEncodedData("1.2.840.113549.1.9.16.2.47", SigningCertificateV2()));
        cms.ComputeSignature(signer, silent: true);
        var bytes = cms.Encode();
        if (bytes.Length > Room)
        {
            throw new InvalidOperationException("The signing certificate is too large for the room in the file.");
        }

        Encoding.Latin1.GetBytes(Convert.ToHexStringLower(bytes)).CopyTo(pdf, opening + 1);
        return pdf;
    }

    // ESS signing-certificate-v2 (RFC 5035): binds the signature to this certificate; SHA-256 is the default and left out.
    private byte[] SigningCertificateV2()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(certificate.Certificate.GetCertHash(HashAlgorithmName.SHA256));
        }

        return writer.Encode();
    }

    private static byte[] WithoutPadding(byte[] padded)
    {
        AsnDecoder.ReadEncodedValue(padded, AsnEncodingRules.BER, out _, out _, out var length);
        return padded[..length];
    }

    private static DateTimeOffset? SignedAt(string text)
        => DateEntry().Matches(text).LastOrDefault() is { } match
            && DateTimeOffset.TryParseExact(
                match.Groups["at"].Value, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : null;

    private static string WithAnnotation(string page, int field)
    {
        var annotations = page.IndexOf("/Annots", StringComparison.Ordinal);
        if (annotations < 0)
        {
            return Inside(page, $"/Annots [{field} 0 R]");
        }

        var list = page.IndexOf('[', annotations);
        return page[annotations..list].Trim() == "/Annots"
            ? page[..(list + 1)] + $"{field} 0 R " + page[(list + 1)..]
            : throw new FormatException("The page keeps its annotations elsewhere.");
    }

    private static string Inside(string dictionary, string entry)
    {
        var end = dictionary.LastIndexOf(">>", StringComparison.Ordinal);
        return dictionary[..end] + entry + dictionary[end..];
    }

    // A text as hex of UTF-16 with its mark, so that Chinese needs no escapes.
    private static string Text(string text) => "<FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text)) + ">";

    [GeneratedRegex(@"/ByteRange\s*\[\s*(?<n1>\d+)\s+(?<n2>\d+)\s+(?<n3>\d+)\s+(?<n4>\d+)\s*\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RangeEntry();

    [GeneratedRegex(@"/M \(D:(?<at>\d{14})Z\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex DateEntry();
}
