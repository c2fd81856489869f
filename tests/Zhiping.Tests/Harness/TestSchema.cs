using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Tests.Harness;

/// <summary>
/// Puts the program's schema into the template database: by its migrations, as production gets it; from the model only while
/// somebody is changing the model and the migration is not written yet (a test of its own fails then).
/// </summary>
internal static class TestSchema
{
    public static async Task CreateAsync(string connectionString)
    {
        await using var db = new AppDb(new DbContextOptionsBuilder<AppDb>().UseNpgsql(connectionString).Options);
        if (db.Database.HasPendingModelChanges())
        {
            await db.Database.EnsureCreatedAsync();
        }
        else
        {
            await db.Database.MigrateAsync();
        }

        await SchemaScripts.ApplyAsync(db);
    }
}
