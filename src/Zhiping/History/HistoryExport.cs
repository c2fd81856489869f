using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.History;

/// <summary>The first line of an exported history: what it claims, signed.</summary>
public sealed record ExportHead(string Format, long Size, string Root, DateTimeOffset At, string KeyId, string PublicKey, string Signature);

/// <summary>One further line: an entry with its place in the log.</summary>
public sealed record ExportLine(
    long Index, string Kind, Guid Subject, int Sequence, DateTimeOffset At, Guid? By, Guid? For, string Verb, string Data, string Previous, string Hash);

/// <summary>Writes the sealed history to a file of JSON lines that anyone can check without the server.</summary>
public sealed class HistoryExport(AppDb db, HistorySealer sealer, KeyRing keys)
{
    public const string Format = "zhiping-history-1";

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Seals what waits and writes everything up to the newest head; returns the number of entries.</summary>
    public async Task<long> WriteAsync(Stream target, CancellationToken stop = default)
    {
        await sealer.SealAsync(stop);
        var head = await db.Set<LogHead>().AsNoTracking().OrderByDescending(h => h.Size).FirstOrDefaultAsync(stop)
            ?? throw new RefusalException(new Refusal("还没有可以导出的办理记录。"));
        await WriteLineAsync(target, new ExportHead(
            Format, head.Size, Convert.ToHexStringLower(head.Root), head.At, head.KeyId, keys.PublicKeyPem, Convert.ToBase64String(head.Signature)), stop);
        var lines = db.Set<LogLeaf>().AsNoTracking().Where(leaf => leaf.Index < head.Size).OrderBy(leaf => leaf.Index)
            .Join(db.History().AsNoTracking(), leaf => leaf.Row, entry => entry.Row, (leaf, entry) => new { leaf.Index, Entry = entry })
            .OrderBy(pair => pair.Index);
        await foreach (var pair in lines.AsAsyncEnumerable().WithCancellation(stop))
        {
            var entry = pair.Entry;
            await WriteLineAsync(target, new ExportLine(
                pair.Index, entry.SubjectKind, entry.SubjectId, entry.Sequence, entry.At, entry.By, entry.ForBody, entry.Verb, entry.Data,
                Convert.ToHexStringLower(entry.PreviousHash), Convert.ToHexStringLower(entry.Hash)), stop);
        }

        return head.Size;
    }

    private static async Task WriteLineAsync<T>(Stream target, T line, CancellationToken stop)
    {
        await target.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(line, Json), stop);
        await target.WriteAsync("\n"u8.ToArray(), stop);
    }
}

/// <summary>Checks an exported history without the server: every hash, every chain, the tree and the signature.</summary>
public static class HistoryVerification
{
    /// <summary>What was found; no problems means that nothing was taken out, put in or changed since it was signed.</summary>
    public sealed record Outcome(long Entries, int Subjects, string? KeyId, DateTimeOffset? SignedAt, IReadOnlyList<string> Problems);

    /// <summary>Reads the file line by line; at most 20 problems are listed.</summary>
    /// <exception cref="InvalidDataException">The file is no exported history.</exception>
    public static Outcome Check(TextReader file)
    {
        var head = Read<ExportHead>(file.ReadLine(), 1) ?? throw new InvalidDataException("The file is empty.");
        if (head.Format != HistoryExport.Format || head.Root is null || head.Signature is null || head.PublicKey is null)
        {
            throw new InvalidDataException("The first line does not say that this is an exported history.");
        }

        var problems = new List<string>();
        var last = new Dictionary<(string, Guid), (int Sequence, string Hash)>();
        var log = new MerkleLog();
        long number = 1;
        while (file.ReadLine() is { } text)
        {
            number++;
            var line = Read<ExportLine>(text, number)!;
            Check(line, log, last, problem => problems.Add(string.Create(CultureInfo.InvariantCulture, $"line {number}: {problem}")));
            if (problems.Count >= 20)
            {
                break;
            }
        }

        CheckHead(head, log, problems);
        return new Outcome(log.Size, last.Count, head.KeyId, head.At, problems);
    }

    private static void Check(
        ExportLine line, MerkleLog log, Dictionary<(string, Guid), (int Sequence, string Hash)> last, Action<string> problem)
    {
        if (line.Index != log.Size)
        {
            problem($"entry {line.Index} stands where entry {log.Size} should");
        }

        var key = (line.Kind, line.Subject);
        var (sequence, hash) = last.GetValueOrDefault(key, (0, new string('0', 64)));
        if (line.Sequence != sequence + 1)
        {
            problem($"{line.Kind} {line.Subject} goes from its entry {sequence} to {line.Sequence}");
        }

        if (line.Previous != hash)
        {
            problem($"{line.Kind} {line.Subject} entry {line.Sequence} does not follow from the one before it");
        }

        var claimed = Hex(line.Hash);
        var computed = HistoryEntry.Claimed(
            line.Kind, line.Subject, line.Sequence, new Act(line.By, line.For, line.At), line.Verb, line.Data, Hex(line.Previous), claimed).ComputeHash();
        if (!computed.AsSpan().SequenceEqual(claimed))
        {
            problem($"{line.Kind} {line.Subject} entry {line.Sequence} ({line.Verb}) was changed: its content does not give its hash");
        }

        last[key] = (line.Sequence, line.Hash);
        log.Append(MerkleLog.Leaf(claimed));
    }

    private static void CheckHead(ExportHead head, MerkleLog log, List<string> problems)
    {
        if (log.Size != head.Size)
        {
            problems.Add($"the head speaks of {head.Size} entries, the file holds {log.Size}");
        }
        else if (Convert.ToHexStringLower(log.Root()) != head.Root)
        {
            problems.Add("the entries do not give the signed root");
        }

        var key = PublicKey(head.PublicKey);
        if (head.KeyId != KeyRing.IdOf(key) || !KeyRing.Verify(
            key, HistorySealer.Purpose, MerkleLog.HeadBytes(head.Size, Hex(head.Root), head.At), Base64(head.Signature)))
        {
            problems.Add("the signature of the head does not hold");
        }
    }

    private static T? Read<T>(string? line, long number)
    {
        try
        {
            return string.IsNullOrWhiteSpace(line) ? default : JsonSerializer.Deserialize<T>(line, HistoryExport.Json);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"Line {number} is no JSON of an exported history: {e.Message}"), e);
        }
    }

    private static byte[] Hex(string? text)
    {
        try
        {
            var bytes = Convert.FromHexString(text ?? "");
            return bytes.Length == 32 ? bytes : new byte[32];
        }
        catch (FormatException)
        {
            return new byte[32];
        }
    }

    private static byte[] Base64(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private static byte[] PublicKey(string pem)
        => System.Security.Cryptography.PemEncoding.TryFind(pem, out var fields) ? Base64(pem[fields.Base64Data]) : [];
}
