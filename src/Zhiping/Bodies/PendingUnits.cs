using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Bodies;

/// <summary>Registrations of units that wait for the body above. (A7)</summary>
internal sealed class PendingUnits(AppDb db, CurrentPerson person) : IWaitingFor
{
    public async Task<IReadOnlyList<WaitingItem>> For(Guid personId, DateTimeOffset now, CancellationToken cancel)
    {
        if (person.ActingBodyId is not { } body || !person.Has(Role.AuthorityClerk, Role.BureauClerk))
        {
            return [];
        }

        var count = await db.Bodies().WaitingFor(body).CountAsync(cancel);
        return count == 0 ? [] : [new WaitingItem("{0}个单位的注册等您审核", [count], "/bodies/pending", null) { Count = count }];
    }
}
