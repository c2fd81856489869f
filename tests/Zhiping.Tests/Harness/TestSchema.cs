using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Tests.Harness;

/// <summary>Puts the program's schema into the template database.</summary>
internal static class TestSchema
{
    public static async Task CreateAsync(string connectionString)
    {
        await using var db = new AppDb(new DbContextOptionsBuilder<AppDb>().UseNpgsql(connectionString).Options);
        await db.Database.EnsureCreatedAsync();
        await SchemaScripts.ApplyAsync(db);
    }
}
