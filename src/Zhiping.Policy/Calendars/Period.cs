using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Calendars;

public enum PeriodUnit
{
    CalendarDays = 0,
    WorkingDays = 1,
    Hours = 2,
}

/// <summary>A period counted from an event: so many calendar days, working days or hours, at least one.</summary>
public readonly record struct Period
{
    private readonly int _countLessOne;

    public Period(int count, PeriodUnit unit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 10_000);
        _countLessOne = count - 1;
        Unit = unit;
    }

    public int Count => _countLessOne + 1;

    public PeriodUnit Unit { get; }

    public static Period Days(int count) => new(count, PeriodUnit.CalendarDays);

    public static Period WorkingDays(int count) => new(count, PeriodUnit.WorkingDays);

    public static Period Hours(int count) => new(count, PeriodUnit.Hours);

    public LocalText Say() => Unit switch
    {
        PeriodUnit.CalendarDays => new($"{Count}日", Count == 1 ? "1 day" : $"{Count} days"),
        PeriodUnit.WorkingDays => new($"{Count}个工作日", Count == 1 ? "1 working day" : $"{Count} working days"),
        PeriodUnit.Hours => new($"{Count}小时", Count == 1 ? "1 hour" : $"{Count} hours"),
        _ => throw new InvalidOperationException("Not a unit of time."),
    };

    public override string ToString() => Say().Zh;
}

/// <summary>What a deadline is about.</summary>
public enum DeadlineKind
{
    ApplicationOpens = 1,
    SuggestedSubmission = 2,
    ApplicationCloses = 3,
    ReviewCloses = 4,
    ReturnedCorrection = 5,
    Payment = 6,
    Paper = 7,
    UnitPublicityEnds = 8,
    ResultPublicityEnds = 9,
    Other = 10,
}

/// <summary>An instant with the rule and the clause that it comes from. What must happen must happen before <see cref="At"/>, to the millisecond.</summary>
public sealed record Deadline
{
    public DeadlineKind Kind { get; init; } = DeadlineKind.Other;

    public required DateTimeOffset At { get; init; }

    /// <summary>How the instant was found, in words.</summary>
    public required string RuleZh { get; init; }

    public required string RuleEn { get; init; }

    public ClauseRef? Clause { get; init; }

    /// <summary>The notice is silent on how this is counted.</summary>
    public bool Assumed { get; init; }

    /// <summary>A suggestion of the platform that binds nobody.</summary>
    public bool Suggested { get; init; }

    /// <summary>What follows when it passes, in words; null when the notice does not say.</summary>
    public LocalText? Consequence { get; init; }

    /// <summary>The act that keeps the deadline, in words.</summary>
    public LocalText? EndedBy { get; init; }

    public bool IsPast(DateTimeOffset at) => at >= At;
}
