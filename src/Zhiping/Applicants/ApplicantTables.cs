using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhiping.Accounts;
using Zhiping.Bodies;

namespace Zhiping.Applicants;

internal sealed class EmploymentTable : IEntityTypeConfiguration<Employment>
{
    public void Configure(EntityTypeBuilder<Employment> builder)
    {
        builder.ToTable("employments", t =>
        {
            t.HasCheckConstraint("ck_employments_decided", "(state in ('Requested', 'Moving')) = (decided_at is null) and (decided_at is null) = (decided_by_id is null)");
            t.HasCheckConstraint("ck_employments_reason", "state not in ('Declined', 'Ended') or length(trim(reason)) > 0");
        });
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Version).IsRowVersion();
        builder.Property(e => e.Reason).HasMaxLength(500);
        builder.Ignore(e => e.SubjectKind);
        builder.Ignore(e => e.Unrecorded);

        // One unit at a time. (A6)
        builder.HasIndex(e => e.PersonId).IsUnique().HasFilter("state in ('Requested', 'Approved')").HasDatabaseName("ux_employments_one");
        builder.HasIndex(e => e.PersonId, "ux_employments_moving").IsUnique().HasFilter("state = 'Moving'").HasDatabaseName("ux_employments_moving");
        builder.HasIndex(e => new { e.UnitId, e.State });
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Body>().WithMany().HasForeignKey(e => e.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PersonalDetailsTable : IEntityTypeConfiguration<PersonalDetails>
{
    public void Configure(EntityTypeBuilder<PersonalDetails> builder)
    {
        builder.ToTable("personal_details", t =>
            t.HasCheckConstraint("ck_personal_details_filled", "length(sex) > 0 and length(ethnic_group) > 0 and length(political_affiliation) > 0"));
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Version).IsRowVersion();
        builder.Property(d => d.Sex).HasMaxLength(10);
        builder.Property(d => d.EthnicGroup).HasMaxLength(40);
        builder.Property(d => d.PoliticalAffiliation).HasMaxLength(60);
        builder.Property(d => d.Telephone).HasMaxLength(40);
        builder.Property(d => d.Address).HasMaxLength(200);
        builder.Ignore(d => d.SubjectKind);
        builder.Ignore(d => d.Unrecorded);
        builder.HasOne<Person>().WithOne().HasForeignKey<PersonalDetails>(d => d.Id).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PersonStatusTable : IEntityTypeConfiguration<PersonStatus>
{
    public void Configure(EntityTypeBuilder<PersonStatus> builder)
    {
        builder.ToTable("person_statuses", t =>
            t.HasCheckConstraint("ck_person_statuses_said", "length(trim(reason)) > 0 and (until is null or holds and until >= \"from\")"));
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Reason).HasMaxLength(500);
        builder.Ignore(s => s.SubjectKind);
        builder.Ignore(s => s.Unrecorded);
        builder.HasIndex(s => new { s.PersonId, s.Kind });
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Body>().WithMany().HasForeignKey(s => s.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BanTable : IEntityTypeConfiguration<Ban>
{
    public void Configure(EntityTypeBuilder<Ban> builder)
    {
        builder.ToTable("bans", t =>
        {
            t.HasCheckConstraint("ck_bans_term", "until >= \"from\" and length(trim(reason)) > 0");
            t.HasCheckConstraint("ck_bans_lifted", "(lifted_at is null) = (lifted_by_id is null) and (lifted_at is null) = (lift_reason is null)");
        });
        builder.HasKey(b => b.Id);
        builder.Property(b => b.Version).IsRowVersion();
        builder.Property(b => b.NoticeId).HasMaxLength(100);
        builder.Property(b => b.PenaltyId).HasMaxLength(100);
        builder.Property(b => b.Reason).HasMaxLength(1000);
        builder.Property(b => b.LiftReason).HasMaxLength(1000);
        builder.Ignore(b => b.Clause);
        builder.Ignore(b => b.SubjectKind);
        builder.Ignore(b => b.Unrecorded);
        builder.HasIndex(b => b.PersonId);

        // One penalty once for one application, unless it was lifted.
        builder.HasIndex(b => new { b.ApplicationId, b.PenaltyId }).IsUnique().HasFilter("lifted_at is null").HasDatabaseName("ux_bans_one");
        builder.HasOne<Person>().WithMany().HasForeignKey(b => b.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Body>().WithMany().HasForeignKey(b => b.BodyId).OnDelete(DeleteBehavior.Restrict);
    }
}
