using System.Net;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Portals;

/// <summary>The public pages of a region.</summary>
public sealed class PortalTests(PortalTests.WithRegion site) : IClassFixture<PortalTests.WithRegion>
{
    /// <summary>A site with one region and an office.</summary>
    public sealed class WithRegion : Site
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await WithDb(async db =>
            {
                var act = Act.OfPlatform(Clock.Now);
                var region = Body.Region(act, "aksu", new BodyFacts { Name = "示例地区", ContactPhone = "0000-000 0001" }, "0000-000 0002", "0000-000 0003");
                db.Add(region);
                db.Add(new Body(act, BodyKind.CommitteeOffice, region, new BodyFacts { Name = "文化系列评委会办公室", ContactPhone = "0000-000 0004" }));
                await db.Commit();
            });
        }
    }

    [Theory]
    [Requirement("B8")]
    [InlineData("/")]
    [InlineData("/notices")]
    [InlineData("/conditions")]
    [InlineData("/directory")]
    [InlineData("/steps")]
    [InlineData("/downloads")]
    [InlineData("/regions")]
    [InlineData("/components")]
    public async Task PublicPages_OpenForAnyone(string path)
    {
        using var browser = site.NewBrowser();
        var page = await browser.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.NotEmpty(page.Heading);
        Assert.Contains("default-src 'self'", page.Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("A1")]
    public async Task EachPage_NamesItsRegionAndItsThreeTelephones()
    {
        using var browser = site.NewBrowser();
        var page = await browser.GetAsync("/");

        Assert.Contains("示例地区职称评审", page.Title, StringComparison.Ordinal);
        var foot = page.Document.QuerySelector("footer")!.TextContent;
        Assert.Contains("0000-000 0001", foot, StringComparison.Ordinal);
        Assert.Contains("0000-000 0002", foot, StringComparison.Ordinal);
        Assert.Contains("0000-000 0003", foot, StringComparison.Ordinal);
        Assert.Contains("北京时间", foot, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("A1")]
    public async Task RegionThatDoesNotExist_IsNotFoundInPlainWords()
    {
        using var browser = site.NewBrowser();
        var page = await browser.GetAsync("/r/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal("没有这一页", page.Heading);
    }

    [Fact]
    public async Task Language_IsKeptOnceAskedFor()
    {
        using var browser = site.NewBrowser();
        var english = await browser.GetAsync("/notices?lang=en");
        Assert.Equal("Notices", english.Heading);
        Assert.Equal("en", english.Document.DocumentElement.GetAttribute("lang"));

        var still = await browser.GetAsync("/notices");
        Assert.Equal("Notices", still.Heading);
    }

    [Fact]
    public async Task RefusedForm_ComesBackFilledInWithItsErrorBesideTheField()
    {
        using var browser = site.NewBrowser();
        var page = await browser.GetAsync("/components");
        var form = page.Document.QuerySelector("main form")!;
        var token = form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var refused = await browser.PostBareAsync("/components", ("__RequestVerificationToken", token), ("Obtained", "2019年1月"), ("Duties", ""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var summary = refused.Document.QuerySelector(".error-summary")!;
        Assert.Contains("请填写岗位职责，没有内容请写“无”", summary.TextContent, StringComparison.Ordinal);
        Assert.Equal("#Duties", summary.QuerySelector("a[href='#Duties']")?.GetAttribute("href"));
        Assert.Equal("2019年1月", refused.Document.QuerySelector("#Obtained")!.GetAttribute("value"));
        Assert.Equal("true", refused.Document.QuerySelector("#Duties")!.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task ScriptsAndStyles_ComeFromHereCompressedAndForEver()
    {
        using var browser = site.NewBrowser();
        var page = await browser.GetAsync("/");
        foreach (var address in new[] { page.Document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!, page.Document.QuerySelector("script")!.GetAttribute("src")! })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.AcceptEncoding.ParseAdd("br");
            using var answer = await browser.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("br", answer.Content.Headers.ContentEncoding);
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.True(answer.Content.Headers.ContentLength < 30_000, $"{address} has {answer.Content.Headers.ContentLength} bytes");
        }
    }
}
