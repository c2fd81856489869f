using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Messages.Stuck;

/// <summary>Work that was given up after many tries waits for the operator.</summary>
internal sealed class StuckWaiting(AppDb db, CurrentPerson person) : IWaitingFor
{
    public async Task<IReadOnlyList<WaitingItem>> For(Guid personId, DateTimeOffset now, CancellationToken cancel)
    {
        if (person.ActingBodyId is null || !person.Has(Role.Operator))
        {
            return [];
        }

        var count = await db.Work().CountAsync(item => item.GivenUp, cancel);
        return count == 0 ? [] : [new WaitingItem("{0}件后台任务停下了，等您处理", [count], "/operations/work", null) { Count = count, Shape = Shape.Fix }];
    }
}
