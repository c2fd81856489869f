using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Meetings;

namespace Zhiping.Web.Home;

/// <summary>What waits for me: asked of every feature, the edge that comes first on top. Every role starts here.</summary>
[ForSignedIn]
public sealed class HomeModel(AppDb db, CurrentPerson person, IEnumerable<IWaitingFor> sources, EndedApplications ended, RequestInstant instant) : PageModel
{
    public DateTimeOffset Now => instant.At;

    /// <summary>Acts for nobody but him- or herself and sits in no meeting.</summary>
    public bool IsApplicant => person.ActingBodyId is null && !IsExpert;

    /// <summary>Sits in a meeting that has begun: what waits there comes first.</summary>
    public bool IsExpert { get; private set; }

    /// <summary>An expert's own application, or the way to one, below what waits for the expert.</summary>
    public IReadOnlyList<WaitingItem> Own { get; private set; } = [];

    public IReadOnlyList<WaitingItem> Items { get; private set; } = [];

    /// <summary>How the applicant's applications ended.</summary>
    public IReadOnlyList<WaitingItem> Ended { get; private set; } = [];

    /// <summary>Where somebody in office can look while nothing waits, as for roles that only look on.</summary>
    public IReadOnlyList<NavItem> Looks => person.ActingBodyId is null ? [] : [.. Navigation.Of(person, ExpertSeats.None).Where(x => x.Href is not ("/home" or "/messages" or "/notices"))];

    public int Count => Items.Sum(x => x.Count);

    public int DueToday => Items.Where(x => x.Due is { } due && due >= Now && Beijing.Day(due.AddTicks(-1)) == Beijing.Day(Now)).Sum(x => x.Count);

    private static bool IsOfExpert(WaitingItem item) =>
        item.Href.StartsWith("/expert", StringComparison.Ordinal) || item.Href.StartsWith("/meetings", StringComparison.Ordinal);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var items = new List<WaitingItem>();
        foreach (var source in sources)
        {
            items.AddRange(await source.For(person.Id, Now, cancel));
        }

        IsExpert = await db.MeetingMembers().SeatsOf(person.Id).AnyAsync(m => db.Meetings().Any(x => x.Id == m.MeetingId && x.State != MeetingState.Preparing), cancel);
        Items = [.. items.OrderBy(x => x.Due ?? DateTimeOffset.MaxValue)];
        Ended = person.ActingBodyId is null ? await ended.Of(person.Id, cancel) : [];
        if (IsExpert && person.ActingBodyId is null)
        {
            Own = await db.Applications().OwnedBy(person.Id).AnyAsync(cancel) ? [.. Items.Where(x => !IsOfExpert(x))] : [];
            Items = [.. Items.Where(IsOfExpert)];
        }
    }
}
