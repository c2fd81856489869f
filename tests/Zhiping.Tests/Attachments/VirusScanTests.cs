using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Attachments.Imaging;
using Zhiping.Career;
using Zhiping.Data;
using Zhiping.Policy.Forms;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Attachments;

/// <summary>A site whose uploads go past a scanner that speaks as clamd does.</summary>
public sealed class ScannedSite : NoticeSite
{
    private readonly string socket = Path.Combine(Path.GetTempPath(), $"zp-clamd-{Environment.ProcessId}.sock");

    public FakeClamd Clamd { get; private set; } = null!;

    protected override void Configure(WebApplicationBuilder builder) => builder.Configuration.AddInMemoryCollection([new("Scan:Clamd", socket), new("Scan:Patience", "00:00:02")]);

    public override async ValueTask InitializeAsync()
    {
        Clamd = new FakeClamd(socket);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Clamd.DisposeAsync();
    }
}

/// <summary>Takes INSTREAM and finds the virus it is told to look for.</summary>
public sealed class FakeClamd : IAsyncDisposable
{
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string path;
    private readonly Task serving;

    public FakeClamd(string path)
    {
        this.path = path;
        File.Delete(path);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        serving = ServeAsync();
    }

    /// <summary>Bytes that are a virus.</summary>
    public byte[] Virus { get; set; } = [];

    /// <summary>Closes every connection without a word.</summary>
    public bool IsSilent { get; set; }

    public List<long> Lengths { get; } = [];

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await serving;
        File.Delete(path);
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using var client = await listener.AcceptAsync();
                if (!IsSilent)
                {
                    await using var stream = new NetworkStream(client);
                    await AnswerAsync(stream);
                }
            }
            catch (Exception over) when (over is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var command = new byte[10];
        await stream.ReadExactlyAsync(command);
        Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(command));
        using var file = new MemoryStream();
        var head = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(head);
            var length = BinaryPrimitives.ReadInt32BigEndian(head);
            if (length == 0)
            {
                break;
            }

            var piece = new byte[length];
            await stream.ReadExactlyAsync(piece);
            file.Write(piece);
        }

        Lengths.Add(file.Length);
        var found = Virus.Length > 0 && file.ToArray().AsSpan().IndexOf(Virus) >= 0;
        await stream.WriteAsync(Encoding.ASCII.GetBytes(found ? "stream: Made-Up.Virus FOUND\0" : "stream: OK\0"));
    }
}

public sealed class VirusScanTests(ScannedSite site) : IClassFixture<ScannedSite>
{
    [Fact]
    [Requirement("E2")]
    public async Task ACleanFile_IsTaken_AfterTheScannerSawAllOfIt()
    {
        var (browser, application) = await Uploaded(Pictures.Page(seed: 41));
        using var _ = browser;
        Assert.Equal(PageState.Ready, Assert.Single(await site.PagesOf(application)).State);
        Assert.Contains((long)Pictures.Page(seed: 41).Length, site.Clamd.Lengths);
    }

