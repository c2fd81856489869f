using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Review;

namespace Zhiping.Payments;

/// <summary>Why something cannot be done about a fee. Pure: the page shows the refusal, the verb throws the same one.</summary>
public static class PaymentRules
{
    public static Refusal? CanPay(Application application, DateTimeOffset at, Admission? admission, IReadOnlyCollection<Payment> earlier) =>
        application.State == ApplicationState.Paid && admission is { FeeYuan: null } ? NoFee
        : application.State == ApplicationState.Paid ? new Refusal("已经确认缴费，不用再交。") { IsConflict = true }
        : application.State != ApplicationState.Admitted || admission is null
            ? new Refusal("还没有显示“已接收材料”，现在不用缴费。")
            {
                Remedy = "请等评审委员会办公室通过形式审核后再缴费。系统会通知您。",
                IsConflict = application.State != ApplicationState.AtCommittee,
            }
        : ApplicationRules.Lapsed(application, at) is { } lapsed ? lapsed
        : admission.FeeYuan is null ? NoFee
        : earlier.Any(p => p.State == PaymentState.Waiting)
            ? new Refusal("您已经交了一份凭证，正等评审委员会办公室核对。") { Remedy = "请不要重复提交。核对结果会通知您。", IsConflict = true }
        : null;

    private static readonly Refusal NoFee = new("通知没有规定您这个级别的评审费，不用缴费。") { Remedy = "请等评审委员会办公室办理。" };

    public static Refusal? CanSubmitVoucher(
        Application application, DateTimeOffset at, Admission? admission, IReadOnlyCollection<Payment> earlier, Voucher voucher) =>
        CanPay(application, at, admission, earlier) is { } refusal ? refusal
        : string.IsNullOrWhiteSpace(voucher.Reference) ? new Refusal("请填写银行转账的流水号。") { Field = "Reference" }
        : voucher.Reference.Trim().Length > 64 ? new Refusal("流水号太长，请照回单上的填写。") { Field = "Reference" }
        : string.IsNullOrWhiteSpace(voucher.Payer) ? new Refusal("请填写付款人。") { Field = "Payer" }
        : voucher.AmountYuan != admission!.FeeYuan
            ? new Refusal("您这个级别的评审费是{0}元，填的是{1}元。", admission.FeeYuan!.Value, voucher.AmountYuan)
            {
                Field = "AmountYuan",
                Remedy = "请照回单核对金额。转错了的，请联系评审委员会办公室。",
            }
        : voucher.PaidOn > Beijing.Day(at) ? new Refusal("转账日期不能晚于今天。") { Field = "PaidOn" }
        : voucher.PaidOn < Beijing.Day(at).AddYears(-1) ? new Refusal("转账日期早了一年以上，请核对。") { Field = "PaidOn" }
        : null;

    public static Refusal? CanConfirm(Application application, Payment payment, DateTimeOffset at) =>
        Decided(payment) ?? (application.State != ApplicationState.Admitted ? ApplicationRules.WrongState(application) : ApplicationRules.Lapsed(application, at));

    public static Refusal? CanReject(Application application, Payment payment, Act act) =>
        Decided(payment) ?? (application.State != ApplicationState.Admitted ? ApplicationRules.WrongState(application)
        : string.IsNullOrWhiteSpace(act.Reason) ? new Refusal("请写明凭证哪里不对。") { Field = "Reason", Remedy = "申报人会看到这个理由。" }
        : null);

    private static Refusal? Decided(Payment payment) => payment.State switch
    {
        PaymentState.Waiting => null,
        PaymentState.Confirmed => new Refusal("这份凭证已经确认。") { IsConflict = true },
        PaymentState.Rejected => new Refusal("这份凭证已经退回。") { IsConflict = true },
    };
}
