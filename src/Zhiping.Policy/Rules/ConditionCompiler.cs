using System.Globalization;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Rules;

/// <summary>Turns conditions and facts into closures.</summary>
internal sealed class ConditionCompiler(FormCatalogue form, Func<string, int> sectionIndex)
{
    public Func<CheckContext, Truth> Compile(Condition condition)
    {
        switch (condition)
        {
            case AllOf all:
                var each = all.Of.Select(Compile).ToArray();
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
                var some = any.Of.Select(Compile).ToArray();
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
                var turned = Compile(not.Of);
                return context => Truths.Not(turned(context));
            case AtLeastOf atLeast:
                var parts = atLeast.Of.Select(Compile).ToArray();
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
                return CompileCompare(compare);
            default:
                throw new InvalidOperationException("Not a condition.");
        }
    }

    private Func<CheckContext, Truth> CompileCompare(Compare compare, SectionDefinition? inSection = null)
    {
        var fact = CompileFact(compare.Fact, out var type, out var order, inSection);
        if (compare.Operator == RuleOperator.Exists)
        {
            var wanted = compare.Values is ["true"];
            return context => Truths.From(fact(context).Known == wanted);
        }

        if (type == FactType.Text)
        {
            var texts = compare.Values.ToArray();
            var negated = compare.Operator == RuleOperator.NotEqual;
            return context => fact(context) is { Known: true, Text: { } text } ? Truths.From(Array.IndexOf(texts, text) >= 0 != negated) : Truth.Unknown;
        }

        var numbers = compare.Values.Select(v => Number(v, type, order)).ToArray();
        var op = compare.Operator;
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
        RuleOperator.Exists => true,
        _ => throw new InvalidOperationException("Not an operator."),
    };

