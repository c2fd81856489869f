using Zhiping.Policy.Forms;

namespace Zhiping.Applications.Detail;

/// <summary>A section to be read: what was written, field by field.</summary>
public sealed record SectionShown(SectionDefinition Section, SectionContent Content)
{
    /// <summary>A value in words: choices by name, yes and no, 无 for nothing.</summary>
    public static string Say(Data.Texts texts, FieldDefinition field, SectionEntry entry) => (field.Type, entry[field.Id]) switch
    {
        (_, null) => texts.Plain("（空着）"),
        (FieldType.YesNo, "yes") => texts.Plain("是"),
        (FieldType.YesNo, "no") => texts.Plain("否"),
        (FieldType.Choice, { } id) => field.Choices.FirstOrDefault(c => c.Id == id) is { } choice ? texts.Of(choice.Name) : id,
        (FieldType.Month, { } month) when DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", out var day) => Data.When.Month(day),
        (FieldType.Date, { } date) when DateOnly.TryParseExact(date, "yyyy-MM-dd", out var day) => Data.Beijing.Date(day),
        (_, { } text) => text,
    };
}
