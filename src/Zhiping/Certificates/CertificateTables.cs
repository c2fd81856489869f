using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhiping.Applications;
using Zhiping.Certificates.Results;
using Zhiping.Meetings;

namespace Zhiping.Certificates;

internal sealed class ResultPublicityTable : IEntityTypeConfiguration<ResultPublicity>
{
    public void Configure(EntityTypeBuilder<ResultPublicity> builder)
    {
        builder.ToTable("result_publicities", t => t.HasCheckConstraint("ck_result_publicities_days", "last_day >= first_day and ends_at > starts_at and working_days >= 1"));
        builder.Recorded();
        builder.Ignore(p => p.Clause);
        builder.Property(p => p.NoticeId).HasMaxLength(100);
        builder.Property(p => p.CommitteeName).HasMaxLength(200);
        builder.HasOne<Meeting>().WithMany().HasForeignKey(p => p.MeetingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => p.MeetingId).IsUnique();
        builder.HasIndex(p => p.StartsAt);
    }
}

internal sealed class ResultEntryTable : IEntityTypeConfiguration<ResultEntry>
{
    public void Configure(EntityTypeBuilder<ResultEntry> builder)
    {
        builder.ToTable("result_entries");
        builder.HasKey(e => e.Id);
        builder.Ignore(e => e.Title);
        builder.HasOne<ResultPublicity>().WithMany().HasForeignKey(e => e.PublicityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Application>().WithMany().HasForeignKey(e => e.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(e => new { e.PublicityId, e.ApplicationId }).IsUnique();
    }
}

internal sealed class ObjectionTable : IEntityTypeConfiguration<Objection>
{
    public void Configure(EntityTypeBuilder<Objection> builder)
    {
        builder.ToTable("objections", t =>
        {
            t.HasCheckConstraint("ck_objections_settled",
                "(outcome = 'Open') = (settled_at is null) and (settled_at is null) = (settled_by is null) and (settled_at is null) = (reason is null)");
            t.HasCheckConstraint("ck_objections_contact", "sealed_contact is null or name is not null");
        });
        builder.Recorded();
        builder.Property(o => o.Version).IsRowVersion();
        builder.Property(o => o.Receipt).HasMaxLength(20);
        builder.Property(o => o.Text).HasMaxLength(4000);
        builder.Property(o => o.Name).HasMaxLength(100);
        builder.Property(o => o.Reason).HasMaxLength(2000);
        builder.HasOne<ResultPublicity>().WithMany().HasForeignKey(o => o.PublicityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Application>().WithMany().HasForeignKey(o => o.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(o => o.Receipt).IsUnique();
        builder.HasIndex(o => new { o.ApplicationId, o.Outcome });
    }
}

internal sealed class ReCheckTable : IEntityTypeConfiguration<ReCheck>
{
    public void Configure(EntityTypeBuilder<ReCheck> builder)
    {
        builder.ToTable("re_checks", t => t.HasCheckConstraint("ck_re_checks_settled",
            "(outcome = 'Open') = (settled_at is null) and (settled_at is null) = (settled_by is null) and (settled_at is null) = (reason is null)"));
        builder.Recorded();
        builder.Property(r => r.Version).IsRowVersion();
        builder.Property(r => r.Text).HasMaxLength(4000);
        builder.Property(r => r.Reason).HasMaxLength(2000);
        builder.HasOne<Application>().WithMany().HasForeignKey(r => r.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => r.ApplicationId).IsUnique().HasFilter("outcome = 'Open'").HasDatabaseName("ux_re_checks_one_open");
        builder.HasIndex(r => r.BodyId);
    }
}

internal sealed class QualificationDocumentTable : IEntityTypeConfiguration<QualificationDocument>
{
    public void Configure(EntityTypeBuilder<QualificationDocument> builder)
    {
        builder.ToTable("qualification_documents", t =>
        {
            t.HasCheckConstraint("ck_qualification_documents_list", "octet_length(list) > 0 and length(trim(number)) > 0");
            t.HasCheckConstraint("ck_qualification_documents_filed", "(filed_at is null) = (filed_by is null) and (filed_at is null) = (filing_number is null)");
        });
        builder.Recorded();
        builder.Property(d => d.Version).IsRowVersion();
        builder.Property(d => d.PdfSha256).HasMaxLength(64);
        builder.Property(d => d.FilingNumber).HasMaxLength(100);
        builder.Ignore(d => d.Scope);
        builder.Property(d => d.NoticeId).HasMaxLength(100);
        builder.Property(d => d.Number).HasMaxLength(100);
        builder.Property(d => d.Issuer).HasMaxLength(200);
        builder.HasOne<Meeting>().WithMany().HasForeignKey(d => d.MeetingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(d => d.Number).IsUnique();
    }
}

internal sealed class ConferralTable : IEntityTypeConfiguration<Conferral>
{
    public void Configure(EntityTypeBuilder<Conferral> builder)
    {
        builder.ToTable("conferrals", t => t.HasCheckConstraint("ck_conferrals_ordinal", "ordinal >= 1"));
        builder.HasKey(c => c.Id);
        builder.Ignore(c => c.Title);
        builder.HasOne<QualificationDocument>().WithMany().HasForeignKey(c => c.DocumentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Application>().WithMany().HasForeignKey(c => c.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => new { c.DocumentId, c.Ordinal }).IsUnique();

        // A title is conferred once.
        builder.HasIndex(c => c.ApplicationId).IsUnique();
    }
}

internal sealed class CertificateTable : IEntityTypeConfiguration<Certificate>
{
    public void Configure(EntityTypeBuilder<Certificate> builder)
    {
        builder.ToTable("certificates", t =>
        {
            t.HasCheckConstraint("ck_certificates_number", "length(number) = 16");
            t.HasCheckConstraint("ck_certificates_revoked", "(revoked_at is null) = (revoked_by is null) and (revoked_at is null) = (revoked_reason is null)");
        });
        builder.Recorded();
        builder.Property(c => c.Version).IsRowVersion();
        builder.Property(c => c.Number).HasMaxLength(16);
        builder.Property(c => c.PdfSha256).HasMaxLength(64);
        builder.Property(c => c.RevokedReason).HasMaxLength(2000);
        builder.HasOne<Conferral>().WithMany().HasForeignKey(c => c.ConferralId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<QualificationDocument>().WithMany().HasForeignKey(c => c.DocumentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Application>().WithMany().HasForeignKey(c => c.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => c.Number).IsUnique();
        builder.HasIndex(c => c.ConferralId).IsUnique();
        builder.HasIndex(c => c.PersonId);
    }
}