    /// <summary>A literal as a number of the fact's type. Throws <see cref="FormatException"/>, which the notice check turns into a problem.</summary>
    internal static decimal Number(string text, FactType type, IReadOnlyList<string> order) => type switch
    {
        FactType.Number when decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) => n,
        FactType.YesNo when text is "true" or "yes" => 1,
        FactType.YesNo when text is "false" or "no" => 0,
        FactType.Date when Dates.Parse(text) is { } day => day.DayNumber,
        FactType.Ordered when Place(order, text) is var place and >= 0 => place,
        _ => throw new FormatException(text),
    };

    private static int Place(IReadOnlyList<string> order, string text)
    {
        for (var i = 0; i < order.Count; i++)
        {
            if (string.Equals(order[i], text, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The type of a fact, and the order of its values where it has one. Throws <see cref="FormatException"/> for a fact that is not there.</summary>
    public FactType TypeOf(Fact fact, out IReadOnlyList<string> order)
    {
        CompileFact(fact, out var type, out order);
        return type;
    }

    private Func<CheckContext, FactValue> CompileFact(Fact fact, out FactType type, out IReadOnlyList<string> order, SectionDefinition? inSection = null)
    {
        order = [];
        switch (fact)
        {
            case NamedFact named:
                var definition = FactCatalogue.Find(named.Name) ?? throw new FormatException(named.Name);
                (type, order) = (definition.Type, definition.Values);
                return NamedFacts.Get(named.Name);
            case FieldFact field:
                var section = form.Find(field.Section) ?? throw new FormatException($"{field.Section}.{field.Field}");
                type = TypeOf(section, field.Field);
                var index = sectionIndex(field.Section);
                var (place, kind) = (Place(section, field.Field), type);
                return context => context.Contents[index] is { Entries.Count: > 0 } ? Read(context.Value(index, 0, place), kind) : FactValue.Unknown;
            case BetweenFact between:
                return CompileBetween(between, out type, inSection);
            case TotalFact total:
                return CompileTotal(total, out type, inSection);
            case AggregateFact aggregate:
                return CompileAggregate(aggregate, out type);
            case EntryFact entry when inSection is not null:
                type = TypeOf(inSection, entry.Field);
                var (at, read) = (Place(inSection, entry.Field), type);
                return context => Read(context.ValueAt(context.EntryAt + at), read);
            case EntryFact:
                throw new FormatException("entry");
            default:
                throw new InvalidOperationException("Not a fact.");
        }
    }

    private Func<CheckContext, FactValue> CompileTotal(TotalFact total, out FactType type, SectionDefinition? inSection)
    {
        var parts = total.Parts.Select(p => CompileFact(p.Of, out var partType, out _, inSection) is var read && partType == FactType.Number
            ? (Read: read, p.Times) : throw new FormatException(Say.Fact(p.Of))).ToArray();
        type = FactType.Number;
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

    private Func<CheckContext, FactValue> CompileBetween(BetweenFact between, out FactType type, SectionDefinition? inSection)
    {
        var from = CompileFact(between.From, out var fromType, out _, inSection);
        var to = CompileFact(between.To, out var toType, out _, inSection);
        if (fromType != FactType.Date || toType != FactType.Date)
        {
            throw new FormatException("from, to");
        }

        type = FactType.Number;
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

    private Func<CheckContext, FactValue> CompileAggregate(AggregateFact fact, out FactType type)
    {
        var section = form.Find(fact.Section) ?? throw new FormatException(fact.Section);
        var index = sectionIndex(fact.Section);
        var where = fact.Where is null ? null : new EntryCompiler(section, this).Compile(fact.Where);
        type = fact.Aggregate == Aggregate.Exists ? FactType.YesNo : FactType.Number;
        if (fact.Field is { } name && TypeOf(section, name) is var fieldType)
        {
            if (fieldType is not (FactType.Number or FactType.Date) || (fieldType == FactType.Date && fact.Aggregate == Aggregate.Sum))
            {
                throw new FormatException($"{fact.Section}.{name}");
            }

            type = fieldType;
        }

        var (aggregate, field, kind) = (fact.Aggregate, fact.Field is null ? -1 : Place(section, fact.Field), type);
        return context => Fold(context, index, where, aggregate, field, kind);
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
            var value = field < 0 ? FactValue.Of(0m) : Read(context.ValueAt(context.EntryAt + field), type);
            if (passes == Truth.Unknown || (passes == Truth.Yes && !value.Known))
            {
                unknown++;
            }
            else if (passes == Truth.Yes)
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
    private static int Place(SectionDefinition section, string field)
    {
        for (var i = 0; i < section.Fields.Count; i++)
        {
            if (string.Equals(section.Fields[i].Id, field, StringComparison.Ordinal))
            {
                return i;
            }
        }

        throw new FormatException($"{section.Id}.{field}");
    }

    internal static FactType TypeOf(SectionDefinition section, string field) => section.Field(field)?.Type switch
    {
        FieldType.Number or FieldType.Year => FactType.Number,
        FieldType.Date or FieldType.Month => FactType.Date,
        FieldType.YesNo => FactType.YesNo,
        FieldType.Text or FieldType.LongText or FieldType.Choice => FactType.Text,
        null => throw new FormatException($"{section.Id}.{field}"),
        _ => throw new InvalidOperationException("Not a type of field."),
    };

    internal static FactValue Read(string? text, FactType type) => text is null ? FactValue.Unknown : type switch
    {
        FactType.Number => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) ? FactValue.Of(n) : FactValue.Unknown,
        FactType.Date => FactValue.Of(Dates.Parse(text)),
        FactType.YesNo => text switch { "yes" => FactValue.Of(1m), "no" => FactValue.Of(0m), _ => FactValue.Unknown },
        FactType.Text or FactType.Ordered => FactValue.Of(text),
        _ => throw new InvalidOperationException("Not a type of fact."),
    };

    /// <summary>Compiles the condition of a filter, where 'entry.x' is a field of the entry in hand.</summary>
    private sealed class EntryCompiler(SectionDefinition section, ConditionCompiler outer)
    {
        public Func<CheckContext, Truth> Compile(Condition condition)
        {
            switch (condition)
            {
                case AllOf all:
                    var each = all.Of.Select(Compile).ToArray();
                    return context =>
                    {
                        var truth = Truth.Yes;
                        foreach (var one in each)
                        {
                            truth = Truths.And(truth, one(context));
                        }

                        return truth;
                    };
                case AnyOf any:
                    var some = any.Of.Select(Compile).ToArray();
                    return context =>
                    {
                        var truth = Truth.No;
                        foreach (var one in some)
                        {
                            truth = Truths.Or(truth, one(context));
                        }

                        return truth;
                    };
                case NotOf not:
                    var turned = Compile(not.Of);
                    return context => Truths.Not(turned(context));
                case AtLeastOf atLeast:
                    var parts = atLeast.Of.Select(Compile).ToArray();
                    return context => Truths.AtLeast(
                        atLeast.N, parts.Count(p => p(context) == Truth.Yes), parts.Count(p => p(context) == Truth.Unknown));
                case Compare { Fact: EntryFact entry } compare:
                    return OnEntry(entry.Field, compare);
                case Compare compare:
                    return outer.CompileCompare(compare, section);
                default:
                    return outer.Compile(condition);
            }
        }

        private Func<CheckContext, Truth> OnEntry(string field, Compare compare)
        {
            var type = TypeOf(section, field);
            var place = Place(section, field);
            if (compare.Operator == RuleOperator.Exists)
            {
                var wanted = compare.Values is ["true"];
                return context => Truths.From(context.ValueAt(context.EntryAt + place) is not null == wanted);
            }

            if (type == FactType.Text)
            {
                var texts = compare.Values.ToArray();
                var negated = compare.Operator == RuleOperator.NotEqual;
                return context => context.ValueAt(context.EntryAt + place) is { } text ? Truths.From(Array.IndexOf(texts, text) >= 0 != negated) : Truth.Unknown;
            }

            var numbers = compare.Values.Select(v => Number(v, type, [])).ToArray();
            var op = compare.Operator;
            return context => Read(context.ValueAt(context.EntryAt + place), type) is { Known: true } value ? Truths.From(Holds(op, value.Number, numbers)) : Truth.Unknown;
        }
    }
}
