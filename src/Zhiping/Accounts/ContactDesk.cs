using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>
/// Another mobile or e-mail for an account. It takes the password, the new address answers with a code, and the old e-mail is told. One that
/// somebody else has looks the same until the code is asked for, which then never comes. (A2)
/// </summary>
public sealed class ContactDesk(
    AppDb db, PersonVault vault, Passwords passwords, Sealer sealer, KeyRing keys, Outbox outbox, TextCodes texts, SignInTries tries, RealClock real)
{
    private const string Context = "new-contact";

    private byte[] CodeKey => keys.Derive("mail-code");

    /// <summary>Posts a code to the new e-mail.</summary>
    public async Task<Guid> AskEmailAsync(Person person, string? typed, string? password, CancellationToken stop)
    {
        var (email, wrong) = Contacts.ParseEmail(typed);
        RefusalException.ThrowIf(wrong);
        await DemandPassword(person, password, stop);
        var index = vault.EmailIndex(email!);
        var isTaken = await db.People().AnyAsync(p => p.EmailIndex == index, stop);
        var code = new MailCode(real.Now, CodePurpose.ChangeEmail, person.Id, CodeKey, out var digits, sealer.Seal(email!, Context));
        db.Add(code);
        if (!isTaken)
        {
            outbox.Post(new Letter(
                email!, Texts.Chinese.Plain("职评平台验证码 {0}", digits),
                Texts.Chinese.Plain("{0}，您好：\n\n您正在把职评平台的邮箱改成这个邮箱，验证码是 {1}，10分钟内有效。\n\n如果不是您本人操作，请不要理会这封邮件。", person.Name, digits)));
        }

        await db.Commit(stop);
        return code.Id;
    }

    /// <summary>Posts a code to the new mobile; where no text messages are sent it counts at once.</summary>
    public async Task<Guid?> AskMobileAsync(Person person, string? typed, string? password, Act act, CancellationToken stop)
    {
        var (mobile, wrong) = Contacts.ParseMobile(typed);
        RefusalException.ThrowIf(wrong);
        await DemandPassword(person, password, stop);
        RefusalException.ThrowIf(await texts.WhyNotAsync(mobile!, stop));
        var index = vault.MobileIndex(mobile!);
        var isTaken = await db.People().AnyAsync(p => p.MobileIndex == index, stop);
        var id = texts.Post(mobile!, CodePurpose.ChangeMobile, person.Id, sealer.Seal(mobile!, Context), isSilent: isTaken);
        if (id is null)
        {
            RefusalException.ThrowIf(isTaken ? Taken("Mobile") : null);
            TakeMobile(person, mobile!, act, isConfirmed: false);
        }

        await db.Commit(stop);
        return id;
    }

    /// <summary>The new address has answered.</summary>
    public async Task TakeAsync(Person person, Guid codeId, bool byText, string? typed, Act act, CancellationToken stop)
    {
        var purpose = byText ? CodePurpose.ChangeMobile : CodePurpose.ChangeEmail;
        var code = await MailCodes.TakeAsync(db, codeId, purpose, typed, real.Now, CodeKey, stop);
        RefusalException.ThrowIf(code.PersonId != person.Id || code.Payload is null ? MailCodes.NoLonger : null);
        var address = sealer.OpenText(code.Payload!, Context);
        if (byText)
        {
            TakeMobile(person, address, act, isConfirmed: true);
        }
        else
        {
            TellOldAddress(person);
            person.ChangeEmail(act, vault.SealEmail(person.Id, address), vault.EmailIndex(address));
        }

        await db.Commit(stop);
    }

    private static Refusal Taken(string field) => new("这个号码已经是别的账号的。") { Remedy = "请填写您本人正在使用的手机号码。", Field = field };

    private void TakeMobile(Person person, string mobile, Act act, bool isConfirmed)
    {
        TellOldAddress(person);
        person.ChangeMobile(act, vault.SealMobile(person.Id, mobile), vault.MobileIndex(mobile), isConfirmed);
    }

    /// <summary>Tells the e-mail that stands in the account now that one of its addresses changes.</summary>
    public void TellOldAddress(Person person) => outbox.Post(new Letter(
        vault.EmailOf(person), Texts.Chinese.Plain("您的职评平台手机或邮箱已更换"),
        Texts.Chinese.Plain("{0}，您好：\n\n您的账号刚才更换了手机号码或邮箱。\n\n如果不是您本人操作，请马上修改密码并联系平台技术服务。", person.Name)));

    private async Task DemandPassword(Person person, string? password, CancellationToken stop)
    {
        var key = person.Id.ToByteArray();
        await tries.CountAsync(key, "忘了密码的，请点“找回密码”，用邮箱重设，不用等。", "", stop);
        var account = await db.Accounts().FirstAsync(a => a.Id == person.Id, stop);
        RefusalException.ThrowIf(passwords.Matches(account, password) ? null : new Refusal("现在的密码不对。"));
        await tries.ForgetAsync(key, stop);
    }
}
