using System.Text;

namespace Zhiping.Tests.Access;

/// <summary>One line of <c>access.csv</c>: a door, a relation to what it names, and the answer for each role.</summary>
public sealed record AccessLine(string Door, string Relation, IReadOnlyDictionary<string, string> Answers)
{
    public string Key => $"{Door} · {Relation}";
}

/// <summary>The reviewed file that says who is let in where. It is the policy; the site is measured against it.</summary>
public static class AccessFile
{
    /// <summary>The columns: everybody who can stand before a door.</summary>
    public static readonly string[] Roles =
    [
        "anonymous", "applicant", "colleague", "unit-hr", "unit-leader", "authority", "bureau", "office", "office-head", "expert", "chair",
        "setting-up", "title-office", "supervision", "operator",
    ];

    /// <summary>
    /// What a cell may say: let in (a rule may still refuse what was typed), asked to sign in, forbidden, not there; and of what is
    /// another's, that a rule refuses it and nothing is saved.
    /// </summary>
    public static readonly string[] Words = ["yes", "sign-in", "no", "404", "refused"];

    public static string Path => System.IO.Path.Combine(Policy.Files.Root, "tests", "Zhiping.Tests", "Access", "access.csv");

    public static IReadOnlyList<AccessLine> Read()
    {
        var rows = File.ReadAllLines(Path).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(',').Select(c => c.Trim()).ToArray()).ToList();
        var header = rows[0];
        return [.. rows.Skip(1).Select(r => new AccessLine(r[0], r[1], header.Zip(r).Skip(2).ToDictionary(c => c.First, c => c.Second)))];
    }

    /// <summary>A line as it stands in the file, in columns.</summary>
    public static string Line(string door, string relation, Func<string, string> answer)
    {
        var line = new StringBuilder(door.PadRight(76)).Append(", ").Append(relation.PadRight(9));
        foreach (var role in Roles)
        {
            line.Append(", ").Append(answer(role).PadRight(role.Length));
        }

        return line.ToString().TrimEnd();
    }
}
