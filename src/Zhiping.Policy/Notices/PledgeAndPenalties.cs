using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

public enum PledgeForm
{
    HandSigned = 1,
    HandSignedAndFingerprint = 2,
    WholeTextByHand = 3,
    TypedInAchievements = 4,
}

public sealed record Pledge : NoticeItem
{
    public required string Text { get; init; }

    public required PledgeForm Form { get; init; }
}

public enum PenaltyStart
{
    YearAfterApplication = 1,
    DayProven = 2,
    NotSaid = 3,
}

public sealed record Penalty : NoticeItem
{
    public required string Id { get; init; }

    public required LocalText What { get; init; }

    public required int BanYears { get; init; }

    public required PenaltyStart Starts { get; init; }

    public required LocalText Text { get; init; }

    /// <summary>
    /// The days on which nobody barred by it may apply, both included; null where it bars nobody. Years after the application are whole calendar years;
    /// where the notice does not say when the years begin, they begin on the day on which the fraud was proven.
    /// </summary>
    public DateRange? TermOf(EvaluationYear applied, DateOnly proven) =>
        BanYears < 1 ? null
        : Starts == PenaltyStart.YearAfterApplication
            ? new DateRange(new DateOnly(applied.Value + 1, 1, 1), new DateOnly(applied.Value + BanYears, 12, 31))
        : new DateRange(proven, proven.AddYears(BanYears).AddDays(-1));
}
