using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhiping.Applications;

namespace Zhiping.Publicity;

internal sealed class UnitPublicityTable : IEntityTypeConfiguration<UnitPublicity>
{
    public void Configure(EntityTypeBuilder<UnitPublicity> builder)
    {
        builder.ToTable("unit_publicities", t =>
        {
            t.HasCheckConstraint("ck_unit_publicities_range", "\"to\" >= \"from\" and working_days >= 1");
            t.HasCheckConstraint("ck_unit_publicities_ended",
                "(ended_at is null) = (ended_by is null) and (ended_at is null) = (outcome is null) and (ended_at is null or ended_at >= ends_at)");
            t.HasCheckConstraint("ck_unit_publicities_stopped",
                "(stopped_at is null) = (stopped_by is null) and (stopped_at is null) = (stop_reason is null) and (stopped_at is null or ended_at is null)");
        });
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Version).IsRowVersion();
        builder.Property(p => p.Code).HasMaxLength(16);
        builder.Property(p => p.Conduct).HasMaxLength(4000);
        builder.Property(p => p.Achievements).HasMaxLength(8000);
        builder.Property(p => p.Office).HasMaxLength(200);
        builder.Property(p => p.Phone).HasMaxLength(100);
        builder.Ignore(p => p.Counts);
        builder.HasIndex(p => p.Code).IsUnique();
        builder.HasIndex(p => p.ApplicationId);

        // One notice for one person: one publicity of a submission, unless it was taken down. (F2)
        builder.HasIndex(p => p.SubmissionId).IsUnique().HasFilter("stopped_at is null").HasDatabaseName("ux_unit_publicities_submission");
        builder.IsAboutSubmission();
        builder.HasMany(p => p.Objections).WithOne().HasForeignKey(o => o.PublicityId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(p => p.Objections).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class PublicityObjectionTable : IEntityTypeConfiguration<PublicityObjection>
{
    public void Configure(EntityTypeBuilder<PublicityObjection> builder)
    {
        builder.ToTable("publicity_objections", t => t.HasCheckConstraint("ck_publicity_objections_settled",
            "(settled_at is null) = (settled_by is null) and (settled_at is null) = (finding is null)"));
        builder.HasKey(o => o.Id);
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.From).HasMaxLength(200);
        builder.Property(o => o.Content).HasMaxLength(4000);
        builder.Property(o => o.Finding).HasMaxLength(4000);
    }
}

internal sealed class UnitOpinionTable : IEntityTypeConfiguration<UnitOpinion>
{
    public void Configure(EntityTypeBuilder<UnitOpinion> builder)
    {
        builder.ToTable("unit_opinions", t =>
        {
            t.HasCheckConstraint("ck_unit_opinions_words", "words <> ''");
            t.HasCheckConstraint("ck_unit_opinions_vacancies", "vacancies >= 0");
        });
        builder.HasKey(o => o.Id);
        builder.HasIndex(o => o.SubmissionId).IsUnique();
        builder.HasIndex(o => o.ApplicationId);
        builder.HasOne<Submission>().WithMany().HasForeignKey(o => o.SubmissionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<UnitPublicity>().WithMany().HasForeignKey(o => o.PublicityId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PassageTable : IEntityTypeConfiguration<Passage>
{
    public void Configure(EntityTypeBuilder<Passage> builder)
    {
        builder.ToTable("passages", t => t.HasCheckConstraint("ck_passages_on", "from_body_id <> to_body_id"));
        builder.HasKey(p => p.Id);
        builder.HasIndex(p => new { p.ApplicationId, p.At });
        builder.HasIndex(p => p.ToBodyId);

        // A submission passes a body once.
        builder.HasIndex(p => new { p.SubmissionId, p.FromBodyId }).IsUnique();
        builder.IsAboutSubmission();
    }
}
