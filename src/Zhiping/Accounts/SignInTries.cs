using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>Counts tries in a row under one key and makes the next one wait. (A3)</summary>
public sealed class SignInTries(AppDb db, RealClock real)
{
    /// <summary>Counted before anything is looked at and forgotten when it was right, so that a thousand at once are no way around.</summary>
    /// <param name="key">Whose tries.</param>
    /// <param name="remedy">What to do instead of waiting; Chinese text and key.</param>
    /// <param name="field">The field that the refusal points at.</param>
    /// <param name="stop">Cancels.</param>
    public async Task CountAsync(byte[] key, string remedy, string field, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.Database.ExecuteSqlAsync($"insert into sign_in_failures (key, count) values ({key}, 0) on conflict do nothing", stop);
        var failure = await db.Set<SignInFailure>().FromSql($"select * from sign_in_failures where key = {key} for update").SingleAsync(stop);
        RefusalException.ThrowIf(failure.WaitUntil > real.Now
            ? new Refusal("连续{0}次没有对上，请在{1}以后再试。", failure.Count, Beijing.Full(failure.WaitUntil.Value)) { Remedy = remedy, Field = field }
            : null);
        failure.Add(real.Now);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.Entry(failure).State = EntityState.Detached;
    }

    public async Task ForgetAsync(byte[] key, CancellationToken stop)
        => await db.Database.ExecuteSqlAsync($"delete from sign_in_failures where key = {key}", stop);
}
