using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Attachments.Imaging;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Masking.Edit;

/// <summary>A row of the list beside the picture: a box in per cent of the page, as typed.</summary>
public sealed record BoxRow(string X, string Y, string Width, string Height)
{
    public static readonly BoxRow Blank = new("", "", "", "");

    public bool IsBlank => X.Length + Y.Length + Width.Length + Height.Length == 0;

    public static BoxRow Of(MaskBox box) => new(Percent(box.X), Percent(box.Y), Percent(box.Width), Percent(box.Height));

    /// <summary>The box, or null when a figure is none.</summary>
    public MaskBox? Parsed()
    {
        double[] figures = [Figure(X), Figure(Y), Figure(Width), Figure(Height)];
        return Array.Exists(figures, double.IsNaN)
            ? null
            : new MaskBox(figures[0], figures[1], Math.Min(figures[2], 1 - figures[0]), Math.Min(figures[3], 1 - figures[1]));
    }

    private static double Figure(string text)
        => double.TryParse(text.Trim().TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? Math.Round(value / 100, 5) : double.NaN;

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>One page large: turn, zoom, mask, and what experts will see. Boxes are drawn on the picture or typed in the list beside it. (E4, E5)</summary>
[ForSignedIn]
public sealed class MaskPageModel(AppDb db, PageDesk desk, NoticeStore notices, CurrentPerson person) : PageModel, IShowAgain
{
    private const int BlankRows = 1;

    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "pageId")]
    public Guid PageId { get; set; }

    /// <summary><c>expert</c> shows what an expert sees.</summary>
    [BindProperty(SupportsGet = true, Name = "view")]
    public string? View { get; set; }

    [BindProperty(SupportsGet = true, Name = "zoom")]
    public int Zoom { get; set; } = 100;

    [BindProperty(Name = "x")]
    public List<string?> X { get; set; } = [];

    [BindProperty(Name = "y")]
    public List<string?> Y { get; set; } = [];

    [BindProperty(Name = "w")]
    public List<string?> W { get; set; } = [];

    [BindProperty(Name = "h")]
    public List<string?> H { get; set; } = [];

    public Application Application { get; private set; } = null!;

    public Notice Notice { get; private set; } = null!;

    public SectionDefinition Section { get; private set; } = null!;

    public SlotDefinition Slot { get; private set; } = null!;

    public AttachedPage Shown { get; private set; } = null!;

    public int Number { get; private set; }

    public Guid? Before { get; private set; }

    public Guid? Next { get; private set; }

    public Refusal? ReadOnly { get; private set; }

    public IReadOnlyList<BoxRow> Rows { get; private set; } = [];

    public IReadOnlyList<MaskSuggestion> Suggestions { get; private set; } = [];

    public IReadOnlyList<ReadLine> Lines { get; private set; } = [];

    /// <summary>Boxes under which the machine read something else than own name, unit and numbers.</summary>
    public IReadOnlyList<(int Number, string Words)> AlsoCovered { get; private set; } = [];

    public bool WasRead { get; private set; }

    public string Here => $"/applications/{Id}/pages/{PageId}";

    public string Back => $"/applications/{Id}/sections/{Shown.SectionId}/pages#page-{PageId}";

    public bool MayWrite => ReadOnly is null;

    /// <summary>Height of the picture where its width is 1000.</summary>
    public int DrawnHeight => Shown.Width == 0 ? 1414 : (int)Math.Round(1000.0 * Shown.Height / Shown.Width);

    public bool IsLarge(MaskBox box) => PageRules.IsLarge(box.Area, Notice.Masking);

