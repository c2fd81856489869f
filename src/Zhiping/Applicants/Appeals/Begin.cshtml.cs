using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Bodies;
using Zhiping.Data;

namespace Zhiping.Applicants.Appeals;

/// <summary>申诉, first half: who you are and where you can be reached now. The answer is the same whether or not there is such an account. (A4)</summary>
[ForAnyone]
public sealed class BeginModel(AppDb db, AppealDesk desk, Captcha captcha, TimeProvider clock, Texts texts) : PageModel, IShowAgain
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? IdentityNumber { get; set; }

    [BindProperty]
    public string? Mobile { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    /// <summary>What happened.</summary>
    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public Guid? Region { get; set; }

    [BindProperty(Name = "altcha")]
    public string? Altcha { get; set; }

    public IReadOnlyList<(Guid Id, string Name)> Regions { get; private set; } = [];

    public Task OnGetAsync(CancellationToken stop) => ShowAgain(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await ShowAgain(stop);
        var (said, refusals) = Enrolment.Read(Name, IdentityNumber, Mobile, Email, Beijing.Day(clock.Now()));
        var more = new[]
        {
            string.IsNullOrWhiteSpace(Words) ? new Refusal("请写明遇到了什么情况。") { Field = nameof(Words) } : null,
            Regions.All(r => r.Id != Region) ? new Refusal("请选择您所在的地区。") { Field = nameof(Region) } : null,
        };
        foreach (var refusal in refusals.Concat(more.OfType<Refusal>()))
        {
            ModelState.AddModelError(refusal.Field!, $"{texts.Say(refusal)}{texts.Remedy(refusal)}");
        }

        if (!ModelState.IsValid)
        {
            return await this.Again(stop);
        }

        RefusalException.ThrowIf(!string.IsNullOrEmpty(Altcha) && !await captcha.SpendAsync(db, Altcha, stop)
            ? new Refusal("人机验证已经过期。") { Remedy = "页面会自动重新验证，请稍等一下再按一次。您填的内容都还在。" }
            : null);
        var content = new AppealContent(said!.Name, said.Number.Reveal(), said.Mobile, said.Email, Words!.Trim());
        return RedirectToPage("Card", new { id = await desk.BeginAsync(content, Region!.Value, stop), mobile = Contacts.MaskMobile(said.Mobile), mail = Contacts.MaskEmail(said.Email) });
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        var found = await db.Bodies().AsNoTracking().Where(b => b.Kind == BodyKind.Region && b.State == BodyState.Active).OrderBy(b => b.Name).Select(b => new { b.Id, b.Name }).ToListAsync(cancel);
        Regions = [.. found.Select(r => (r.Id, r.Name))];
        Region ??= Regions.Count == 1 ? Regions[0].Id : null;
    }
}
