using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Demo;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Applications;

/// <summary>The applicant's pages as a person without script uses them.</summary>
public sealed class ApplicationPagesTests(ApplicationSite site) : IClassFixture<ApplicationSite>
{
    [Fact]
    [Requirement("D1", "B3", "B4", "A6")]
    public async Task New_WithAChoice_OpensTheTaskList()
    {
        var (browser, _) = await SignedIn();
        var page = await browser.GetAsync("/applications/new?notice=" + Uri.EscapeDataString(ApplicationSite.NoticeId));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("云杉县文化馆", page.Text, StringComparison.Ordinal);

        var missing = await page.SubmitAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, missing.Status);
        Assert.Contains("请选择申报的专业和级别。", missing.Errors);

        var created = await page.SubmitAsync(("Level", "culture/mass-culture/DeputySenior"), ("Kind", "Evaluation"), ("Channel", "Targeted"));
        Assert.Equal(HttpStatusCode.OK, created.Status);
        Assert.Contains("副研究馆员", created.Heading, StringComparison.Ordinal);
        Assert.Contains("2024年8月30日（周五）18:00", created.TextOf(".deadline"), StringComparison.Ordinal);
        Assert.Contains("须到达评审委员会", created.TextOf(".deadline"), StringComparison.Ordinal);
        Assert.Contains("0次，最多3次", created.Text, StringComparison.Ordinal);
        Assert.Contains("700元", created.Text, StringComparison.Ordinal);
        Assert.Contains("您建立了申报书", created.Text, StringComparison.Ordinal);
        Assert.Contains("最好在2024年8月", created.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("B1", "B2")]
    public async Task New_BeforeAndAfterTheWindow_SaysWhen()
    {
        var (browser, _) = await SignedIn();
        try
        {
            site.Clock.SetBeijing(2024, 7, 16, 9);
            var early = await browser.GetAsync("/applications/new?notice=" + Uri.EscapeDataString(ApplicationSite.NoticeId));
            Assert.Contains("申报还没有开始", early.Text, StringComparison.Ordinal);
            Assert.Null(early.Document.QuerySelector("input[name=Level]"));
            site.Clock.Now = Some.Edge;
            var late = await browser.GetAsync("/applications/new?notice=" + Uri.EscapeDataString(ApplicationSite.NoticeId));
            Assert.Contains("截止，不能再建立申报书", late.Text, StringComparison.Ordinal);
        }
        finally
        {
            site.Clock.SetBeijing(2024, 8, 5, 9);
        }
    }

    [Fact]
    [Requirement("D3", "A6")]
    public async Task New_WithoutAConfirmedUnit_PointsToTheUnitPage()
    {
        site.Clock.SetBeijing(2024, 8, 5, 9);
        var person = await site.ApplicantAsync(approved: false);
        using var browser = await site.SignedInAsync(person.Id);
        var page = await browser.GetAsync("/applications/new?notice=" + Uri.EscapeDataString(ApplicationSite.NoticeId));
        Assert.Contains("您的工作单位还没有确认", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("main a[href='/unit']"));
    }

