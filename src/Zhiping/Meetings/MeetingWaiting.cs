using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Policy.Quantities;

namespace Zhiping.Meetings;

/// <summary>What waits for an expert or a chair: dossiers to score, defences, ballots, the meeting in session.</summary>
internal sealed class ExpertWaiting(AppDb db) : IWaitingFor
{
    public async Task<IReadOnlyList<WaitingItem>> For(Guid person, DateTimeOffset now, CancellationToken cancel)
    {
        var seats = await db.MeetingMembers().SeatsOf(person).Join(db.Meetings(), m => m.MeetingId, m => m.Id, (member, meeting) => new { member, meeting })
            .Where(x => x.meeting.State != MeetingState.Preparing && x.meeting.State != MeetingState.Closed).ToListAsync(cancel);
        var items = new List<WaitingItem>();
        foreach (var (member, meeting) in seats.Select(s => (s.member, s.meeting)))
        {
            var open = await db.ScoreSheets().CountAsync(s => s.MemberId == member.Id && s.SubmittedAt == null && s.ExcusedAt == null, cancel);
            if (open > 0 && meeting.State == MeetingState.Reading)
            {
                items.Add(new WaitingItem("评阅{0}份材料", [open], "/expert", meeting.ReadBy) { Count = open });
            }

            if (meeting.State == MeetingState.Defence)
            {
                items.Add(new WaitingItem("给答辩打分", [], $"/expert/meetings/{meeting.Id}/defence", meeting.StartsAt));
            }

            foreach (var round in await db.BallotRounds().Where(r => r.MeetingId == meeting.Id && r.CountedAt == null
                && db.Set<Elector>().Any(e => e.RoundId == r.Id && e.MemberId == member.Id && e.AbstainedAt == null)
                && !db.Set<BallotCast>().Any(c => c.RoundId == r.Id && c.MemberId == member.Id)).ToListAsync(cancel))
            {
                items.Add(new WaitingItem("投票：{0}", [Terms.Name(round.Level)], $"/expert/rounds/{round.Id}", null) { Shape = Shape.Near });
            }

            if (member.Presides && meeting.State == MeetingState.Voting)
            {
                items.Add(new WaitingItem("主持评审会议", [], $"/meetings/{meeting.Id}", meeting.StartsAt));
            }
        }

        return items;
    }
}

/// <summary>What waits for the office of a committee: recusals to decide, meetings to prepare.</summary>
internal sealed class OfficeMeetingsWaiting(AppDb db, CurrentPerson person) : IWaitingFor
{
    public async Task<IReadOnlyList<WaitingItem>> For(Guid personId, DateTimeOffset now, CancellationToken cancel)
    {
        if (person.ActingBodyId is not { } body || !person.Has(Role.OfficeClerk, Role.OfficeHead))
        {
            return [];
        }

        var items = new List<WaitingItem>();
        foreach (var meeting in await db.Meetings().Where(m => m.BodyId == body && m.State != MeetingState.Closed).OrderBy(m => m.StartsAt).ToListAsync(cancel))
        {
            var recusals = await db.Recusals().CountAsync(r => r.MeetingId == meeting.Id && r.State == RecusalState.Open, cancel);
            if (recusals > 0)
            {
                items.Add(new WaitingItem("决定{0}份回避申请", [recusals], $"/office/meetings/{meeting.Id}/members", meeting.StartsAt) { Count = recusals });
            }

            if (meeting.State == MeetingState.Preparing)
            {
                items.Add(new WaitingItem("准备评审会议", [], $"/office/meetings/{meeting.Id}", meeting.StartsAt));
            }
        }

        return items;
    }
}
