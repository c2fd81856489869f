using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Data;

namespace Zhiping.Publicity.AtUnit;

/// <summary>The publicity of one application in its unit: start, objections, result. One notice for one person. (F2)</summary>
[ForRoles(Role.UnitHr, Role.UnitLeader)]
[RequestSizeLimit(25 * 1024 * 1024)]
public sealed class UnitPublicityModel(AppDb db, CurrentPerson person, OfficeCases cases, RequestInstant instant, UnitDesk desk)
    : OfficePage(db, person, cases, instant)
{
    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    public DateOnly? To { get; set; }

    [BindProperty]
    public string? Conduct { get; set; }

    [BindProperty]
    public string? Achievements { get; set; }

    [BindProperty]
    public string? ObjectionOffice { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? ObjectionFrom { get; set; }

    [BindProperty]
    public string? ObjectionContent { get; set; }

    [BindProperty]
    public string? Finding { get; set; }

    [BindProperty]
    public Guid? ObjectionId { get; set; }

    [BindProperty]
    public PublicityOutcome? Outcome { get; set; }

    [BindProperty]
    public string? Result { get; set; }

    [BindProperty]
    public string? StopReason { get; set; }

    /// <summary>The one that counts, or the last that was not taken down.</summary>
    public UnitPublicity? Current { get; private set; }

    public IReadOnlyList<UnitPublicity> Stopped { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>The earliest last day for the first day that is filled in.</summary>
    public DateOnly EarliestEnd { get; private set; }

    /// <summary>Why a publicity cannot be started at all now; null when it can.</summary>
    public Refusal? WhyNot { get; private set; }

    public IReadOnlyList<UnitPaper> Papers { get; private set; } = [];

    public bool MayAct => InHand && Application.State == ApplicationState.AtUnit;

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        if (!await Load(cancel))
        {
            return NotFound();
        }

        From ??= FirstWorkingDay();
        To ??= EarliestEnd;
        ObjectionOffice ??= Unit.Name;
        Phone ??= Unit.ContactPhone;
        return Page();
    }

    public Task<IActionResult> OnPostStart(CancellationToken cancel) => Try("公示已开始。请打印公示，签字盖章后张贴。", async () =>
        await desk.StartPublicity(
            Person.Act(), Id,
            From ?? throw new RefusalException(new Refusal("请填写公示开始日期。") { Field = "From" }),
            To, new PublicityText(Conduct ?? "", Achievements ?? "", ObjectionOffice ?? "", Phone ?? ""), cancel), cancel);

    public Task<IActionResult> OnPostObjection(CancellationToken cancel) => Try("异议已登记。", async () =>
        await desk.RecordObjection(Person.Act(), Id, ObjectionFrom ?? "", ObjectionContent ?? "", Finding, cancel), cancel);

    public Task<IActionResult> OnPostSettle(CancellationToken cancel) => Try("核查结论已登记。", () =>
        desk.SettleObjection(Person.Act(), Id, ObjectionId ?? Guid.Empty, Finding ?? "", cancel), cancel);

    public Task<IActionResult> OnPostEnd(CancellationToken cancel) => Try("公示结果已登记。", () => desk.EndPublicity(
        Person.Act(), Id, Outcome ?? throw new RefusalException(new Refusal("请选择公示结果。") { Field = "Outcome" }), Result, cancel), cancel);

    public Task<IActionResult> OnPostStop(CancellationToken cancel) => Try("公示已撤下。重新公示要从头算。", () =>
        desk.StopPublicity(Person.Act(StopReason), Id, cancel), cancel);

    public async Task<IActionResult> OnPostPaper(string slot, IFormFile? file, CancellationToken cancel)
    {
        if (!await MaySee(cancel))
        {
            return NotFound();
        }

        if (file is null)
        {
            throw new RefusalException(new Refusal("还没有选择文件。请先选择，再上传。") { Field = "file-" + slot });
        }

        await using var content = file.OpenReadStream();
        var page = await desk.AddPaper(Person.Act(), Id, slot, file.FileName, content, cancel);
        if (page.State == PageState.Refused)
        {
            throw new RefusalException(PageWords.Of(page.Refused, null, page.Length, null) with { Field = "file-" + slot });
        }

        return Done("已收到文件，正在检查。", $"/office/cases/{Id}/publicity");
    }

    public Task<IActionResult> OnPostDropPaper(Guid scan, CancellationToken cancel) =>
        Try("已删去这一页。", () => desk.DropPaper(Person.Act(), Id, scan, cancel), cancel);

    protected override async Task LoadMore(CancellationToken cancel)
    {
        var all = await Db.PublicitiesOf(Id, cancel);
        Current = PublicityRules.That(all, Office.Submission, Office.Notice.UnitPublicity) ?? all.FindLast(p => p.StoppedAt is null && p.SubmissionId == Office.Submission.Id);
        Stopped = [.. all.Where(p => p.StoppedAt is not null)];
        EarliestEnd = PublicityRules.EarliestEnd(From ?? FirstWorkingDay(), Now, Office.Notice.UnitPublicity.WorkingDays, Office.Notice.Calendar);
        WhyNot = ApplicationRules.Lapsed(Application, Now);
        Papers = await Db.UnitPapersOf(Office, cancel);
        var people = all.Select(p => p.StartedBy).Concat(all.SelectMany(p => p.Objections).Select(o => o.RecordedBy)).Distinct().ToList();
        Names = await Db.People().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
    }

    private DateOnly FirstWorkingDay() => Office.Notice.Calendar.SameOrNextWorkingDay(Beijing.Day(Now).AddDays(1));

    private async Task<IActionResult> Try(string words, Func<Task> verb, CancellationToken cancel)
    {
        if (!await MaySee(cancel))
        {
            return NotFound();
        }

        await verb();
        return Done(words, $"/office/cases/{Id}/publicity");
    }
}
