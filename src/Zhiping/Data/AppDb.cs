using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Zhiping.Data;

/// <summary>Something that happens inside every commit, before the one save: the history is one.</summary>
public interface ICommitStep
{
    Task BeforeSave(AppDb db, CancellationToken cancel);
}

/// <summary>
/// The repository. It knows no feature: each folder brings its entity configurations and its db.Things() extension.
/// </summary>
public sealed class AppDb(DbContextOptions<AppDb> options, IEnumerable<ICommitStep>? steps = null) : DbContext(options)
{
    private readonly ICommitStep[] steps = [.. steps ?? []];

    /// <summary>
    /// Saves once: entities, facts and history entries together. A state that moved without a history entry is a programming error and throws.
    /// A concurrent change throws <see cref="DbUpdateConcurrencyException"/>, which pages answer with what changed.
    /// </summary>
    public async Task Commit(CancellationToken cancel = default)
    {
        ChangeTracker.DetectChanges();
        foreach (var entry in ChangeTracker.Entries<Recorded>())
        {
            var moved = entry.State == EntityState.Modified
                && entry.Properties.Any(p => p.Metadata.Name == "State" && p.IsModified);
            if (moved && entry.Entity.Unrecorded.Count == 0)
            {
                throw new InvalidOperationException($"{entry.Metadata.ShortName()} {entry.Entity.Id} moved to another state without a history entry.");
            }
        }

        // One transaction around the steps and the save: what a step reads or writes by itself stands or falls with the rest.
        await using var transaction = Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(cancel) : null;
        foreach (var step in steps)
        {
            await step.BeforeSave(this, cancel);
        }

        await SaveChangesAsync(cancel);
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancel);
        }

        foreach (var entry in ChangeTracker.Entries<Recorded>())
        {
            entry.Entity.MarkRecorded();
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(64);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<DateTimeOffset?>().HaveConversion<UtcConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AppDb).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            if (entity.IsMappedToJson())
            {
                continue;
            }

            if (!entity.IsOwned() && entity.GetTableName() is { } table)
            {
                entity.SetTableName(Snake(table));
            }

            foreach (var property in entity.GetProperties())
            {
                // What is owned lies in its owner's row, so its key is the owner's.
                var inOwnersRow = entity.FindOwnership() is { } owner && property.IsPrimaryKey() && owner.PrincipalEntityType.GetTableName() == entity.GetTableName()
                    ? owner.PrincipalKey.Properties[0]
                    : property;
                // PostgreSQL's own row version is a system column of every row.
                var isRowVersion = property is { IsConcurrencyToken: true, ValueGenerated: ValueGenerated.OnAddOrUpdate } && property.ClrType == typeof(uint);
                property.SetColumnName(isRowVersion ? "xmin" : Snake(inOwnersRow.GetColumnName()));
            }

            foreach (var index in entity.GetIndexes().Where(i => i.GetDatabaseName() is not null))
            {
                index.SetDatabaseName(Snake(index.GetDatabaseName()!));
            }
        }
    }

    private static string Snake(string name)
    {
        var result = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_' && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
            {
                result.Append('_');
            }

            result.Append(char.ToLowerInvariant(name[i]));
        }

        return result.ToString();
    }

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(v => v.ToUniversalTime(), v => v.ToUniversalTime());
}
