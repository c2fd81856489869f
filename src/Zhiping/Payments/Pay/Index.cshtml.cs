using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Notices;
using Zhiping.Review;

namespace Zhiping.Payments.Pay;

/// <summary>The applicant pays the fee by bank transfer and hands in the voucher. (H1, H2)</summary>
[ForSignedIn]
[RequestSizeLimit(VoucherPictures.Limit + 100_000)]
public sealed class PayModel(
    AppDb db, CurrentPerson person, NoticeStore notices, PaymentDesk desk, VoucherPictures pictures, IDataProtectionProvider protection, RequestInstant instant)
    : PageModel, IShowAgain
{
    private readonly IDataProtector protector = protection.CreateProtector("payments.voucher");

    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reference { get; set; }

    [BindProperty]
    public int? AmountYuan { get; set; }

    [BindProperty]
    public DateOnly? PaidOn { get; set; }

    [BindProperty]
    public string? Payer { get; set; }

    /// <summary>The picture that was already received, sealed, so that a refused post does not lose it.</summary>
    [BindProperty]
    public string? Kept { get; set; }

    public Application Application { get; private set; } = null!;

    public Notice Notice { get; private set; } = null!;

    public Admission? Admission { get; private set; }

    public IReadOnlyList<Payment> Payments { get; private set; } = [];

    public Fee? Fee { get; private set; }

    public Refusal? WhyNot { get; private set; }

    public DateTimeOffset Now => instant.At;

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        if (!await Load(cancel))
        {
            return NotFound();
        }

        AmountYuan ??= Admission?.FeeYuan;
        Payer ??= person.Name;
        return Page();
    }

    public async Task<IActionResult> OnPost(IFormFile? file, CancellationToken cancel)
    {
        if (!await Load(cancel))
        {
            return NotFound();
        }

        var picture = Kept is { Length: > 0 } ? Unseal(Kept) : null;
        if (file is { Length: > 0 })
        {
            picture = await pictures.Keep(file, cancel);
            Kept = protector.Protect(picture);
            ModelState.Remove(nameof(Kept));
        }

        await desk.SubmitVoucher(
            person.OwnAct(), Id,
            new Voucher(Reference ?? "", AmountYuan ?? 0, PaidOn ?? throw new RefusalException(new Refusal("请填写转账日期。") { Field = "PaidOn" }), Payer ?? "", picture),
            cancel);
        TempData["Flash"] = "凭证已提交，请等评审委员会办公室核对。";
        return Redirect($"/applications/{Id}/payment");
    }

    /// <summary>The picture of one of the person's own vouchers.</summary>
    public async Task<IActionResult> OnGetPicture(Guid payment, CancellationToken cancel) =>
        await Load(cancel) && Payments.FirstOrDefault(p => p.Id == payment)?.Picture is { } picture ? pictures.Show(picture) : NotFound();

    public Task ShowAgain(CancellationToken cancel) => Load(cancel);

    private async Task<bool> Load(CancellationToken cancel)
    {
        if (await db.Applications().OwnedBy(person.Id).FirstOrDefaultAsync(a => a.Id == Id, cancel) is not { } application)
        {
            return false;
        }

        Application = application;
        Notice = (await notices.Get(application.RevisionId, cancel)).Notice;
        Admission = await db.Admissions().FirstOrDefaultAsync(a => a.ApplicationId == Id, cancel);
        Payments = await db.PaymentsOf(Id, cancel);
        Fee = Notice.FeeOf(application.Placing, application.Kind);
        WhyNot = PaymentRules.CanPay(application, Now, Admission, [.. Payments]);
        return true;
    }

    private string? Unseal(string kept)
    {
        try
        {
            return protector.Unprotect(kept);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
