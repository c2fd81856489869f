using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>What the three ways back into an account have in common: a new password, every session ended, the second step off, all on record. (A4)</summary>
public sealed class Recovery(AppDb db, Passwords passwords, SecondStepDesk steps, Outbox outbox, PersonVault vault, RealClock real)
{
    /// <summary>How long a password holds that the unit's HR hands over.</summary>
    public static readonly TimeSpan TemporaryFor = TimeSpan.FromHours(72);

    /// <summary>Sets a password that the person chose; saved with the next commit.</summary>
    /// <param name="account">The account.</param>
    /// <param name="person">Its owner.</param>
    /// <param name="password">Checked.</param>
    /// <param name="act">Who does it.</param>
    /// <param name="way">email, unit HR or appeal; goes on record.</param>
    /// <param name="stop">Cancels.</param>
    public async Task SetAsync(Account account, Person person, string password, Act act, string way, CancellationToken stop)
    {
        passwords.Set(account, password);
        person.RecordNewPassword(act, way);
        await steps.DropAsync(person, act, way, stop);
    }

    /// <summary>
    /// The unit's HR resets it: a password that lasts three days and opens nothing but the page that sets another. The owner gets a letter. (A4)
    /// </summary>
    /// <returns>The password, to be shown once.</returns>
    public async Task<string> HandOverAsync(Person person, Act act, CancellationToken stop)
    {
        var account = await db.Accounts().SingleAsync(a => a.Id == person.Id, stop);
        var password = Ids.Code(12);
        await SetAsync(account, person, password, act, "unit HR", stop);
        account.TemporaryUntil = real.Now + TemporaryFor;
        outbox.Post(new Letter(
            vault.EmailOf(person), Texts.Chinese.Plain("您的职评平台密码已由单位人事重设"),
            Texts.Chinese.Plain("{0}，您好：\n\n单位人事刚才重设了您的密码，请向单位人事索取临时密码，在{1}之前登录，登录时改成自己的。\n\n如果您没有请单位重设，请马上联系单位人事和平台技术服务。", person.Name, Beijing.Full(account.TemporaryUntil.Value))));
        await db.Commit(stop);
        return password;
    }

    /// <summary>A person who came in by a handed-over password sets the own one.</summary>
    public async Task<Account> ChooseAsync(Guid personId, string? password, Act act, CancellationToken stop)
    {
        var person = await db.People().SingleAsync(p => p.Id == personId, stop);
        var account = await db.Accounts().SingleAsync(a => a.Id == personId, stop);
        RefusalException.ThrowIf(account.TemporaryUntil is null ? new Refusal("新密码已经设好了。") { Remedy = "请用新密码登录。", IsConflict = true } : null);
        RefusalException.ThrowIf(Passwords.Check(password, vault.IdentityNumberOf(person).Reveal(), vault.MobileOf(person), vault.EmailOf(person)));
        RefusalException.ThrowIf(passwords.Matches(account, password) ? new Refusal("新密码不能和临时密码一样。") { Field = "Password" } : null);
        passwords.Set(account, password!);
        person.RecordNewPassword(act, "temporary password");
        await db.Commit(stop);
        return account;
    }
}
