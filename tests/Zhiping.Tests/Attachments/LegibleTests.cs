using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Zhiping.Attachments;
using Zhiping.Attachments.Imaging;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Attachments;

/// <summary>What makes a page hard to read stands beside it, with what to do, and the applicant may keep it.</summary>
public sealed class LegibleTests(NoticeSite site, WorkersFixture fixture) : IClassFixture<NoticeSite>, IClassFixture<WorkersFixture>
{
    [Theory]
    [InlineData("blurred", "模糊，看不清", "请把手机拿稳对好焦")]
    [InlineData("dark", "太暗，看不清", "请在亮处重新拍摄")]
    [InlineData("glare", "有反光", "请避开灯光")]
    [InlineData("faint", "字迹太淡，认不出", "调高对比度")]
    [InlineData("blank", "像是空白页", "如果传错了")]
    [InlineData("small", "分辨率太低", "请用300 dpi重新扫描")]
    [Requirement("E2")]
    public async Task APageThatIsHardToRead_SaysWhyBesideThePicture_AndMayBeKept(string kind, string why, string advice)
    {
        var (browser, application) = await Uploaded(await Spoilt(kind));
        using var _ = browser;
        var address = $"/applications/{application}/sections/practice/pages";
        var page = await browser.GetAsync(address);
        var shown = page.TextOf("li.thumb")!;
        Assert.Contains(why, shown, StringComparison.Ordinal);
        Assert.Contains(advice, shown, StringComparison.Ordinal);
        Assert.Contains("：" + why, page.TextOf("#todos"), StringComparison.Ordinal);

        page = await page.PressAsync("看得清，照用");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("：" + why, page.TextOf("#todos") ?? "", StringComparison.Ordinal);
        Assert.Contains("您已看过，照用", page.TextOf("li.thumb"), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("E2")]
    public async Task TheSameFileTwice_IsSaidBesideTheSecond_AndMayBeKept()
    {
        var (browser, application) = await Uploaded(NoticeSite.Page, NoticeSite.Page);
        using var _ = browser;
        var page = await browser.GetAsync($"/applications/{application}/sections/practice/pages");
        var shown = page.Document.QuerySelectorAll("li.thumb").Select(one => one.TextContent).ToList();
        Assert.DoesNotContain("重复", shown[0], StringComparison.Ordinal);
        Assert.Contains("第1页是同一个文件", shown[1], StringComparison.Ordinal);
        Assert.Contains("和另一页重复", page.TextOf("#todos"), StringComparison.Ordinal);
        page = await page.PressAsync("确实要用，照用");
        Assert.DoesNotContain("和另一页重复", page.TextOf("#todos") ?? "", StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("E2")]
    public async Task TheSamePageSavedAgain_IsSaidToLookTheSame()
    {
        var scan = Form("苏木清的考核登记表", 3);
        var again = (await fixture.Workers.DoAsync(new ImageOrder { Do = "spoil", Quality = 45, Brightness = 0.93, Noise = 6, Width = 1000, Height = 1414, Corners = Flat }, scan)).Pictures[0];
        var (browser, application) = await Uploaded(scan, again);
        using var _ = browser;
        var page = await browser.GetAsync($"/applications/{application}/sections/practice/pages");
        Assert.Contains("第1页几乎一样", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("E2")]
    public async Task TheSameFormFilledInDifferently_IsNoRepetition()
    {
        var (browser, application) = await Uploaded([.. Enumerable.Range(1, 6).Select(year => Form("登记表", year))]);
        using var _ = browser;
        var page = await browser.GetAsync($"/applications/{application}/sections/practice/pages");
        Assert.DoesNotContain("几乎一样", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("同一个文件", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("E2")]
    public async Task BlankPages_AreNotCalledTheSame()
    {
        var prints = new List<byte[]?>();
        for (var shade = 0; shade < 3; shade++)
        {
            prints.Add((await fixture.Workers.PageAsync(Pictures.Png(1240, 1754, (x, y) => (byte)(250 - shade - ((x + y) % 3))), 0)).Findings.Print);
        }

        Assert.All(prints, Assert.Null);
    }

    private static readonly Spot[] Flat = [new(0, 0), new(1, 0), new(1, 1), new(0, 1)];

    /// <summary>A printed form, the same but for one filled-in place of three characters and a date.</summary>
    private static byte[] Form(string title, int filled) => Pictures.Png(1240, 1754, (x, y) =>
    {
        if (y is > 200 and < 1600 && x is > 100 and < 1140 && (y % 100 < 2 || x % 260 < 2))
        {
            return 40;
        }

        var isLabel = y % 100 is > 35 and < 66 && x % 260 is > 60 and < 190 && y is > 100 and < 1500 && x < 900;
        var isName = y is > 436 and < 467 && x is > 330 and < 420;
        var isDate = y is > 1536 and < 1567 && x is > 700 and < 760;
        var seed = isName || isDate ? filled * 977 : title.Length;
        return (isLabel || isName || isDate) && Glyph(x, y, seed) ? (byte)25 : (byte)250;
    });

    private static bool Glyph(int x, int y, int seed)
    {
        var (column, row) = (x / 30, y / 33);
        var glyph = unchecked(((uint)((column * 7919) + (row * 104729)) ^ ((uint)seed * 31337)) * 2654435761);
        glyph ^= glyph >> 15;
        var (gx, gy) = (x % 30 / 4, y % 33 / 4);
        return ((glyph >> ((gx + (gy * 3)) % 31)) & 1) == 0 && x % 30 < 27 && gy % 2 == 0;
    }

    private async Task<byte[]> Spoilt(string kind)
    {
        var order = kind switch
        {
            "blurred" => new ImageOrder { Do = "spoil", Blur = 4 },
            "dark" => new ImageOrder { Do = "spoil", Brightness = 0.35, Noise = 4 },
            _ => null,
        };
        return order is not null ? (await fixture.Workers.DoAsync(order, Pictures.Page())).Pictures[0] : kind switch
        {
            "glare" => Pictures.Png(1240, 1754, (x, y) => x is > 300 and < 800 && y is > 300 and < 800 ? (byte)255 : y % 40 < 20 && x % 22 < 12 ? (byte)30 : (byte)180),
            "faint" => Pictures.Page(ink: 205),
            "blank" => Pictures.Png(1240, 1754, (_, _) => 252),
            _ => Pictures.Page(400, 560),
        };
    }

    private async Task<(Browser Browser, Guid Application)> Uploaded(params byte[][] files)
    {
        var (person, application) = await site.NewApplicantAsync();
        var browser = await site.SignedInAsync(person.Id);
        await (await browser.GetAsync($"/applications/{application.Id}/sections/practice/pages"))
            .UploadAsync(files.Select((file, at) => ("files", $"{at + 1}.jpg", "image/jpeg", file)));
        await site.RunDueAsync();
        return (browser, application.Id);
    }
}