    /// <summary>Boxes that cover more than the notice allows, by number.</summary>
    public IReadOnlyList<(int Number, double Share)> TooLarge =>
        [.. Shown.Boxes.Select((box, index) => (Number: index + 1, Share: box.Area)).Where(box => PageRules.IsLarge(box.Share, Notice.Masking))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await Load(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostSaveAsync(uint version, int? remove, CancellationToken cancel)
    {
        if (!await Load(cancel))
        {
            return NotFound();
        }

        var rows = Posted();
        if (remove is { } gone && gone >= 0 && gone < rows.Count)
        {
            rows.RemoveAt(gone);
        }

        var boxes = rows.Where(row => !row.IsBlank).Select(row => row.Parsed() ?? throw new RefusalException(
            new Refusal("遮盖块的位置和大小要填0到100之间的数。") { Remedy = "数字是页面宽或高的百分比，例如12.5。", Field = "x" })).ToList();
        return await Do(() => desk.Cover(person.OwnAct(), PageId, boxes, version, cancel), boxes.Count == 0 ? "已去掉全部遮盖" : "遮盖已保存，正在生成专家看到的版本");
    }

    public async Task<IActionResult> OnPostAcceptAsync(string key, CancellationToken cancel)
        => !await Load(cancel) ? NotFound()
        : Suggestions.FirstOrDefault(one => one.Key == key) is { } suggestion ? await AddBox(suggestion.Box, cancel) : LocalRedirect(Here);

    public async Task<IActionResult> OnPostLineAsync(int line, CancellationToken cancel)
        => !await Load(cancel) ? NotFound() : Lines.FirstOrDefault(one => one.Number == line) is { } found ? await AddBox(found.Box, cancel) : LocalRedirect(Here);

    public async Task<IActionResult> OnPostDismissAsync(string key, CancellationToken cancel)
        => !await Load(cancel) ? NotFound() : await Do(() => desk.Dismiss(person.OwnAct(), PageId, key, cancel), null);

    public async Task<IActionResult> OnPostAnswerAsync(MaskAnswer answer, CancellationToken cancel)
        => !await Load(cancel) ? NotFound() : await Do(() => desk.Answer(person.OwnAct(), PageId, answer, cancel), null);

    public async Task<IActionResult> OnPostTurnAsync(int quarters, CancellationToken cancel)
        => !await Load(cancel) ? NotFound() : await Do(() => desk.Turn(person.OwnAct(), PageId, quarters, cancel), "已转正，正在重新检查");

    public async Task<IActionResult> OnPostStraightenAsync(CancellationToken cancel)
        => !await Load(cancel) ? NotFound() : await Do(() => desk.Straighten(person.OwnAct(), PageId, cancel), "正在拉正这一页，原图留着，随时可以恢复");

    public async Task<IActionResult> OnPostUncutAsync(CancellationToken cancel)
        => !await Load(cancel) ? NotFound() : await Do(() => desk.Uncut(person.OwnAct(), PageId, cancel), "已恢复原图");

    public Task ShowAgain(CancellationToken cancel) => Load(cancel);

    private Task<IActionResult> AddBox(MaskBox box, CancellationToken cancel)
        => Do(() => desk.Cover(person.OwnAct(), PageId, [.. Shown.Boxes, box], null, cancel), "已加一块遮盖，正在生成专家看到的版本");

    private async Task<IActionResult> Do(Func<Task> verb, string? flash)
    {
        db.ChangeTracker.Clear();
        await verb();
        if (flash is not null)
        {
            TempData["Flash"] = flash;
        }

        return LocalRedirect(Here);
    }

    private List<BoxRow> Posted()
        => [.. Enumerable.Range(0, new[] { X.Count, Y.Count, W.Count, H.Count }.Min()).Select(row => new BoxRow(X[row] ?? "", Y[row] ?? "", W[row] ?? "", H[row] ?? ""))];

    private async Task<bool> Load(CancellationToken cancel)
    {
        var application = await db.Applications().AsNoTracking().OwnedBy(person.Id).SingleOrDefaultAsync(other => other.Id == Id, cancel);
        var page = await db.AttachedPages().AsNoTracking().SingleOrDefaultAsync(other => other.Id == PageId && other.ApplicationId == Id && other.DeletedAt == null, cancel);
        if (application is null || page is null)
        {
            return false;
        }

        Application = application;
        Shown = page;
        Notice = (await notices.Get(application.RevisionId, cancel)).Notice;
        if (Notice.Form.Find(page.SectionId) is not { } section || section.Slot(page.SlotId) is not { } slot)
        {
            return false;
        }

        (Section, Slot) = (section, slot);
        ReadOnly = await desk.WhyNotChange(person.OwnAct(), page, cancel);
        await LoadNeighbours(cancel);
        await LoadSuggestions(application, page, cancel);
        var posted = Posted();
        List<BoxRow> rows = posted.Count > 0 ? posted : [.. page.Boxes.Select(BoxRow.Of)];
        Rows = [.. rows.Where(row => !row.IsBlank), .. Enumerable.Repeat(BoxRow.Blank, BlankRows)];
        return true;
    }

    private async Task LoadNeighbours(CancellationToken cancel)
    {
        var pages = await db.AttachedPages().AsNoTracking().Of(Id).Where(other => other.SectionId == Shown.SectionId && other.State == PageState.Ready)
            .Select(other => new { other.Id, other.EntryId, other.SlotId }).ToListAsync(cancel);
        var slots = Section.Slots.Select((slot, index) => (slot.Id, index)).ToDictionary(slot => slot.Id, slot => slot.index, StringComparer.Ordinal);
        var ordered = pages.OrderBy(page => page.EntryId, StringComparer.Ordinal).ThenBy(page => slots.GetValueOrDefault(page.SlotId)).ToList();
        var at = ordered.FindIndex(page => page.Id == PageId);
        Number = ordered.Take(at + 1).Count(page => page.SlotId == Shown.SlotId && page.EntryId == Shown.EntryId);
        Before = at > 0 ? ordered[at - 1].Id : null;
        Next = at >= 0 && at + 1 < ordered.Count ? ordered[at + 1].Id : null;
    }

    private async Task LoadSuggestions(Application application, AttachedPage page, CancellationToken cancel)
    {
        if (page.UprightSha256 is null || !Slot.NeedsMaskAnswer
            || await db.PageTexts().AsNoTracking().SingleOrDefaultAsync(other => other.Sha256 == page.UprightSha256, cancel) is not { } text)
        {
            return;
        }

        WasRead = true;
        Lines = MaskSuggestions.Lines(text.Words);
        var name = await db.People().Where(other => other.Id == application.PersonId).Select(other => other.Name).SingleOrDefaultAsync(cancel);
        var unit = await db.Bodies().Where(other => other.Id == application.UnitId).Select(other => other.Name).SingleOrDefaultAsync(cancel);
        var all = MaskSuggestions.In(text.Words, name is null ? [] : [name], unit is null ? [] : [unit]);
        Suggestions = MaskSuggestions.Left(all, page.Boxes, page.Dismissed);
        AlsoCovered =
        [
            .. page.Boxes.Select((box, at) => (Number: at + 1, Words: string.Join("、", MaskSuggestions.AlsoCovered(text.Words, box, all)))).Where(found => found.Words.Length > 0),
        ];
    }
}
