using System.Diagnostics;
using System.Globalization;

namespace Zhiping.Documents;

/// <summary>What a program that was run to its end said.</summary>
/// <param name="ExitCode">Its code, or -1 when it was ended because it took too long.</param>
/// <param name="Output">What it wrote, as it is.</param>
/// <param name="Errors">The beginning of what it complained about.</param>
public sealed record ChildResult(int ExitCode, byte[] Output, string Errors)
{
    public bool TimedOut => ExitCode == -1;
}

/// <summary>Runs other programs on bytes from outside, with limits on memory, processor time and patience.</summary>
public static class LimitedChild
{
    /// <summary>How to start this same program again, limited. Never limits address space: .NET reserves more than it uses.</summary>
    public static ProcessStartInfo OfOurselves(IReadOnlyList<string> arguments, long dataBytes, int cpuSeconds)
    {
        var start = new ProcessStartInfo("prlimit") { UseShellExecute = false };
        start.ArgumentList.Add($"--data={dataBytes.ToString(CultureInfo.InvariantCulture)}");
        start.ArgumentList.Add($"--cpu={cpuSeconds.ToString(CultureInfo.InvariantCulture)}");
        start.ArgumentList.Add("--core=0");
        start.ArgumentList.Add("--");
        var program = Path.Combine(AppContext.BaseDirectory, "zhiping");
        if (File.Exists(program + ".dll"))
        {
            start.ArgumentList.Add(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet");
            start.ArgumentList.Add("exec");
            start.ArgumentList.Add(program + ".dll");
        }
        else
        {
            start.ArgumentList.Add(program);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    /// <summary>Runs a program of the system to its end.</summary>
    /// <param name="program">Name on the path.</param>
    /// <param name="arguments">Its arguments; never a shell.</param>
    /// <param name="input">What it reads on its standard input, if anything.</param>
    /// <param name="patience">After this it is killed.</param>
    /// <param name="addressBytes">Limit on its address space.</param>
    /// <param name="environment">Variables to set.</param>
    /// <param name="cancel">Kills it too.</param>
    public static async Task<ChildResult> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        ReadOnlyMemory<byte> input,
        TimeSpan patience,
        long addressBytes = 2L * 1024 * 1024 * 1024,
        IReadOnlyDictionary<string, string>? environment = null,
        CancellationToken cancel = default)
    {
        var start = new ProcessStartInfo("prlimit")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add($"--as={addressBytes.ToString(CultureInfo.InvariantCulture)}");
        start.ArgumentList.Add($"--cpu={Math.Max(1, (int)patience.TotalSeconds * 2).ToString(CultureInfo.InvariantCulture)}");
        start.ArgumentList.Add("--core=0");
        start.ArgumentList.Add("--");
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new IOException($"{program} could not be started.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(patience);
        using var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output, limit.Token);
        var complaining = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await FeedAsync(process, input, limit.Token);
            await reading;
            var errors = await complaining;
            await process.WaitForExitAsync(limit.Token);
            return new ChildResult(process.ExitCode, output.ToArray(), errors.Length > 2000 ? errors[..2000] : errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancel.ThrowIfCancellationRequested();
            return new ChildResult(-1, [], "timed out");
        }
    }

    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancel)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancel);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading everything; what it says then counts.
        }
    }
}
