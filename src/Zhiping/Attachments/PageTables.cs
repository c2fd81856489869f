using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhiping.Applications;
using Zhiping.Attachments.Imaging;

namespace Zhiping.Attachments;

internal sealed class AttachedPageTable : IEntityTypeConfiguration<AttachedPage>
{
    public void Configure(EntityTypeBuilder<AttachedPage> builder)
    {
        builder.ToTable("pages", table =>
        {
            table.HasCheckConstraint("ck_pages_ready", "state <> 'Ready' or (original_sha256 is not null and upright_sha256 is not null and thumb_sha256 is not null)");
            table.HasCheckConstraint("ck_pages_refused", "(state = 'Refused') = (refused <> 'None')");
            table.HasCheckConstraint("ck_pages_turn", "turn between 0 and 3");
            table.HasCheckConstraint("ck_pages_cut", $"cut is null or cut ~ '{PageCut.Pattern}'");
            table.HasCheckConstraint("ck_pages_mask", "mask = 'Yes' or (masked_sha256 is null and jsonb_array_length(boxes) = 0)");
            table.HasCheckConstraint("ck_pages_masked", "masked_sha256 is null or masked_sha256 is distinct from original_sha256");
        });
        builder.HasKey(page => page.Id);
        builder.Property(page => page.Version).IsRowVersion();
        builder.Property(page => page.SectionId).HasMaxLength(100);
        builder.Property(page => page.EntryId).HasMaxLength(100);
        builder.Property(page => page.SlotId).HasMaxLength(100);
        builder.Property(page => page.FileName).HasMaxLength(200);
        builder.Property(page => page.Cut).HasMaxLength(100);
        builder.Property(page => page.Print).HasMaxLength(Likeness.Bytes);
        builder.Property(page => page.OriginalSha256).HasMaxLength(64);
        builder.Property(page => page.SourceSha256).HasMaxLength(64);
        builder.Property(page => page.UprightSha256).HasMaxLength(64);
        builder.Property(page => page.ThumbSha256).HasMaxLength(64);
        builder.Property(page => page.MaskedSha256).HasMaxLength(64);
        builder.Property(page => page.MaskedThumbSha256).HasMaxLength(64);
        builder.Property(page => page.Boxes).HasColumnType("jsonb").HasConversion(
            boxes => JsonSerializer.Serialize(boxes, JsonSerializerOptions.Web),
            json => JsonSerializer.Deserialize<List<MaskBox>>(json, JsonSerializerOptions.Web) ?? new List<MaskBox>(),
            new ValueComparer<IReadOnlyList<MaskBox>>((a, b) => a!.SequenceEqual(b!), boxes => boxes.Count, boxes => boxes.ToList()));
        builder.Property(page => page.Dismissed).HasColumnType("jsonb").HasConversion(
            keys => JsonSerializer.Serialize(keys, JsonSerializerOptions.Web),
            json => JsonSerializer.Deserialize<List<string>>(json, JsonSerializerOptions.Web) ?? new List<string>(),
            new ValueComparer<IReadOnlyList<string>>((a, b) => a!.SequenceEqual(b!), keys => keys.Count, keys => keys.ToList()));
        builder.Ignore(page => page.Place);
        builder.Ignore(page => page.MaskedShare);
        builder.Ignore(page => page.ShownToExperts);
        builder.HasIndex(page => page.BlindId).IsUnique();
        builder.HasIndex(page => new { page.ApplicationId, page.SectionId });
        builder.HasOne<Application>().WithMany().HasForeignKey(page => page.ApplicationId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PageRenditionTable : IEntityTypeConfiguration<PageRendition>
{
    public void Configure(EntityTypeBuilder<PageRendition> builder)
    {
        builder.ToTable("page_renditions", table => table.HasCheckConstraint("ck_page_renditions_made", "(refused = 'None') = (sha256 is not null)"));
        builder.HasKey(rendition => rendition.Key);
        builder.Property(rendition => rendition.Key).HasMaxLength(240);
        builder.Property(rendition => rendition.Print).HasMaxLength(Likeness.Bytes);
        builder.Property(rendition => rendition.Sha256).HasMaxLength(64);
        builder.Property(rendition => rendition.ThumbSha256).HasMaxLength(64);
    }
}
