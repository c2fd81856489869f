using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;

namespace Zhiping.Applications;

/// <summary>The applications under a notice, for whoever changes it.</summary>
internal sealed class UnderNotice(AppDb db, ApplicationDesk desk, RequestInstant instant) : INoticeApplications
{
    private static readonly ApplicationState[] Late =
        [ApplicationState.UnderEvaluation, ApplicationState.Passed, ApplicationState.OverCap, ApplicationState.NotPassed, ApplicationState.Conferred, ApplicationState.Certified];

    public Task<int> Count(string noticeId, CancellationToken cancel) => Living(noticeId).CountAsync(cancel);

    public async IAsyncEnumerable<(Guid Id, ApplicationDocument Document)> Of(string noticeId, [EnumeratorCancellation] CancellationToken cancel)
    {
        var submitted = Living(noticeId).Where(a => a.Submissions > 0)
            .Join(db.Submissions().AsNoTracking(), a => new { a.Id, Number = a.Submissions }, s => new { Id = s.ApplicationId, s.Number }, (a, s) => new { a.Id, s.Content });
        await foreach (var one in submitted.OrderBy(s => s.Id).AsAsyncEnumerable().WithCancellation(cancel))
        {
            yield return (one.Id, ApplicationDocument.Parse(one.Content));
        }

        foreach (var id in await Living(noticeId).Where(a => a.Submissions == 0).OrderBy(a => a.Id).Select(a => a.Id).ToListAsync(cancel))
        {
            yield return (id, await desk.Document(id, instant.At, cancel));
        }
    }

    public async Task<TouchedApplications> Touched(string noticeId, CancellationToken cancel)
    {
        var counts = await Living(noticeId).GroupBy(a => new { a.State, a.Level, Arrived = a.Arrivals > 0 })
            .Select(g => new { g.Key.State, g.Key.Level, g.Key.Arrived, Count = g.Count() }).ToListAsync(cancel);
        int Sum(Func<ApplicationState, Level, bool, bool> which) => counts.Where(c => which(c.State, c.Level, c.Arrived)).Sum(c => c.Count);
        return new TouchedApplications(
            UnderWay: Sum((state, _, _) => !ApplicationStates.Ended.Contains(state)),
            Drafts: Sum((state, _, _) => ApplicationStates.Editable.Contains(state)),
            NotArrived: Sum((state, _, arrived) => !arrived && ApplicationStates.OnTheWay.Contains(state)),
            Returned: Sum((state, _, _) => state == ApplicationState.Returned),
            NotPaid: Sum((state, _, _) => ApplicationStates.OnTheWay.Contains(state) || state is ApplicationState.AtCommittee or ApplicationState.Admitted),
            NotScored: Sum((state, _, _) => !ApplicationStates.Ended.Contains(state) && !Late.Contains(state)),
            Senior: Sum((state, level, _) => Terms.BandOf(level) == Band.Senior && !ApplicationStates.Ended.Contains(state)));
    }

    /// <summary>Neither put aside nor taken back.</summary>
    private IQueryable<Application> Living(string noticeId) => db.Applications().AsNoTracking()
        .Where(a => a.NoticeId == noticeId && a.DeletedAt == null && a.State != ApplicationState.Withdrawn);
}
