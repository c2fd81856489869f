using Microsoft.EntityFrameworkCore;
using Npgsql;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Payments;
using Zhiping.Policy.Quantities;
using Zhiping.Tests.Review;
using static Zhiping.Tests.Review.ReviewSite;

namespace Zhiping.Tests.Payments;

/// <summary>Fees by transfer voucher, after 'materials received'.</summary>
public sealed class PaymentTests(ReviewSite site) : IClassFixture<ReviewSite>
{
    private static readonly DateTimeOffset Monday = Beijing(7, 22, 10);

    [Theory]
    [Requirement("H1")]
    [InlineData(Level.Assistant, 200)]
    [InlineData(Level.Intermediate, 400)]
    [InlineData(Level.DeputySenior, 700)]
    [InlineData(Level.FullSenior, 700)]
    public async Task Voucher_OverTheFeeOfTheLevel_IsTakenAndConfirmed(Level level, int fee)
    {
        var application = await site.Admitted(Monday, level: level);
        var refused = await Refused(() => Send(application, fee - 1));
        Assert.Contains($"{fee}元", refused.ToString(), StringComparison.Ordinal);
        var payment = await Send(application, fee);
        await Confirm(payment);
        Assert.Equal(ApplicationState.Paid, (await site.Reload(application.Id)).State);
    }

    [Fact]
    [Requirement("F7", "H2")]
    public async Task Voucher_BeforeMaterialsAreReceived_IsRefused()
    {
        var application = await site.AtCommittee(Monday);
        Assert.Contains("已接收材料", (await Refused(() => Send(application, 400))).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("H2")]
    public async Task Voucher_Twice_IsRefusedWhileOneWaits_AndAfterARejectionAnotherMayFollow()
    {
        var application = await site.Admitted(Monday);
        var first = await Send(application, 400);
        Assert.True((await Refused(() => Send(application, 400))).IsConflict);
        Assert.Equal("Reason", (await Refused(() => Reject(first, " "))).Field);
        await Reject(first, "流水号查不到");
        var second = await Send(application, 400);
        await Confirm(second);
        Assert.True((await Refused(() => Confirm(second))).IsConflict);
        Assert.True((await Refused(() => Send(application, 400))).IsConflict);
    }

    [Theory]
    [Requirement("H2")]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public async Task Voucher_AroundTheDeadline_IsTakenAndMarkedLate_SinceTheNoticeSaysNoConsequence(int milliseconds, bool late)
    {
        var application = await site.Admitted(Monday);
        var payment = await Send(application, 400, Beijing(9, 16).AddMilliseconds(milliseconds));
        Assert.Equal(late, payment.Late);
    }

    [Fact]
    [Requirement("A9")]
    public async Task Confirm_ByTheUnit_IsRefused()
    {
        var payment = await Send(await site.Admitted(Monday), 400);
        await Refused(() => site.Pay<int>(async d =>
        {
            await d.ConfirmPayment(site.ByHr(Beijing(8, 20)), payment.Id);
            return 0;
        }));
    }

    [Fact]
    [Requirement("D2")]
    public async Task Voucher_ForSomebodyElse_IsNotThere()
    {
        var application = await site.Admitted(Monday);
        await Refused(() => site.Pay(d => d.SubmitVoucher(new Act(site.Hr, null, Beijing(8, 20)), application.Id, Voucher(400))));
    }

    [Fact]
    [Requirement("E2", "H1")]
    public async Task Voucher_WithAPicture_HasItScanned_AndOneWithoutHasNot()
    {
        var picture = new string('c', 64);
        var application = await site.Admitted(Monday);
        await site.Pay(d => d.SubmitVoucher(new Act(application.PersonId, null, Beijing(8, 20)), application.Id, Voucher(400) with { Picture = picture }));
        await Send(await site.Admitted(Monday), 400);
        Assert.Equal([picture], await site.WithDb(db => db.Set<WorkItem>().Where(w => w.Kind == "voucher.scan").Select(w => w.Data).ToListAsync()));
    }

    [Theory]
    [Requirement("H2")]
    [InlineData("update payments set state = 'Confirmed' where id = '{0}'", "ck_payments_decided")]
    [InlineData("update payments set decided_at = now() where id = '{0}'", "ck_payments_decided")]
    [InlineData("update payments set state = 'Rejected', decided_at = now(), decided_by = submitted_by where id = '{0}'", "ck_payments_reason")]
    [InlineData("update payments set amount_yuan = 0 where id = '{0}'", "ck_payments_amount")]
    [InlineData("insert into payments (id, application_id, reference, amount_yuan, paid_on, payer, late, submitted_by, submitted_at, state) select gen_random_uuid(), application_id, reference, amount_yuan, paid_on, payer, late, submitted_by, submitted_at, state from payments where id = '{0}'", "ux_payments_waiting")]
    public async Task Database_RefusesPaymentsThatCannotBe(string sql, string constraint)
    {
        var payment = await Send(await site.Admitted(Monday), 400);
        var error = await Assert.ThrowsAsync<PostgresException>(() => site.WithDb(async db =>
        {
#pragma warning disable EF1002
            await db.Database.ExecuteSqlRawAsync(string.Format(sql, payment.Id));
#pragma warning restore EF1002
        }));
        Assert.Equal(constraint, error.ConstraintName);
    }

    [Fact]
    [Requirement("H2")]
    public async Task Database_RefusesASecondConfirmedPayment()
    {
        var payment = await Send(await site.Admitted(Monday), 400);
        await Confirm(payment);
        var error = await Assert.ThrowsAsync<PostgresException>(() => site.WithDb(async db => await db.Database.ExecuteSqlAsync(
            $"insert into payments (id, application_id, reference, amount_yuan, paid_on, payer, late, submitted_by, submitted_at, state, decided_by, decided_at) select gen_random_uuid(), application_id, reference, amount_yuan, paid_on, payer, late, submitted_by, submitted_at, state, decided_by, decided_at from payments where id = {payment.Id}")));
        Assert.Equal("ux_payments_confirmed", error.ConstraintName);
    }

    private static Voucher Voucher(int yuan) => new("20240820000123", yuan, new DateOnly(2024, 8, 19), "白若溪", null);

    private Task<Payment> Send(Application application, int yuan, DateTimeOffset? at = null) =>
        site.Pay(d => d.SubmitVoucher(new Act(application.PersonId, null, at ?? Beijing(8, 20)), application.Id, Voucher(yuan)));

    private Task Confirm(Payment payment) => site.Pay<int>(async d =>
    {
        await d.ConfirmPayment(site.ByClerk(Beijing(8, 21)), payment.Id);
        return 0;
    });

    private Task Reject(Payment payment, string reason) => site.Pay<int>(async d =>
    {
        await d.RejectPayment(site.ByClerk(Beijing(8, 21), reason), payment.Id);
        return 0;
    });
}
