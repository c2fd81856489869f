using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Data;
using Zhiping.Demo.Drawing;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Attachments;

/// <summary>The portrait at /me/portrait: its checks, and how it comes into applications and certificates.</summary>
public sealed class PortraitTests(NoticeSite site) : IClassFixture<NoticeSite>
{
    [Fact]
    [Requirement("A5")]
    public async Task Portrait_ThatIsOne_IsKept_ShownToItsOwnerOnly_AndGoesIntoTheDraft()
    {
        var (person, application) = await site.NewApplicantAsync();
        using var browser = await site.SignedInAsync(person.Id);
        var form = await browser.GetAsync("/me/portrait");
        Assert.Contains("还没有照片", form.Text, StringComparison.Ordinal);
        var checking = await form.UploadAsync([("Photo", "me.jpg", "image/jpeg", await Drawn())]);
        Assert.Contains("正在检查", checking.Text, StringComparison.Ordinal);
        Assert.Equal("2", checking.Response.Headers.GetValues("Refresh").Single());
        await site.RunDueAsync();
        var kept = await browser.GetAsync("/me/portrait");
        Assert.Contains("已存好", kept.Text, StringComparison.Ordinal);
        using var picture = await browser.Client.GetAsync(new Uri("/me/portrait?handler=Picture", UriKind.Relative));
        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType!.MediaType);
        using var stranger = await site.SignedInAsync((await site.NewPersonAsync()).Id);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/me/portrait?handler=Picture")).Status);

        var page = Assert.Single(await site.PagesOf(application.Id), p => p.SlotId == "portrait");
        Assert.Equal(PageState.Ready, page.State);
        await using var scope = site.NewScope();
        Assert.NotNull(await scope.ServiceProvider.GetRequiredService<AppDb>().PortraitOf(scope.ServiceProvider.GetRequiredService<IBlobStore>(), application.Id));

        // A file that is none leaves the good one where it was.
        var wrong = await (await browser.GetAsync("/me/portrait")).UploadAsync([("Photo", "page.jpg", "image/jpeg", Pictures.Png(400, 300, (x, y) => (byte)((x + y) % 256)))]);
        await site.RunDueAsync();
        wrong = await browser.GetAsync("/me/portrait");
        Assert.Contains("不是一寸照的比例", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("已存好", wrong.Text, StringComparison.Ordinal);
    }

    [Theory]
    [Requirement("A5")]
    [InlineData("none", "请选择一张照片")]
    [InlineData("text", "这个文件不是照片")]
    [InlineData("broken", "这个文件打不开")]
    [InlineData("small", "照片太小")]
    [InlineData("dark", "照片太暗")]
    public async Task Portrait_ThatIsNone_SaysWhy(string kind, string words)
    {
        var person = await site.NewPersonAsync();
        using var browser = await site.SignedInAsync(person.Id);
        byte[] file = kind switch
        {
            "none" => [],
            "text" => "这不是照片"u8.ToArray(),
            "broken" => [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[60]],
            "small" => Pictures.Png(100, 140, (x, y) => (byte)((x * y) % 256)),
            _ => Pictures.Png(500, 700, (x, y) => (byte)(x % 40)),
        };
        var page = await (await browser.GetAsync("/me/portrait")).UploadAsync(file.Length == 0 ? [] : [("Photo", "me.jpg", "image/jpeg", file)]);
        await site.RunDueAsync();
        page = kind is "none" or "text" ? page : await browser.GetAsync("/me/portrait");
        Assert.Contains(words, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("已存好", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("A5")]
    public async Task Portrait_KeptBefore_ComesIntoANewApplication()
    {
        var (person, first) = await site.NewApplicantAsync();
        using var browser = await site.SignedInAsync(person.Id);
        await (await browser.GetAsync("/me/portrait")).UploadAsync([("Photo", "me.jpg", "image/jpeg", await Drawn())]);
        await site.RunDueAsync();
        var second = await site.WithDb(async db =>
        {
            var made = new Application(
                new Act(person.Id, null, site.Clock.Now), person.Id, first.UnitId, first.RevisionId, first.NoticeId, 2024,
                new ApplicationChoice(first.Series, first.Specialty, Level.Intermediate, ProgrammeKind.Evaluation, Channel.Targeted), first.ArriveBy.Copy());
            db.Add(made);
            await db.Commit();
            return made;
        });
        await site.RunDueAsync();
        Assert.Contains(await site.PagesOf(second.Id), p => p.SlotId == "portrait");
    }

    private async Task<byte[]> Drawn() => (await site.Services.GetRequiredService<DrawnScans>().Get("portrait", 0, isFlawed: false)).Jpeg;
}
