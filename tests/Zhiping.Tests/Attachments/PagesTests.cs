using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Attachments.Imaging;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Attachments;

/// <summary>A site with the Aksu culture notice of 2024 published.</summary>
public class NoticeSite : Site
{
    private static readonly Lazy<byte[]> Scan = new(() => Pictures.Page());

    public PublishedNotice Notice { get; private set; } = null!;

    public static byte[] Page => Scan.Value;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var scope = NewScope();
        var root = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(root, "notices")))
        {
            root = Path.GetDirectoryName(root)!;
        }

        var reading = NoticeReader.Read("aksu/2024-culture.yaml", path => File.Exists(Path.Combine(root, "notices", path)) ? File.ReadAllText(Path.Combine(root, "notices", path)) : null);
        Assert.True(reading.Ok, string.Join('\n', reading.Problems));
        var revision = await scope.ServiceProvider.GetRequiredService<NoticePublisher>().Publish(new Act(null, null, Clock.GetUtcNow()), reading.Notice!);
        Notice = await scope.ServiceProvider.GetRequiredService<NoticeStore>().Get(revision.Id);
    }

    /// <summary>An applicant with a draft in which one proof of practice is filled in.</summary>
    public async Task<(Person Person, Application Application)> NewApplicantAsync(string name = "苏木清")
    {
        var person = await NewPersonAsync(name);
        return await WithDb(async db =>
        {
            var act = new Act(person.Id, null, Clock.GetUtcNow());
            var region = Body.Region(act, "r" + person.Id.ToString("N")[^12..], new BodyFacts { Name = "示例地区" }, null, null);
            var unit = new Body(act, BodyKind.Unit, region, new BodyFacts { Name = "云杉县文化馆", UnitKind = UnitKind.PublicInstitution, Tier = Tier.County });
            var series = Notice.Notice.SeriesList[0];
            var application = new Application(
                act, person.Id, unit.Id, Notice.RevisionId, Notice.Notice.Id, 2024,
                new ApplicationChoice(series.Id, series.Specialties[0].Id, Level.DeputySenior, ProgrammeKind.Evaluation, Channel.Targeted),
                new DueDate(new DateTimeOffset(2024, 8, 30, 10, 0, 0, TimeSpan.Zero), DueConsequence.Forfeited, new("", ""), null));
            db.AddRange(region, unit, application, new DraftSection(
                application.Id, "practice",
                DraftJson.Write(new SectionContent { Entries = [new SectionEntry { Id = "e1", Values = new Dictionary<string, string> { ["title"] = "送文化下乡" } }] }), act.At));
            await db.Commit();
            return (person, application);
        });
    }

    public Task<List<AttachedPage>> PagesOf(Guid applicationId) => WithDb(db => db.AttachedPages().AsNoTracking().Of(applicationId).ToListAsync());
}

