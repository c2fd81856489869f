using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Data;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Attachments;

/// <summary>tus 1.0 as a browser speaks it: what came through is never sent again, and an upload becomes one page however often its end is reported.</summary>
public sealed class ResumableUploadTests(NoticeSite site) : IClassFixture<NoticeSite>
{
    [Fact]
    [Requirement("E1")]
    public async Task Upload_CutFiftyTimes_BecomesOnePageWithTheSameBytes()
    {
        var (browser, application, token) = await Start();
        using var _ = browser;
        var file = NoticeSite.Page;
        var before = Pieces();
        var address = await Created(browser, application.Id, token, file.Length, "证明 1.png");
        var piece = Assert.Single(Pieces().Except(before));
        var sent = 0;
        for (var cut = 0; cut < 50; cut++)
        {
            var next = sent + (file.Length / 60);
            await Cut(browser, address, sent, new Breaking(file[sent..next], () => new FileInfo(piece).Length >= next));
            sent = (int)await Offset(browser, address);
            Assert.Equal(next, sent);
        }

        using (var done = await Send(browser, address, sent, new MemoryStream(file[sent..])))
        {
            Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
            Assert.Equal($"{file.Length}", done.Headers.GetValues("Upload-Offset").Single());
        }

        // The browser that did not get the answer asks again and hears that all has come.
        Assert.Equal(file.Length, await Offset(browser, address));
        var page = Assert.Single(await site.PagesOf(application.Id));
        Assert.Equal("证明 1.png", page.FileName);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file)), page.OriginalSha256);
        Assert.Equal(PageState.Checking, page.State);
        Assert.False(File.Exists(piece));
    }

    [Fact]
    [Requirement("E1")]
    public async Task Upload_GoesOn_WhereAnotherProcessStopped()
    {
        var (browser, application, token) = await Start();
        using var _ = browser;
        var file = NoticeSite.Page;
        var before = Pieces();
        var address = await Created(browser, application.Id, token, file.Length, "a.png");
        using (var half = await Send(browser, address, 0, new MemoryStream(file[..(file.Length / 2)])))
        {
            Assert.Equal(HttpStatusCode.NoContent, half.StatusCode);
        }

        // What the process knew of the hash is gone; the bytes are not.
        var store = site.Services.GetRequiredService<FileBlobStore>();
        var again = new FileBlobStore(site.Home.Blobs);
        var id = Guid.ParseExact(Path.GetFileName(Assert.Single(Pieces().Except(before))), "N");
        BlobRef? whole = null;
        var arrival = await again.AppendAsync(id, file.Length / 2, file.Length, new MemoryStream(file[(file.Length / 2)..]), kept =>
        {
            whole = kept;
            return Task.CompletedTask;
        }, TestContext.Current.CancellationToken);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file)), arrival.Whole!.Sha256);
        Assert.Equal(arrival.Whole, whole);
        Assert.True(store.Exists(arrival.Whole.Sha256));
    }

    [Fact]
    [Requirement("E1")]
    public async Task Upload_OfASmallFile_IsOneRequest()
    {
        var (browser, application, token) = await Start();
        using var _ = browser;
        using var request = Creation(application.Id, token, NoticeSite.Page.Length, "a.png");
        request.Content = Piece(new MemoryStream(NoticeSite.Page));
        using var answer = await browser.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal($"{NoticeSite.Page.Length}", answer.Headers.GetValues("Upload-Offset").Single());
        Assert.Single(await site.PagesOf(application.Id));
    }

    [Fact]
    public async Task Upload_WithoutToken_OrAtAnotherOffset_OrOfSomebodyElse_OrIntoAFullSlot_IsRefused()
    {
        var (browser, application, token) = await Start();
        using var _ = browser;
        using (var forged = await browser.Client.SendAsync(Creation(application.Id, "", 10, "a.png")))
        {
            Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        }

        var address = await Created(browser, application.Id, token, 100, "a.png");
        using (var skipped = await Send(browser, address, 50, new MemoryStream(new byte[50])))
        {
            Assert.Equal(HttpStatusCode.Conflict, skipped.StatusCode);
            Assert.Equal("0", skipped.Headers.GetValues("Upload-Offset").Single());
        }

        using (var much = await Send(browser, address, 0, new MemoryStream(new byte[101])))
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, much.StatusCode);
        }

        using var stranger = await site.SignedInAsync((await site.NewPersonAsync()).Id);
        using (var foreign = await Send(stranger, address, 0, new MemoryStream(new byte[10])))
        {
            Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        }

        using (var other = await stranger.Client.SendAsync(Creation(application.Id, (await stranger.GetAsync("/account")).ValueOf("__RequestVerificationToken")!, 10, "a.png")))
        {
            Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        }

        using (var gone = await browser.Client.SendAsync(Tus(HttpMethod.Delete, address)))
        {
            Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        }

        using (var after = await browser.Client.SendAsync(Tus(HttpMethod.Head, address)))
        {
            Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
        }

        Assert.Empty(await site.PagesOf(application.Id));
    }

    [Fact]
    public async Task Upload_ThatNobodyGoesOnWith_IsForgotten()
    {
        var (browser, application, token) = await Start();
        using var _ = browser;
        var address = await Created(browser, application.Id, token, 100, "a.png");
        var arrivals = site.Services.GetRequiredService<IArrivals>();
        Assert.Equal(0, await arrivals.SweepAsync(DateTimeOffset.UnixEpoch));
        Assert.Equal(0, await Offset(browser, address));
        Assert.True(await arrivals.SweepAsync(DateTimeOffset.MaxValue) > 0);
        using var after = await browser.Client.SendAsync(Tus(HttpMethod.Head, address));
        Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
    }

    private async Task<(Browser Browser, Application Application, string Token)> Start()
    {
        var (person, application) = await site.NewApplicantAsync();
        var browser = await site.SignedInAsync(person.Id);
        var form = await browser.GetAsync($"/applications/{application.Id}/sections/practice/pages");
        return (browser, application, form.ValueOf("__RequestVerificationToken")!);
    }

    private string[] Pieces() => Directory.GetFiles(Path.Combine(site.Home.Blobs, "arriving"));

    private static async Task<Uri> Created(Browser browser, Guid application, string token, long length, string name)
    {
        using var answer = await browser.Client.SendAsync(Creation(application, token, length, name));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.True(answer.Headers.Contains("Upload-Expires"));
        return answer.Headers.Location!;
    }

    private static HttpRequestMessage Creation(Guid application, string token, long length, string name)
    {
        var request = Tus(HttpMethod.Post, new Uri($"/applications/{application}/sections/practice/uploads?slot=proof&entry=e1", UriKind.Relative));
        request.Headers.Add("RequestVerificationToken", token);
        request.Headers.Add("Upload-Length", length.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Upload-Metadata", "filename " + Convert.ToBase64String(Encoding.UTF8.GetBytes(name)));
        return request;
    }

    private static async Task<HttpResponseMessage> Send(Browser browser, Uri address, long offset, Stream content)
    {
        var request = Tus(HttpMethod.Patch, address);
        request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
        request.Content = Piece(content);
        return await browser.Streaming.SendAsync(request);
    }

    /// <summary>Nobody is there to read the answer.</summary>
    private static async Task Cut(Browser browser, Uri address, long offset, Breaking content)
    {
        try
        {
            using var answer = await Send(browser, address, offset, content);
        }
        catch (Exception dead) when (dead is IOException or HttpRequestException)
        {
        }
    }

    private static async Task<long> Offset(Browser browser, Uri address)
    {
        using var answer = await browser.Client.SendAsync(Tus(HttpMethod.Head, address));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        return long.Parse(answer.Headers.GetValues("Upload-Offset").Single(), CultureInfo.InvariantCulture);
    }

    private static HttpRequestMessage Tus(HttpMethod method, Uri address)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        return request;
    }

    private static StreamContent Piece(Stream content) => new(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/offset+octet-stream") } };

    /// <summary>Some bytes, and when they have come through the line is dead.</summary>
    private sealed class Breaking(byte[] bytes, Func<bool> cameThrough) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            await destination.WriteAsync(ToArray(), cancellationToken);
            await destination.FlushAsync(cancellationToken);
            for (var waited = 0; waited < 2000 && !cameThrough(); waited++)
            {
                await Task.Delay(5, cancellationToken);
            }

            throw new IOException("The line is dead.");
        }
    }
}
