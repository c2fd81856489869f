using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhiping.Data;

/// <summary>Something to be done outside a request, at or after an instant. Done work is deleted; failed work stays visible.</summary>
public sealed class WorkItem
{
    /// <summary>After so many failures it waits for a person.</summary>
    public const int MaxTries = 12;

    private WorkItem()
    {
    }

    public WorkItem(string kind, DateTimeOffset due, string? key = null, string data = "", byte[]? secret = null)
    {
        Id = Ids.Blind();
        Kind = kind;
        Key = key;
        Due = due.ToUniversalTime();
        Data = data;
        Secret = secret;
    }

    public Guid Id { get; private set; }

    /// <summary>Names the handler.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>At most one item of a kind waits under a key; asked for again, it only becomes due earlier.</summary>
    public string? Key { get; private set; }

    /// <summary>In site time.</summary>
    public DateTimeOffset Due { get; private set; }

    /// <summary>What the handler needs: ids, never personal data.</summary>
    public string Data { get; private set; } = "";

    /// <summary>What the handler needs and nobody may read: sealed.</summary>
    public byte[]? Secret { get; private set; }

    public int Tries { get; private set; }

    public string? LastError { get; private set; }

    /// <summary>How often it was asked for under its key; asked again while it ran, it runs once more.</summary>
    public int Asked { get; private set; } = 1;

    /// <summary>Until then it belongs to the worker that took it; a worker that died is not waited for longer.</summary>
    public DateTimeOffset? ClaimedUntil { get; private set; }

    /// <summary>It failed too often and waits for the operator.</summary>
    public bool GivenUp { get; private set; }

    /// <summary>Counts a failure and tries again later, twice as long after each: 5 s, 10 s … at most an hour.</summary>
    public void Fail(DateTimeOffset now, string error)
    {
        Tries++;
        LastError = error.Length > 500 ? error[..500] : error;
        GivenUp = Tries >= MaxTries;
        Due = now + TimeSpan.FromSeconds(Math.Min(3600, 5 * Math.Pow(2, Tries - 1)));
        ClaimedUntil = null;
    }

    /// <summary>Waits for its next time.</summary>
    internal void Again(DateTimeOffset due)
    {
        Due = due;
        Tries = 0;
        LastError = null;
        ClaimedUntil = null;
    }

    /// <summary>The operator asks for another round.</summary>
    public void Retry(DateTimeOffset now)
    {
        GivenUp = false;
        Tries = 0;
        Due = now;
    }
}

internal sealed class WorkItemTable : IEntityTypeConfiguration<WorkItem>
{
    public void Configure(EntityTypeBuilder<WorkItem> builder)
    {
        builder.ToTable("work", table => table.HasCheckConstraint("ck_work_tries", "tries >= 0"));
        builder.HasKey(item => item.Id);
        builder.Property(item => item.Kind).HasMaxLength(64);
        builder.Property(item => item.Key).HasMaxLength(200);
        builder.HasIndex(item => new { item.Kind, item.Key }).IsUnique().HasFilter("key is not null").HasDatabaseName("ux_work_key");
        builder.HasIndex(item => item.Due).HasFilter("not given_up").HasDatabaseName("ix_work_due");
    }
}

/// <summary>Does one kind of work. Called with a scope of its own; what it changes it commits itself; running twice does no harm.</summary>
public interface IWorkHandler
{
    string Kind { get; }

    /// <summary>Does it. An exception means: later again.</summary>
    Task Run(WorkItem item, CancellationToken stop);
}

/// <summary>A handler whose work comes back each day by itself.</summary>
public interface IDailyWork;

/// <summary>Asks for work in the transaction of the next commit.</summary>
public static class WorkQueue
{
    public static DbSet<WorkItem> Work(this AppDb db) => db.Set<WorkItem>();

    /// <summary>Adds work; under a key that waits already nothing is added, the waiting item becomes due at the earlier instant.</summary>
    public static void Queue(this AppDb db, WorkItem item)
    {
        if (item.Key is { } key && db.Work().Local.Any(other => other.Kind == item.Kind && other.Key == key))
        {
            return;
        }

        db.Add(item);
    }
}

/// <summary>Writes keyed work by upsert, so that asking twice, even at once, is no conflict.</summary>
internal sealed class KeyedWorkStep : ICommitStep
{
    public async Task BeforeSave(AppDb db, CancellationToken cancel)
    {
        foreach (var entry in db.ChangeTracker.Entries<WorkItem>().Where(e => e.State == EntityState.Added && e.Entity.Key is not null).ToList())
        {
            var item = entry.Entity;
            entry.State = EntityState.Detached;
            await db.Database.ExecuteSqlInterpolatedAsync(
                $"""
                 insert into work (id, kind, key, due, data, secret, tries, given_up, asked)
                 values ({item.Id}, {item.Kind}, {item.Key}, {item.Due}, {item.Data}, {item.Secret}, 0, false, 1)
                 on conflict (kind, key) where key is not null do update
                 set due = least(work.due, excluded.due), data = excluded.data, secret = excluded.secret, asked = work.asked + 1, given_up = false
                 """, cancel);
        }
    }
}
