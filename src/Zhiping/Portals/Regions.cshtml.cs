using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Accounts;

namespace Zhiping.Portals;

/// <summary>Where several regions stand on the platform, the visitor chooses. (A1)</summary>
[ForAnyone]
public sealed class RegionsModel(CurrentRegion current) : PageModel
{
    public IReadOnlyList<RegionFacts> All { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => All = await current.All(cancel);
}

/// <summary>A region's own address: remembers the region and shows its portal.</summary>
[ForAnyone]
public sealed class RegionDoorModel(CurrentRegion current) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string region, CancellationToken cancel)
    {
        if ((await current.All(cancel)).All(r => r.Code != region))
        {
            return NotFound();
        }

        current.Remember(region);
        return LocalRedirect("/");
    }
}
