using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Committees;

/// <summary>Committees and their pools as the pages ask for them.</summary>
public static class CommitteeQueries
{
    public static DbSet<Committee> Committees(this AppDb db) => db.Set<Committee>();

    public static DbSet<Expert> Experts(this AppDb db) => db.Set<Expert>();

    public static DbSet<ExpertDraw> ExpertDraws(this AppDb db) => db.Set<ExpertDraw>();

    /// <summary>Those that the office runs.</summary>
    public static IQueryable<Committee> RunBy(this IQueryable<Committee> committees, Guid bodyId) => committees.Where(c => c.BodyId == bodyId);

    /// <summary>The pool as it stands.</summary>
    public static IQueryable<Expert> PoolOf(this IQueryable<Expert> experts, Guid committeeId) =>
        experts.Where(e => e.CommitteeId == committeeId && e.LeftAt == null).OrderBy(e => e.Number);
}
