using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Zhiping.Attachments;
using Zhiping.Data;

namespace Zhiping.Tests.Attachments;

/// <summary>A site whose disk takes so many bytes and no more.</summary>
public sealed class FullDiskSite : NoticeSite
{
    /// <summary>Bytes that still fit; null: any.</summary>
    public long? Room { get; set; }

    protected override void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IArrivals>(provider => new Filling(provider.GetRequiredService<FileBlobStore>(), this));
        builder.Services.AddSingleton<IBlobStore>(provider => new Filling(provider.GetRequiredService<FileBlobStore>(), this));
    }

    private void Take(long bytes)
    {
        if (Room is { } room)
        {
            Room = room - bytes;
            if (Room < 0)
            {
                Room = 0;
                throw new IOException("No space left on device", 28);
            }
        }
    }

    private sealed class Filling(FileBlobStore store, FullDiskSite disk) : IArrivals, IBlobStore
    {
        public Task<long?> LengthOfAsync(Guid id, CancellationToken stop = default) => store.LengthOfAsync(id, stop);

        public void Begin(Guid id) => store.Begin(id);

        public async Task<Arrival> AppendAsync(Guid id, long offset, long whole, Stream content, Func<BlobRef, Task> finished, CancellationToken stop = default)
        {
            // What fits is written, as a disk does it.
            var bytes = new byte[whole - offset];
            var came = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, stop);
            var fits = (int)Math.Min(came, disk.Room ?? came);
            using var part = new MemoryStream(bytes, 0, fits);
            var arrival = await store.AppendAsync(id, offset, whole, part, finished, stop);
            disk.Take(came);
            return arrival;
        }

        public Task DropAsync(Guid id) => store.DropAsync(id);

        public Task<int> SweepAsync(DateTimeOffset since) => store.SweepAsync(since);

        public Task<BlobRef> PutAsync(Stream content, long limit = long.MaxValue, CancellationToken stop = default)
        {
            disk.Take(1);
            return store.PutAsync(content, limit, stop);
        }

        public Stream OpenRead(string sha256) => store.OpenRead(sha256);

        public bool Exists(string sha256) => store.Exists(sha256);

        public string PathOf(string sha256) => store.PathOf(sha256);

        public void Delete(string sha256) => store.Delete(sha256);
    }
}

public sealed class FullDiskTests(FullDiskSite site) : IClassFixture<FullDiskSite>
{
    [Fact]
    [Requirement("E1")]
    public async Task AnUploadOntoAFullDisk_SaysSo_AndGoesOnOnceThereIsRoom()
    {
        var (person, application) = await site.NewApplicantAsync();
        using var browser = await site.SignedInAsync(person.Id);
        var form = await browser.GetAsync($"/applications/{application.Id}/sections/practice/pages");
        var file = NoticeSite.Page;
        using var begin = new HttpRequestMessage(HttpMethod.Post, new Uri($"/applications/{application.Id}/sections/practice/uploads?slot=proof&entry=e1", UriKind.Relative));
        begin.Headers.Add("RequestVerificationToken", form.ValueOf("__RequestVerificationToken"));
        begin.Headers.Add("Tus-Resumable", "1.0.0");
        begin.Headers.Add("Upload-Length", file.Length.ToString(CultureInfo.InvariantCulture));
        using var begun = await browser.Client.SendAsync(begin);
        var address = begun.Headers.Location!;

        site.Room = file.Length / 3;
        using (var refused = await Send(browser, address, 0, file))
        {
            Assert.Equal(HttpStatusCode.InsufficientStorage, refused.StatusCode);
            Assert.Contains("服务器的磁盘满了", Regex.Unescape(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        Assert.Empty(await site.PagesOf(application.Id));
        site.Room = null;
        using var head = new HttpRequestMessage(HttpMethod.Head, address);
        head.Headers.Add("Tus-Resumable", "1.0.0");
        using var where = await browser.Client.SendAsync(head);
        var offset = int.Parse(where.Headers.GetValues("Upload-Offset").Single(), CultureInfo.InvariantCulture);
        Assert.Equal(file.Length / 3, offset);
        using var done = await Send(browser, address, offset, file);
        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file)), Assert.Single(await site.PagesOf(application.Id)).OriginalSha256);
    }

    [Fact]
    [Requirement("E1")]
    public async Task TheFormWithoutScript_OntoAFullDisk_SaysSo()
    {
        var (person, application) = await site.NewApplicantAsync();
        using var browser = await site.SignedInAsync(person.Id);
        var form = await browser.GetAsync($"/applications/{application.Id}/sections/practice/pages");
        site.Room = 0;
        var page = await form.UploadAsync([("files", "a.jpg", "image/jpeg", NoticeSite.Page)]);
        site.Room = null;
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("服务器的磁盘满了，这次没有存上", page.Html, StringComparison.Ordinal);
        Assert.Empty(await site.PagesOf(application.Id));
    }

    private static Task<HttpResponseMessage> Send(Zhiping.Tests.Harness.Browser browser, Uri address, int offset, byte[] file)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, address) { Content = new ByteArrayContent(file, offset, file.Length - offset) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
        return browser.Client.SendAsync(request);
    }
}
