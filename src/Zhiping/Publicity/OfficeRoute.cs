using Zhiping.Applications;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Policy.Quantities;

namespace Zhiping.Publicity;

/// <summary>Which office comes next on the way to the committee. (F1)</summary>
public sealed class OfficeRoute(BodyRoute route)
{
    /// <summary>All offices of the application's way, the unit first.</summary>
    public Task<IReadOnlyList<RouteStop>> Of(OfficeCase office, CancellationToken cancel = default) => route.Of(
        office.Notice, office.Application.UnitId, office.Application.Channel, office.Application.Series, cancel);

    /// <summary>The office after the body that holds the application, with the state and the due date it has there.</summary>
    public async Task<NextOffice> After(OfficeCase office, CancellationToken cancel = default)
    {
        var application = office.Application;
        var next = BodyRoute.After(await Of(office, cancel), application.HolderId)
            ?? throw new RefusalException(new Refusal("通知里没有下一级办理的部门，不能上报。") { Remedy = "请联系平台技术服务核对单位的上级登记。" });
        return next.Office == OfficeRole.CommitteeOffice
            ? new NextOffice(next.Body.Id, ApplicationState.AtCommittee, DueOnTheWay(office, ApplicationState.AtCommittee))
            : new NextOffice(next.Body.Id, ApplicationState.AtAuthority, DueOnTheWay(office, ApplicationState.AtAuthority));
    }

    /// <summary>What the body that holds the application is on its route.</summary>
    public async Task<OfficeRole> RoleOf(OfficeCase office, CancellationToken cancel = default) => office.Application.State switch
    {
        ApplicationState.AtUnit => OfficeRole.Unit,
        ApplicationState.AtCommittee => OfficeRole.CommitteeOffice,
        _ => (await Of(office, cancel)).FirstOrDefault(s => s.Body.Id == office.Application.HolderId)?.Office ?? OfficeRole.Authority,
    };

    /// <summary>The application window binds where its act is still to come. (B2)</summary>
    private static DueDate? DueOnTheWay(OfficeCase office, ApplicationState state) =>
        DueDates.WindowBinds(office.Application, office.Notice, state)
            ? office.Application.ArriveBy.Copy()
            : null;
}
