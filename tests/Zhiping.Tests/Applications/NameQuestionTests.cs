using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Applications.Fill;
using Zhiping.Data;
using Zhiping.History;
using Zhiping.Policy.Forms;
using Zhiping.Tests.Documents;
using Zhiping.Tests.Harness;
using Zhiping.Tests.Policy;

namespace Zhiping.Tests.Applications;

/// <summary>A name that is a common word too: the applicant says of a text that it is none there, and the reviewers are told.</summary>
public sealed class NameQuestionTests(ApplicationSite site) : ApplicationScene(site)
{
    [Theory]
    [Requirement("E4", "D6")]
    [InlineData("高山", "带队登上高山，采集民歌。还写了总结。", "高山", "带队登上高山，采集民歌")]
    [InlineData("江山如画", "编排歌舞《江山如画》三十场。", "江山如画", "编排歌舞《江山如画》三十场")]
    [InlineData("何 平", "宣讲何平两次。", "何平", "宣讲何平两次")]
    [InlineData("阿依·努尔", "舞蹈《阿依·努尔》获奖。", "阿依·努尔", "舞蹈《阿依·努尔》获奖")]
    [InlineData("阿依·努尔", "舞蹈《阿依•努尔》获奖。", "阿依•努尔", "舞蹈《阿依•努尔》获奖")]
    [InlineData("阿依·努尔", "舞蹈《阿依．努尔》获奖。", "阿依．努尔", "舞蹈《阿依．努尔》获奖")]
    public void Answer_HoldsForTheTextAsItStands_AndLapsesWithAnyChangeOfIt(string name, string text, string found, string sentence)
    {
        var asked = Assert.Single(Of(text, null, name, []));
        Assert.False(asked.IsAnswered);
        Assert.Equal(found, asked.Leaks[0].Found);
        Assert.Equal(sentence, asked.Sentence);
        Assert.True(Assert.Single(Of(text, SectionEntry.MarkOf(text), name, [])).IsAnswered);
        Assert.True(Assert.Single(Of($" {text}\n", SectionEntry.MarkOf(text), name, [])).IsAnswered);
        Assert.False(Assert.Single(Of(text + "又一次。", SectionEntry.MarkOf(text), name, [])).IsAnswered);
        var otherDot = text.Replace('·', '‧').Replace('•', '‧').Replace('．', '‧');
        Assert.Equal(otherDot == text, Assert.Single(Of(otherDot, SectionEntry.MarkOf(text), name, [])).IsAnswered);
    }

