using System.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace Zhiping.Data;

/// <summary>
/// Runs due work. Any number of workers may run at once: each claims an item that no other holds (FOR UPDATE SKIP LOCKED),
/// does it without holding a lock, and deletes it when it is done and was not asked for again meanwhile.
/// </summary>
public sealed class Worker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Worker> log)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

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

    /// <summary>Makes sure that the daily work waits.</summary>
    internal async Task SeedDailyAsync(DateTimeOffset now, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        foreach (var handler in scope.ServiceProvider.GetServices<IWorkHandler>().Where(handler => handler is IDailyWork))
        {
            db.Queue(new WorkItem(handler.Kind, now, key: "daily"));
        }

        await db.Commit(stop);
    }

    /// <summary>Takes one due item; null when there is none.</summary>
    private async Task<bool?> RunOne(DateTimeOffset now, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var item = (await db.Work().FromSql(
            $"""
             update work set claimed_until = clock_timestamp() + {Longest} where id = (
               select id from work where due <= {now} and not given_up and (claimed_until is null or claimed_until < clock_timestamp())
               order by due limit 1 for update skip locked)
             returning *
             """).ToListAsync(stop)).SingleOrDefault();
        if (item is null)
        {
            return null;
        }

        var started = Stopwatch.GetTimestamp();
        try
        {
            var daily = await RunHandler(item, stop);
            await Finish(db, item, daily ? now.AddDays(1) : null, stop);
            log.LogDebug("Work {Kind} took {Ms} ms", item.Kind, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await db.Database.ExecuteSqlAsync($"update work set claimed_until = null where id = {item.Id}", CancellationToken.None);
            throw;
        }
        catch (Exception e)
        {
            item.Fail(clock.Now() > now ? clock.Now() : now, $"{e.GetType().Name}: {e.Message}");
            await db.SaveChangesAsync(stop);
            log.LogWarning(e, "Work {Kind} {Id} failed, try {Tries}", item.Kind, item.Id, item.Tries);
            return false;
        }
    }

    private async Task<bool> RunHandler(WorkItem item, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limited.CancelAfter(Longest - TimeSpan.FromSeconds(10));
        var handler = scope.ServiceProvider.GetServices<IWorkHandler>().FirstOrDefault(h => h.Kind == item.Kind)
            ?? throw new InvalidOperationException($"Nobody handles work of kind {item.Kind}.");
        await handler.Run(item, limited.Token);
        return handler is IDailyWork;
    }

    private static async Task Finish(AppDb db, WorkItem item, DateTimeOffset? again, CancellationToken stop)
    {
        if (again is { } due)
        {
            item.Again(due);
            await db.SaveChangesAsync(stop);
        }
        else if (await db.Database.ExecuteSqlAsync($"delete from work where id = {item.Id} and asked = {item.Asked}", stop) == 0)
        {
            await db.Database.ExecuteSqlAsync($"update work set claimed_until = null, tries = 0, last_error = null where id = {item.Id}", stop);
        }
    }
}

/// <summary>Polls about each second while the site runs.</summary>
internal sealed class WorkerService(Worker worker, TimeProvider clock, RealClock real, ILogger<WorkerService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await worker.SeedDailyAsync(clock.Now(), stoppingToken);
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
