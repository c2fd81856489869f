using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhiping.Accounts;
using Zhiping.Applicants;
using Zhiping.Applications;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.History;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Tests.Harness;
using static Zhiping.Tests.Review.ReviewSite;

namespace Zhiping.Tests.Review;

/// <summary>More time for one person, unit or county, on record, before or after closing as the notice allows.</summary>
public sealed class ExtensionTests(ReviewSite site) : IClassFixture<ReviewSite>
{
    private static readonly DateTimeOffset Edge = Beijing(8, 30, 18);

    public static TheoryData<bool, bool, int, string?, int, bool> Truths => new()
    {
        // grantor named, after closing allowed, hours from the edge to now, reason, hours from the edge to the new time, granted
        { true, true, -1, "停电", 24, true },
        { true, true, 1, "停电", 24, true },
        { true, false, -1, "停电", 24, true },
        { true, false, 0, "停电", 24, false },
        { true, false, 1, "停电", 24, false },
        { false, true, -1, "停电", 24, false },
        { true, true, -1, " ", 24, false },
        { true, true, -1, "停电", 0, false },
        { true, true, -1, "停电", -5, false },
        { true, true, 48, "停电", 24, false },
        { true, true, -1, "停电", 72, true },
        { true, true, -1, "停电", 73, false },
    };

    [Theory]
    [MemberData(nameof(Truths))]
    [Requirement("B2", "B10")]
    public void CanGrant_IsTheTruthTable(bool named, bool afterClosing, int now, string? reason, int until, bool granted)
    {
        var terms = new ExtensionTerms
        {
            GrantedBy = named ? [OfficeRole.CommitteeOffice] : [OfficeRole.CountyBureau], AfterClosing = afterClosing, AtMostDays = 3, Basis = Basis.Platform,
        };
        var refusal = ExtensionRules.CanGrant(terms, OfficeRole.CommitteeOffice, new Act(site.Clerk, site.Committee.Id, Edge.AddHours(now), reason), Edge.AddHours(until), Edge);

        Assert.Equal(granted, refusal is null);
    }

    [Fact]
    public void CanGrant_WhereTheNoticeSaysNothing_IsNobodys() =>
        Assert.Contains("没有规定", ExtensionRules.CanGrant(null, OfficeRole.CommitteeOffice, site.ByClerk(Edge, "停电"), Edge.AddDays(1), Edge)!.ToString(), StringComparison.Ordinal);

