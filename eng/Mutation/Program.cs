using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using System.Text.RegularExpressions;
using Zhiping.Mutation;

// mutation make REPO PATTERN WORK: compiles the policy with its mutants into WORK, beside the policy's tests.
// mutation run WORK [ID…]: runs the tests against each mutant that has no result yet (or against those named, each as if nothing were loaded) and writes WORK/results.txt.
// mutation report WORK: the score by file, and the mutants that live.
return args switch
{
    ["make", var repo, var pattern, var work] => Make(repo, pattern, work),
    ["run", var work, .. var ids] => await Run(work, [.. ids.Select(int.Parse)]),
    ["report", var work] => Report(work),
    _ => 2,
};

static int Make(string repo, string pattern, string work)
{
    Directory.CreateDirectory(work);
    var bin = Path.Combine(repo, "eng/PolicyTests/bin/Debug/net10.0");
    foreach (var file in Directory.EnumerateFiles(bin, "*.dll"))
    {
        File.Copy(file, Path.Combine(work, Path.GetFileName(file)), overwrite: true);
    }

    var mutants = Compiled.Write(Path.Combine(repo, "src/Zhiping.Policy"), new Regex(pattern), bin, Path.Combine(work, "Zhiping.Policy.dll"));
    File.WriteAllText(Path.Combine(work, "mutants.json"), JsonSerializer.Serialize(mutants));
    Console.WriteLine($"{mutants.Count} mutants in {mutants.Select(m => m.File).Distinct(StringComparer.Ordinal).Count()} files");
    return 0;
}

static async Task<int> Run(string work, HashSet<int> only)
{
    AssemblyLoadContext.Default.Resolving += (context, name) =>
        File.Exists(Path.Combine(work, name.Name + ".dll")) ? context.LoadFromAssemblyPath(Path.Combine(work, name.Name + ".dll")) : null;
    var mutants = JsonSerializer.Deserialize<List<Mutant>>(File.ReadAllText(Path.Combine(work, "mutants.json")))!;
    var results = Path.Combine(work, "results.txt");
    var active = new Active(AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(work, "Zhiping.Policy.dll")));
    var assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(work, "Zhiping.Tests.dll"));
    if (only.Count > 0)
    {
        // Reached only while something is made once: the process begins with the mutant on, and whatever fails kills it.
        active.Id = only.Single();
        active.MostTicks = 2_000_000_000;
        string? killer = null;
        try
        {
            foreach (var test in (await OneTest.All(assembly)).OrderBy(t => Slow(t.Name)))
            {
                killer = test.Run() is { } why ? $"{test.Name}: {why}" : null;
                if (killer is not null)
                {
                    break;
                }
            }
        }
        catch (Exception broken)
        {
            killer = $"(no test could be made): {broken.GetBaseException().Message.ReplaceLineEndings(" ")}";
        }

        File.AppendAllText(results, $"{active.Id}\t{(killer is null ? "lives" : "killed")}\t{killer}\n");
        return 0;
    }

    var tests = await OneTest.All(assembly);
    var cold = new Dictionary<int, int>();
    for (var round = 0; round < 2; round++)
    {
        foreach (var test in tests)
        {
            active.Reset();
            var start = Stopwatch.GetTimestamp();
            if (test.Run() is { } why)
            {
                Console.WriteLine($"fails without a mutant: {test.Name}: {why}");
                return 1;
            }

            (test.Cost, test.Ticks) = (Stopwatch.GetElapsedTime(start), active.Ticks);
            var seen = active.SeenIds();
            if (round == 0)
            {
                foreach (var id in seen)
                {
                    cold[id] = cold.GetValueOrDefault(id) + 1;
                }
            }
            else
            {
                test.Reaches.UnionWith(seen);
            }
        }
    }

    Console.WriteLine($"{tests.Count} tests in {tests.Sum(t => t.Cost.TotalSeconds):0.0} s when warm");
    var done = File.Exists(results) ? File.ReadLines(results).Select(l => int.Parse(l.Split('\t')[0])).ToHashSet() : [];

    // Scattered, so that the mutants decided by a run that is broken off are a sample of them all.
    foreach (var mutant in mutants.Where(m => !done.Contains(m.Id)).OrderBy(m => unchecked((uint)m.Id * 2654435761u)))
    {
        var warm = tests.Where(t => t.Reaches.Contains(mutant.Id)).OrderBy(t => t.Cost).ToList();
        var onlyWhenMade = cold.GetValueOrDefault(mutant.Id) > warm.Count;
        if (warm.Count == 0 && !cold.ContainsKey(mutant.Id))
        {
            File.AppendAllText(results, $"{mutant.Id}\tunreached\t\n");
            continue;
        }

        File.WriteAllText(Path.Combine(work, "now.txt"), $"{mutant.Id}");
        string? killer = null;
        foreach (var test in warm)
        {
            active.Reset();
            active.Id = mutant.Id;
            active.MostTicks = (test.Ticks * 20) + 1_000_000;
            killer = test.Run() is { } why ? $"{test.Name}: {why}" : null;
            active.Id = -1;
            active.MostTicks = long.MaxValue;
            if (killer is not null)
            {
                break;
            }
        }

        File.AppendAllText(results, $"{mutant.Id}\t{(killer is not null ? "killed" : onlyWhenMade || warm.Count == 0 ? "again" : "lives")}\t{killer}\n");
    }

    return 0;
}

