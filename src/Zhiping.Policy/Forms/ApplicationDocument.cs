using System.Collections.ObjectModel;
using System.Security.Cryptography;
using System.Text;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Forms;

/// <summary>Facts about the unit that rules may read (A8).</summary>
public sealed record UnitFacts
{
    public required UnitKind Kind { get; init; }

    public required Tier Tier { get; init; }

    /// <summary>The id of the county, or null for units of the prefecture itself.</summary>
    public string? County { get; init; }

    /// <summary>The unit recommends through another unit or submits through another (呈报单位).</summary>
    public bool RecommendsThroughAnother { get; init; }
}

/// <summary>Facts about the person that rules may read. Never sex, ethnic group, political affiliation or identity number.</summary>
public sealed record ApplicantFacts
{
    /// <summary>Full years of age, the only fact that is taken from the identity number. Null when not known.</summary>
    public int? AgeInYears { get; init; }

    /// <summary>Retired, as the unit confirms it; never computed. Null when the unit has not said.</summary>
    public bool? Retired { get; init; }

    /// <summary>Civil servant, or managed as such. Null when the unit has not said.</summary>
    public bool? CivilServant { get; init; }

    /// <summary>A demerit (记过) or heavier still runs. Null when the unit has not said.</summary>
    public bool? UnderSanction { get; init; }

    /// <summary>The last day of a ban for fraud, or null.</summary>
    public DateOnly? BannedUntil { get; init; }

    /// <summary>The unit has confirmed that the person works there (A6, D3).</summary>
    public bool? ConfirmedByUnit { get; init; }

    /// <summary>First application for a title ever (C11, G5). Null when not said.</summary>
    public bool? FirstApplication { get; init; }
}

/// <summary>What a person hands in: sections and facts about pages, without the person's identity. Its canonical JSON is what is hashed and frozen.</summary>
public sealed partial record ApplicationDocument
{
    public required string NoticeId { get; init; }

    /// <summary>The revision of the notice that judges it.</summary>
    public required int Revision { get; init; }

    public required string Series { get; init; }

    public required string Specialty { get; init; }

    public required Level Level { get; init; }

    public required ProgrammeKind Kind { get; init; }

    public required Channel Channel { get; init; }

    public required UnitFacts Unit { get; init; }

    public required ApplicantFacts Applicant { get; init; }

    public required IReadOnlyDictionary<string, SectionContent> Sections { get; init; }

    public required IReadOnlyList<PageFact> Pages { get; init; }
}

/// <summary>The content of one section: entries, or the statement that there is none (无).</summary>
public sealed record SectionContent
{
    public static readonly SectionContent Empty = new();

    /// <summary>The applicant has said 无.</summary>
    public bool None { get; init; }

    public IReadOnlyList<SectionEntry> Entries { get; init; } = [];
}

/// <summary>One entry of a section; a section of shape Single has one. Values are texts as typed: dates yyyy-MM-dd, months yyyy-MM, years yyyy, yes/no as 'yes' and 'no'.</summary>
public sealed record SectionEntry
{
    public required string Id { get; init; }

    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>Fields of which the applicant says that what reads there like the own name or unit is none, each with the mark of the text it was said of. (E4, D6)</summary>
    public IReadOnlyDictionary<string, string> NotNames { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The trimmed value of a field, or null when it is missing or blank.</summary>
    public string? this[string field] => Values.TryGetValue(field, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>Whether the applicant has said so of the text as it stands; said of another text it does not count.</summary>
    public bool SaysNotName(string field) => NotNames.TryGetValue(field, out var mark) && this[field] is { } text && mark == MarkOf(text);

    /// <summary>Names a text, blanks around it apart: 16 hexadecimal digits of its SHA-256.</summary>
    public static string MarkOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Trim())))[..16];
}

/// <summary>The answer to 'does this page need masking?' (E5).</summary>
public enum MaskAnswer
{
    Unanswered = 0,
    No = 1,
    Yes = 2,
}

/// <summary>What is known of one uploaded page.</summary>
public sealed record PageFact
{
    public required string Section { get; init; }

    /// <summary>The entry that the page proves, or null for a slot of the whole section.</summary>
    public string? Entry { get; init; }

    public required string Slot { get; init; }

    /// <summary>1 for the first page of a slot.</summary>
    public required int Number { get; init; }

    /// <summary>JPG, PNG or PDF.</summary>
    public required string Format { get; init; }

    public required string Sha256 { get; init; }

    public MaskAnswer Mask { get; init; }

    public int MaskBoxes { get; init; }

    /// <summary>The share of the page that masks cover, from 0 to 1.</summary>
    public decimal MaskedShare { get; init; }

    /// <summary>Null while nobody and nothing has judged it.</summary>
    public bool? Upright { get; init; }

    public bool? Legible { get; init; }

    /// <summary>The pipeline has opened the file and made its renditions.</summary>
    public bool Ready { get; init; }
}
