using System.Globalization;
using Zhiping.Policy.Forms;

namespace Zhiping.Policy.Notices;

/// <summary>What enumerating the intervals and sets that rules mention shows about them.</summary>
internal enum RuleVerdict
{
    Sound = 0,

    /// <summary>Its condition is never met, so it judges nobody.</summary>
    NeverApplies = 1,

    /// <summary>Where it applies it always holds: it can never find anything.</summary>
    AlwaysHolds = 2,

    /// <summary>Where it applies it never holds: nobody can meet it.</summary>
    NeverHolds = 3,

    /// <summary>More cases than the bound.</summary>
    TooManyCases = 4,
}

/// <summary>Decides 'never', 'always' and 'contradicts' by trying one value from every interval and set that the rules mention.</summary>
internal sealed class RuleAnalysis(FormCatalogue form)
{
    public const int Bound = 200_000;

    /// <summary>One rule by itself.</summary>
    public RuleVerdict Judge(RuleDefinition rule)
    {
        var cases = Cases(rule);
        if (cases is null)
        {
            return RuleVerdict.TooManyCases;
        }

        bool applies = false, holds = false, fails = false;
        foreach (var one in cases)
        {
            if (rule.When is { } when && Truth(when, one) != true)
            {
                continue;
            }

            applies = true;
            var must = Truth(rule.Must, one);
            holds |= must == true;
            fails |= must == false;
        }

        return !applies ? RuleVerdict.NeverApplies : !fails ? RuleVerdict.AlwaysHolds : !holds ? RuleVerdict.NeverHolds : RuleVerdict.Sound;
    }

    /// <summary>Whether two rules that apply together cannot both hold. False also where there are too many cases or they share no fact.</summary>
    public bool Contradict(RuleDefinition one, RuleDefinition other)
    {
        if (one.Severity != other.Severity || !Facts(one).Keys.Intersect(Facts(other).Keys, StringComparer.Ordinal).Any() || Cases(one, other) is not { } cases)
        {
            return false;
        }

        var together = false;
        foreach (var values in cases)
        {
            if ((one.When is { } a && Truth(a, values) != true) || (other.When is { } b && Truth(b, values) != true))
            {
                continue;
            }

            together = true;
            if (Truth(one.Must, values) == true && Truth(other.Must, values) == true)
            {
                return false;
            }
        }

        return together;
    }

    private static SortedDictionary<string, List<Compare>> Facts(params IEnumerable<RuleDefinition> rules)
    {
        var facts = new SortedDictionary<string, List<Compare>>(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            foreach (var compare in Compares(rule.Must).Concat(rule.When is { } when ? Compares(when) : []))
            {
                var key = Say.Fact(compare.Fact);
                if (!facts.TryGetValue(key, out var list))
                {
                    facts[key] = list = [];
                }

                list.Add(compare);
            }
        }

        return facts;
    }

    private static IEnumerable<Compare> Compares(Condition condition) => condition switch
    {
        AllOf all => all.Of.SelectMany(Compares),
        AnyOf any => any.Of.SelectMany(Compares),
        NotOf not => Compares(not.Of),
        AtLeastOf atLeast => atLeast.Of.SelectMany(Compares),
        Compare compare => [compare],
        _ => [],
    };

    /// <summary>Every combination of one value from each interval or set, or null when there are too many. A null value is unknown.</summary>
    private List<Dictionary<string, object?>>? Cases(params RuleDefinition[] rules)
    {
        var cases = new List<Dictionary<string, object?>> { new(StringComparer.Ordinal) };
        foreach (var (key, compares) in Facts(rules))
        {
            var values = Values(compares).Distinct().ToList();
            if ((long)cases.Count * values.Count > Bound)
            {
                return null;
            }

            cases = [.. cases.SelectMany(c => values.Select(v => new Dictionary<string, object?>(c, StringComparer.Ordinal) { [key] = v }))];
        }

        return cases;
    }

    private IEnumerable<object?> Values(List<Compare> compares)
    {
        var type = FactTypes.Of(compares[0].Fact, form, out var order);
        yield return null;
        var literals = compares.Where(c => c.Operator != RuleOperator.Exists).SelectMany(c => c.Values).ToList();
        switch (type)
        {
            case FactType.YesNo:
                yield return 0m;
                yield return 1m;
                break;
            case FactType.Ordered:
                for (var i = 0; i < order.Count; i++)
                {
                    yield return (decimal)i;
                }

                break;
            case FactType.Text:
                foreach (var text in literals)
                {
                    yield return text;
                }

                yield return "\u0000other";
                break;
            case FactType.Number:
            case FactType.Date:
                if (literals.Count == 0)
                {
                    yield return 0m;
                }

                var lowest = FactTypes.CanBeNegative(compares[0].Fact) ? decimal.MinValue : 0m;
                foreach (var number in literals.Select(l => FactTypes.Number(l, type, order)).Distinct().Order())
                {
                    foreach (var near in (decimal[])[number - 1, number, number + 1])
                    {
                        if (near >= lowest)
                        {
                            yield return near;
                        }
                    }
                }

                break;
            default:
                break;
        }
    }

