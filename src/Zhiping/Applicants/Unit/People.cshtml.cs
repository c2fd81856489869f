using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Applicants.Unit;

/// <summary>One of the unit's people, as the HR office needs it.</summary>
public sealed record UnitPerson(Guid EmploymentId, Guid PersonId, string Name, EmploymentState State, DateTimeOffset RequestedAt, DateTimeOffset? DecidedAt);

/// <summary>注册审批: the unit's HR confirms its people, declines with a reason, or records that somebody has left. (A6, A4)</summary>
[ForRoles(Role.UnitHr)]
public sealed class PeopleModel(AppDb db, CurrentPerson person, Passwords passwords, PersonVault vault, Outbox outbox, Texts texts) : PageModel, IShowAgain
{
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The registration that a form of this page was about.</summary>
    [BindProperty]
    public Guid? EmploymentId { get; set; }

    public IReadOnlyList<UnitPerson> Requested { get; private set; } = [];

    public IReadOnlyList<UnitPerson> Approved { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => ShowAgain(cancel);

    public Task<IActionResult> OnPostApproveAsync(CancellationToken cancel) => Do((e, act) => e.Approve(act), "已确认是本单位职工", cancel);

    public Task<IActionResult> OnPostDeclineAsync(CancellationToken cancel) => Do((e, act) => e.Decline(act), "已退回，本人会看到理由", cancel);

    public Task<IActionResult> OnPostEndAsync(CancellationToken cancel) => Do((e, act) => e.End(act), "已登记离开本单位", cancel);

    /// <summary>A password that holds until the person sets another: the HR office hands it over, the person gets a letter about it. (A4)</summary>
    public async Task<IActionResult> OnPostResetAsync(CancellationToken cancel)
    {
        var employment = await db.Employments().OfUnit(person.ActingBodyId!.Value)
            .SingleOrDefaultAsync(e => e.Id == EmploymentId && e.State == EmploymentState.Approved, cancel);
        if (employment is null)
        {
            return NotFound();
        }

        var owner = await db.People().SingleAsync(p => p.Id == employment.PersonId, cancel);
        var account = await db.Accounts().SingleAsync(a => a.Id == owner.Id, cancel);
        var password = Ids.Code(12);
        passwords.Set(account, password);
        owner.RecordNewPassword(person.Act(Reason), "unit HR");
        outbox.Post(new Letter(
            vault.EmailOf(owner), Texts.Chinese.Plain("您的职评平台密码已由单位人事重设"),
            Texts.Chinese.Plain("{0}，您好：\n\n单位人事刚才重设了您的密码，请向单位人事索取新密码，登录后在账号页面改成自己的。\n\n如果您没有请单位重设，请马上联系单位人事和平台技术服务。", owner.Name)));
        await db.Commit(cancel);
        this.Flash(texts.Plain("{0}的新密码是 {1}。请当面告诉本人，登录后马上改掉；本页关闭后不再显示。", owner.Name, password));
        return RedirectToPage();
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        var unit = person.ActingBodyId;
        var all = await (from e in db.Employments()
                         join p in db.People() on e.PersonId equals p.Id
                         where e.UnitId == unit && (e.State == EmploymentState.Requested || e.State == EmploymentState.Approved)
                         orderby e.RequestedAt
                         select new UnitPerson(e.Id, p.Id, p.Name, e.State, e.RequestedAt, e.DecidedAt)).Take(500).ToListAsync(cancel);
        Requested = [.. all.Where(x => x.State == EmploymentState.Requested)];
        Approved = [.. all.Where(x => x.State == EmploymentState.Approved)];
    }

    private async Task<IActionResult> Do(Action<Employment, Act> verb, string done, CancellationToken cancel)
    {
        var employment = await db.Employments().OfUnit(person.ActingBodyId!.Value).SingleOrDefaultAsync(e => e.Id == EmploymentId, cancel);
        if (employment is null)
        {
            return NotFound();
        }

        verb(employment, person.Act(Reason));
        await db.Commit(cancel);
        this.Flash(done);
        return RedirectToPage();
    }
}
