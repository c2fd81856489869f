using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

/// <summary>A case with the findings that it must give: rule ids of findings to fix.</summary>
public sealed record NoticeExample(string Id, LocalText Name, string Application, DateTimeOffset At, IReadOnlyList<string> MustFix, IReadOnlyList<string> Mind);

/// <summary>Something the operator must know before publishing.</summary>
/// <param name="Path">Where in the notice, such as passCaps[deputy].base.</param>
public sealed record Assumption(string Path, AssumptionKind Kind, LocalText Why, ClauseRef? Clause);

public enum AssumptionKind
{
    Assumed = 1,
    Inferred = 2,
    StandIn = 3,
}
