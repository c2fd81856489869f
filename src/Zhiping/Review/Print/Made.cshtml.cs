using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Review.Print;

/// <summary>A paper that the person ordered: being made, then ready. For nobody else.</summary>
[ForSignedIn]
public sealed class MadeModel(AppDb db, CurrentPerson person, IBlobStore blobs, Sealer sealer, Texts texts) : PageModel
{
    public PrintJob Job { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancel) => await Load(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnGetPdf(Guid id, CancellationToken cancel)
    {
        if (!await Load(id, cancel) || Job.File is null)
        {
            return NotFound();
        }

        await using var file = blobs.OpenRead(Job.File);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancel);
        Response.Headers.CacheControl = "no-cache, no-store";
        return File(sealer.Open(bytes.ToArray(), Job.Context), "application/pdf", texts.Plain(Words(Job.Kind)) + ".pdf");
    }

    public static string Words(PrintKind kind) => kind switch
    {
        PrintKind.FormDraft => "评审表草稿",
        PrintKind.FormOfficial => "评审表",
        PrintKind.UnitPublicity => "推荐单位公示",
        PrintKind.PublicityResult => "推荐单位公示结果",
        PrintKind.Recommendation => "单位推荐意见",
        PrintKind.Pledge => "个人承诺书",
        PrintKind.EducationExemption => "免除继续教育学习申请表",
        PrintKind.DossierBag => "材料袋封面",
        PrintKind.Roster => "申报人员花名册",
        PrintKind.CommissionLetter => "委托评审函",
    };

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        var job = await db.PrintJobs().AsNoTracking().FirstOrDefaultAsync(j => j.Id == id && j.RequestedBy == person.Id && j.ForBody == person.ActingBodyId, cancel);
        Job = job!;
        return job is not null;
    }
}
