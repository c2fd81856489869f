using Zhiping.Policy.Forms;

namespace Zhiping.Policy.Notices;

/// <summary>
/// What the facts of some conditions can be together: from every interval and set that the conditions tell apart, one case. Facts that say the same thing in two
/// ways (how many entries and whether there is one; years and months between the same days) are one subject; others vary by themselves.
/// </summary>
internal sealed class CaseSpace
{
    /// <summary>Beyond it a literal has no neighbours: no fact is so great.</summary>
    private const decimal Farthest = 1_000_000_000_000m;

    /// <summary>Named facts that every application has.</summary>
    internal static readonly IReadOnlyList<string> AlwaysKnown =
        ["level", "kind", "channel", "series", "specialty", "unit.kind", "unit.tier", "today", "cutOff", "year", "assessments.delayYears"];

    private readonly Notice _notice;
    private readonly SectionDefinition? _entry;
    private readonly List<Compare> _compares = [];
    private readonly List<Subject> _subjects = [];

    private sealed record Subject(int[] Compares, List<bool?[]> Classes);

    /// <summary>One value of a subject; whether there is an entry is said beside how many there are. Null is unknown.</summary>
    private readonly record struct Candidate(object? Value, object? Exists = null);

    public CaseSpace(Notice notice, IEnumerable<Condition> conditions, SectionDefinition? entry = null)
    {
        (_notice, _entry) = (notice, entry);
        _compares.AddRange(conditions.SelectMany(Compares));
        foreach (var subject in Enumerable.Range(0, _compares.Count).GroupBy(i => KeyOf(_compares[i].Fact), StringComparer.Ordinal))
        {
            int[] compares = [.. subject];
            var classes = new List<bool?[]>();
            foreach (var candidate in Candidates([.. compares.Select(i => _compares[i])]))
            {
                bool?[] truths = [.. compares.Select(i => Holds(_compares[i], ValueOf(_compares[i].Fact, candidate)))];
                if (!classes.Exists(truths.SequenceEqual))
                {
                    classes.Add(truths);
                }
            }

            _subjects.Add(new Subject(compares, classes));
        }
    }

    /// <summary>How many cases there are; what the conditions do not tell apart is one.</summary>
    public long Count => _subjects.Aggregate(1L, (product, s) => product > int.MaxValue ? product : product * s.Classes.Count);

    /// <summary>The subjects that a condition speaks of.</summary>
    public static IEnumerable<string> SubjectsOf(Condition condition) => Compares(condition).Select(c => KeyOf(c.Fact));

    /// <summary>Each case as the truth of each comparison, in one array that is filled anew.</summary>
    public IEnumerable<bool?[]> Cases()
    {
        var truths = new bool?[_compares.Count];
        var at = new int[_subjects.Count];
        for (var s = 0; s < at.Length; s++)
        {
            Fill(truths, s, 0);
        }

        while (true)
        {
            yield return truths;
            var turned = 0;
            while (turned < at.Length && ++at[turned] == _subjects[turned].Classes.Count)
            {
                Fill(truths, turned, at[turned] = 0);
                turned++;
            }

            if (turned == at.Length)
            {
                yield break;
            }

            Fill(truths, turned, at[turned]);
        }
    }

    /// <summary>The truth of one of the conditions in a case: true, false, or null for unknown.</summary>
    public Func<bool?[], bool?> Judge(Condition condition)
    {
        switch (condition)
        {
            case AllOf all:
                var each = all.Of.Select(Judge).ToArray();
                return truths => Least(each, truths, false);
            case AnyOf any:
                var some = any.Of.Select(Judge).ToArray();
                return truths => Least(some, truths, true);
            case NotOf not:
                var turned = Judge(not.Of);
                return truths => !turned(truths);
            case AtLeastOf atLeast:
                var parts = atLeast.Of.Select(Judge).ToArray();
                return truths => parts.Count(p => p(truths) == true) >= atLeast.N ? true : parts.Count(p => p(truths) != false) >= atLeast.N ? null : false;
            case Compare compare:
                var place = _compares.FindIndex(c => ReferenceEquals(c, compare));
                return truths => truths[place];
            default:
                throw new InvalidOperationException("Not a condition.");
        }
    }

    /// <summary>The deciding value if any part has it, else unknown if any part is, else the other.</summary>
    private static bool? Least(Func<bool?[], bool?>[] parts, bool?[] truths, bool decides)
    {
        bool? result = !decides;
        foreach (var part in parts)
        {
            var one = part(truths);
            if (one == decides)
            {
                return decides;
            }

            result = one is null ? null : result;
        }

        return result;
    }

    private void Fill(bool?[] truths, int subject, int of)
    {
        var (compares, classes) = _subjects[subject];
        for (var i = 0; i < compares.Length; i++)
        {
            truths[compares[i]] = classes[of][i];
        }
    }

    private static IEnumerable<Compare> Compares(Condition condition) => condition switch
    {
        AllOf all => all.Of.SelectMany(Compares),
        AnyOf any => any.Of.SelectMany(Compares),
        NotOf not => Compares(not.Of),
        AtLeastOf atLeast => atLeast.Of.SelectMany(Compares),
        Compare compare => [compare],
        _ => throw new InvalidOperationException("Not a condition."),
    };

    private static string KeyOf(Fact fact) => Say.Fact(fact switch
    {
        AggregateFact { Aggregate: Aggregate.Exists } exists => exists with { Aggregate = Aggregate.Count },
        BetweenFact between => between with { Unit = DateUnit.Months },
        _ => fact,
    });

    private static object? ValueOf(Fact fact, Candidate candidate) => fact switch
    {
        AggregateFact { Aggregate: Aggregate.Exists } => candidate.Exists,
        BetweenFact { Unit: DateUnit.Years } => candidate.Value is decimal months ? decimal.Truncate(months / 12) : null,
        _ => candidate.Value,
    };

