using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Attachments.Imaging;
using Zhiping.Career;
using Zhiping.Data;
using Zhiping.Notices;

namespace Zhiping.Masking;

/// <summary>Whether pages are read by the machine. Without it nothing is suggested and everything else works.</summary>
public sealed class MaskingOptions
{
    public bool ReadPages { get; set; } = true;
}

/// <summary>Masking of pages: the editor, and suggestions from what the machine reads.</summary>
public sealed class MaskingFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Masking").Get<MaskingOptions>() ?? new MaskingOptions();
        services.AddSingleton(options);
        services.AddScoped<IWorkHandler, PageReading>();
        services.AddScoped<IWorkHandler, ProofReading>();
        services.AddScoped<IPageWarnings, MaskWarnings>();
        services.AddSingleton<Accounts.ICardReader, CardPictures>();
        if (options.ReadPages)
        {
            services.AddSingleton<IPageReader, ReadLater>();
            services.AddScoped<IProofReading, ProofReads>();
        }
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}

/// <summary>Queues the reading of a page that has become ready, behind what makes pages ready.</summary>
internal sealed class ReadLater : IPageReader
{
    private static readonly TimeSpan Behind = TimeSpan.FromSeconds(2);

    public void Read(AppDb db, AttachedPage page, DateTimeOffset now)
    {
        if (page.State == PageState.Ready)
        {
            db.Queue(new WorkItem(PageReading.WorkKind, now + Behind, page.Id.ToString(), page.Id.ToString()));
        }
    }
}

/// <summary>Reads a page that experts will see; others need no masking.</summary>
internal sealed class PageReading(AppDb db, IBlobStore blobs, ImageWorkers workers, NoticeStore notices) : IWorkHandler
{
    public const string WorkKind = "page.read";

    public string Kind => WorkKind;

    public async Task Run(WorkItem item, CancellationToken stop)
    {
        var page = await db.AttachedPages().SingleOrDefaultAsync(other => other.Id == Guid.Parse(item.Data), stop);
        if (page is not { State: PageState.Ready, DeletedAt: null, UprightSha256: { } upright })
        {
            return;
        }

        var application = await db.Applications().AsNoTracking().SingleAsync(other => other.Id == page.ApplicationId, stop);
        var notice = (await notices.Get(application.RevisionId, stop)).Notice;
        if (notice.Form.Find(page.SectionId)?.Slot(page.SlotId) is not { ExpertsSee: true })
        {
            return;
        }

        page.SuggestTurn((await db.ReadOnceAsync(blobs, workers, upright, page.Width, page.Height, stop)).Turn);
        await db.Commit(stop);
    }
}

/// <summary>Pages of the career file, read like those of an application and by the same hash, so that neither is read twice.</summary>
internal sealed class ProofReads(AppDb db) : IProofReading
{
    public void Ask(AppDb to, PageRendition rendition, DateTimeOffset now) =>
        to.Queue(new WorkItem(ProofReading.WorkKind, now, rendition.Key, rendition.Key));

    public async Task<IReadOnlyDictionary<string, int>> Turns(IReadOnlyCollection<string> uprights, CancellationToken cancel) =>
        await db.PageTexts().AsNoTracking().Where(text => uprights.Contains(text.Sha256)).ToDictionaryAsync(text => text.Sha256, text => text.Turn, cancel);
}

/// <summary>Reads one.</summary>
internal sealed class ProofReading(AppDb db, IBlobStore blobs, ImageWorkers workers) : IWorkHandler
{
    public const string WorkKind = "career.read";

    public string Kind => WorkKind;

    public async Task Run(WorkItem item, CancellationToken stop)
    {
        var made = await db.PageRenditions().AsNoTracking().SingleOrDefaultAsync(rendition => rendition.Key == item.Data, stop);
        if (made?.Sha256 is { } upright && blobs.Exists(upright))
        {
            await db.ReadOnceAsync(blobs, workers, upright, made.Width, made.Height, stop);
            await db.Commit(stop);
        }
    }
}
