using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhiping.Attachments;
using Zhiping.Attachments.Imaging;
using Zhiping.Career;
using Zhiping.Data;
using Zhiping.Policy.Forms;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Attachments;

/// <summary>Files that no row names leave the store after a day; whatever some row names stays.</summary>
public sealed class StoredFilesTests(NoticeSite site) : IClassFixture<NoticeSite>
{
    // A new column that names files is added here once somebody has looked whether it is found.
    private static readonly string[] Places =
    [
        "career_entries.pages", "certificates.pdf_sha256", "page_renditions.sha256", "page_renditions.thumb_sha256",
        "pages.masked_sha256", "pages.masked_thumb_sha256", "pages.original_sha256", "pages.source_sha256", "pages.thumb_sha256", "pages.upright_sha256",
        "payments.picture", "portraits.coming_sha256", "portraits.inch_sha256", "portraits.original_sha256", "print_jobs.file", "qualification_documents.pdf_sha256",
    ];

    [Fact]
    [Requirement("E2")]
    public async Task Daily_RemovesWhatNobodyNames_AndNothingElse()
    {
        var (person, application) = await site.NewApplicantAsync();
        var orphan = await PutAsync(old: true);
        var young = await PutAsync(old: false);
        var again = await PutAsync(old: true);
        await StoreAgainAsync(again);
        var used = new Dictionary<string, string>();
        foreach (var kind in new[] { "original", "source", "upright", "thumb", "masked", "masked-thumb", "rendition", "coming", "portrait", "inch", "career", "deleted" })
        {
            used[kind] = await PutAsync(old: true);
        }

        await site.WithDb(async db =>
        {
            var act = new Act(person.Id, null, site.Clock.Now);
            AttachedPage Page(string original)
            {
                var page = new AttachedPage(act, application.Id, new PagePlace("practice", "e1", "proof"), "a.jpg");
                page.Arrive(new BlobRef(original, 9), ImageFormat.Jpeg);
                db.Add(page);
                return page;
            }

            var whole = Page(used["original"]);
            whole.ComeFrom(used["source"], 1);
            whole.Take(Rendition("u", used["upright"], used["thumb"]));
            whole.Cover([new MaskBox(0.1, 0.1, 0.1, 0.1)]);
            whole.TakeMasked(Rendition("m", used["masked"], used["masked-thumb"]));
            Page(used["deleted"]).Delete(act.At);
            db.Add(Rendition("r" + used["rendition"], used["rendition"], used["rendition"]));
            var portrait = new PersonPortrait(person.Id);
            portrait.Come(new BlobRef(used["portrait"], 9), act.At);
            portrait.Take(used["inch"], false);
            portrait.Come(new BlobRef(used["coming"], 9), act.At);
            db.Add(portrait);
            var entry = new CareerEntry(act, "education", new Dictionary<string, string>());
            entry.Write(act.At, entry.Values, [new CareerPage("diploma", used["career"], 9, ImageFormat.Jpeg, "a.jpg", MaskAnswer.Unanswered, [])]);
            db.Add(entry);
            await db.SaveChangesAsync();
        });

        await RunAsync("files.forget");

        Assert.False(Exists(orphan));
        Assert.True(Exists(young));
        Assert.True(Exists(again));
        Assert.Equal([], used.Where(u => !Exists(u.Value)).Select(u => u.Key));
    }

    [Fact]
    public async Task Daily_WhereTheStoreLooksLikeAnothers_RemovesNothing()
    {
        var files = new List<string>();
        for (var number = 0; number < 120; number++)
        {
            files.Add(await PutAsync(old: true));
        }

        await RunAsync("files.forget");
        Assert.All(files, file => Assert.True(Exists(file)));
        files.ForEach(file => File.Delete(Blobs.PathOf(file)));
    }

    [Fact]
    public async Task PlacesThatNameFiles_AreTheOnesThatWereReviewed()
    {
        await using var scope = site.NewScope();
        var found = scope.ServiceProvider.GetRequiredService<NamedFiles>().Columns().Select(c => $"{c.Table}.{c.Column}").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(Places.Concat(Others).Order(StringComparer.Ordinal), found);
    }

    // Hashes of lists, records and documents.
    private static readonly string[] Others =
        ["meeting_minutes.sha256", "notice_revisions.sha256", "page_texts.sha256", "qualification_documents.list_sha256", "submissions.sha256"];

    private FileBlobStore Blobs => site.Services.GetRequiredService<FileBlobStore>();

    private bool Exists(string sha256) => File.Exists(Blobs.PathOf(sha256));

    private readonly Dictionary<string, byte[]> bytes = [];

    private async Task<string> PutAsync(bool old)
    {
        var content = RandomNumberGenerator.GetBytes(40);
        var file = (await Blobs.PutAsync(new MemoryStream(content))).Sha256;
        bytes[file] = content;
        if (old)
        {
            File.SetLastWriteTimeUtc(Blobs.PathOf(file), site.Services.GetRequiredService<RealClock>().Now.UtcDateTime.AddDays(-2));
        }

        return file;
    }

    private Task StoreAgainAsync(string file) => Blobs.PutAsync(new MemoryStream(bytes[file]));

    private async Task RunAsync(string kind)
    {
        await using var scope = site.NewScope();
        var handler = scope.ServiceProvider.GetServices<IWorkHandler>().Single(h => h.Kind == kind);
        Assert.IsAssignableFrom<IDailyWork>(handler);
        await handler.Run(new WorkItem(kind, site.Clock.Now), default);
    }

    private static PageRendition Rendition(string key, string sha256, string thumb) =>
        new(key, new ImageFindings { Width = 9, Height = 9 }, PageRefusal.None, sha256, thumb);
}
