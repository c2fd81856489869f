using Microsoft.EntityFrameworkCore;
using Zhiping.Data;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Data;

public sealed class MigrationTests
{
    [Fact]
    public void Migrations_GiveTheModel()
    {
        using var db = new AppDb(new DbContextOptionsBuilder<AppDb>().UseNpgsql("Host=/nowhere;Database=none").Options);
        Assert.False(db.Database.HasPendingModelChanges(), "The model was changed without a migration: run eng/add-migration NAME.");
    }

    [Fact]
    public async Task SchemaScripts_MayRunAgain()
    {
        var database = await TestCluster.NewDatabaseAsync();
        await using var db = new AppDb(new DbContextOptionsBuilder<AppDb>().UseNpgsql(database).Options);
        await SchemaScripts.ApplyAsync(db);
        await SchemaScripts.ApplyAsync(db);
    }
}
