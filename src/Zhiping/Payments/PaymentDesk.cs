using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Attachments.Scan;
using Zhiping.Data;
using Zhiping.Publicity;
using Zhiping.Review;

namespace Zhiping.Payments;

/// <summary>What is done about fees, callable from pages and from code. Each verb saves once. (H1, H2)</summary>
public sealed class PaymentDesk(AppDb db, OfficeCases cases)
{
    /// <summary>The applicant hands in a transfer voucher.</summary>
    public async Task<Payment> SubmitVoucher(Act act, Guid applicationId, Voucher voucher, CancellationToken cancel = default)
    {
        var application = await db.Applications().OwnedBy(act.By ?? Guid.Empty).FirstOrDefaultAsync(a => a.Id == applicationId, cancel)
            ?? throw new RefusalException(new Refusal("没有这份申报。"));
        var admission = await db.Admissions().FirstOrDefaultAsync(a => a.ApplicationId == applicationId, cancel);
        var payment = application.SubmitVoucher(act, admission, await db.PaymentsOf(applicationId, cancel), voucher);
        db.Add(payment);
        if (voucher.Picture is not null)
        {
            db.Queue(new WorkItem(VoucherScan.WorkKind, act.At, voucher.Picture, voucher.Picture));
        }

        await cases.Commit(application, cancel);
        return payment;
    }

    /// <summary>The office has the money.</summary>
    public async Task ConfirmPayment(Act act, Guid paymentId, CancellationToken cancel = default)
    {
        var (office, payment) = await InHand(act, paymentId, cancel);
        payment.Confirm(act, office.Application);
        await cases.Commit(office.Application, cancel);
    }

    /// <summary>The voucher does not hold; the act's reason says why.</summary>
    public async Task RejectPayment(Act act, Guid paymentId, CancellationToken cancel = default)
    {
        var (office, payment) = await InHand(act, paymentId, cancel);
        payment.Reject(act, office.Application);
        await cases.Commit(office.Application, cancel);
    }

    private async Task<(OfficeCase Office, Payment Payment)> InHand(Act act, Guid paymentId, CancellationToken cancel)
    {
        var payment = await db.Payments().FirstOrDefaultAsync(p => p.Id == paymentId, cancel)
            ?? throw new RefusalException(new Refusal("没有这份凭证。"));
        return (await cases.InHand(act, payment.ApplicationId, cancel), payment);
    }
}

/// <summary>Fees and their vouchers.</summary>
public sealed class PaymentsFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<PaymentDesk>();
        services.AddScoped<VoucherPictures>();
        services.AddScoped<ISentFiles, SentVouchers>();
        services.AddScoped<IWorkHandler, VoucherScan>();
        services.AddSingleton(new FileColumn(typeof(Payment), nameof(Payment.Picture)));
        services.AddScoped<IWaitingFor, PaymentsWaiting>();
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
