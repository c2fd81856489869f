using System.Diagnostics;
using BenchmarkDotNet.Running;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Rules;

namespace Zhiping.Bench.Policy;

/// <summary>The figures of the policy: one check, a simulation over 100,000 applications, the check of every notice.</summary>
internal static class PolicyRun
{
    public static Task<int> Run(string[] args)
    {
        if (args.Contains("--each", StringComparer.Ordinal))
        {
            Each();
            return Task.FromResult(0);
        }

        Check();
        Simulate(100_000);
        CheckNotices();
        if (!args.Contains("--quick", StringComparer.Ordinal))
        {
            BenchmarkRunner.Run<CheckBenchmarks>(Measuring.Config);
        }

        return Task.FromResult(0);
    }

    /// <summary>One row of the ladder asks a year more.</summary>
    private const string Amended = """
        id: bench/after
        basedOn: aksu/2024-culture
        ladder:
          - {id: deputy-bachelor, yearsInTitle: 6}
        """;

    /// <summary>Medians of many batches, and bytes a check.</summary>
    private static void Check()
    {
        foreach (var (id, name) in from id in (string[])[PolicySamples.NoticeId, PolicySamples.EightyId] from name in (string[])["aksu-2024-culture-good", "aksu-2024-culture-gaps"] select (id, name))
        {
            var notice = PolicyCompiler.Compile(PolicySamples.Read(id));
            var document = PolicySamples.Grown(PolicySamples.Example(name), 200);
            var times = new double[2000];
            var allocated = 0L;
            var findings = 0;
            for (var batch = 0; batch < times.Length; batch++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var start = Stopwatch.GetTimestamp();
                for (var i = 0; i < 50; i++)
                {
                    findings = notice.Check(document, PolicySamples.At).Findings.Count;
                }

                times[batch] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / 50;
                allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / 50;
            }

            Array.Sort(times);
            Console.WriteLine($"check {name} by {id}: {notice.Count} checks and rules, {PolicySamples.FactsOf(document)} facts, {findings} findings: median {times[1000]:0.00} µs, best {times[0]:0.00}, 95 % {times[1900]:0.00}, {allocated} B");
        }
    }

    /// <summary>Each check of the notice alone, to see where the time goes.</summary>
    private static void Each()
    {
        var notice = PolicySamples.Read(PolicySamples.EightyId);
        var document = PolicySamples.Grown(PolicySamples.Example("aksu-2024-culture-good"), 200);
        foreach (var kept in (string[])["none", .. notice.Checks.Select(c => c.Id), "rules"])
        {
            var removed = string.Join(", ", notice.Checks.Select(c => c.Id).Where(id => id != kept));
            var rules = kept == "rules" ? "" : "rules: [{remove: all}]\n";
            var alone = NoticeReader.Read("bench/one", path => path == "bench/one.yaml"
                ? $"id: bench/one\nbasedOn: {PolicySamples.EightyId}\nexamples: []\n{rules}checks:\n  - remove: [{removed}]\n" : PolicySamples.Open(path));
            var compiled = PolicyCompiler.Compile(alone.Notice ?? throw new InvalidOperationException(string.Join("\n", alone.Problems)));
            var times = new double[600];
            for (var batch = 0; batch < times.Length; batch++)
            {
                var start = Stopwatch.GetTimestamp();
                for (var i = 0; i < 100; i++)
                {
                    compiled.Check(document, PolicySamples.At);
                }

                times[batch] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / 100;
            }

            Array.Sort(times);
            var before = GC.GetAllocatedBytesForCurrentThread();
            compiled.Check(document, PolicySamples.At);
            Console.WriteLine($"{kept,-20} {times[300],8:0.000} µs, best {times[0]:0.000}, {GC.GetAllocatedBytesForCurrentThread() - before} B");
        }
    }

    private static void Simulate(int count)
    {
        var before = PolicyCompiler.Compile(PolicySamples.Read(PolicySamples.NoticeId));
        var amended = NoticeReader.Read("bench/after", path => path == "bench/after.yaml" ? Amended : PolicySamples.Open(path));
        var after = PolicyCompiler.Compile(amended.Notice ?? throw new InvalidOperationException(string.Join("\n", amended.Problems)));
        var applications = PolicySamples.Many(count).ToList();
        var start = Stopwatch.GetTimestamp();
        var result = Simulation.Run(before, after, applications, PolicySamples.At);
        Console.WriteLine($"simulate {result.Applications} applications, {result.Changed} changed, {result.NowBarred} now barred: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s");
    }

    private static void CheckNotices()
    {
        var root = Path.Combine(Measuring.Root, "notices");
        var names = Directory.EnumerateDirectories(root)
            .Where(d => Path.GetFileName(d) is "aksu" or "bayingol")
            .SelectMany(d => Directory.EnumerateFiles(d, "*.yaml"))
            .Select(f => Path.GetRelativePath(root, f)).Order(StringComparer.Ordinal).ToList();
        for (var round = 0; round < 3; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var problems = names.Sum(n => NoticeReader.Read(n, PolicySamples.Open) is { Notice: { } notice } reading
                ? reading.Problems.Count(p => p.Severity == ProblemSeverity.Error) + NoticeExamples.Run(PolicyCompiler.Compile(notice), PolicySamples.Open).Count
                : 1);
            Console.WriteLine($"notice check of {names.Count} notices with their examples, round {round + 1}, {problems} problems: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s");
        }
    }
}
