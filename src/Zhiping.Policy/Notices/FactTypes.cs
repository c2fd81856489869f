using System.Globalization;
using Zhiping.Policy.Forms;

namespace Zhiping.Policy.Notices;

/// <summary>The types of facts against a form. Throws <see cref="FormatException"/> with the name that does not fit.</summary>
internal static class FactTypes
{
    /// <param name="entry">The section of the entry that a filter looks at; null outside a filter.</param>
    public static FactType Of(Fact fact, FormCatalogue form, out IReadOnlyList<string> order, SectionDefinition? entry = null)
    {
        order = [];
        switch (fact)
        {
            case NamedFact named:
                var definition = FactCatalogue.Find(named.Name) ?? throw new FormatException(named.Name);
                order = definition.Values;
                return definition.Type;
            case FieldFact field:
                return OfField(form.Find(field.Section) ?? throw new FormatException(field.Section), field.Field);
            case BetweenFact between:
                foreach (var end in (Fact[])[between.From, between.To])
                {
                    if (Of(end, form, out _, entry) != FactType.Date)
                    {
                        throw new FormatException(Say.Fact(end));
                    }
                }

                return FactType.Number;
            case AggregateFact aggregate:
                var section = form.Find(aggregate.Section) ?? throw new FormatException(aggregate.Section);
                if (aggregate.Field is null)
                {
                    return aggregate.Aggregate == Aggregate.Exists ? FactType.YesNo : FactType.Number;
                }

                var type = OfField(section, aggregate.Field);
                return type == FactType.Number || (type == FactType.Date && aggregate.Aggregate != Aggregate.Sum)
                    ? type : throw new FormatException($"{aggregate.Section}.{aggregate.Field}");
            case TotalFact total:
                foreach (var part in total.Parts)
                {
                    if (Of(part.Of, form, out _, entry) != FactType.Number)
                    {
                        throw new FormatException(Say.Fact(part.Of));
                    }
                }

                return FactType.Number;
            case EntryFact inEntry:
                return OfField(entry ?? throw new FormatException($"entry.{inEntry.Field}"), inEntry.Field);
            default:
                throw new InvalidOperationException("Not a fact.");
        }
    }

    public static FactType OfField(SectionDefinition section, string field) => section.Field(field)?.Type switch
    {
        FieldType.Number or FieldType.Year => FactType.Number,
        FieldType.Date or FieldType.Month => FactType.Date,
        FieldType.YesNo => FactType.YesNo,
        FieldType.Text or FieldType.LongText or FieldType.Choice => FactType.Text,
        null => throw new FormatException($"{section.Id}.{field}"),
        _ => throw new InvalidOperationException("Not a type of field."),
    };

    /// <summary>A literal as a number of the type.</summary>
    public static decimal Number(string text, FactType type, IReadOnlyList<string> order)
    {
        var place = order.ToList().IndexOf(text);
        return type switch
        {
            FactType.Number when decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) => n,
            FactType.YesNo when text is "true" or "yes" => 1,
            FactType.YesNo when text is "false" or "no" => 0,
            FactType.Date when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day.DayNumber,
            FactType.Ordered when place >= 0 => place,
            _ => throw new FormatException(text),
        };
    }
}
