using Microsoft.EntityFrameworkCore;
using Zhiping.Data;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Rules;

namespace Zhiping.Meetings;

/// <summary>Reading, scoring, recusal.</summary>
public sealed partial class MeetingDesk
{
    /// <summary>Gives the dossiers out: recuses colleagues, assigns readers in balance by specialty, notes who must defend.</summary>
    public async Task StartReading(Act act, Guid meetingId, CancellationToken cancel = default)
    {
        var (meeting, committee) = await OfficeMeeting(act, meetingId, cancel);
        var members = await Sitting(meetingId, cancel);
        var dossiers = await db.Dossiers().Before(meetingId).OrderBy(d => d.Ordinal).ToListAsync(cancel);
        meeting.StartReading(act, committee, members.Count, members.Exists(m => m.Seat == Seat.Chair), dossiers.Count);
        var notice = await NoticeOf(meeting, cancel);
        foreach (var dossier in dossiers)
        {
            StandardOf(notice, dossier);
        }

        var recused = AddUnitRecusals(act, members, dossiers);
        var seed = await SeedOf(meetingId, cancel);
        var load = members.ToDictionary(m => m.Id, _ => 0);
        foreach (var dossier in dossiers)
        {
            var readers = Readers(dossier, members, recused, [], load, seed, meeting.ReadersPerDossier);
            Assign(act, dossier, readers, load);
        }

        await AddDefences(act, (await notices.Get(meeting.RevisionId, cancel)).Compiled, dossiers, cancel);
        await db.Commit(cancel);
    }

    /// <summary>The member's own sheet of a dossier; null where there is none, as for a dossier that does not exist.</summary>
    public async Task<(ScoreSheet Sheet, Dossier Dossier, Meeting Meeting, MeetingMember Member)?> SheetOf(
        Guid personId, Guid dossierId, CancellationToken cancel = default)
    {
        var found = await (
            from sheet in db.ScoreSheets()
            join member in db.MeetingMembers() on sheet.MemberId equals member.Id
            join dossier in db.Dossiers() on sheet.DossierId equals dossier.Id
            join meeting in db.Meetings() on sheet.MeetingId equals meeting.Id
            where sheet.DossierId == dossierId && sheet.ExcusedAt == null && dossier.OffAt == null && member.PersonId == personId
                && (member.Seat == Seat.Member || member.Seat == Seat.Chair || member.Seat == Seat.Deputy)
            select new { sheet, dossier, meeting, member }).SingleOrDefaultAsync(cancel);
        return found is null ? null : (found.sheet, found.dossier, found.meeting, found.member);
    }

    /// <summary>Keeps what the expert typed so far. Returns false where the dossier is not the expert's.</summary>
    public async Task<bool> SaveScores(
        Act act, Guid dossierId, IReadOnlyDictionary<string, string> typed, string comment, int from, CancellationToken cancel = default)
    {
        if (await SheetOf(act.By!.Value, dossierId, cancel) is not { } mine)
        {
            return false;
        }

        mine.Sheet.Save(act, await Known(mine.Meeting, mine.Dossier, typed, cancel), comment, from);
        await db.Commit(cancel);
        return true;
    }

    /// <summary>Hands the scores in, for good. Returns false where the dossier is not the expert's.</summary>
    public async Task<bool> SubmitScores(
        Act act, Guid dossierId, IReadOnlyDictionary<string, string> typed, string comment, int from, CancellationToken cancel = default)
    {
        if (await SheetOf(act.By!.Value, dossierId, cancel) is not { } mine)
        {
            return false;
        }

        var waiting = await db.Recusals().AnyAsync(r => r.DossierId == dossierId && r.MemberId == mine.Member.Id && r.State == RecusalState.Open, cancel);
        RefusalException.ThrowIf(waiting ? new Refusal("您已经申请回避这份材料，请等办公室决定。") : null);
        mine.Sheet.Save(act, await Known(mine.Meeting, mine.Dossier, typed, cancel), comment, from);
        mine.Sheet.Submit(act, mine.Meeting, StandardOf(await NoticeOf(mine.Meeting, cancel), mine.Dossier));
        await db.Commit(cancel);
        return true;
    }

