using Zhiping.Policy.Forms;
using Zhiping.Policy.Rules;

namespace Zhiping.Applications.Fill;

/// <summary>One field of one entry as the form shows it.</summary>
public sealed record FieldShown(FieldDefinition Field, SectionEntry Entry, Finding? Finding)
{
    /// <summary>What seems to be the own name or unit in it, with what the applicant said; null where there is nothing to say.</summary>
    public NameQuestion? Question { get; init; }

    public string NotNameName => SectionForm.NotNameOf(Entry.Id, Field.Id);

    public string Name => SectionForm.NameOf(Entry.Id, Field.Id);

    public string Id => SectionForm.IdOf(Entry.Id, Field.Id);

    /// <summary>As typed, blanks kept.</summary>
    public string Value => Entry.Values.GetValueOrDefault(Field.Id) ?? "";

    /// <summary>The kind of input. What a calendar input could not show stays a text, so that it is not lost.</summary>
    public string InputType => Field.Type switch
    {
        FieldType.Date when Value.Length == 0 || DateOnly.TryParseExact(Value, "yyyy-MM-dd", out _) => "date",
        FieldType.Month when Value.Length == 0 || DateOnly.TryParseExact(Value + "-01", "yyyy-MM-dd", out _) => "month",
        _ => "text",
    };

    public string? DescribedBy
    {
        get
        {
            var ids = string.Join(' ', new[] { Field.Hint is null ? null : Id + "-hint", Finding is null ? null : Id + "-error" }.OfType<string>());
            return ids.Length == 0 ? null : ids;
        }
    }
}
