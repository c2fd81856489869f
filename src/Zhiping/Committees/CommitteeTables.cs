using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhiping.Committees;

internal sealed class CommitteeTable : IEntityTypeConfiguration<Committee>
{
    public void Configure(EntityTypeBuilder<Committee> builder)
    {
        builder.ToTable("committees", t =>
        {
            t.HasCheckConstraint("ck_committees_size", "planned_size >= 1");
            t.HasCheckConstraint("ck_committees_filed", "(filing_number is null) = (filed_at is null)");
            t.HasCheckConstraint("ck_committees_approved",
                "(approved_at is null) = (approved_by is null) and (approved_at is null) = (valid_from is null) "
                + "and (approved_at is null) = (valid_until is null) and (approved_at is null or filed_at is not null)");
            t.HasCheckConstraint("ck_committees_term", "valid_until >= valid_from");
        });
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Version).IsRowVersion();
        builder.Property(c => c.NoticeId).HasMaxLength(100);
        builder.Property(c => c.Name).HasMaxLength(200);
        builder.Property(c => c.SizeConsent).HasMaxLength(200);
        builder.Property(c => c.FilingNumber).HasMaxLength(100);
        builder.Ignore(c => c.SubjectKind);
        builder.Ignore(c => c.Unrecorded);
        builder.Ignore(c => c.IsFiled);
        builder.HasIndex(c => new { c.BodyId, c.NoticeId });
    }
}

internal sealed class ExpertTable : IEntityTypeConfiguration<Expert>
{
    public void Configure(EntityTypeBuilder<Expert> builder)
    {
        builder.ToTable("experts", t =>
        {
            t.HasCheckConstraint("ck_experts_term", "term_to >= term_from and term_to < term_from + interval '3 years'");
            t.HasCheckConstraint("ck_experts_specialties", "cardinality(specialties) >= 1");
            t.HasCheckConstraint("ck_experts_number", "number >= 1");
        });
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Version).IsRowVersion();
        builder.Ignore(e => e.SubjectKind);
        builder.Ignore(e => e.Unrecorded);
        builder.HasOne<Committee>().WithMany().HasForeignKey(e => e.CommitteeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(e => new { e.CommitteeId, e.PersonId }).IsUnique().HasFilter("left_at is null").HasDatabaseName("ux_experts_once_in_pool");
        builder.HasIndex(e => new { e.CommitteeId, e.Number }).IsUnique();
        builder.HasIndex(e => e.PersonId);
    }
}

internal sealed class ExpertDrawTable : IEntityTypeConfiguration<ExpertDraw>
{
    public void Configure(EntityTypeBuilder<ExpertDraw> builder)
    {
        builder.ToTable("expert_draws", t => t.HasCheckConstraint("ck_expert_draws_seed", "length(seed_hex) >= 32 and octet_length(result) > 0"));
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Specialty).HasMaxLength(100);
        builder.Property(d => d.SeedHex).HasMaxLength(128);
        builder.Ignore(d => d.SubjectKind);
        builder.Ignore(d => d.Unrecorded);
        builder.HasOne<Committee>().WithMany().HasForeignKey(d => d.CommitteeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(d => d.MeetingId);
    }
}