    /// <summary>The expert asks to be kept from a dossier. Returns false where the dossier is not the expert's.</summary>
    public async Task<bool> AskRecusal(Act act, Guid dossierId, CancellationToken cancel = default)
    {
        if (await SheetOf(act.By!.Value, dossierId, cancel) is not { } mine)
        {
            return false;
        }

        var there = await db.Recusals().AnyAsync(r => r.DossierId == dossierId && r.MemberId == mine.Member.Id && r.State != RecusalState.Refused, cancel);
        RefusalException.ThrowIf(MeetingRules.CanAskRecusal(mine.Meeting, mine.Sheet, there));
        db.Add(new Recusal(act, mine.Dossier, mine.Member, RecusalGround.Asked));
        await db.Commit(cancel);
        return true;
    }

    /// <summary>The office decides what an expert asked for; another reads instead.</summary>
    public async Task DecideRecusal(Act act, Guid recusalId, bool granted, CancellationToken cancel = default)
    {
        var recusal = await db.Recusals().ThereAsync(r => r.Id == recusalId, cancel);
        var (meeting, _) = await OfficeMeeting(act, recusal.MeetingId, cancel);
        recusal.Decide(act, granted);
        if (granted)
        {
            await Free(act, meeting, recusal, cancel);
        }

        await db.Commit(cancel);
    }

    /// <summary>The office keeps an expert from a dossier, with the reason.</summary>
    public async Task<Recusal> OrderRecusal(Act act, Guid dossierId, Guid memberId, CancellationToken cancel = default)
    {
        var dossier = await db.Dossiers().ThereAsync(d => d.Id == dossierId, cancel);
        var (meeting, _) = await OfficeMeeting(act, dossier.MeetingId, cancel);
        RefusalException.ThrowIf(meeting.State is MeetingState.Closed ? MeetingRules.InState(meeting, MeetingState.Reading) : null);
        var voting = await db.BallotRounds().AnyAsync(r => r.MeetingId == meeting.Id && r.Level == dossier.Level, cancel);
        RefusalException.ThrowIf(voting ? new Refusal("这个级别已经开始投票，不能再决定回避。") : null);
        var member = await db.MeetingMembers().ThereAsync(m => m.Id == memberId && m.MeetingId == meeting.Id, cancel);
        var there = await db.Recusals().SingleOrDefaultAsync(r => r.DossierId == dossierId && r.MemberId == memberId && r.State != RecusalState.Refused, cancel);
        RefusalException.ThrowIf(there is null ? null : new Refusal("这位专家对这份材料已有回避。") { IsConflict = true });
        var recusal = new Recusal(act, dossier, member, RecusalGround.Ordered);
        db.Add(recusal);
        await Free(act, meeting, recusal, cancel);
        await db.Commit(cancel);
        return recusal;
    }

    private async Task Free(Act act, Meeting meeting, Recusal recusal, CancellationToken cancel)
    {
        var sheet = await db.ScoreSheets().SingleOrDefaultAsync(s => s.DossierId == recusal.DossierId && s.MemberId == recusal.MemberId, cancel);
        if (sheet is null)
        {
            return;
        }

        sheet.Excuse(act);
        if (meeting.State == MeetingState.Reading)
        {
            await Reassign(act, meeting, [recusal.DossierId], cancel, (recusal.DossierId, recusal.MemberId));
        }
    }

    /// <summary>Finds other readers for dossiers that have lost some.</summary>
    private async Task Reassign(Act act, Meeting meeting, IReadOnlyList<Guid> dossierIds, CancellationToken cancel, (Guid Dossier, Guid Member)? also = null)
    {
        if (dossierIds.Count == 0)
        {
            return;
        }

        var stored = await Sitting(meeting.Id, cancel);
        var members = stored.Union(db.ChangeTracker.Entries<MeetingMember>().Select(e => e.Entity).Where(m => m.MeetingId == meeting.Id))
            .Where(m => m.Sits).DistinctBy(m => m.Id).ToList();
        var sheets = await db.ScoreSheets().Where(s => s.MeetingId == meeting.Id).ToListAsync(cancel);
        var recused = (await db.Recusals().Where(r => r.MeetingId == meeting.Id && r.State != RecusalState.Refused)
            .Select(r => new { r.DossierId, r.MemberId }).ToListAsync(cancel)).Select(r => (r.DossierId, r.MemberId)).ToHashSet();
        recused.UnionWith(db.ChangeTracker.Entries<Recusal>().Where(e => e.State == EntityState.Added).Select(e => (e.Entity.DossierId, e.Entity.MemberId)));
        if (also is { } pair)
        {
            recused.Add(pair);
        }

        var seed = await SeedOf(meeting.Id, cancel);
        var load = members.ToDictionary(m => m.Id, m => sheets.Count(s => s.MemberId == m.Id && s.ExcusedAt is null));
        foreach (var dossier in await db.Dossiers().Where(d => dossierIds.Contains(d.Id)).OrderBy(d => d.Ordinal).ToListAsync(cancel))
        {
            var had = sheets.Where(s => s.DossierId == dossier.Id).ToList();
            var need = meeting.ReadersPerDossier - had.Count(s => s.ExcusedAt is null);
            if (need > 0)
            {
                Assign(act, dossier, Readers(dossier, members, recused, [.. had.Select(s => s.MemberId)], load, seed, need), load);
            }
        }
    }

