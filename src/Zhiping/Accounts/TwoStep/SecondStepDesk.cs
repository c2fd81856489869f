using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>Turns the second step of a sign-in on and off and asks for it.</summary>
public sealed class SecondStepDesk(AppDb db, Sealer sealer, KeyRing keys, SignInTries tries, Outbox outbox, PersonVault vault, RealClock real)
{
    private byte[] RecoveryKey => keys.Derive("recovery-code");

    public Task<bool> IsOnAsync(Guid personId, CancellationToken stop)
        => db.Set<SecondStep>().AnyAsync(step => step.PersonId == personId && step.ConfirmedAt != null, stop);

    /// <summary>How many recovery codes are left; null where the step is off.</summary>
    public async Task<int?> RecoveryLeftAsync(Guid personId, CancellationToken stop)
        => (await db.Set<SecondStep>().AsNoTracking().FirstOrDefaultAsync(step => step.PersonId == personId && step.ConfirmedAt != null, stop))?.Recovery.Length;

    /// <summary>The secret that waits to be scanned; the same until it is confirmed, so that a page asked for again shows the same picture.</summary>
    public async Task<byte[]> BeginAsync(Guid personId, CancellationToken stop)
    {
        var step = await db.Set<SecondStep>().FirstOrDefaultAsync(s => s.PersonId == personId, stop);
        if (step is null)
        {
            step = new SecondStep(personId, sealer.Seal(RandomNumberGenerator.GetBytes(Totp.SecretLength), Context(personId)));
            db.Add(step);
            await db.SaveChangesAsync(stop);
        }

        return step.ConfirmedAt is null
            ? sealer.Open(step.SealedSecret, Context(personId))
            : throw new RefusalException(new Refusal("两步验证已经开启。") { IsConflict = true });
    }

    /// <summary>Takes the first code from the app; from then on the step is asked for.</summary>
    /// <returns>The recovery codes, to be shown once.</returns>
    public async Task<IReadOnlyList<string>> ConfirmAsync(Person person, Act act, string? typed, CancellationToken stop)
    {
        var secret = await BeginAsync(person.Id, stop);
        var step = await db.Set<SecondStep>().FirstAsync(s => s.PersonId == person.Id, stop);
        var at = Totp.Match(secret, typed, real.Now, 0) ?? throw new RefusalException(WrongCode("请填写验证器里现在显示的6位数字。手机的时间要准。"));
        var codes = NewCodes();
        step.Confirm(real.Now, at, [.. codes.Select(code => HashOf(person.Id, code))]);
        person.RecordSecondStep(act, isOn: true, "app");
        await db.Commit(stop);
        return codes;
    }

    /// <summary>Replaces the recovery codes, for who can show a code from the app.</summary>
    public async Task<IReadOnlyList<string>> RenewCodesAsync(Person person, string? typed, CancellationToken stop)
    {
        await DemandAsync(person.Id, typed, stop);
        var step = await db.Set<SecondStep>().FirstAsync(s => s.PersonId == person.Id, stop);
        var codes = NewCodes();
        step.Replace([.. codes.Select(code => HashOf(person.Id, code))]);
        await db.SaveChangesAsync(stop);
        return codes;
    }

    /// <summary>Turns it off, for who can show a code.</summary>
    public async Task TurnOffAsync(Person person, Act act, string? typed, CancellationToken stop)
    {
        await DemandAsync(person.Id, typed, stop);
        await DropAsync(person, act, "own", stop);
        await db.Commit(stop);
    }

    /// <summary>Takes a code from the app or a recovery code; wrong ones count and cost time as passwords do.</summary>
    /// <exception cref="RefusalException">It does not hold, or too many in a row were wrong.</exception>
    public async Task DemandAsync(Guid personId, string? typed, CancellationToken stop)
    {
        var key = SHA256.HashData(Encoding.ASCII.GetBytes($"second-step/{personId}"));
        await tries.CountAsync(key, "没有验证器也没有恢复码的，请用“找回密码”里的办法。", "Code", stop);
        var step = await db.Set<SecondStep>().FirstOrDefaultAsync(s => s.PersonId == personId && s.ConfirmedAt != null, stop)
            ?? throw new RefusalException(new Refusal("两步验证没有开启。") { IsConflict = true });
        if (Totp.Match(sealer.Open(step.SealedSecret, Context(personId)), typed, real.Now, step.LastStep) is { } at)
        {
            step.Use(at);
        }
        else if (!step.UseRecovery(HashOf(personId, typed)))
        {
            throw new RefusalException(WrongCode("请填写验证器里现在显示的6位数字，或者一个没有用过的恢复码。一个数字只能用一次，刚用过的请等下一个。"));
        }

        await db.SaveChangesAsync(stop);
        await tries.ForgetAsync(key, stop);
    }

    /// <summary>Takes it away because the person came back by one of the three ways; saved with the next commit. The owner is told.</summary>
    public async Task DropAsync(Person person, Act act, string way, CancellationToken stop)
    {
        var step = await db.Set<SecondStep>().FirstOrDefaultAsync(s => s.PersonId == person.Id, stop);
        if (step is null)
        {
            return;
        }

        db.Remove(step);
        if (step.ConfirmedAt is null)
        {
            return;
        }

        person.RecordSecondStep(act, isOn: false, way);
        outbox.Post(new Letter(
            vault.EmailOf(person), Texts.Chinese.Plain("您的职评平台两步验证已关闭"),
            Texts.Chinese.Plain("{0}，您好：\n\n您的账号刚才关闭了两步验证，以后登录只要密码。需要时可以在账号页面重新开启。\n\n如果不是您本人的意思，请马上修改密码并联系平台技术服务。", person.Name)));
    }

    private static Refusal WrongCode(string remedy) => new("验证码不对。") { Remedy = remedy, Field = "Code" };

    private static List<string> NewCodes() => [.. Enumerable.Range(0, SecondStep.RecoveryCodes).Select(_ => Ids.Code(10))];

    private static string Context(Guid personId) => $"person/{personId}/second-step";

    private byte[] HashOf(Guid personId, string? code)
        => HMACSHA256.HashData(RecoveryKey, Encoding.UTF8.GetBytes($"{personId:N}/{string.Concat(Typed.Narrow(code).ToUpperInvariant().Where(char.IsAsciiLetterOrDigit))}"));
}
