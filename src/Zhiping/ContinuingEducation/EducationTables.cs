using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhiping.Accounts;

namespace Zhiping.ContinuingEducation;

internal sealed class CourseTable : IEntityTypeConfiguration<Course>
{
    public void Configure(EntityTypeBuilder<Course> builder)
    {
        builder.ToTable("courses", t => t.HasCheckConstraint("ck_courses_hours", "hours > 0 and hours <= 200 and year between 2000 and 2200"));
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Version).IsRowVersion();
        builder.Property(c => c.Title).HasMaxLength(200);
        builder.Property(c => c.Hours).HasPrecision(6, 1);
        builder.Property(c => c.Lessons).HasColumnType("jsonb").HasConversion(
            v => JsonSerializer.Serialize(v, JsonSerializerOptions.Default),
            v => JsonSerializer.Deserialize<Lesson[]>(v, JsonSerializerOptions.Default)!,
            new ValueComparer<IReadOnlyList<Lesson>>((a, b) => a!.SequenceEqual(b!), v => v.Count, v => v));
        builder.Ignore(c => c.SubjectKind);
        builder.Ignore(c => c.Unrecorded);
        builder.HasIndex(c => new { c.IsOpen, c.Year });
    }
}

internal sealed class EnrolmentTable : IEntityTypeConfiguration<Enrolment>
{
    public void Configure(EntityTypeBuilder<Enrolment> builder)
    {
        builder.ToTable("enrolments", t => t.HasCheckConstraint("ck_enrolments_lessons", "lessons_done >= 0"));
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Version).IsRowVersion();
        builder.Ignore(e => e.SubjectKind);
        builder.Ignore(e => e.Unrecorded);
        builder.HasIndex(e => new { e.PersonId, e.CourseId }).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Course>().WithMany().HasForeignKey(e => e.CourseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class HoursCertificateTable : IEntityTypeConfiguration<HoursCertificate>
{
    public void Configure(EntityTypeBuilder<HoursCertificate> builder)
    {
        builder.ToTable("hours_certificates", t => t.HasCheckConstraint("ck_hours_certificates_hours", "hours > 0"));
        builder.HasKey(c => c.Id);
        builder.Property(c => c.CourseTitle).HasMaxLength(200);
        builder.Property(c => c.Hours).HasPrecision(6, 1);
        builder.Property(c => c.Number).HasMaxLength(30);
        builder.Ignore(c => c.SubjectKind);
        builder.Ignore(c => c.Unrecorded);
        builder.HasIndex(c => c.EnrolmentId).IsUnique();
        builder.HasIndex(c => c.Number).IsUnique();
        builder.HasIndex(c => new { c.PersonId, c.Year });
        builder.HasOne<Enrolment>().WithOne().HasForeignKey<HoursCertificate>(c => c.EnrolmentId).OnDelete(DeleteBehavior.Restrict);
    }
}
