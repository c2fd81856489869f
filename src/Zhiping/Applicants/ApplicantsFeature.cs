using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Applicants;

/// <summary>Personal details and the unit where a person works.</summary>
public sealed class ApplicantsFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<IWaitingFor, RegistrationWaiting>();
        services.AddScoped<IWaitingFor, StaffRegistrationsWaiting>();
        services.AddScoped<IWaitingFor, AppealsWaiting>();
        services.AddScoped<AppealDesk>();
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}

/// <summary>What a new applicant still has to do before applying. (A5, A6)</summary>
internal sealed class RegistrationWaiting(AppDb db, CurrentPerson person) : IWaitingFor
{
    public async Task<IReadOnlyList<WaitingItem>> For(Guid personId, DateTimeOffset now, CancellationToken cancel)
    {
        if (person.ActingBodyId is not null)
        {
            return [];
        }

        var items = new List<WaitingItem>();
        if (!await db.PersonalDetails().AnyAsync(d => d.Id == personId, cancel))
        {
            items.Add(new WaitingItem("完善个人信息", [], "/me", null) { Hint = "评审表要印的内容，填一次就可以" });
        }

        var present = await db.PresentEmployment(personId, cancel);
        if (present is null)
        {
            var last = await db.Employments().Where(e => e.PersonId == personId).OrderByDescending(e => e.RequestedAt).FirstOrDefaultAsync(cancel);
            items.Add(last is { State: EmploymentState.Declined }
                ? new WaitingItem("单位没有确认，请重新选择单位", [], "/unit", null) { Hint = last.Reason, Shape = Shape.Fix, State = "要改正" }
                : new WaitingItem("选择工作单位", [], "/unit", null) { Hint = "单位确认后才能提交申报书" });
        }
        else if (present.State == EmploymentState.Requested)
        {
            items.Add(new WaitingItem("等单位确认您是本单位职工", [], "/unit", null) { Shape = Shape.Wait, State = "等单位办理" });
        }

        return items;
    }
}

/// <summary>Registrations that a unit's HR has to decide. (A6)</summary>
internal sealed class StaffRegistrationsWaiting(AppDb db, CurrentPerson person) : IWaitingFor
{
    public async Task<IReadOnlyList<WaitingItem>> For(Guid personId, DateTimeOffset now, CancellationToken cancel)
    {
        if (person.ActingBodyId is not { } unit || !person.Has(Role.UnitHr))
        {
            return [];
        }

        var count = await db.Employments().OfUnit(unit).CountAsync(e => e.State == EmploymentState.Requested || e.State == EmploymentState.Moving, cancel);
        return count == 0 ? [] : [new WaitingItem("{0}人等您确认是本单位职工", [count], "/unit/people", null) { Count = count }];
    }
}
