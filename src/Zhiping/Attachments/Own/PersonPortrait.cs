using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhiping.Accounts;
using Zhiping.Attachments.Imaging;
using Zhiping.Data;

namespace Zhiping.Attachments;

/// <summary>What is wrong with a portrait. Whether it is one face, frontal and bareheaded is for people to see.</summary>
public enum PortraitProblem
{
    None,

    /// <summary>No picture, or a broken one.</summary>
    CannotOpen,

    /// <summary>Less than 295 × 413 pixels, an inch at 300 dpi.</summary>
    TooSmall,

    /// <summary>Not upright, five to seven or nearly so.</summary>
    WrongShape,

    Dark,

    /// <summary>Hardly any difference between light and dark.</summary>
    Pale,

    /// <summary>It was taken, and a virus was found in its file later.</summary>
    Removed,
}

/// <summary>
/// A person's one-inch portrait, kept once for all applications and the certificate. A file that is none leaves the one before it in place. (A5)
/// </summary>
public sealed class PersonPortrait
{
    private PersonPortrait()
    {
    }

    public PersonPortrait(Guid personId) => PersonId = personId;

    public Guid PersonId { get; private set; }

    /// <summary>The file that came last and is being judged; null when there is none.</summary>
    public string? ComingSha256 { get; private set; }

    public long ComingLength { get; private set; }

    /// <summary>What was wrong with the file that came last.</summary>
    public PortraitProblem Problem { get; private set; }

    /// <summary>The file as it came, untouched: applications get it.</summary>
    public string? OriginalSha256 { get; private set; }

    public long OriginalLength { get; private set; }

    /// <summary>295 × 413 pixels: what the certificate prints.</summary>
    public string? InchSha256 { get; private set; }

    /// <summary>It looks blurred; that is said and nothing more.</summary>
    public bool IsBlurred { get; private set; }

    public DateTimeOffset UploadedAt { get; private set; }

    public uint Version { get; private set; }

    public bool IsChecking => ComingSha256 is not null;

    /// <summary>A file has come and is judged next.</summary>
    public void Come(BlobRef file, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(file);
        ComingSha256 = file.Sha256;
        ComingLength = file.Length;
        Problem = PortraitProblem.None;
        UploadedAt = at;
    }

    /// <summary>It is none; the one before it stays.</summary>
    public void Refuse(PortraitProblem problem)
    {
        Problem = problem;
        ComingSha256 = null;
    }

    /// <summary>A file of it carries a virus: what was just coming is none, what was taken before goes with the picture made of it.</summary>
    /// <returns>Whether something went that had been taken.</returns>
    public bool Forget(string sha256)
    {
        if (ComingSha256 == sha256)
        {
            Refuse(PortraitProblem.CannotOpen);
        }

        if (OriginalSha256 != sha256)
        {
            return false;
        }

        (OriginalSha256, OriginalLength, InchSha256, IsBlurred) = (null, 0, null, false);
        Problem = ComingSha256 is null ? PortraitProblem.Removed : PortraitProblem.None;
        return true;
    }

    /// <summary>It is one.</summary>
    public void Take(string inchSha256, bool isBlurred)
    {
        (OriginalSha256, OriginalLength) = (ComingSha256, ComingLength);
        InchSha256 = inchSha256;
        IsBlurred = isBlurred;
        ComingSha256 = null;
    }

    /// <summary>What the worker's figures say about a picture that was asked to be a portrait.</summary>
    public static PortraitProblem Judge(ImageAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var (found, shape) = (answer.Findings, (double)answer.Findings.Width / Math.Max(1, answer.Findings.Height));
        return found.Width == 0 || found.Problem is not (ImageProblem.None or ImageProblem.TooSmall) ? PortraitProblem.CannotOpen
            : shape is < 0.6 or > 0.85 ? PortraitProblem.WrongShape
            : answer.IsRefused || found.Width < 295 || found.Height < 413 ? PortraitProblem.TooSmall
            : found.Figures.Paper < 105 ? PortraitProblem.Dark
            : found.Figures.Contrast < 65 ? PortraitProblem.Pale
            : PortraitProblem.None;
    }
}

internal sealed class PersonPortraitTable : IEntityTypeConfiguration<PersonPortrait>
{
    public void Configure(EntityTypeBuilder<PersonPortrait> builder)
    {
        builder.ToTable("portraits", table => table.HasCheckConstraint(
            "ck_portraits_whole", "(original_sha256 is null) = (inch_sha256 is null) and (coming_sha256 is null or problem = 'None')"));
        builder.HasKey(portrait => portrait.PersonId);
        builder.Property(portrait => portrait.Version).IsRowVersion();
        builder.Property(portrait => portrait.ComingSha256).HasMaxLength(64);
        builder.Property(portrait => portrait.OriginalSha256).HasMaxLength(64);
        builder.Property(portrait => portrait.InchSha256).HasMaxLength(64);
        builder.Ignore(portrait => portrait.IsChecking);
        builder.HasOne<Person>().WithOne().HasForeignKey<PersonPortrait>(portrait => portrait.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Portraits as the pages ask for them.</summary>
public static class PersonPortraitQueries
{
    public static DbSet<PersonPortrait> PersonPortraits(this AppDb db) => db.Set<PersonPortrait>();
}
