using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Design.Internal;
using Zhiping.Data;

#pragma warning disable EF1001, RS0030 // Design-time internals, and a tool that talks to its console.
if (args.Length != 2)
{
    Console.Error.WriteLine("usage: AddMigration NAME PROJECT_FOLDER");
    return 2;
}

using var db = new AppDb(new DbContextOptionsBuilder<AppDb>()
    .UseNpgsql("Host=/nowhere;Database=none", npgsql => npgsql.MigrationsAssembly(typeof(AppDb).Assembly.GetName().Name)).Options);
var services = new ServiceCollection();
services.AddEntityFrameworkDesignTimeServices();
services.AddDbContextDesignTimeServices(db);
new NpgsqlDesignTimeServices().ConfigureDesignTimeServices(services);
using var provider = services.BuildServiceProvider();
using var scope = provider.CreateScope();
var scaffolder = scope.ServiceProvider.GetRequiredService<IMigrationsScaffolder>();
var migration = scaffolder.ScaffoldMigration(args[0], "Zhiping", "Data.Migrations");
var files = scaffolder.Save(args[1], migration, Path.Combine(args[1], "Data", "Migrations"), dryRun: false);
Console.WriteLine(files.MigrationFile);
Console.WriteLine(files.SnapshotFile);
return 0;
