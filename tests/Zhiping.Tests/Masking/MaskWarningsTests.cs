using System.Net;
using Zhiping.Attachments.Imaging;
using Zhiping.Masking;
using Zhiping.Tests.Attachments;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Masking;

/// <summary>What a reviewer would return for is said while masking and again before submission.</summary>
public sealed class MaskWarningsTests(NoticeSite site) : IClassFixture<NoticeSite>
{
    [Fact]
    [Requirement("E4", "E6")]
    public async Task ANameLeftOnAPage_IsSaidOnThePage_AndOnTheCheck_UntilItIsMasked()
    {
        var (browser, application, page) = await Read("作者苏木清同志");
        using var _ = browser;
        var mask = await browser.GetAsync($"/applications/{application}/pages/{page}");
        Assert.Contains("像是还有您的姓名或单位，共1处", mask.Text, StringComparison.Ordinal);
        Assert.Contains("“佐证材料”第1页像是还有1处您的姓名", (await browser.GetAsync($"/applications/{application}/check")).Text, StringComparison.Ordinal);

        mask = await mask.PressAsync("要遮盖");
        Assert.Contains("还差：确认1处提示", mask.Text, StringComparison.Ordinal);
        mask = await mask.ClickAsync("button[formaction$='handler=Accept']", []);
        Assert.Equal(HttpStatusCode.OK, mask.Status);
        Assert.DoesNotContain("还差：确认", mask.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("像是还有", (await browser.GetAsync($"/applications/{application}/check")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("E4", "E6")]
    public async Task ASuggestionThatIsNone_IsDismissed_AndNotSaidAgain()
    {
        var (browser, application, page) = await Read("登上高山", "高山");
        using var _ = browser;
        var mask = await browser.GetAsync($"/applications/{application}/pages/{page}");
        mask = await (await mask.PressAsync("要遮盖")).PressAsync("不是");
        Assert.DoesNotContain("像是还有", (await browser.GetAsync($"/applications/{application}/check")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("E4", "E6")]
    public async Task AMaskOverSomebodyElsesName_IsSaidOnThePage_AndOnTheCheck()
    {
        var (browser, application, page) = await Read("苏木清、叶青禾");
        using var _ = browser;
        var mask = await (await browser.GetAsync($"/applications/{application}/pages/{page}")).PressAsync("要遮盖");
        mask = await mask.PressAsync("保存遮盖", ("x", "8"), ("y", "18"), ("w", "40"), ("h", "6"));
        Assert.Contains("第1块还盖住了“叶青禾”。他人姓名要留着", mask.Text, StringComparison.Ordinal);
        Assert.Contains("第1页的遮盖还盖住了“叶青禾”", (await browser.GetAsync($"/applications/{application}/check")).Text, StringComparison.Ordinal);

        mask = await (await browser.GetAsync(mask.Path)).PressAsync("保存遮盖", ("x", "8"), ("y", "18"), ("w", "12"), ("h", "6"));
        Assert.DoesNotContain("还盖住了", mask.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("还盖住了", (await browser.GetAsync($"/applications/{application}/check")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("E2", "E6")]
    public async Task APageUploadedTwice_IsSaidOnTheCheck()
    {
        var (person, application) = await site.NewApplicantAsync();
        using var browser = await site.SignedInAsync(person.Id);
        await (await browser.GetAsync($"/applications/{application.Id}/sections/practice/pages"))
            .UploadAsync([("files", "1.png", "image/png", NoticeSite.Page), ("files", "2.png", "image/png", NoticeSite.Page)]);
        await site.RunDueAsync();
        var check = await browser.GetAsync($"/applications/{application.Id}/check");
        await PagesTests.Keep(browser, check, "check");
        Assert.Contains("“佐证材料”第2页和“佐证材料”第1页重复", check.Text, StringComparison.Ordinal);

        // What no machine sees is said too, before a reviewer says it.
        Assert.Contains("要有主要领导签字并盖章", check.TextOf("#look-again"), StringComparison.Ordinal);
    }

    /// <summary>A page on which the machine read that line.</summary>
    private async Task<(Browser Browser, Guid Application, Guid Page)> Read(string line, string name = "苏木清")
    {
        var (person, application) = await site.NewApplicantAsync(name);
        var browser = await site.SignedInAsync(person.Id);
        await (await browser.GetAsync($"/applications/{application.Id}/sections/practice/pages"))
            .UploadAsync([("files", "a.png", "image/png", Pictures.Page(seed: line.Sum(letter => letter)))]);
        await site.RunDueAsync();
        var page = Assert.Single(await site.PagesOf(application.Id));
        await site.WithDb(async db =>
        {
            db.Add(new PageText(page.UprightSha256!, [.. line.Select((letter, at) => new ReadWord($"{letter}", 1, new MaskBox(0.1 + (at * 0.03), 0.2, 0.03, 0.02)))], 0));
            await db.Commit();
        });
        return (browser, application.Id, page.Id);
    }
}