    private IEnumerable<Candidate> Candidates(Compare[] compares)
    {
        var fact = compares[0].Fact;
        switch (fact)
        {
            case NamedFact { Name: "cutOff" }:
                return [new((decimal)_notice.SeniorityCutOff.Day.DayNumber)];
            case NamedFact { Name: "year" }:
                return [new((decimal)_notice.Year.Value)];
            case AggregateFact { Aggregate: Aggregate.Count or Aggregate.Exists } aggregate:
                IEnumerable<decimal> counts = NeverPasses(aggregate) ? [0m] : Numbers(compares, whole: true, 0m).Append(0m).Append(1m);
                return [.. counts.Select(n => new Candidate(n, n > 0 ? 1m : 0m)), new(null, 1m), new(null, null)];
            case AggregateFact { Aggregate: Aggregate.Sum } sum when NeverPasses(sum):
                return [new(0m), new(null)];
            case AggregateFact aggregate when NeverPasses(aggregate):
                return [new(null)];
            default:
                var values = Values(fact, compares).Select(v => new Candidate(v));
                return fact is NamedFact named && AlwaysKnown.Contains(named.Name, StringComparer.Ordinal) ? values : values.Append(new Candidate(null));
        }
    }

    /// <summary>Whether no entry can pass the filter of an aggregate, so that there is nothing to count.</summary>
    private bool NeverPasses(AggregateFact aggregate)
    {
        if (aggregate.Where is not { } where)
        {
            return false;
        }

        var inside = new CaseSpace(_notice, [where], _notice.Form.Find(aggregate.Section));
        var passes = inside.Judge(where);
        return inside.Count <= RuleAnalysis.Bound && !inside.Cases().Any(truths => passes(truths) == true);
    }

    private IEnumerable<object?> Values(Fact fact, Compare[] compares)
    {
        switch (FactTypes.Of(fact, _notice.Form, out var order, _entry))
        {
            case FactType.YesNo:
                return [0m, 1m];
            case FactType.Ordered:
                return Enumerable.Range(0, order.Count).Select(i => (object?)(decimal)i);
            case FactType.Text:
                return Closed(fact) is { Count: > 0 } closed ? closed : compares.SelectMany(c => c.Values).Append("\u0000other");
            case FactType.Date:
                return Numbers(compares, whole: true, 0m).Cast<object?>();
            case FactType.Number:
                return Numbers(compares, fact is NamedFact or BetweenFact || FieldOf(fact) is { Type: FieldType.Year }, fact is BetweenFact || (fact is TotalFact total && total.Parts.Any(p => p.Times < 0)) ? -Farthest : 0m).Cast<object?>();
            default:
                throw new InvalidOperationException("Not a type of fact.");
        }
    }

    /// <summary>All the texts that a fact can be, or null where it can be any.</summary>
    private IReadOnlyList<string>? Closed(Fact fact) => fact switch
    {
        NamedFact { Name: "series" } => [.. _notice.SeriesList.Select(s => s.Id)],
        NamedFact { Name: "specialty" } => [.. _notice.SeriesList.SelectMany(s => s.Specialties).Select(s => s.Id)],
        _ => FieldOf(fact) is { Type: FieldType.Choice } field ? [.. field.Choices.Select(c => c.Id)] : null,
    };

    private FieldDefinition? FieldOf(Fact fact) => fact switch
    {
        FieldFact field => _notice.Form.Find(field.Section)?.Field(field.Field),
        EntryFact field => _entry?.Field(field.Field),
        AggregateFact { Field: { } field } aggregate => _notice.Form.Find(aggregate.Section)?.Field(field),
        _ => null,
    };

    /// <summary>Each number that is mentioned, one between each two neighbours, one below the least and one above the greatest.</summary>
    private IEnumerable<decimal> Numbers(Compare[] compares, bool whole, decimal lowest)
    {
        var mentioned = compares.Where(c => c.Operator != RuleOperator.Exists).SelectMany(Mentioned).Distinct().Order().ToList();
        var samples = new SortedSet<decimal> { Math.Max(lowest, 0m) };
        for (var i = 0; i < mentioned.Count; i++)
        {
            var number = Math.Clamp(mentioned[i], -Farthest, Farthest);
            var next = i + 1 < mentioned.Count ? Math.Clamp(mentioned[i + 1], -Farthest, Farthest) : number + 2;
            decimal[] near = whole
                ? [decimal.Floor(number) - 1, decimal.Floor(number), decimal.Floor(number) + 1, decimal.Ceiling(number) + 1]
                : [i == 0 ? number - 1 : number, i == 0 && number > 0 ? number / 2 : number, number, (number + next) / 2];
            samples.UnionWith(near);
        }

        return samples.Where(n => n >= lowest);
    }

    private IEnumerable<decimal> Mentioned(Compare compare)
    {
        var type = FactTypes.Of(compare.Fact, _notice.Form, out var order, _entry);
        foreach (var literal in compare.Values.Select(v => FactTypes.Number(v, type, order)))
        {
            if (compare.Fact is not BetweenFact { Unit: DateUnit.Years })
            {
                yield return literal;
                continue;
            }

            // A number of years is twelve numbers of months; the ends of the year before, of its own and of the next tell them apart.
            var months = Math.Clamp(literal, -Farthest, Farthest) * 12;
            foreach (var near in (decimal[])[-12, -11, -1, 0, 11, 12])
            {
                yield return months + near;
            }
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
            return compare.Values.Contains(text, StringComparer.Ordinal) != (compare.Operator == RuleOperator.NotEqual);
        }

        var type = FactTypes.Of(compare.Fact, _notice.Form, out var order, _entry);
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
