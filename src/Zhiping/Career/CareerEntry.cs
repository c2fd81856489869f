using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Zhiping.Attachments;
using Zhiping.Attachments.Imaging;
using Zhiping.Data;
using Zhiping.Policy.Forms;

namespace Zhiping.Career;

/// <summary>One page of proof of an entry: the file by its hash, the slot it belongs to, and what was answered about masking.</summary>
/// <param name="IsKept">The person has looked at what a machine doubted about it and keeps it.</param>
/// <param name="Refused">Why the file is no page, where that is known before it is opened.</param>
public sealed record CareerPage(
    string Slot, string Sha256, long Length, ImageFormat Format, string FileName, MaskAnswer Mask, IReadOnlyList<MaskBox> Boxes, bool IsKept = false,
    PageRefusal Refused = PageRefusal.None)
{
    public bool Equals(CareerPage? other) =>
        other is not null && (Slot, Sha256, Mask, IsKept, Refused) == (other.Slot, other.Sha256, other.Mask, other.IsKept, other.Refused) && Boxes.SequenceEqual(other.Boxes);

    public override int GetHashCode() => HashCode.Combine(Slot, Sha256, Mask);
}

/// <summary>
/// One thing in a person's career that is entered once: a diploma, a title, a paper, an award. Its section names the fields of the form's
/// catalogue. Applications take copies; what happens to it here changes none of them, nor the other way round. It is the person's own and
/// leaves no history.
/// </summary>
public sealed class CareerEntry
{
    /// <summary>More than this in a file is no career.</summary>
    public const int MostEntries = 300;

    public const int MostPages = 40;

    private CareerEntry()
    {
    }

    public CareerEntry(Act act, string sectionId, IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(act);
        Id = Ids.Row(act.At);
        PersonId = act.By!.Value;
        SectionId = sectionId;
        Values = values;
        CreatedAt = act.At;
        ChangedAt = act.At;
    }

    public Guid Id { get; private set; }

    public Guid PersonId { get; private set; }

    public string SectionId { get; private set; } = "";

    public IReadOnlyDictionary<string, string> Values { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyList<CareerPage> Pages { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>The application and the entry in it that this was saved from; null where it was written here.</summary>
    public Guid? FromApplicationId { get; private set; }

    public string? FromEntryId { get; private set; }

    /// <summary>The evaluation year in which an office found it right; null where none has, or when it was changed since.</summary>
    public int? VerifiedYear { get; private set; }

    /// <summary>Who did, such as 云杉县文化馆.</summary>
    public string? VerifiedBy { get; private set; }

    public uint Version { get; private set; }

    /// <summary>Takes what was written; a change ends what an office has found about it before.</summary>
    public void Write(DateTimeOffset at, IReadOnlyDictionary<string, string> values, IReadOnlyList<CareerPage> pages)
    {
        ArgumentNullException.ThrowIfNull(pages);
        RefusalException.ThrowIf(pages.Count > MostPages ? new Refusal("一项最多{0}页。", MostPages) { Remedy = "请先删去不需要的页。" } : null);
        var before = Fingerprint();
        Values = values;
        Pages = pages;
        if (before == Fingerprint())
        {
            return;
        }

        ChangedAt = at;
        VerifiedYear = null;
        VerifiedBy = null;
    }

    /// <summary>Takes over what was found about its pages; it is still what was written.</summary>
    public void Judge(IReadOnlyList<CareerPage> pages) => Pages = pages;

    /// <summary>Where it was saved from.</summary>
    public void ComeFrom(Guid applicationId, string entryId) => (FromApplicationId, FromEntryId) = (applicationId, entryId);

    /// <summary>An office has found it right as it stands here.</summary>
    public void Verify(int year, string by) => (VerifiedYear, VerifiedBy) = (year, by);

    /// <summary>Hash of what stands in it.</summary>
    public string Fingerprint()
    {
        var text = JsonSerializer.Serialize(Values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => new[] { v.Key, v.Value }))
            + string.Join('\n', Pages.Select(p => $"{p.Slot} {p.Sha256}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
