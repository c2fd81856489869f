namespace Zhiping.Tests.Policy;

/// <summary>The first route that fits is taken, so one that stands after a wider one is refused: by each of what a route may ask, and by all of it together.</summary>
public sealed class RouteOrderTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "tiers: [Township]", true)]
    [InlineData("tiers: [Township]", "", false)]
    [InlineData("tiers: [Township]", "tiers: [Township]", true)]
    [InlineData("tiers: [County, Township]", "tiers: [Township]", true)]
    [InlineData("tiers: [Township]", "tiers: [County, Township]", false)]
    [InlineData("unitKinds: [PublicInstitution]", "unitKinds: [PublicInstitution]", true)]
    [InlineData("unitKinds: [PublicInstitution]", "unitKinds: [StateEnterprise]", false)]
    [InlineData("channels: [Targeted]", "channels: [Targeted]", true)]
    [InlineData("channels: [Targeted]", "channels: [Recommendation]", false)]
    [InlineData("counties: [wensu, kuqa]", "counties: [kuqa]", true)]
    [InlineData("counties: [wensu]", "counties: [kuqa]", false)]
    [InlineData("series: [culture]", "series: [culture]", true)]
    [InlineData("series: [culture]", "series: [art]", false)]
    [InlineData("tiers: [Township]", "tiers: [Township], unitKinds: [PublicInstitution], channels: [Targeted], counties: [kuqa], series: [art]", true)]
    [InlineData("tiers: [Township], unitKinds: [PublicInstitution]", "tiers: [Township]", false)]
    [InlineData("tiers: [Township], counties: [kuqa]", "tiers: [Township], counties: [wensu]", false)]
    [Requirement("B3b", "B10")]
    public void RouteAfterAWiderOne_IsRefused(string first, string second, bool never)
    {
        var problems = Files.Over($"routes:\n  - remove: all\n  - {Route("first", first)}\n  - {Route("second", second)}\n  - {Route("others", "")}\n").Problems;

        Assert.Equal(never, problems.Any(p => p.Path == "routes[second]" && p.What.En == "The route is never reached: 'first' before it takes all of it."));
        Assert.Equal(first.Length == 0 || second.Length == 0, problems.Any(p => p.Path == "routes[others]" && p.What.Zh.StartsWith("永远轮不到这条办理顺序", StringComparison.Ordinal)));
        Files.SaidInChinese(problems);
    }

    private static string Route(string id, string where) =>
        $"{{id: {id}, {(where.Length == 0 ? "" : where + ", ")}clause: order40:第一条, steps: [{{office: Unit, clause: order40:第一条}}, {{office: CommitteeOffice, clause: order40:第一条}}]}}";
}
