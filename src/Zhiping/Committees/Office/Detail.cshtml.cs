using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Committees.Office;

/// <summary>Somebody in the pool, by name for the office.</summary>
public sealed record PoolRow(Expert Expert, string Name, string? Unit);

/// <summary>One committee: its filing, its pool, and the way to its meetings.</summary>
[ForRoles(Role.OfficeClerk, Role.OfficeHead)]
public sealed class DetailModel(AppDb db, CurrentPerson person, CommitteeDesk desk, NoticeStore notices, PersonVault vault, RequestInstant instant) : PageModel, IShowAgain
{
    [BindProperty]
    public string? FilingNumber { get; set; }

    [BindProperty]
    public DateOnly? ValidFrom { get; set; }

    [BindProperty]
    public DateOnly? ValidUntil { get; set; }

    [BindProperty]
    public string? Login { get; set; }

    [BindProperty]
    public List<string> Specialties { get; set; } = [];

    [BindProperty]
    public Level TitleLevel { get; set; } = Level.FullSenior;

    [BindProperty]
    public string? Unit { get; set; }

    [BindProperty]
    public DateOnly? TermFrom { get; set; }

    [BindProperty]
    public DateOnly? TermTo { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Committee Committee { get; private set; } = null!;

    public Notice Notice { get; private set; } = null!;

    public IReadOnlyList<PoolRow> Pool { get; private set; } = [];

    public DateOnly Today => Beijing.Day(instant.At);

    public Refusal? WhyNotMeet => CommitteeRules.CanMeet(Committee, Today);

    public string SpecialtyName(string id) => Notice.SeriesList.SelectMany(s => s.Specialties).FirstOrDefault(s => s.Id == id)?.Name.Zh ?? id;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancel) => await Load(id, cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostFile(Guid id, CancellationToken cancel) =>
        Do(id, "备案文号已登记，等待批准。", () => desk.File(person.Act(), id, FilingNumber ?? "", cancel), cancel);

    public Task<IActionResult> OnPostApprove(Guid id, CancellationToken cancel) =>
        Do(id, "已登记备案批准。", () => desk.ApproveFiling(person.Act(), id, Needed(ValidFrom, "ValidFrom"), Needed(ValidUntil, "ValidUntil"), cancel), cancel);

    public Task<IActionResult> OnPostEnter(Guid id, CancellationToken cancel) =>
        Do(id, "已进入专家库。", async () =>
        {
            var found = await vault.FindAsync(db, Login, cancel) ?? throw new RefusalException(new Refusal("没有这样的账号。")
            {
                Field = "Login",
                Remedy = "请先请专家注册，再用注册的身份证号、手机或邮箱查找。",
            });
            var unit = await UnitOf(cancel);
            await desk.Enter(person.Act(), id, new NewExpert(
                found.Id, Specialties, TitleLevel, unit?.Id, Needed(TermFrom, "TermFrom"), Needed(TermTo, "TermTo")), cancel);
        }, cancel);

    public Task<IActionResult> OnPostLeave(Guid id, Guid expert, CancellationToken cancel) =>
        Do(id, "已移出专家库。", () => desk.Leave(person.Act(Reason), expert, cancel), cancel);

    public Task ShowAgain(CancellationToken cancel) => Load(Guid.Parse((string)RouteData.Values["id"]!), cancel);

    private static DateOnly Needed(DateOnly? day, string field) => day ?? throw new RefusalException(new Refusal("请填写日期。") { Field = field });

    /// <summary>The unit with exactly that name; colleagues are recused by it.</summary>
    private async Task<Body?> UnitOf(CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(Unit))
        {
            return null;
        }

        var name = Unit.Trim();
        return await db.Bodies().FirstOrDefaultAsync(b => b.Name == name && b.State == BodyState.Active, cancel)
            ?? throw new RefusalException(new Refusal("平台上没有“{0}”这个单位。", name) { Field = "Unit", Remedy = "请填写单位全称；不在平台上的单位请留空。" });
    }

    private async Task<IActionResult> Do(Guid id, string done, Func<Task> verb, CancellationToken cancel)
    {
        if (!await db.Committees().RunBy(person.ActingBodyId!.Value).AnyAsync(c => c.Id == id, cancel))
        {
            return NotFound();
        }

        await verb();
        TempData["Flash"] = done;
        return Redirect($"/office/committees/{id}");
    }

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        var committee = await db.Committees().RunBy(person.ActingBodyId!.Value).SingleOrDefaultAsync(c => c.Id == id, cancel);
        if (committee is null || await notices.Current(committee.NoticeId, cancel) is not { } notice)
        {
            return false;
        }

        Committee = committee;
        Notice = notice.Notice;
        Pool = await (
            from expert in db.Experts().PoolOf(id)
            join found in db.People() on expert.PersonId equals found.Id
            join body in db.Bodies() on expert.UnitId equals (Guid?)body.Id into units
            from unit in units.DefaultIfEmpty()
            orderby expert.Number
            select new PoolRow(expert, found.Name, unit == null ? null : unit.Name)).ToListAsync(cancel);
        return true;
    }
}
