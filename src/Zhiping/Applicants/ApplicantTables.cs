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
            t.HasCheckConstraint("ck_employments_decided", "(state = 'Requested') = (decided_at is null) and (decided_at is null) = (decided_by_id is null)");
            t.HasCheckConstraint("ck_employments_reason", "state not in ('Declined', 'Ended') or length(trim(reason)) > 0");
        });
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Version).IsRowVersion();
        builder.Property(e => e.Reason).HasMaxLength(500);
        builder.Ignore(e => e.SubjectKind);
        builder.Ignore(e => e.Unrecorded);

        // One unit at a time. (A6)
        builder.HasIndex(e => e.PersonId).IsUnique().HasFilter("state in ('Requested', 'Approved')").HasDatabaseName("ux_employments_one");
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
