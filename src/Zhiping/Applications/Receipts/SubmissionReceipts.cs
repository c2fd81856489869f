using System.Globalization;

using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhiping.Data;
using Zhiping.History;
using Zhiping.Notices;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;

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
        return Sign(file, keys);
    }

    /// <summary>The receipt as JSON with the signature of these keys.</summary>
    public static byte[] Sign(ReceiptFile file, KeyRing keys) =>
        JsonSerializer.SerializeToUtf8Bytes(file with { Signature = Convert.ToBase64String(keys.Sign(Format, Signed(file))) }, Json);

    /// <summary>
    /// Checks an exported receipt. Null when the signature holds; else why not. With the content given, its SHA-256 must be the stated one too.
    /// Whether the key is the platform's own the reader compares with the published key id.
    /// </summary>
    public static (ReceiptFile? Receipt, LocalText? Problem) Verify(ReadOnlySpan<byte> json, ReadOnlySpan<byte> content = default)
    {
        ReceiptFile? file;
        try
        {
            file = JsonSerializer.Deserialize<ReceiptFile>(json, Json);
        }
        catch (JsonException problem)
        {
            return (null, new LocalText($"不是回执：第{problem.LineNumber + 1}行不是回执的JSON。签名回执是从“提交回执”页下载的 zhiping-receipt-….json。",
                $"Not a receipt: line {problem.LineNumber + 1} is not the JSON of one. The signed receipt is the zhiping-receipt-….json of the receipt page."));
        }

        if (file is not { Format: Format, PublicKey: { } pem, Signature: { } signature } || file.ReceiptNumber is null || file.ContentSha256 is null)
        {
            return (null, IsContent(json)
                ? new LocalText("不是回执，是提交的内容。请先写签名回执，再写这个文件：verify receipt 回执 内容。", "Not a receipt but the submitted content. Name the signed receipt first, then this file: verify receipt RECEIPT CONTENT.")
                : new LocalText($"不是回执：格式不是 {Format}。", $"Not a receipt of the format {Format}."));
        }

        try
        {
            var fields = System.Security.Cryptography.PemEncoding.Find(pem);
            var key = Convert.FromBase64String(pem[fields.Base64Data]);
            if (file.KeyId != KeyRing.IdOf(key) || !KeyRing.Verify(key, Format, Signed(file), Convert.FromBase64String(signature)))
            {
                return (file, new LocalText("签名不成立：回执被改过，或者不是这个密钥签的。", "The signature does not hold: the receipt was changed, or signed by another key."));
            }
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException)
        {
            return (file, new LocalText("签名不成立：回执里的密钥或签名读不出来，回执被改过。", "The signature does not hold: key or signature in the receipt cannot be read, so it was changed."));
        }

        var hash = content.IsEmpty ? file.ContentSha256 : Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
        return hash == file.ContentSha256 ? (file, null) : (file, new LocalText("内容不是这份回执的：SHA-256不一样。", "The content is not the one of this receipt: its SHA-256 differs."));
    }

    /// <summary>Whether it is what a submission froze, which lies beside its receipt and is easily taken for it.</summary>
    private static bool IsContent(ReadOnlySpan<byte> json)
    {
        try
        {
            return ApplicationDocument.Parse(json.ToArray()).Sections.Count > 0;
        }
        catch (BadDocumentException)
        {
            return false;
        }
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
