using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Notices;

namespace Zhiping.Review.Print;

/// <summary>The applicant's evaluation form: draft any time, official once the materials are received. (D8, K8)</summary>
[ForSignedIn]
public sealed class OwnFormModel(AppDb db, CurrentPerson person, PrintDesk desk, NoticeStore notices) : PageModel, IShowAgain
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    public Application Application { get; private set; } = null!;

    public Notice Notice { get; private set; } = null!;

    public Refusal? WhyNotOfficial { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken cancel) => await Load(cancel) ? Page() : NotFound();

    /// <summary>The other papers that the applicant prints. (K4–K6)</summary>
    [BindProperty]
    public PrintKind? Kind { get; set; }

    public IReadOnlyList<(PrintKind Kind, Refusal? WhyNot)> Papers { get; private set; } = [];

    public async Task<IActionResult> OnPostPaper(CancellationToken cancel)
    {
        if (!await Load(cancel))
        {
            return NotFound();
        }

        RefusalException.ThrowIf(Kind is PrintKind.Pledge or PrintKind.EducationExemption or PrintKind.DossierBag ? null : new Refusal("请选择要打印的材料。"));
        return await Order(Kind!.Value, cancel);
    }

    public Task<IActionResult> OnPostDraft(CancellationToken cancel) => Order(PrintKind.FormDraft, cancel);

    public Task<IActionResult> OnPostOfficial(CancellationToken cancel) => Order(PrintKind.FormOfficial, cancel);

    public Task ShowAgain(CancellationToken cancel) => Load(cancel);

    private async Task<IActionResult> Order(PrintKind kind, CancellationToken cancel)
    {
        if (!await Load(cancel))
        {
            return NotFound();
        }

        var job = await desk.Order(person.OwnAct(), Id, kind, cancel: cancel);
        return Redirect($"/prints/{job.Id}");
    }

    private async Task<bool> Load(CancellationToken cancel)
    {
        if (await db.Applications().AsNoTracking().OwnedBy(person.Id).FirstOrDefaultAsync(a => a.Id == Id, cancel) is not { } application)
        {
            return false;
        }

        Application = application;
        Notice = (await notices.Get(application.RevisionId, cancel)).Notice;
        WhyNotOfficial = await desk.WhyNot(application, PrintKind.FormOfficial, null, null, cancel);
        Papers =
        [
            (PrintKind.Pledge, null), (PrintKind.EducationExemption, null),
            (PrintKind.DossierBag, await desk.WhyNot(application, PrintKind.DossierBag, null, null, cancel)),
        ];
        return true;
    }
}
