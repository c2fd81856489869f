using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applicants;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Notices;
using Zhiping.Publicity;

namespace Zhiping.Review.Case;

/// <summary>诚信处理: fraud found in an application bars the applicant by a penalty of its notice, which says for how long and from when. (C7, J7)</summary>
[ForRoles(Role.AuthorityClerk, Role.BureauClerk, Role.OfficeHead)]
public sealed class BanModel(AppDb db, CurrentPerson person, OfficeCases cases, RequestInstant instant) : OfficePage(db, person, cases, instant)
{
    /// <summary>Who may record and lift a ban.</summary>
    public static readonly Role[] Recorders = [Role.AuthorityClerk, Role.BureauClerk, Role.OfficeHead];

    [BindProperty]
    public string? PenaltyId { get; set; }

    [BindProperty]
    public DateOnly? ProvenOn { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public Guid? Lifts { get; set; }

    [BindProperty]
    public string? LiftReason { get; set; }

    /// <summary>The penalties of the application's notice that bar somebody.</summary>
    public IReadOnlyList<Penalty> Penalties { get; private set; } = [];

    /// <summary>Those recorded in this application, the latest first.</summary>
    public IReadOnlyList<Ban> Bans { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        ProvenOn ??= Beijing.Day(Now);
        return await Load(cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostRecord(CancellationToken cancel)
    {
        if (!await Load(cancel))
        {
            return NotFound();
        }

        var penalty = Penalties.FirstOrDefault(p => p.Id == PenaltyId) ?? throw new RefusalException(new Refusal("请选择通知的哪一条。") { Field = nameof(PenaltyId) });
        var proven = ProvenOn ?? throw new RefusalException(new Refusal("请填写查实日期。") { Field = nameof(ProvenOn) });
        RefusalException.ThrowIf(Bans.Any(b => b.LiftedAt is null && b.PenaltyId == penalty.Id)
            ? new Refusal("这份申报已经按这一条处理过了。") { Field = nameof(PenaltyId), IsConflict = true }
            : null);
        Db.Add(new Ban(Person.Act(Reason), Application.PersonId, Id, Office.Notice.Id, Office.Notice.Year, penalty, proven));
        await Db.Commit(cancel);
        return Done("已登记禁止申报。", $"/office/cases/{Id}/ban");
    }

    public async Task<IActionResult> OnPostLift(CancellationToken cancel)
    {
        if (!await Load(cancel))
        {
            return NotFound();
        }

        var ban = await Db.Bans().SingleOrDefaultAsync(b => b.Id == Lifts && b.ApplicationId == Id && b.BodyId == BodyId, cancel)
            ?? throw new RefusalException(new Refusal("只有登记的部门能撤销这项处理。"));
        ban.Lift(Person.Act(LiftReason));
        await Db.Commit(cancel);
        return Done("已撤销这项处理。", $"/office/cases/{Id}/ban");
    }

    protected override async Task LoadMore(CancellationToken cancel)
    {
        Penalties = [.. Office.Notice.Penalties.Where(p => p.BanYears > 0)];
        Bans = await Db.Bans().AsNoTracking().Where(b => b.ApplicationId == Id).OrderByDescending(b => b.RecordedAt).ToListAsync(cancel);
        var people = Bans.Select(b => b.RecordedById).Concat(Bans.Select(b => b.LiftedById).OfType<Guid>()).ToList();
        Names = await Db.People().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
    }
}
