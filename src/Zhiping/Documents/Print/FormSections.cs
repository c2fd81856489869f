using Zhiping.Policy.Forms;

namespace Zhiping.Documents.Print;

/// <summary>Turns the content of an application into parts of the printed form, generically from the catalogue: what a notice adds is printed too. (D8, K8)</summary>
public static class FormSections
{
    // They stand in the head of the form, or are attachments and statements that it does not print as parts.
    private static readonly SectionKind[] InHead = [SectionKind.Basics, SectionKind.Pledge, SectionKind.OtherAttachments, SectionKind.Declarations];

    /// <summary>All parts in the catalogue's order; a part that is empty or 无 has no entries and reads 无.</summary>
    public static IReadOnlyList<PrintSection> Of(FormCatalogue catalogue, ApplicationDocument document)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(document);
        return
        [
            .. catalogue.Sections.Where(section => !InHead.Contains(section.Kind) && section.Fields.Count > 0 && section.IsAsked(document))
                .Select(section => new PrintSection(section.Name.Zh, Entries(section, document.Sections.GetValueOrDefault(section.Id)))),
        ];
    }

    /// <summary>A value as the form prints it: choices and yes/no in words, dates in figures with 年 and 月.</summary>
    public static string Shown(FieldDefinition field, string? value)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (string.IsNullOrWhiteSpace(value))
        {
            return string.Empty;
        }

        return field.Type switch
        {
            FieldType.Choice => field.Choices.FirstOrDefault(choice => string.Equals(choice.Id, value, StringComparison.Ordinal))?.Name.Zh ?? value,
            FieldType.YesNo => value == "yes" ? "是" : value == "no" ? "否" : value,
            FieldType.Month when value.Split('-') is [var year, var month] => $"{year}年{month.TrimStart('0')}月",
            FieldType.Date when value.Split('-') is [var year, var month, var day] => $"{year}年{month.TrimStart('0')}月{day.TrimStart('0')}日",
            FieldType.Year => value + "年",
            FieldType.Text or FieldType.LongText or FieldType.Number or FieldType.Month or FieldType.Date => value,
        };
    }

    private static List<IReadOnlyList<PrintField>> Entries(SectionDefinition section, SectionContent? content)
    {
        if (content is null || content.None)
        {
            return [];
        }

        // Every entry shows the same fields, so that a table stays a table; one that is not asked of an entry reads 无 there.
        var fields = section.Fields.Where(field => field.When is null || content.Entries.Any(entry => field.When.Holds(entry))).ToList();
        return
        [
            .. content.Entries.Select(entry => (IReadOnlyList<PrintField>)
            [
                .. fields.Select(field => new PrintField(field.Name.Zh, Shown(field, entry[field.Id]), field.Type == FieldType.LongText)),
            ]),
        ];
    }
}
