using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Review;

namespace Zhiping.Payments.Fees;

/// <summary>One voucher before the office.</summary>
public sealed record VoucherRow(Payment Payment, string Name, string Unit, int? Fee, DateTimeOffset? PayBy);

/// <summary>Vouchers that the committee's office confirms or rejects, oldest first, and who has not paid yet. (H2)</summary>
[ForRoles(Role.OfficeClerk, Role.OfficeHead)]
public sealed class FeesModel(AppDb db, CurrentPerson person, PaymentDesk desk, VoucherPictures pictures, RequestInstant instant) : PageModel, IShowAgain
{
    private const int Shown = 100;

    [BindProperty]
    public Guid Payment { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<VoucherRow> Waiting { get; private set; } = [];

    public IReadOnlyList<(Guid Id, string Name, string Unit, int? Fee, DateTimeOffset? PayBy)> Unpaid { get; private set; } = [];

    public DateTimeOffset Now => instant.At;

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        await ShowAgain(cancel);
        return Page();
    }

    public async Task<IActionResult> OnGetPicture(Guid payment, CancellationToken cancel) =>
        await Mine(cancel).Where(p => p.Id == payment).Select(p => p.Picture).FirstOrDefaultAsync(cancel) is { } picture ? pictures.Show(picture) : NotFound();

    public async Task<IActionResult> OnPostConfirm(CancellationToken cancel)
    {
        if (!await Mine(cancel).AnyAsync(p => p.Id == Payment, cancel))
        {
            return NotFound();
        }

        await desk.ConfirmPayment(person.Act(), Payment, cancel);
        TempData["Flash"] = "已确认缴费。";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostReject(CancellationToken cancel)
    {
        if (!await Mine(cancel).AnyAsync(p => p.Id == Payment, cancel))
        {
            return NotFound();
        }

        await desk.RejectPayment(person.Act(Reason), Payment, cancel);
        TempData["Flash"] = "凭证已退回，申报人会看到理由。";
        return RedirectToPage();
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        Waiting = await Mine(cancel).Where(p => p.State == PaymentState.Waiting)
            .Join(db.Applications(), p => p.ApplicationId, a => a.Id, (p, a) => new { p, a.PersonId, a.UnitId })
            .Join(db.People(), x => x.PersonId, p => p.Id, (x, p) => new { x.p, x.UnitId, p.Name })
            .Join(db.Bodies(), x => x.UnitId, b => b.Id, (x, b) => new { x.p, x.Name, Unit = b.Name })
            .Join(db.Admissions(), x => x.p.ApplicationId, a => a.ApplicationId, (x, a) => new { x.p, x.Name, x.Unit, a.FeeYuan, a.PayBy })
            .OrderBy(x => x.p.SubmittedAt).Take(Shown).Select(x => new VoucherRow(x.p, x.Name, x.Unit, x.FeeYuan, x.PayBy)).ToListAsync(cancel);
        var body = person.ActingBodyId!.Value;
        var unpaid = await db.Applications()
            .Where(a => a.HolderId == body && a.State == ApplicationState.Admitted
                && !db.Set<Payment>().Any(p => p.ApplicationId == a.Id && p.State == PaymentState.Waiting))
            .Join(db.People(), a => a.PersonId, p => p.Id, (a, p) => new { a.Id, a.UnitId, p.Name })
            .Join(db.Bodies(), x => x.UnitId, b => b.Id, (x, b) => new { x.Id, x.Name, Unit = b.Name })
            .Join(db.Admissions(), x => x.Id, a => a.ApplicationId, (x, a) => new { x.Id, x.Name, x.Unit, a.FeeYuan, a.PayBy, a.At })
            .OrderBy(x => x.At).Take(Shown).ToListAsync(cancel);
        Unpaid = [.. unpaid.Select(x => (x.Id, x.Name, x.Unit, x.FeeYuan, x.PayBy))];
    }

    private IQueryable<Payment> Mine(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var body = person.ActingBodyId ?? Guid.Empty;
        return db.Payments().Where(p => db.Set<Application>().Any(a => a.Id == p.ApplicationId && a.HolderId == body));
    }
}
