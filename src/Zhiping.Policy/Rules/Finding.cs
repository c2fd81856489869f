using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Rules;

public enum Severity
{
    /// <summary>Must be put right before the application can be submitted.</summary>
    MustFix = 1,

    /// <summary>Worth minding; does not stop the submission.</summary>
    Mind = 2,

    /// <summary>Cannot be judged yet: a fact is unknown.</summary>
    Unknown = 3,
}

/// <summary>The instant of a check and who fills slots by then.</summary>
/// <param name="At">The instant of the request.</param>
/// <param name="UnitHasActed">The unit's own slots (publicity, result, recommendation) are asked; false when the applicant submits.</param>
public sealed record CheckInstant(DateTimeOffset At, bool UnitHasActed = false);

/// <summary>What a check found: the rule, where it points, what is wrong, what to do, and the clause it rests on.</summary>
public sealed record Finding
{
    public required string RuleId { get; init; }

    public required Severity Severity { get; init; }

    public required string Section { get; init; }

    public string? Entry { get; init; }

    /// <summary>The field in question, or null.</summary>
    public string? Field { get; init; }

    /// <summary>The slot in question, or null.</summary>
    public string? Slot { get; init; }

    public int? Page { get; init; }

    public required LocalText Message { get; init; }

    public required LocalText Remedy { get; init; }

    /// <summary>Null for hints of the platform, which then say 平台提示，通知没有写明.</summary>
    public ClauseRef? Clause { get; init; }

    public bool Assumed { get; init; }
}

/// <summary>A check that passed, by name.</summary>
public sealed record PassedCheck(string RuleId, LocalText Name);

/// <summary>All findings, worst first and then in the order of the form, with the checks that passed.</summary>
public sealed class CheckResult
{
    /// <summary>Nothing checked yet.</summary>
    public static readonly CheckResult Nothing = new([], []);

    private readonly IReadOnlyList<PassedCheck> _all;
    private IReadOnlyList<PassedCheck>? _passed;

    /// <summary>What some checks found; which of them passed is worked out when it is asked.</summary>
    public CheckResult(IReadOnlyList<Finding> findings, IReadOnlyList<PassedCheck> all)
    {
        Findings = findings;
        _all = all;
    }

    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The checks without any finding.</summary>
    public IReadOnlyList<PassedCheck> Passed =>
        _passed ??= Findings.Count == 0 ? _all : [.. _all.Where(c => !Findings.Any(f => string.Equals(f.RuleId, c.RuleId, StringComparison.Ordinal)))];

    /// <summary>Nothing must be fixed.</summary>
    public bool MaySubmit => Findings.All(f => f.Severity != Severity.MustFix);

    /// <summary>How many checks were made.</summary>
    public int Checked => Passed.Count + Findings.Select(f => f.RuleId).Distinct(StringComparer.Ordinal).Count();

    /// <summary>The same with one more check, made by somebody who knows what the notice may not know, such as the applicant's name.</summary>
    public CheckResult With(PassedCheck check, IReadOnlyList<Finding> found, Func<Finding, int> order) => new(
        found.Count == 0 ? Findings : [.. Findings.Concat(found).OrderBy(f => f.Severity).ThenBy(order)], [.. _all, check]);
}
