using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Notices;
using Zhiping.Publicity;

namespace Zhiping.Review.Case;

/// <summary>Everything that goes to the applicant with a return, and the clock it starts, before it is sent. After the last submission it refuses for good. (F3, F3a, F4)</summary>
[ForRoles(Role.UnitHr, Role.UnitLeader, Role.AuthorityClerk, Role.BureauClerk, Role.OfficeClerk, Role.OfficeHead)]
public sealed class ReturnModel(AppDb db, CurrentPerson person, OfficeCases cases, RequestInstant instant, ReviewDesk desk, OfficeRoute route)
    : OfficePage(db, person, cases, instant)
{
    [BindProperty]
    public string? Memo { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<Remark> Remarks { get; private set; } = [];

    /// <summary>The clock that would start now.</summary>
    public DueDate? Due { get; private set; }

    public bool IsLast => ReviewRules.IsLastArrival(Application, Office.Notice.Returns);

    /// <summary>The next submission would be the last that the notice allows.</summary>
    public bool NextIsLast => Application.State == ApplicationState.AtCommittee && Office.Notice.Returns.MaxSubmissions is { } max && Application.Arrivals + 1 == max;

    public Refusal? WhyNot { get; private set; }

    /// <summary>Items that are neither ticked nor remarked on: they should be looked at before all is told at once.</summary>
    public IReadOnlyList<ChecklistItem> Unseen { get; private set; } = [];

    public string Clerk => Person.Name;

    public async Task<IActionResult> OnGet(CancellationToken cancel) => await Load(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (!await MaySee(cancel))
        {
            return NotFound();
        }

        await desk.Return(Person.Act(Memo), Id, cancel);
        return Done("已退回并通知申报人。", "/office");
    }

    public async Task<IActionResult> OnPostRefuse(CancellationToken cancel)
    {
        if (!await MaySee(cancel))
        {
            return NotFound();
        }

        await desk.RefuseForGood(Person.Act(Reason), Id, cancel);
        return Done("已作不予受理处理，并通知申报人。", "/office");
    }

    protected override async Task LoadMore(CancellationToken cancel)
    {
        Remarks = await Db.Remarks().Open(Office.Submission.Id, BodyId).OrderBy(r => r.At).ToListAsync(cancel);
        if (!InHand)
        {
            WhyNot = await Cases.FirstWas(Application, cancel);
            return;
        }

        WhyNot = IsLast
            ? ReviewRules.CanRefuseForGood(Application, Person.Act("-"), Remarks, Office.Notice.Returns)
            : ReviewRules.CanReturn(Application, Now, Remarks, Office.Notice.Returns);
        Due = IsLast ? null : ReviewClocks.AfterReturn(Application, await route.RoleOf(Office, cancel), Now, Office.Notice);
        var ticked = await Db.ChecklistTicks().Where(t => t.SubmissionId == Office.Submission.Id && t.BodyId == BodyId).Select(t => t.Item).ToListAsync(cancel);
        Unseen = [.. Office.Notice.ReviewChecklist.Where(i => !ticked.Contains(i.Id) && !Remarks.Any(r => i.Sections.Contains(r.Section)))];
    }
}
