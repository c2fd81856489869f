using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Zhiping.Data;

/// <summary>
/// The keys of one instance, in one file outside the database and its backups. Who has the database alone reads no identity
/// number, and who has the file alone reads nothing.
/// </summary>
public sealed class KeyRing : IDisposable
{
    private const UnixFileMode OwnerReadsAndWrites = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly Dictionary<int, byte[]> _sealing;
    private readonly byte[] _root;
    private readonly ECDsa _signing;
    private readonly Lock _signingGate = new();

    private KeyRing(KeyFile file)
    {
        _sealing = file.Sealing.ToDictionary(key => key.Id, key => Convert.FromBase64String(key.Key));
        CurrentSealingKey = _sealing.Keys.Max();
        _root = Convert.FromBase64String(file.Root);
        _signing = ECDsa.Create();
        _signing.ImportPkcs8PrivateKey(Convert.FromBase64String(file.Signing), out _);
        PublicKey = _signing.ExportSubjectPublicKeyInfo();
        SigningKeyId = IdOf(PublicKey);
    }

    /// <summary>The id of the key that seals what is written now; older ones still open.</summary>
    public int CurrentSealingKey { get; }

    /// <summary>The public half of the signing key, SubjectPublicKeyInfo.</summary>
    public byte[] PublicKey { get; }

    /// <summary>The first 16 hex digits of the SHA-256 of <see cref="PublicKey"/>.</summary>
    public string SigningKeyId { get; }

    /// <summary>The public half as text, for those who verify without us.</summary>
    public string PublicKeyPem => PemEncoding.WriteString("PUBLIC KEY", PublicKey);

    /// <summary>Reads the file, or makes it with mode 0600 where there is none.</summary>
    /// <exception cref="StartRefusedException">The file can be read by others, or is no key ring.</exception>
    public static KeyRing OpenOrCreate(string file)
    {
        if (!File.Exists(file))
        {
            Write(file, NewFile());
        }

        var mode = File.GetUnixFileMode(file);
        if ((mode & ~OwnerReadsAndWrites) != UnixFileMode.None)
        {
            throw new StartRefusedException(
                $"The key file {file} can be read by others (mode {Convert.ToString((int)mode, 8)}); run chmod 600 on it and start again.");
        }

        try
        {
            var read = JsonSerializer.Deserialize<KeyFile>(File.ReadAllBytes(file), Json);
            return read is { Sealing.Count: > 0 } ? new KeyRing(read) : throw new JsonException("it holds no keys");
        }
        catch (Exception e) when (e is JsonException or FormatException or CryptographicException)
        {
            throw new StartRefusedException($"The key file {file} cannot be read ({e.Message}); put back the copy that belongs to this database.");
        }
    }

    /// <summary>Makes a key file whose root is known beforehand, so that a played season comes out with the same numbers again. Never for real people.</summary>
    public static void CreateForSeason(string file, byte[] root)
    {
        Write(file, NewFile() with { Root = Convert.ToBase64String(root) });
    }

    /// <summary>Adds a new sealing key to the file; what is sealed from the next start on uses it, older things stay readable.</summary>
    public static int Rotate(string file)
    {
        using var present = OpenOrCreate(file);
        var read = JsonSerializer.Deserialize<KeyFile>(File.ReadAllBytes(file), Json)!;
        var id = read.Sealing.Max(key => key.Id) + 1;
        read.Sealing.Add(new SealingKey(id, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
        Write(file, read);
        return id;
    }

    /// <summary>A key of its own for one purpose, derived from the root key: 32 bytes, always the same.</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _root, 32, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>ECDSA P-256 over SHA-256 of the purpose, a zero byte and the data, so that no signature can be taken for one of another purpose.</summary>
    public byte[] Sign(string purpose, ReadOnlySpan<byte> data)
    {
        lock (_signingGate)
        {
            return _signing.SignHash(Digest(purpose, data));
        }
    }

    /// <summary>The id of a key by its public half: without it somebody could put another's id beside a key of his own.</summary>
    public static string IdOf(ReadOnlySpan<byte> publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey))[..16];

    /// <summary>Whether the signature was made by <see cref="Sign"/> with that key.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, string purpose, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out _);
            return key.VerifyHash(Digest(purpose, data), signature);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public void Dispose() => _signing.Dispose();

    internal byte[]? SealingKeyOf(int id) => _sealing.GetValueOrDefault(id);

    private static byte[] Digest(string purpose, ReadOnlySpan<byte> data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(purpose));
        hash.AppendData([0]);
        hash.AppendData(data);
        return hash.GetHashAndReset();
    }

    private static KeyFile NewFile()
    {
        using var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new KeyFile(
            "Keys of one Zhiping instance. Without this file the sealed numbers in its database cannot be read. Keep a copy apart from the database's backups.",
            [new SealingKey(1, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))],
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            Convert.ToBase64String(signing.ExportPkcs8PrivateKey()));
    }

    private static void Write(string file, KeyFile content)
    {
        var draft = string.Create(CultureInfo.InvariantCulture, $"{file}.{Environment.ProcessId}.new");
        using (var stream = new FileStream(draft, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerReadsAndWrites,
        }))
        {
            JsonSerializer.Serialize(stream, content, Json);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: true);
    }

    private sealed record SealingKey(int Id, string Key);

    private sealed record KeyFile(string About, List<SealingKey> Sealing, string Root, string Signing);
}
