using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Zhiping.Data;

namespace Zhiping.History;

/// <summary>
/// One thing that happened to a subject. Each entry carries the hash of the subject's previous one, so that nothing can be
/// taken out, put in or changed unnoticed. Holds ids, field names and hashes, never personal data.
/// </summary>
public sealed class HistoryEntry
{
    private static readonly JsonWriterOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private HistoryEntry()
    {
    }

    /// <summary>Makes the entry that follows <paramref name="previous"/>.</summary>
    public HistoryEntry(string subjectKind, Guid subjectId, HistoryEntry? previous, Fact fact)
        : this(subjectKind, subjectId, (previous?.Sequence ?? 0) + 1, previous?.Hash ?? new byte[32], fact.Act, fact.Verb, DataOf(fact))
    {
    }

    private HistoryEntry(string subjectKind, Guid subjectId, int sequence, byte[] previousHash, Act act, string verb, string data)
    {
        SubjectKind = subjectKind;
        SubjectId = subjectId;
        Sequence = sequence;
        PreviousHash = previousHash;
        At = act.At.ToUniversalTime();
        By = act.By;
        ForBody = act.ForBody;
        Verb = verb;
        Data = data;
        Hash = ComputeHash();
    }

    public string SubjectKind { get; private set; } = "";

    public Guid SubjectId { get; private set; }

    /// <summary>1, 2, 3 … within the subject.</summary>
    public int Sequence { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>Null: the platform recorded a deadline.</summary>
    public Guid? By { get; private set; }

    public Guid? ForBody { get; private set; }

    public string Verb { get; private set; } = "";

    /// <summary>A canonical JSON object of texts, keys sorted; stored as text because it is hashed as stored.</summary>
    public string Data { get; private set; } = "{}";

    public byte[] PreviousHash { get; private set; } = [];

    public byte[] Hash { get; private set; } = [];

    /// <summary>Order of arrival, given by the database.</summary>
    public long Row { get; private set; }

    /// <summary>One value of the data, or null.</summary>
    public string? Value(string key)
    {
        using var document = JsonDocument.Parse(Data);
        return document.RootElement.TryGetProperty(key, out var value) ? value.GetString() : null;
    }

    /// <summary>SHA-256 of the canonical form of everything but the hash itself.</summary>
    public byte[] ComputeHash()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Canonical))
        {
            json.WriteStartObject();
            json.WriteString("at", At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("by", By?.ToString());
            json.WriteString("data", Data);
            json.WriteString("for", ForBody?.ToString());
            json.WriteString("kind", SubjectKind);
            json.WriteString("previous", Convert.ToHexStringLower(PreviousHash));
            json.WriteNumber("sequence", Sequence);
            json.WriteString("subject", SubjectId.ToString());
            json.WriteString("verb", Verb);
            json.WriteEndObject();
        }

        return SHA256.HashData(bytes.ToArray());
    }

    /// <summary>An entry as an exported file states it; its hash is as claimed, not computed.</summary>
    internal static HistoryEntry Claimed(
        string kind, Guid subject, int sequence, Act act, string verb, string data, byte[] previous, byte[] hash)
        => new(kind, subject, sequence, previous, act, verb, data) { Hash = hash };

    private static string DataOf(Fact fact)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Canonical))
        {
            json.WriteStartObject();
            foreach (var (key, value) in Pairs(fact).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(Fact fact)
        => fact.Act.Reason is { } reason
            ? fact.Data.Append(KeyValuePair.Create(
                "reason-sha256", Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(reason)))))
            : fact.Data;
}
