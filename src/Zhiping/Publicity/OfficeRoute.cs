using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Quantities;

namespace Zhiping.Publicity;

/// <summary>Which office comes next on the way to the committee. (F1)</summary>
public sealed class OfficeRoute(AppDb db)
{
    /// <summary>The office after the body that holds the application, with the state and the due date it has there.</summary>
    public Task<NextOffice> After(OfficeCase office, CancellationToken cancel = default) => throw new NotSupportedException($"{db.ContextId} {office.Application.Id} {cancel.IsCancellationRequested}");

    /// <summary>What the body that holds the application is on its route.</summary>
    public Task<OfficeRole> RoleOf(OfficeCase office, CancellationToken cancel = default) => throw new NotSupportedException($"{db.ContextId} {office.Application.Id} {cancel.IsCancellationRequested}");
}
