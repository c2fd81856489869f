using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Publicity;

namespace Zhiping.Review.Queue;

/// <summary>One case picked for a bulk pass, and why it cannot be passed.</summary>
public sealed record Picked(Guid Id, string Name, Refusal? WhyNot);

/// <summary>What waits for the acting office: filtered, sorted by the edge that comes first, exportable. (F5)</summary>
[ForRoles(Role.UnitHr, Role.UnitLeader, Role.AuthorityClerk, Role.BureauClerk, Role.OfficeClerk, Role.OfficeHead)]
public sealed class QueueModel(AppDb db, CurrentPerson person, QueueQuery queue, NoticeStore notices, ReviewDesk desk, Texts texts, RequestInstant instant)
    : PageModel, IShowAgain
{
    private const int ExportLimit = 50_000;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "specialty")]
    public string? Specialty { get; set; }

    [BindProperty(SupportsGet = true, Name = "level")]
    public Level? Level { get; set; }

    [BindProperty(SupportsGet = true, Name = "risk")]
    public Risk? Risk { get; set; }

    [BindProperty(SupportsGet = true, Name = "turn")]
    public int? Turn { get; set; }

    [BindProperty(SupportsGet = true, Name = "sort")]
    public string? Sort { get; set; }

    [BindProperty(SupportsGet = true, Name = "after")]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true, Name = "afterId")]
    public Guid? AfterId { get; set; }

    [BindProperty(Name = "pick")]
    public List<Guid> Pick { get; set; } = [];

    public Body Body { get; private set; } = null!;

    public IReadOnlyList<QueueRow> Rows { get; private set; } = [];

    public bool More { get; private set; }

    public QueueCounts Counts { get; private set; } = new(0, 0, 0);

    public IReadOnlyList<(string Id, LocalText Name)> Specialties { get; private set; } = [];

    public IReadOnlyDictionary<Guid, PublishedNotice> Notices { get; private set; } = new Dictionary<Guid, PublishedNotice>();

    /// <summary>What comes next at a unit, by application.</summary>
    public IReadOnlyDictionary<Guid, string> Steps { get; private set; } = new Dictionary<Guid, string>();

    public IReadOnlyList<Picked> PickedCases { get; private set; } = [];

    public DateTimeOffset Now => instant.At;

    /// <summary>The committee's office may pass several at once.</summary>
    public bool Bulk => Body.Kind == BodyKind.CommitteeOffice;

    public QueueFilter Filter => new()
    {
        Text = Search, Specialty = string.IsNullOrEmpty(Specialty) ? null : Specialty, Level = Level, Risk = Risk, Turn = Turn, Sort = Sort ?? "due",
    };

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        await ShowAgain(cancel);
        return Page();
    }

    /// <summary>The whole filtered list as a file.</summary>
    public async Task<IActionResult> OnGetExport(string? format, CancellationToken cancel)
    {
        Rows = await queue.Page(person.ActingBodyId!.Value, Filter, null, null, ExportLimit, cancel);
        await LoadNotices(cancel);
        string[] head =
        [
            texts.Plain("申报人"), texts.Plain("单位"), texts.Plain("专业"), texts.Plain("申报资格"), texts.Plain("回执号"), texts.Plain("到期（北京时间）"),
            texts.Plain("第几次"), texts.Plain("风险"), texts.Plain("原因"),
        ];
        var rows = Rows.Select(r => (IReadOnlyList<string>)
        [
            r.Name, r.Unit, texts.Of(SpecialtyOf(r)), texts.Of(TitleOf(r)), r.Receipt, r.DueAt is { } due ? Beijing.Full(due) : "",
            Math.Max(1, r.Arrivals).ToString(), texts.Plain(RiskWord(r.RiskOf)), texts.Of(r.Reason),
        ]);
        var name = texts.Plain("待办") + Beijing.Day(Now).ToString("yyyyMMdd");
        return format == "xlsx"
            ? File(QueueExport.Excel(texts.Plain("待办"), head, rows), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx")
            : File(QueueExport.Csv(head, rows), "text/csv; charset=utf-8", name + ".csv");
    }

    /// <summary>Says of the picked ones which can be passed and which not, and why; nothing is done yet.</summary>
    public async Task<IActionResult> OnPostPick(CancellationToken cancel)
    {
        await ShowAgain(cancel);
        var names = Rows.ToDictionary(r => r.Id, r => r.Name);
        var picked = new List<Picked>();
        foreach (var id in Pick.Distinct().Where(names.ContainsKey))
        {
            db.ChangeTracker.Clear();
            picked.Add(new Picked(id, names[id], await desk.WhyNotAdmit(person.Act(), id, cancel)));
        }

        PickedCases = picked;
        return Page();
    }

    /// <summary>Passes those that can be passed, and says of the others why not.</summary>
    public async Task<IActionResult> OnPostPass(CancellationToken cancel)
    {
        var done = 0;
        var failed = new List<string>();
        var picked = await db.Applications().VisibleTo(db, person.ActingBodyId!.Value).Where(a => Pick.Contains(a.Id)).Select(a => a.Id).Take(QueueQuery.PageSize).ToListAsync(cancel);
        foreach (var id in Pick.Distinct().Where(picked.Contains))
        {
            db.ChangeTracker.Clear();
            try
            {
                await desk.Admit(person.Act(), id, cancel);
                done++;
            }
            catch (RefusalException e)
            {
                db.ChangeTracker.Clear();
                var name = await db.Applications().VisibleTo(db, person.ActingBodyId!.Value).Where(a => a.Id == id)
                    .Join(db.People(), a => a.PersonId, p => p.Id, (a, p) => p.Name).FirstOrDefaultAsync(cancel);
                failed.Add(texts.Plain("{0}：{1}", name ?? "", texts.Say(e.Refusal)));
            }
        }

        TempData["Flash"] = texts.Plain("通过形式审核{0}件。", done) + (failed.Count == 0 ? "" : texts.Plain("没有通过{0}件：", failed.Count) + string.Join(" ", failed));
        return RedirectToPage();
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        var bodyId = person.ActingBodyId!.Value;
        Body = await db.Body(bodyId, cancel);
        Counts = await queue.Count(bodyId, Filter, Now, cancel);
        var rows = await queue.Page(bodyId, Filter, After, AfterId, QueueQuery.PageSize + 1, cancel);
        More = rows.Count > QueueQuery.PageSize;
        Rows = [.. rows.Take(QueueQuery.PageSize)];
        await LoadNotices(cancel);
        Specialties = await LoadSpecialties(bodyId, cancel);
        Steps = await LoadSteps(cancel);
    }

    public LocalText SpecialtyOf(QueueRow row) =>
        Notices[row.RevisionId].Notice.FindSpecialty(row.Series, row.Specialty)?.Name ?? new LocalText(row.Specialty, row.Specialty);

    public LocalText TitleOf(QueueRow row)
    {
        var title = Notices[row.RevisionId].Notice.TitleOf(row.Series, row.Specialty, row.LevelOf);
        var level = Terms.Name(row.LevelOf);
        return title == level ? level : new LocalText($"{title.Zh}，{level.Zh}", $"{title.En}, {level.En}");
    }

    public int? MostOf(QueueRow row) => Notices[row.RevisionId].Notice.Returns.MaxSubmissions;

    public static string RiskWord(Risk risk) => risk switch
    {
        Review.Risk.High => "高",
        Review.Risk.Medium => "中",
        Review.Risk.Low => "低",
    };

    /// <summary>Address of the same list with something changed.</summary>
    public string With(string key, string? value)
    {
        var parts = new Dictionary<string, string?>
        {
            ["q"] = Search, ["specialty"] = Specialty, ["level"] = Level?.ToString(), ["risk"] = Risk?.ToString(), ["turn"] = Turn?.ToString(), ["sort"] = Sort,
        };
        parts[key] = value;
        return "/office" + QueryString.Create(parts.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => KeyValuePair.Create(p.Key, p.Value)));
    }

    public string Next => With("sort", Sort) + (With("sort", Sort).Contains('?') ? "&" : "?")
        + $"after={Uri.EscapeDataString(Rows[^1].Key)}&afterId={Rows[^1].Id}";

    private async Task LoadNotices(CancellationToken cancel)
    {
        var found = new Dictionary<Guid, PublishedNotice>();
        foreach (var revision in Rows.Select(r => r.RevisionId).Distinct())
        {
            found[revision] = await notices.Get(revision, cancel);
        }

        Notices = found;
    }

    private async Task<IReadOnlyList<(string Id, LocalText Name)>> LoadSpecialties(Guid bodyId, CancellationToken cancel)
    {
        var names = new List<(string, LocalText)>();
        foreach (var (series, specialty, revision) in await queue.Specialties(bodyId, cancel))
        {
            var name = (await notices.Get(revision, cancel)).Notice.FindSpecialty(series, specialty)?.Name ?? new LocalText(specialty, specialty);
            names.Add((specialty, name));
        }

        return names;
    }

    private async Task<IReadOnlyDictionary<Guid, string>> LoadSteps(CancellationToken cancel)
    {
        var ids = Rows.Where(r => r.StateOf == ApplicationState.AtUnit).Select(r => r.Id).ToList();
        var asked = await db.AskBacks().Where(a => ids.Contains(a.ApplicationId) && a.AnsweredAt == null).Select(a => a.ApplicationId).ToListAsync(cancel);
        var shown = await db.UnitPublicities().Where(p => ids.Contains(p.ApplicationId) && p.StoppedAt == null)
            .Select(p => new { p.ApplicationId, p.EndsAt, p.EndedAt, p.Outcome }).ToListAsync(cancel);
        return ids.ToDictionary(id => id, id =>
        {
            var last = shown.Where(p => p.ApplicationId == id).MaxBy(p => p.EndsAt);
            return asked.Contains(id) ? "申报人请求退回"
                : last is null ? "等待公示"
                : last.EndedAt is not null ? last.Outcome == PublicityOutcome.ObjectionsUpheld ? "异议成立，待退回" : "公示结束，待推荐"
                : Now < last.EndsAt ? "正在公示" : "待登记公示结果";
        });
    }
}
