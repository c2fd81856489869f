using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Accounts;
using Zhiping.Notices;

namespace Zhiping.Portals;

/// <summary>A region's portal: what is open, by when, the year's dates, the notices. (A1, B8)</summary>
[ForAnyone]
public sealed class HomeModel(CurrentRegion current, NoticeStore notices, TimeProvider clock) : PageModel
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public RegionFacts? Region { get; private set; }

    public IReadOnlyList<RegionFacts> Regions { get; private set; } = [];

    public IReadOnlyList<PublishedNotice> All { get; private set; } = [];

    public IReadOnlyList<PublishedNotice> Open { get; private set; } = [];

    /// <summary>The notice whose dates are drawn: the first that is open, else the newest.</summary>
    public PublishedNotice? Calendar => Open.Count > 0 ? Open[0] : All.Count > 0 ? All[0] : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Regions = await current.All(cancel);
        Region = await current.Get(cancel);
        if (Region is null && Regions.Count > 1)
        {
            return RedirectToPage("/Portals/Regions");
        }

        All = await notices.OfRegion(Region?.Code, cancel);
        var open = (await notices.OpenAt(Now, cancel)).Select(n => n.RevisionId).ToHashSet();
        Open = [.. All.Where(n => open.Contains(n.RevisionId)).OrderBy(n => n.Notice.Windows.Application.Closes?.At)];
        return Page();
    }
}
