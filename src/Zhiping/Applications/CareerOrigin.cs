using Zhiping.Policy.Forms;

namespace Zhiping.Applications;

/// <summary>
/// An entry that was copied from the person's career file has an id that says from which, so that the copy knows where it is from in the
/// draft, in every submission and when it is saved back.
/// </summary>
public static class CareerOrigin
{
    private const string Mark = "f-";

    // What is true of one year or one application only is no part of a career.
    private static readonly SectionKind[] NotCareer =
        [SectionKind.Basics, SectionKind.Summary, SectionKind.Pledge, SectionKind.OtherAttachments, SectionKind.Declarations];

    /// <summary>Whether entries of a section can stand in the file.</summary>
    public static bool Fits(SectionDefinition section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return section.Shape == SectionShape.Entries && section.Fields.Count > 0 && !NotCareer.Contains(section.Kind);
    }

    /// <summary>The id of the copy.</summary>
    public static string IdOf(Guid careerEntryId) => Mark + careerEntryId.ToString("N");

    /// <summary>The entry in the career file; null for one that was written here.</summary>
    public static Guid? Of(string? entryId)
        => entryId is not null && entryId.StartsWith(Mark, StringComparison.Ordinal) && Guid.TryParseExact(entryId[Mark.Length..], "N", out var id) ? id : null;
}
