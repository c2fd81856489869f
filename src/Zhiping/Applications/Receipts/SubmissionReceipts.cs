using System.Globalization;

using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhiping.Data;
using Zhiping.History;
using Zhiping.Notices;
using Zhiping.Policy.Forms;

namespace Zhiping.Applications;

/// <summary>What an exported receipt states: which content arrived when, signed by the platform. Without any personal data.</summary>
public sealed record ReceiptFile(
    string Format, string ReceiptNumber, Guid Application, int Number, string Notice, int Revision, string RevisionSha256, string At,
    Guid To, string ContentSha256, string KeyId, string PublicKey, string Signature);

/// <summary>Makes signed receipts, and checks them without the server.</summary>
public sealed class SubmissionReceipts(AppDb db, KeyRing keys)
{
    public const string Format = "zhiping-receipt-1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true,
    };

    /// <summary>The body that a submission went to, as its history entry says.</summary>
    public async Task<Guid> GoneTo(Submission submission, Application application, CancellationToken cancel = default)
    {
        var number = submission.Number.ToString(CultureInfo.InvariantCulture);
        var entries = await db.Set<HistoryEntry>().AsNoTracking()
            .Where(e => e.SubjectKind == application.SubjectKind && e.SubjectId == application.Id && e.Verb == "Submit").ToListAsync(cancel);
        var entry = entries.Find(e => e.Value("number") == number);
        return Guid.TryParse(entry?.Value("holder"), out var holder) ? holder : application.UnitId;
    }

    /// <summary>The signed receipt of a submission as JSON.</summary>
    public async Task<byte[]> Export(Submission submission, Application application, PublishedNotice notice, CancellationToken cancel = default)
    {
        var file = new ReceiptFile(
            Format, submission.ReceiptNumber, submission.ApplicationId, submission.Number, notice.Notice.Id, notice.Number, notice.Sha256,
            submission.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            await GoneTo(submission, application, cancel), submission.Sha256, keys.SigningKeyId, keys.PublicKeyPem, "");
        return JsonSerializer.SerializeToUtf8Bytes(file with { Signature = Convert.ToBase64String(keys.Sign(Format, Signed(file))) }, Json);
    }

    /// <summary>
    /// Checks an exported receipt. Null when the signature holds; else why not. With the content given, its SHA-256 must be the stated one too.
    /// Whether the key is the platform's own the reader compares with the published key id.
    /// </summary>
    public static (ReceiptFile? Receipt, string? Problem) Verify(ReadOnlySpan<byte> json, ReadOnlySpan<byte> content = default)
    {
        ReceiptFile? file;
        try
        {
            file = JsonSerializer.Deserialize<ReceiptFile>(json, Json);
        }
        catch (JsonException problem)
        {
            return (null, $"Not a receipt: line {problem.LineNumber + 1} is not the JSON of one.");
        }

        if (file is not { Format: Format, PublicKey: { } pem, Signature: { } signature } || file.ReceiptNumber is null || file.ContentSha256 is null)
        {
            return (null, $"Not a receipt of the format {Format}.");
        }

        try
        {
            var fields = System.Security.Cryptography.PemEncoding.Find(pem);
            var key = Convert.FromBase64String(pem[fields.Base64Data]);
            if (!KeyRing.Verify(key, Format, Signed(file), Convert.FromBase64String(signature)))
            {
                return (file, "The signature does not hold: the receipt was changed, or signed by another key.");
            }
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException)
        {
            return (file, "The key or the signature in the receipt cannot be read.");
        }

        var hash = content.IsEmpty ? file.ContentSha256 : Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
        return hash == file.ContentSha256 ? (file, null) : (file, "The content is not the one of this receipt: its SHA-256 differs.");
    }

    /// <summary>The signed bytes: every field but key text and signature, as canonical JSON.</summary>
    private static byte[] Signed(ReceiptFile file) => CanonicalJson.Write(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["format"] = file.Format,
        ["receiptNumber"] = file.ReceiptNumber,
        ["application"] = file.Application.ToString(),
        ["number"] = (decimal)file.Number,
        ["notice"] = file.Notice,
        ["revision"] = (decimal)file.Revision,
        ["revisionSha256"] = file.RevisionSha256,
        ["at"] = file.At,
        ["to"] = file.To.ToString(),
        ["contentSha256"] = file.ContentSha256,
        ["keyId"] = file.KeyId,
    });
}