    [Fact]
    [Requirement("E4", "D6")]
    public void Question_NamesWhatItIsAbout()
    {
        Assert.Equal("{0}在这里不是我的姓名", Assert.Single(Of("登上高山", null, "高山", ["曙光"])).Saying);
        Assert.Equal("{0}在这里不是我的单位名", Assert.Single(Of("迎着曙光", null, "高山", ["曙光"])).Saying);
        var both = Assert.Single(Of("在高山上迎着曙光，高山很高", null, "高山", ["曙光"]));
        Assert.Equal(("{0}在这里不是我的姓名，也不是单位名", "“高山”、“曙光”"), (both.Saying, both.Words.Zh));
        Assert.Empty(Of("我很高，山也高", null, "高山", ["曙光"]));
        Assert.EndsWith("里的“高山”不是姓名：“登上高山”", Assert.Single(Of("登上高山。", null, "高山", ["曙光"])).Printed, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("E4", "D6", "D4")]
    public async Task Section_AsksBesideTheField_KeepsTheAnswer_AndAsksAgainWhenTheTextChanges()
    {
        var (browser, application) = await Written("登上高山采集民歌。");
        using var _ = browser;
        var address = $"/applications/{application.Id}/sections/summary";
        var before = await browser.GetAsync(address);
        Assert.Null(before.Document.QuerySelector("[name='n.summary.text']"));
        var page = await browser.GetAsync(address + "?check=true");
        Assert.Contains("“高山”在这里不是我的姓名", page.Text, StringComparison.Ordinal);
        Assert.Contains("里写着“高山”", page.TextOf(".error-summary"), StringComparison.Ordinal);

        var mark = page.Document.QuerySelector("[name='n.summary.text']")!.GetAttribute("value")!;
        page = await page.PressAsync("保存并检查本节", ("n.summary.text", mark));
        Assert.DoesNotContain("里写着“高山”", page.Text, StringComparison.Ordinal);
        var box = page.Document.QuerySelector("[name='n.summary.text']")!;
        Assert.True(box.HasAttribute("checked"));
        Assert.True(box.HasAttribute("checked") && (await browser.GetAsync(address)).Document.QuerySelector("[name='n.summary.text']")!.HasAttribute("checked"));
        Assert.True(await MaySubmit(application.Id));

        // A save of the same text by script keeps it; another text ends it.
        page = await page.PressAsync("保存并检查本节", ("v.summary.text", "登上高山采集民歌，共三次。"));
        Assert.Contains("里写着“高山”", page.TextOf(".error-summary"), StringComparison.Ordinal);
        Assert.False(page.Document.QuerySelector("[name='n.summary.text']")!.HasAttribute("checked"));
        Assert.False(await MaySubmit(application.Id));
    }

    [Fact]
    [Requirement("E4", "D6", "D2")]
    public async Task CheckPage_TakesTheAnswerAndTakesItBack_AndTwoWindowsDoNotOverwriteEachOther()
    {
        var (browser, application) = await Written("登上高山采集民歌。");
        using var _ = browser;
        var section = await browser.GetAsync($"/applications/{application.Id}/sections/summary");
        var check = await browser.GetAsync($"/applications/{application.Id}/check");
        Assert.Contains("原句：登上高山采集民歌", check.Text, StringComparison.Ordinal);
        var said = await check.PressAsync("“高山”在这里不是我的姓名");
        Assert.Contains("已记下", said.Text, StringComparison.Ordinal);
        Assert.Contains("您说明不是姓名", said.Text, StringComparison.Ordinal);
        Assert.True(await MaySubmit(application.Id));

        // The section was opened before the answer: it does not go over it silently.
        var conflict = await section.PressAsync("保存，回到申报书");
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("说明了不是姓名或单位名", conflict.TextOf(".error-summary"), StringComparison.Ordinal);
        Assert.True(await MaySubmit(application.Id));

        // An answer to a text that was changed in another window is not taken.
        await (await browser.GetAsync($"/applications/{application.Id}/sections/summary")).SubmitAsync(("v.summary.text", "我叫高山。"));
        var late = await check.PressAsync("“高山”在这里不是我的姓名");
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("这一栏刚才改过", string.Join(' ', late.Errors) + late.Text, StringComparison.Ordinal);
        Assert.False(await MaySubmit(application.Id));

        said = await (await browser.GetAsync($"/applications/{application.Id}/check")).PressAsync("“高山”在这里不是我的姓名");
        var back = await said.PressAsync("收回这条说明");
        Assert.Contains("里写着“高山”", back.TextOf(".error-summary"), StringComparison.Ordinal);
        Assert.False(await MaySubmit(application.Id));

        using var stranger = await Site.SignedInAsync((await Site.ApplicantAsync("沈砚秋")).Id);
        var token = (await stranger.GetAsync("/applications")).ValueOf("__RequestVerificationToken") ?? "";
        Assert.Contains((await stranger.PostBareAsync($"/applications/{application.Id}/check?handler=NotName", ("__RequestVerificationToken", token))).Status, new[] { HttpStatusCode.NotFound, HttpStatusCode.BadRequest });
    }

    [Fact]
    [Requirement("E4", "D9", "D10")]
    public async Task Submission_CarriesTheAnswer_AndTheHistoryAndReceiptSaySo()
    {
        var (browser, application) = await Written("登上高山采集民歌。");
        using var _ = browser;
        await (await browser.GetAsync($"/applications/{application.Id}/check")).PressAsync("“高山”在这里不是我的姓名");
        var person = await Site.WithDb(db => db.People().SingleAsync(p => p.Id == application.PersonId));
        var submission = await Site.SubmitAsync(person, application);

        var entry = ApplicationDocument.Parse(submission.Content).Sections["summary"].Entries[0];
        Assert.True(entry.SaysNotName("text"));
        Assert.Equal(submission.Content, ApplicationDocument.Parse(submission.Content).ToCanonicalJson());
        var past = await Site.WithDb(db => db.Set<HistoryEntry>().Where(e => e.SubjectId == application.Id && e.Verb == "SayNotName").ToListAsync());
        Assert.Equal(("summary", "text", "1"), (Assert.Single(past).Value("section"), past[0].Value("field"), past[0].Value("number")));
        Assert.DoesNotContain("高山", past[0].Data, StringComparison.Ordinal);
        Assert.Contains("1处文字不是姓名或单位名", (await browser.GetAsync($"/applications/{application.Id}/receipts/1")).Text, StringComparison.Ordinal);
        var paper = await (await browser.Client.GetAsync(new Uri($"/applications/{application.Id}/receipts/1?handler=Pdf", UriKind.Relative))).Content.ReadAsByteArrayAsync();
        var printed = string.Concat((await PrinterFixture.TextOf(paper, "receipt-said")).Where(c => !char.IsWhiteSpace(c)));
        Assert.Contains("申报人说明，共1处", printed, StringComparison.Ordinal);
        Assert.Contains("您说明：这里不是姓名或单位名", (await browser.GetAsync($"/applications/{application.Id}/submissions/1")).Text, StringComparison.Ordinal);
        Assert.Contains("第1次提交时，您说明有一处文字不是姓名或单位名", (await browser.GetAsync($"/applications/{application.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("E4", "D6")]
    public async Task Answer_WhereNoNameStands_IsNotHandedIn()
    {
        var (browser, application) = await Written("采集民歌。");
        using var _ = browser;
        var person = await Site.WithDb(db => db.People().SingleAsync(p => p.Id == application.PersonId));
        await Site.Desk(d => d.SayNotName(Site.By(person), application.Id, "summary", "summary", "text", SectionEntry.MarkOf("采集民歌。"), true));
        var submission = await Site.SubmitAsync(person, application);
        Assert.DoesNotContain("notNames", Encoding.UTF8.GetString(submission.Content), StringComparison.Ordinal);
        Assert.False(await Site.WithDb(db => db.Set<HistoryEntry>().AnyAsync(e => e.SubjectId == application.Id && e.Verb == "SayNotName")));
    }

    private async Task<(Browser Browser, Application Application)> Written(string text)
    {
        Site.Clock.SetBeijing(2024, 8, 5, 9);
        var person = await Site.ApplicantAsync("高山");
        var application = await Site.CompleteAsync(person);
        await Site.Desk(d => d.SaveSection(Site.By(person), application.Id, "summary", new SectionContent { Entries = [Some.Entry("summary", ("text", text))] }, 1));
        return (await Site.SignedInAsync(person.Id), application);
    }

    private async Task<bool> MaySubmit(Guid id) => (await Site.Desk(d => d.Check(id, Site.Clock.Now))).MaySubmit;

    private static List<NameQuestion> Of(string text, string? mark, string name, string[] units)
    {
        var section = Files.Culture.Form.Find("summary")!;
        var entry = Some.Entry(SectionForm.OnlyEntry, ("text", text));
        return [.. NameQuestion.In(section, new SectionContent { Entries = [mark is null ? entry : entry with { NotNames = new Dictionary<string, string> { ["text"] = mark } }] }, [name], units)];
    }
}
