using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Attachments.Imaging;
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
        services.AddSingleton<Accounts.ICardReader, CardPictures>();
        if (options.ReadPages)
        {
            services.AddSingleton<IPageReader, ReadLater>();
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

        var text = await db.PageTexts().AsNoTracking().SingleOrDefaultAsync(other => other.Sha256 == upright, stop);
        if (text is null)
        {
            var (words, turn) = await PageReader.ReadAsync(workers, await File.ReadAllBytesAsync(blobs.PathOf(upright), stop), page.Width, page.Height, stop);
            text = new PageText(upright, words, turn);
            db.Add(text);
        }

        page.SuggestTurn(text.Turn);
        await db.Commit(stop);
    }
}
