using System.Net;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Zhiping.Accounts;
using Zhiping.Applicants;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using static Zhiping.Tests.Review.ReviewSite;

namespace Zhiping.Tests.Review;

/// <summary>What only a unit or an authority can say of somebody: recorded on its page, read by the check, kept in full.</summary>
public sealed class StandingsRecordedTests(ReviewSite site) : IClassFixture<ReviewSite>
{
    [Fact]
    [Requirement("C2")]
    public async Task Unit_StatesASanction_AndTheCheckReadsItForItsDaysOnly()
    {
        var application = await site.Draft(Beijing(7, 22, 9), "慕远舟");
        var employment = await site.WithDb(db => db.PresentEmployment(application.PersonId)) ?? await Employ(application);
        var path = $"/unit/people/{employment.Id}";
        site.Clock.Now = Beijing(7, 23, 9);
        using var hr = await site.SignedInAsync(site.Hr, site.Unit.Id);
        Assert.Null((await Facts(application, Beijing(7, 23, 10))).UnderSanction);

        var none = await (await hr.GetAsync(path)).PressAsync("三种情况都没有");
        Assert.Equal(HttpStatusCode.OK, none.Status);
        var said = await Facts(application, Beijing(7, 23, 10));
        Assert.Equal((false, false, false), (said.Retired, said.CivilServant, said.UnderSanction));

        var form = await hr.GetAsync(path);
        (string, string)[] fields = [("Kind", "UnderSanction"), ("Holds", "true"), ("From", "2024-08-01"), ("Until", "2024-08-10")];
        var refused = await form.SubmitAsync([.. fields, ("Reason", "")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("请写明依据", string.Join(' ', refused.Errors), StringComparison.Ordinal);
        Assert.Equal("2024-08-10", refused.ValueOf("Until"));

        site.Clock.Now = Beijing(7, 23, 11);
        var stated = await refused.SubmitAsync([.. fields, ("Reason", "示例处分〔2024〕1号")]);
        Assert.Contains("示例处分〔2024〕1号", stated.Text, StringComparison.Ordinal);
        Assert.False((await Facts(application, Beijing(7, 31, 23))).UnderSanction);
        Assert.True((await Facts(application, Beijing(8, 1))).UnderSanction);
        Assert.True((await Facts(application, Beijing(8, 10, 23))).UnderSanction);
        Assert.False((await Facts(application, Beijing(8, 11))).UnderSanction);
        Assert.Equal(4, await site.WithDb(db => db.PersonStatuses().CountAsync(s => s.PersonId == application.PersonId)));
    }

    [Fact]
    [Requirement("C7", "J7")]
    public async Task Authority_RecordsABan_WhichStopsANewApplicationUntilItIsLifted()
    {
        var application = await site.AtAuthority(Beijing(7, 22, 9), "祁南舟");
        var at = await site.WithDb(async db => (await db.Applications().SingleAsync(a => a.Id == application.Id)).MovedAt) + TimeSpan.FromHours(1);
        site.Clock.Now = at;
        using var clerk = await site.SignedInAsync(site.AuthorityClerk, site.Authority.Id);
        var form = await clerk.GetAsync($"/office/cases/{application.Id}/ban");
        Assert.Contains("从申报年度的下一年算起", form.Text, StringComparison.Ordinal);

        var refused = await form.PressAsync("登记禁止申报", ("PenaltyId", "fraud"), ("Reason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var banned = await refused.PressAsync("登记禁止申报", ("PenaltyId", "fraud"), ("Reason", "论文检索报告系伪造，示例函〔2024〕2号。"));
        Assert.Contains("2025年1月1日", banned.Text, StringComparison.Ordinal);
        Assert.Contains("2027年12月31日", banned.Text, StringComparison.Ordinal);
        var twice = await form.PressAsync("登记禁止申报", ("PenaltyId", "fraud"), ("Reason", "再来一次"));
        Assert.Equal(HttpStatusCode.Conflict, twice.Status);

        var ban = await site.WithDb(db => db.Bans().SingleAsync(b => b.ApplicationId == application.Id));
        Assert.Null(await Barred(application.PersonId, new DateOnly(2024, 12, 31)));
        Assert.NotNull(await Barred(application.PersonId, new DateOnly(2025, 1, 1)));
        Assert.NotNull(await Barred(application.PersonId, new DateOnly(2027, 12, 31)));
        Assert.Null(await Barred(application.PersonId, new DateOnly(2028, 1, 1)));
        var why = BanRules.CanApply(ban)!;
        Assert.Equal("附3", why.Clause!.Path);
        Assert.Contains("不得申报", why.ToString(), StringComparison.Ordinal);

        var lifted = await banned.PressAsync("撤销这项处理", ("LiftReason", "复核认定不属实。"));
        Assert.Contains("复核认定不属实。", lifted.Text, StringComparison.Ordinal);
        Assert.Null(await Barred(application.PersonId, new DateOnly(2026, 1, 1)));
    }

    [Theory]
    [InlineData(PenaltyStart.YearAfterApplication, "2025-01-01", "2027-12-31")]
    [InlineData(PenaltyStart.DayProven, "2024-08-15", "2027-08-14")]
    [InlineData(PenaltyStart.NotSaid, "2024-08-15", "2027-08-14")]
    [Requirement("C7", "J7")]
    public void Term_FollowsTheNoticesStart(PenaltyStart starts, string from, string until)
    {
        var penalty = new Penalty
        {
            Id = "fraud", What = new LocalText("弄虚作假", "fraud"), Text = new LocalText("", ""), BanYears = 3, Starts = starts, Basis = new Basis(null, false, false, false, null),
        };
        var term = penalty.TermOf(new EvaluationYear(2024), new DateOnly(2024, 8, 15))!.Value;
        Assert.Equal((from, until), (term.Start.ToString("yyyy-MM-dd"), term.End.ToString("yyyy-MM-dd")));
        Assert.Null((penalty with { BanYears = 0 }).TermOf(new EvaluationYear(2024), new DateOnly(2024, 8, 15)));
    }

    [Theory]
    [InlineData("update bans set until = \"from\" - 1", "ck_bans_term")]
    [InlineData("update bans set lifted_at = now()", "ck_bans_lifted")]
    [Requirement("C7", "J7")]
    public async Task Database_RefusesNonsenseAboutBans(string sql, string constraint)
    {
        var application = await site.AtAuthority(Beijing(7, 22, 9));
        await site.WithDb(async db =>
        {
            var penalty = new Penalty
            {
                Id = "p", What = new LocalText("a", "a"), Text = new LocalText("", ""), BanYears = 1, Starts = PenaltyStart.DayProven, Basis = new Basis(null, false, false, false, null),
            };
            db.Add(new Ban(site.ByAuthority(Beijing(8, 9), "查实"), application.PersonId, application.Id, application.NoticeId, new EvaluationYear(2024), penalty, new DateOnly(2024, 8, 1)));
            await db.Commit();
        });
        var broken = await Assert.ThrowsAsync<PostgresException>(() => site.WithDb(db => db.Database.ExecuteSqlRawAsync(sql)));
        Assert.Equal(constraint, broken.ConstraintName);
    }

    private Task<Ban?> Barred(Guid person, DateOnly day) => site.WithDb(db => db.BanOn(person, day));

    private async Task<Employment> Employ(Application application) => await site.WithDb(async db =>
    {
        var employment = new Employment(new Act(application.PersonId, null, Beijing(7, 22, 8)), application.PersonId, site.Unit.Id);
        employment.Approve(site.ByHr(Beijing(7, 22, 8)));
        db.Add(employment);
        await db.Commit();
        return employment;
    });

    private async Task<Zhiping.Policy.Forms.ApplicantFacts> Facts(Application application, DateTimeOffset at)
    {
        await using var scope = site.NewScope();
        var standings = (Standings)scope.ServiceProvider.GetService(typeof(Standings))!;
        return (await standings.Of(application.PersonId, application.UnitId, at, TestContext.Current.CancellationToken)).Applicant;
    }
}