    [Fact]
    [Requirement("E2")]
    public async Task AnInfectedFile_IsRefusedInWords_AndNotKept()
    {
        site.Clamd.Virus = "a made-up virus"u8.ToArray();
        byte[] file = [.. Pictures.Page(seed: 42), .. site.Clamd.Virus];
        var (browser, application) = await Uploaded(file);
        using var _ = browser;
        var page = Assert.Single(await site.PagesOf(application));
        Assert.Equal((PageState.Refused, PageRefusal.Infected), (page.State, page.Refused));
        Assert.Contains("带有病毒，没有收下，也没有保存", (await browser.GetAsync($"/applications/{application}/sections/practice/pages")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/files/pages/{page.Id}/original")).Status);
        Assert.Empty(Directory.GetFiles(site.Home.Blobs, page.OriginalSha256!, SearchOption.AllDirectories));
    }

    [Fact]
    [Requirement("E2")]
    public async Task AScannerThatDoesNotAnswer_LetsNothingThrough_AndIsAskedAgain()
    {
        site.Clamd.IsSilent = true;
        try
        {
            var (browser, application) = await Uploaded(Pictures.Page(seed: 43));
            using var _ = browser;
            var waiting = Assert.Single(await site.PagesOf(application));
            Assert.Equal((PageState.Checking, null), (waiting.State, waiting.UprightSha256));
            site.Clamd.IsSilent = false;
            site.Clock.Advance(TimeSpan.FromMinutes(1));
            await site.RunDueAsync();
            Assert.Equal(PageState.Ready, Assert.Single(await site.PagesOf(application)).State);

            site.Clamd.IsSilent = true;
            (var second, application) = await Uploaded(Pictures.Page(seed: 44));
            using var __ = second;
            for (var minute = 0; minute < 6; minute++)
            {
                site.Clock.Advance(TimeSpan.FromMinutes(1));
                await site.RunDueAsync();
            }

            Assert.Equal(PageRefusal.NotScanned, Assert.Single(await site.PagesOf(application)).Refused);
            Assert.Contains("病毒检查一直没有回应", (await second.GetAsync($"/applications/{application}/sections/practice/pages")).Text, StringComparison.Ordinal);
        }
        finally
        {
            site.Clamd.IsSilent = false;
        }
    }

    [Fact]
    [Requirement("E2")]
    public async Task FilesTakenBeforeThereWasAScanner_AreScannedOnceThereIsOne_AndTheInfectedGo()
    {
        site.Clamd.Virus = "another made-up virus"u8.ToArray();
        var (browser, application) = await Uploaded(Pictures.Page(seed: 45));
        using var _ = browser;
        var (second, submitted) = await Uploaded(Pictures.Page(seed: 46));
        using var __ = second;
        var (clean, sent) = (Assert.Single(await site.PagesOf(application)), Assert.Single(await site.PagesOf(submitted)));

        // As if these had come by before: in the draft and in the submitted one a file that the scanner would have stopped, in the career file too.
        byte[] virus = [.. Pictures.Page(seed: 47), .. site.Clamd.Virus];
        var blobs = site.Services.GetRequiredService<IBlobStore>();
        var file = (await blobs.PutAsync(new MemoryStream(virus))).Sha256;
        await site.WithDb(async db =>
        {
            await db.Database.ExecuteSqlAsync($"update pages set original_sha256 = {file} where id = {sent.Id}");
            await db.Database.ExecuteSqlAsync($"update applications set state = 'AtUnit', submissions = 1, holds_year = true where id = {submitted}");
            await db.Database.ExecuteSqlAsync(
                $"""
                 insert into pages select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'blind_id', gen_random_uuid(), 'original_sha256', {file}::text))).*
                 from pages p where p.id = {clean.Id}
                 """);
            await db.Database.ExecuteSqlAsync($"delete from scanned_files where file = {clean.OriginalSha256}");
            var person = (await db.Applications().SingleAsync(a => a.Id == application)).PersonId;
            var entry = new CareerEntry(new Act(person, null, site.Clock.Now), "education", new Dictionary<string, string>());
            entry.Write(site.Clock.Now, entry.Values, [new CareerPage("diploma", file, 9, ImageFormat.Png, "a.png", MaskAnswer.Unanswered, [])]);
            db.Add(entry);
            db.Queue(new WorkItem("files.scan-daily", site.Clock.Now, "daily"));
            await db.Commit();
        });
        site.Clamd.Lengths.Clear();
        await site.RunDueAsync();

        Assert.Equal(new[] { virus.LongLength, Pictures.Page(seed: 45).LongLength }.Order(), site.Clamd.Lengths.Order());
        var pages = await site.PagesOf(application);
        Assert.Equal(PageState.Ready, pages.Single(p => p.Id == clean.Id).State);
        Assert.Equal(PageRefusal.Infected, pages.Single(p => p.Id != clean.Id).Refused);
        Assert.False(blobs.Exists(file));
        Assert.Contains("带有病毒，没有收下，也没有保存", (await browser.GetAsync($"/applications/{application}/sections/practice/pages")).Text, StringComparison.Ordinal);
        Assert.Equal(PageRefusal.Infected, (await site.WithDb(db => db.CareerEntries().SingleAsync())).Pages[0].Refused);

        // What was submitted stays as it was frozen; only the file that came is gone.
        Assert.Equal(PageState.Ready, Assert.Single(await site.PagesOf(submitted)).State);
        Assert.Equal(HttpStatusCode.NotFound, (await second.GetAsync($"/files/pages/{sent.Id}/original")).Status);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync($"/files/pages/{sent.Id}/upright")).Status);

        // Each is scanned once.
        site.Clamd.Lengths.Clear();
        await site.WithDb(async db =>
        {
            db.Queue(new WorkItem("files.scan-daily", site.Clock.Now, "daily"));
            await db.Commit();
        });
        await site.RunDueAsync();
        Assert.Empty(site.Clamd.Lengths);
    }

    private async Task<(Browser Browser, Guid Application)> Uploaded(byte[] file)
    {
        var (person, application) = await site.NewApplicantAsync();
        var browser = await site.SignedInAsync(person.Id);
        await (await browser.GetAsync($"/applications/{application.Id}/sections/practice/pages")).UploadAsync([("files", "a.png", "image/png", file)]);
        await site.RunDueAsync();
        return (browser, application.Id);
    }
}
