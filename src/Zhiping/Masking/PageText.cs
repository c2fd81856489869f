using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhiping.Attachments.Imaging;
using Zhiping.Data;

namespace Zhiping.Masking;

/// <summary>A word as the machine read it, with its place on the upright page.</summary>
/// <param name="Text">One or more characters without blanks.</param>
/// <param name="Line">Words of the same line have the same number.</param>
/// <param name="Box">In fractions of the page.</param>
/// <param name="Others">What else a single character may be, likeliest first.</param>
/// <param name="IsDoubtful">The reader itself was not sure of it.</param>
public sealed record ReadWord(string Text, int Line, MaskBox Box, string? Others = null, bool IsDoubtful = false);

/// <summary>What the machine read on a picture, kept by the hash of the picture, so that the same page is read once.</summary>
public sealed class PageText
{
    private PageText()
    {
    }

    public PageText(string sha256, IReadOnlyList<ReadWord> words, int turn)
    {
        Sha256 = sha256;
        Words = words;
        Turn = turn;
    }

    /// <summary>Of the upright rendition.</summary>
    public string Sha256 { get; private set; } = string.Empty;

    public IReadOnlyList<ReadWord> Words { get; private set; } = [];

    /// <summary>Quarter turns clockwise that the words ask for; 0 where they stand upright or nothing can be told.</summary>
    public int Turn { get; private set; }
}

internal sealed class PageTextTable : IEntityTypeConfiguration<PageText>
{
    public void Configure(EntityTypeBuilder<PageText> builder)
    {
        builder.ToTable("page_texts", table => table.HasCheckConstraint("ck_page_texts_turn", "turn between 0 and 3"));
        builder.HasKey(text => text.Sha256);
        builder.Property(text => text.Sha256).HasMaxLength(64);
        builder.Property(text => text.Words).HasColumnType("jsonb").HasConversion(
            words => JsonSerializer.Serialize(words, JsonSerializerOptions.Web),
            json => JsonSerializer.Deserialize<List<ReadWord>>(json, JsonSerializerOptions.Web) ?? new List<ReadWord>(),
            new ValueComparer<IReadOnlyList<ReadWord>>((a, b) => a!.SequenceEqual(b!), words => words.Count, words => words.ToList()));
    }
}

/// <summary>Read pages as the mask editor asks for them.</summary>
public static class PageTextQueries
{
    public static DbSet<PageText> PageTexts(this AppDb db) => db.Set<PageText>();

    /// <summary>What is read on an upright picture: known already, or read now and added.</summary>
    internal static async Task<PageText> ReadOnceAsync(
        this AppDb db, IBlobStore blobs, ImageWorkers workers, string upright, int width, int height, CancellationToken stop)
    {
        if (await db.PageTexts().AsNoTracking().SingleOrDefaultAsync(other => other.Sha256 == upright, stop) is { } known)
        {
            return known;
        }

        var (words, turn) = await PageReader.ReadAsync(workers, await File.ReadAllBytesAsync(blobs.PathOf(upright), stop), width, height, stop);
        var text = new PageText(upright, words, turn);
        db.Add(text);
        return text;
    }
}
