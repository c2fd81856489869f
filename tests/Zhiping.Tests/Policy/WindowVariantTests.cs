using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Tests.Policy;

public sealed class WindowVariantTests
{
    private static Notice WithVariants { get; } = Files.Laid("""
        windows:
          application:
            variants:
              - {id: wensu-snow, counties: [wensu], closes: "2024-09-06 18:00", clause: order40:第一条}
              - {id: private, unitKinds: [PrivateEnterprise], channels: [Targeted], closes: 2024-08-20, consequence: NotAccepted, clause: order40:第一条}
          payment:
            variants:
              - {id: township, tiers: [Township], closes: 2024-09-20, clause: order40:第一条}
        """);

    private static DeadlineFacts Facts(UnitKind kind = UnitKind.PublicInstitution, Tier tier = Tier.Prefecture, string? county = null) =>
        new() { UnitKind = kind, Tier = tier, County = county, Level = Level.Intermediate };

    [Fact]
    [Requirement("B1", "B2", "F1")]
    public void Deadlines_DifferByPlaceAndKindOfUnit_AsTheNoticeSays()
    {
        Deadline Closes(DeadlineFacts facts) => NoticeDeadlines.ApplicationCloses(WithVariants, facts)!;

        Assert.Equal(SiteTime.At(new DateOnly(2024, 8, 30), 18), Closes(Facts()).At);
        Assert.Equal(SiteTime.At(new DateOnly(2024, 9, 6), 18), Closes(Facts(tier: Tier.County, county: "wensu")).At);
        Assert.Equal(SiteTime.At(new DateOnly(2024, 9, 6), 18), Closes(Facts(UnitKind.PrivateEnterprise, Tier.County, "wensu")).At);
        var enterprise = Closes(Facts(UnitKind.PrivateEnterprise));
        Assert.Equal((SiteTime.EndOf(new DateOnly(2024, 8, 20)), "不予受理"), (enterprise.At, enterprise.Consequence!.Zh));
        Assert.Equal("视为放弃", Closes(Facts()).Consequence!.Zh);
        Assert.Equal(new DateOnly(2024, 9, 20), SiteTime.DateOf(NoticeDeadlines.Of(WithVariants, Facts(tier: Tier.Township, county: "wensu"))
            .Single(d => d.Kind == DeadlineKind.Payment).At.AddMilliseconds(-1)));
    }

    [Fact]
    [Requirement("B1")]
    public void Window_IsOpenToSomebody_WhileAnyVariantIs()
    {
        var window = WithVariants.Windows.Application;

        Assert.True(window.IsOpenToAny(SiteTime.At(new DateOnly(2024, 9, 6), 17)));
        Assert.False(window.IsOpenToAny(SiteTime.At(new DateOnly(2024, 9, 6), 18)));
        Assert.False(window.IsOpen(SiteTime.At(new DateOnly(2024, 9, 6), 17)));
    }

    [Theory]
    [InlineData(true, "申报截止后仍可补正")]
    [InlineData(false, "申报截止后不再接收补正")]
    [Requirement("F3")]
    public void ReturnDeadline_SaysWhetherCorrectionsMayArriveAfterClosing(bool may, string said)
    {
        var notice = Files.Laid($"returns: {{correctionsAfterClosing: {(may ? "true" : "false")}}}");

        Assert.EndsWith(said, NoticeDeadlines.ReturnDeadline(notice, SiteTime.At(new DateOnly(2024, 8, 1), 10), OfficeRole.CommitteeOffice)!.RuleZh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aksu/2023-general", "engineering", "row1", Level.DeputySenior, "地区林业和草原局")]
    [InlineData("aksu/2023-general", "engineering", "row17", Level.FullSenior, "")]
    [Requirement("B3", "F1")]
    public void Route_SaysTheOfficesInOrder_AndWhoEvaluates(string id, string series, string specialty, Level level, string body)
    {
        var notice = Files.Read(id);
        var route = NoticeRoute.Of(notice, new UnitFacts { Kind = UnitKind.PublicInstitution, Tier = Tier.County, County = "wensu" }, Channel.Targeted, series, specialty, level);

        Assert.Equal((OfficeRole.Unit, OfficeRole.CommitteeOffice), (route.Stops[0].Office, route.Stops[^1].Office));
        Assert.Equal(Enumerable.Range(1, route.Stops.Count), route.Stops.Select(s => s.Number));
        Assert.All(route.Stops, s => Assert.True(s.Assumed || s.Clause is not null));
        Assert.NotNull(route.Cell);
        Assert.True(body.Length == 0 || route.Cell.Bodies.Contains(body));
        Assert.Equal(route.Evaluates!.Basis.Inferred, route.NeedsConfirmation);
    }

    [Fact]
    [Requirement("B4", "B5")]
    public void Route_OfARecommendation_IsElsewhere_AndCarriesACommissionLetter()
    {
        var route = NoticeRoute.Of(Files.Read("aksu/2023-general"), Files.Good.Unit, Channel.Recommendation, "engineering", "row1", Level.DeputySenior);

        Assert.True(route is { Elsewhere: true, CommissionLetter: true });
    }
}
