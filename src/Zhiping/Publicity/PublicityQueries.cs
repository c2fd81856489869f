using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Data;

namespace Zhiping.Publicity;

/// <summary>Publicities in units, opinions and passages as the pages ask for them.</summary>
public static class PublicityQueries
{
    public static DbSet<UnitPublicity> UnitPublicities(this AppDb db) => db.Set<UnitPublicity>();

    public static DbSet<UnitOpinion> UnitOpinions(this AppDb db) => db.Set<UnitOpinion>();

    /// <summary>How many others of the unit it has recommended under the same notice for the same level and that have not come to an end without a title.</summary>
    public static Task<int> RecommendedBeside(this AppDb db, Application application, CancellationToken cancel = default) =>
        db.Applications().CountAsync(a => a.UnitId == application.UnitId && a.NoticeId == application.NoticeId && a.Level == application.Level && a.Id != application.Id
            && !WithoutTitle.Contains(a.State) && db.Set<UnitOpinion>().Any(o => o.ApplicationId == a.Id), cancel);

    /// <summary>How many posts of the level the unit last said are vacant; null where it has not said.</summary>
    public static Task<int?> VacanciesOf(this AppDb db, Application application, CancellationToken cancel = default) =>
        db.Set<UnitOpinion>().Where(o => o.Vacancies != null)
            .Join(db.Applications().Where(a => a.UnitId == application.UnitId && a.NoticeId == application.NoticeId && a.Level == application.Level), o => o.ApplicationId, a => a.Id, (o, _) => o)
            .OrderByDescending(o => o.At).Select(o => o.Vacancies).FirstOrDefaultAsync(cancel);

    private static readonly ApplicationState[] WithoutTitle =
        [ApplicationState.Forfeited, ApplicationState.NotAccepted, ApplicationState.Withdrawn, ApplicationState.NotPassed, ApplicationState.OverCap];

    public static DbSet<Passage> Passages(this AppDb db) => db.Set<Passage>();

    /// <summary>Applications that a body has in hand or had: its own people's once submitted, and those that were passed to or by it.</summary>
    public static IQueryable<Application> VisibleTo(this IQueryable<Application> applications, AppDb db, Guid bodyId) =>
        applications.Where(a => a.Submissions > 0
            && (a.HolderId == bodyId || a.UnitId == bodyId || a.ReturnedById == bodyId
                || db.Set<Passage>().Any(p => p.ApplicationId == a.Id && (p.ToBodyId == bodyId || p.FromBodyId == bodyId))));

    /// <summary>All publicities of an application with their objections, newest last.</summary>
    public static Task<List<UnitPublicity>> PublicitiesOf(this AppDb db, Guid applicationId, CancellationToken cancel = default) =>
        db.UnitPublicities().Include(p => p.Objections).Where(p => p.ApplicationId == applicationId).OrderBy(p => p.StartedAt).ToListAsync(cancel);
}
