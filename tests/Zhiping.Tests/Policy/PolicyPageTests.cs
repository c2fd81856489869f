using Zhiping.Policy.Notices;

namespace Zhiping.Tests.Policy;

public sealed class PolicyPageTests
{
    private static readonly string[] Ids = ["aksu/2024-culture", "aksu/2023-general", "aksu/2024-party-school", "bayingol/2021-culture", "bayingol/2023-press"];

    /// <summary>Writes docs/policy.md anew when ZHIPING_WRITE_DOCS is set, else compares it.</summary>
    [Fact]
    [Requirement("B1", "B7")]
    public void PolicyPage_ListsEveryItemOfEveryNotice_AndIsNotStale()
    {
        var page = PolicyPage.Of([.. Ids.Select(Files.Read)]);
        var file = Path.Combine(Files.Root, "docs", "policy.md");
        if (Environment.GetEnvironmentVariable("ZHIPING_WRITE_DOCS") is not null)
        {
            File.WriteAllText(file, page);
        }

        Assert.Equal(page, File.ReadAllText(file));
        Assert.Contains("四(八)", page, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("B3")]
    public void Directory_HasSixtyTwoRows_AndNobodyAppliesWhereAnExamDecides()
    {
        var general = Files.Read("aksu/2023-general");

        Assert.Equal(Enumerable.Range(1, 62), general.Directory.Select(r => r.Number));
        Assert.All(general.Directory.Where(r => r.Number is >= 45 and <= 57), r => Assert.Contains(r.Cells, c => c.Way == DirectoryWay.ByExam));
        Assert.Equal(9, general.Counties.Count);
        Assert.All(general.Directory.Where(r => r.NeedsConfirmation), r => Assert.NotNull(r.Basis.Why));
    }
}
