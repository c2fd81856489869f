using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>Codes by text message: a mobile is real when it answers. (A2, A4)</summary>
public sealed class TextCodes(AppDb db, PersonVault vault, KeyRing keys, SmsOutbox outbox, RealClock real, TimeProvider clock)
{
    /// <summary>Whether codes are sent at all.</summary>
    public bool IsOn => outbox.IsOn;

    private byte[] CodeKey => keys.Derive("mail-code");

    /// <summary>Why no further code goes to that mobile now, or null.</summary>
    public async Task<Refusal?> WhyNotAsync(string mobile, CancellationToken stop)
    {
        var index = vault.MobileIndex(mobile);
        return IsOn && await db.Set<MailCode>().CountAsync(code => code.AddressIndex == index && code.ExpiresAt > real.Now.AddMinutes(-50), stop) >= MailCode.MostAnHour
            ? new Refusal("一小时内已经往这个手机发过{0}条验证码，不再发了。", MailCode.MostAnHour) { Remedy = "请一小时以后再试，或者换一个您本人的手机号码。", Field = "Mobile" }
            : null;
    }

    /// <summary>Posts a code with the next commit.</summary>
    /// <param name="mobile">Eleven digits, checked.</param>
    /// <param name="purpose">What it is for.</param>
    /// <param name="personId">Whose it is, where there is an account.</param>
    /// <param name="payload">Sealed; what waits for the code.</param>
    /// <param name="isSilent">Nothing is sent and no answer will be right; the page looks the same.</param>
    /// <returns>The code's id; null where no text messages are sent.</returns>
    public Guid? Post(string mobile, CodePurpose purpose, Guid? personId = null, byte[]? payload = null, bool isSilent = false)
    {
        if (!IsOn)
        {
            return null;
        }

        var code = new MailCode(real.Now, purpose, personId, CodeKey, out var digits, payload, vault.MobileIndex(mobile));
        db.Add(code);
        if (!isSilent)
        {
            outbox.Post(new TextMessage(mobile, Texts.Chinese.Plain("【职评】验证码 {0}，10分钟内有效。不是您本人操作的，请不要理会，也不要告诉别人。", digits)), clock.Now());
        }

        return code.Id;
    }

    /// <summary>Takes the answer; each try counts.</summary>
    /// <exception cref="RefusalException">It does not hold.</exception>
    public Task<MailCode> TakeAsync(Guid id, CodePurpose purpose, string? typed, CancellationToken stop)
        => MailCodes.TakeAsync(db, id, purpose, typed, real.Now, CodeKey, stop);
}
