using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>What a person says of him- or herself when registering, checked.</summary>
public sealed record Enrolment(string Name, IdentityNumber Number, string Mobile, string Email)
{
    /// <summary>How name and number stand to the card that was shown.</summary>
    public CardCheck Card { get; init; }

    /// <summary>Why they differ.</summary>
    public string? CardNote { get; init; }

    /// <summary>Reads what was typed; all refusals at once.</summary>
    public static (Enrolment? Enrolment, IReadOnlyList<Refusal> Refusals) Read(string? name, string? number, string? mobile, string? email, DateOnly today)
    {
        var (identity, badNumber) = IdentityNumber.Parse(number, today);
        var (phone, badMobile) = Contacts.ParseMobile(mobile);
        var (address, badEmail) = Contacts.ParseEmail(email);
        var trimmed = string.Join(' ', (name ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var badName = trimmed.Length is 0 ? new Refusal("请填写姓名。") { Field = "Name" }
            : trimmed.Length > 50 || trimmed.Any(c => char.IsDigit(c) || char.IsControl(c) || c is '<' or '>')
                ? new Refusal("姓名里只写文字和间隔号，最多50个字。") { Remedy = "请与身份证上的写法一致，例如 古丽娜·买买提。", Field = "Name" }
            : null;
        var refusals = new[] { badName, badNumber, badMobile, badEmail }.OfType<Refusal>().ToList();
        return refusals.Count > 0 ? (null, refusals) : (new Enrolment(trimmed, identity!, phone!, address!), refusals);
    }
}

/// <summary>Registers people: the one way in, for the pages, the demo and the played season. (A2)</summary>
public sealed class Registrar(AppDb db, PersonVault vault, Passwords passwords, Sealer sealer, KeyRing keys, Outbox outbox, TextCodes texts, RealClock real)
{
    private const string Context = "registration";

    private byte[] CodeKey => keys.Derive("mail-code");

    /// <summary>Adds a person whose e-mail is known to be real; saved with the next commit.</summary>
    /// <param name="at">Site time.</param>
    /// <param name="enrolment">Who it is.</param>
    /// <param name="password">Null for an account that nobody can sign in to until a password is set by mail.</param>
    public Person Add(DateTimeOffset at, Enrolment enrolment, string? password)
    {
        var account = NewAccount(at, enrolment, out var person);
        if (password is not null)
        {
            passwords.Set(account, password);
        }

        return person;
    }

    /// <summary>
    /// Keeps what was typed and posts a code. Somebody who is registered already gets a letter instead of a code, and the page
    /// looks the same: it must not tell a stranger who is registered.
    /// </summary>
    /// <returns>The id of the page that asks for the code.</returns>
    public async Task<Guid> BeginAsync(Enrolment enrolment, string password, CancellationToken stop)
    {
        RefusalException.ThrowIf(Passwords.Check(password, enrolment.Number.Reveal(), enrolment.Mobile, enrolment.Email));
        var owner = await db.People().FirstOrDefaultAsync(
            person => person.IdentityNumberIndex == vault.IndexOf(enrolment.Number) || person.EmailIndex == vault.EmailIndex(enrolment.Email)
                || person.MobileIndex == vault.MobileIndex(enrolment.Mobile), stop);
        var hashed = new Account();
        passwords.Set(hashed, password);
        RefusalException.ThrowIf(await texts.WhyNotAsync(enrolment.Mobile, stop));
        var mobileCode = texts.Post(enrolment.Mobile, CodePurpose.ConfirmMobile, isSilent: owner is not null);
        var draft = new Draft(
            enrolment.Name, enrolment.Number.Reveal(), enrolment.Mobile, enrolment.Email, hashed.PasswordHash!, mobileCode, enrolment.Card, enrolment.CardNote);
        var code = new MailCode(real.Now, CodePurpose.Register, personId: null, CodeKey, out var digits);
        db.Add(code);
        if (owner is null)
        {
            db.Add(new Registration(code.Id, sealer.Seal(JsonSerializer.Serialize(draft), Context), code.ExpiresAt));
            outbox.Post(new Letter(
                enrolment.Email, Texts.Chinese.Plain("职评平台注册验证码 {0}", digits),
                Texts.Chinese.Plain("{0}，您好：\n\n您正在注册职评平台，验证码是 {1}，10分钟内有效。\n\n如果不是您本人操作，请不要理会这封邮件。", enrolment.Name, digits)));
        }
        else
        {
            outbox.Post(new Letter(
                vault.EmailOf(owner), Texts.Chinese.Plain("有人用您的信息注册职评平台"),
                Texts.Chinese.Plain("{0}，您好：\n\n刚才有人用您登记过的身份证号码、手机或邮箱注册职评平台。您已经有账号，不用再注册：请直接登录；忘了密码的，请在登录页点“找回密码”。\n\n如果不是您本人操作，请不要理会，您的账号没有变化。", owner.Name)));
        }

        await db.Commit(stop);
        return code.Id;
    }

    /// <summary>Takes the two codes and makes the account; one that was right stays right while the other is tried again.</summary>
    /// <exception cref="RefusalException">A code does not hold, or somebody registered the same number meanwhile.</exception>
    public async Task<Person> CompleteAsync(Guid id, string? typed, string? typedMobile, DateTimeOffset at, CancellationToken stop)
    {
        var waiting = await db.Set<Registration>().FirstOrDefaultAsync(registration => registration.Id == id, stop);
        var draft = waiting is null ? null : JsonSerializer.Deserialize<Draft>(sealer.OpenText(waiting.Content, Context));
        var wrong = await MailCodes.ConfirmAsync(db, id, CodePurpose.Register, typed, real.Now, CodeKey, stop);
        var wrongMobile = draft?.MobileCode is { } mobile
            ? await MailCodes.ConfirmAsync(db, mobile, CodePurpose.ConfirmMobile, typedMobile, real.Now, CodeKey, stop)
            : null;
        RefusalException.ThrowIf(wrong ?? wrongMobile ?? (draft is null ? MailCodes.NoLonger : null));
        var enrolment = new Enrolment(draft!.Name, IdentityNumber.FromStore(draft.Number), draft.Mobile, draft.Email) { Card = draft.Card, CardNote = draft.CardNote };
        var account = NewAccount(at, enrolment, out var person);
        account.PasswordHash = draft.PasswordHash;
        if (draft.MobileCode is not null)
        {
            person.ConfirmMobile(new Act(person.Id, null, at));
        }

        db.Remove(waiting!);
        await db.Commit(stop);
        return person;
    }

    private Account NewAccount(DateTimeOffset at, Enrolment enrolment, out Person person)
    {
        var id = Ids.Row(at);
        person = new Person(
            new Act(id, null, at), id, enrolment.Name, vault.Seal(id, enrolment.Number, enrolment.Mobile, enrolment.Email),
            enrolment.Card, enrolment.CardNote is { } note ? vault.SealCardNote(id, note) : null);
        var account = new Account(id);
        db.Add(person);
        db.Add(account);
        return account;
    }

    private sealed record Draft(
        string Name, string Number, string Mobile, string Email, string PasswordHash, Guid? MobileCode, CardCheck Card, string? CardNote);
}

/// <summary>Takes mailed codes: each try is counted for good, whatever becomes of the request.</summary>
internal static class MailCodes
{
    public static readonly Refusal NoLonger = new("这个验证码已经失效。") { Remedy = "请返回上一页，重新获取验证码。", Field = "Code" };

    public static async Task<MailCode> TakeAsync(
        AppDb db, Guid id, CodePurpose purpose, string? typed, DateTimeOffset now, byte[] key, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var code = (await db.Set<MailCode>().FromSql($"select *, xmin from mail_codes where id = {id} for update").ToListAsync(stop)).SingleOrDefault();
        RefusalException.ThrowIf(code is null || code.Purpose != purpose ? NoLonger : null);
        var refusal = code!.Try(now, key, typed);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        RefusalException.ThrowIf(refusal);
        return code;
    }

    /// <summary>The same where several codes are asked for on one page: one that was right stays right until its time is over.</summary>
    /// <returns>Why it does not hold, or null.</returns>
    public static async Task<Refusal?> ConfirmAsync(
        AppDb db, Guid id, CodePurpose purpose, string? typed, DateTimeOffset now, byte[] key, CancellationToken stop)
    {
        var known = await db.Set<MailCode>().AsNoTracking().FirstOrDefaultAsync(code => code.Id == id && code.Purpose == purpose, stop);
        if (known?.WasRight(now) == true)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(typed))
        {
            return purpose == CodePurpose.ConfirmMobile
                ? new Refusal("请填写短信验证码。") { Field = "MobileCode" }
                : new Refusal("请填写邮箱验证码。") { Field = "Code" };
        }

        try
        {
            await TakeAsync(db, id, purpose, typed, now, key, stop);
            return null;
        }
        catch (RefusalException refused)
        {
            return refused.Refusal;
        }
    }
}
