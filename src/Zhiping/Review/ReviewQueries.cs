using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Review;

/// <summary>Reviews as the pages ask for them.</summary>
public static class ReviewQueries
{
    public static DbSet<Remark> Remarks(this AppDb db) => db.Set<Remark>();

    public static DbSet<Return> Returns(this AppDb db) => db.Set<Return>();

    public static DbSet<NonAcceptance> NonAcceptances(this AppDb db) => db.Set<NonAcceptance>();

    public static DbSet<Admission> Admissions(this AppDb db) => db.Set<Admission>();

    public static DbSet<ChecklistTick> ChecklistTicks(this AppDb db) => db.Set<ChecklistTick>();

    public static DbSet<PaperReceipt> PaperReceipts(this AppDb db) => db.Set<PaperReceipt>();

    public static DbSet<SubmissionRisk> SubmissionRisks(this AppDb db) => db.Set<SubmissionRisk>();

    /// <summary>The remarks that an office has noted on a submission and not sent yet.</summary>
    public static IQueryable<Remark> Open(this IQueryable<Remark> remarks, Guid submissionId, Guid bodyId) =>
        remarks.Where(r => r.SubmissionId == submissionId && r.BodyId == bodyId && r.ReturnId == null && r.NonAcceptanceId == null);

    /// <summary>What the applicant was told with the last return, in the order of the places.</summary>
    public static async Task<(Return? Return, List<Remark> Remarks)> LastReturn(this AppDb db, Guid applicationId, CancellationToken cancel = default)
    {
        var last = await db.Returns().Where(r => r.ApplicationId == applicationId).OrderByDescending(r => r.At).FirstOrDefaultAsync(cancel);
        return (last, last is null ? [] : await db.Remarks().Where(r => r.ReturnId == last.Id).OrderBy(r => r.At).ToListAsync(cancel));
    }
}
