using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhiping.Applications;

internal sealed class ApplicationTable : IEntityTypeConfiguration<Application>
{
    public void Configure(EntityTypeBuilder<Application> builder)
    {
        builder.ToTable("applications", t =>
        {
            t.HasCheckConstraint("ck_applications_counts", "submissions >= arrivals and arrivals >= 0 and submissions >= 0");
            t.HasCheckConstraint("ck_applications_arrived", "(arrivals > 0) = (arrived_at is not null)");
            t.HasCheckConstraint("ck_applications_returned", "state <> 'Returned' or (returned_by_id is not null and returned_from is not null)");
            t.HasCheckConstraint("ck_applications_holds",
                "holds_year = (submissions > 0) or (not holds_year and state = 'Withdrawn' and arrived_at is null)");
            t.HasCheckConstraint("ck_applications_deleted", "deleted_at is null or (state = 'Draft' and submissions = 0)");
            t.HasCheckConstraint("ck_applications_year", "year between 2000 and 2999");
        });
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Version).IsRowVersion();
        builder.Property(a => a.NoticeId).HasMaxLength(100);
        builder.Property(a => a.Series).HasMaxLength(100);
        builder.Property(a => a.Specialty).HasMaxLength(100);
        builder.Property(a => a.County).HasMaxLength(100);
        builder.Ignore(a => a.Placing);
        builder.Ignore(a => a.IsEditable);
        builder.Ignore(a => a.EndedByWindow);
        builder.Ignore(a => a.SubjectKind);
        builder.Ignore(a => a.Unrecorded);
        builder.OwnsOne(a => a.ArriveBy, d => Due(d, "arrive_by"));
        builder.OwnsOne(a => a.CorrectBy, d => Due(d, "correct_by"));
        builder.OwnsOne(a => a.Due, d => Due(d, "due"));

        // One application a person and year over all regions, from the first submission on. (B4a)
        builder.HasIndex(a => new { a.PersonId, a.Year }).IsUnique().HasFilter("holds_year").HasDatabaseName("ux_applications_one_a_year");
        builder.HasIndex(a => new { a.HolderId, a.State });
        builder.HasIndex(a => a.RevisionId);
    }

    private static void Due(OwnedNavigationBuilder<Application, DueDate> due, string prefix)
    {
        due.Property(d => d.At).HasColumnName(prefix + "_at");
        due.Property(d => d.Consequence).HasColumnName(prefix + "_consequence");
        due.Property(d => d.RuleZh).HasColumnName(prefix + "_rule_zh");
        due.Property(d => d.RuleEn).HasColumnName(prefix + "_rule_en");
        due.Property(d => d.ClauseDocument).HasColumnName(prefix + "_clause_document");
        due.Property(d => d.ClausePath).HasColumnName(prefix + "_clause_path");
        due.Ignore(d => d.Rule);
        due.Ignore(d => d.Clause);
        if (prefix == "due")
        {
            due.HasIndex(d => d.At);
        }
    }
}

internal sealed class ExtensionTable : IEntityTypeConfiguration<Extension>
{
    public void Configure(EntityTypeBuilder<Extension> builder)
    {
        builder.ToTable("extensions", t =>
        {
            t.HasCheckConstraint("ck_extensions_whom", "(scope = 'County') = (target_id is null) and (scope = 'County') = (county is not null)");
            t.HasCheckConstraint("ck_extensions_reason", "length(trim(reason)) > 0");
            t.HasCheckConstraint("ck_extensions_later", "until > granted_at and moved >= 0");
        });
        builder.HasKey(e => e.Id);
        builder.Property(e => e.NoticeId).HasMaxLength(100);
        builder.Property(e => e.County).HasMaxLength(100);
        builder.Property(e => e.Reason).HasMaxLength(500);
        builder.Ignore(e => e.SubjectKind);
        builder.Ignore(e => e.Unrecorded);
        builder.HasIndex(e => new { e.NoticeId, e.TargetId });
    }
}

internal sealed class SubmissionTable : IEntityTypeConfiguration<Submission>
{
    public void Configure(EntityTypeBuilder<Submission> builder)
    {
        builder.ToTable("submissions", t => t.HasCheckConstraint("ck_submissions_number", "number >= 1 and octet_length(content) > 0 and sha256 ~ '^[0-9a-f]{64}$'"));
        builder.HasKey(s => s.Id);
        builder.HasIndex(s => new { s.ApplicationId, s.Number }).IsUnique();
        builder.HasIndex(s => new { s.ApplicationId, s.Key }).IsUnique().HasDatabaseName("ux_submissions_one_a_click");
        builder.HasIndex(s => s.ReceiptNumber).IsUnique();
        builder.Property(s => s.ReceiptNumber).HasMaxLength(16);
        builder.Property(s => s.Sha256).HasMaxLength(64);
        builder.HasOne<Application>().WithMany().HasForeignKey(s => s.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DraftSectionTable : IEntityTypeConfiguration<DraftSection>
{
    public void Configure(EntityTypeBuilder<DraftSection> builder)
    {
        builder.ToTable("draft_sections", t => t.HasCheckConstraint("ck_draft_sections_number", "number >= 1"));
        builder.HasKey(s => new { s.ApplicationId, s.SectionId });
        builder.Property(s => s.SectionId).HasMaxLength(100);
        builder.Property(s => s.Content).HasColumnType("jsonb");
        builder.Property(s => s.Number).IsConcurrencyToken();
        builder.HasOne<Application>().WithMany().HasForeignKey(s => s.ApplicationId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AskBackTable : IEntityTypeConfiguration<AskBack>
{
    public void Configure(EntityTypeBuilder<AskBack> builder)
    {
        builder.ToTable("ask_backs", t => t.HasCheckConstraint("ck_ask_backs_answered",
            "(answered_at is null) = (granted is null) and (answered_at is null) = (answered_by_id is null) and (granted is distinct from false or answer is not null)"));
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Reason).HasMaxLength(1000);
        builder.Property(a => a.Answer).HasMaxLength(1000);
        builder.Property<uint>("Version").IsRowVersion();
        builder.HasIndex(a => a.ApplicationId).IsUnique().HasFilter("answered_at is null").HasDatabaseName("ux_ask_backs_one_open");
        builder.HasOne<Application>().WithMany().HasForeignKey(a => a.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RemarkAnswerTable : IEntityTypeConfiguration<RemarkAnswer>
{
    public void Configure(EntityTypeBuilder<RemarkAnswer> builder)
    {
        builder.ToTable("remark_answers", t => t.HasCheckConstraint("ck_remark_answers_text", "length(trim(text)) > 0"));
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Text).HasMaxLength(2000);
        builder.HasIndex(a => a.RemarkId).IsUnique();
        builder.HasIndex(a => a.ApplicationId);
        builder.IsAboutSubmission();
    }
}