    /// <summary>True, false, or null for unknown.</summary>
    private bool? Truth(Condition condition, Dictionary<string, object?> values)
    {
        switch (condition)
        {
            case AllOf all:
                var each = all.Of.Select(c => Truth(c, values)).ToList();
                return each.Contains(false) ? false : each.Contains(null) ? null : true;
            case AnyOf any:
                var some = any.Of.Select(c => Truth(c, values)).ToList();
                return some.Contains(true) ? true : some.Contains(null) ? null : false;
            case NotOf not:
                return !Truth(not.Of, values);
            case AtLeastOf atLeast:
                var parts = atLeast.Of.Select(c => Truth(c, values)).ToList();
                var yes = parts.Count(p => p == true);
                return yes >= atLeast.N ? true : yes + parts.Count(p => p is null) >= atLeast.N ? null : false;
            case Compare compare:
                return Holds(compare, values[Say.Fact(compare.Fact)]);
            default:
                throw new InvalidOperationException("Not a condition.");
        }
    }

    private bool? Holds(Compare compare, object? value)
    {
        if (compare.Operator == RuleOperator.Exists)
        {
            return value is not null == compare.Values is ["true"];
        }

        if (value is null)
        {
            return null;
        }

        if (value is string text)
        {
            var among = compare.Values.Contains(text, StringComparer.Ordinal);
            return compare.Operator == RuleOperator.NotEqual ? !among : among;
        }

        var type = FactTypes.Of(compare.Fact, form, out var order);
        var number = (decimal)value;
        var against = compare.Values.Select(v => FactTypes.Number(v, type, order)).ToList();
        return compare.Operator switch
        {
            RuleOperator.Equal => number == against[0],
            RuleOperator.NotEqual => number != against[0],
            RuleOperator.Less => number < against[0],
            RuleOperator.AtMost => number <= against[0],
            RuleOperator.Greater => number > against[0],
            RuleOperator.AtLeast => number >= against[0],
            RuleOperator.In => against.Contains(number),
            RuleOperator.Between => number >= against[0] && number <= against[1],
            RuleOperator.Exists => true,
            _ => throw new InvalidOperationException("Not an operator."),
        };
    }
}

/// <summary>Conditions and facts in words, the same for the same thing.</summary>
internal static class Say
{
    public static string Fact(Fact fact) => fact switch
    {
        NamedFact named => named.Name,
        FieldFact field => $"{field.Section}.{field.Field}",
        EntryFact entry => $"entry.{entry.Field}",
        BetweenFact between => $"{(between.Unit == DateUnit.Years ? "years" : "months")}({Fact(between.From)}, {Fact(between.To)})",
        TotalFact total => "total(" + string.Join(", ", total.Parts.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Times}×{Fact(p.Of)}"))) + ")",
        AggregateFact aggregate => string.Create(CultureInfo.InvariantCulture,
            $"{aggregate.Aggregate}({aggregate.Section}{(aggregate.Field is null ? "" : "." + aggregate.Field)}{(aggregate.Where is null ? "" : " where " + Condition(aggregate.Where))})"),
        _ => throw new InvalidOperationException("Not a fact."),
    };

    public static string Condition(Condition condition) => condition switch
    {
        AllOf all => "(" + string.Join(" and ", all.Of.Select(Condition)) + ")",
        AnyOf any => "(" + string.Join(" or ", any.Of.Select(Condition)) + ")",
        NotOf not => "not " + Condition(not.Of),
        AtLeastOf atLeast => $"at least {atLeast.N} of ({string.Join(", ", atLeast.Of.Select(Condition))})",
        Compare { Operator: RuleOperator.Exists } exists => $"{Fact(exists.Fact)} {(exists.Values is ["true"] ? "is known" : "is not known")}",
        Compare compare => $"{Fact(compare.Fact)} {Word(compare.Operator)} {string.Join(compare.Operator == RuleOperator.Between ? " and " : ", ", compare.Values)}",
        _ => throw new InvalidOperationException("Not a condition."),
    };

    private static string Word(RuleOperator op) => op switch
    {
        RuleOperator.Equal => "=",
        RuleOperator.NotEqual => "≠",
        RuleOperator.Less => "<",
        RuleOperator.AtMost => "≤",
        RuleOperator.Greater => ">",
        RuleOperator.AtLeast => "≥",
        RuleOperator.In => "in",
        RuleOperator.Between => "between",
        RuleOperator.Exists => "exists",
        _ => throw new InvalidOperationException("Not an operator."),
    };
}
