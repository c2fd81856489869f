using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Applicants;

/// <summary>Registrations and personal details as the pages ask for them.</summary>
public static class ApplicantQueries
{
    public static DbSet<Employment> Employments(this AppDb db) => db.Set<Employment>();

    public static DbSet<PersonStatus> PersonStatuses(this AppDb db) => db.Set<PersonStatus>();

    public static DbSet<Ban> Bans(this AppDb db) => db.Set<Ban>();

    /// <summary>The ban that keeps the person from applying on a day, the longest where there are several; null when there is none.</summary>
    public static Task<Ban?> BanOn(this AppDb db, Guid personId, DateOnly day, CancellationToken cancel = default) => db.Bans().AsNoTracking()
        .Where(b => b.PersonId == personId && b.LiftedAt == null && b.From <= day && b.Until >= day)
        .OrderByDescending(b => b.Until).FirstOrDefaultAsync(cancel);

    public static DbSet<PersonalDetails> PersonalDetails(this AppDb db) => db.Set<PersonalDetails>();

    /// <summary>The registration that counts now: asked for or approved; null when the person may choose.</summary>
    public static Task<Employment?> PresentEmployment(this AppDb db, Guid personId, CancellationToken cancel = default) =>
        db.Employments().SingleOrDefaultAsync(
            e => e.PersonId == personId && (e.State == EmploymentState.Requested || e.State == EmploymentState.Approved), cancel);

    /// <summary>The request to move to another unit that waits; null when there is none.</summary>
    public static Task<Employment?> MovingEmployment(this AppDb db, Guid personId, CancellationToken cancel = default) =>
        db.Employments().SingleOrDefaultAsync(e => e.PersonId == personId && e.State == EmploymentState.Moving, cancel);

    /// <summary>Approves a registration; one that moves the person here ends the one before, both or none.</summary>
    public static async Task ApproveEmployment(this AppDb db, Employment employment, Act act, CancellationToken cancel = default)
    {
        var before = employment.State == EmploymentState.Moving ? await db.PresentEmployment(employment.PersonId, cancel) : null;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (before is not null)
        {
            // First the old one: a person has one unit at a time, and the database holds to it row by row.
            before.End(act with { Reason = "已转到新单位" });
            await db.Commit(cancel);
        }

        employment.Approve(act);
        await db.Commit(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>The unit that has approved the person; null when none has. (D3)</summary>
    public static async Task<Guid?> ApprovedUnit(this AppDb db, Guid personId, CancellationToken cancel = default) =>
        (await db.Employments().SingleOrDefaultAsync(e => e.PersonId == personId && e.State == EmploymentState.Approved, cancel))?.UnitId;

    /// <summary>Those of one unit.</summary>
    public static IQueryable<Employment> OfUnit(this IQueryable<Employment> employments, Guid unitId) => employments.Where(e => e.UnitId == unitId);
}
