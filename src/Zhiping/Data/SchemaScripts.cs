using Microsoft.EntityFrameworkCore;

namespace Zhiping.Data;

/// <summary>What the model cannot say: triggers and functions of a folder, as SQL that may run again and again.</summary>
public interface ISchemaScript
{
    /// <summary>One or more statements, repeatable.</summary>
    string Sql { get; }
}

/// <summary>Applies the scripts of all folders after the tables were made or migrated.</summary>
public static class SchemaScripts
{
    private static readonly ISchemaScript[] All =
        [.. typeof(ISchemaScript).Assembly.GetTypes().Where(t => t.IsClass && !t.IsAbstract && t.IsAssignableTo(typeof(ISchemaScript)))
            .OrderBy(t => t.FullName, StringComparer.Ordinal).Select(t => (ISchemaScript)Activator.CreateInstance(t)!)];

    /// <summary>Runs them all.</summary>
    public static async Task ApplyAsync(AppDb db, CancellationToken stop = default)
    {
        foreach (var script in All)
        {
            await db.Database.ExecuteSqlRawAsync(script.Sql, stop);
        }
    }
}
