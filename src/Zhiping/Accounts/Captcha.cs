using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>What the browser works on, as the altcha widget reads it.</summary>
public sealed record CaptchaParameters(string Algorithm, string Nonce, string Salt, int Cost, int KeyLength, string KeyPrefix, long ExpiresAt);

/// <summary>A signed task.</summary>
public sealed record CaptchaChallenge(CaptchaParameters Parameters, string Signature);

/// <summary>
/// The captcha of A3 as a proof of work that the browser solves without the person's doing: find the counter whose
/// SHA-256(salt + nonce + counter) begins with the given bytes. Signed, so nothing is stored until it is handed in; used once;
/// ten minutes. Where there is no script, a mailed code takes its place.
/// </summary>
public sealed class Captcha(KeyRing keys, RealClock clock)
{
    private const string Algorithm = "SHA-256";
    private const int KeyLength = 32;
    private const int PrefixLength = 16;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly byte[] _key = keys.Derive("captcha");

    /// <summary>A new task; a phone needs about a second for it.</summary>
    public CaptchaChallenge New()
    {
        var nonce = RandomNumberGenerator.GetBytes(16);
        var salt = RandomNumberGenerator.GetBytes(16);
        var answer = Derived(salt, nonce, (uint)RandomNumberGenerator.GetInt32(5_000, 20_000));
        var parameters = new CaptchaParameters(
            Algorithm, Convert.ToHexStringLower(nonce), Convert.ToHexStringLower(salt), 1, KeyLength,
            Convert.ToHexStringLower(answer.AsSpan(0, PrefixLength)), clock.Now.AddMinutes(10).ToUnixTimeSeconds());
        return new CaptchaChallenge(parameters, Signature(parameters));
    }

    /// <summary>Whether the field that the widget filled proves work on a task of ours that was not handed in before; it is spent with this call.</summary>
    public async Task<bool> SpendAsync(AppDb db, string? payload, CancellationToken stop = default)
    {
        if (string.IsNullOrEmpty(payload) || payload.Length > 4096 || Read(payload) is not { } solved)
        {
            return false;
        }

        var (parameters, signature, counter) = solved;
        var expires = DateTimeOffset.FromUnixTimeSeconds(parameters.ExpiresAt);
        if (clock.Now >= expires || parameters.Algorithm != Algorithm || parameters.Cost != 1
            || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Signature(parameters)), Encoding.UTF8.GetBytes(signature)))
        {
            return false;
        }

        // The signature held, so the hex is ours.
        var derived = Derived(Convert.FromHexString(parameters.Salt), Convert.FromHexString(parameters.Nonce), counter);
        return derived.AsSpan(0, PrefixLength).SequenceEqual(Convert.FromHexString(parameters.KeyPrefix))
            && await db.Database.ExecuteSqlInterpolatedAsync(
                $"insert into spent_challenges (nonce, expires_at) values ({parameters.Nonce}, {expires}) on conflict do nothing", stop) == 1;
    }

    /// <summary>Solves a task, as the browser would; for tests and played seasons.</summary>
    public static string Solve(CaptchaChallenge challenge)
    {
        var parameters = challenge.Parameters;
        var prefix = Convert.FromHexString(parameters.KeyPrefix);
        for (uint counter = 0; ; counter++)
        {
            var derived = Derived(Convert.FromHexString(parameters.Salt), Convert.FromHexString(parameters.Nonce), counter);
            if (derived.AsSpan(0, prefix.Length).SequenceEqual(prefix))
            {
                var payload = new { challenge, solution = new { counter, derivedKey = Convert.ToHexStringLower(derived), time = 1 } };
                return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(payload, Json));
            }
        }
    }

    private static byte[] Derived(byte[] salt, byte[] nonce, uint counter)
    {
        Span<byte> text = stackalloc byte[salt.Length + nonce.Length + sizeof(uint)];
        salt.CopyTo(text);
        nonce.CopyTo(text[salt.Length..]);
        BinaryPrimitives.WriteUInt32BigEndian(text[(salt.Length + nonce.Length)..], counter);
        return SHA256.HashData(text);
    }

    private static (CaptchaParameters Parameters, string Signature, uint Counter)? Read(string payload)
    {
        try
        {
            using var document = JsonDocument.Parse(Convert.FromBase64String(payload), new JsonDocumentOptions { MaxDepth = 8 });
            var challenge = document.RootElement.GetProperty("challenge");
            var parameters = challenge.GetProperty("parameters").Deserialize<CaptchaParameters>(Json);
            return parameters is { Algorithm: not null, Nonce: not null, Salt: not null, KeyPrefix: not null }
                && challenge.GetProperty("signature").GetString() is { } signature
                ? (parameters, signature, document.RootElement.GetProperty("solution").GetProperty("counter").GetUInt32())
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private string Signature(CaptchaParameters p)
        => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{p.Algorithm}\n{p.Nonce}\n{p.Salt}\n{p.Cost}\n{p.KeyLength}\n{p.KeyPrefix}\n{p.ExpiresAt}"))));
}
