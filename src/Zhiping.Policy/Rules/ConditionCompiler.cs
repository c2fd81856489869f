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
                return context => context.ValueAt(context.EntryAt + column) is { } text ? Truths.From(IsOneOf(text, texts) != negated) : Truth.Unknown;
            }

            return context => fact(context) is { Known: true, Text: { } text } ? Truths.From(IsOneOf(text, texts) != negated) : Truth.Unknown;
        }

        var literals = new Literals(compare.Operator, [.. compare.Values.Select(v => FactTypes.Number(v, type, order))]);
        if (compare.Fact is EntryFact inEntry)
        {
            var column = Place(entry!, inEntry.Field);
            return context =>
            {
                ref readonly var value = ref context.FactAt(context.EntryAt + column, type);
                return value.Known ? Truths.From(literals.Hold(value)) : Truth.Unknown;
            };
        }

        return context =>
        {
            var value = fact(context);
            return value.Known ? Truths.From(literals.Hold(value)) : Truth.Unknown;
        };
    }

    private static bool IsOneOf(string text, string[] texts)
    {
        foreach (var one in texts)
        {
            if (string.Equals(one, text, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// What a condition compares numbers with. Nearly all are whole, and nearly every comparison of whole numbers asks whether they lie in one range,
    /// or not: equal is the range of one number, at most the range up to it.
    /// </summary>
    private sealed class Literals
    {
        private readonly decimal[] _numbers;
        private readonly RuleOperator _op;
        private readonly long _low;
        private readonly ulong _span;
        private readonly bool _isRange;
        private readonly bool _outside;

        public Literals(RuleOperator op, decimal[] numbers)
        {
            (_op, _numbers) = (op, numbers);
            if (op == RuleOperator.In || !Array.TrueForAll(numbers, n => FactValue.Of(n).IsWhole && Math.Abs(n) < Far))
            {
                return;
            }

            var (first, last) = ((long)numbers[0], (long)numbers[^1]);
            (_low, var high) = op switch
            {
                RuleOperator.Less => (-Far, first - 1),
                RuleOperator.AtMost => (-Far, first),
                RuleOperator.Greater => (first + 1, Far),
                RuleOperator.AtLeast => (first, Far),
                _ => (first, last),
            };
            _isRange = high >= _low;
            _span = unchecked((ulong)(high - _low));
            _outside = op == RuleOperator.NotEqual;
        }

        // Numbers of forms and sums of them stay far below.
        private const long Far = long.MaxValue / 4;

        public bool Hold(in FactValue value) =>
            _isRange && value.IsWhole ? (unchecked((ulong)(value.Whole - _low)) <= _span) != _outside : Compare(value.Number);

        private bool Compare(decimal value) => _op switch
        {
            RuleOperator.Equal => value == _numbers[0],
            RuleOperator.NotEqual => value != _numbers[0],
            RuleOperator.Less => value < _numbers[0],
            RuleOperator.AtMost => value <= _numbers[0],
            RuleOperator.Greater => value > _numbers[0],
            RuleOperator.AtLeast => value >= _numbers[0],
            RuleOperator.In => Array.IndexOf(_numbers, value) >= 0,
            RuleOperator.Between => value >= _numbers[0] && value <= _numbers[1],
            _ => throw new InvalidOperationException("Not an operator of numbers."),
        };
    }

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
                return context => context.CountOf(index) > 0 ? context.FactAt(context.ValuesAt(index, 0) + place, type) : FactValue.Unknown;
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

            var months = Dates.Months(DateOnly.FromDayNumber((int)first.Whole), DateOnly.FromDayNumber((int)last.Whole));
            return FactValue.OfWhole(years ? months / 12 : months);
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
        if (context.Contents[index] is null)
        {
            return FactValue.Unknown;
        }

        int count = 0, unknown = 0;
        FactValue sum = FactValue.OfWhole(0), least = default, most = default;
        if (where is null && field < 0)
        {
            count = context.CountOf(index);
        }
        else
        {
            var before = context.EntryAt;
            var (at, width) = (context.ValuesAt(index, 0), context.Compiled.Sections[index].Fields.Length);
            for (var left = context.CountOf(index); left > 0; left--, at += width)
            {
                context.EntryAt = at;
                var passes = where?.Invoke(context) ?? Truth.Yes;
                if (passes == Truth.No)
                {
                    continue;
                }

                if (passes == Truth.Unknown || (field >= 0 && !context.FactAt(context.EntryAt + field, type).Known))
                {
                    unknown++;
                    continue;
                }

                count++;
                if (field >= 0)
                {
                    ref readonly var value = ref context.FactAt(context.EntryAt + field, type);
                    switch (aggregate)
                    {
                        case Aggregate.Sum:
                            sum += value;
                            break;
                        case Aggregate.Min:
                            least = !least.Known || value < least ? value : least;
                            break;
                        case Aggregate.Max:
                            most = !most.Known || value > most ? value : most;
                            break;
                        case Aggregate.Count or Aggregate.Exists:
                        default:
                            break;
                    }
                }
            }

            context.EntryAt = before;
        }

        return aggregate switch
        {
            Aggregate.Exists => count > 0 ? FactValue.OfWhole(1) : unknown > 0 ? FactValue.Unknown : FactValue.OfWhole(0),
            _ when unknown > 0 => FactValue.Unknown,
            Aggregate.Count => FactValue.OfWhole(count),
            Aggregate.Sum => sum,
            Aggregate.Min => least,
            Aggregate.Max => most,
            _ => throw new InvalidOperationException("Not an aggregate."),
        };
    }

    /// <summary>The place of a field among the fields of its section.</summary>
    private static int Place(SectionDefinition section, string field) =>
        section.Fields.Select((f, i) => (f.Id, Place: i)).First(f => string.Equals(f.Id, field, StringComparison.Ordinal)).Place;

    internal static FactValue Read(string? text, FactType type) => text is null ? FactValue.Unknown : type switch
    {
        FactType.Number => Number(text),
        FactType.Date => Dates.DayNumber(text) is var day and >= 0 ? FactValue.OfWhole(day) : FactValue.Unknown,
        FactType.YesNo => text switch { "yes" => FactValue.OfWhole(1), "no" => FactValue.OfWhole(0), _ => FactValue.Unknown },
        FactType.Text or FactType.Ordered => FactValue.Of(text),
        _ => throw new InvalidOperationException("Not a type of fact."),
    };

    /// <summary>A number as forms write it, digits with at most a decimal point; unknown where the text is none, or so great that sums of it would overflow.</summary>
    private static FactValue Number(string text)
    {
        var whole = 0L;
        var digits = text.Length is > 0 and <= 12;
        for (var i = 0; i < text.Length && digits; i++)
        {
            digits = char.IsAsciiDigit(text[i]);
            whole = digits ? (whole * 10) + (text[i] - '0') : 0;
        }

        return digits ? FactValue.OfWhole(whole)
            : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && n < 1_000_000_000_000m ? FactValue.Of(n) : FactValue.Unknown;
    }
}
