using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Attachments.Sections;

/// <summary>An entry of the section, or the section as a whole, with its slots.</summary>
public sealed record SlotGroup(string? EntryId, string? Title, IReadOnlyList<SlotStrip> Strips);

/// <summary>The pages of one section: every slot with its thumbnails, what is still to be done, uploads. (E1–E5)</summary>
[ForSignedIn]
public sealed class PagesModel(AppDb db, PageDesk desk, NoticeStore notices, DraftStore drafts, CurrentPerson person) : PageModel, IShowAgain
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "section")]
    public string SectionId { get; set; } = "";

    public Application Application { get; private set; } = null!;

    public Notice Notice { get; private set; } = null!;

    public SectionDefinition Section { get; private set; } = null!;

    public IReadOnlyList<SlotGroup> Groups { get; private set; } = [];

    public IReadOnlyList<PageTodo> Todos { get; private set; } = [];

    public IReadOnlyList<AttachedPage> Deleted { get; private set; } = [];

    /// <summary>Why nothing can be changed here; null when it can.</summary>
    public Refusal? ReadOnly { get; private set; }

    public string Here => $"/applications/{Id}/sections/{SectionId}/pages";

    public bool IsChecking => Groups.SelectMany(group => group.Strips).SelectMany(strip => strip.Pages).Any(page =>
        page.State == PageState.Checking || (page.Mask == MaskAnswer.Yes && page.Boxes.Count > 0 && page.MaskedSha256 is null));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await Load(cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostTurnAsync(Guid page, int quarters, CancellationToken cancel)
        => Do(page, act => desk.Turn(act, page, quarters, cancel), "已转正，正在重新检查");

    public Task<IActionResult> OnPostStraightenAsync(Guid page, CancellationToken cancel)
        => Do(page, act => desk.Straighten(act, page, cancel), "正在拉正这一页，原图留着，随时可以恢复");

    public Task<IActionResult> OnPostUncutAsync(Guid page, CancellationToken cancel) => Do(page, act => desk.Uncut(act, page, cancel), "已恢复原图");

    public Task<IActionResult> OnPostMoveAsync(Guid page, bool up, CancellationToken cancel) => Do(page, act => desk.Move(act, page, up, cancel), null);

    /// <summary>The pages of one slot in a new order, by script; without it the pages move one place at a time.</summary>
    public async Task<IActionResult> OnPostOrderAsync(List<Guid> pages, CancellationToken cancel)
    {
        if (pages.Count == 0 || !await Load(cancel)
            || await db.AttachedPages().CountAsync(page => pages.Contains(page.Id) && page.ApplicationId == Id, cancel) != pages.Count)
        {
            return NotFound();
        }

        db.ChangeTracker.Clear();
        await desk.Arrange(person.OwnAct(), pages, cancel);
        return new NoContentResult();
    }

    public Task<IActionResult> OnPostDeleteAsync(Guid page, CancellationToken cancel)
        => Do(page, act => desk.Delete(act, page, cancel), "已删除这一页。删错了，可以在本页最下面恢复");

    public Task<IActionResult> OnPostRestoreAsync(Guid page, CancellationToken cancel) => Do(page, act => desk.Restore(act, page, cancel), "已恢复这一页");

    public Task<IActionResult> OnPostKeepAsync(Guid page, CancellationToken cancel) => Do(page, act => desk.Keep(act, page, cancel), null);

    public async Task<IActionResult> OnPostMaskAsync(Guid page, MaskAnswer answer, CancellationToken cancel)
    {
        var result = await Do(page, act => desk.Answer(act, page, answer, cancel), null);
        return answer == MaskAnswer.Yes && result is LocalRedirectResult ? LocalRedirect($"/applications/{Id}/pages/{page}") : result;
    }

    public Task ShowAgain(CancellationToken cancel) => Load(cancel);

    private async Task<IActionResult> Do(Guid page, Func<Act, Task> verb, string? flash)
    {
        if (!await db.AttachedPages().AnyAsync(other => other.Id == page && other.ApplicationId == Id) || !await Load(HttpContext.RequestAborted))
        {
            return NotFound();
        }

        db.ChangeTracker.Clear();
        await verb(person.OwnAct());
        if (flash is not null)
        {
            TempData["Flash"] = flash;
        }

        return LocalRedirect($"{Here}#page-{page}");
    }

    private async Task<bool> Load(CancellationToken cancel)
    {
        if (await db.Applications().AsNoTracking().OwnedBy(person.Id).SingleOrDefaultAsync(other => other.Id == Id, cancel) is not { } application)
        {
            return false;
        }

        Application = application;
        Notice = (await notices.Get(application.RevisionId, cancel)).Notice;
        if (Notice.Form.Find(SectionId) is not { } section)
        {
            return false;
        }

        Section = section;
        var act = person.OwnAct();
        ReadOnly = ApplicationRules.CanWrite(application, act.At);
        var content = (await drafts.Load(Id, SectionId, cancel)).Content;
        var pages = await db.AttachedPages().AsNoTracking().Of(Id).Where(page => page.SectionId == SectionId).ToListAsync(cancel);
        Deleted = await db.AttachedPages().AsNoTracking().Where(page => page.ApplicationId == Id && page.SectionId == SectionId && page.DeletedAt != null)
            .OrderByDescending(page => page.DeletedAt).Take(12).ToListAsync(cancel);
        repeated = (await db.DuplicatesIn(Id, cancel)).ToDictionary(
            one => one.Key, one => (one.Value, Notice.Form.Find(one.Value.Place.SectionId)?.Slot(one.Value.Place.SlotId)?.Name ?? new LocalText(one.Value.Place.SlotId, one.Value.Place.SlotId)));
        var asked = await Asked(application, cancel);
        var slots = section.Slots.Where(slot => slot.IsAsked(asked)).ToList();
        List<SlotGroup> groups = [];
        foreach (var (entry, index) in content.Entries.Select((entry, index) => (entry, index)))
        {
            var own = slots.Where(slot => slot.PerEntry).Select(slot => Strip(slot, entry.Id, pages)).ToList();
            if (own.Count > 0)
            {
                groups.Add(new SlotGroup(entry.Id, TitleOf(section, entry, index), own));
            }
        }

        var whole = slots.Where(slot => !slot.PerEntry).Select(slot => Strip(slot, null, pages)).ToList();
        if (whole.Count > 0)
        {
            groups.Add(new SlotGroup(null, null, whole));
        }

        Groups = groups;
        Todos = [.. groups.SelectMany((group, index) => group.Strips.Where(strip => strip.Slot.FilledBy == SlotFiller.Applicant).SelectMany(strip => strip.Todos())
            .Select(todo => todo with { Entry = group.EntryId is null ? null : (index + 1, group.Title) }))];
        return true;
    }

    private Dictionary<Guid, (Duplicate, LocalText)> repeated = [];

    private SlotStrip Strip(SlotDefinition slot, string? entryId, List<AttachedPage> pages) => new()
    {
        ApplicationId = Id,
        Section = Section,
        Slot = slot,
        EntryId = entryId,
        Pages = [.. pages.Where(page => page.SlotId == slot.Id && page.EntryId == entryId)],
        MayWrite = ReadOnly is null && slot.FilledBy == SlotFiller.Applicant,
        MayArrange = ReadOnly is null && slot.FilledBy == SlotFiller.Applicant,
        Back = Here,
        Masking = Notice.Masking,
        Repeated = repeated,
    };

    /// <summary>As much of the document as decides which slots are asked.</summary>
    private async Task<ApplicationDocument> Asked(Application application, CancellationToken cancel)
    {
        var unit = await db.Bodies().AsNoTracking().SingleOrDefaultAsync(body => body.Id == application.UnitId, cancel);
        return new ApplicationDocument
        {
            NoticeId = Notice.Id,
            Revision = 1,
            Series = application.Series,
            Specialty = application.Specialty,
            Level = application.Level,
            Kind = application.Kind,
            Channel = application.Channel,
            Unit = new UnitFacts { Kind = unit?.UnitKind ?? UnitKind.PublicInstitution, Tier = unit?.Tier ?? Tier.County, County = unit?.County },
            Applicant = new ApplicantFacts(),
            Sections = new Dictionary<string, SectionContent>(StringComparer.Ordinal),
            Pages = [],
        };
    }

    private static string? TitleOf(SectionDefinition section, SectionEntry entry, int index)
    {
        var field = section.Fields.FirstOrDefault(field => field.Type == FieldType.Text && !field.PrintedOnly) ?? section.Fields.FirstOrDefault(field => field.Type != FieldType.LongText);
        var value = field is null ? null : entry[field.Id];
        return value is null ? null : field!.Choices.FirstOrDefault(choice => choice.Id == value)?.Name.Zh ?? value;
    }
}
