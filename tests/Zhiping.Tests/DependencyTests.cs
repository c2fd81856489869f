using System.Text.RegularExpressions;

namespace Zhiping.Tests;

/// <summary>The folders of the program stand in dependency order: a later one may use an earlier one, never the reverse.</summary>
public sealed partial class DependencyTests
{
    private static readonly string[] Order =
    [
        "Data", "History", "Accounts", "Bodies", "Notices", "Applicants", "ContinuingEducation", "Messages", "Documents",
        "Applications", "Attachments", "Career", "Masking", "Publicity", "Review", "Payments", "Committees", "Meetings", "Certificates",
        "Portals", "Web", "Cli", "Demo",
    ];

    [Fact]
    public void Folders_UseOnlyFoldersThatStandBeforeThem()
    {
        var root = Path.Combine(Root(), "src", "Zhiping");
        var wrong = new List<string>();
        foreach (var file in Directory.EnumerateFiles(root, "*.cs*", SearchOption.AllDirectories))
        {
            var folder = Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)[0];
            var place = Array.IndexOf(Order, folder);
            // A migration is generated and names every entity of its time.
            if (place < 0 || file.Contains("/Migrations/", StringComparison.Ordinal))
            {
                continue;
            }

            foreach (Match match in Use().Matches(File.ReadAllText(file)))
            {
                var used = Array.IndexOf(Order, match.Groups[1].Value);
                if (used > place)
                {
                    wrong.Add($"{Path.GetRelativePath(root, file)} uses {match.Groups[1].Value}");
                }
            }
        }

        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void EveryFolder_HasAPlaceInTheOrder()
    {
        var known = Order.Concat(["Assets", "Properties", "bin", "obj", "wwwroot"]);
        var folders = Directory.GetDirectories(Path.Combine(Root(), "src", "Zhiping")).Select(Path.GetFileName);
        Assert.Empty(folders.Except(known));
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Zhiping.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    [GeneratedRegex(@"\bZhiping\.([A-Z]\w+)\b")]
    private static partial Regex Use();
}
