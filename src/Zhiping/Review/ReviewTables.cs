using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhiping.Applications;

namespace Zhiping.Review;

internal sealed class RemarkTable : IEntityTypeConfiguration<Remark>
{
    public void Configure(EntityTypeBuilder<Remark> builder)
    {
        builder.ToTable("remarks", t =>
        {
            t.HasCheckConstraint("ck_remarks_clause", "clause_document <> '' and clause_path <> '' and text <> '' and remedy <> ''");
            t.HasCheckConstraint("ck_remarks_new", "new_on_unchanged = (new_reason is not null)");
            t.HasCheckConstraint("ck_remarks_sent", "return_id is null or non_acceptance_id is null");
        });
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Version).IsRowVersion();
        builder.Property(r => r.Section).HasMaxLength(100);
        builder.Property(r => r.Entry).HasMaxLength(100);
        builder.Property(r => r.Field).HasMaxLength(100);
        builder.Property(r => r.Slot).HasMaxLength(100);
        builder.Property(r => r.Where).HasMaxLength(300);
        builder.Property(r => r.Text).HasMaxLength(1000);
        builder.Property(r => r.Remedy).HasMaxLength(1000);
        builder.Property(r => r.NewReason).HasMaxLength(1000);
        builder.Ignore(r => r.Place);
        builder.Ignore(r => r.Clause);
        builder.Ignore(r => r.IsOpen);
        builder.HasIndex(r => new { r.ApplicationId, r.SubmissionId });
        builder.HasOne<Submission>().WithMany().HasForeignKey(r => r.SubmissionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Return>().WithMany().HasForeignKey(r => r.ReturnId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<NonAcceptance>().WithMany().HasForeignKey(r => r.NonAcceptanceId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReturnTable : IEntityTypeConfiguration<Return>
{
    public void Configure(EntityTypeBuilder<Return> builder)
    {
        builder.ToTable("returns", t => t.HasCheckConstraint("ck_returns_due", "due_at is null or due_at > at"));
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Memo).HasMaxLength(2000);

        // A submission is returned once: whoever is second finds it gone.
        builder.HasIndex(r => r.SubmissionId).IsUnique();
        builder.HasIndex(r => r.ApplicationId);
        builder.HasIndex(r => new { r.BodyId, r.At });
        builder.IsAboutSubmission();
    }
}

internal sealed class NonAcceptanceTable : IEntityTypeConfiguration<NonAcceptance>
{
    public void Configure(EntityTypeBuilder<NonAcceptance> builder)
    {
        builder.ToTable("non_acceptances", t => t.HasCheckConstraint("ck_non_acceptances_reason", "reason <> ''"));
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Reason).HasMaxLength(2000);
        builder.HasIndex(r => r.ApplicationId).IsUnique();
        builder.HasOne<Submission>().WithMany().HasForeignKey(r => r.SubmissionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AdmissionTable : IEntityTypeConfiguration<Admission>
{
    public void Configure(EntityTypeBuilder<Admission> builder)
    {
        builder.ToTable("admissions", t => t.HasCheckConstraint("ck_admissions_fee", "fee_yuan is null or fee_yuan > 0"));
        builder.HasKey(a => a.Id);
        builder.HasIndex(a => a.ApplicationId).IsUnique();
        builder.IsAboutSubmission();
    }
}

internal sealed class ChecklistTickTable : IEntityTypeConfiguration<ChecklistTick>
{
    public void Configure(EntityTypeBuilder<ChecklistTick> builder)
    {
        builder.ToTable("checklist_ticks");
        builder.HasKey(t => new { t.SubmissionId, t.BodyId, t.Item });
        builder.Property(t => t.Item).HasMaxLength(100);
        builder.HasIndex(t => t.ApplicationId);
        builder.HasOne<Submission>().WithMany().HasForeignKey(t => t.SubmissionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PaperReceiptTable : IEntityTypeConfiguration<PaperReceipt>
{
    public void Configure(EntityTypeBuilder<PaperReceipt> builder)
    {
        builder.ToTable("paper_receipts", t => t.HasCheckConstraint("ck_paper_receipts_copies", "copies between 1 and 99"));
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Item).HasMaxLength(100);
        builder.HasIndex(p => new { p.ApplicationId, p.Item }).IsUnique();
        builder.HasOne<Application>().WithMany().HasForeignKey(p => p.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SubmissionRiskTable : IEntityTypeConfiguration<SubmissionRisk>
{
    public void Configure(EntityTypeBuilder<SubmissionRisk> builder)
    {
        builder.ToTable("submission_risks");
        builder.HasKey(r => r.SubmissionId);
        builder.Ignore(r => r.Reason);
        builder.HasIndex(r => r.ApplicationId);
        builder.HasOne<Submission>().WithOne().HasForeignKey<SubmissionRisk>(r => r.SubmissionId).OnDelete(DeleteBehavior.Restrict);
    }
}
