using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Zhiping.Attachments;
using Zhiping.Attachments.Imaging;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Attachments;

/// <summary>Cutting and straightening by hand: forms without script, the file untouched, always back to the original.</summary>
public sealed class CropTests(NoticeSite site) : IClassFixture<NoticeSite>, IAsyncDisposable
{
    private readonly ImageWorkers workers = new(new ImageWorkerOptions { Workers = 1 }, NullLogger<ImageWorkers>.Instance);

    public ValueTask DisposeAsync() => workers.DisposeAsync();

    [Fact]
    [Requirement("E2")]
    public async Task APage_CutByItsFourCorners_IsARectangleAgain_AndComesBackWhole()
    {
        Spot[] corners = [new(0.1, 0.1), new(0.9, 0.15), new(0.95, 0.9), new(0.05, 0.85)];
        var photo = (await workers.DoAsync(new ImageOrder { Do = "spoil", Noise = 4, Width = 1500, Height = 2000, Corners = corners }, Pictures.Page(900, 1273))).Pictures[0];
        var (browser, application, page) = await Uploaded(photo);
        using var _ = browser;
        var crop = await browser.GetAsync($"/applications/{application}/pages/{page.Id}/crop");
        Assert.Equal(HttpStatusCode.OK, crop.Status);
        crop = await Cut(browser, crop, "10", "10", "90", "15", "95", "90", "5", "85");
        Assert.Contains("正在裁剪", crop.Text, StringComparison.Ordinal);
        await site.RunDueAsync();

        var cut = Assert.Single(await site.PagesOf(application));
        Assert.Equal((PageState.Ready, page.OriginalSha256, "0.1000,0.1000,0.9000,0.1500,0.9500,0.9000,0.0500,0.8500"), (cut.State, cut.OriginalSha256, cut.Cut));
        Assert.InRange(cut.Width, 1340, 1360);
        Assert.InRange(cut.Height, 1490, 1510);
        Assert.Equal(HttpStatusCode.Conflict, (await Cut(browser, await browser.GetAsync($"/applications/{application}/pages/{page.Id}"))).Status);

        // Turned, the cut turns with it.
        var strip = await browser.GetAsync($"/applications/{application}/sections/practice/pages");
        await strip.PressAsync("转90°");
        await site.RunDueAsync();
        var turned = Assert.Single(await site.PagesOf(application));
        Assert.Equal((cut.Height, cut.Width), (turned.Width, turned.Height));

        await (await browser.GetAsync(strip.Path)).PressAsync("恢复原图");
        await site.RunDueAsync();
        var whole = Assert.Single(await site.PagesOf(application));
        Assert.Equal((2000, 1500, null), (whole.Width, whole.Height, whole.Cut));
    }

    [Theory]
    [InlineData("四个角的位置要填", "十", "10", "90", "15", "95", "90", "5", "85")]
    [InlineData("四个角的位置要填", "10", "10", "190", "15", "95", "90", "5", "85")]
    [InlineData("围不成一张纸", "90", "10", "10", "15", "95", "90", "5", "85")]
    [InlineData("剩下的太小", "10", "10", "20", "10", "20", "20", "10", "20")]
    [Requirement("E2")]
    public async Task CornersThatAreNoSheet_AreRefused_AndWhatWasTypedStays(string words, params string[] figures)
    {
        var (browser, application, page) = await Uploaded(NoticeSite.Page);
        using var _ = browser;
        var refused = await Cut(browser, await browser.GetAsync($"/applications/{application}/pages/{page.Id}/crop"), figures);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(words, refused.Text, StringComparison.Ordinal);
        Assert.Equal(figures[0], refused.ValueOf("x"));
        Assert.Equal(page.UprightSha256, Assert.Single(await site.PagesOf(application)).UprightSha256);
    }

    [Fact]
    [Requirement("E2")]
    public async Task Straighten_ByButton_AndBackToTheOriginal()
    {
        var turn = Projection.Turn(6, 1240, 1754, 1700, 2200);
        Spot[] corners = [turn.At(0, 0), turn.At(1240, 0), turn.At(1240, 1754), turn.At(0, 1754)];
        var photo = (await workers.DoAsync(
            new ImageOrder { Do = "spoil", Noise = 6, Width = 1700, Height = 2200, Corners = [.. corners.Select(spot => new Spot(spot.X / 1700, spot.Y / 2200))] }, Pictures.Page())).Pictures[0];
        var (browser, application, page) = await Uploaded(photo);
        using var _ = browser;
        var strip = await (await browser.GetAsync($"/applications/{application}/sections/practice/pages")).PressAsync("自动拉正");
        Assert.Contains("正在拉正", strip.Text, StringComparison.Ordinal);
        await site.RunDueAsync();
        var straight = Assert.Single(await site.PagesOf(application));
        Assert.Equal((PageCut.Straight, page.OriginalSha256), (straight.Cut, straight.OriginalSha256));
        Assert.True(straight.Width < page.Width && straight.Height < page.Height);
        var large = await browser.GetAsync($"/applications/{application}/pages/{page.Id}");
        await large.PressAsync("恢复原图");
        await site.RunDueAsync();
        Assert.Equal((page.UprightSha256, null), (Assert.Single(await site.PagesOf(application)).UprightSha256, Assert.Single(await site.PagesOf(application)).Cut));
    }

    [Fact]
    [Requirement("E2", "E7")]
    public async Task NobodyElse_OpensTheCropPage()
    {
        var (browser, application, page) = await Uploaded(NoticeSite.Page);
        using var _ = browser;
        using var stranger = await site.SignedInAsync((await site.NewPersonAsync()).Id);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/applications/{application}/pages/{page.Id}/crop")).Status);
    }

    /// <summary>Posts the crop form of a page with eight figures; none: the corners of the whole.</summary>
    private static Task<Page> Cut(Browser browser, Page page, params string[] figures)
    {
        List<(string, string)> fields = [("__RequestVerificationToken", page.ValueOf("__RequestVerificationToken")!)];
        fields.AddRange((figures is [] ? ["0", "0", "100", "0", "100", "100", "0", "100"] : figures).Select((figure, at) => (at % 2 == 0 ? "x" : "y", figure)));
        return browser.PostBareAsync(page.Path + (page.Path.EndsWith("/crop", StringComparison.Ordinal) ? "" : "/crop"), [.. fields]);
    }

    private async Task<(Browser Browser, Guid Application, AttachedPage Page)> Uploaded(byte[] file)
    {
        var (person, application) = await site.NewApplicantAsync();
        var browser = await site.SignedInAsync(person.Id);
        await (await browser.GetAsync($"/applications/{application.Id}/sections/practice/pages")).UploadAsync([("files", "a.jpg", "image/jpeg", file)]);
        await site.RunDueAsync();
        return (browser, application.Id, Assert.Single(await site.PagesOf(application.Id)));
    }
}
