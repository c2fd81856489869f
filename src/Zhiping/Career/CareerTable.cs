using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Career;

internal sealed class CareerEntryTable : IEntityTypeConfiguration<CareerEntry>
{
    public void Configure(EntityTypeBuilder<CareerEntry> builder)
    {
        builder.ToTable("career_entries", table =>
        {
            table.HasCheckConstraint("ck_career_entries_verified", "(verified_year is null) = (verified_by is null)");
            table.HasCheckConstraint("ck_career_entries_from", "(from_application_id is null) = (from_entry_id is null)");
        });
        builder.HasKey(entry => entry.Id);
        builder.Property(entry => entry.Version).IsRowVersion();
        builder.Property(entry => entry.SectionId).HasMaxLength(100);
        builder.Property(entry => entry.FromEntryId).HasMaxLength(100);
        builder.Property(entry => entry.VerifiedBy).HasMaxLength(200);
        builder.Property(entry => entry.Values).HasColumnType("jsonb").HasConversion(
            values => JsonSerializer.Serialize(values, JsonSerializerOptions.Web),
            json => JsonSerializer.Deserialize<Dictionary<string, string>>(json, JsonSerializerOptions.Web) ?? new Dictionary<string, string>(),
            new ValueComparer<IReadOnlyDictionary<string, string>>(
                (a, b) => a!.Count == b!.Count && !a.Except(b).Any(), values => values.Count, values => values.ToDictionary(v => v.Key, v => v.Value)));
        builder.Property(entry => entry.Pages).HasColumnType("jsonb").HasConversion(
            pages => JsonSerializer.Serialize(pages, JsonSerializerOptions.Web),
            json => JsonSerializer.Deserialize<List<CareerPage>>(json, JsonSerializerOptions.Web) ?? new List<CareerPage>(),
            new ValueComparer<IReadOnlyList<CareerPage>>((a, b) => a!.SequenceEqual(b!), pages => pages.Count, pages => pages.ToList()));
        builder.HasIndex(entry => new { entry.PersonId, entry.SectionId });
        builder.HasIndex(entry => new { entry.PersonId, entry.FromApplicationId, entry.FromEntryId }).IsUnique()
            .HasFilter("from_application_id is not null").HasDatabaseName("ux_career_entries_from");
        builder.HasOne<Person>().WithMany().HasForeignKey(entry => entry.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Career files as the pages ask for them.</summary>
public static class CareerQueries
{
    public static DbSet<CareerEntry> CareerEntries(this AppDb db) => db.Set<CareerEntry>();

    /// <summary>A person's, in the order in which they were entered.</summary>
    public static IQueryable<CareerEntry> OfPerson(this IQueryable<CareerEntry> entries, Guid personId)
        => entries.Where(entry => entry.PersonId == personId).OrderBy(entry => entry.CreatedAt).ThenBy(entry => entry.Id);
}