    /// <summary>Who reads: of the specialty first, then who has least to read, then by lot.</summary>
    private static List<MeetingMember> Readers(
        Dossier dossier, List<MeetingMember> members, HashSet<(Guid, Guid)> recused, HashSet<Guid> had, Dictionary<Guid, int> load, string seed, int need)
    {
        var readers = members
            .Where(m => !had.Contains(m.Id) && !recused.Contains((dossier.Id, m.Id)))
            .OrderBy(m => m.Specialties.Contains(dossier.Specialty, StringComparer.Ordinal) ? 0 : 1)
            .ThenBy(m => load[m.Id])
            .ThenBy(m => Lot(seed, dossier.Ordinal, m.Number), StringComparer.Ordinal)
            .Take(need).ToList();
        RefusalException.ThrowIf(readers.Count < need
            ? new Refusal("材料{0}能评阅的专家不够：要{1}位，只有{2}位没有回避。", dossier.Code, need, readers.Count) { Remedy = "请再抽取专家，或减少每份材料的评阅人数。" }
            : null);
        return readers;
    }

    private void Assign(Act act, Dossier dossier, List<MeetingMember> readers, Dictionary<Guid, int> load)
    {
        foreach (var reader in readers)
        {
            load[reader.Id]++;
            db.Add(new ScoreSheet(act, dossier, reader));
        }
    }

    /// <summary>Colleagues never read or vote on each other.</summary>
    private HashSet<(Guid, Guid)> AddUnitRecusals(Act act, IReadOnlyList<MeetingMember> members, IReadOnlyList<Dossier> dossiers)
    {
        var pairs = new HashSet<(Guid, Guid)>();
        foreach (var (dossier, member) in dossiers.SelectMany(d => members.Where(m => m.UnitId == d.UnitId).Select(m => (d, m))))
        {
            pairs.Add((dossier.Id, member.Id));
            db.Add(new Recusal(Act.OfPlatform(act.At), dossier, member, RecusalGround.SameUnit));
        }

        return pairs;
    }

    private async Task AddDefences(Act act, CompiledNotice compiled, IReadOnlyList<Dossier> dossiers, CancellationToken cancel)
    {
        foreach (var dossier in dossiers.Where(d => compiled.Notice.MustDefend(d.Level) || compiled.Notice.Defence.AlsoWhen is not null))
        {
            var content = await db.Set<Applications.Submission>().Where(s => s.Id == dossier.SubmissionId).Select(s => s.Content).SingleAsync(cancel);
            if (DefenceDuty.EntryOf(act, dossier, ApplicationDocument.Parse(content), compiled) is { } entry)
            {
                db.Add(entry);
            }
        }
    }

    /// <summary>Only criteria of the standard are kept.</summary>
    private async Task<Dictionary<string, string>> Known(Meeting meeting, Dossier dossier, IReadOnlyDictionary<string, string> typed, CancellationToken cancel)
    {
        var standard = StandardOf(await NoticeOf(meeting, cancel), dossier);
        return standard.Criteria.Where(c => typed.ContainsKey(c.Id)).ToDictionary(c => c.Id, c => typed[c.Id] ?? "", StringComparer.Ordinal);
    }

    private Task<List<MeetingMember>> Sitting(Guid meetingId, CancellationToken cancel) =>
        db.MeetingMembers().Where(m => m.MeetingId == meetingId && (m.Seat == Seat.Member || m.Seat == Seat.Chair || m.Seat == Seat.Deputy))
            .OrderBy(m => m.Number).ToListAsync(cancel);

    private async Task<string> SeedOf(Guid meetingId, CancellationToken cancel) => string.Concat(
        await db.Set<Committees.ExpertDraw>().Where(d => d.MeetingId == meetingId).OrderBy(d => d.At).ThenBy(d => d.SeedHex).Select(d => d.SeedHex).ToListAsync(cancel));
}
