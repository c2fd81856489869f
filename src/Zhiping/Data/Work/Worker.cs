using System.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace Zhiping.Data;

/// <summary>
/// Runs due work. Any number of workers may run at once: each takes items that no other holds (FOR UPDATE SKIP LOCKED), does
/// them under the lock, and deletes them in the same transaction.
/// </summary>
public sealed class Worker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Worker> log)
{
    /// <summary>Runs everything due at <paramref name="now"/> until nothing is left; returns how many items were done.</summary>
    public async Task<int> RunDue(DateTimeOffset now, CancellationToken stop = default)
    {
        var done = 0;
        while (await RunOne(now, stop) is { } succeeded)
        {
            done += succeeded ? 1 : 0;
        }

        return done;
    }

    /// <summary>Takes one due item; null when there is none.</summary>
    private async Task<bool?> RunOne(DateTimeOffset now, CancellationToken stop)
    {
        await using var outer = scopes.CreateAsyncScope();
        var db = outer.ServiceProvider.GetRequiredService<AppDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var item = (await db.Work().FromSql(
            $"select * from work where due <= {now} and not given_up order by due limit 1 for update skip locked").ToListAsync(stop)).SingleOrDefault();
        if (item is null)
        {
            return null;
        }

        var started = Stopwatch.GetTimestamp();
        var succeeded = true;
        try
        {
            await using var inner = scopes.CreateAsyncScope();
            var handler = inner.ServiceProvider.GetServices<IWorkHandler>().FirstOrDefault(h => h.Kind == item.Kind)
                ?? throw new InvalidOperationException($"Nobody handles work of kind {item.Kind}.");
            await handler.Run(item, stop);
            db.Remove(item);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            succeeded = false;
            item.Fail(clock.Now() > now ? clock.Now() : now, $"{e.GetType().Name}: {e.Message}");
            log.LogWarning(e, "Work {Kind} {Id} failed, try {Tries}", item.Kind, item.Id, item.Tries);
        }

        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        log.LogDebug("Work {Kind} took {Ms} ms", item.Kind, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return succeeded;
    }
}

/// <summary>Polls about each second while the site runs.</summary>
internal sealed class WorkerService(Worker worker, TimeProvider clock, RealClock real, ILogger<WorkerService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await worker.RunDue(clock.Now(), stoppingToken);
                await Task.Delay(TimeSpan.FromSeconds(1), real.Time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "The worker rests for five seconds");
                await Task.Delay(TimeSpan.FromSeconds(5), real.Time, CancellationToken.None);
            }
        }
    }
}
