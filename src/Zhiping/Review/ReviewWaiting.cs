using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Publicity;
using Zhiping.Review.Queue;

namespace Zhiping.Review;

/// <summary>Applications that wait for the acting office: the most urgent by name, the rest as a number.</summary>
internal sealed class ReviewWaiting(CurrentPerson current, QueueQuery queue) : IWaitingFor
{
    private const int Named = 5;

    public async Task<IReadOnlyList<WaitingItem>> For(Guid person, DateTimeOffset now, CancellationToken cancel)
    {
        if (!current.IsSignedIn || current.Id != person || current.ActingBodyId is not { } body || !current.Has(OfficeCases.Handlers))
        {
            return [];
        }

        var all = new QueueFilter();
        var counts = await queue.Count(body, all, now, cancel);
        var rows = await queue.Page(body, all, null, null, Named, cancel);
        var items = rows.Select(r => new WaitingItem("审核{0}的申报", [r.Name], $"/office/cases/{r.Id}", r.DueAt) { Hint = r.Unit }).ToList();
        if (counts.All > Named)
        {
            items.Add(new WaitingItem("还有{0}份申报等您审核", [counts.All - Named], "/office", null) { Count = counts.All - Named });
        }

        return items;
    }
}
