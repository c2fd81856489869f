using System.Security.Cryptography;
using System.Text;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Applicants;

/// <summary>How far an appeal is.</summary>
public enum AppealState
{
    /// <summary>The mobile has answered; a person has to look at the card.</summary>
    Waiting,

    /// <summary>Granted: a link is on its way, good once.</summary>
    Granted,

    Refused,

    /// <summary>The link was used.</summary>
    Used,
}

/// <summary>What somebody who is locked out says; kept sealed.</summary>
public sealed record AppealContent(string Name, string IdentityNumber, string Mobile, string Email, string Words);

/// <summary>
/// 申诉: somebody who has lost password and e-mail shows the identity card, answers on a mobile, and a person of the title office decides.
/// The pictures go when it is decided; their hashes stay in the history. (A4)
/// </summary>
public sealed class Appeal : Recorded
{
    private Appeal()
    {
    }

    /// <summary>Handed in, the mobile having answered.</summary>
    public Appeal(DateTimeOffset at, Guid? personId, byte[] identityIndex, Guid regionId, byte[] sealedContent, AppealPictures pictures)
    {
        Id = Ids.Blind();
        PersonId = personId;
        IdentityIndex = identityIndex;
        RegionId = regionId;
        SealedContent = sealedContent;
        SealedFront = pictures.SealedFront;
        SealedBack = pictures.SealedBack;
        State = AppealState.Waiting;
        SubmittedAt = at;
        Record(new Act(null, null, at), "Submit", ("person", personId), ("front", pictures.FrontSha256), ("back", pictures.BackSha256));
    }

    public override string SubjectKind => "appeal";

    /// <summary>Whose account it is about; null where nobody has that number, which the sender is not told.</summary>
    public Guid? PersonId { get; private set; }

    /// <summary>So that the appeals for one number can be counted.</summary>
    public byte[] IdentityIndex { get; private set; } = [];

    /// <summary>The region whose title office decides.</summary>
    public Guid RegionId { get; private set; }

    public byte[] SealedContent { get; private set; } = [];

    public byte[]? SealedFront { get; private set; }

    public byte[]? SealedBack { get; private set; }

    public AppealState State { get; private set; }

    public DateTimeOffset SubmittedAt { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public Guid? DecidedById { get; private set; }

    /// <summary>What the decision rests on; the sender reads it when it was refused.</summary>
    public string? Reason { get; private set; }

    public byte[]? TokenHash { get; private set; }

    public DateTimeOffset? TokenUntil { get; private set; }

    public uint Version { get; private set; }

    /// <summary>The link in the letter holds so long.</summary>
    public static readonly TimeSpan LinkFor = TimeSpan.FromHours(72);

    /// <summary>The card is the person's: a link goes out, good once.</summary>
    /// <param name="act">Who decides.</param>
    /// <param name="token">What stands in the link.</param>
    /// <param name="now">The machine's time, by which links end.</param>
    public void Grant(Act act, string token, DateTimeOffset now)
    {
        RefusalException.ThrowIf(AppealRules.CanDecide(this, act) ?? AppealRules.NeedsAccount(this));
        TokenHash = HashOf(token);
        TokenUntil = now + LinkFor;
        Decide(act, AppealState.Granted, "Grant");
    }

    /// <summary>It is not shown that the account is the sender's, or there is none.</summary>
    public void Refuse(Act act)
    {
        RefusalException.ThrowIf(AppealRules.CanDecide(this, act));
        Decide(act, AppealState.Refused, "Refuse");
    }

    /// <summary>The link was opened and a password set.</summary>
    public void Use(Act act, DateTimeOffset now)
    {
        RefusalException.ThrowIf(AppealRules.CanUse(this, now));
        State = AppealState.Used;
        TokenHash = null;
        Record(act, "Use", ("person", PersonId));
    }

    /// <summary>What is kept of a token.</summary>
    public static byte[] HashOf(string? token) => SHA256.HashData(Encoding.UTF8.GetBytes(token ?? ""));

    private void Decide(Act act, AppealState state, string verb)
    {
        State = state;
        DecidedAt = act.At;
        DecidedById = act.By;
        Reason = act.Reason!.Trim();
        SealedFront = null;
        SealedBack = null;
        Record(act with { Reason = null }, verb, ("person", PersonId));
    }
}

/// <summary>Both sides of the card, sealed, with the hashes that stay.</summary>
public sealed record AppealPictures(byte[] SealedFront, byte[] SealedBack, string FrontSha256, string BackSha256);

/// <summary>Why an appeal cannot be handed in, decided or used.</summary>
public static class AppealRules
{
    /// <summary>So many for one identity number in thirty days.</summary>
    public const int MostAMonth = 3;

    public static Refusal? CanDecide(Appeal appeal, Act act) =>
        appeal.State != AppealState.Waiting ? new Refusal("这份申诉已经办过了。") { IsConflict = true, Remedy = "请刷新页面，看办理结果。" }
        : appeal.PersonId is { } owner && owner == act.By ? new Refusal("自己账号的申诉要由别人办理。") { Remedy = "请同事办理。" }
        : string.IsNullOrWhiteSpace(act.Reason) ? new Refusal("请写明核对了什么，凭什么这样决定。") { Remedy = "不同意的，申诉人会看到。", Field = "Reason" }
        : null;

    public static Refusal? NeedsAccount(Appeal appeal) => appeal.PersonId is null
        ? new Refusal("这个身份证号码没有账号，不能恢复。") { Remedy = "请退回，请申诉人直接注册。" }
        : null;

    public static Refusal? CanUse(Appeal? appeal, DateTimeOffset now) => appeal is null || appeal.State != AppealState.Granted || appeal.TokenUntil <= now
        ? new Refusal("这个链接已经用过，或者过了期限。") { Remedy = "请用设好的密码登录；还是进不去的，请重新申诉。" }
        : null;

    /// <summary>One at a time, a few a month: more would only wear out who decides.</summary>
    public static Refusal? CanSubmit(int waiting, int lately) =>
        waiting > 0 ? new Refusal("这个身份证号码已经有一份申诉正在办理。") { Remedy = "请等办理结果，会发到申诉时填写的邮箱和手机。", IsConflict = true }
        : lately >= MostAMonth ? new Refusal("这个身份证号码30天内已经申诉过{0}次。", MostAMonth) { Remedy = "请联系单位人事重设密码，或者到职称办公室当面办理。" }
        : null;
}
