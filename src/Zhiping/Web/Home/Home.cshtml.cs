using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Web.Home;

/// <summary>What waits for me: asked of every feature, the edge that comes first on top. Every role starts here.</summary>
[ForSignedIn]
public sealed class HomeModel(CurrentPerson person, IEnumerable<IWaitingFor> sources, RequestInstant instant) : PageModel
{
    public DateTimeOffset Now => instant.At;

    public bool IsApplicant => person.ActingBodyId is null;

    public IReadOnlyList<WaitingItem> Items { get; private set; } = [];

    public int Count => Items.Sum(x => x.Count);

    public int DueToday => Items.Where(x => x.Due is { } due && due >= Now && Beijing.Day(due.AddTicks(-1)) == Beijing.Day(Now)).Sum(x => x.Count);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var items = new List<WaitingItem>();
        foreach (var source in sources)
        {
            items.AddRange(await source.For(person.Id, Now, cancel));
        }

        Items = [.. items.OrderBy(x => x.Due ?? DateTimeOffset.MaxValue)];
    }
}