public sealed class PagesTests(NoticeSite site) : IClassFixture<NoticeSite>
{
    [Fact]
    [Requirement("E1", "E2", "E5")]
    public async Task Upload_WithoutScript_IsChecked_Answered_Masked_AndShownAsExpertsSeeIt()
    {
        var (person, application) = await site.NewApplicantAsync();
        using var browser = await site.SignedInAsync(person.Id);
        var address = $"/applications/{application.Id}/sections/practice/pages";
        var page = await browser.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("第1项（送文化下乡）的", page.TextOf("#todos li a"), StringComparison.Ordinal);
        Assert.Contains("还没有上传", page.TextOf("#todos"), StringComparison.Ordinal);
        page = await page.UploadAsync([("files", "证明 1.jpg", "image/jpeg", NoticeSite.Page)]);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("已收到1个文件", page.Text, StringComparison.Ordinal);
        Assert.Contains("正在检查", page.Text, StringComparison.Ordinal);

        await site.RunDueAsync();
        page = await browser.GetAsync(address);
        await Keep(browser, page, "pages");
        Assert.Contains("清晰", page.Text, StringComparison.Ordinal);
        Assert.Contains("还没有回答要不要遮盖", page.Text, StringComparison.Ordinal);
        var mask = await page.PressAsync("要");
        Assert.Contains("/pages/", mask.Path, StringComparison.Ordinal);
        mask = await mask.PressAsync("保存遮盖", ("x", "10"), ("y", "12"), ("w", "20"), ("h", "3"));
        await Keep(browser, mask, "mask");
        Assert.Equal(HttpStatusCode.OK, mask.Status);
        await site.RunDueAsync();

        var attached = Assert.Single(await site.PagesOf(application.Id));
        Assert.NotNull(attached.MaskedSha256);
        Assert.NotEqual(attached.UprightSha256, attached.MaskedSha256);
        using var expert = await browser.Client.GetAsync(new Uri($"/files/pages/{attached.Id}/masked", UriKind.Relative));
        Assert.Equal("image/jpeg", expert.Content.Headers.ContentType!.MediaType);
        Assert.Contains("private", expert.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains("sandbox", expert.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        // Nobody else sees it, and nobody by its blind id but a judge.
        using var stranger = await site.SignedInAsync((await site.NewPersonAsync()).Id);
        foreach (var rendition in (string[])["upright", "thumb", "original", "masked"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/files/pages/{attached.Id}/{rendition}")).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/applications/{application.Id}/pages/{attached.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/files/blind/{attached.BlindId}")).Status);

        var facts = await site.WithDb(async db => await new PageFactsProbe(db).Of(application.Id));
        var fact = Assert.Single(facts);
        Assert.Equal(("practice", "e1", "proof", MaskAnswer.Yes, 1, true), (fact.Section, fact.Entry, fact.Slot, fact.Mask, fact.MaskBoxes, fact.Ready));
    }

    [Theory]
    [InlineData("empty", "0字节")]
    [InlineData("text", "不是图片，也不是PDF")]
    [InlineData("truncated", "不完整")]
    [InlineData("huge", "太大")]
    [InlineData("tiny", "太小")]
    [InlineData("pdf", "只收")]
    [Requirement("E2")]
    public async Task Upload_OfABadFile_SaysWhatIsWrongAndWhatToDo(string kind, string words)
    {
        var (person, application) = await site.NewApplicantAsync();
        using var browser = await site.SignedInAsync(person.Id);
        byte[] file = kind switch
        {
            "empty" => [],
            "text" => "这不是图片"u8.ToArray(),
            "truncated" => NoticeSite.Page[..(NoticeSite.Page.Length / 2)],
            "huge" => Pictures.Claims(30_000, 30_000),
            "tiny" => Pictures.Png(8, 8, (_, _) => 0),
            _ => PdfPagesTests.Pdf(1),
        };
        var page = await (await browser.GetAsync($"/applications/{application.Id}/sections/practice/pages")).UploadAsync([("files", "good.png", "image/png", NoticeSite.Page)]);
        page = await page.UploadAsync([("files", "a.jpg", "image/jpeg", file)]);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        await site.RunDueAsync();
        page = await browser.GetAsync(page.Path);
        Assert.Contains(words, page.Text, StringComparison.Ordinal);
        Assert.Contains("没有收下", page.Text, StringComparison.Ordinal);
        Assert.Contains("请", page.Text, StringComparison.Ordinal);
        Assert.Equal([PageState.Ready, PageState.Refused], (await site.PagesOf(application.Id)).Select(one => one.State));
        page = await page.PressAsync("知道了，移走");
        Assert.Equal("good.png", Assert.Single(await site.PagesOf(application.Id)).FileName);
    }

    [Fact]
    [Requirement("E2")]
    public async Task Upload_Of200Megabytes_IsRefusedWithoutKeepingIt()
    {
        var (person, application) = await site.NewApplicantAsync();
        using var browser = await site.SignedInAsync(person.Id);
        var form = await browser.GetAsync($"/applications/{application.Id}/sections/practice/pages");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/applications/{application.Id}/sections/practice/uploads?slot=proof&entry=e1", UriKind.Relative));
        request.Headers.Add("RequestVerificationToken", form.ValueOf("__RequestVerificationToken"));
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Upload-Length", $"{200L * 1024 * 1024}");
        using var answer = await browser.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("200 MB", System.Text.RegularExpressions.Regex.Unescape(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Empty(await site.PagesOf(application.Id));

        // Sent through the form it is cut at the limit, and the page still answers.
        using var parts = new MultipartFormDataContent
        {
            { new StringContent(form.ValueOf("__RequestVerificationToken")!), "__RequestVerificationToken" }, { new StringContent("e1"), "entry" }, { new StringContent("proof"), "slot" },
            { new StreamContent(new Endless(60L * 1024 * 1024)), "files", "big2.jpg" },
        };
        using var posted = await browser.Client.PostAsync(new Uri($"/applications/{application.Id}/sections/practice/upload", UriKind.Relative), parts);
        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        Assert.Contains("没有收下", await posted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("E2")]
    public async Task Turn_Move_Delete_AndRestore_WorkByButtons()
    {
        var (person, application) = await site.NewApplicantAsync();
        using var browser = await site.SignedInAsync(person.Id);
        var page = await browser.GetAsync($"/applications/{application.Id}/sections/practice/pages");
        page = await page.UploadAsync([("files", "1.png", "image/png", NoticeSite.Page), ("files", "2.png", "image/png", Pictures.Page(seed: 9))]);
        await site.RunDueAsync();
        var before = await site.PagesOf(application.Id);
        Assert.Equal(["1.png", "2.png"], before.Select(one => one.FileName));
        page = await (await browser.GetAsync(page.Path)).PressAsync("后移");
        Assert.Equal(["2.png", "1.png"], (await site.PagesOf(application.Id)).Select(one => one.FileName));
        page = await page.PressAsync("转90°");
        await site.RunDueAsync();
        var turned = (await site.PagesOf(application.Id))[0];
        Assert.Equal((1, before[1].Height, before[1].Width), (turned.Turn, turned.Width, turned.Height));
        page = await (await browser.GetAsync(page.Path)).PressAsync("删除");
        Assert.Single(await site.PagesOf(application.Id));
        await page.PressAsync("恢复");
        Assert.Equal(2, (await site.PagesOf(application.Id)).Count);
    }

    [Fact]
    [Requirement("D9")]
    public async Task Change_AfterSubmission_IsRefused()
    {
        var (person, application) = await site.NewApplicantAsync();
        using var browser = await site.SignedInAsync(person.Id);
        var page = await browser.GetAsync($"/applications/{application.Id}/sections/practice/pages");
        page = await page.UploadAsync([("files", "1.png", "image/png", NoticeSite.Page)]);
        await site.RunDueAsync();
        page = await browser.GetAsync(page.Path);
        await site.WithDb(async db =>
        {
            var same = await db.Applications().SingleAsync(other => other.Id == application.Id);
            same.Submit(new Act(person.Id, null, site.Clock.GetUtcNow()), "{}"u8.ToArray(), same.UnitId, ApplicationState.AtUnit, null);
            await db.Commit();
        });
        var refused = await page.PressAsync("删除");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Single(await site.PagesOf(application.Id));
        Assert.DoesNotContain("上传", (await browser.GetAsync(page.Path)).Document.QuerySelectorAll("button").Select(button => button.TextContent));
    }

    [Fact]
    [Requirement("E4")]
    public async Task Mask_TooLarge_IsSaidWithTheClause_AndWrongFiguresKeepWhatWasTyped()
    {
        var (person, application) = await site.NewApplicantAsync();
        using var browser = await site.SignedInAsync(person.Id);
        var page = await browser.GetAsync($"/applications/{application.Id}/sections/practice/pages");
        await page.UploadAsync([("files", "1.png", "image/png", NoticeSite.Page)]);
        await site.RunDueAsync();
        var mask = await (await browser.GetAsync(page.Path)).PressAsync("要");
        var wrong = await mask.PressAsync("保存遮盖", ("x", "十"), ("y", "5"), ("w", "5"), ("h", "5"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal("十", wrong.ValueOf("x"));
        mask = await wrong.PressAsync("保存遮盖", ("x", "5"), ("y", "20"), ("w", "90"), ("h", "60"));
        Assert.Contains("第1块盖住了本页54%", mask.Text, StringComparison.Ordinal);
        Assert.Contains("四(一)3", mask.Text, StringComparison.Ordinal);
        Assert.Contains("还差：缩小太大的遮盖块", mask.Text, StringComparison.Ordinal);
        wrong = await mask.PressAsync("保存遮盖", ("x", "0"), ("y", "0"), ("w", "100"), ("h", "100"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
    }

    [Fact]
    public async Task TheSamePage_IsProcessedOnce()
    {
        var (first, one) = await site.NewApplicantAsync();
        var (second, two) = await site.NewApplicantAsync("叶青禾");
        var scan = Pictures.Page(seed: 77);
        foreach (var (person, application) in ((Person, Application)[])[(first, one), (second, two)])
        {
            await using var scope = site.NewScope();
            using var stream = new MemoryStream(scan);
            await scope.ServiceProvider.GetRequiredService<PageDesk>().Add(
                new Act(person.Id, null, site.Clock.GetUtcNow()), application.Id, new PagePlace("practice", "e1", "proof"), "a.png", stream);
            if (person == first)
            {
                await site.RunDueAsync();
            }
        }

        Assert.Equal(PageState.Ready, Assert.Single(await site.PagesOf(two.Id)).State);
    }

    [Fact]
    public async Task TheDatabase_RefusesAReadyPageWithoutRendition_AndAMaskedOriginal()
    {
        var (person, application) = await site.NewApplicantAsync();
        using var browser = await site.SignedInAsync(person.Id);
        await (await browser.GetAsync($"/applications/{application.Id}/sections/practice/pages")).UploadAsync([("files", "1.png", "image/png", NoticeSite.Page)]);
        await site.RunDueAsync();
        var id = (await site.PagesOf(application.Id)).Single().Id;
        foreach (var nonsense in (string[])["upright_sha256 = null", "turn = 4", "state = 'Refused'", "boxes = '[{}]'", "mask = 'Yes', masked_sha256 = original_sha256"])
        {
            var sql = "update pages set " + nonsense.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal) + " where id = {0}";
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => site.WithDb(db => db.Database.ExecuteSqlRawAsync(sql, id)));
        }
    }

    /// <summary>Where ZHIPING_TEST_OUTPUT names a folder, keeps the page there with style and pictures inside, to be looked at.</summary>
    private static async Task Keep(Browser browser, Page page, string name)
    {
        if (Environment.GetEnvironmentVariable("ZHIPING_TEST_OUTPUT") is not { Length: > 0 } folder)
        {
            return;
        }

        var html = page.Html;
        foreach (var address in page.Document.QuerySelectorAll("img, image, link[rel=stylesheet]").Select(one => one.GetAttribute("src") ?? one.GetAttribute("href")).Distinct())
        {
            using var answer = await browser.Client.GetAsync(new Uri(address!, UriKind.Relative));
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            html = html.Replace(address!, $"data:{answer.Content.Headers.ContentType?.MediaType};base64,{Convert.ToBase64String(bytes)}", StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, name + ".html"), html);
    }

    private sealed class PageFactsProbe(AppDb db)
    {
        public Task<IReadOnlyList<PageFact>> Of(Guid application)
            => ((IPageFacts)Activator.CreateInstance(typeof(AttachedPage).Assembly.GetType("Zhiping.Attachments.PageFacts")!, db)!).Of(application, CancellationToken.None);
    }

    /// <summary>So many bytes that look like the start of a JPEG.</summary>
    private sealed class Endless(long length) : Stream
    {
        private long at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => at; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var left = (int)Math.Min(count, length - at);
            for (var index = 0; index < left; index++)
            {
                buffer[offset + index] = (at + index) switch { 0 => 0xFF, 1 => 0xD8, 2 => 0xFF, _ => 0x20 };
            }

            at += left;
            return left;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
