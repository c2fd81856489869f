using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Meetings;

/// <summary>Meetings as the pages ask for them.</summary>
public static class MeetingQueries
{
    public static DbSet<Meeting> Meetings(this AppDb db) => db.Set<Meeting>();

    public static DbSet<MeetingMember> MeetingMembers(this AppDb db) => db.Set<MeetingMember>();

    public static DbSet<Dossier> Dossiers(this AppDb db) => db.Set<Dossier>();

    public static DbSet<ScoreSheet> ScoreSheets(this AppDb db) => db.Set<ScoreSheet>();

    public static DbSet<Recusal> Recusals(this AppDb db) => db.Set<Recusal>();

    public static DbSet<DefenceSession> DefenceSessions(this AppDb db) => db.Set<DefenceSession>();

    public static DbSet<DefenceEntry> DefenceEntries(this AppDb db) => db.Set<DefenceEntry>();

    public static DbSet<DefenceScore> DefenceScores(this AppDb db) => db.Set<DefenceScore>();

    public static DbSet<BallotRound> BallotRounds(this AppDb db) => db.Set<BallotRound>();

    public static DbSet<CandidateResult> CandidateResults(this AppDb db) => db.Set<CandidateResult>();

    public static DbSet<MeetingMinutes> MeetingMinutes(this AppDb db) => db.Set<MeetingMinutes>();

    /// <summary>Those in which the person sits.</summary>
    public static IQueryable<MeetingMember> SeatsOf(this IQueryable<MeetingMember> members, Guid personId) =>
        members.Where(m => m.PersonId == personId && (m.Seat == Seat.Member || m.Seat == Seat.Chair || m.Seat == Seat.Deputy));

    /// <summary>Dossiers still before the meeting.</summary>
    public static IQueryable<Dossier> Before(this IQueryable<Dossier> dossiers, Guid meetingId) =>
        dossiers.Where(d => d.MeetingId == meetingId && d.OffAt == null);
}
