using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Applications;

/// <summary>Applications as the pages ask for them.</summary>
public static class ApplicationQueries
{
    public static DbSet<Application> Applications(this AppDb db) => db.Set<Application>();

    public static DbSet<Submission> Submissions(this AppDb db) => db.Set<Submission>();

    public static DbSet<DraftSection> DraftSections(this AppDb db) => db.Set<DraftSection>();

    public static DbSet<AskBack> AskBacks(this AppDb db) => db.Set<AskBack>();

    public static DbSet<RemarkAnswer> RemarkAnswers(this AppDb db) => db.Set<RemarkAnswer>();

    /// <summary>The applicant's wish to have it back that the unit has not answered yet.</summary>
    public static Task<AskBack?> OpenAskBack(this AppDb db, Guid applicationId, CancellationToken cancel = default) =>
        db.AskBacks().SingleOrDefaultAsync(a => a.ApplicationId == applicationId && a.AnsweredAt == null, cancel);

    /// <summary>Those of one person.</summary>
    public static IQueryable<Application> OwnedBy(this IQueryable<Application> applications, Guid personId) =>
        applications.Where(a => a.PersonId == personId);

    /// <summary>Those whose turn it is at that body, the ones due first in front.</summary>
    public static IQueryable<Application> WaitingFor(this IQueryable<Application> applications, Guid bodyId) =>
        applications.Where(a => a.HolderId == bodyId
            && (a.State == ApplicationState.AtUnit || a.State == ApplicationState.AtAuthority || a.State == ApplicationState.AtCommittee));

    /// <summary>Those whose deadline has passed but is not recorded yet.</summary>
    public static IQueryable<Application> Lapsed(this IQueryable<Application> applications, DateTimeOffset now) =>
        applications.Where(a => a.DeletedAt == null && a.Due != null && a.Due.Consequence != DueConsequence.None && a.Due.At <= now);

    /// <summary>The submission that an office is looking at: the last one.</summary>
    public static Task<Submission> LastSubmission(this AppDb db, Guid applicationId, CancellationToken cancel = default) =>
        db.Submissions().Where(s => s.ApplicationId == applicationId).OrderByDescending(s => s.Number).FirstAsync(cancel);
}
