using Microsoft.EntityFrameworkCore;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Committees;

/// <summary>The office's work on committees and their pools. Pages and the season call the same verbs.</summary>
public sealed class CommitteeDesk(AppDb db, NoticeStore notices)
{
    /// <summary>Sets up a committee for the work of one notice.</summary>
    public async Task<Committee> SetUp(Act act, NewCommittee @new, CancellationToken cancel = default)
    {
        RefusalException.ThrowIf(act.ForBody == @new.BodyId ? null : new Refusal("评审委员会由办它的办公室设立。"));
        RefusalException.ThrowIf(CommitteeRules.AreOffered(@new.Specialties, await Notice(@new.NoticeId, cancel)));
        var committee = new Committee(act, @new, await Bounds(@new.BodyId, @new.NoticeId, @new.TopLevel, @new.Specialties, cancel));
        db.Add(committee);
        await db.Commit(cancel);
        return committee;
    }

    /// <summary>Files it before the work starts. (J1)</summary>
    public async Task File(Act act, Guid committeeId, string number, CancellationToken cancel = default)
    {
        var committee = await Mine(act, committeeId, cancel);
        committee.File(act, number);
        await db.Commit(cancel);
    }

    /// <summary>Records that the filing was approved, with the committee's term.</summary>
    public async Task ApproveFiling(Act act, Guid committeeId, DateOnly from, DateOnly until, CancellationToken cancel = default)
    {
        var committee = await Mine(act, committeeId, cancel);
        committee.ApproveFiling(act, from, until, await Bounds(committee.BodyId, committee.NoticeId, committee.TopLevel, committee.Specialties, cancel));
        await db.Commit(cancel);
    }

    /// <summary>Enters somebody into the pool under the next number.</summary>
    public async Task<Expert> Enter(Act act, Guid committeeId, NewExpert @new, CancellationToken cancel = default)
    {
        var committee = await Mine(act, committeeId, cancel);
        var rows = await db.Experts().Where(e => e.CommitteeId == committeeId).Select(e => new { e.Number, e.PersonId, e.LeftAt }).ToListAsync(cancel);
        RefusalException.ThrowIf(rows.Exists(r => r.PersonId == @new.PersonId && r.LeftAt is null)
            ? new Refusal("这个人已经在专家库里。") { Field = "PersonId" }
            : null);
        RefusalException.ThrowIf(CommitteeRules.AreOffered(@new.Specialties, await Notice(committee.NoticeId, cancel)));
        var number = rows.Count == 0 ? 1 : rows.Max(r => r.Number) + 1;
        var expert = new Expert(act, committee, number, @new, await Bounds(committee.BodyId, committee.NoticeId, committee.TopLevel, committee.Specialties, cancel));
        db.Add(expert);
        await db.Commit(cancel);
        return expert;
    }

    /// <summary>Takes somebody out of the pool, with the reason.</summary>
    public async Task Leave(Act act, Guid expertId, CancellationToken cancel = default)
    {
        var expert = await db.Experts().ThereAsync(e => e.Id == expertId, cancel);
        await Mine(act, expert.CommitteeId, cancel);
        expert.Leave(act);
        await db.Commit(cancel);
    }

    /// <summary>What the notice in force says about size and term of a committee of that office for that level and those specialties; none are all of the notice.</summary>
    public async Task<CommitteeBounds> Bounds(Guid bodyId, string noticeId, Level topLevel, IReadOnlyList<string> specialties, CancellationToken cancel = default)
    {
        var notice = await Notice(noticeId, cancel);
        var county = await db.Bodies().Where(b => b.Id == bodyId).Select(b => b.County).SingleOrDefaultAsync(cancel);
        var covered = notice.SeriesList.SelectMany(s => s.Specialties.Select(p => (Series: s.Id, Specialty: p.Id)))
            .Where(x => specialties.Count == 0 || specialties.Contains(x.Specialty, StringComparer.Ordinal));
        var meeting = notice.Meeting.For(Placing.Shared([.. covered.Select(x => new Placing(null, null, county, null, topLevel, x.Series, x.Specialty))]));
        var size = meeting.SizeFor(topLevel);
        return new CommitteeBounds(
            size?.AtLeast ?? 1, size?.Odd ?? false, meeting.TermYears, size?.Clause, meeting.BasisOf.GetValueOrDefault("termYears")?.Clause ?? notice.Meeting.Clause);
    }

    private async Task<Notice> Notice(string noticeId, CancellationToken cancel) =>
        (await notices.Current(noticeId, cancel) ?? throw new RefusalException(new Refusal("没有这个通知。") { Field = "NoticeId" })).Notice;

    private async Task<Committee> Mine(Act act, Guid committeeId, CancellationToken cancel)
    {
        var committee = await db.Committees().ThereAsync(c => c.Id == committeeId, cancel);
        RefusalException.ThrowIf(CommitteeRules.IsOf(committee, act));
        return committee;
    }
}
