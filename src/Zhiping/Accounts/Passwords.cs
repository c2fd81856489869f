using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>Passwords: at least ten characters, not one that everybody tries, nothing of the own numbers in it. No rules about signs and capitals.</summary>
public sealed class Passwords(IPasswordHasher<Account> hasher)
{
    public const int MinLength = 10;

    private static readonly string[] TooCommon =
        ["1234567890", "0123456789", "1234567891", "12345678910", "123456789a", "a123456789", "password123", "password1234", "qwertyuiop", "1q2w3e4r5t", "woaini1314", "woaini520520", "1111111111", "zhiping2024", "zhicheng2024", "abcd123456", "abc1234567", "qq123456789", "iloveyou520"];

    private readonly string _nobodys = hasher.HashPassword(new Account(), Ids.Code(20));

    /// <summary>Why this cannot be the password, or null.</summary>
    public static Refusal? Check(string? password, params string?[] own)
    {
        var refusal = string.IsNullOrEmpty(password) ? new Refusal("请填写密码。")
            : password.Length < MinLength
                ? new Refusal("密码至少{0}个字符，您填了{1}个。", MinLength, password.Length) { Remedy = "可以用一句好记的话，中文也可以。" }
            : password.Length > 200 ? new Refusal("密码最多{0}个字符。", 200)
            : password.Distinct().Count() < 4 || TooCommon.Contains(password.ToLowerInvariant(), StringComparer.Ordinal)
                ? new Refusal("这个密码太常见，别人一试就对。") { Remedy = "可以用一句好记的话，中文也可以。" }
            : own.Any(text => text is { Length: >= 6 } && password.Contains(text, StringComparison.OrdinalIgnoreCase))
                ? new Refusal("密码里不能有您的身份证号码、手机号码或邮箱。")
            : null;
        return refusal is null ? null : refusal with { Field = "Password" };
    }

    /// <summary>Sets a checked password; every session that was open ends.</summary>
    public void Set(Account account, string password)
    {
        account.PasswordHash = hasher.HashPassword(account, password);
        account.SecurityStamp = Ids.Code(32);
        account.TemporaryUntil = null;
    }

    /// <summary>Whether it is the account's; takes as long when there is no account.</summary>
    public bool Matches(Account? account, string? password)
    {
        var result = hasher.VerifyHashedPassword(account ?? new Account(), account?.PasswordHash ?? _nobodys, password ?? "");
        if (account?.PasswordHash is not null && result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            account.PasswordHash = hasher.HashPassword(account, password!);
        }

        return account?.PasswordHash is not null && result != PasswordVerificationResult.Failed;
    }

    /// <summary>The work factor: as OWASP advises for PBKDF2 with SHA-512.</summary>
    internal sealed class Options : IConfigureOptions<PasswordHasherOptions>
    {
        public void Configure(PasswordHasherOptions options) => options.IterationCount = 210_000;
    }
}
