using System.Globalization;

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

/// <summary>What two rules are to each other.</summary>
internal enum PairVerdict
{
    Agree = 0,

    /// <summary>Where both apply no values meet both.</summary>
    Contradict = 1,

    /// <summary>More cases than the bound.</summary>
    TooManyCases = 2,
}

/// <summary>Decides 'never', 'always' and 'contradicts' by trying one case from every interval and set that the rules mention.</summary>
internal sealed class RuleAnalysis(Notice notice)
{
    /// <summary>So many cases of one rule or pair are tried, and so many times as many of all pairs together.</summary>
    public const int Bound = 200_000;

    private const int PairsTogether = 25;

    private readonly Dictionary<RuleDefinition, HashSet<string>> _subjects = new(ReferenceEqualityComparer.Instance);
    private long _spent;

    /// <summary>One rule by itself.</summary>
    public RuleVerdict Judge(RuleDefinition rule)
    {
        var space = new CaseSpace(notice, Conditions(rule));
        if (space.Count > Bound)
        {
            return RuleVerdict.TooManyCases;
        }

        var (when, must) = Judges(space, rule);
        bool applies = false, holds = false, fails = false;
        foreach (var one in space.Cases())
        {
            if (when(one) == true)
            {
                applies = true;
                var truth = must(one);
                holds |= truth == true;
                fails |= truth == false;
            }
        }

        return !applies ? RuleVerdict.NeverApplies : !holds ? RuleVerdict.NeverHolds : !fails ? RuleVerdict.AlwaysHolds : RuleVerdict.Sound;
    }

    /// <summary>Whether two rules of one severity that apply together cannot both hold. Rules that share no fact agree.</summary>
    public PairVerdict Compare(RuleDefinition one, RuleDefinition other)
    {
        if (one.Severity != other.Severity || !Subjects(one).Overlaps(Subjects(other)))
        {
            return PairVerdict.Agree;
        }

        var space = new CaseSpace(notice, Conditions(one).Concat(Conditions(other)));
        if (space.Count > Bound || (_spent += space.Count) > (long)Bound * PairsTogether)
        {
            return PairVerdict.TooManyCases;
        }

        var (first, second) = (Judges(space, one), Judges(space, other));
        var together = false;
        foreach (var values in space.Cases())
        {
            if (first.When(values) == true && second.When(values) == true)
            {
                together = true;
                if (first.Must(values) == true && second.Must(values) == true)
                {
                    return PairVerdict.Agree;
                }
            }
        }

        return together ? PairVerdict.Contradict : PairVerdict.Agree;
    }

    private static IEnumerable<Condition> Conditions(RuleDefinition rule) => rule.When is { } when ? [when, rule.Must] : [rule.Must];

    private static (Func<bool?[], bool?> When, Func<bool?[], bool?> Must) Judges(CaseSpace space, RuleDefinition rule) =>
        (rule.When is { } when ? space.Judge(when) : _ => true, space.Judge(rule.Must));

    private HashSet<string> Subjects(RuleDefinition rule)
    {
        if (!_subjects.TryGetValue(rule, out var subjects))
        {
            _subjects[rule] = subjects = Conditions(rule).SelectMany(CaseSpace.SubjectsOf).ToHashSet(StringComparer.Ordinal);
        }

        return subjects;
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
