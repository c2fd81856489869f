using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>What a mailed code is for; a code of one purpose is worth nothing for another.</summary>
public enum CodePurpose
{
    Register,
    SignIn,
    ResetPassword,
    ChangeEmail,

    /// <summary>By text message: the mobile given at registration is real. (A2)</summary>
    ConfirmMobile,

    /// <summary>By text message: another mobile for an account.</summary>
    ChangeMobile,

    /// <summary>By text message: the mobile under which somebody who is locked out can be reached. (A4)</summary>
    Appeal,
}

/// <summary>A six-digit code on its way by e-mail or text message: ten minutes, five tries, once.</summary>
public sealed class MailCode
{
    public const int MaxTries = 5;

    /// <summary>So many to one mobile within an hour: they cost money, and must not be a way to pester somebody.</summary>
    public const int MostAnHour = 5;

    private MailCode()
    {
    }

    /// <summary>Makes a code; <paramref name="personId"/> null means that no answer will ever be right, and looks the same.</summary>
    public MailCode(DateTimeOffset now, CodePurpose purpose, Guid? personId, byte[] key, out string code, byte[]? payload = null, byte[]? addressIndex = null)
    {
        Id = Ids.Blind();
        Purpose = purpose;
        PersonId = personId;
        Payload = payload;
        AddressIndex = addressIndex;
        ExpiresAt = now + TimeSpan.FromMinutes(10);
        code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        Hash = HashOf(key, code);
    }

    /// <summary>Random: it stands in the address of the page that asks for the code.</summary>
    public Guid Id { get; private set; }

    public CodePurpose Purpose { get; private set; }

    public Guid? PersonId { get; private set; }

    /// <summary>Sealed; what waits for the code, such as the new e-mail.</summary>
    public byte[]? Payload { get; private set; }

    /// <summary>The blind index of the mobile it went to, so that those of one hour can be counted; null for e-mail.</summary>
    public byte[]? AddressIndex { get; private set; }

    public byte[] Hash { get; private set; } = [];

    public DateTimeOffset ExpiresAt { get; private set; }

    public int Tries { get; private set; }

    public DateTimeOffset? UsedAt { get; private set; }

    public uint Version { get; private set; }

    private bool IsByText => Purpose is CodePurpose.ConfirmMobile or CodePurpose.ChangeMobile or CodePurpose.Appeal;

    private string Field => IsByText ? "MobileCode" : "Code";

    /// <summary>Whether it was answered rightly and its time is not over.</summary>
    public bool WasRight(DateTimeOffset now) => UsedAt is not null && now < ExpiresAt;

    /// <summary>Counts the try and says why the code does not hold, or null when it does; then it is used up.</summary>
    public Refusal? Try(DateTimeOffset now, byte[] key, string? typed)
    {
        if (UsedAt is not null || now >= ExpiresAt || Tries >= MaxTries)
        {
            return new Refusal("这个验证码已经失效。") { Remedy = "请返回上一页，重新获取验证码。", Field = Field };
        }

        Tries++;
        var text = new string([.. Typed.Narrow(typed).Where(char.IsAsciiDigit)]);
        if (!CryptographicOperations.FixedTimeEquals(Hash, HashOf(key, text)))
        {
            return Tries < MaxTries
                ? new Refusal("验证码不对，还可以试{0}次。", MaxTries - Tries) { Remedy = IsByText ? "请填写最近一条短信里的6位数字。" : "请填写最近一封邮件里的6位数字。", Field = Field }
                : new Refusal("验证码不对，已经试了{0}次，这个验证码失效了。", MaxTries) { Remedy = "请返回上一页，重新获取验证码。", Field = Field };
        }

        UsedAt = now;
        return null;
    }

    private byte[] HashOf(byte[] key, string code) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Id:N}/{Purpose}/{code}"));
}

/// <summary>What a person filled in to register, sealed, until the e-mail answers; its id is the mail code's.</summary>
public sealed class Registration
{
    private Registration()
    {
    }

    public Registration(Guid id, byte[] content, DateTimeOffset expiresAt)
    {
        Id = id;
        Content = content;
        ExpiresAt = expiresAt;
    }

    public Guid Id { get; private set; }

    public byte[] Content { get; private set; } = [];

    public DateTimeOffset ExpiresAt { get; private set; }
}

/// <summary>
/// Failed sign-ins in a row under one login name, whether or not anybody has it: the waiting time grows with each, per
/// account and never per address, because a whole county office shares one address.
/// </summary>
public sealed class SignInFailure
{
    private const int Free = 4;

    private SignInFailure()
    {
    }

    public SignInFailure(byte[] key)
    {
        Key = key;
    }

    public byte[] Key { get; private set; } = [];

    public int Count { get; private set; }

    public DateTimeOffset? WaitUntil { get; private set; }

    /// <summary>Counts one more: the fifth costs 30 seconds, each further one twice as long, at most 30 minutes.</summary>
    public void Add(DateTimeOffset now)
    {
        Count++;
        if (Count > Free)
        {
            WaitUntil = now + TimeSpan.FromSeconds(Math.Min(1800, 30 * Math.Pow(2, Math.Min(10, Count - Free - 1))));
        }
    }
}

/// <summary>A proof of work that was handed in: it counts once.</summary>
public sealed class SpentChallenge
{
    private SpentChallenge()
    {
    }

    public SpentChallenge(string nonce, DateTimeOffset expiresAt)
    {
        Nonce = nonce;
        ExpiresAt = expiresAt;
    }

    public string Nonce { get; private set; } = "";

    public DateTimeOffset ExpiresAt { get; private set; }
}
