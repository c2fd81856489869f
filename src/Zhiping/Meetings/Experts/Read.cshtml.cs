using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Meetings.Experts;

/// <summary>
/// Blind reading and scores (look 07). What it shows of the applicant comes from a <see cref="BlindDossier"/> alone. Turning a page keeps what was typed.
/// </summary>
[ForSignedIn]
public sealed class ReadModel(AppDb db, CurrentPerson person, MeetingDesk desk, NoticeStore notices) : PageModel, IShowAgain
{
    [BindProperty(SupportsGet = true, Name = "s")]
    public int SectionAt { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageAt { get; set; }

    [BindProperty(SupportsGet = true, Name = "turn")]
    public int Turn { get; set; }

    [BindProperty(SupportsGet = true, Name = "zoom")]
    public int Zoom { get; set; } = 1;

    [BindProperty(Name = "Marks")]
    public Dictionary<string, string?> Marks { get; set; } = [];

    [BindProperty]
    public string? Comment { get; set; }

    [BindProperty]
    public int From { get; set; }

    public Guid Id { get; private set; }

    public string Code { get; private set; } = "";

    public BlindDossier Blind { get; private set; } = null!;

    public ScoreSheet Sheet { get; private set; } = null!;

    public ScoringStandard Standard { get; private set; } = null!;

    public LocalText Title { get; private set; } = null!;

    public LocalText Specialty { get; private set; } = null!;

    public DateTimeOffset? ReadBy { get; private set; }

    public bool IsReading { get; private set; }

    public bool RecusalAsked { get; private set; }

    public int Total { get; private set; }

    public int Done { get; private set; }

    /// <summary>The next dossier of this meeting that waits for this expert's scores; null after the last.</summary>
    public Guid? NextOpen { get; private set; }

    public BlindSection? Section => SectionAt >= 0 && SectionAt < Blind.Sections.Count ? Blind.Sections[SectionAt] : null;

    /// <summary>The masked pages of the section in hand, in reading order.</summary>
    public IReadOnlyList<BlindPage> Pages => Section is null ? [] : [.. Section.Pages, .. Section.Entries.SelectMany(e => e.Pages)];

    public BlindPage? Shown => Pages.Count == 0 ? null : Pages[Math.Clamp(PageAt, 0, Pages.Count - 1)];

    public bool CanScore => Sheet.IsOpen && IsReading;

    /// <summary>What stands in a score's box: what was typed last.</summary>
    public string TypedOf(string criterion) => Marks.GetValueOrDefault(criterion) ?? Sheet.Typed.GetValueOrDefault(criterion) ?? "";

    /// <summary>The sum of the marks that can be read, for the eye.</summary>
    public decimal Sum => ScoreRules.Read(Standard.Criteria.ToDictionary(c => c.Id, c => TypedOf(c.Id), StringComparer.Ordinal))?.Sum(m => m.Points) ?? 0;

    public string To(int section, int page = 0, int turn = 0, int zoom = 1) => $"?s={section}&p={page}&turn={turn}&zoom={zoom}";

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancel) => await Load(id, cancel) ? Page() : NotFound();

    /// <summary>Keeps the draft and goes on reading elsewhere in the dossier.</summary>
    public async Task<IActionResult> OnPostSave(Guid id, string? go, Guid? next, CancellationToken cancel) =>
        !await desk.SaveScores(person.OwnAct(), id, Typed(), Comment ?? "", From, cancel) ? NotFound()
        : next is { } other ? Redirect($"/expert/dossiers/{other}")
        : Redirect($"/expert/dossiers/{id}{(go is { Length: > 0 } && go[0] == '?' ? go : To(SectionAt, PageAt))}");

    /// <summary>Hands the scores in.</summary>
    public async Task<IActionResult> OnPostSubmit(Guid id, CancellationToken cancel)
    {
        Id = id;
        if (!await desk.SubmitScores(person.OwnAct(), id, Typed(), Comment ?? "", From, cancel))
        {
            return NotFound();
        }

        var mine = await desk.SheetOf(person.Id, id, cancel);
        TempData["Flash"] = "评分已提交。";
        return Redirect(mine is { } done && await NextOf(done.Member.Id, done.Dossier.Code, cancel) is { } next ? $"/expert/dossiers/{next}" : "/expert");
    }

    public Task ShowAgain(CancellationToken cancel) => Load(Guid.Parse((string)RouteData.Values["id"]!), cancel);

    private async Task<Guid?> NextOf(Guid memberId, string code, CancellationToken cancel)
    {
        var open = await (
            from sheet in db.ScoreSheets()
            join dossier in db.Dossiers() on sheet.DossierId equals dossier.Id
            where sheet.MemberId == memberId && sheet.SubmittedAt == null && sheet.ExcusedAt == null && dossier.OffAt == null
                && !db.Recusals().Any(r => r.DossierId == dossier.Id && r.MemberId == memberId && r.State == RecusalState.Open)
            select new { dossier.Id, dossier.Code }).ToListAsync(cancel);
        var others = open.Where(d => d.Code != code).OrderBy(d => d.Code, StringComparer.Ordinal).ToList();
        return (others.Find(d => string.CompareOrdinal(d.Code, code) > 0) ?? others.FirstOrDefault())?.Id;
    }

    private Dictionary<string, string> Typed() => Marks.ToDictionary(m => m.Key, m => m.Value ?? "", StringComparer.Ordinal);

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        if (await desk.SheetOf(person.Id, id, cancel) is not { } mine || mine.Meeting.State == MeetingState.Preparing)
        {
            return false;
        }

        var notice = (await notices.Get(mine.Meeting.RevisionId, cancel)).Notice;
        Id = id;
        Code = mine.Dossier.Code;
        Blind = mine.Dossier.Read();
        Sheet = mine.Sheet;
        Standard = notice.StandardOf(Blind.Series, Blind.Specialty, Blind.Tier, Blind.Level)!;
        Title = notice.TitleOf(Blind.Series, Blind.Specialty, Blind.Level);
        Specialty = notice.FindSpecialty(Blind.Series, Blind.Specialty)?.Name ?? new LocalText(Blind.Specialty, Blind.Specialty);
        ReadBy = mine.Meeting.ReadBy;
        IsReading = mine.Meeting.State == MeetingState.Reading;
        RecusalAsked = await db.Recusals().AnyAsync(r => r.DossierId == id && r.MemberId == mine.Member.Id && r.State == RecusalState.Open, cancel);
        var counts = await db.ScoreSheets().Where(s => s.MemberId == mine.Member.Id && s.ExcusedAt == null)
            .GroupBy(_ => 1).Select(g => new { All = g.Count(), Done = g.Count(s => s.SubmittedAt != null) }).SingleAsync(cancel);
        Total = counts.All;
        Done = counts.Done;
        Comment ??= mine.Sheet.Comment;
        NextOpen = IsReading ? await NextOf(mine.Member.Id, Code, cancel) : null;
        return true;
    }
}
