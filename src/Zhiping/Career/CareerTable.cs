using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Forms;

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

    /// <summary>
    /// Entries of a submission that came from the file and stand as an office has found them right: the same values, no page that it has not seen.
    /// By section and entry, the year and who.
    /// </summary>
    public static async Task<IReadOnlyDictionary<(string Section, string Entry), (int Year, string By)>> VerifiedIn(
        this AppDb db, Guid personId, ApplicationDocument document, FormCatalogue form, CancellationToken cancel = default)
    {
        var copies = form.Sections.Where(s => document.Sections.ContainsKey(s.Id)).SelectMany(s => document.Sections[s.Id].Entries.Select(e => (Section: s, Entry: e)))
            .Where(c => CareerOrigin.Of(c.Entry.Id) is not null).ToList();
        var ids = copies.ConvertAll(c => CareerOrigin.Of(c.Entry.Id)!.Value);
        var found = ids.Count == 0 ? [] : await db.CareerEntries().AsNoTracking()
            .Where(e => e.PersonId == personId && e.VerifiedYear != null && ids.Contains(e.Id)).ToListAsync(cancel);
        return copies.Select(c => (c.Section, c.Entry, File: found.Find(e => e.Id == CareerOrigin.Of(c.Entry.Id) && e.SectionId == c.Section.Id)))
            .Where(c => c.File is not null && IsAsVerified(c.Section, c.Entry, c.File, document))
            .ToDictionary(c => (c.Section.Id, c.Entry.Id), c => (c.File!.VerifiedYear!.Value, c.File.VerifiedBy!));
    }

    private static bool IsAsVerified(SectionDefinition section, SectionEntry copy, CareerEntry file, ApplicationDocument document) =>
        section.Fields.Where(f => f.When?.Holds(copy) ?? true).All(f => copy[f.Id] == (file.Values.GetValueOrDefault(f.Id)?.Trim() is { Length: > 0 } text ? text : null))
        && document.Pages.Where(p => p.Section == section.Id && p.Entry == copy.Id).All(p => file.Pages.Any(proof => proof.Slot == p.Slot && proof.Sha256 == p.Sha256));
}
