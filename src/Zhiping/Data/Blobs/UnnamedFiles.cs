using Microsoft.EntityFrameworkCore;

namespace Zhiping.Data;

/// <summary>
/// A column by which rows name files of the store though its name does not end in <c>Sha256</c>: the hash itself, or JSON with hashes in quotes.
/// </summary>
public sealed record FileColumn(Type Entity, string Property);

#pragma warning disable EF1002 // Names of tables and columns come from the model.
/// <summary>Says which files rows name: all columns of the model that end in <c>Sha256</c>, and those that their folders state.</summary>
public sealed class NamedFiles(AppDb db, IEnumerable<FileColumn> stated)
{
    /// <summary>Every hash that some row names; some are of other things than files, which does no harm.</summary>
    public async Task<HashSet<string>> All(CancellationToken cancel = default)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (table, column, isJson) in Columns())
        {
            var sql = isJson
                ? $"""select distinct m[1] as "Value" from "{table}", lateral regexp_matches("{column}"::text, '"([0-9a-f]+)"', 'g') m"""
                : $"""select distinct "{column}" as "Value" from "{table}" where "{column}" is not null""";
            await foreach (var hash in db.Database.SqlQueryRaw<string>(sql).AsAsyncEnumerable().WithCancellation(cancel))
            {
                named.Add(hash);
            }
        }

        return named;
    }

    /// <summary>Whether some row names that file now.</summary>
    public async Task<bool> IsNamed(string sha256, CancellationToken cancel = default)
    {
        foreach (var (table, column, isJson) in Columns())
        {
            var holds = isJson ? $"""position('"' || {"{0}"} || '"' in "{column}"::text) > 0""" : $"\"{column}\" = {"{0}"}";
            if ((await db.Database.SqlQueryRaw<bool>($"""select exists (select from "{table}" where {holds}) as "Value" """, sha256).ToListAsync(cancel))[0])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where rows name files, in the order of the model.</summary>
    public IEnumerable<(string Table, string Column, bool IsJson)> Columns()
    {
        var all = stated.ToList();
        foreach (var entity in db.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                var isStated = all.RemoveAll(s => s.Entity == entity.ClrType && s.Property == property.Name) > 0;
                if (isStated || (property.ClrType == typeof(string) && property.Name.EndsWith("Sha256", StringComparison.Ordinal)))
                {
                    yield return (entity.GetTableName()!, property.GetColumnName(), property.GetColumnType() == "jsonb");
                }
            }
        }

        if (all.Count > 0)
        {
            throw new InvalidOperationException($"The model has no {all[0].Entity.Name}.{all[0].Property}.");
        }
    }
}

#pragma warning restore EF1002

/// <summary>
/// Removes files that no row names: of uploads that were refused after their last byte, of transactions that failed. Only those that nobody has
/// stored for a day, so that nothing is touched whose row is still to come.
/// </summary>
internal sealed class ForgetUnnamedFiles(NamedFiles named, IKeptFiles files, RealClock real, ILogger<ForgetUnnamedFiles> log) : IWorkHandler, IDailyWork
{
    public const string WorkKind = "files.forget";

    /// <summary>Where more than half of at least so many files are named by nobody, the store is another database's.</summary>
    private const int TooFewToTell = 100;

    private static readonly TimeSpan Quiet = TimeSpan.FromDays(1);

    public string Kind => WorkKind;

    public async Task Run(WorkItem item, CancellationToken stop)
    {
        var since = real.Now - Quiet;
        var known = await named.All(stop);
        var old = files.NotStoredSince(since).ToList();
        var unnamed = old.Where(file => !known.Contains(file)).ToList();
        if (old.Count >= TooFewToTell && unnamed.Count > old.Count / 2)
        {
            log.LogError("{Unnamed} of {Count} files are named by no row; this looks like the store of another database, and nothing is removed", unnamed.Count, old.Count);
            return;
        }

        var removed = 0;
        foreach (var file in unnamed)
        {
            stop.ThrowIfCancellationRequested();
            removed += !await named.IsNamed(file, stop) && files.Remove(file, since) ? 1 : 0;
        }

        if (removed > 0)
        {
            log.LogInformation("Removed {Count} files that no row names", removed);
        }
    }
}
