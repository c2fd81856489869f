using Npgsql;
using Zhiping.Tests.Access;

namespace Zhiping.Tests.Data;

/// <summary>
/// Whatever the program does, the database refuses nonsense: every check, unique index and foreign key of its catalogue is broken once,
/// by hand, past the program. <c>constraints.csv</c> says how; a rule without an attempt fails, and so does an attempt without a rule.
/// </summary>
[Requirement("J3")]
[Collection(nameof(AccessCollection))]
public sealed class ConstraintTests(AccessWorld world)
{
    [Fact]
    public async Task EveryConstraint_StopsAnAttemptToBreakIt()
    {
        await using var connection = new NpgsqlConnection(world.ConnectionString);
        await connection.OpenAsync();
        var rules = await DatabaseConstraint.AllOf(connection);
        var attempts = new ConstraintAttempts(connection, rules);
        var lines = Lines();
        var problems = new List<string>();
        foreach (var rule in rules)
        {
            if (lines.GetValueOrDefault((rule.Table, rule.Name)) is not { } attempt)
            {
                problems.Add($"{rule.Table} | {rule.Name} | {await attempts.Find(rule) ?? "(write an attempt by hand: " + rule.Definition + ")"}");
            }
            else if (await attempts.Try(rule.Table, attempt) is var stopped && stopped != rule.Name)
            {
                problems.Add($"{rule.Table} | {rule.Name} should have stopped '{attempt}', but {stopped ?? "nothing"} did: {rule.Definition}");
            }
        }

        problems.AddRange(lines.Keys.Where(l => !rules.Any(r => r.Table == l.Table && r.Name == l.Name)).Select(l => $"There is no such constraint any more: {l.Table} | {l.Name}"));
        Assert.True(problems.Count == 0, "Add or correct these lines of constraints.csv:\n" + string.Join('\n', problems));
    }

    private static Dictionary<(string Table, string Name), string> Lines() =>
        File.ReadLines(Path.Combine(Policy.Files.Root, "tests", "Zhiping.Tests", "Data", "constraints.csv")).Where(l => l.Length > 0 && l[0] != '#')
            .Select(l => l.Split('|', 3, StringSplitOptions.TrimEntries)).ToDictionary(p => (p[0], p[1]), p => p[2]);
}
