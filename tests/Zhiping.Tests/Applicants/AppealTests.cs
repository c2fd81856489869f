using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhiping.Accounts;
using Zhiping.Applicants;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Demo.Drawing;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Applicants;

/// <summary>The third way back in: an appeal with identity card and mobile that a person decides.</summary>
public sealed class AppealTests(AppealTests.WithOffice site) : IClassFixture<AppealTests.WithOffice>
{
    /// <summary>Two regions, each with a title office and a clerk.</summary>
    public sealed class WithOffice : Site
    {
        public Guid Region { get; private set; }

        public Guid Office { get; private set; }

        public Guid Elsewhere { get; private set; }

        public byte[] Card { get; private set; } = [];

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await WithDb(async db =>
            {
                var act = Act.OfPlatform(Clock.Now);
                var region = Body.Region(act, "aksu", new BodyFacts { Name = "示例地区" }, null, null);
                var other = Body.Region(act, "bayin", new BodyFacts { Name = "别的州" }, null, null);
                var office = new Body(act, BodyKind.TitleOffice, region, new BodyFacts { Name = "示例地区职称办公室" });
                var elsewhere = new Body(act, BodyKind.TitleOffice, other, new BodyFacts { Name = "别的州职称办公室" });
                db.AddRange(region, other, office, elsewhere);
                await db.Commit();
                (Region, Office, Elsewhere) = (region.Id, office.Id, elsewhere.Id);
            });
            Card = (await Services.GetRequiredService<DrawnScans>().Get("id-front", 0, isFlawed: false)).Jpeg;
        }
    }

    [Fact]
    [Requirement("A4")]
    public async Task Appeal_Granted_GivesALinkThatSetsAPasswordOnce()
    {
        var me = Site.NewEnrolment();
        var person = await Add(me);
        var next = Site.NewEnrolment();
        using var browser = site.NewBrowser();
        var sent = await HandIn(browser, me with { Mobile = next.Mobile, Email = next.Email });
        Assert.Equal("申诉已经提交", sent.Heading);
        Assert.Contains("有人申诉找回", (await site.LettersToAsync(me.Email))[^1], StringComparison.Ordinal);

        var clerk = await site.NewHolderAsync(site.Office, Role.TitleOfficeClerk);
        using var office = await site.SignedInAsync(clerk.Id, site.Office);
        var queue = await office.GetAsync("/appeals");
        Assert.Contains("手机不是登记的", queue.Text, StringComparison.Ordinal);
        Assert.Matches("^申诉办理 [1-9]$", Regex.Replace(queue.Document.QuerySelector("nav a[href='/appeals']")!.TextContent.Trim(), "\\s+", " "));
        Assert.Contains("份找回账号的申诉等您办理", (await office.GetAsync("/home")).Text, StringComparison.Ordinal);
        var one = await office.GetAsync($"/appeals/{await Latest()}");
        Assert.Contains("换了号码", one.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(me.Number.Reveal(), one.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(next.Mobile, one.Html, StringComparison.Ordinal);
        var picture = await office.Client.GetAsync(one.Path + "?handler=Picture&side=front");
        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType!.MediaType);
        Assert.Contains("请写明核对了什么", string.Join(' ', (await one.PressAsync("同意，发设新密码的链接")).Errors), StringComparison.Ordinal);
        var granted = await one.PressAsync("同意，发设新密码的链接", ("Reason", "姓名、号码与身份证一致，电话核对过"));
        Assert.Contains("已同意", granted.Text, StringComparison.Ordinal);
        Assert.True(await site.WithDb(db => db.Appeals().Where(a => a.PersonId == person.Id).AllAsync(a => a.SealedFront == null && a.SealedBack == null)));
        Assert.Equal(HttpStatusCode.NotFound, (await office.GetAsync(one.Path + "?handler=Picture&side=front")).Status);

        var link = Regex.Match((await site.LettersToAsync(next.Email))[^1], "/password/link/[0-9A-Z]{32}").Value;
        Assert.NotEmpty(await site.TextsToAsync(next.Mobile));
        var set = await browser.GetAsync(link);
        Assert.NotEmpty((await set.SubmitAsync(("Password", "short"))).Errors);
        Assert.Contains("请用它登录", (await set.SubmitAsync(("Password", "全新的一句话 2025"))).Text, StringComparison.Ordinal);
        Assert.Contains("已经用过", (await browser.GetAsync(link)).Text, StringComparison.Ordinal);
        Assert.NotEmpty((await set.SubmitAsync(("Password", "再来一次的话 2025"))).Errors);
        var inside = await (await browser.GetAsync("/signin")).SubmitAsync(("Login", next.Mobile), ("Password", "全新的一句话 2025"), ("altcha", site.SolvedCaptcha()));
        Assert.Equal("/home", inside.Path);
        var verbs = await site.WithDb(db => db.Database.SqlQueryRaw<string>("select verb as \"Value\" from history where subject_kind = 'appeal'").ToListAsync());
        Assert.Superset(new HashSet<string>(["Submit", "ViewCard", "Grant", "Use"]), verbs.ToHashSet());
        Assert.NotEqual(person.SealedEmail, (await site.WithDb(db => db.People().SingleAsync(p => p.Id == person.Id))).SealedEmail);
    }

    [Fact]
    [Requirement("A4")]
    public async Task Appeal_Refused_WritesTheReason_AndAnotherRegionsOfficeSeesNothing()
    {
        var me = Site.NewEnrolment();
        await Add(me);
        using var browser = site.NewBrowser();
        await HandIn(browser, me);
        var id = await Latest();
        var stranger = await site.NewHolderAsync(site.Elsewhere, Role.TitleOfficeClerk);
        using var elsewhere = await site.SignedInAsync(stranger.Id, site.Elsewhere);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/appeals/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/appeals/{id}?handler=Picture&side=front")).Status);

        var clerk = await site.NewHolderAsync(site.Office, Role.TitleOfficeClerk);
        using var office = await site.SignedInAsync(clerk.Id, site.Office);
        var one = await office.GetAsync($"/appeals/{id}");
        await one.PressAsync("不同意，通知申诉人", ("Reason", "照片上的人和档案不一致"));
        Assert.Contains(await site.LettersToAsync(me.Email), letter => letter.Contains("照片上的人和档案不一致", StringComparison.Ordinal));
        var twice = await one.PressAsync("同意，发设新密码的链接", ("Reason", "再看一次"));
        Assert.Equal(HttpStatusCode.Conflict, twice.Status);
    }

    [Fact]
    [Requirement("A4")]
    public async Task Appeal_ForNobody_LooksTheSame_AndCannotBeGranted()
    {
        using var browser = site.NewBrowser();
        var ghost = Site.NewEnrolment("无人认领");
        Assert.Equal("申诉已经提交", (await HandIn(browser, ghost)).Heading);
        var clerk = await site.NewHolderAsync(site.Office, Role.TitleOfficeClerk);
        using var office = await site.SignedInAsync(clerk.Id, site.Office);
        var one = await office.GetAsync($"/appeals/{await Latest()}");
        Assert.Contains("这个号码没有账号", one.Text, StringComparison.Ordinal);
        Assert.Contains("没有账号，不能恢复", string.Join(' ', (await one.PressAsync("同意，发设新密码的链接", ("Reason", "看过了"))).Errors), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("A4")]
    public async Task Appeal_WithoutCodeOrCard_OrTooOften_IsRefused()
    {
        var me = Site.NewEnrolment();
        await Add(me);
        using var browser = site.NewBrowser();
        var empty = await (await browser.GetAsync("/password/appeal")).SubmitAsync(("Name", me.Name), ("Words", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Contains("请写明遇到了什么情况", string.Join(' ', empty.Errors), StringComparison.Ordinal);
        Assert.Equal(me.Name, empty.ValueOf("Name"));

        var card = await Begin(browser, me);
        var code = await Texted(me.Mobile);
        var noCard = await card.SubmitAsync(("MobileCode", code));
        Assert.Contains("请选择身份证两面的照片", string.Join(' ', noCard.Errors), StringComparison.Ordinal);
        Assert.Equal(code, noCard.ValueOf("MobileCode"));
        var text = await card.UploadAsync(Pictures("no picture at all"u8.ToArray()), ("MobileCode", code));
        Assert.Contains("这个文件不是照片", string.Join(' ', text.Errors), StringComparison.Ordinal);
        var broken = await card.UploadAsync(Pictures([0xFF, 0xD8, 0xFF, .. new byte[40]]), ("MobileCode", code));
        Assert.Contains("照片打不开", string.Join(' ', broken.Errors), StringComparison.Ordinal);
        var wrong = await card.UploadAsync(Pictures(site.Card), ("MobileCode", code == "000000" ? "111111" : "000000"));
        Assert.Contains("验证码不对，还可以试4次", string.Join(' ', wrong.Errors), StringComparison.Ordinal);
        Assert.Equal("申诉已经提交", (await card.UploadAsync(Pictures(site.Card), ("MobileCode", code))).Heading);
        var second = await Begin(browser, me);
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("已经有一份申诉正在办理", string.Join(' ', second.Errors), StringComparison.Ordinal);

        var clerk = await site.NewHolderAsync(site.Office, Role.TitleOfficeClerk);
        using var office = await site.SignedInAsync(clerk.Id, site.Office);
        for (var i = 1; ; i++)
        {
            await (await office.GetAsync($"/appeals/{await Latest()}")).PressAsync("不同意", ("Reason", "看不清"));
            if (i == AppealRules.MostAMonth)
            {
                break;
            }

            var next = await HandIn(browser, me);
            Assert.True(next.Heading == "申诉已经提交", next.Text);
        }

        Assert.Contains("30天内已经申诉过3次", string.Join(' ', (await Begin(browser, me)).Errors), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("A4")]
    public async Task Appeal_OfTheClerksOwnAccount_OrWithAnothersEmail_IsNotGranted()
    {
        var me = Site.NewEnrolment();
        var clerk = await Add(me);
        await site.AppointAsync(clerk.Id, site.Office, Role.TitleOfficeClerk);
        using var browser = site.NewBrowser();
        await HandIn(browser, me);
        using var own = await site.SignedInAsync(clerk.Id, site.Office);
        var mine = await own.GetAsync($"/appeals/{await Latest()}");
        Assert.Contains("要由别人办理", string.Join(' ', (await mine.PressAsync("同意，发设新密码的链接", ("Reason", "是我"))).Errors), StringComparison.Ordinal);

        var somebody = Site.NewEnrolment();
        await Add(somebody);
        await HandIn(browser, somebody with { Email = me.Email });
        var theirs = await own.GetAsync($"/appeals/{await Latest()}");
        Assert.Contains("是另一个账号的", theirs.Text, StringComparison.Ordinal);
        Assert.Contains("不能用来恢复这个账号", string.Join(' ', (await theirs.PressAsync("同意，发设新密码的链接", ("Reason", "核对过"))).Errors), StringComparison.Ordinal);
    }

    private static IEnumerable<(string, string, string, byte[])> Pictures(byte[] bytes) =>
        [("Front", "front.jpg", "image/jpeg", bytes), ("Back", "back.jpg", "image/jpeg", bytes)];

    private Task<Guid> Latest() => site.WithDb(db => db.Appeals().OrderByDescending(a => a.State == AppealState.Waiting).ThenByDescending(a => a.SubmittedAt).Select(a => a.Id).FirstAsync());

    private async Task<Person> Add(Enrolment enrolment)
    {
        await using var scope = site.NewScope();
        var person = scope.ServiceProvider.GetRequiredService<Registrar>().Add(site.Clock.Now, enrolment, Site.Password);
        await scope.ServiceProvider.GetRequiredService<AppDb>().Commit();
        return person;
    }

    private async Task<Page> Begin(Browser browser, Enrolment me)
    {
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        site.RealTime.Advance(TimeSpan.FromSeconds(1));
        return await (await browser.GetAsync("/password/appeal")).SubmitAsync(
            ("Name", me.Name), ("IdentityNumber", me.Number.Reveal()), ("Mobile", me.Mobile), ("Email", me.Email), ("Region", site.Region.ToString()), ("Words", "邮箱停用了"));
    }

    private async Task<Page> HandIn(Browser browser, Enrolment me)
    {
        var card = await Begin(browser, me);
        return await card.UploadAsync(Pictures(site.Card), ("MobileCode", await Texted(me.Mobile)));
    }

    private async Task<string> Texted(string mobile) => Regex.Match((await site.TextsToAsync(mobile)).Last(text => text.Contains("验证码", StringComparison.Ordinal)).Split("\n\n", 2)[1], "(?<![0-9])[0-9]{6}(?![0-9])").Value;
}
