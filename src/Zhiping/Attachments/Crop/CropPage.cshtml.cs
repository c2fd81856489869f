using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Attachments.Imaging;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Notices;

namespace Zhiping.Attachments.Crop;

/// <summary>Cuts a page out by its four corners: typed, or dragged on the picture. The file stays as it came. (E2)</summary>
[ForSignedIn]
public sealed class CropPageModel(AppDb db, PageDesk desk, NoticeStore notices, Texts texts, CurrentPerson person) : PageModel, IShowAgain
{
    private static readonly Spot[] Whole = [new(0, 0), new(1, 0), new(1, 1), new(0, 1)];

    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "pageId")]
    public Guid PageId { get; set; }

    [BindProperty(Name = "x")]
    public List<string?> X { get; set; } = [];

    [BindProperty(Name = "y")]
    public List<string?> Y { get; set; } = [];

    public Application Application { get; private set; } = null!;

    public Notice Notice { get; private set; } = null!;

    public AttachedPage Shown { get; private set; } = null!;

    /// <summary>Slot and number, in the reader's language.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Why it cannot be cut now; null when it can.</summary>
    public Refusal? WhyNot { get; private set; }

    public string Here => $"/applications/{Id}/pages/{PageId}/crop";

    public string Back => $"/applications/{Id}/sections/{Shown.SectionId}/pages#page-{PageId}";

    /// <summary>Height of the picture where its width is 1000.</summary>
    public int DrawnHeight => Shown.Width == 0 ? 1414 : (int)Math.Round(1000.0 * Shown.Height / Shown.Width);

    /// <summary>As typed, else the corners of the whole page.</summary>
    public IReadOnlyList<string> Xs => [.. Whole.Select((corner, at) => at < X.Count ? X[at] ?? "" : Percent(corner.X))];

    public IReadOnlyList<string> Ys => [.. Whole.Select((corner, at) => at < Y.Count ? Y[at] ?? "" : Percent(corner.Y))];

    public IReadOnlyList<Spot> Drawn => Typed() is { } typed && PageRules.CanCrop(typed) is null ? typed : Whole;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await Load(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
        => !await Load(cancel) ? NotFound() : await Do(() => desk.Crop(person.OwnAct(), PageId, Typed() ?? [], cancel), "正在裁剪这一页，原图留着，随时可以恢复");

    public async Task<IActionResult> OnPostStraightenAsync(CancellationToken cancel)
        => !await Load(cancel) ? NotFound() : await Do(() => desk.Straighten(person.OwnAct(), PageId, cancel), "正在拉正这一页，原图留着，随时可以恢复");

    public Task ShowAgain(CancellationToken cancel) => Load(cancel);

    private async Task<IActionResult> Do(Func<Task> verb, string flash)
    {
        RefusalException.ThrowIf(WhyNot);
        db.ChangeTracker.Clear();
        await verb();
        TempData["Flash"] = flash;
        return LocalRedirect(Back);
    }

    private List<Spot>? Typed()
    {
        var (xs, ys) = (Xs.Select(Share).ToList(), Ys.Select(Share).ToList());
        return xs.Concat(ys).Any(share => share is null) ? null : [.. xs.Zip(ys, (x, y) => new Spot(x!.Value, y!.Value))];
    }

    private async Task<bool> Load(CancellationToken cancel)
    {
        var application = await db.Applications().AsNoTracking().OwnedBy(person.Id).SingleOrDefaultAsync(other => other.Id == Id, cancel);
        var pages = await db.AttachedPages().AsNoTracking().Of(Id).ToListAsync(cancel);
        if (application is null || pages.Find(other => other.Id == PageId) is not { } page)
        {
            return false;
        }

        (Application, Shown) = (application, page);
        Notice = (await notices.Get(application.RevisionId, cancel)).Notice;
        if (Notice.Form.Find(page.SectionId)?.Slot(page.SlotId) is not { } slot)
        {
            return false;
        }

        var number = pages.Where(other => other.Place == page.Place && other.State != PageState.Refused).ToList().FindIndex(other => other.Id == PageId) + 1;
        Name = texts.Plain("{0}第{1}页", slot.Name, number);
        WhyNot = await desk.WhyNotChange(person.OwnAct(), page, cancel) ?? PageRules.CanAnswer(page)
            ?? (page.Cut is null ? null : new Refusal("这一页已经裁剪过。") { Remedy = "请先恢复原图，再裁剪。", IsConflict = true });
        return true;
    }

    private static double? Share(string text)
        => double.TryParse(text.Trim().TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? Math.Round(value / 100, 4) : null;

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture);
}
