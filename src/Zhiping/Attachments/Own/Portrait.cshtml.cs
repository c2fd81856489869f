using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Data;

namespace Zhiping.Attachments.Own;

/// <summary>证件照: the one-inch portrait, its checks, and where it goes. (A5)</summary>
[ForSignedIn]
[RequestSizeLimit(PageRules.MostBytes + (1024 * 1024))]
public sealed class PortraitModel(AppDb db, IBlobStore blobs, PortraitDesk desk, CurrentPerson me, RequestInstant instant) : PageModel, IShowAgain
{
    [BindProperty]
    public IFormFile? Photo { get; set; }

    public PersonPortrait? Portrait { get; private set; }

    /// <summary>Open drafts that have no portrait yet, or another one.</summary>
    public int Missing { get; private set; }

    /// <summary>What is wrong with the file that came last; Chinese texts and keys.</summary>
    public Refusal? Wrong => Portrait?.Problem switch
    {
        PortraitProblem.CannotOpen => new Refusal("这个文件打不开，可能已经损坏。") { Remedy = "请另存为JPG，再上传。" },
        PortraitProblem.TooSmall => new Refusal("照片太小：宽至少295像素，高至少413像素（一寸，300 dpi）。") { Remedy = "请用照相馆给的电子照，或者重新扫描。" },
        PortraitProblem.WrongShape => new Refusal("照片的宽高不是一寸照的比例（5比7）。") { Remedy = "请裁成竖着的一寸照，再上传。" },
        PortraitProblem.Dark => new Refusal("照片太暗。") { Remedy = "请换一张光线均匀的。" },
        PortraitProblem.Pale => new Refusal("照片太淡，明暗分不清。") { Remedy = "请换一张清楚的。" },
        PortraitProblem.Removed => new Refusal("您的证件照收下以后，病毒检查发现它的文件带有病毒，已经删除。") { Remedy = "请在安全的设备上重新扫描或拍摄，再上传。" },
        _ => null,
    };

    public async Task OnGetAsync(CancellationToken stop)
    {
        await ShowAgain(stop);
        if (Portrait?.IsChecking == true)
        {
            Response.Headers["Refresh"] = "2";
        }
    }

    /// <summary>The picture as the certificate prints it.</summary>
    public async Task<IActionResult> OnGetPictureAsync(CancellationToken stop)
    {
        await ShowAgain(stop);
        Response.Headers.CacheControl = "private, no-store";
        return Portrait?.InchSha256 is { } sha256 && blobs.Exists(sha256) ? File(blobs.OpenRead(sha256), "image/jpeg") : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await using var content = Photo?.OpenReadStream();
        await desk.Take(me.OwnAct(), content, Photo?.Length ?? 0, stop);
        this.Flash("照片已收到，正在检查");
        return RedirectToPage();
    }

    /// <summary>Puts it into the drafts that have none.</summary>
    public async Task<IActionResult> OnPostSpreadAsync(CancellationToken stop)
    {
        var done = await desk.Spread(me.Id, instant.At, stop);
        this.Flash(done == 0 ? "申报书里都已经有照片了" : "照片已放进申报书");
        return RedirectToPage();
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        Portrait = await db.PersonPortraits().AsNoTracking().SingleOrDefaultAsync(p => p.PersonId == me.Id, cancel);
        var open = (await db.Applications().AsNoTracking().OwnedBy(me.Id).ToListAsync(cancel)).Where(a => a.IsEditable).Select(a => a.Id).ToList();
        var filled = await db.AttachedPages().In(PortraitDesk.Place).Where(p => open.Contains(p.ApplicationId) && p.DeletedAt == null && p.State != PageState.Refused)
            .Select(p => p.ApplicationId).Distinct().CountAsync(cancel);
        Missing = open.Count - filled;
    }
}
