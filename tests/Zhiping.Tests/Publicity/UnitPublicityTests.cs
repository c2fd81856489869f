using Microsoft.EntityFrameworkCore;
using Npgsql;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Publicity;
using Zhiping.Tests.Review;
using static Zhiping.Tests.Review.ReviewSite;

namespace Zhiping.Tests.Publicity;

/// <summary>Publicity in the unit and the unit's recommendation.</summary>
public sealed class UnitPublicityTests(ReviewSite site) : IClassFixture<ReviewSite>
{
    private static readonly DateTimeOffset Monday = Beijing(7, 22, 10);

    [Fact]
    [Requirement("F2")]
    public async Task StartPublicity_ForFiveWorkingDays_EndsAtTheEndOfTheLast()
    {
        var application = await site.Submitted(Monday);
        var shown = await site.Unitly(d => d.StartPublicity(site.ByHr(Monday), application.Id, new DateOnly(2024, 7, 23), null, Text));

        // Tuesday 23 to Monday 29 July: the weekend does not count.
        Assert.Equal(new DateOnly(2024, 7, 29), shown.To);
        Assert.Equal(5, shown.WorkingDays);
        Assert.Equal(Beijing(7, 30), shown.EndsAt);
    }

    [Fact]
    [Requirement("F2")]
    public async Task StartPublicity_Today_DoesNotCountTheDayThatHasBegun()
    {
        var application = await site.Submitted(Monday);
        var refused = await Refused(() => site.Unitly(d => d.StartPublicity(site.ByHr(Monday), application.Id, new DateOnly(2024, 7, 22), new DateOnly(2024, 7, 26), Text)));

        Assert.Contains("最早到2024年7月29日结束", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal("To", refused.Field);
        Assert.Equal("四(二)", refused.Clause!.Path);
    }

    [Fact]
    [Requirement("F2")]
    public async Task StartPublicity_Twice_IsRefusedSinceOneNoticeServesOnePerson()
    {
        var application = await site.Submitted(Monday);
        await site.Unitly(d => d.StartPublicity(site.ByHr(Monday), application.Id, new DateOnly(2024, 7, 23), null, Text));
        var refused = await Refused(() => site.Unitly(d => d.StartPublicity(site.ByHr(Monday), application.Id, new DateOnly(2024, 7, 23), null, Text)));

        Assert.True(refused.IsConflict);
        Assert.Contains("已经公示", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [Requirement("F2")]
    [InlineData("", "业绩", "Conduct")]
    [InlineData("端正", " ", "Achievements")]
    public async Task StartPublicity_WithAnEmptyField_SaysWhich(string conduct, string achievements, string field)
    {
        var application = await site.Submitted(Monday);
        var refused = await Refused(() => site.Unitly(d => d.StartPublicity(
            site.ByHr(Monday), application.Id, new DateOnly(2024, 7, 23), null, new PublicityText(conduct, achievements, "人事科", "1"))));
        Assert.Equal(field, refused.Field);
    }

    [Fact]
    [Requirement("F2")]
    public async Task Recommend_OneMillisecondBeforeThePublicityEnds_IsRefusedWithInstantAndClause()
    {
        var application = await site.Submitted(Monday);
        var shown = await site.Unitly(d => d.StartPublicity(site.ByHr(Monday), application.Id, new DateOnly(2024, 7, 23), null, Text));
        var early = shown.EndsAt.AddMilliseconds(-1);
        var result = await Refused(() => site.Unitly<int>(async d =>
        {
            await d.EndPublicity(site.ByHr(early), application.Id, PublicityOutcome.NoObjection, null);
            return 0;
        }));
        Assert.Contains("2024年7月29日（周一）24:00", result.ToString(), StringComparison.Ordinal);
        var refused = await Refused(() => site.Review(d => d.Recommend(site.ByHr(early), application.Id, true)));
        Assert.Contains("2024年7月29日（周一）24:00", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal("四(二)", refused.Clause!.Path);
    }

    [Fact]
    [Requirement("F1", "F2")]
    public async Task Recommend_AtTheInstantThePublicityEnds_PassesItOnInThePrescribedWords()
    {
        var application = await site.Submitted(Monday);
        var shown = await site.Unitly(d => d.StartPublicity(site.ByHr(Monday), application.Id, new DateOnly(2024, 7, 23), null, Text));
        await site.Unitly<int>(async d =>
        {
            await d.EndPublicity(site.ByHr(shown.EndsAt), application.Id, PublicityOutcome.NoObjection, null);
            return 0;
        });
        var unconfirmed = await Refused(() => site.Review(d => d.Recommend(site.ByHr(shown.EndsAt), application.Id, false)));
        Assert.Equal("WordsConfirmed", unconfirmed.Field);
        var unscanned = await Refused(() => site.Review(d => d.Recommend(site.ByHr(shown.EndsAt), application.Id, true)));
        Assert.Contains("单位公示、公示结果、推荐意见", unscanned.ToString(), StringComparison.Ordinal);
        await site.Unitly<int>(async d =>
        {
            await site.Papers(d, shown.EndsAt, application.Id);
            return 0;
        });
        var unticked = await Refused(() => site.Review(d => d.Recommend(site.ByHr(shown.EndsAt), application.Id, true)));
        Assert.Contains("没有核对", unticked.ToString(), StringComparison.Ordinal);
        await site.Review(async d =>
        {
            await d.TickAll(site.ByHr(shown.EndsAt), application.Id);
            await d.Recommend(site.ByHr(shown.EndsAt), application.Id, true);
        });

        var now = await site.Reload(application.Id);
        Assert.Equal(ApplicationState.AtAuthority, now.State);
        Assert.Equal(site.Authority.Id, now.HolderId);
        var opinion = await site.WithDb(db => db.UnitOpinions().SingleAsync(o => o.ApplicationId == application.Id));
        Assert.Equal("本单位已对提供的申报材料逐一审核，真实准确，同意推荐", opinion.Words);
        Assert.Equal(site.Hr, opinion.By);
    }

    [Fact]
    [Requirement("F2")]
    public async Task Recommend_WithoutPublicity_IsRefused()
    {
        var application = await site.Submitted(Monday);
        var refused = await Refused(() => site.Review(d => d.Recommend(site.ByHr(Monday), application.Id, true)));
        Assert.Contains("还没有在本单位公示", refused.ToString(), StringComparison.Ordinal);
        Assert.NotNull(refused.Clause);
    }

    [Fact]
    [Requirement("F2")]
    public async Task Recommend_ACorrectionOfWhatWasShown_DoesNotRepeatThePublicity()
    {
        var application = await site.Submitted(Monday);
        await site.Publicise(application.Id, Monday);
        await site.ReturnBy(site.ByHr(Beijing(8, 1, 9)), application.Id);
        await site.Submit(application.Id, Beijing(8, 2, 9));
        await site.Review(async d =>
        {
            await d.TickAll(site.ByHr(Beijing(8, 2, 10)), application.Id);
            await d.Recommend(site.ByHr(Beijing(8, 2, 10)), application.Id, true);
        });
        Assert.Equal(ApplicationState.AtAuthority, (await site.Reload(application.Id)).State);
    }

    [Fact]
    [Requirement("F2")]
    public async Task EndPublicity_WithAnObjection_NeedsItsFindingAndCannotSayNone()
    {
        var application = await site.Submitted(Monday);
        var shown = await site.Unitly(d => d.StartPublicity(site.ByHr(Monday), application.Id, new DateOnly(2024, 7, 23), null, Text));
        var objection = await site.Unitly(d => d.RecordObjection(site.ByHr(Beijing(7, 25)), application.Id, "匿名", "年限不对", null));
        async Task End(PublicityOutcome outcome) => await site.Unitly<int>(async d =>
        {
            await d.EndPublicity(site.ByHr(shown.EndsAt), application.Id, outcome, "核查档案");
            return 0;
        });
        Assert.Contains("没有核查结论", (await Refused(() => End(PublicityOutcome.ObjectionsUpheld))).ToString(), StringComparison.Ordinal);
        await site.Unitly<int>(async d =>
        {
            await d.SettleObjection(site.ByHr(Beijing(7, 26)), application.Id, objection.Id, "属实");
            return 0;
        });
        Assert.Contains("不能写“无异议”", (await Refused(() => End(PublicityOutcome.NoObjection))).ToString(), StringComparison.Ordinal);
        await End(PublicityOutcome.ObjectionsUpheld);
        var refused = await Refused(() => site.Review(d => d.Recommend(site.ByHr(shown.EndsAt), application.Id, true)));
        Assert.Contains("还没有在本单位公示", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("F2")]
    public async Task StopPublicity_AndShowAgain_CountsFromTheBeginning()
    {
        var application = await site.Submitted(Monday);
        await site.Unitly(d => d.StartPublicity(site.ByHr(Monday), application.Id, new DateOnly(2024, 7, 23), null, Text));
        async Task Stop(string? reason) => await site.Unitly<int>(async d =>
        {
            await d.StopPublicity(site.ByHr(Beijing(7, 25, 9), reason), application.Id);
            return 0;
        });
        Assert.Equal("StopReason", (await Refused(() => Stop(" "))).Field);
        await Stop("姓名写错");
        var again = await site.Unitly(d => d.StartPublicity(site.ByHr(Beijing(7, 25, 10)), application.Id, new DateOnly(2024, 7, 26), null, Text));
        Assert.Equal(new DateOnly(2024, 8, 1), again.To);
    }

    [Fact]
    [Requirement("A9")]
    public async Task StartPublicity_ByAnotherUnit_IsRefused()
    {
        var application = await site.Submitted(Monday);
        await Refused(() => site.Unitly(d => d.StartPublicity(new Act(site.OtherHr, site.OtherUnit.Id, Monday), application.Id, new DateOnly(2024, 7, 23), null, Text)));
        await Refused(() => site.Unitly(d => d.StartPublicity(new Act(site.OtherHr, site.Unit.Id, Monday), application.Id, new DateOnly(2024, 7, 23), null, Text)));
    }

    [Theory]
    [Requirement("F2")]
    [InlineData("ended_at = ends_at - interval '1 millisecond', ended_by = started_by, outcome = 'NoObjection'", "ck_unit_publicities_ended")]
    [InlineData("ended_at = ends_at", "ck_unit_publicities_ended")]
    [InlineData("\"to\" = \"from\" - 1", "ck_unit_publicities_range")]
    [InlineData("stopped_at = now()", "ck_unit_publicities_stopped")]
    public async Task Database_RefusesAPublicityThatCannotBe(string change, string constraint)
    {
        var application = await site.Submitted(Monday);
        var shown = await site.Unitly(d => d.StartPublicity(site.ByHr(Monday), application.Id, new DateOnly(2024, 7, 23), null, Text));
        var error = await Assert.ThrowsAsync<PostgresException>(() => site.WithDb(async db =>
        {
#pragma warning disable EF1002
            await db.Database.ExecuteSqlRawAsync($"update unit_publicities set {change} where id = '{shown.Id}'");
#pragma warning restore EF1002
        }));
        Assert.Equal(constraint, error.ConstraintName);
    }

    [Fact]
    [Requirement("F2")]
    public void Recommend_InEveryState_IsAllowedOnlyAtTheUnit()
    {
        foreach (var state in Enum.GetValues<ApplicationState>())
        {
            Assert.Equal(state == ApplicationState.AtUnit, ApplicationStates.Allows(state, ApplicationVerb.Recommend));
        }
    }
}
