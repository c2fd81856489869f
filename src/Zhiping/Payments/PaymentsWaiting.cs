using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Review;

namespace Zhiping.Payments;

/// <summary>Fees that wait: the applicant's own, and vouchers before the office.</summary>
internal sealed class PaymentsWaiting(AppDb db, CurrentPerson current) : IWaitingFor
{
    public async Task<IReadOnlyList<WaitingItem>> For(Guid person, DateTimeOffset now, CancellationToken cancel)
    {
        var items = new List<WaitingItem>();
        var own = await db.Applications().OwnedBy(person).Where(a => a.State == ApplicationState.Admitted)
            .Join(db.Admissions(), a => a.Id, x => x.ApplicationId, (a, x) => new { a.Id, x.FeeYuan, x.PayBy }).ToListAsync(cancel);
        foreach (var application in own)
        {
            var last = (await db.PaymentsOf(application.Id, cancel)).FirstOrDefault();
            items.Add(last?.State switch
            {
                PaymentState.Waiting => new WaitingItem("转账凭证已提交，等评审委员会办公室核对", [], Pay(application.Id), null) { Shape = Shape.Wait, State = "等办公室核对" },
                PaymentState.Rejected => new WaitingItem("转账凭证被退回，请重新提交", [], Pay(application.Id), application.PayBy) { Shape = Shape.Fix, State = "要改正" },
                _ => new WaitingItem("材料已接收，请缴纳评审费{0}元", [application.FeeYuan ?? 0], Pay(application.Id), application.PayBy),
            });
        }

        if (current.IsSignedIn && current.Id == person && current.ActingBodyId is { } body && current.Has(Role.OfficeClerk, Role.OfficeHead))
        {
            var waiting = await db.Payments().CountAsync(
                p => p.State == PaymentState.Waiting && db.Set<Application>().Any(a => a.Id == p.ApplicationId && a.HolderId == body), cancel);
            if (waiting > 0)
            {
                items.Add(new WaitingItem("{0}份转账凭证等您核对", [waiting], "/office/payments", null) { Count = waiting });
            }
        }

        return items;
    }

    private static string Pay(Guid application) => $"/applications/{application}/payment";
}
