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
using Zhiping.Demo.Drawing;
using Zhiping.History;
using Zhiping.Messages;
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
        Assert.Equal(PageRefusal.Removed, pages.Single(p => p.Id != clean.Id).Refused);
        Assert.False(blobs.Exists(file));
        Assert.Contains("已经连同由它做出的图片一起删除", (await browser.GetAsync($"/applications/{application}/sections/practice/pages")).Text, StringComparison.Ordinal);
        Assert.Equal(PageRefusal.Infected, (await site.WithDb(db => db.CareerEntries().SingleAsync())).Pages[0].Refused);

        // Out of what was submitted it goes too. The pictures of the clean page, which are the same ones here, stay.
        Assert.Equal(PageRefusal.Removed, Assert.Single(await site.PagesOf(submitted)).Refused);
        Assert.Equal(HttpStatusCode.NotFound, (await second.GetAsync($"/files/pages/{sent.Id}/original")).Status);
        Assert.Contains("这一页已删除", (await second.GetAsync($"/files/pages/{sent.Id}/upright")).Html, StringComparison.Ordinal);
        Assert.True(blobs.Exists(clean.UprightSha256!) && blobs.Exists(clean.ThumbSha256!));

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

    [Fact]
    [Requirement("E2", "D10")]
    public async Task AFileFoundInfectedLater_GoesWithEveryPictureMadeOfIt_AndTheApplicantIsTold()
    {
        site.Clamd.Virus = [];
        byte[] virus = [.. "a virus that nobody knew yet"u8];
        var (browser, application) = await Uploaded([.. Pictures.Page(seed: 48), .. virus]);
        using var _ = browser;
        var page = Assert.Single(await site.PagesOf(application));
        var person = (await site.WithDb(db => db.Applications().SingleAsync(a => a.Id == application))).PersonId;
        var act = new Act(person, null, site.Clock.Now);
        foreach (var step in (Func<PageDesk, Task>[])[d => d.Turn(act, page.Id, 2), d => d.Answer(act, page.Id, MaskAnswer.Yes), d => d.Cover(act, page.Id, [new MaskBox(0.1, 0.1, 0.2, 0.1)])])
        {
            await using var scope = site.Services.CreateAsyncScope();
            await step(scope.ServiceProvider.GetRequiredService<PageDesk>());
            await site.RunDueAsync();
        }

        var masked = Assert.Single(await site.PagesOf(application));
        string[] made = [page.OriginalSha256!, page.UprightSha256!, page.ThumbSha256!, masked.UprightSha256!, masked.ThumbSha256!, masked.MaskedSha256!, masked.MaskedThumbSha256!];
        var blobs = site.Services.GetRequiredService<IBlobStore>();
        Assert.Equal(7, made.Distinct().Count());
        Assert.All(made, file => Assert.True(blobs.Exists(file)));

        site.Clamd.Virus = virus;
        await ScanAgain(page.OriginalSha256!);

        Assert.All(made, file => Assert.False(blobs.Exists(file)));
        var gone = Assert.Single(await site.PagesOf(application));
        Assert.Equal((PageState.Refused, PageRefusal.Removed, MaskAnswer.Unanswered, null), (gone.State, gone.Refused, gone.Mask, gone.UprightSha256));
        var pages = await browser.GetAsync($"/applications/{application}/sections/practice/pages");
        Assert.Contains("已经连同由它做出的图片一起删除", pages.Text, StringComparison.Ordinal);
        Assert.Contains("因病毒删除的一页", pages.Text, StringComparison.Ordinal);
        Assert.Contains("这一页已删除", (await browser.GetAsync($"/files/pages/{page.Id}/thumb")).Html, StringComparison.Ordinal);

        var told = await site.WithDb(db => db.Messages().SingleAsync(m => m.PersonId == person));
        Assert.Equal($"/applications/{application}/sections/practice/pages#page-{page.Id}", told.Link);
        Assert.Contains("申报书里有一页材料已经删除", (await browser.GetAsync("/messages")).Text, StringComparison.Ordinal);
        var history = await site.WithDb(db => db.History().SingleAsync(h => h.SubjectId == application && h.Verb == "RemoveInfectedPage"));
        Assert.Equal(page.OriginalSha256, history.Value("file"));
    }

    [Fact]
    [Requirement("H1", "E2")]
    public async Task TheVoucherOfAPayment_IsScannedTooWhenItComesAndLater()
    {
        site.Clamd.Virus = "a virus in a voucher"u8.ToArray();
        var (person, application) = await site.NewApplicantAsync();
        using var browser = await site.SignedInAsync(person.Id);
        var blobs = site.Services.GetRequiredService<IBlobStore>();
        var fine = (await blobs.PutAsync(new MemoryStream(Pictures.Page(seed: 49)))).Sha256;
        var bad = (await blobs.PutAsync(new MemoryStream([.. Pictures.Page(seed: 50), .. site.Clamd.Virus]))).Sha256;
        await site.WithDb(async db =>
        {
            foreach (var (picture, state) in ((string, string)[])[(fine, "Waiting"), (bad, "Confirmed")])
            {
                await db.Database.ExecuteSqlAsync(
                    $"""
                     insert into payments (id, application_id, reference, amount_yuan, paid_on, payer, picture, late, submitted_by, submitted_at, state, decided_by, decided_at)
                     values (gen_random_uuid(), {application.Id}, 'R1', 400, '2024-08-20', '苏木清', {picture}, false, {person.Id}, now(), {state},
                       case when {state} = 'Confirmed' then {person.Id} end, case when {state} = 'Confirmed' then now() end)
                     """);
            }

            db.Queue(new WorkItem("voucher.scan", site.Clock.Now, fine, fine));
            await db.Commit();
        });
        site.Clamd.Lengths.Clear();
        await site.RunDueAsync();
        Assert.Equal(Pictures.Page(seed: 49).LongLength, Assert.Single(site.Clamd.Lengths));
        Assert.True(blobs.Exists(fine) && blobs.Exists(bad));

        await ScanAgain(bad);
        Assert.True(blobs.Exists(fine));
        Assert.False(blobs.Exists(bad));
        var paid = await browser.GetAsync($"/applications/{application.Id}/payment");
        Assert.Contains("图片已删除", paid.Text, StringComparison.Ordinal);
        Assert.Single(paid.Document.QuerySelectorAll("a[href*='handler=Picture']"));
        Assert.Equal($"/applications/{application.Id}/payment", (await site.WithDb(db => db.Messages().SingleAsync(m => m.PersonId == person.Id))).Link);
        Assert.True(await site.WithDb(db => db.History().AnyAsync(h => h.SubjectId == application.Id && h.Verb == "RemoveInfectedVoucher")));
    }

    [Fact]
    [Requirement("A5", "E2")]
    public async Task APortraitFoundInfectedLater_IsRemoved_AndItsOwnerIsToldAndAskedForAnother()
    {
        site.Clamd.Virus = [];
        byte[] virus = [.. "a virus in a portrait"u8];
        var (person, _) = await site.NewApplicantAsync();
        using var browser = await site.SignedInAsync(person.Id);
        var drawn = await site.Services.GetRequiredService<DrawnScans>().Get("portrait", 0, isFlawed: false);
        await (await browser.GetAsync("/me/portrait")).UploadAsync([("Photo", "me.jpg", "image/jpeg", [.. drawn.Jpeg, .. virus])]);
        await site.RunDueAsync();
        var portrait = await site.WithDb(db => db.PersonPortraits().SingleAsync(p => p.PersonId == person.Id));
        Assert.NotNull(portrait.InchSha256);

        site.Clamd.Virus = virus;
        await ScanAgain(portrait.OriginalSha256!);
        var blobs = site.Services.GetRequiredService<IBlobStore>();
        Assert.False(blobs.Exists(portrait.OriginalSha256!) || blobs.Exists(portrait.InchSha256));
        var page = await browser.GetAsync("/me/portrait");
        Assert.Contains("证件照已删除", page.Text, StringComparison.Ordinal);
        Assert.Contains("还没有照片", page.Text, StringComparison.Ordinal);
        Assert.Contains("/me/portrait", await site.WithDb(db => db.Messages().Where(m => m.PersonId == person.Id).Select(m => m.Link).ToListAsync()));
        Assert.True(await site.WithDb(db => db.History().AnyAsync(h => h.SubjectId == person.Id && h.Verb == "RemoveInfectedPortrait")));
    }

    /// <summary>As if the scanner had learnt something since it saw the file, and a day had begun.</summary>
    private async Task ScanAgain(string file)
    {
        await site.WithDb(async db =>
        {
            await db.Database.ExecuteSqlAsync($"delete from scanned_files where file = {file}");
            db.Queue(new WorkItem("files.scan-daily", site.Clock.Now, "daily"));
            await db.Commit();
        });
        await site.RunDueAsync();
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
