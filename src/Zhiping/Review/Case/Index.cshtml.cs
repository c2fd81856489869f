using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Career;
using Zhiping.Data;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;
using Zhiping.Publicity;
using Zhiping.Review.Queue;
using UnitPublicity = Zhiping.Publicity.UnitPublicity;

namespace Zhiping.Review.Case;

/// <summary>One case before a reviewer: what was submitted, its pages, the remarks, the checklist, and the decision. (F1–F7)</summary>
[ForRoles(Role.UnitHr, Role.UnitLeader, Role.AuthorityClerk, Role.BureauClerk, Role.OfficeClerk, Role.OfficeHead)]
public sealed class CaseModel(AppDb db, CurrentPerson person, OfficeCases cases, RequestInstant instant, ReviewDesk desk, OfficeRoute route, QueueQuery queue, Texts texts)
    : OfficePage(db, person, cases, instant)
{
    private readonly Dictionary<Place, IReadOnlyList<string>> kept = [];
    private IReadOnlyDictionary<string, (ClauseRef Clause, string Words)>? clauses;

    /// <summary>review, changes or history.</summary>
    [BindProperty(SupportsGet = true, Name = "tab")]
    public string? Tab { get; set; }

    /// <summary>The place that a new remark is about, as a key.</summary>
    [BindProperty(SupportsGet = true, Name = "place")]
    public string? PlaceKey { get; set; }

    /// <summary>The finding of the check that a new remark is made from.</summary>
    [BindProperty(SupportsGet = true, Name = "finding")]
    public int? FindingNumber { get; set; }

    /// <summary>The remark that is being changed.</summary>
    [BindProperty(SupportsGet = true, Name = "remark")]
    public Guid? RemarkId { get; set; }

    /// <summary>The page on view, counted from 1 over all pages.</summary>
    [BindProperty(SupportsGet = true, Name = "view")]
    public int? View { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Remedy { get; set; }

    [BindProperty]
    public string? Clause { get; set; }

    [BindProperty]
    public string? NewReason { get; set; }

    [BindProperty]
    public List<string> Ticks { get; set; } = [];

    [BindProperty]
    public bool WordsConfirmed { get; set; }

    [BindProperty]
    public int? Vacancies { get; set; }

    /// <summary>What the notice says of the unit's posts; null where they do not matter, or the turn is not the unit's.</summary>
    public PostQuota? Quota { get; private set; }

    /// <summary>How many others of the unit it has recommended for this level.</summary>
    public int Recommended { get; private set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<ShownSection> Sections { get; private set; } = [];

    public SubmissionComparison? Comparison { get; private set; }

    public CheckResult Check { get; private set; } = CheckResult.Nothing;

    public IReadOnlyList<Remark> Remarks { get; private set; } = [];

    public IReadOnlyList<ChecklistTick> Ticked { get; private set; } = [];

    public IReadOnlyList<ShownPage> Pages { get; private set; } = [];

    public UnitPublicity? Publicity { get; private set; }

    public AskBack? AskBack { get; private set; }

    public NextOffice? Next { get; private set; }

    public string NextName { get; private set; } = "";

    /// <summary>Why the case cannot go on now; null when it can.</summary>
    public Refusal? WhyNot { get; private set; }

    public bool IsLast => ReviewRules.IsLastArrival(Application, Office.Notice.Returns);

    /// <summary>Whether the acting body may bar the applicant for fraud.</summary>
    public bool MayBan => Person.Has(BanModel.Recorders);

    public bool MayDecide => InHand && ReviewRules.InReview.Contains(Application.State);

    public bool NewOnUnchanged { get; private set; }

    /// <summary>The case after this one in the list, or its first once this one has left it; null when nothing else waits.</summary>
    public QueueRow? NextCase { get; private set; }

    public Admission? Admission { get; private set; }

    public IReadOnlyList<PastAct> Past { get; private set; } = [];

    /// <summary>What a machine doubted about a page that the uploader has looked at and kept; Chinese texts and keys, none for other pages.</summary>
    public IReadOnlyList<string> KeptThough(ShownPage page) => kept.GetValueOrDefault(page.Place) ?? [];

    /// <summary>Entries that came unchanged from the career file, where an office had found them right: by section and entry, in which year and who.</summary>
    public IReadOnlyDictionary<(string Section, string Entry), (int Year, string By)> Verified { get; private set; } = new Dictionary<(string, string), (int, string)>();

    public ShownPage? OnView => Pages.Count == 0 ? null : Pages[Math.Clamp((View ?? 1) - 1, 0, Pages.Count - 1)];

    /// <summary>The file of the page on view; null while there is none to show.</summary>
    public AttachedPage? FileOnView { get; private set; }

    /// <summary>Quarter turns of the page on view, for this look only.</summary>
    [BindProperty(SupportsGet = true, Name = "turn")]
    public int Turn { get; set; }

    /// <summary>In per cent.</summary>
    [BindProperty(SupportsGet = true, Name = "zoom")]
    public int Zoom { get; set; } = 100;

    /// <summary>What the unit has uploaded.</summary>
    public IReadOnlyList<UnitPaper> Papers { get; private set; } = [];

    /// <summary>The clauses that a remark can rest on: what the notice quotes, and what its check cites.</summary>
    public IReadOnlyDictionary<string, (ClauseRef Clause, string Words)> Clauses => clauses ??= ClausesOf(Office.Notice, Check);

    public async Task<IActionResult> OnGet(CancellationToken cancel) => await Load(cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostRemark(CancellationToken cancel) => Try("意见已记下，退回时一次告诉申报人。", async () =>
    {
        await ReadOffice(cancel);
        var input = new RemarkInput(
            Place.Read(PlaceKey) ?? throw new RefusalException(new Refusal("请选择意见指的是哪里。") { Field = "PlaceKey" }),
            Text ?? "", Remedy ?? "", Clauses.TryGetValue(Clause ?? "", out var found) ? found.Clause : null, NewReason);
        if (RemarkId is { } id)
        {
            await desk.ChangeRemark(Person.Act(), Id, id, input, cancel);
        }
        else
        {
            await desk.AddRemark(Person.Act(), Id, input, cancel);
        }
    }, cancel);

    public Task<IActionResult> OnPostDrop(CancellationToken cancel) =>
        Try("意见已删去。", () => desk.DropRemark(Person.Act(), Id, RemarkId ?? Guid.Empty, cancel), cancel);

    public Task<IActionResult> OnPostTicks(CancellationToken cancel) =>
        Try("核对情况已保存。", () => desk.SetTicks(Person.Act(), Id, Ticks, cancel), cancel);

    public Task<IActionResult> OnPostAdmit(CancellationToken cancel) =>
        Try("已通过形式审核，申报人会收到通知。", () => desk.Admit(Person.Act(), Id, cancel), cancel);

    public Task<IActionResult> OnPostEndorse(CancellationToken cancel) =>
        Try("已审核上报。", () => desk.Endorse(Person.Act(), Id, cancel), cancel);

    public Task<IActionResult> OnPostRecommend(CancellationToken cancel) =>
        Try("已推荐上报。", () => desk.Recommend(Person.Act(), Id, WordsConfirmed, Vacancies, cancel), cancel);

    public Task<IActionResult> OnPostGrant(CancellationToken cancel) =>
        Try("已退回给申报人。不算退回改正，也不计次数。", () => desk.GrantAskBack(Person.Act(), Id, cancel), cancel);

    public Task<IActionResult> OnPostDecline(CancellationToken cancel) =>
        Try("已答复申报人。", () => desk.DeclineAskBack(Person.Act(Reason), Id, cancel), cancel);

    protected override async Task LoadMore(CancellationToken cancel)
    {
        var office = Office;
        var previous = await Db.Submissions().AsNoTracking()
            .Where(s => s.ApplicationId == Id && s.Number < office.Submission.Number).OrderByDescending(s => s.Number).FirstOrDefaultAsync(cancel);
        Comparison = previous is null
            ? null
            : SubmissionComparison.Of(ApplicationDocument.Parse(previous.Content), office.Document, office.Notice.Form);
        Check = office.Published.Compiled.Check(office.Document, new CheckInstant(Now)).With(
            NameQuestion.Check,
            [.. NameQuestion.Of(office.Notice.Form, office.Document, [ApplicantName], [Unit.Name]).Where(q => q.IsAnswered).Select(q => q.ForReviewer(office.Notice))],
            f => office.Notice.Form.Find(f.Section)?.Order ?? int.MaxValue);
        Sections = ShownContent.Of(office.Document, office.Notice.Form, Comparison, Check);
        Pages = [.. Sections.SelectMany(s => s.Pages.Concat(s.Entries.SelectMany(e => e.Pages)))];
        Remarks = await Db.Remarks().Open(office.Submission.Id, BodyId).OrderBy(r => r.At).ToListAsync(cancel);
        Ticked = await Db.ChecklistTicks().Where(t => t.SubmissionId == office.Submission.Id && t.BodyId == BodyId).ToListAsync(cancel);
        Admission = await Db.Admissions().FirstOrDefaultAsync(a => a.ApplicationId == Id, cancel);
        Papers = await Db.UnitPapersOf(office, cancel);
        Pages = [.. Pages, .. ShownContent.OfUnit(Papers)];
        FileOnView = OnView is { } view ? await FileOf(view, cancel) : null;
        await FindKept(cancel);
        Verified = await Db.VerifiedIn(Application.PersonId, office.Document, office.Notice.Form, cancel);
        Past = await PastActs.Of(Db, Id, texts, cancel);
        NextCase = await queue.Next(BodyId, Id, cancel);
        if (MayDecide)
        {
            await LoadDecision(cancel);
            await FillRemark(cancel);
        }
    }

    private async Task<AttachedPage?> FileOf(ShownPage view, CancellationToken cancel)
    {
        var fact = view.Page;
        var files = await Db.AttachedPages().AsNoTracking()
            .Where(p => p.ApplicationId == Id && p.SectionId == fact.Section && p.SlotId == fact.Slot && p.OriginalSha256 == fact.Sha256 && (p.UprightSha256 != null || p.Refused == PageRefusal.Removed))
            .ToListAsync(cancel);
        return files.Find(p => OfficePages.IsThat(fact, p));
    }

    private async Task FindKept(CancellationToken cancel)
    {
        kept.Clear();
        var files = await Db.AttachedPages().AsNoTracking().Where(p => p.ApplicationId == Id && p.IsKept && p.State == PageState.Ready).ToListAsync(cancel);
        var repeated = files.Count == 0 ? null : await Db.DuplicatesIn(Id, cancel);
        foreach (var page in Pages)
        {
            if (files.Find(f => OfficePages.IsThat(page.Page, f)) is { } file
                && PageWords.Doubts(file.Notes, file.SuggestedTurn, repeated!.ContainsKey(file.Id)) is { Count: > 0 } doubts)
            {
                kept[page.Place] = doubts;
            }
        }
    }

    private async Task LoadDecision(CancellationToken cancel)
    {
        var office = Office;
        string[] ticked = [.. Ticked.Select(t => t.Item)];
        var checklist = office.Notice.ReviewChecklist;
        AskBack = await Db.OpenAskBack(Id, cancel);
        if (Application.State == ApplicationState.AtUnit && (Quota = office.Notice.PostsOf(Application.Placing)) is not null)
        {
            Recommended = await Db.RecommendedBeside(Application, cancel);
            Vacancies ??= await Db.VacanciesOf(Application, cancel);
        }

        switch (Application.State)
        {
            case ApplicationState.AtUnit:
                Publicity = PublicityRules.That(await Db.PublicitiesOf(Id, cancel), office.Submission, office.Notice.UnitPublicity);
                WhyNot = PublicityRules.CanRecommend(Application, Now, Publicity, office.Notice.UnitPublicity, wordsConfirmed: true)
                    ?? UnitPapers.Missing(Papers)
                    ?? ReviewRules.Unchecked(Remarks, ticked, checklist);
                break;
            case ApplicationState.AtAuthority:
                WhyNot = ReviewRules.CanEndorse(Application, Now, Remarks, ticked, checklist);
                break;
            default:
                WhyNot = ReviewRules.CanAdmit(Application, Now, Remarks, ticked, checklist);
                return;
        }

        Next = await route.After(office, cancel);
        NextName = await Db.Set<Bodies.Body>().Where(b => b.Id == Next.BodyId).Select(b => b.Name).SingleAsync(cancel);
    }

    /// <summary>Fills the form of a new remark from a finding, or of one that is being changed; never over what was typed.</summary>
    private async Task FillRemark(CancellationToken cancel)
    {
        if (Request.Method == "GET")
        {
            if (RemarkId is { } id && Remarks.FirstOrDefault(r => r.Id == id) is { } remark)
            {
                (PlaceKey, Text, Remedy, Clause, NewReason) = (remark.Place.Key, remark.Text, remark.Remedy, Key(remark.Clause), remark.NewReason);
            }
            else if (FindingNumber is { } number && number >= 1 && number <= Check.Findings.Count)
            {
                var finding = Check.Findings[number - 1];
                PlaceKey = new Place(finding.Section, finding.Entry, finding.Field, finding.Slot, finding.Page).Key;
                (Text, Remedy, Clause) = (finding.Message.Zh.TrimEnd('。'), finding.Remedy.Zh, finding.Clause is null ? null : Key(finding.Clause));
            }
        }

        if (Place.Read(PlaceKey) is { } place)
        {
            NewOnUnchanged = await desk.IsNewOnUnchanged(Office, place, Person.Act(), cancel);
        }
    }

    private async Task ReadOffice(CancellationToken cancel)
    {
        if (Office is null)
        {
            await Load(cancel);
        }
    }

    private async Task<IActionResult> Try(string words, Func<Task> verb, CancellationToken cancel)
    {
        if (!await MaySee(cancel))
        {
            return NotFound();
        }

        await verb();
        return Done(words, $"/office/cases/{Id}");
    }

    private static Dictionary<string, (ClauseRef Clause, string Words)> ClausesOf(Notice notice, CheckResult check)
    {
        var found = new Dictionary<string, (ClauseRef, string)>(StringComparer.Ordinal);
        foreach (var (path, text) in notice.Clauses)
        {
            // A clause of another document is written document:path.
            var at = path.IndexOf(':', StringComparison.Ordinal);
            var clause = at < 0 ? new ClauseRef(notice.ShortTitle.Zh, path) : new ClauseRef(path[..at], path[(at + 1)..]);
            found[Key(clause)] = (clause, $"{(at < 0 ? path : clause.Document + " " + clause.Path)}　{Short(text)}");
        }

        foreach (var clause in check.Findings.Select(f => f.Clause).OfType<ClauseRef>())
        {
            found.TryAdd(Key(clause), (clause, $"{clause.Document} {clause.Path}"));
        }

        return found;
    }

    /// <summary>How a form names a clause.</summary>
    public static string Key(ClauseRef clause) => $"{clause.Document} {clause.Path}";

    private static string Short(string text) => text.Length <= 44 ? text : text[..43] + "…";
}
