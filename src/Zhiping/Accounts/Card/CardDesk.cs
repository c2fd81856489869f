using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>What stood in the registration form when the pictures were sent; the password is never kept.</summary>
public sealed record CardTyped(string? Name, string? IdentityNumber, string? Mobile, string? Email);

/// <summary>A reading as the registration page needs it: what was typed, and what was read or null while the machine is at it.</summary>
public sealed record CardRead(Guid Id, CardTyped Typed, CardFound? Found, DateTimeOffset BegunAt);

/// <summary>Takes the pictures of a card, has them read, and forgets them. (A2)</summary>
public sealed class CardDesk(AppDb db, Sealer sealer, RealClock real, TimeProvider clock, ICardReader reader, CardPicturing pictures)
{
    /// <summary>The most a picture may have.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    /// <summary>Cards waiting at one time; strangers send them, and the machine has other things to read.</summary>
    public const int MostWaiting = 30;

    internal const string Context = "card-reading";

    /// <summary>Whether there is a machine that reads.</summary>
    public bool IsOn => reader.Reads;

    /// <summary>Takes both sides; the back may be missing.</summary>
    /// <exception cref="RefusalException">The portrait's side is missing, a file is no picture or too large, or too many wait.</exception>
    public async Task<Guid> BeginAsync(CardTyped typed, byte[]? front, byte[]? back, CancellationToken stop)
    {
        RefusalException.ThrowIf(front is not { Length: > 0 }
            ? new Refusal("请选择身份证人像面的照片。") { Remedy = "可以直接用手机拍。手边没有身份证的，也可以不选，直接手工填写。", Field = "Front" }
            : pictures.WhyNot(front, "Front") ?? (back is { Length: > 0 } ? pictures.WhyNot(back, "Back") : null));
        RefusalException.ThrowIf(await db.Set<CardReading>().CountAsync(reading => reading.ReadAt == null && reading.ExpiresAt > real.Now, stop) >= MostWaiting
            ? new Refusal("现在识别身份证的人很多。") { Remedy = "请直接手工填写姓名和号码，不影响注册。", Field = "Front" }
            : null);
        var reading = new CardReading(
            real.Now, sealer.Seal(JsonSerializer.Serialize(typed), Context), sealer.Seal(front!, Context), back is { Length: > 0 } ? sealer.Seal(back, Context) : null);
        db.Add(reading);
        db.Queue(new WorkItem(CardReader.WorkKind, clock.Now(), reading.Id.ToString(), reading.Id.ToString()));
        await db.Commit(stop);
        return reading.Id;
    }

    /// <summary>A reading by the id that its page holds; null when there is none or its hour is over.</summary>
    public async Task<CardRead?> FindAsync(Guid? id, CancellationToken stop)
    {
        var reading = id is null ? null : await db.Set<CardReading>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id && r.ExpiresAt > real.Now, stop);
        return reading is null ? null : new CardRead(
            reading.Id, JsonSerializer.Deserialize<CardTyped>(sealer.OpenText(reading.SealedTyped, Context))!,
            reading.SealedFound is { } found ? JsonSerializer.Deserialize<CardFound>(sealer.OpenText(found, Context)) : null, reading.BegunAt);
    }

    /// <summary>Forgets a reading whose registration was sent.</summary>
    public Task ForgetAsync(Guid? id, CancellationToken stop) => id is null
        ? Task.CompletedTask
        : db.Set<CardReading>().Where(reading => reading.Id == id).ExecuteDeleteAsync(stop);

    /// <summary>How what was typed stands to the card; differing needs a reason. Nobody is kept out by what a machine could not read.</summary>
    public static (CardCheck Check, string? Note, Refusal? Refusal) Judge(CardRead? read, string? name, string? number, string? note)
    {
        var check = read is null ? CardCheck.NotShown : read.Found?.Compare(name, number) ?? CardCheck.Unreadable;
        return check != CardCheck.Differs ? (check, null, null)
            : string.IsNullOrWhiteSpace(note)
                ? (check, null, new Refusal("您填的姓名或号码与身份证上读到的不一样。") { Remedy = "请对照身份证改正。您填的没有错的，请写明原因，例如“机器把名字的第二个字读错了”。", Field = "CardNote" })
            : (check, note.Trim(), null);
    }
}

/// <summary>Reads a card that waits. What cannot be read is said; the pictures are gone afterwards either way.</summary>
internal sealed class CardReader(AppDb db, Sealer sealer, RealClock real, TimeProvider clock, ICardReader reader) : IWorkHandler
{
    public const string WorkKind = "card.read";

    public string Kind => WorkKind;

    public async Task Run(WorkItem item, CancellationToken stop)
    {
        var reading = await db.Set<CardReading>().FirstOrDefaultAsync(r => r.Id == Guid.Parse(item.Data), stop);
        if (reading is not { SealedFront: { } sealedFront })
        {
            return;
        }

        var today = Beijing.Day(clock.Now());

        // Somebody waits for the answer: both sides are read at the same time.
        var back = reading.SealedBack is { } sealedBack ? reader.ReadAsync(sealer.Open(sealedBack, CardDesk.Context), CardText.IsBack, stop) : null;
        var front = reader.ReadAsync(sealer.Open(sealedFront, CardDesk.Context), lines => CardText.IsFront(lines, today), stop);
        await Task.WhenAll(back is null ? [front] : [front, back]);
        var found = CardText.Of(await front, back is null ? null : await back, today);
        reading.Take(real.Now, sealer.Seal(JsonSerializer.Serialize(found), CardDesk.Context));
        await db.SaveChangesAsync(stop);
    }
}
