using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Review;

namespace Zhiping.Payments;

public enum PaymentState
{
    /// <summary>The voucher waits for the committee's office.</summary>
    Waiting = 1,

    /// <summary>The money has arrived.</summary>
    Confirmed = 2,

    /// <summary>The voucher does not hold; another may follow.</summary>
    Rejected = 3,
}

/// <summary>What the applicant says about a transfer.</summary>
/// <param name="Reference">The bank's number of the transfer.</param>
/// <param name="AmountYuan">In whole yuan.</param>
/// <param name="PaidOn">The day of the transfer.</param>
/// <param name="Payer">In whose name it was made.</param>
/// <param name="Picture">The content hash of the voucher's picture in the blob store; null where only the number is given.</param>
public sealed record Voucher(string Reference, int AmountYuan, DateOnly PaidOn, string Payer, string? Picture);

/// <summary>A bank-transfer voucher for the fee of an application, confirmed or rejected by the committee's office. (H1, H2)</summary>
public sealed class Payment
{
    private Payment()
    {
    }

    internal Payment(Act act, Application application, Voucher voucher, bool late)
    {
        Id = Ids.Row(act.At);
        ApplicationId = application.Id;
        Reference = voucher.Reference.Trim();
        AmountYuan = voucher.AmountYuan;
        PaidOn = voucher.PaidOn;
        Payer = voucher.Payer.Trim();
        Picture = voucher.Picture;
        Late = late;
        SubmittedBy = act.By!.Value;
        SubmittedAt = act.At;
        State = PaymentState.Waiting;
    }

    public Guid Id { get; private set; }

    public Guid ApplicationId { get; private set; }

    public string Reference { get; private set; } = "";

    public int AmountYuan { get; private set; }

    public DateOnly PaidOn { get; private set; }

    public string Payer { get; private set; } = "";

    /// <summary>The content hash of the picture; null where only the number was given.</summary>
    public string? Picture { get; private set; }

    /// <summary>When the picture was removed because of a virus; null while it is there or where there was none.</summary>
    public DateTimeOffset? PictureRemovedAt { get; private set; }

    /// <summary>Handed in after the deadline of the notice; what follows is as the notice says. (H2)</summary>
    public bool Late { get; private set; }

    public Guid SubmittedBy { get; private set; }

    public DateTimeOffset SubmittedAt { get; private set; }

    public PaymentState State { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was rejected.</summary>
    public string? Reason { get; private set; }

    public uint Version { get; private set; }

    /// <summary>The office has the money: the application is paid.</summary>
    public void Confirm(Act act, Application application)
    {
        RefusalException.ThrowIf(PaymentRules.CanConfirm(application, this, act.At));
        Decide(act, PaymentState.Confirmed);
        application.Move(act, ApplicationVerb.ConfirmPayment, ApplicationState.Paid, application.HolderId, null, ("payment", Id), ("yuan", AmountYuan));
    }

    /// <summary>The voucher does not hold, and why.</summary>
    public void Reject(Act act, Application application)
    {
        RefusalException.ThrowIf(PaymentRules.CanReject(application, this, act));
        Decide(act, PaymentState.Rejected);
        Reason = act.Reason!.Trim();
        application.Record(act, "RejectPayment", ("payment", Id));
    }

    /// <summary>A virus was found in the picture; number, amount and day stand as they were handed in, and the money can be found by them.</summary>
    public void RemovePicture(Act act, Application application)
    {
        PictureRemovedAt = act.At.ToUniversalTime();
        application.Record(act, "RemoveInfectedVoucher", ("payment", Id), ("file", Picture));
    }

    private void Decide(Act act, PaymentState state)
    {
        State = state;
        DecidedBy = act.By;
        DecidedAt = act.At;
    }
}

/// <summary>What an applicant does about the fee.</summary>
public static class PaymentVerbs
{
    /// <summary>Hands in a voucher once the materials are received.</summary>
    public static Payment SubmitVoucher(this Application application, Act act, Admission? admission, IReadOnlyCollection<Payment> earlier, Voucher voucher)
    {
        RefusalException.ThrowIf(PaymentRules.CanSubmitVoucher(application, act.At, admission, earlier, voucher));
        var payment = new Payment(act, application, voucher, admission!.PayBy is { } edge && act.At >= edge);
        application.Record(act, "SubmitVoucher", ("payment", payment.Id), ("yuan", payment.AmountYuan));
        return payment;
    }
}