    [Fact]
    [Requirement("D1", "D5")]
    public async Task EverySection_OpensAndSavesByItsForm()
    {
        var (browser, person) = await SignedIn();
        var application = await site.DraftAsync(person);
        var open = await site.Desk(d => d.Desk(application.Id, site.Clock.Now));
        Assert.True(open.Asked.Count >= 14);
        foreach (var section in open.Asked)
        {
            var page = await browser.GetAsync($"/applications/{application.Id}/sections/{section.Id}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Equal(section.Name.Zh, page.Heading);
            Assert.DoesNotContain(" style=", page.Html, StringComparison.Ordinal);
            Assert.Empty(page.Document.QuerySelectorAll("[data-autosave] input:not([type=hidden]), [data-autosave] select, [data-autosave] textarea")
                .Where(c => page.Document.QuerySelector($"label[for='{c.Id}']") is null).Select(c => c.OuterHtml));
            var saved = await page.PressAsync("保存，回到申报书");
            Assert.Equal($"/applications/{application.Id}", saved.Path.Split('#')[0]);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/applications/{application.Id}/sections/nothing")).Status);
    }

    [Fact]
    [Requirement("A5")]
    public async Task Basics_BeginWithWhatThePlatformKnows()
    {
        var (browser, person) = await SignedIn();
        var application = await site.DraftAsync(person);
        var page = await browser.GetAsync($"/applications/{application.Id}/sections/basics");
        Assert.Equal("苏木清", page.ValueOf("v.main.name"));
    }

    [Fact]
    [Requirement("D1", "D4")]
    public async Task Entries_AreAddedMovedAndRemovedWithoutScript()
    {
        var (browser, person) = await SignedIn();
        var application = await site.DraftAsync(person);
        var page = await browser.GetAsync($"/applications/{application.Id}/sections/practice");
        page = await page.PressAsync("添加一项");
        var first = page.ValueOf("entry")!;
        page = await page.PressAsync("添加一项", ($"v.{first}.title", "甲"));
        var second = page.Document.QuerySelectorAll("[name=entry]").Select(e => e.GetAttribute("value")).Single(e => e != first)!;
        page = await page.PressAsync("保存并检查本节", ($"v.{second}.title", "乙"));
        Assert.Contains("已保存。这一节还有", page.Text, StringComparison.Ordinal);
        Assert.NotEmpty(page.Document.QuerySelectorAll(".invalid-feedback"));

        page = await page.PressAsync("上移第2项");
        Assert.Equal([second, first], page.Document.QuerySelectorAll("[name=entry]").Select(e => e.GetAttribute("value")));
        page = await page.PressAsync("删除第2项");
        Assert.Contains("要删除第2项吗", page.Text, StringComparison.Ordinal);
        page = await page.PressAsync("删除第2项");
        Assert.Equal([second], page.Document.QuerySelectorAll("[name=entry]").Select(e => e.GetAttribute("value")));
        page = await (await page.PressAsync("删除第1项")).PressAsync("删除第1项");
        page = await page.PressAsync("本节没有内容，填“无”");
        Assert.Contains("已填“无”", page.Text, StringComparison.Ordinal);
        Assert.Contains("已填“无”", (await browser.GetAsync($"/applications/{application.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("D2", "D10")]
    public async Task EveryPage_OfSomebodyElsesApplication_IsNotThere()
    {
        var (_, owner) = await SignedIn();
        var application = await site.CompleteAsync(owner);
        await site.SubmitAsync(owner, application);
        var (stranger, _) = await SignedIn("沈砚秋");
        foreach (var path in new[] { "", "/sections/summary", "/check", "/submit", "/receipts/1", "/receipts/1?handler=File", "/submissions/1", "/ask-back", "/withdraw", "/delete" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/applications/{application.Id}{path}")).Status);
        }

        using var nobody = site.NewBrowser();
        Assert.StartsWith("/signin", (await nobody.GetAsync($"/applications/{application.Id}")).Path, StringComparison.Ordinal);
        Assert.StartsWith("/signin", (await nobody.GetAsync("/applications")).Path, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("D4", "E1")]
    public async Task Check_OfAnUnfinishedDraft_ListsEachFindingWithClauseAndPlace()
    {
        var (browser, person) = await SignedIn();
        var application = await site.CompleteAsync(person, MadeUpFault.HoursShort);

        var page = await browser.GetAsync($"/applications/{application.Id}/check");

        Assert.Contains("处要改正，才能提交", page.TextOf(".error-summary"), StringComparison.Ordinal);
        var finding = page.Document.QuerySelectorAll(".finding").Single(f => f.QuerySelector(".state-fix") is not null);
        Assert.Contains("四(一)4", finding.TextContent, StringComparison.Ordinal);
        var link = finding.QuerySelector("a.btn")!.GetAttribute("href")!;
        Assert.StartsWith($"/applications/{application.Id}/sections/continuingEducation", link, StringComparison.Ordinal);
        Assert.True(page.Document.QuerySelector("aside button.btn-primary")!.HasAttribute("disabled"));
        Assert.Contains("没有问题", page.TextOf("details"), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("D9", "D10")]
    public async Task Submit_OfACompleteDraft_EndsOnAReceiptThatCanBeChecked()
    {
        var (browser, person) = await SignedIn();
        var application = await site.CompleteAsync(person);
        var check = await browser.GetAsync($"/applications/{application.Id}/check");
        var submit = await check.FollowAsync("看一遍，然后提交");
        Assert.Contains("提交给云杉县文化馆", submit.Heading, StringComparison.Ordinal);

        var undeclared = await submit.SubmitAsync(("Key", submit.ValueOf("Key")!));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, undeclared.Status);

        var key = undeclared.ValueOf("Key")!;
        Assert.Equal(submit.ValueOf("Key"), key);
        var clicks = await Task.WhenAll(undeclared.SubmitAsync(("Key", key), ("Declared", "true")), undeclared.SubmitAsync(("Key", key), ("Declared", "true")));
        var receipt = clicks[0];
        Assert.All(clicks, c => Assert.Equal((HttpStatusCode.OK, $"/applications/{application.Id}/receipts/1"), (c.Status, c.Path)));
        Assert.Equal(clicks[0].TextOf("b.num"), clicks[1].TextOf("b.num"));
        Assert.Contains("云杉县文化馆已收到您的申报", receipt.Heading, StringComparison.Ordinal);
        Assert.Contains("2024年8月5日 09:00:00，北京时间", receipt.Text, StringComparison.Ordinal);

        var file = await browser.Client.GetByteArrayAsync(new Uri($"/applications/{application.Id}/receipts/1?handler=File", UriKind.Relative));
        var content = await browser.Client.GetByteArrayAsync(new Uri($"/applications/{application.Id}/receipts/1?handler=Content", UriKind.Relative));
        Assert.Null(SubmissionReceipts.Verify(file, content).Problem);

        var pdf = await browser.Client.GetByteArrayAsync(new Uri($"/applications/{application.Id}/receipts/1?handler=Pdf", UriKind.Relative));
        Assert.Equal("%PDF-"u8.ToArray(), pdf[..5]);

        var submitted = await browser.GetAsync($"/applications/{application.Id}/submissions/1");
        Assert.Contains("任现职以来", submitted.Text, StringComparison.Ordinal);
        var status = await browser.GetAsync($"/applications/{application.Id}");
        Assert.Contains("现在由云杉县文化馆办理", status.Text, StringComparison.Ordinal);
        Assert.Contains("您第1次提交了申报", status.Text, StringComparison.Ordinal);
        Assert.Contains("单位审核中", (await browser.GetAsync("/applications")).Text, StringComparison.Ordinal);
        Assert.Contains("只能查看", (await browser.GetAsync($"/applications/{application.Id}/sections/summary")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("B2")]
    public async Task Submit_OneMillisecondLate_IsRefusedWithTheClauseAndKeepsEverything()
    {
        var (browser, person) = await SignedIn();
        var application = await site.CompleteAsync(person);
        try
        {
            var submit = await browser.GetAsync($"/applications/{application.Id}/submit");
            site.Clock.Now = Some.Edge.AddMilliseconds(1);
            var late = await submit.SubmitAsync(("Key", submit.ValueOf("Key")!), ("Declared", "true"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
            Assert.Contains("已过2024年8月30日（周五）18:00（北京时间），视为放弃。", late.Errors);
            Assert.Contains("三(一)", late.TextOf(".error-summary"), StringComparison.Ordinal);
            var home = await browser.GetAsync($"/applications/{application.Id}");
            Assert.Contains("deadline-past", home.Html, StringComparison.Ordinal);
            Assert.Contains("任现职以来", (await browser.GetAsync($"/applications/{application.Id}/sections/summary")).Text, StringComparison.Ordinal);
        }
        finally
        {
            site.Clock.SetBeijing(2024, 8, 5, 9);
        }
    }

    [Fact]
    [Requirement("B4a")]
    public async Task Submit_OfASecondOneInTheYear_SaysWhyAndWhatToDo()
    {
        var (browser, person) = await SignedIn();
        var first = await site.CompleteAsync(person);
        var second = await site.CompleteAsync(person);
        var submit = await browser.GetAsync($"/applications/{second.Id}/submit");
        await site.SubmitAsync(person, first);

        var refused = await submit.SubmitAsync(("Key", submit.ValueOf("Key")!), ("Declared", "true"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(refused.Errors, e => e.StartsWith("您2024年度已经提交过一份申报", StringComparison.Ordinal));
        Assert.Contains("依据", refused.TextOf(".error-summary"), StringComparison.Ordinal);
        Assert.Contains("同一年度只能申报一次", (await browser.GetAsync($"/applications/{second.Id}/check")).Text, StringComparison.Ordinal);
        Assert.Contains("任现职以来", (await browser.GetAsync($"/applications/{second.Id}/sections/summary")).ValueOf("v.summary.text"), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("D4", "D9")]
    public async Task Submit_WithAFieldLeftEmpty_SaysWhichWithItsClause_AndKeepsTheRest()
    {
        var (browser, person) = await SignedIn();
        var complete = await site.CompleteAsync(person);
        var submit = await browser.GetAsync($"/applications/{complete.Id}/submit");
        var section = await browser.GetAsync($"/applications/{complete.Id}/sections/summary");
        await section.SubmitAsync(("v.summary.text", ""));

        // The page to submit on was opened before the field was emptied in another window.
        var refused = await submit.SubmitAsync(("Key", submit.ValueOf("Key")!), ("Declared", "true"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("还有1处要改正", string.Join(' ', refused.Errors), StringComparison.Ordinal);
        var check = await browser.GetAsync($"/applications/{complete.Id}/check");
        var finding = check.Document.QuerySelectorAll(".finding").Single(f => f.QuerySelector(".state-fix") is not null);
        Assert.Contains("总结", finding.TextContent, StringComparison.Ordinal);
        Assert.StartsWith($"/applications/{complete.Id}/sections/summary", finding.QuerySelector("a.btn")!.GetAttribute("href")!, StringComparison.Ordinal);
        Assert.NotEmpty(finding.QuerySelectorAll(".clause"));
        Assert.Equal(ApplicationState.Draft, (await site.Reload(complete.Id)).State);
        var career = await browser.GetAsync($"/applications/{complete.Id}/sections/career");
        Assert.All(career.Document.QuerySelectorAll("[name^='v.'][name$='.post']"), post => Assert.NotEmpty(post.GetAttribute("value") ?? post.TextContent));
    }

    [Fact]
    [Requirement("B2", "K1")]
    public async Task Home_AfterTheDeadline_SaysThatTheDraftIsGivenUpAndWhen()
    {
        var (browser, person) = await SignedIn();
        var application = await site.CompleteAsync(person);
        Assert.Contains("填写", (await browser.GetAsync("/home")).Text, StringComparison.Ordinal);
        try
        {
            site.Clock.Now = Some.Edge.AddDays(2);
            await site.RunDueAsync();
            var home = await browser.GetAsync("/home");
            Assert.Contains("已经结束的申报", home.Text, StringComparison.Ordinal);
            Assert.Contains("已过2024年8月30日（周五）18:00（北京时间），视为放弃。", home.Text, StringComparison.Ordinal);
            var page = await home.FollowAsync("2024年度");
            Assert.Equal($"/applications/{application.Id}", page.Path);
            Assert.Contains("视为放弃", page.Text, StringComparison.Ordinal);
            Assert.Contains("任现职以来", (await browser.GetAsync($"/applications/{application.Id}/sections/summary")).Text, StringComparison.Ordinal);
        }
        finally
        {
            site.Clock.SetBeijing(2024, 8, 5, 9);
        }
    }

    [Fact]
    [Requirement("D9")]
    public async Task AskBack_FromThePage_TellsTheUnit()
    {
        var (browser, person) = await SignedIn();
        var application = await site.CompleteAsync(person);
        await site.SubmitAsync(person, application);
        var home = await browser.GetAsync($"/applications/{application.Id}");
        var ask = await home.FollowAsync("请单位退回");
        var asked = await ask.SubmitAsync(("Reason", "补一页佐证"));
        Assert.Contains("单位还没有答复", asked.Text, StringComparison.Ordinal);
        Assert.Contains("您请单位退回修改", asked.Text, StringComparison.Ordinal);
        Assert.Equal("补一页佐证", (await site.WithDb(db => db.OpenAskBack(application.Id)))!.Reason);
        var again = await (await browser.GetAsync($"/applications/{application.Id}/ask-back")).SubmitAsync(("Reason", ""));
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
    }

    [Fact]
    [Requirement("F3")]
    public async Task Returned_OpensOnTheRemarksAndTakesAnAnswerToEach()
    {
        var (browser, person) = await SignedIn();
        var application = await site.CompleteAsync(person);
        await site.SubmitAsync(person, application);
        var due = new DueDate(site.Clock.Now.AddDays(2), DueConsequence.NotAccepted, new("退回2日内改正", "within 2 days"), Some.Clause);
        var remark = await site.ReturnAsync(application, due);

        var home = await browser.GetAsync($"/applications/{application.Id}");
        Assert.Contains("总结没有写明本人作用。", home.TextOf("#remarks"), StringComparison.Ordinal);
        Assert.Contains("须改正并重新提交", home.TextOf(".deadline"), StringComparison.Ordinal);
        Assert.Contains("退回意见还有1条", (await browser.GetAsync($"/applications/{application.Id}/check")).Text, StringComparison.Ordinal);

        var answered = await home.SubmitAsync(($"Answer[{remark.Id}]", "补写了本人作用"));
        Assert.Contains("已说明", answered.TextOf("#remarks"), StringComparison.Ordinal);
        var submit = await browser.GetAsync($"/applications/{application.Id}/submit");
        Assert.Contains("文化系列评委会办公室", submit.Heading, StringComparison.Ordinal);
        var receipt = await submit.SubmitAsync(("Key", submit.ValueOf("Key")!), ("Declared", "true"));
        Assert.Equal($"/applications/{application.Id}/receipts/2", receipt.Path);
        Assert.Contains("文化系列评委会办公室已收到", receipt.Heading, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("B4a", "D9")]
    public async Task DeleteRestoreWithdraw_AskFirstAndSayWhatHappened()
    {
        var (browser, person) = await SignedIn();
        var application = await site.CompleteAsync(person);
        var deleted = await (await browser.GetAsync($"/applications/{application.Id}/delete")).PressAsync("删除申报书");
        Assert.Equal("/applications", deleted.Path);
        Assert.Contains("已删除的申报书", deleted.Text, StringComparison.Ordinal);
        var restored = await deleted.SubmitAsync(("id", application.Id.ToString()));
        Assert.Contains("您恢复了申报书", restored.Text, StringComparison.Ordinal);

        await site.SubmitAsync(person, application);
        var withdraw = await browser.GetAsync($"/applications/{application.Id}/withdraw");
        Assert.Contains("撤回后您今年可以另报一份", withdraw.Text, StringComparison.Ordinal);
        var done = await withdraw.PressAsync("撤回申报");
        Assert.Contains("已撤回", done.Text, StringComparison.Ordinal);
        Assert.Contains("您撤回了申报", done.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryPage_HasAnEnglishForm()
    {
        var (browser, person) = await SignedIn();
        var application = await site.CompleteAsync(person);
        foreach (var path in new[] { "", "/sections/career", "/check", "/submit", "/delete" })
        {
            var page = await browser.GetAsync($"/applications/{application.Id}{path}?lang=en");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.DoesNotContain(page.Heading.Replace("云杉县文化馆", "", StringComparison.Ordinal), c => c is >= '\u4e00' and <= '\u9fff');
        }
    }

    private async Task<(Browser Browser, Person Person)> SignedIn(string name = "苏木清")
    {
        site.Clock.SetBeijing(2024, 8, 5, 9);
        var person = await site.ApplicantAsync(name);
        return (await site.SignedInAsync(person.Id), person);
    }
}
