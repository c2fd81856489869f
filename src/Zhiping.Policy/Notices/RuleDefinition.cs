using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

public enum RuleSeverity
{
    /// <summary>The application cannot be submitted.</summary>
    MustFix = 1,

    /// <summary>Worth knowing; does not stop anything.</summary>
    Mind = 2,
}

/// <summary>A rule of the notice: where <see cref="When"/> holds, <see cref="Must"/> must hold, else the finding is made.</summary>
public sealed record RuleDefinition : NoticeItem
{
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    public required RuleSeverity Severity { get; init; }

    /// <summary>Null: always.</summary>
    public Condition? When { get; init; }

    public required Condition Must { get; init; }

    public required string Section { get; init; }

    public string? Field { get; init; }

    public required LocalText Message { get; init; }

    public required LocalText Remedy { get; init; }
}

public enum RuleOperator
{
    Equal = 1,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
    In,
    Between,
    Exists,
}

public enum Aggregate
{
    Count = 1,
    Sum,
    Min,
    Max,
    Exists,
}

/// <summary>A condition of the closed rule language: no expressions in text, no scripting.</summary>
public abstract record Condition;

public sealed record AllOf(IReadOnlyList<Condition> Of) : Condition;

public sealed record AnyOf(IReadOnlyList<Condition> Of) : Condition;

public sealed record NotOf(Condition Of) : Condition;

public sealed record AtLeastOf(int N, IReadOnlyList<Condition> Of) : Condition;

/// <summary>fact op value.</summary>
public sealed record Compare(Fact Fact, RuleOperator Operator, IReadOnlyList<string> Values) : Condition;

/// <summary>Something that can be read from an application: null is unknown, never false.</summary>
public abstract record Fact;

/// <summary>A named fact of the documented catalogue, such as applicant.ageInYears or unit.kind.</summary>
public sealed record NamedFact(string Name) : Fact;

/// <summary>A field of a section of shape Single, or of the entry under a filter.</summary>
public sealed record FieldFact(string Section, string Field) : Fact;

/// <summary>Count, sum, min, max or exists over the entries of a section that a filter lets through.</summary>
public sealed record AggregateFact(Aggregate Aggregate, string Section, string? Field, Condition? Where) : Fact;

/// <summary>A field of the entry that a filter looks at.</summary>
public sealed record EntryFact(string Field) : Fact;

public enum DateUnit
{
    Years = 1,
    Months = 2,
}

/// <summary>Full years or months between two dates.</summary>
public sealed record BetweenFact(DateUnit Unit, Fact From, Fact To) : Fact;

/// <summary>Numbers added up, each times a weight that may be negative: hours taught and papers converted, less the hours asked.</summary>
public sealed record TotalFact(IReadOnlyList<TotalPart> Parts) : Fact;

public sealed record TotalPart(Fact Of, decimal Times);
