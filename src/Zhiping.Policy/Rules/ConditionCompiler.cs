using System.Globalization;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;

namespace Zhiping.Policy.Rules;

/// <summary>Turns conditions and facts into closures. In the condition of a filter 'entry.x' is a field of the entry in hand.</summary>
internal sealed class ConditionCompiler(FormCatalogue form, Func<string, int> sectionIndex)
{
    /// <param name="entry">The section whose entries a filter looks at; null outside a filter.</param>
    public Func<CheckContext, Truth> Compile(Condition condition, SectionDefinition? entry = null)
    {
        switch (condition)
        {
            case AllOf all:
                var each = Many(all.Of, entry);
                return context =>
                {
                    var result = Truth.Yes;
                    foreach (var one in each)
                    {
                        result = Truths.And(result, one(context));
                        if (result == Truth.No)
                        {
                            break;
                        }
                    }

                    return result;
                };
            case AnyOf any:
                var some = Many(any.Of, entry);
                return context =>
                {
                    var result = Truth.No;
                    foreach (var one in some)
                    {
                        result = Truths.Or(result, one(context));
                        if (result == Truth.Yes)
                        {
                            break;
                        }
                    }

                    return result;
                };
            case NotOf not:
                var turned = Compile(not.Of, entry);
                return context => Truths.Not(turned(context));
            case AtLeastOf atLeast:
                var parts = Many(atLeast.Of, entry);
                var n = atLeast.N;
                return context =>
                {
                    int yes = 0, unknown = 0;
                    foreach (var part in parts)
                    {
                        var value = part(context);
                        yes += value == Truth.Yes ? 1 : 0;
                        unknown += value == Truth.Unknown ? 1 : 0;
                    }

                    return Truths.AtLeast(n, yes, unknown);
                };
            case Compare compare:
                return CompileCompare(compare, entry);
            default:
                throw new InvalidOperationException("Not a condition.");
        }
    }

    private Func<CheckContext, Truth>[] Many(IReadOnlyList<Condition> conditions, SectionDefinition? entry) => [.. conditions.Select(c => Compile(c, entry))];

    private Func<CheckContext, Truth> CompileCompare(Compare compare, SectionDefinition? entry)
    {
        var type = FactTypes.Of(compare.Fact, form, out var order, entry);
        var fact = CompileFact(compare.Fact, entry);
        if (compare.Operator == RuleOperator.Exists)
        {
            var wanted = compare.Values is ["true"];
            return context => Truths.From(fact(context).Known == wanted);
        }

        if (type == FactType.Text)
        {
            var texts = compare.Values.ToArray();
            var negated = compare.Operator == RuleOperator.NotEqual;
            if (compare.Fact is EntryFact written)
            {
                var column = Place(entry!, written.Field);
                return context => context.ValueAt(context.EntryAt + column) is { } text ? Truths.From(Array.IndexOf(texts, text) >= 0 != negated) : Truth.Unknown;
            }

            return context => fact(context) is { Known: true, Text: { } text } ? Truths.From(Array.IndexOf(texts, text) >= 0 != negated) : Truth.Unknown;
        }

        var numbers = compare.Values.Select(v => FactTypes.Number(v, type, order)).ToArray();
        var op = compare.Operator;
        if (compare.Fact is EntryFact inEntry)
        {
            var column = Place(entry!, inEntry.Field);
            return context =>
            {
                ref readonly var value = ref context.FactAt(context.EntryAt + column, type);
                return value.Known ? Truths.From(Holds(op, value.Number, numbers)) : Truth.Unknown;
            };
        }

        return context =>
        {
            var value = fact(context);
            return value.Known ? Truths.From(Holds(op, value.Number, numbers)) : Truth.Unknown;
        };
    }

    private static bool Holds(RuleOperator op, decimal value, decimal[] against) => op switch
    {
        RuleOperator.Equal => value == against[0],
        RuleOperator.NotEqual => value != against[0],
        RuleOperator.Less => value < against[0],
        RuleOperator.AtMost => value <= against[0],
        RuleOperator.Greater => value > against[0],
        RuleOperator.AtLeast => value >= against[0],
        RuleOperator.In => Array.IndexOf(against, value) >= 0,
        RuleOperator.Between => value >= against[0] && value <= against[1],
        _ => throw new InvalidOperationException("Not an operator of numbers."),
    };

    private Func<CheckContext, FactValue> CompileFact(Fact fact, SectionDefinition? entry)
    {
        switch (fact)
        {
            case NamedFact named:
                return NamedFacts.Get(named.Name);
            case FieldFact field:
                var section = form[field.Section];
                var index = sectionIndex(field.Section);
                var (place, type) = (Place(section, field.Field), FactTypes.OfField(section, field.Field));
                return context => context.Contents[index] is { Entries.Count: > 0 } ? context.FactAt(context.ValuesAt(index, 0) + place, type) : FactValue.Unknown;
            case EntryFact inEntry:
                var (column, kind) = (Place(entry!, inEntry.Field), FactTypes.OfField(entry!, inEntry.Field));
                return context => context.FactAt(context.EntryAt + column, kind);
            case BetweenFact between:
                return CompileBetween(between, entry);
            case TotalFact total:
                return CompileTotal(total, entry);
            case AggregateFact aggregate:
                return CompileAggregate(aggregate);
            default:
                throw new InvalidOperationException("Not a fact.");
        }
    }

