using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Zhiping.Data;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Cli;

/// <summary>The program as its operator runs it: processes of their own in an empty folder, against a live database that goes with it.</summary>
public sealed class LiveProgram : IAsyncDisposable
{
    private readonly string connection;

    private LiveProgram(string connection) => this.connection = connection;

    /// <summary>Where the program is started.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("zp.").FullName;

    public static async Task<LiveProgram> NewAsync() => new(await TestCluster.NewDatabaseAsync());

    public AppDb NewContext() => new(new DbContextOptionsBuilder<AppDb>().UseNpgsql(connection).Options);

    public async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "zhiping.dll"), .. arguments])
        {
            WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true,
        };
        start.Environment["ZHIPING_DATA"] = Path.Combine(Folder, "home");
        start.Environment["ConnectionStrings__Zhiping"] = connection;
        using var program = Process.Start(start)!;
        var (output, error) = (program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
        await program.WaitForExitAsync();
        return (program.ExitCode, await output, await error);
    }

    public async ValueTask DisposeAsync()
    {
        await TestCluster.DropDatabaseAsync(connection);
        Directory.Delete(Folder, recursive: true);
    }
}
