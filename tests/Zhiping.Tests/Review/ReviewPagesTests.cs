using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Forms;
using Zhiping.Tests.Harness;
using static Zhiping.Tests.Review.ReviewSite;

namespace Zhiping.Tests.Review;

/// <summary>The road from the unit to the paid fee over HTTP, one person of each office, with its refusals.</summary>
public sealed class ReviewPagesTests(ReviewSite site) : IClassFixture<ReviewSite>
{
    [Fact]
    [Requirement("F1", "F2", "F3", "F5", "F7", "H1", "H2")]
    public async Task Road_FromTheUnitToThePaidFee_IsWalkedByItsPages()
    {
        var application = await site.Submitted(Beijing(7, 22, 9), "古丽娜·买买提");
        var at = $"/office/cases/{application.Id}";

        // The unit shows it and waits.
        site.Clock.Now = Beijing(7, 22, 10);
        using var hr = await site.SignedInAsync(site.Hr, site.Unit.Id);
        var queue = await hr.GetAsync("/office");
        Assert.Contains("古丽娜·买买提", queue.Text, StringComparison.Ordinal);
        Assert.Contains("等待公示", queue.Text, StringComparison.Ordinal);
        var form = await hr.GetAsync(at + "/publicity");
        Assert.Equal("2024-07-23", form.ValueOf("From"));
        await Keep(form, "publicity-start");
        Assert.Equal("2024-07-29", form.ValueOf("To"));
        var tooShort = await form.PressAsync("开始公示", ("To", "2024-07-26"), ("Conduct", "端正"), ("Achievements", "巡查"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooShort.Status);
        Assert.Contains("最早到2024年7月29日结束", string.Join(' ', tooShort.Errors), StringComparison.Ordinal);
        Assert.Equal("端正", tooShort.Document.QuerySelector("textarea[name=Conduct]")!.TextContent.Trim());
        var shown = await tooShort.PressAsync("开始公示", ("To", "2024-07-29"), ("Conduct", "端正"), ("Achievements", "巡查"));
        Assert.Contains("正在公示", shown.Text, StringComparison.Ordinal);
        await Keep(shown, "publicity-running");
        var waiting = await hr.GetAsync(at);
        Assert.Contains("公示到2024年7月29日（周一）24:00", waiting.Text, StringComparison.Ordinal);
        Assert.True(waiting.Document.QuerySelector("form[action$='handler=Recommend'] button")!.HasAttribute("disabled"));

        // Online it shows name and title, never a number.
        using var stranger = site.NewBrowser();
        var code = await site.WithDb(db => db.Set<Zhiping.Publicity.UnitPublicity>().Where(p => p.ApplicationId == application.Id).Select(p => p.Code).SingleAsync());
        site.Clock.Now = Beijing(7, 24, 10);
        var online = await stranger.GetAsync("/unit-publicity/" + code);
        await Keep(online, "online");
        Assert.Equal(HttpStatusCode.OK, online.Status);
        Assert.Contains("古丽娜·买买提", online.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("族别", online.Text, StringComparison.Ordinal);

        // After its last day it ends, is scanned, ticked and recommended.
        site.Clock.Now = Beijing(7, 30);
        Assert.DoesNotContain("古丽娜·买买提", (await stranger.GetAsync("/unit-publicity/" + code)).Text, StringComparison.Ordinal);
        var ended = await (await hr.GetAsync(at + "/publicity")).PressAsync("登记公示结果", ("Outcome", "NoObjection"));
        Assert.Contains("无异议", ended.Text, StringComparison.Ordinal);
        foreach (var slot in new[] { "unit-publicity", "unit-publicity-result", "unit-recommendation" })
        {
            ended = await Upload(ended, slot);
        }

        await TickAll(hr, at);
        var unit = await hr.GetAsync(at);
        var unconfirmed = await unit.PressAsync("同意推荐");
        Assert.Contains("请确认单位意见的原话", string.Join(' ', unconfirmed.Errors), StringComparison.Ordinal);
        var recommended = await unit.PressAsync("同意推荐", ("WordsConfirmed", "true"));
        Assert.Contains("已推荐上报", recommended.Text, StringComparison.Ordinal);

        // The authority passes it on.
        site.Clock.Now = Beijing(8, 1, 10);
        using var authority = await site.SignedInAsync(site.AuthorityClerk, site.Authority.Id);
        await TickAll(authority, at);
        await (await authority.GetAsync(at)).PressAsync("审核通过，上报");
        Assert.Equal(ApplicationState.AtCommittee, (await site.Reload(application.Id)).State);

        // The committee's office returns it with a remark, each with its clause.
        site.Clock.Now = Beijing(8, 5, 10);
        using var clerk = await site.SignedInAsync(site.Clerk, site.Committee.Id);
        var review = await clerk.GetAsync(at);
        Assert.Contains("第1次提交评审委员会，最多3次", review.Text, StringComparison.Ordinal);
        var noClause = await review.PressAsync("记下意见", ("place", "education////"), ("Text", "毕业时间对不上"), ("Remedy", "请核对证书"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, noClause.Status);
        Assert.Contains("每条意见都要有依据的条款", string.Join(' ', noClause.Errors), StringComparison.Ordinal);
        await Keep(noClause, "case-refused");
        Assert.Equal("毕业时间对不上", noClause.Document.QuerySelector("textarea[name=Text]")!.TextContent.Trim());
        var clause = $"{site.Notice.ShortTitle.Zh} 四(一)2";
        var noted = await noClause.PressAsync("记下意见", ("place", "education////"), ("Text", "毕业时间对不上"), ("Remedy", "请核对证书"), ("Clause", clause));
        Assert.Contains("退回改正（1条）", noted.Text, StringComparison.Ordinal);
        await Keep(noted, "case");
        var dialog = await noted.FollowAsync("退回改正");
        await Keep(dialog, "return");
        Assert.Contains("2024年8月7日（周三）24:00", dialog.Text, StringComparison.Ordinal);
        Assert.Contains("毕业时间对不上", dialog.Text, StringComparison.Ordinal);
        var sent = await dialog.PressAsync("退回并通知申报人", ("Memo", "只需改这一处。"));
        Assert.Contains("已退回并通知申报人", sent.Text, StringComparison.Ordinal);

        // A second clerk with the page still open learns who was first; nothing is lost.
        using var second = await site.SignedInAsync(site.SecondClerk, site.Committee.Id);
        var late = await second.GetAsync(at + "/return");
        Assert.Contains("贺兰舟已于2024年8月5日（周一）10:00（北京时间）退回申报人改正", late.Text, StringComparison.Ordinal);

        // Corrected, admitted.
        await site.Submit(application.Id, Beijing(8, 6, 10), 66);
        site.Clock.Now = Beijing(8, 7, 10);
        var changed = await clerk.GetAsync(at + "?tab=changes");
        Assert.Equal(HttpStatusCode.OK, changed.Status);
        await TickAll(clerk, at);
        var admitted = await (await clerk.GetAsync(at)).PressAsync("通过形式审核");
        Assert.Contains("已通过形式审核", admitted.Text, StringComparison.Ordinal);

        // The applicant pays; the office rejects once, then confirms.
        using var applicant = await site.SignedInAsync(application.PersonId);
        var pay = await applicant.GetAsync($"/applications/{application.Id}/payment");
        Assert.Contains("400元", pay.Text, StringComparison.Ordinal);
        Assert.Contains("2024年9月15日（周日）24:00", pay.Text, StringComparison.Ordinal);
        var wrong = await pay.UploadAsync(
            [("file", "a.jpg", "image/jpeg", [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 4])], ("Reference", "123"), ("AmountYuan", "300"), ("PaidOn", "2024-08-07"), ("Payer", "古丽娜·买买提"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("400元，填的是300元", string.Join(' ', wrong.Errors), StringComparison.Ordinal);
        Assert.Contains("已收到一张", wrong.Text, StringComparison.Ordinal);
        await Keep(wrong, "pay");
        var paid = await wrong.PressAsync("提交凭证", ("AmountYuan", "400"));
        Assert.Contains("等办公室核对", paid.Text, StringComparison.Ordinal);
        var fees = await clerk.GetAsync("/office/payments");
        await Keep(fees, "fees");
        Assert.Contains("看回单", fees.Text, StringComparison.Ordinal);
        Assert.Contains("请写明凭证哪里不对", string.Join(' ', (await fees.PressAsync("退回凭证")).Errors), StringComparison.Ordinal);
        await fees.PressAsync("确认收到");
        Assert.Equal(ApplicationState.Paid, (await site.Reload(application.Id)).State);

        // The papers, the history, the supervision.
        var paper = await (await clerk.GetAsync(at + "/paper")).PressAsync("登记收到");
        Assert.Contains("收到3份", paper.Text, StringComparison.Ordinal);
        Assert.Contains("贺兰舟通过形式审核", (await clerk.GetAsync(at + "?tab=history")).Text, StringComparison.Ordinal);
        using var supervisor = await site.SignedInAsync(site.Supervisor, site.Supervision.Id);
        var returns = await supervisor.GetAsync("/supervision/returns");
        await Keep(returns, "returns");
        Assert.Contains("文化系列评委会办公室", returns.Text, StringComparison.Ordinal);
        Assert.Contains("四(一)2", returns.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("A9")]
    public async Task Case_ForOthers_IsNotThere()
    {
        var application = await site.Submitted(Beijing(7, 22, 9));
        site.Clock.Now = Beijing(7, 22, 10);
        var at = $"/office/cases/{application.Id}";
        string[] paths = [at, at + "/publicity", at + "/return"];
        using var other = await site.SignedInAsync(site.OtherHr, site.OtherUnit.Id);
        using var clerk = await site.SignedInAsync(site.Clerk, site.Committee.Id);
        foreach (var path in paths)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(path)).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await clerk.GetAsync(at)).Status);
        using var applicant = await site.SignedInAsync(application.PersonId);
        Assert.Equal(HttpStatusCode.Forbidden, (await applicant.GetAsync(at)).Status);
        using var hr = await site.SignedInAsync(site.Hr, site.Unit.Id);
        Assert.Equal(HttpStatusCode.NotFound, (await hr.GetAsync($"/applications/{application.Id}/payment")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await hr.GetAsync("/office/payments")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await hr.GetAsync("/supervision/returns")).Status);
        using var stranger = site.NewBrowser();
        Assert.Contains("/signin", (await stranger.GetAsync("/office")).Path, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("F5")]
    public async Task Queue_FindsFiltersSortsAndPages()
    {
        var names = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            names.Add((await Named(await site.AtCommittee(Beijing(7, 22, 9).AddMinutes(i), $"寻找{i}"))));
        }

        site.Clock.Now = Beijing(8, 5, 10);
        using var clerk = await site.SignedInAsync(site.Clerk, site.Committee.Id);
        Assert.Contains("寻找1", (await clerk.GetAsync("/office?q=" + Uri.EscapeDataString("寻找1"))).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("寻找2", (await clerk.GetAsync("/office?q=" + Uri.EscapeDataString("寻找1"))).Text, StringComparison.Ordinal);
        Assert.Contains("没有符合条件的申报", (await clerk.GetAsync("/office?q=%25")).Text, StringComparison.Ordinal);
        Assert.Contains("没有符合条件的申报", (await clerk.GetAsync("/office?turn=3&q=" + Uri.EscapeDataString("寻找"))).Text, StringComparison.Ordinal);
        foreach (var sort in new[] { "due", "name", "specialty", "risk", "turn" })
        {
            Assert.Equal(HttpStatusCode.OK, (await clerk.GetAsync("/office?sort=" + sort)).Status);
        }

        var first = await site.WithDb(async db =>
        {
            var query = new Zhiping.Review.Queue.QueueQuery(db, Services<Zhiping.Notices.NoticeStore>());
            var filter = new Zhiping.Review.Queue.QueueFilter { Text = "寻找" };
            var one = await query.Page(site.Committee.Id, filter, null, null, 2);
            var two = await query.Page(site.Committee.Id, filter, one[^1].Key, one[^1].Id, 2);
            return one.Concat(two).Select(r => r.Name).ToList();
        });
        Assert.Equal(names, first);
    }

    [Fact]
    [Requirement("F5")]
    public async Task Export_GivesEveryRowAndRunsNothing()
    {
        await site.AtCommittee(Beijing(7, 22, 9), "=HYPERLINK(\"http://x\")");
        site.Clock.Now = Beijing(8, 5, 10);
        using var clerk = await site.SignedInAsync(site.Clerk, site.Committee.Id);
        var csv = await clerk.Client.GetAsync(new Uri("/office?handler=Export&format=csv", UriKind.Relative));
        var text = await csv.Content.ReadAsStringAsync();
        Assert.Contains("\"'=HYPERLINK(\"\"http://x\"\")\"", text, StringComparison.Ordinal);
        var excel = await clerk.Client.GetByteArrayAsync(new Uri("/office?handler=Export&format=xlsx", UriKind.Relative));
        Assert.Equal("PK"u8.ToArray(), excel[..2]);
    }

    [Fact]
    [Requirement("F5", "F7")]
    public async Task BulkPass_SaysHowManyAndWhichNotAndWhy()
    {
        var ready = await site.AtCommittee(Beijing(7, 22, 9), "可以通过");
        var open = await site.AtCommittee(Beijing(7, 22, 9), "没有核对");
        var at = Beijing(8, 5, 10);
        await site.Review(d => d.TickAll(site.ByClerk(at), ready.Id));
        site.Clock.Now = at;
        using var clerk = await site.SignedInAsync(site.Clerk, site.Committee.Id);
        var queue = await clerk.GetAsync("/office");
        var picked = await queue.PressAsync("批量通过所选", ("pick", ready.Id.ToString()), ("pick", open.Id.ToString()));
        Assert.Contains("已选2件", picked.Text, StringComparison.Ordinal);
        Assert.Contains("1件不能批量通过：没有核对，还有", picked.Text, StringComparison.Ordinal);
        await Keep(picked, "queue");
        var passed = await picked.PressAsync("通过形式审核1件");
        Assert.Contains("通过形式审核1件", passed.Text, StringComparison.Ordinal);
        Assert.Equal(ApplicationState.Admitted, (await site.Reload(ready.Id)).State);
        Assert.Equal(ApplicationState.AtCommittee, (await site.Reload(open.Id)).State);
    }

    /// <summary>Where ZHIPING_TEST_OUTPUT names a folder the page is kept there to be looked at.</summary>
    [Fact]
    [Requirement("E4", "F1")]
    public async Task Case_WithATextThatTheApplicantSaysIsNoName_ShowsTheSentenceToEachOffice()
    {
        const string text = "登上高山采集民歌。与红柳县文物保护所无关。";
        var at = Beijing(7, 23, 9);
        var application = await site.Draft(at, "高山");
        await site.WithDb(async db =>
        {
            var row = await db.Applications().SingleAsync(a => a.Id == application.Id);
            var content = site.Content(row, 60, "文物巡查");
            var entry = new SectionEntry { Id = "s1", Values = new Dictionary<string, string> { ["text"] = text }, NotNames = new Dictionary<string, string> { ["text"] = SectionEntry.MarkOf(text) } };
            content = content with { Sections = new Dictionary<string, SectionContent>(content.Sections) { ["summary"] = new() { Entries = [entry] } } };
            var (to, state, due) = SubmissionRules.Next(row, site.Notice);
            db.Add(row.Submit(new Act(row.PersonId, null, at), content.ToCanonicalJson(), to, state, due));
            await db.Commit();
        });
        using var hr = await site.SignedInAsync(site.Hr, site.Unit.Id);
        var unit = await hr.GetAsync($"/office/cases/{application.Id}");
        Assert.Contains("“高山”、“红柳县文物保护所”不是姓名和单位名：“登上高山采集民歌”", unit.TextOf("#snap"), StringComparison.Ordinal);
        var finding = unit.Document.QuerySelectorAll(".remark-list li").Single(li => li.TextContent.Contains("申报人说明", StringComparison.Ordinal));
        var remark = await hr.GetAsync(finding.QuerySelectorAll("a").Single(a => a.TextContent == "写成意见").GetAttribute("href")!.Split('#')[0]);
        Assert.Contains("改写为“本人”", remark.Document.QuerySelector("textarea[name=Remedy]")!.TextContent, StringComparison.Ordinal);

        // The same text without the applicant's word says nothing.
        var plain = await site.Submitted(at, "文物巡查");
        Assert.DoesNotContain("申报人说明", (await hr.GetAsync($"/office/cases/{plain.Id}")).Text, StringComparison.Ordinal);
    }

    private static async Task Keep(Page page, string name)
    {
        if (Environment.GetEnvironmentVariable("ZHIPING_TEST_OUTPUT") is { Length: > 0 } folder)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name + ".html"), page.Html);
        }
    }

    private T Services<T>()
        where T : notnull => (T)site.Services.GetService(typeof(T))!;

    private Task<string> Named(Application application) =>
        site.WithDb(db => db.Set<Zhiping.Accounts.Person>().Where(p => p.Id == application.PersonId).Select(p => p.Name).SingleAsync());

    private async Task TickAll(Browser browser, string at) =>
        await (await browser.GetAsync(at)).PressAsync("保存核对情况", [.. site.Notice.ReviewChecklist.Select(i => ("Ticks", i.Id))]);

    private static async Task<Page> Upload(Page page, string slot)
    {
        var form = page.Document.QuerySelector($"input[name=slot][value='{slot}']")!.Closest("form")!;
        foreach (var other in page.Document.QuerySelectorAll("form").Where(f => f != form && f.QuerySelector("input[name=file]") is not null).ToList())
        {
            other.Remove();
        }

        return await page.UploadAsync([("file", slot + ".jpg", "image/jpeg", [0xFF, 0xD8, 0xFF, 0xE0, .. System.Text.Encoding.UTF8.GetBytes(slot)])]);
    }
}