    private Func<CheckContext, FactValue> CompileTotal(TotalFact total, SectionDefinition? entry)
    {
        var parts = total.Parts.Select(p => (Read: CompileFact(p.Of, entry), p.Times)).ToArray();
        return context =>
        {
            var sum = 0m;
            foreach (var (read, times) in parts)
            {
                var value = read(context);
                if (!value.Known)
                {
                    return FactValue.Unknown;
                }

                sum += value.Number * times;
            }

            return FactValue.Of(sum);
        };
    }

    private Func<CheckContext, FactValue> CompileBetween(BetweenFact between, SectionDefinition? entry)
    {
        var (from, to) = (CompileFact(between.From, entry), CompileFact(between.To, entry));
        var years = between.Unit == DateUnit.Years;
        return context =>
        {
            var (first, last) = (from(context), to(context));
            if (!first.Known || !last.Known)
            {
                return FactValue.Unknown;
            }

            var months = Dates.Months(DateOnly.FromDayNumber((int)first.Number), DateOnly.FromDayNumber((int)last.Number));
            return FactValue.Of(years ? (decimal)(months / 12) : months);
        };
    }

    private Func<CheckContext, FactValue> CompileAggregate(AggregateFact fact)
    {
        var section = form[fact.Section];
        var index = sectionIndex(fact.Section);
        var where = fact.Where is null ? null : Compile(fact.Where, section);
        var (field, type) = fact.Field is { } name ? (Place(section, name), FactTypes.OfField(section, name)) : (-1, FactType.Number);
        var aggregate = fact.Aggregate;
        return context => Fold(context, index, where, aggregate, field, type);
    }

    private static FactValue Fold(
        CheckContext context, int index, Func<CheckContext, Truth>? where, Aggregate aggregate, int field, FactType type)
    {
        if (context.Contents[index] is not { } content)
        {
            return FactValue.Unknown;
        }

        int count = 0, unknown = 0;
        decimal sum = 0;
        decimal? least = null, most = null;
        var before = context.EntryAt;
        for (var e = 0; e < content.Entries.Count; e++)
        {
            context.EntryAt = context.ValuesAt(index, e);
            var passes = where?.Invoke(context) ?? Truth.Yes;
            if (passes == Truth.No)
            {
                continue;
            }

            var value = field < 0 ? FactValue.Of(0m) : context.FactAt(context.EntryAt + field, type);
            if (passes == Truth.Unknown || !value.Known)
            {
                unknown++;
            }
            else
            {
                count++;
                sum += value.Number;
                least = least is { } l ? Math.Min(l, value.Number) : value.Number;
                most = most is { } m ? Math.Max(m, value.Number) : value.Number;
            }
        }

        context.EntryAt = before;
        return aggregate switch
        {
            Aggregate.Exists => count > 0 ? FactValue.Of(1m) : unknown > 0 ? FactValue.Unknown : FactValue.Of(0m),
            _ when unknown > 0 => FactValue.Unknown,
            Aggregate.Count => FactValue.Of((decimal)count),
            Aggregate.Sum => FactValue.Of(sum),
            Aggregate.Min => least is { } low ? FactValue.Of(low) : FactValue.Unknown,
            Aggregate.Max => most is { } high ? FactValue.Of(high) : FactValue.Unknown,
            _ => throw new InvalidOperationException("Not an aggregate."),
        };
    }

    /// <summary>The place of a field among the fields of its section.</summary>
    private static int Place(SectionDefinition section, string field) =>
        section.Fields.Select((f, i) => (f.Id, Place: i)).First(f => string.Equals(f.Id, field, StringComparison.Ordinal)).Place;

    internal static FactValue Read(string? text, FactType type) => text is null ? FactValue.Unknown : type switch
    {
        FactType.Number => Number(text) is { } number ? FactValue.Of(number) : FactValue.Unknown,
        FactType.Date => FactValue.Of(Dates.Parse(text)),
        FactType.YesNo => text switch { "yes" => FactValue.Of(1m), "no" => FactValue.Of(0m), _ => FactValue.Unknown },
        FactType.Text or FactType.Ordered => FactValue.Of(text),
        _ => throw new InvalidOperationException("Not a type of fact."),
    };

    /// <summary>A number as forms write it, digits with at most a decimal point; null where the text is none, or so great that sums of it would overflow.</summary>
    internal static decimal? Number(string? text) =>
        text is { Length: <= 12 } && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && n < 1_000_000_000_000m ? n : null;
}
