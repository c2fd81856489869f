using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

/// <summary>Who settles one level band of a directory row.</summary>
public enum DirectoryWay
{
    Committee = 1,

    /// <summary>以考代评: nobody can apply.</summary>
    ByExam = 2,

    /// <summary>高校自主评审: the college's own committee.</summary>
    Autonomous = 3,

    /// <summary>The row has no such level.</summary>
    None = 4,
}

/// <summary>One cell of the directory: a band of levels and the bodies that evaluate it.</summary>
public sealed record DirectoryCell
{
    public required IReadOnlyList<Level> Levels { get; init; }

    public required DirectoryWay Way { get; init; }

    public required IReadOnlyList<string> Bodies { get; init; }
}

/// <summary>One row of the directory of committees (N1 附5).</summary>
public sealed record DirectoryRow : NoticeItem
{
    public required string Id { get; init; }

    public required int Number { get; init; }

    public required string Series { get; init; }

    public required string Specialty { get; init; }

    public required IReadOnlyList<DirectoryCell> Cells { get; init; }

    public required IReadOnlyList<string> Phones { get; init; }

    /// <summary>Only for units at or above this tier; null for all.</summary>
    public Tier? TierAtLeast { get; init; }

    /// <summary>An inferred row routes only after an office confirms.</summary>
    public bool NeedsConfirmation => Basis.Inferred;
}

/// <summary>A county with its two bureaux (B3b).</summary>
public sealed record CountyRow : NoticeItem
{
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    public required string BureauPhone { get; init; }

    public required string EducationBureauPhone { get; init; }
}
