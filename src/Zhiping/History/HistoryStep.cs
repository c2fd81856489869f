using Microsoft.EntityFrameworkCore;
using Npgsql;
using Zhiping.Data;

namespace Zhiping.History;

/// <summary>Turns what the verbs recorded into history entries, in the transaction of the change itself.</summary>
internal sealed class HistoryStep : ICommitStep
{
    public async Task BeforeSave(AppDb db, CancellationToken cancel)
    {
        var subjects = db.ChangeTracker.Entries<Recorded>().Select(entry => entry.Entity).Where(subject => subject.Unrecorded.Count > 0).ToList();
        if (subjects.Count == 0)
        {
            return;
        }

        var ids = subjects.Select(subject => subject.Id).ToList();
        var known = await db.History().AsNoTracking()
            .Where(entry => ids.Contains(entry.SubjectId)
                && !db.History().Any(later => later.SubjectKind == entry.SubjectKind && later.SubjectId == entry.SubjectId && later.Sequence > entry.Sequence))
            .ToDictionaryAsync(entry => (entry.SubjectKind, entry.SubjectId), cancel);
        foreach (var subject in subjects)
        {
            var last = known.GetValueOrDefault((subject.SubjectKind, subject.Id));
            foreach (var fact in subject.Unrecorded)
            {
                last = new HistoryEntry(subject.SubjectKind, subject.Id, last, fact);
                db.Add(last);
            }
        }
    }
}

/// <summary>
/// Appends new entries to the one log and signs its head, about once a second. One at a time over all nodes, by an advisory
/// lock; a crash in between leaves nothing, since leaves and head stand in one transaction.
/// </summary>
public sealed class HistorySealer(AppDb db, KeyRing keys, RealClock clock)
{
    /// <summary>What the signature of a head is for.</summary>
    public const string Purpose = "zhiping history head v1";

    private const int AtOnce = 5000;

    /// <summary>Seals what is waiting; returns how many entries that were.</summary>
    public async Task<int> SealAsync(CancellationToken stop = default)
    {
        var total = 0;
        int count;
        do
        {
            count = await SealSomeAsync(stop);
            total += count;
        }
        while (count == AtOnce);
        return total;
    }

    private async Task<int> SealSomeAsync(CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.Database.ExecuteSqlRawAsync("select pg_advisory_xact_lock(7215309)", stop);
        var waiting = await db.Database
            .SqlQuery<Waiting>($"select row as \"Row\", hash as \"Hash\" from history_unsealed order by row limit {AtOnce}").ToListAsync(stop);
        if (waiting.Count == 0)
        {
            return 0;
        }

        var head = await db.Set<LogHead>().AsNoTracking().OrderByDescending(h => h.Size).FirstOrDefaultAsync(stop);
        var log = head is null ? new MerkleLog() : new MerkleLog(head.Size, head.Frontier);
        foreach (var entry in waiting)
        {
            db.Add(new LogLeaf(log.Size, entry.Row));
            log.Append(MerkleLog.Leaf(entry.Hash));
        }

        db.Add(new LogHead(log, clock.Now, keys));
        await db.SaveChangesAsync(stop);
        var rows = waiting.Select(entry => entry.Row).ToArray();
        await db.Database.ExecuteSqlAsync($"delete from history_unsealed where row = any({rows})", stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return waiting.Count;
    }

    private sealed record Waiting(long Row, byte[] Hash);
}

/// <summary>Seals about each second while the site runs.</summary>
internal sealed class SealingService(IServiceScopeFactory scopes, RealClock clock, ILogger<SealingService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(1), clock.Time, stoppingToken);
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<HistorySealer>().SealAsync(stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e) when (e is DbUpdateException or NpgsqlException or InvalidOperationException)
            {
                log.LogError(e, "The history could not be sealed; trying again");
            }
        }
    }
}
