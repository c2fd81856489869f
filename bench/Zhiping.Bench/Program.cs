using BenchmarkDotNet.Running;
using Zhiping.Bench;
using Zhiping.Bench.Load;
using Zhiping.Bench.Policy;

// A named run measures a whole path and prints one table: add a line for yours. Anything else goes to BenchmarkDotNet.
var runs = new Dictionary<string, Func<string[], Task<int>>>(StringComparer.Ordinal)
{
    ["policy"] = PolicyRun.Run,
    ["load"] = LoadRun.Run,
};

if (args is [var name, ..] && runs.TryGetValue(name, out var run))
{
    return await run(args[1..]);
}

if (args is [] or ["--help"])
{
    Console.WriteLine($"Runs: {string.Join(", ", runs.Keys)}. For one benchmark: --filter '*Check*' and BenchmarkDotNet's other options.");
    return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(PolicyRun).Assembly).Run(args, Measuring.Config);
return 0;
