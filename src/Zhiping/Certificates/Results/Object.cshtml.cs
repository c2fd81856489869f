using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Certificates.Results;

/// <summary>Anybody objects to somebody on the list, by name or anonymously. (J5)</summary>
[ForAnyone]
public sealed class ObjectModel(AppDb db, CertificateDesk desk, PublicLimits limits, RequestInstant instant) : PageModel, IShowAgain
{
    [BindProperty]
    public Guid EntryId { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Contact { get; set; }

    public ResultPublicity Publicity { get; private set; } = null!;

    public IReadOnlyList<ResultEntry> Entries { get; private set; } = [];

    public bool IsOpen => Publicity.IsOpen(instant.At);

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancel) => await Load(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancel)
    {
        if (!await db.ResultPublicities().AnyAsync(p => p.Id == id, cancel))
        {
            return NotFound();
        }

        RefusalException.ThrowIf(limits.MayObject(HttpContext) ? null : new Refusal("从这个网络提出的异议太多。") { Remedy = "请一小时后再试，或拨打监督电话。" });

        // Nobody is named as the actor, not even somebody signed in: an objection may be anonymous.
        var objection = await desk.Object(Act.OfPlatform(instant.At), id, new NewObjection(EntryId, Text ?? "", Name, Contact), cancel);
        return Redirect($"/publicity/objections?receipt={objection.Receipt}&new=true");
    }

    public Task ShowAgain(CancellationToken cancel) => Load(Guid.Parse((string)RouteData.Values["id"]!), cancel);

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        if (await db.ResultPublicities().SingleOrDefaultAsync(p => p.Id == id, cancel) is not { } publicity)
        {
            return false;
        }

        Publicity = publicity;
        Entries = await db.ResultEntries().Where(e => e.PublicityId == id).OrderBy(e => EF.Functions.Collate(e.Name, CertificateQueries.ByPinyin)).ThenBy(e => e.UnitName).ToListAsync(cancel);
        return true;
    }
}
