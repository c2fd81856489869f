using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Accounts;
using Zhiping.Notices;
using Zhiping.Policy.Notices;

namespace Zhiping.Portals;

/// <summary>Which document each specialty is evaluated by. (B8, B9)</summary>
[ForAnyone]
public sealed class ConditionsModel(CurrentRegion current, NoticeStore notices) : PageModel
{
    public IReadOnlyList<Notice> Notices { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) =>
        Notices = [.. (await notices.OfRegion((await current.Get(cancel))?.Code, cancel)).Select(n => n.Notice).Where(n => n is { StandIn: false, Abstract: false })];
}
