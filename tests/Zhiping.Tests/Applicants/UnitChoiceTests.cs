using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applicants;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Policy.Quantities;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Applicants;

/// <summary>Choosing a unit, its approval, registering one that is missing, personal details: as the people themselves do it.</summary>
public sealed class UnitChoiceTests(UnitChoiceTests.WithUnits site) : IClassFixture<UnitChoiceTests.WithUnits>
{
    /// <summary>A region with an authority and a unit.</summary>
    public sealed class WithUnits : Site
    {
        public Guid Unit { get; private set; }

        public Guid Authority { get; private set; }

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await WithDb(async db =>
            {
                var act = Act.OfPlatform(Clock.Now);
                var region = Body.Region(act, "aksu", new BodyFacts { Name = "示例地区" }, null, null);
                var authority = new Body(act, BodyKind.CompetentAuthority, region, new BodyFacts { Name = "云杉县文旅局", County = "yunshan" });
                var unit = new Body(act, BodyKind.Unit, authority, new BodyFacts
                {
                    Name = "云杉县文化馆", UnitKind = UnitKind.PublicInstitution, Tier = Tier.County, County = "yunshan", ContactName = "陆知远", ContactPhone = "0000-000 0011",
                }).Under(act, authority);
                db.AddRange(region, authority, unit);
                await db.Commit();
                (Unit, Authority) = (unit.Id, authority.Id);
            });
        }
    }

    [Fact]
    [Requirement("A6")]
    public async Task ChooseUnit_ShowsTheContactAndIsConfirmedOnce()
    {
        var me = await site.NewPersonAsync();
        using var browser = await site.SignedInAsync(me.Id);
        var found = await browser.GetAsync("/unit?q=ysxwhg");
        Assert.Contains("陆知远，0000-000 0011", found.Text, StringComparison.Ordinal);

        var confirm = await browser.GetAsync($"/unit?unit={site.Unit}");
        Assert.Contains("您不能再选别的单位", confirm.Text, StringComparison.Ordinal);
        var chosen = await confirm.SubmitAsync();
        Assert.Equal(HttpStatusCode.OK, chosen.Status);
        Assert.Contains("等单位办理", chosen.Text, StringComparison.Ordinal);

        var again = await confirm.SubmitAsync();
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Contains("您已经选过单位，不能自己更改", string.Join('\n', again.Errors), StringComparison.Ordinal);
        Assert.Equal(1, await site.WithDb(db => db.Employments().CountAsync(e => e.PersonId == me.Id)));
    }

    [Fact]
    [Requirement("A6")]
    public async Task UnitHr_ApprovesOrDeclinesWithAReason()
    {
        var hr = await site.NewHolderAsync(site.Unit, Role.UnitHr);
        var (one, other) = (await Chooser("申请人甲"), await Chooser("申请人乙"));
        using var browser = await site.SignedInAsync(hr.Id, site.Unit);
        Assert.Contains("人等您确认是本单位职工", (await browser.GetAsync("/home")).Text, StringComparison.Ordinal);

        var refused = await Post(browser, "Decline", one.Employment, "");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("请写明理由", string.Join('\n', refused.Errors), StringComparison.Ordinal);

        await Post(browser, "Decline", one.Employment, "不在本单位工作");
        await Post(browser, "Approve", other.Employment, "");
        using var declined = await site.SignedInAsync(one.Person);
        Assert.Contains("不在本单位工作", (await declined.GetAsync("/unit")).Text, StringComparison.Ordinal);
        using var approved = await site.SignedInAsync(other.Person);
        Assert.Contains("单位已确认", (await approved.GetAsync("/unit")).Text, StringComparison.Ordinal);

        var twice = await Post(browser, "Approve", other.Employment, "");
        Assert.Equal(HttpStatusCode.Conflict, twice.Status);
    }

    [Fact]
    [Requirement("A6")]
    public async Task HrOfAnotherUnit_FindsNothingToDecide()
    {
        var otherUnit = await site.WithDb(async db =>
        {
            var act = Act.OfPlatform(site.Clock.Now);
            var unit = new Body(act, BodyKind.Unit, await db.Body(site.Authority), new BodyFacts { Name = "沙枣县剧团", UnitKind = UnitKind.PublicInstitution, Tier = Tier.County });
            db.Add(unit);
            await db.Commit();
            return unit.Id;
        });
        var stranger = await site.NewHolderAsync(otherUnit, Role.UnitHr);
        var (employment, _) = await Chooser("申请人丙");
        using var browser = await site.SignedInAsync(stranger.Id, otherUnit);
        Assert.DoesNotContain("申请人丙", (await browser.GetAsync("/unit/people")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Post(browser, "Approve", employment, "")).Status);
    }

    [Fact]
    [Requirement("A4")]
    public async Task HrReset_GivesAPasswordThatHoldsAndTellsTheOwner()
    {
        var hr = await site.NewHolderAsync(site.Unit, Role.UnitHr);
        var (employment, personId) = await Chooser("申请人丁");
        using var browser = await site.SignedInAsync(hr.Id, site.Unit);
        await Post(browser, "Approve", employment, "");
        var page = await Post(browser, "Reset", employment, "");
        var password = System.Text.RegularExpressions.Regex.Match(page.Text, "临时密码是 ([0-9A-Z]{12})").Groups[1].Value;
        Assert.NotEmpty(password);
        await using var scope = site.NewScope();
        var account = await site.WithDb(db => db.Accounts().SingleAsync(a => a.Id == personId));
        Assert.True(((Passwords)scope.ServiceProvider.GetService(typeof(Passwords))!).Matches(account, password));
        Assert.DoesNotContain(password, (await browser.GetAsync("/unit/people")).Html, StringComparison.Ordinal);

        // It opens nothing but the page that sets another, and only for three days.
        var email = ((PersonVault)scope.ServiceProvider.GetService(typeof(PersonVault))!).EmailOf(await site.WithDb(db => db.People().SingleAsync(p => p.Id == personId)));
        Assert.Contains(await site.LettersToAsync(email), letter => letter.Contains("已由单位人事重设", StringComparison.Ordinal));
        using var owner = site.NewBrowser();
        var own = await SignIn(owner, email, password);
        Assert.StartsWith("/signin/password", own.Path, StringComparison.Ordinal);
        Assert.StartsWith("/signin", (await owner.GetAsync("/account")).Path, StringComparison.Ordinal);
        Assert.Contains("不能和临时密码一样", string.Join(' ', (await own.SubmitAsync(("Password", password))).Errors), StringComparison.Ordinal);
        await own.SubmitAsync(("Password", "自己的一句话 2025"));
        Assert.Equal("/account", (await owner.GetAsync("/account")).Path);
        var late = await Post(browser, "Reset", employment, "");
        site.RealTime.Advance(TimeSpan.FromHours(73));
        using var again = site.NewBrowser();
        var over = await SignIn(again, email, System.Text.RegularExpressions.Regex.Match(late.Text, "临时密码是 ([0-9A-Z]{12})").Groups[1].Value);
        Assert.Contains("临时密码已经过期", string.Join(' ', over.Errors), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("A6")]
    public async Task Search_ListsTheFirstTen_ByNameLettersAndCreditCode_AndAsksForMore()
    {
        await site.WithDb(async db =>
        {
            var act = Act.OfPlatform(site.Clock.Now);
            var authority = await db.Bodies().SingleAsync(b => b.Id == site.Authority);
            for (var n = 1; n <= 12; n++)
            {
                db.Add(new Body(act, BodyKind.Unit, authority, new BodyFacts
                {
                    Name = $"绿洲乡第{n}小学", UnitKind = UnitKind.PublicInstitution, Tier = Tier.Township, ContactName = "何示例", ContactPhone = "0000-000 0013",
                    CreditCode = n == 1 ? "12999999MB0000001X" : null,
                }).Under(act, authority));
            }

            await db.Commit();
        });
        using var me = await site.SignedInAsync((await site.NewPersonAsync()).Id);
        var form = await me.GetAsync("/unit");
        var byName = await form.SubmitAsync(("q", "绿洲乡"));
        Assert.Equal(10, byName.Document.QuerySelectorAll("ul.tasks li").Length);
        Assert.Contains("只列出前10个", byName.Text, StringComparison.Ordinal);
        Assert.Contains("0000-000 0013", byName.Text, StringComparison.Ordinal);
        Assert.Contains("绿洲乡第", (await form.SubmitAsync(("q", "lzx"))).Text, StringComparison.Ordinal);
        Assert.Contains("绿洲乡第1小学", (await form.SubmitAsync(("q", "12999999mb0000001x"))).Text, StringComparison.Ordinal);
        var nothing = await form.SubmitAsync(("q", "没有这个单位的名字"));
        Assert.Contains("没有找到", nothing.Text, StringComparison.Ordinal);
        Assert.NotNull(nothing.Document.QuerySelector("a[href='/units/register']"));
    }

    [Fact]
    [Requirement("A6")]
    public async Task ChangeOfEmployer_IsAskedOfTheNewUnit_AndTheOldCountsUntilItApproves()
    {
        var other = await site.WithDb(async db =>
        {
            var act = Act.OfPlatform(site.Clock.Now);
            var authority = await db.Bodies().SingleAsync(b => b.Id == site.Authority);
            var unit = new Body(act, BodyKind.Unit, authority, new BodyFacts { Name = "红柳县图书馆" + Ids.Code(4), UnitKind = UnitKind.PublicInstitution, Tier = Tier.County }).Under(act, authority);
            db.Add(unit);
            await db.Commit();
            return unit;
        });
        var (employment, personId) = await Chooser("申请人戊");
        using var me = await site.SignedInAsync(personId);
        Assert.DoesNotContain("换了单位", (await me.GetAsync("/unit")).Text, StringComparison.Ordinal);
        using var hr = await site.SignedInAsync((await site.NewHolderAsync(site.Unit, Role.UnitHr)).Id, site.Unit);
        await Post(hr, "Approve", employment, "");
        Assert.Contains("单位已确认您是本单位职工", (await me.GetAsync("/messages")).Text, StringComparison.Ordinal);

        var search = await (await me.GetAsync("/unit")).FollowAsync("换了单位");
        Assert.Contains("您现在就在", string.Join(' ', (await (await me.GetAsync($"/unit?change=true&unit={site.Unit}")).PressAsync("确认这个单位")).Errors), StringComparison.Ordinal);
        var found = await search.SubmitAsync(("q", other.Name));
        var chosen = await found.FollowAsync("选择");
        var asked = await chosen.PressAsync("确认这个单位");
        Assert.Contains("正在转到新单位", asked.Text, StringComparison.Ordinal);
        Assert.Contains("云杉县文化馆", asked.Heading, StringComparison.Ordinal);
        Assert.Equal(site.Unit, await site.WithDb(db => db.ApprovedUnit(personId)));
        await asked.PressAsync("撤回申请，不转了");
        await (await me.GetAsync($"/unit?change=true&unit={other.Id}")).PressAsync("确认这个单位");

        var moving = await site.WithDb(db => db.Employments().SingleAsync(e => e.PersonId == personId && e.State == EmploymentState.Moving));
        using var hrThere = await site.SignedInAsync((await site.NewHolderAsync(other.Id, Role.UnitHr)).Id, other.Id);
        Assert.Contains("从别的单位转来", (await hrThere.GetAsync("/unit/people")).Text, StringComparison.Ordinal);
        await Post(hrThere, "Approve", moving.Id, "");
        Assert.Equal(other.Id, await site.WithDb(db => db.ApprovedUnit(personId)));
        Assert.Equal(EmploymentState.Ended, (await site.WithDb(db => db.Employments().SingleAsync(e => e.Id == employment))).State);
        Assert.DoesNotContain("申请人戊", (await hr.GetAsync("/unit/people")).Text, StringComparison.Ordinal);
    }

    private async Task<Page> SignIn(Browser browser, string login, string password)
        => await (await browser.GetAsync("/signin")).SubmitAsync(("Login", login), ("Password", password), ("altcha", site.SolvedCaptcha()));

    [Fact]
    [Requirement("A7")]
    public async Task MissingUnit_RegistersItselfAndIsApprovedByTheBodyAbove()
    {
        var me = await site.NewPersonAsync("新单位人事");
        using var mine = await site.SignedInAsync(me.Id);
        var form = await mine.GetAsync("/units/register");
        var wrong = await form.SubmitAsync(("Input.Name", "沙枣县图书馆"), ("Input.CreditCode", "123"), ("Input.UnitKind", "PublicInstitution"), ("Input.Tier", "County"),
            ("Input.ContactName", "何示例"), ("Input.ContactPhone", "0000-000 0012"), ("AboveId", site.Authority.ToString()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("统一社会信用代码写错了", string.Join('\n', wrong.Errors), StringComparison.Ordinal);
        Assert.Equal("沙枣县图书馆", wrong.Document.QuerySelector("#Input_Name")!.GetAttribute("value"));

        var sent = await wrong.SubmitAsync(("Input.CreditCode", ""));
        Assert.Equal(HttpStatusCode.OK, sent.Status);
        Assert.Contains("等上级审核", sent.Text, StringComparison.Ordinal);

        var clerk = await site.NewHolderAsync(site.Authority, Role.AuthorityClerk);
        using var above = await site.SignedInAsync(clerk.Id, site.Authority);
        var unit = await site.WithDb(db => db.Bodies().SingleAsync(b => b.Name == "沙枣县图书馆"));
        var pending = await above.GetAsync("/bodies/pending");
        Assert.Contains("沙枣县图书馆", pending.Text, StringComparison.Ordinal);
        var token = Token(pending);
        await above.PostBareAsync("/bodies/pending?handler=Approve", ("__RequestVerificationToken", token), ("UnitId", unit.Id.ToString()));
        using var hr = await site.SignedInAsync(me.Id, unit.Id);
        Assert.Equal(HttpStatusCode.OK, (await hr.GetAsync("/unit/people")).Status);
    }

    [Fact]
    [Requirement("A5")]
    public async Task PersonalDetails_AreKeptAndWrongDatesAreToldAtTheirField()
    {
        var me = await site.NewPersonAsync();
        using var browser = await site.SignedInAsync(me.Id);
        var form = await browser.GetAsync("/me");
        var wrong = await form.SubmitAsync(("Input.Sex", "女"), ("Input.EthnicGroup", "维吾尔族"), ("Input.PoliticalAffiliation", "群众"), ("Input.Born", "1990-01-02"), ("Input.WorkStarted", "1995-01-02"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.NotNull(wrong.Document.QuerySelector(".error-summary a[href='#Input_WorkStarted']"));

        var saved = await wrong.SubmitAsync(("Input.WorkStarted", "2012-08-01"));
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Contains("个人信息已保存", saved.Text, StringComparison.Ordinal);
        Assert.Equal("2012-08-01", saved.Document.QuerySelector("#Input_WorkStarted")!.GetAttribute("value"));
    }

    [Fact]
    public async Task PagesOfStaff_AreClosedToApplicants()
    {
        var me = await site.NewPersonAsync();
        using var browser = await site.SignedInAsync(me.Id);
        foreach (var path in new[] { "/unit/people", "/bodies/pending", "/bodies", "/bodies/mine", "/education/offer" })
        {
            var page = await browser.GetAsync(path);
            Assert.True(page.Status == HttpStatusCode.Forbidden, $"{path} answered {page.Status}");
        }
    }

    private static string Token(Page page) => page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private static async Task<Page> Post(Browser browser, string handler, Guid employment, string reason)
    {
        var page = await browser.GetAsync("/unit/people");
        return await browser.PostBareAsync($"/unit/people?handler={handler}", ("__RequestVerificationToken", Token(page)), ("EmploymentId", employment.ToString()), ("Reason", reason));
    }

    private async Task<(Guid Employment, Guid Person)> Chooser(string name)
    {
        var person = await site.NewPersonAsync(name);
        var employment = new Employment(new Act(person.Id, null, site.Clock.Now), person.Id, site.Unit);
        await site.WithDb(async db =>
        {
            db.Add(employment);
            await db.Commit();
        });
        return (employment.Id, person.Id);
    }
}
