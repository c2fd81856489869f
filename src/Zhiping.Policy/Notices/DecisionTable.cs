using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

/// <summary>Which rows of a table decide where several fit. A row whose condition is unknown fits perhaps: then the table can be judged only if both readings agree.</summary>
public enum HitPolicy
{
    /// <summary>The first row that fits, in the order of the file.</summary>
    First = 1,

    /// <summary>Every row that fits must hold, and each that does not is said.</summary>
    All = 2,

    /// <summary>Of the rows that fit the strictest decides, and it alone is said.</summary>
    LeastFavourable = 3,

    /// <summary>One row that fits and holds is enough.</summary>
    Any = 4,
}

/// <summary>A table of the notice's own: rows of a condition and what must hold there, with a stated hit policy. Where no row fits, nothing is asked.</summary>
public sealed record DecisionTable : NoticeItem
{
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    public required HitPolicy Hit { get; init; }

    public required RuleSeverity Severity { get; init; }

    public required string Section { get; init; }

    public string? Field { get; init; }

    public required IReadOnlyList<TableRow> Rows { get; init; }

    /// <summary>The row as a rule of its own.</summary>
    internal RuleDefinition AsRule(TableRow row) => new()
    {
        Id = Id, Name = Name, Severity = Severity, When = row.When, Must = row.Must, Section = Section, Field = Field,
        Message = row.Message, Remedy = row.Remedy, Basis = row.Basis,
    };

    /// <summary>The rows as rules that say when each decides: under <see cref="HitPolicy.First"/> only where none before it fits.</summary>
    internal IEnumerable<(TableRow Row, RuleDefinition Rule)> Deciding()
    {
        var before = new List<Condition>();
        foreach (var row in Rows)
        {
            var rule = AsRule(row);
            if (Hit == HitPolicy.First && before.Count > 0)
            {
                List<Condition> parts = [.. before.Select(c => new NotOf(c))];
                if (row.When is not null)
                {
                    parts.Add(row.When);
                }

                rule = rule with { When = new AllOf(parts) };
            }

            yield return (row, rule);
            before.Add(row.When ?? new AllOf([]));
        }
    }
}

/// <summary>One row: where it fits, what must hold, and what is said when it does not.</summary>
public sealed record TableRow : NoticeItem
{
    public required string Id { get; init; }

    /// <summary>Null: it fits always; as the last row of a table that takes the first, 'otherwise'.</summary>
    public Condition? When { get; init; }

    public required Condition Must { get; init; }

    public required LocalText Message { get; init; }

    public required LocalText Remedy { get; init; }
}

/// <summary>How the tables with a shape of their own are read.</summary>
public sealed record HitPolicies
{
    /// <summary>The ladder: by default one row that holds is enough; else among the rows whose education, level and skill the person has.</summary>
    public HitPolicy Ladder { get; init; } = HitPolicy.Any;

    /// <summary>The demands of class hours, for each year and subject.</summary>
    public HitPolicy ContinuingEducation { get; init; } = HitPolicy.All;

    public HitPolicy Putonghua { get; init; } = HitPolicy.LeastFavourable;
}
