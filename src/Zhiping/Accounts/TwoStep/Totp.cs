using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>Time-based one-time passwords as every authenticator app makes them: RFC 6238 with HMAC-SHA-1, 30 seconds, six digits.</summary>
public static class Totp
{
    public const int SecretLength = 20;
    private const int StepSeconds = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The step an instant lies in.</summary>
    public static long StepAt(DateTimeOffset at) => at.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The six digits of one step.</summary>
#pragma warning disable CA5350 // The RFC and every app say SHA-1; as an HMAC it is not weak.
    public static string CodeOf(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var hash = HMACSHA1.HashData(secret, counter);
        var value = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & int.MaxValue;
        return (value % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
#pragma warning restore CA5350

    /// <summary>
    /// The step whose code was typed, when it is this one or the one before or after and later than the last one used: a code that was
    /// seen over somebody's shoulder is worth nothing.
    /// </summary>
    public static long? Match(byte[] secret, string? typed, DateTimeOffset at, long lastStep)
    {
        var text = new string([.. Typed.Narrow(typed).Where(char.IsAsciiDigit)]);
        if (text.Length != 6)
        {
            return null;
        }

        var now = StepAt(at);
        for (var step = now - 1; step <= now + 1; step++)
        {
            if (step > lastStep && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeOf(secret, step)), Encoding.ASCII.GetBytes(text)))
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>The secret as people type it into an app: groups of four.</summary>
    public static string Words(byte[] secret) => string.Join(' ', Encoded(secret).Chunk(4).Select(part => new string(part)));

    /// <summary>What the QR code says to the app.</summary>
    public static string Address(byte[] secret, string account) =>
        $"otpauth://totp/{Uri.EscapeDataString("职评")}:{Uri.EscapeDataString(account)}?secret={Encoded(secret)}&issuer={Uri.EscapeDataString("职评")}&algorithm=SHA1&digits=6&period=30";

    private static string Encoded(byte[] bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 / 5) + 1);
        var (held, bits) = (0, 0);
        foreach (var value in bytes)
        {
            held = ((held << 8) | value) & 0xFFFF;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(Base32[(held >> (bits - 5)) & 31]);
            }
        }

        return bits > 0 ? text.Append(Base32[(held << (5 - bits)) & 31]).ToString() : text.ToString();
    }
}
