using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Accounts;
using Zhiping.Notices;

namespace Zhiping.Portals.Notices;

/// <summary>All notices of the region, newest first. (B8)</summary>
[ForAnyone]
public sealed class IndexModel(CurrentRegion current, NoticeStore notices, TimeProvider clock) : PageModel
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public IReadOnlyList<PublishedNotice> All { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) =>
        All = await notices.OfRegion((await current.Get(cancel))?.Code, cancel);
}
