using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Applications.New;

/// <summary>Starts an application: series, specialty and level, kind and channel, each as the notice offers it. (B3, B4, B6, C1)</summary>
[ForSignedIn]
public sealed class NewModel(ApplicationDesk desk, NoticeStore notices, Standings standings, CurrentPerson me, RequestInstant instant, AppDb db) : PageModel, IShowAgain
{
    [BindProperty(SupportsGet = true, Name = "notice")]
    public string? NoticeId { get; set; }

    /// <summary>Series, specialty and level in one choice: series/specialty/level.</summary>
    [BindProperty]
    public string? Level { get; set; }

    [BindProperty]
    public ProgrammeKind? Kind { get; set; }

    [BindProperty]
    public Channel? Channel { get; set; }

    public PublishedNotice? Published { get; private set; }

    public Notice Notice => Published!.Notice;

    public IReadOnlyList<PublishedNotice> Open { get; private set; } = [];

    /// <summary>Null while no unit has approved the person.</summary>
    public UnitFacts? Unit { get; private set; }

    public string UnitName { get; private set; } = "";

    public Refusal? NotOpen { get; private set; }

    public static string ValueOf(string series, string specialty, Level level) => $"{series}/{specialty}/{level}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        await ShowAgain(cancel);
        return NoticeId is not null && Published is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (NoticeId is null || await notices.Current(NoticeId, cancel) is null)
        {
            return NotFound();
        }

        var parts = Level?.Split('/') ?? [];
        RefusalException.ThrowIf(parts.Length != 3 || !Enum.TryParse<Level>(parts[2], out _) ? new Refusal("请选择申报的专业和级别。") { Field = "Level" } : null);
        RefusalException.ThrowIf(Kind is null ? new Refusal("请选择申报类型。") { Field = "Kind" } : null);
        RefusalException.ThrowIf(Channel is null ? new Refusal("请选择申报方式。") { Field = "Channel" } : null);
        var choice = new ApplicationChoice(parts[0], parts[1], Enum.Parse<Level>(parts[2]), Kind!.Value, Channel!.Value);
        var application = await desk.Create(me.OwnAct(), NoticeId, choice, cancel);
        return Redirect($"/applications/{application.Id}");
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        Open = await notices.OpenAt(instant.At, cancel);
        NoticeId ??= Open.Count == 1 ? Open[0].Notice.Id : null;
        Published = NoticeId is null ? null : await notices.Current(NoticeId, cancel);
        if (Published is null)
        {
            return;
        }

        DateTimeOffset? extendedTo = null;
        if (await standings.UnitOf(me.Id, cancel) is { } unit)
        {
            var standing = await standings.Of(me.Id, unit, instant.At, cancel);
            Unit = standing.Unit;
            UnitName = standing.UnitNames[0];
            extendedTo = await db.ExtendedTo(Notice.Id, me.Id, unit, Unit.County, cancel);
        }

        NotOpen = ApplicationOffers.NotOpen(Notice, instant.At, extendedTo: extendedTo);

        Kind ??= Notice.Programmes.Count == 1 ? Notice.Programmes[0].Kind : null;
        Channel ??= Notice.Channels.Count(c => c.Here) == 1 ? Notice.Channels.First(c => c.Here).Channel : null;
    }
}
