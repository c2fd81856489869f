using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Bodies;
using Zhiping.Data;

namespace Zhiping.Applicants;

/// <summary>An appeal as who decides sees it: what was said, beside what is registered. Numbers stay masked.</summary>
public sealed record AppealCase(Appeal Appeal, AppealContent Said, Person? Person, bool SameName, bool SameMobile, bool SameEmail, bool EmailIsAnothers, bool MobileIsAnothers);

/// <summary>The third way back in: hand in, decide, use the link. (A4)</summary>
public sealed class AppealDesk(
    AppDb db, PersonVault vault, Sealer sealer, KeyRing keys, TextCodes texts, SmsOutbox sms, Outbox outbox, Recovery recovery, ContactDesk contacts, SignInTries tries, RealClock real,
    TimeProvider clock)
{
    private const string DraftContext = "appeal-draft";
    private const string Context = "appeal";

    /// <summary>Takes what was typed and posts a code to the mobile, or to the e-mail where no text messages are sent. Nothing is kept until it is answered.</summary>
    public async Task<Guid> BeginAsync(AppealContent content, Guid regionId, CancellationToken stop)
    {
        RefusalException.ThrowIf(await WhyNot(content.IdentityNumber, stop) ?? await texts.WhyNotAsync(content.Mobile, stop));
        var draft = sealer.Seal(JsonSerializer.Serialize(new Draft(content, regionId)), DraftContext);
        if (texts.Post(content.Mobile, CodePurpose.Appeal, payload: draft) is not { } id)
        {
            var code = new MailCode(real.Now, CodePurpose.Appeal, null, keys.Derive("mail-code"), out var digits, draft);
            db.Add(code);
            outbox.Post(new Letter(
                content.Email, Texts.Chinese.Plain("职评平台验证码 {0}", digits),
                Texts.Chinese.Plain("{0}，您好：\n\n您正在申诉找回职评平台的账号，验证码是 {1}，10分钟内有效。\n\n如果不是您本人操作，请不要理会这封邮件。", content.Name, digits)));
            id = code.Id;
        }

        await db.Commit(stop);
        return id;
    }

    /// <summary>The code and the card: the appeal is handed in, and the account's e-mail is told.</summary>
    /// <param name="codeId">Of the page that asks for the code.</param>
    /// <param name="typed">The six digits.</param>
    /// <param name="front">Upright pictures without metadata.</param>
    /// <param name="back">The other side.</param>
    /// <param name="at">Site time.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<Appeal> SubmitAsync(Guid codeId, string? typed, byte[] front, byte[] back, DateTimeOffset at, CancellationToken stop)
    {
        var code = await texts.TakeAsync(codeId, CodePurpose.Appeal, typed, stop);
        var draft = JsonSerializer.Deserialize<Draft>(sealer.OpenText(code.Payload!, DraftContext))!;
        RefusalException.ThrowIf(await WhyNot(draft.Content.IdentityNumber, stop));
        var number = IdentityNumberOf(draft.Content, at);
        var index = vault.IndexOf(number);
        var person = await db.People().FirstOrDefaultAsync(p => p.IdentityNumberIndex == index, stop);
        var pictures = new AppealPictures(
            sealer.Seal(front, Context), sealer.Seal(back, Context), Convert.ToHexStringLower(SHA256.HashData(front)), Convert.ToHexStringLower(SHA256.HashData(back)));
        var region = person is null ? null : await RegionOf(person.Id, stop);
        var appeal = new Appeal(at, person?.Id, index, region ?? draft.RegionId, sealer.Seal(JsonSerializer.Serialize(draft.Content), Context), pictures);
        db.Add(appeal);
        if (person is not null)
        {
            outbox.Post(new Letter(
                vault.EmailOf(person), Texts.Chinese.Plain("有人申诉找回您的职评平台账号"),
                Texts.Chinese.Plain("{0}，您好：\n\n刚才有人用您的身份证号码申诉，说进不了账号。职称办公室核对身份证后才会办理。\n\n如果不是您本人，请马上登录修改密码，并联系职称办公室。", person.Name)));
        }

        await db.Commit(stop);
        return appeal;
    }

    /// <summary>The appeals that the region's title office has to decide, the oldest first, and what it decided lately.</summary>
    public async Task<IReadOnlyList<AppealCase>> ListAsync(Guid regionId, CancellationToken stop)
    {
        var month = clock.Now().AddDays(-30);
        var appeals = await db.Appeals().AsNoTracking().Where(a => a.RegionId == regionId && (a.State == AppealState.Waiting || a.DecidedAt > month))
            .OrderBy(a => a.DecidedAt != null).ThenBy(a => a.SubmittedAt).Take(200).ToListAsync(stop);
        var cases = new List<AppealCase>();
        foreach (var appeal in appeals)
        {
            cases.Add(await CaseOf(appeal, stop));
        }

        return cases;
    }

    /// <summary>One of the region's; null when it is none.</summary>
    public async Task<AppealCase?> FindAsync(Guid id, Guid regionId, CancellationToken stop)
        => await db.Appeals().FirstOrDefaultAsync(a => a.Id == id && a.RegionId == regionId, stop) is { } appeal ? await CaseOf(appeal, stop) : null;

    /// <summary>One side of the card in clear; that somebody saw it goes on record.</summary>
    public async Task<byte[]?> PictureAsync(AppealCase one, bool isFront, Act act, CancellationToken stop)
    {
        if ((isFront ? one.Appeal.SealedFront : one.Appeal.SealedBack) is not { } picture)
        {
            return null;
        }

        one.Appeal.Record(act, "ViewCard", ("side", isFront ? "front" : "back"));
        await db.Commit(stop);
        return sealer.Open(picture, Context);
    }

    /// <summary>Grants it; the letter with the link goes to the e-mail of the appeal, a word about it to the mobile.</summary>
    /// <param name="one">Which.</param>
    /// <param name="act">Who decides, and what it rests on.</param>
    /// <param name="address">Makes the link of a token.</param>
    /// <param name="stop">Cancels.</param>
    public async Task GrantAsync(AppealCase one, Act act, Func<string, string> address, CancellationToken stop)
    {
        RefusalException.ThrowIf(one.EmailIsAnothers || one.MobileIsAnothers
            ? new Refusal("申诉填写的{0}是另一个账号的，不能用来恢复这个账号。", one.EmailIsAnothers ? "邮箱" : "手机") { Remedy = "请退回，请申诉人换一个自己的再申诉。" }
            : null);
        var token = Ids.Code(32);
        one.Appeal.Grant(act, token, real.Now);
        outbox.Post(new Letter(
            one.Said.Email, Texts.Chinese.Plain("您的申诉通过了，请设新密码"),
            Texts.Chinese.Plain("{0}，您好：\n\n您的申诉通过了。请在{1}之前打开下面的链接设新密码，链接只能用一次：\n\n{2}\n\n如果不是您本人申诉，请不要打开，并马上联系职称办公室。", one.Said.Name, Beijing.Full(real.Now + Appeal.LinkFor), address(token))));
        sms.Post(new TextMessage(one.Said.Mobile, Texts.Chinese.Plain("【职评】您的申诉通过了，设新密码的链接已发到您申诉时填写的邮箱，72小时内有效。")), act.At);
        await db.Commit(stop);
    }

    /// <summary>Refuses it with the reason that the sender reads.</summary>
    public async Task RefuseAsync(AppealCase one, Act act, CancellationToken stop)
    {
        one.Appeal.Refuse(act);
        outbox.Post(new Letter(
            one.Said.Email, Texts.Chinese.Plain("您的申诉没有通过"),
            Texts.Chinese.Plain("{0}，您好：\n\n您的申诉没有通过。理由：{1}\n\n您可以请单位人事重设密码，或者带身份证到职称办公室当面办理。", one.Said.Name, act.Reason!.Trim())));
        sms.Post(new TextMessage(one.Said.Mobile, Texts.Chinese.Plain("【职评】您的申诉没有通过，理由已发到您申诉时填写的邮箱。")), act.At);
        await db.Commit(stop);
    }

    /// <summary>The appeal that a link stands for; null when there is none that holds.</summary>
    public async Task<Appeal?> OfLinkAsync(string? token, CancellationToken stop)
    {
        var hash = Appeal.HashOf(token);
        var appeal = await db.Appeals().FirstOrDefaultAsync(a => a.TokenHash == hash, stop);
        return AppealRules.CanUse(appeal, real.Now) is null ? appeal : null;
    }

    /// <summary>Sets the password by the link. Mobile and e-mail of the appeal, which both have answered, become the account's.</summary>
    public async Task<(Account Account, Person Person)> UseAsync(string? token, string? password, DateTimeOffset at, CancellationToken stop)
    {
        var appeal = await OfLinkAsync(token, stop);
        RefusalException.ThrowIf(AppealRules.CanUse(appeal, real.Now));
        var person = await db.People().SingleAsync(p => p.Id == appeal!.PersonId, stop);
        var account = await db.Accounts().SingleAsync(a => a.Id == person.Id, stop);
        var said = SaidIn(appeal!);
        RefusalException.ThrowIf(Passwords.Check(password, said.IdentityNumber, said.Mobile, said.Email));
        var act = new Act(person.Id, null, at);
        contacts.TellOldAddress(person);
        await recovery.SetAsync(account, person, password!, act, "appeal", stop);
        if (vault.EmailOf(person) != said.Email)
        {
            person.ChangeEmail(act, vault.SealEmail(person.Id, said.Email), vault.EmailIndex(said.Email));
        }

        if (vault.MobileOf(person) != said.Mobile)
        {
            person.ChangeMobile(act, vault.SealMobile(person.Id, said.Mobile), vault.MobileIndex(said.Mobile), isConfirmed: texts.IsOn);
        }

        appeal!.Use(act, real.Now);
        await db.Commit(stop);
        await tries.ForgetAsync(person.Id.ToByteArray(), stop);
        return (account, person);
    }

    private async Task<Refusal?> WhyNot(string number, CancellationToken stop)
    {
        var index = vault.IndexOf(IdentityNumber.Parse(number, DateOnly.MaxValue).Number!);
        var month = clock.Now().AddDays(-30);
        var states = await db.Appeals().Where(a => a.IdentityIndex == index && (a.State == AppealState.Waiting || a.SubmittedAt > month)).Select(a => a.State).ToListAsync(stop);
        return AppealRules.CanSubmit(states.Count(state => state == AppealState.Waiting), states.Count);
    }

    private async Task<AppealCase> CaseOf(Appeal appeal, CancellationToken stop)
    {
        var said = SaidIn(appeal);
        var person = appeal.PersonId is { } id ? await db.People().FirstAsync(p => p.Id == id, stop) : null;
        var (email, mobile) = (vault.EmailIndex(said.Email), vault.MobileIndex(said.Mobile));
        return new AppealCase(
            appeal, said, person, person is not null && CardText.Plain(person.Name) == CardText.Plain(said.Name),
            person is not null && person.MobileIndex.AsSpan().SequenceEqual(mobile), person is not null && person.EmailIndex.AsSpan().SequenceEqual(email),
            await db.People().AnyAsync(p => p.EmailIndex == email && p.Id != appeal.PersonId, stop),
            await db.People().AnyAsync(p => p.MobileIndex == mobile && p.Id != appeal.PersonId, stop));
    }

    private AppealContent SaidIn(Appeal appeal) => JsonSerializer.Deserialize<AppealContent>(sealer.OpenText(appeal.SealedContent, Context))!;

    private async Task<Guid?> RegionOf(Guid personId, CancellationToken stop)
    {
        var unit = await db.ApprovedUnit(personId, stop);
        return unit is null ? null : await db.Bodies().Where(b => b.Id == unit).Select(b => (Guid?)b.RegionId).SingleAsync(stop);
    }

    private static IdentityNumber IdentityNumberOf(AppealContent content, DateTimeOffset at) => IdentityNumber.Parse(content.IdentityNumber, Beijing.Day(at)).Number!;

    private sealed record Draft(AppealContent Content, Guid RegionId);
}
