using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Zhiping.Policy.Quantities;

namespace Zhiping.Meetings;

/// <summary>
/// All that an expert's page receives. It has no member for a name, unit, number, portrait, original file, or any id but the random ones of masked pages:
/// blind means absent. (E4, E7)
/// </summary>
public sealed record BlindDossier(string Series, string Specialty, Level Level, Tier Tier, IReadOnlyList<BlindSection> Sections)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Masked pages in reading order.</summary>
    public IEnumerable<BlindPage> Pages() => Sections.SelectMany(s => s.Pages.Concat(s.Entries.SelectMany(e => e.Pages)));
}

/// <summary>A section that experts see. <paramref name="None"/>: the applicant wrote 无.</summary>
public sealed record BlindSection(string Id, LocalText Name, bool None, IReadOnlyList<BlindEntry> Entries, IReadOnlyList<BlindPage> Pages);

/// <summary>One entry of a section.</summary>
public sealed record BlindEntry(int Number, IReadOnlyList<BlindField> Fields, IReadOnlyList<BlindPage> Pages);

/// <summary>A field that experts see, own name and unit replaced.</summary>
public sealed record BlindField(LocalText Name, LocalText Text, bool IsLong);

/// <summary>A page as masked, by a random id of its own.</summary>
public sealed record BlindPage(Guid Id, LocalText Slot, int Number, int Of);
