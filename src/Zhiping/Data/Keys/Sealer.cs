using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Zhiping.Data;

/// <summary>
/// Encrypts what the database and its backups may not show: identity numbers, mobiles, e-mails, renditions of printed forms.
/// AES-256-GCM; the result is version, key id, nonce, tag, ciphertext. The context is authenticated: what was sealed for one
/// place does not open in another.
/// </summary>
public sealed class Sealer(KeyRing keys)
{
    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeaderLength = 1 + sizeof(int);

    /// <summary>Seals bytes.</summary>
    public byte[] Seal(ReadOnlySpan<byte> plain, string context)
    {
        var sealedBytes = new byte[HeaderLength + NonceLength + TagLength + plain.Length];
        sealedBytes[0] = Version;
        BinaryPrimitives.WriteInt32BigEndian(sealedBytes.AsSpan(1), keys.CurrentSealingKey);
        var nonce = sealedBytes.AsSpan(HeaderLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(keys.SealingKeyOf(keys.CurrentSealingKey)!, TagLength);
        aes.Encrypt(
            nonce, plain, sealedBytes.AsSpan(HeaderLength + NonceLength + TagLength), sealedBytes.AsSpan(HeaderLength + NonceLength, TagLength),
            Encoding.UTF8.GetBytes(context));
        return sealedBytes;
    }

    /// <summary>Seals a text.</summary>
    public byte[] Seal(string plain, string context) => Seal(Encoding.UTF8.GetBytes(plain), context);

    /// <summary>Opens what <see cref="Seal(ReadOnlySpan{byte}, string)"/> made for the same context.</summary>
    /// <exception cref="CryptographicException">It was changed, sealed for another place, or its key is not in the ring.</exception>
    public byte[] Open(ReadOnlySpan<byte> sealedBytes, string context)
    {
        if (sealedBytes.Length < HeaderLength + NonceLength + TagLength || sealedBytes[0] != Version)
        {
            throw new CryptographicException("These bytes were not sealed by this program.");
        }

        var id = BinaryPrimitives.ReadInt32BigEndian(sealedBytes[1..]);
        var key = keys.SealingKeyOf(id) ?? throw new CryptographicException($"Sealing key {id} is not in the key file.");
        var body = sealedBytes[HeaderLength..];
        var plain = new byte[body.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(body[..NonceLength], body[(NonceLength + TagLength)..], body.Slice(NonceLength, TagLength), plain, Encoding.UTF8.GetBytes(context));
        return plain;
    }

    /// <summary>Opens a sealed text.</summary>
    public string OpenText(ReadOnlySpan<byte> sealedBytes, string context) => Encoding.UTF8.GetString(Open(sealedBytes, context));
}

/// <summary>
/// Finds a sealed value again without opening any: HMAC-SHA256 of the normalised value with a key of its own, one per kind,
/// so that equal values of different kinds do not meet.
/// </summary>
public sealed class BlindIndex(KeyRing keys)
{
    /// <summary>32 bytes.</summary>
    public byte[] Of(string kind, string normalised)
        => HMACSHA256.HashData(keys.Derive("blind-index/" + kind), Encoding.UTF8.GetBytes(normalised));
}
