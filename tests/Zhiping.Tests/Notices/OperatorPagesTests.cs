using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.History;
using Zhiping.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Tests.Applications;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Notices;

/// <summary>Who keeps the notices writes, checks, compares, simulates and publishes them through the pages.</summary>
public sealed class OperatorPagesTests : IClassFixture<ApplicationSite>
{
    private const string Culture = "aksu/2024-culture";

    private readonly ApplicationSite site;

    public OperatorPagesTests(ApplicationSite site)
    {
        this.site = site;
        site.Clock.SetBeijing(2024, 8, 5, 9);
    }

    [Fact]
    [Requirement("B10")]
    public async Task Draft_WithAnError_IsKeptAndShownWithFileLineAndRemedy_AndNothingIsPublished()
    {
        using var browser = await Operator();
        var draft = await NewDraft(browser, "aksu/2024-broken", Culture);
        var text = draft.ValueOf("Text")!.Replace("id: aksu/2024-culture", "id: aksu/2024-broken", StringComparison.Ordinal).Replace("percent: 75%", "percent: 75", StringComparison.Ordinal);
        var line = text.Split('\n').ToList().FindIndex(l => l.Contains("percent: 75", StringComparison.Ordinal)) + 1;

        var saved = await draft.PressAsync("保存并检查", ("Text", text));

        Assert.Contains("有1处错误", saved.Text, StringComparison.Ordinal);
        Assert.Contains($"aksu/2024-broken.yaml:{line}:", saved.TextOf("#problems"), StringComparison.Ordinal);
        Assert.Contains("“75”不能写在这里。", saved.TextOf("#problems"), StringComparison.Ordinal);
        Assert.Contains("请写75%，百分比要带百分号。", saved.TextOf("#problems"), StringComparison.Ordinal);
        Assert.Contains("Write 75%", (await browser.GetAsync("/operations/notices/file?path=aksu/2024-broken&lang=en")).TextOf("#problems"), StringComparison.Ordinal);
        await browser.GetAsync("/operations/notices?lang=zh");
        var refused = await saved.PressAsync("发布通知");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("通知还有1处错误，不能发布。", string.Join(' ', refused.Errors), StringComparison.Ordinal);
        Assert.Contains("percent: 75", refused.ValueOf("Text"), StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDb(db => db.NoticeRevisions().CountAsync(r => r.NoticeId == "aksu/2024-broken")));
        Assert.Contains("percent: 75", (await browser.GetAsync("/operations/notices/file?path=aksu/2024-broken")).ValueOf("Text"), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("B10")]
    public async Task Draft_WhoseExampleFails_IsNotPublished_AndTheExampleIsNamed()
    {
        using var browser = await Operator();
        var draft = await NewDraft(browser, "aksu/2024-failing", Culture);
        var text = draft.ValueOf("Text")!.Replace("id: aksu/2024-culture", "id: aksu/2024-failing", StringComparison.Ordinal)
            .Replace("mustFix: [first-application]", "mustFix: []", StringComparison.Ordinal);

        var refused = await draft.PressAsync("发布通知", ("Text", text));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("examples[first-intermediate]", refused.TextOf("#problems"), StringComparison.Ordinal);
        Assert.Contains("多查出了first-application", refused.TextOf("#problems"), StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDb(db => db.NoticeRevisions().CountAsync(r => r.NoticeId == "aksu/2024-failing")));
    }

    [Fact]
    [Requirement("B10")]
    public async Task Amendment_NeedsAReason_WhichEverybodyReads_AndIsRecorded()
    {
        using var browser = await Operator();
        var first = await (await NewDraft(browser, "aksu/2024-amended", Culture)).PressAsync("发布通知", ("Text", Named("aksu/2024-amended", "75%")));
        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Contains("第1版", first.Text, StringComparison.Ordinal);

        var draft = await browser.GetAsync("/operations/notices/file?path=aksu/2024-amended");
        var refused = await draft.PressAsync("发布修订", ("Text", Named("aksu/2024-amended", "70%")), ("Reason", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("修订已发布的通知要写明理由。", string.Join(' ', refused.Errors), StringComparison.Ordinal);
        Assert.Equal(1, await site.WithDb(db => db.NoticeRevisions().CountAsync(r => r.NoticeId == "aksu/2024-amended")));

        var published = await refused.PressAsync("发布修订", ("Reason", "按补充通知调整副高级通过率"));
        Assert.Contains("第2版", published.Text, StringComparison.Ordinal);
        Assert.Contains("按补充通知调整副高级通过率", published.Text, StringComparison.Ordinal);
        Assert.Contains("70%", published.Text, StringComparison.Ordinal);
        var (revision, entry) = await site.WithDb(async db =>
        {
            var second = await db.NoticeRevisions().SingleAsync(r => r.NoticeId == "aksu/2024-amended" && r.Number == 2);
            return (second, await db.History().SingleAsync(h => h.SubjectKind == "notice" && h.SubjectId == second.Id));
        });
        Assert.Equal("按补充通知调整副高级通过率", revision.Reason);
        Assert.NotNull(entry.By);
        Assert.Equal(revision.Sha256, entry.Value("sha256"));
    }

    [Fact]
    public async Task Draft_ChangedBySomebodyElse_IsNotOverwritten()
    {
        using var browser = await Operator();
        var mine = await NewDraft(browser, "aksu/2024-both", Culture);
        await mine.PressAsync("保存并检查", ("Text", mine.ValueOf("Text") + "# 别人写的\n"));

        var refused = await mine.PressAsync("保存并检查", ("Text", mine.ValueOf("Text") + "# 我写的\n"));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("# 我写的", refused.ValueOf("Text"), StringComparison.Ordinal);
        Assert.EndsWith("# 别人写的\n", await site.WithDb(db => db.NoticeFiles().Where(f => f.Path == "aksu/2024-both").Select(f => f.Text).SingleAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../etc/passwd")]
    [InlineData("Aksu/2025")]
    [InlineData("aksu")]
    [InlineData("examples/x.yaml")]
    public async Task Draft_WithABadName_IsRefusedAtItsField(string name)
    {
        using var browser = await Operator();
        var refused = await (await browser.GetAsync("/operations/notices")).SubmitAsync(("Name", name), ("From", Culture));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("地区/年度-主题", refused.TextOf("#Name-error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_RolledToNextYear_ListsWhatAPersonMustDecide_AndCanBeThrownAway()
    {
        using var browser = await Operator();
        var page = await browser.GetAsync("/operations/notices");
        var draft = await page.SubmitAsync(("Name", "aksu/2025-culture"), ("From", Culture), ("Year", "2025"));

        var text = draft.ValueOf("Text")!;
        Assert.StartsWith("# 第", text, StringComparison.Ordinal);
        Assert.Contains("basedOn: aksu/2025-general", text, StringComparison.Ordinal);
        var first = text.Split('\n')[0];
        var at = int.Parse(first[3..first.IndexOf('行', StringComparison.Ordinal)]);
        Assert.False(text.Split('\n')[at - 1].StartsWith('#'), "the line that a decision names is a line of the notice");
        Assert.Contains("2025-08-30是周六，请核对。", text, StringComparison.Ordinal);
        var gone = await draft.PressAsync("删除草稿");
        Assert.DoesNotContain("aksu/2025-culture", gone.TextOf("main table"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_RolledFromAFileWithoutAYear_IsRefusedAtItsField()
    {
        using var browser = await Operator();
        var refused = await (await browser.GetAsync("/operations/notices")).SubmitAsync(("Name", "aksu/2025-forms"), ("From", "forms/standard"), ("Year", "2025"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("没有写年度", refused.TextOf("#Year-error"), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("B10")]
    public async Task Compare_SaysEachDifferenceInWords_AndHowManyItTouches()
    {
        var applicant = await site.ApplicantAsync();
        await site.DraftAsync(applicant);
        using var browser = await Operator();
        var draft = await NewDraft(browser, "aksu/2024-compared", Culture);
        await draft.PressAsync("保存并检查", ("Text", Named("aksu/2024-compared", "70%")));

        var compared = await browser.GetAsync($"/operations/notices/compare?Before=revision:{site.Revision.Id}&After=file:aksu/2024-compared");

        var row = compared.Document.QuerySelectorAll("#changes tbody tr").Single(r => r.TextContent.Contains("passCaps[deputy-senior].percent", StringComparison.Ordinal));
        Assert.Contains("通过率（deputy-senior） 比例", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("75%", row.Children[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("70%", row.Children[2].TextContent, StringComparison.Ordinal);
        var seniors = await site.WithDb(db => db.Applications().CountAsync(a => a.NoticeId == Culture && a.DeletedAt == null && a.Level == Level.DeputySenior && !ApplicationStates.Ended.Contains(a.State)));
        Assert.Equal(seniors.ToString(), row.Children[4].TextContent.Trim());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.GetAsync($"/operations/notices/compare?Before=revision:{Guid.Empty}&After=file:aksu/2024-compared")).Status);
    }

    [Fact]
    [Requirement("B10")]
    public async Task Simulation_CountsWhoFlips_ByRuleAndClause()
    {
        var applicant = await site.ApplicantAsync();
        var application = await site.CompleteAsync(applicant);
        await site.SubmitAsync(applicant, application);
        using var browser = await Operator();
        var draft = await NewDraft(browser, "aksu/2024-stricter", Culture);
        await draft.PressAsync("保存并检查", ("Text", Named("aksu/2024-stricter", "75%") + Stricter));
        var compared = await browser.GetAsync($"/operations/notices/compare?Before=revision:{site.Revision.Id}&After=file:aksu/2024-stricter");

        var simulated = await compared.PressAsync("试算");

        Assert.Contains("份由可以提交变成不能", simulated.TextOf("#simulation"), StringComparison.Ordinal);
        var rule = simulated.Document.QuerySelectorAll("#simulation tbody tr").Single(r => r.TextContent.Contains("ten-years", StringComparison.Ordinal));
        Assert.Contains("四(二)", rule.TextContent, StringComparison.Ordinal);
        Assert.Contains(application.Id.ToString("N")[^8..], simulated.TextOf("#simulation"), StringComparison.Ordinal);
        Assert.DoesNotContain(applicant.Name, simulated.Text, StringComparison.Ordinal);
        Assert.Equal(ApplicationState.AtUnit, (await site.Reload(application.Id)).State);
    }

    [Fact]
    public async Task Simulation_OfMany_RunsInTheBackground_AndThePageSaysSo()
    {
        var applicant = await site.ApplicantAsync();
        await site.WithDb(async db =>
        {
            for (var i = 0; i < 201; i++)
            {
                db.Add(new Application(site.By(applicant), applicant.Id, site.Unit.Id, site.Revision.Id, Culture, 2024, ApplicationSite.MassCulture(), Some.ArriveBy()));
            }

            await db.Commit();
        });
        using var browser = await Operator();
        await (await NewDraft(browser, "aksu/2024-many", Culture)).PressAsync("保存并检查", ("Text", Named("aksu/2024-many", "75%") + Stricter));
        var compared = await browser.GetAsync($"/operations/notices/compare?Before=revision:{site.Revision.Id}&After=file:aksu/2024-many");

        var waiting = await compared.PressAsync("试算");
        Assert.Contains("正在试算", waiting.Text, StringComparison.Ordinal);
        Assert.Equal("3", waiting.Response.Headers.GetValues("Refresh").Single());
        await site.RunDueAsync();
        var done = await browser.GetAsync(waiting.Path);

        Assert.DoesNotContain("正在试算", done.Text, StringComparison.Ordinal);
        var all = await site.WithDb(db => db.Applications().CountAsync(a => a.NoticeId == Culture && a.DeletedAt == null && a.State != ApplicationState.Withdrawn));
        Assert.Contains($"共{all}份申报", done.Text, StringComparison.Ordinal);
        Assert.True(all > 200);
        await site.WithDb(async db =>
        {
            await db.Applications().Where(a => a.PersonId == applicant.Id).ExecuteDeleteAsync();
        });
    }

    private const string Stricter = """
          - id: ten-years
            name: 满十年 | Ten years
            severity: MustFix
            section: presentTitle
            must: {fact: title.years, atLeast: 30}
            message: 任现职不满三十年。 | Fewer than thirty years in the title.
            remedy: 请等满年限再申报。 | Wait until the years are full.
            clause: 四(二)

        """;

    /// <summary>The culture notice under another name with another cap, its rules last so that one more can follow.</summary>
    private static string Named(string id, string cap)
    {
        var text = Policy.Files.Open(Culture + ".yaml")!.Replace("id: aksu/2024-culture", "id: " + id, StringComparison.Ordinal).Replace("percent: 75%", "percent: " + cap, StringComparison.Ordinal);
        return text[..text.IndexOf("\nexamples:", StringComparison.Ordinal)] + "\n";
    }

    private static async Task<Page> NewDraft(Browser browser, string name, string from)
    {
        var page = await browser.GetAsync("/operations/notices");
        var draft = await page.SubmitAsync(("Name", name), ("From", from));
        Assert.True(draft.Status == HttpStatusCode.OK, draft.Text);
        return draft;
    }

    private async Task<Browser> Operator()
    {
        var body = await site.WithDb(async db =>
        {
            var region = await db.Body(site.Unit.RegionId);
            var platform = new Body(Act.OfPlatform(site.Clock.Now), BodyKind.Platform, region, new BodyFacts { Name = "平台运维" });
            db.Add(platform);
            await db.Commit();
            return platform;
        });
        var person = await site.NewHolderAsync(body.Id, Role.Operator, "运维员");
        return await site.SignedInAsync(person.Id, body.Id);
    }
}