static int Slow(string name) => name.Contains("RandomCareers", StringComparison.Ordinal) || name.Contains("TenYears", StringComparison.Ordinal) ? 1 : 0;

static int Report(string work)
{
    var mutants = JsonSerializer.Deserialize<List<Mutant>>(File.ReadAllText(Path.Combine(work, "mutants.json")))!.ToDictionary(m => m.Id);
    var results = File.ReadLines(Path.Combine(work, "results.txt")).Select(l => l.Split('\t')).GroupBy(l => int.Parse(l[0])).ToDictionary(g => g.Key, g => g.Last()[1]);
    foreach (var file in mutants.Values.GroupBy(m => m.File).OrderBy(g => g.Key, StringComparer.Ordinal))
    {
        var of = file.Where(m => results.ContainsKey(m.Id)).ToList();
        Console.WriteLine($"{file.Key,-45} {of.Count(m => results[m.Id] == "killed"),5} of {of.Count,5} killed, {file.Count() - of.Count} not run");
    }

    var all = results.Where(r => mutants.ContainsKey(r.Key)).ToList();
    Console.WriteLine($"{"",-45} {all.Count(r => r.Value == "killed"),5} of {all.Count,5} = {100.0 * all.Count(r => r.Value == "killed") / Math.Max(1, all.Count):0.0} %");
    foreach (var (id, result) in all.Where(r => r.Value != "killed").OrderBy(r => r.Key))
    {
        Console.WriteLine($"{result,-9} {mutants[id].File}:{mutants[id].Line} #{id}  {mutants[id].Was}  →  {mutants[id].Becomes}");
    }

    return 0;
}

/// <summary>The switch inside the compiled policy.</summary>
internal sealed class Active(Assembly policy)
{
    private readonly Type _type = policy.GetType("Zhiping.Mutation.Active")!;

    public int Id { get => (int)Field("Id").GetValue(null)!; set => Field("Id").SetValue(null, value); }

    public long Ticks => (long)Field("Ticks").GetValue(null)!;

    public long MostTicks { set => Field("MostTicks").SetValue(null, value); }

    public IReadOnlyList<int> SeenIds() => [.. ((bool[])Field("Seen").GetValue(null)!).Index().Where(s => s.Item).Select(s => s.Index)];

    public void Reset()
    {
        Array.Clear((bool[])Field("Seen").GetValue(null)!);
        Field("Ticks").SetValue(null, 0L);
    }

    private FieldInfo Field(string name) => _type.GetField(name)!;
}
