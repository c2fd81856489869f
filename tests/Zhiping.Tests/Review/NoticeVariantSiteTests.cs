using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Payments;
using Zhiping.Policy.Calendars;
using Zhiping.Policy.Quantities;
using Zhiping.Review;
using static Zhiping.Tests.Review.ReviewSite;

namespace Zhiping.Tests.Review;

/// <summary>A site whose notice says different things of different units, levels and offices.</summary>
public sealed class VariantSite : ReviewSite
{
    protected override string Over => """
        fees:
          - id: intermediate
            variants:
              - {id: relics, specialties: [relics], amount: 0, clause: order40:第一条}
          - id: senior
            variants:
              - {id: relics, specialties: [relics], amount: 900, clause: order40:第一条}
        windows:
          payment:
            variants:
              - {id: public, unitKinds: [PublicInstitution], closes: 2024-09-20, clause: order40:第一条}
        returns:
          variants:
            - {id: committee, offices: [CommitteeOffice], returnWithin: 5 working days, clause: order40:第一条}

        """;
}

public sealed class NoticeVariantSiteTests(VariantSite site) : IClassFixture<VariantSite>
{
    private static readonly DateTimeOffset Monday = Beijing(7, 22, 10);

    [Theory]
    [InlineData(Level.Intermediate, ApplicationState.Paid, null)]
    [InlineData(Level.DeputySenior, ApplicationState.Admitted, 900)]
    [Requirement("F7", "H1", "H2")]
    public async Task Admit_AsksTheFeeOfTheSpecialty_AndWhereNoneIsAskedGoesOnAtOnce(Level level, ApplicationState state, int? fee)
    {
        var application = await site.AtCommittee(Monday, level: level);
        var at = Beijing(8, 5);
        await site.Review(async d =>
        {
            await d.TickAll(site.ByClerk(at), application.Id);
            await d.Admit(site.ByClerk(at), application.Id);
        });

        var now = await site.Reload(application.Id);
        var admission = await site.WithDb(db => db.Admissions().SingleAsync(a => a.ApplicationId == application.Id));
        Assert.Equal((state, fee), (now.State, admission.FeeYuan));
        Assert.Equal(fee is null ? (DateTimeOffset?)null : SiteTime.EndOf(new DateOnly(2024, 9, 20)), now.Due?.At);
        Assert.Equal(fee is null, PaymentRules.CanPay(now, at, admission, [])?.ToString().Contains("不用缴费", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    [Requirement("F3")]
    public async Task Return_ByTheCommittee_HasItsOwnPeriod()
    {
        var application = await site.AtCommittee(Monday);
        await site.ReturnBy(site.ByClerk(Beijing(8, 5)), application.Id);

        var due = (await site.Reload(application.Id)).Due!;
        Assert.Equal((SiteTime.EndOf(new DateOnly(2024, 8, 12)), "第一条"), (due.At, due.Clause!.Path));
    }

    [Fact]
    [Requirement("B2")]
    public void WindowBinds_GoesByTheActThatHoldsForTheUnit()
    {
        var notice = Policy.Files.Laid("windows: {application: {variants: [{id: own, unitKinds: [PrivateEnterprise], endedBy: SubmitByApplicant, clause: order40:第一条}]}}");
        Application Of(UnitKind? kind) => new(
            Act.OfPlatform(Beijing(8, 1)) with { By = Ids.Blind() }, Ids.Blind(), Ids.Blind(), Ids.Blind(), notice.Id, 2024,
            new ApplicationChoice("relics", "relics", Level.Intermediate, ProgrammeKind.Evaluation, Channel.Targeted), new DueDate(Beijing(8, 30, 18), DueConsequence.Forfeited, new("", ""), null),
            kind is { } of ? new Zhiping.Policy.Forms.UnitFacts { Kind = of, Tier = Tier.Prefecture } : null);

        Assert.Equal([true, true, false], new UnitKind?[] { UnitKind.PublicInstitution, null, UnitKind.PrivateEnterprise }.Select(k => DueDates.WindowBinds(Of(k), notice, ApplicationState.AtUnit)));
        Assert.All(new UnitKind?[] { UnitKind.PublicInstitution, null, UnitKind.PrivateEnterprise }, k => Assert.True(DueDates.WindowBinds(Of(k), notice, ApplicationState.Draft)));
    }
}
