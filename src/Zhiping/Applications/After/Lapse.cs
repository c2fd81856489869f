using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Applications;

/// <summary>Asks for work at each instant that becomes due for an application, in the same transaction.</summary>
internal sealed class LapseStep : ICommitStep
{
    public Task BeforeSave(AppDb db, CancellationToken cancel)
    {
        var edges = db.ChangeTracker.Entries<Application>().Where(e => e.State is EntityState.Added or EntityState.Modified)
            .Select(e => e.Entity.Due).OfType<DueDate>().Where(d => d.Consequence != DueConsequence.None).Select(d => d.At).Distinct().ToList();
        foreach (var at in edges)
        {
            db.Queue(new WorkItem(LapseWork.Name, at, at.ToString("O", CultureInfo.InvariantCulture)));
        }

        return Task.CompletedTask;
    }
}

/// <summary>
/// Records deadlines that have passed, each dated at its own instant. The deadline bound every verb already; this only writes it down,
/// so it may run late, twice or at several places at once. (B2, F3)
/// </summary>
public sealed class LapseWork(IServiceScopeFactory scopes, TimeProvider clock, ILogger<LapseWork> log) : IWorkHandler
{
    public const string Name = "lapse";

    private const int Batch = 200;

    public string Kind => Name;

    public async Task Run(WorkItem item, CancellationToken stop) => await RecordUntil(item.Due > clock.Now() ? item.Due : clock.Now(), stop);

    /// <summary>Records every deadline that has passed by that instant; returns how many.</summary>
    public async Task<int> RecordUntil(DateTimeOffset now, CancellationToken stop = default)
    {
        var recorded = 0;
        var after = Guid.Empty;
        while (true)
        {
            List<Guid> ids;
            await using (var scope = scopes.CreateAsyncScope())
            {
                var from = after;
                ids = await scope.ServiceProvider.GetRequiredService<AppDb>().Applications().AsNoTracking()
                    .Lapsed(now).Where(a => a.Id > from).OrderBy(a => a.Id).Select(a => a.Id).Take(Batch).ToListAsync(stop);
            }

            foreach (var id in ids)
            {
                recorded += await RecordOne(id, now, stop) ? 1 : 0;
            }

            if (ids.Count < Batch)
            {
                return recorded;
            }

            after = ids[^1];
        }
    }

    private async Task<bool> RecordOne(Guid id, DateTimeOffset now, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var application = await db.Applications().Lapsed(now).SingleOrDefaultAsync(a => a.Id == id, stop);
        if (application is null)
        {
            return false;
        }

        try
        {
            application.Lapse();
            await db.Commit(stop);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody moved it at this moment by an act that was stamped in time; the next run looks again.
            log.LogInformation("Application {Id} moved while its deadline was recorded", id);
            return false;
        }
    }
}
