using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Accounts.SignIn;

/// <summary>
/// Somebody whose password was right and who has one more step to take before the session opens. It travels encrypted in the form, lasts
/// ten minutes and dies with the account's stamp.
/// </summary>
public sealed class SignInTickets(IDataProtectionProvider protection, AppDb db, RealClock real)
{
    private readonly IDataProtector protector = protection.CreateProtector("sign-in-ticket");

    public string Issue(Account account, string? to)
        => protector.Protect(JsonSerializer.Serialize(new Content(account.Id, account.SecurityStamp!, to, real.Now.AddMinutes(10))));

    /// <summary>Whose it is and where to go afterwards.</summary>
    /// <exception cref="RefusalException">It is over, or none of ours.</exception>
    public async Task<(Account Account, Person Person, string? To)> ReadAsync(string? ticket, CancellationToken stop)
    {
        var content = Open(ticket);
        var account = content is null || content.ExpiresAt < real.Now ? null
            : await db.Accounts().FirstOrDefaultAsync(a => a.Id == content.PersonId && a.SecurityStamp == content.Stamp, stop);
        return account is null
            ? throw new RefusalException(new Refusal("这一步等得太久，已经失效。") { Remedy = "请回到登录页，重新登录。" })
            : (account, await db.People().FirstAsync(p => p.Id == account.Id, stop), content!.To);
    }

    private Content? Open(string? ticket)
    {
        try
        {
            return string.IsNullOrEmpty(ticket) ? null : JsonSerializer.Deserialize<Content>(protector.Unprotect(ticket));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Content(Guid PersonId, string Stamp, string? To, DateTimeOffset ExpiresAt);
}
