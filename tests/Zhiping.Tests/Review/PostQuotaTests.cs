using Zhiping.Accounts;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Publicity;
using static Zhiping.Tests.Review.ReviewSite;

namespace Zhiping.Tests.Review;

/// <summary>A site whose notice binds public institutions to their vacant posts at the intermediate level and tells them at the deputy senior one.</summary>
public sealed class PostsSite : ReviewSite
{
    protected override string Over => """
        posts:
          - {id: bound, unitKinds: [PublicInstitution], levels: [Intermediate], severity: MustFix, clause: order40:第一条}
          - {id: told, levels: [DeputySenior], severity: Mind, clause: order40:第一条}

        """;
}

public sealed class PostQuotaTests(PostsSite site) : IClassFixture<PostsSite>
{
    private static readonly DateTimeOffset Monday = Beijing(7, 22, 10);

    private static readonly DateTimeOffset Later = Monday.AddDays(10);

    private async Task<Guid> Ready(Level level)
    {
        var application = await site.Submitted(Monday, level: level);
        await site.Publicise(application.Id, Monday);
        await site.Review(d => d.TickAll(site.ByHr(Later), application.Id));
        return application.Id;
    }

    private Task Recommend(Guid application, int? vacancies) => site.Review(d => d.Recommend(site.ByHr(Later), application, true, vacancies));

    [Fact]
    [Requirement("F2")]
    public async Task Recommend_BeyondTheVacantPosts_IsRefusedWhereTheNoticeBinds()
    {
        var (one, two) = (await Ready(Level.Intermediate), await Ready(Level.Intermediate));

        Assert.Equal("Vacancies", (await Refused(() => Recommend(one, null))).Field);
        Assert.Equal("Vacancies", (await Refused(() => Recommend(one, -1))).Field);
        Assert.Contains("有0个空缺岗位，已推荐0人", (await Refused(() => Recommend(one, 0))).ToString(), StringComparison.Ordinal);
        await Recommend(one, 1);
        Assert.Contains("有1个空缺岗位，已推荐1人", (await Refused(() => Recommend(two, 1))).ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await site.WithDb(async db => await db.VacanciesOf(await site.Reload(two))));
        await Recommend(two, 2);
        Assert.Equal(1, await site.WithDb(async db => await db.RecommendedBeside(await site.Reload(one))));
    }

    [Fact]
    [Requirement("F2")]
    public async Task Recommend_BeyondTheVacantPosts_IsToldWhereTheNoticeDoesNotBind()
    {
        var (one, two) = (await Ready(Level.DeputySenior), await Ready(Level.DeputySenior));
        await Recommend(one, 1);

        using var hr = await site.SignedInAsync(site.Hr, site.Unit.Id);
        var page = await hr.GetAsync($"/office/cases/{two}");
        Assert.Contains("本单位这一级别有1个空缺岗位，已推荐1人。", page.Text, StringComparison.Ordinal);
        Assert.Contains("超过空缺岗位数的也可以推荐", page.Text, StringComparison.Ordinal);
        await Recommend(two, null);
    }

    [Theory]
    [InlineData(null, null, 5, false)]
    [InlineData(RuleSeverity.Mind, null, 5, false)]
    [InlineData(RuleSeverity.Mind, 0, 5, false)]
    [InlineData(RuleSeverity.Mind, -1, 0, true)]
    [InlineData(RuleSeverity.MustFix, null, 0, true)]
    [InlineData(RuleSeverity.MustFix, 0, 0, true)]
    [InlineData(RuleSeverity.MustFix, 1, 0, false)]
    [InlineData(RuleSeverity.MustFix, 1, 1, true)]
    [InlineData(RuleSeverity.MustFix, 2, 1, false)]
    [InlineData(RuleSeverity.MustFix, 10000, 0, true)]
    [Requirement("F2")]
    public void BeyondPosts_IsTheTruthTable(RuleSeverity? binds, int? vacancies, int recommended, bool refused)
    {
        var quota = binds is { } severity ? new PostQuota { Id = "q", Severity = severity, Basis = Basis.Platform } : null;

        Assert.Equal(refused, PublicityRules.BeyondPosts(quota, new Posts(vacancies, recommended)) is not null);
    }
}
