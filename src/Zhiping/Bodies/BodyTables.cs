using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhiping.Bodies;

internal sealed class BodyTable : IEntityTypeConfiguration<Body>
{
    public void Configure(EntityTypeBuilder<Body> builder)
    {
        builder.ToTable("bodies", t =>
        {
            t.HasCheckConstraint("ck_bodies_region", "(kind = 'Region') = (parent_id is null) and (kind = 'Region') = (code is not null)");
            t.HasCheckConstraint("ck_bodies_unit", "kind <> 'Unit' or (unit_kind is not null and tier is not null)");
            t.HasCheckConstraint("ck_bodies_declined", "(state = 'Declined') = (declined_because is not null)");
            t.HasCheckConstraint("ck_bodies_name", "length(trim(name)) > 0");
            t.HasCheckConstraint("ck_bodies_path", "path like '/%/'");
        });
        builder.HasKey(b => b.Id);
        builder.Property(b => b.Version).IsRowVersion();
        builder.Property(b => b.Name).HasMaxLength(200);
        builder.Property(b => b.Code).HasMaxLength(40);
        builder.Property(b => b.PinyinInitials).HasMaxLength(200);
        builder.Property(b => b.CreditCode).HasMaxLength(18);
        builder.Property(b => b.County).HasMaxLength(60);
        builder.Property(b => b.ContactName).HasMaxLength(60);
        builder.Property(b => b.ContactPhone).HasMaxLength(60);
        builder.Property(b => b.HelpPhone).HasMaxLength(60);
        builder.Property(b => b.SupervisionPhone).HasMaxLength(60);
        builder.Property(b => b.Path).HasMaxLength(400);
        builder.PrimitiveCollection(b => b.Series);
        builder.Ignore(b => b.Facts);
        builder.Ignore(b => b.SubjectKind);
        builder.Ignore(b => b.Unrecorded);
        builder.HasIndex(b => b.Path).HasOperators("text_pattern_ops");
        builder.HasIndex(b => b.Code).IsUnique();
        builder.HasIndex(b => new { b.RegionId, b.Kind, b.State });

        // One legal person is one body, unless its registration was declined.
        builder.HasIndex(b => b.CreditCode).IsUnique().HasFilter("state <> 'Declined'").HasDatabaseName("ux_bodies_credit_code");
        builder.HasOne<Body>().WithMany().HasForeignKey(b => b.ParentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Body>().WithMany().HasForeignKey(b => b.AuthorityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Body>().WithMany().HasForeignKey(b => b.RecommendingUnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