    [Fact]
    [Requirement("B2", "B10")]
    public async Task Person_WhoseDraftTheEdgeEnded_GoesOnWhereItStood()
    {
        var draft = await site.Draft(Beijing(7, 25, 9), "沙棘果");
        await Employ(draft.PersonId);
        var other = await site.Draft(Beijing(7, 25, 9), "胡杨叶");
        site.Clock.Now = Edge.AddHours(2);
        await site.RunDueAsync();
        Assert.Equal(ApplicationState.Forfeited, (await site.Reload(draft.Id)).State);
        using var head = await Head();

        var page = await head.GetAsync("/office/extensions");
        var refused = await page.SubmitAsync(("Notice", site.Notice.Id), ("Scope", "Person"), ("Unit", "红柳县文物保护所"), ("Name", "沙棘果"), ("Day", "2024-09-02"), ("Until", "18:00"), ("Reason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("红柳县文物保护所", refused.ValueOf("Unit"));
        var granted = await refused.SubmitAsync(("Reason", "住院治疗，有医院证明"));

        Assert.Equal(HttpStatusCode.OK, granted.Status);
        Assert.Contains("住院治疗，有医院证明", granted.TextOf("main table"), StringComparison.Ordinal);
        var reopened = await site.Reload(draft.Id);
        Assert.Equal((ApplicationState.Draft, Beijing(9, 2, 18)), (reopened.State, reopened.Due!.At));
        Assert.Contains("住院治疗", reopened.Due.RuleZh, StringComparison.Ordinal);
        Assert.Null(ApplicationRules.CanSubmit(reopened, Beijing(9, 2, 18).AddMilliseconds(-1)));
        Assert.NotNull(ApplicationRules.CanSubmit(reopened, Beijing(9, 2, 18)));
        Assert.Equal(ApplicationState.Forfeited, (await site.Reload(other.Id)).State);
        var entry = await site.WithDb(db => db.History().Where(h => h.SubjectId == draft.Id).OrderByDescending(h => h.Sequence).FirstAsync());
        Assert.Equal(("Reopen", true), (entry.Verb, entry.By is not null));

        // The new edge ends it as the first did.
        site.Clock.Now = Beijing(9, 2, 18);
        await site.RunDueAsync();
        Assert.Equal(ApplicationState.Forfeited, (await site.Reload(draft.Id)).State);
    }

    [Fact]
    [Requirement("B2")]
    public async Task Unit_BeforeClosing_MovesThoseUnderWay_AndThoseThatBeginLater()
    {
        site.Clock.Now = Beijing(8, 20, 9);
        var theirs = await site.Draft(Beijing(8, 1, 9), unit: site.OtherUnit.Id);
        var ours = await site.Draft(Beijing(8, 1, 9));
        using var head = await Head();

        var granted = await (await head.GetAsync("/office/extensions")).SubmitAsync(
            ("Notice", site.Notice.Id), ("Scope", "Unit"), ("Unit", "沙枣县博物馆"), ("Day", "2024-09-05"), ("Until", ""), ("Reason", "雪灾断网"));

        Assert.Contains("沙枣县博物馆", granted.TextOf("main table"), StringComparison.Ordinal);
        Assert.Equal(Beijing(9, 6), (await site.Reload(theirs.Id)).Due!.At);
        Assert.Equal(Edge, (await site.Reload(ours.Id)).Due!.At);
        Assert.Equal(Beijing(9, 6), await site.WithDb(db => db.ExtendedTo(site.Notice.Id, Ids.Blind(), site.OtherUnit.Id, "hongliu")));
        var choice = new ApplicationChoice("relics", "relics", Level.Intermediate, ProgrammeKind.Evaluation, Channel.Targeted);
        Assert.NotNull(ApplicationOffers.WhyNot(site.Notice, choice, site.Unit.Facts, Beijing(9, 1)));
        Assert.Null(ApplicationOffers.WhyNot(site.Notice, choice, site.OtherUnit.Facts, Beijing(9, 1), Beijing(9, 6)));
        Assert.NotNull(ApplicationOffers.WhyNot(site.Notice, choice, site.OtherUnit.Facts, Beijing(9, 6), Beijing(9, 6)));
        await site.WithDb(db => db.Extensions().ExecuteDeleteAsync());
    }

    [Fact]
    [Requirement("B2")]
    public async Task County_IsForItsUnitsOnly_AndOnlyByWhomTheNoticeNames()
    {
        site.Clock.Now = Beijing(8, 21, 9);
        var application = await site.Draft(Beijing(8, 1, 9));
        using var head = await Head();
        using var clerk = await site.SignedInAsync(site.Clerk, site.Committee.Id);
        using var authority = await site.SignedInAsync(site.AuthorityClerk, site.Authority.Id);

        Assert.DoesNotContain("几点以前", (await clerk.GetAsync("/office/extensions")).Text, StringComparison.Ordinal);
        (string, string)[] asked = [("Notice", site.Notice.Id), ("Scope", "County"), ("County", "hongliu"), ("Day", "2024-09-03"), ("Until", "12:00"), ("Reason", "洪水")];
        var notNamed = await (await authority.GetAsync("/office/extensions")).SubmitAsync(asked);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, notNamed.Status);
        Assert.Contains("不由", string.Join(' ', notNamed.Errors), StringComparison.Ordinal);
        Assert.Equal(Edge, (await site.Reload(application.Id)).Due!.At);

        var granted = await (await head.GetAsync("/office/extensions")).SubmitAsync(asked);
        Assert.Equal(HttpStatusCode.OK, granted.Status);
        Assert.Equal(Beijing(9, 3, 12), (await site.Reload(application.Id)).Due!.At);
        Assert.Null(await site.WithDb(db => db.ExtendedTo(site.Notice.Id, Ids.Blind(), Ids.Blind(), "yunshan")));
        await site.WithDb(db => db.Extensions().ExecuteDeleteAsync());
    }

    private async Task<Browser> Head()
    {
        var person = await site.NewHolderAsync(site.Committee.Id, Role.OfficeHead, "办公室主任");
        return await site.SignedInAsync(person.Id, site.Committee.Id);
    }

    private Task Employ(Guid person) => site.WithDb(async db =>
    {
        var act = new Act(person, null, Beijing(7, 21, 9));
        var employment = new Employment(act, person, site.Unit.Id);
        employment.Approve(act);
        db.Add(employment);
        await db.Commit();
    });
}
