using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using MeetingTerms = Zhiping.Policy.Notices.Meeting;

namespace Zhiping.Meetings;

/// <summary>What a notice says of one vote, where it says different things of different candidates.</summary>
internal static class RoundTerms
{
    /// <summary>Where the candidates of a level stand, by dossier.</summary>
    public static async Task<Dictionary<Guid, Placing>> PlacingsOf(this AppDb db, Guid meetingId, Level level, CancellationToken cancel) =>
        (await db.Dossiers().AsNoTracking().Before(meetingId).Where(d => d.Level == level)
            .Join(db.Applications().AsNoTracking(), d => d.ApplicationId, a => a.Id, (d, a) => new { d.Id, Application = a }).ToListAsync(cancel))
        .ToDictionary(x => x.Id, x => x.Application.Placing);

    /// <summary>Quorum and majority of the vote on a level: those for what all its candidates have in common.</summary>
    public static async Task<MeetingTerms> TermsOf(this AppDb db, Notice notice, Guid meetingId, Level level, CancellationToken cancel) =>
        notice.Meeting.Variants.Count == 0 ? notice.Meeting : notice.Meeting.For(Placing.Shared((await db.PlacingsOf(meetingId, level, cancel)).Values));
}
