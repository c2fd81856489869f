using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhiping.Applications;
using Zhiping.Data;

namespace Zhiping.Payments;

internal sealed class PaymentTable : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.ToTable("payments", t =>
        {
            t.HasCheckConstraint("ck_payments_decided", "(state = 'Waiting') = (decided_by is null) and (decided_by is null) = (decided_at is null)");
            t.HasCheckConstraint("ck_payments_reason", "(state = 'Rejected') = (reason is not null)");
            t.HasCheckConstraint("ck_payments_picture", "picture_removed_at is null or picture is not null");
            t.HasCheckConstraint("ck_payments_amount", "amount_yuan > 0 and reference <> ''");
        });
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Version).IsRowVersion();
        builder.Property(p => p.Reference).HasMaxLength(64);
        builder.Property(p => p.Payer).HasMaxLength(200);
        builder.Property(p => p.Picture).HasMaxLength(64);
        builder.Property(p => p.Reason).HasMaxLength(1000);

        // One confirmed for an application, and one at a time that waits.
        builder.HasIndex(p => p.ApplicationId).IsUnique().HasFilter("state = 'Confirmed'").HasDatabaseName("ux_payments_confirmed");
        builder.HasIndex(p => new { p.ApplicationId, p.State }).IsUnique().HasFilter("state = 'Waiting'").HasDatabaseName("ux_payments_waiting");
        builder.HasOne<Application>().WithMany().HasForeignKey(p => p.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Payments as the pages ask for them.</summary>
public static class PaymentQueries
{
    public static DbSet<Payment> Payments(this AppDb db) => db.Set<Payment>();

    /// <summary>The vouchers of an application, newest first.</summary>
    public static Task<List<Payment>> PaymentsOf(this AppDb db, Guid applicationId, CancellationToken cancel = default) =>
        db.Payments().Where(p => p.ApplicationId == applicationId).OrderByDescending(p => p.SubmittedAt).ToListAsync(cancel);
}
