using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>Checks login names and passwords, counts failures, and mails codes. (A3, A4)</summary>
public sealed class SignInDesk(AppDb db, PersonVault vault, Passwords passwords, KeyRing keys, Outbox outbox, RealClock real, SignInTries tries, Recovery recovery)
{
    private const string InsteadOfWaiting = "忘了密码的，请点“找回密码”，用邮箱重设，不用等。";

    private byte[] CodeKey => keys.Derive("mail-code");

    /// <summary>The account, when login name and password are right.</summary>
    /// <exception cref="RefusalException">Wrong, in words that do not say which; or too many tries in a row.</exception>
    public async Task<(Account Account, Person Person)> CheckAsync(string? login, string? password, CancellationToken stop)
    {
        RefusalException.ThrowIf(string.IsNullOrWhiteSpace(login) ? new Refusal("请填写登录名。") { Field = "Login" }
            : string.IsNullOrEmpty(password) ? new Refusal("请填写密码。") { Field = "Password" } : null);
        var person = await vault.FindAsync(db, login, stop);
        var key = person?.Id.ToByteArray() ?? vault.LoginIndex(login).Index;
        await tries.CountAsync(key, InsteadOfWaiting, "Login", stop);
        var account = person is null ? null : await db.Accounts().FirstOrDefaultAsync(a => a.Id == person.Id, stop);
        if (!passwords.Matches(account, password))
        {
            throw new RefusalException(new Refusal("登录名或密码不对。")
            {
                Remedy = "登录名是您的身份证号码，也可以用手机号码或邮箱。忘了密码的，请点“找回密码”。", Field = "Login",
            });
        }

        RefusalException.ThrowIf(account!.TemporaryUntil < real.Now
            ? new Refusal("单位人事给您的临时密码已经过期。") { Remedy = "请单位人事再重设一次，或者点“找回密码”。", Field = "Password" }
            : null);
        await db.SaveChangesAsync(stop);
        await tries.ForgetAsync(key, stop);
        return (account, person!);
    }

    /// <summary>Posts a code to the owner of the account, if there is one; the answer is the same either way.</summary>
    /// <returns>The id of the page that asks for the code.</returns>
    public async Task<Guid> PostCodeAsync(Guid? personId, CodePurpose purpose, CancellationToken stop)
    {
        var person = personId is null ? null : await db.People().FirstOrDefaultAsync(p => p.Id == personId, stop);
        var recent = personId is not null && await db.Set<MailCode>()
            .CountAsync(c => c.PersonId == personId && c.Purpose == purpose && c.ExpiresAt > real.Now.AddMinutes(-50), stop) >= 5;
        var code = new MailCode(real.Now, purpose, recent ? null : person?.Id, CodeKey, out var digits);
        db.Add(code);
        if (person is not null && !recent)
        {
            outbox.Post(new Letter(
                vault.EmailOf(person), Texts.Chinese.Plain("职评平台验证码 {0}", digits),
                Texts.Chinese.Plain(
                    purpose == CodePurpose.ResetPassword
                        ? "{0}，您好：\n\n您正在重设职评平台的密码，验证码是 {1}，10分钟内有效。\n\n如果不是您本人操作，请不要理会这封邮件，您的密码没有变化。"
                        : "{0}，您好：\n\n您正在登录职评平台，验证码是 {1}，10分钟内有效。\n\n如果不是您本人操作，请马上修改密码。",
                    person.Name, digits)));
        }

        await db.Commit(stop);
        return code.Id;
    }

    /// <summary>Signs in by a mailed code, where the browser has no script for the captcha.</summary>
    public async Task<(Account Account, Person Person)> TakeSignInCodeAsync(Guid id, string? typed, CancellationToken stop)
    {
        var code = await MailCodes.TakeAsync(db, id, CodePurpose.SignIn, typed, real.Now, CodeKey, stop);
        return await OwnerAsync(code, stop);
    }

    /// <summary>Sets a new password by a mailed code; all sessions of the person end.</summary>
    public async Task<(Account Account, Person Person)> ResetAsync(Guid id, string? typed, string? password, DateTimeOffset at, CancellationToken stop)
    {
        RefusalException.ThrowIf(Passwords.Check(password));
        var code = await MailCodes.TakeAsync(db, id, CodePurpose.ResetPassword, typed, real.Now, CodeKey, stop);
        var (account, person) = await OwnerAsync(code, stop);
        await recovery.SetAsync(account, person, password!, new Act(person.Id, null, at), "email", stop);
        await db.Commit(stop);
        await tries.ForgetAsync(person.Id.ToByteArray(), stop);
        return (account, person);
    }

    /// <summary>Sets a new password by the old one.</summary>
    public async Task<Account> ChangeAsync(Person person, string? old, string? password, Act act, CancellationToken stop)
    {
        var key = person.Id.ToByteArray();
        await tries.CountAsync(key, InsteadOfWaiting, "Old", stop);
        var account = await db.Accounts().FirstAsync(a => a.Id == person.Id, stop);
        RefusalException.ThrowIf(passwords.Matches(account, old) ? null : new Refusal("现在的密码不对。") { Field = "Old" });
        RefusalException.ThrowIf(Passwords.Check(password, vault.IdentityNumberOf(person).Reveal(), vault.MobileOf(person), vault.EmailOf(person)));
        passwords.Set(account, password!);
        person.RecordNewPassword(act, "old password");
        await db.Commit(stop);
        await tries.ForgetAsync(key, stop);
        return account;
    }

    private async Task<(Account Account, Person Person)> OwnerAsync(MailCode code, CancellationToken stop)
    {
        var account = await db.Accounts().FirstOrDefaultAsync(a => a.Id == code.PersonId, stop);
        var person = await db.People().FirstOrDefaultAsync(p => p.Id == code.PersonId, stop);
        RefusalException.ThrowIf(account is null || person is null ? MailCodes.NoLonger : null);
        return (account!, person!);
    }
}
