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
}
