using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

/// <summary>A line that a result of an exam reaches, for whom it counts, as a lower line for townships, and for how many years; a result below every line is a line of its own, of one year (C9).</summary>
public sealed record ExamLine : PlacedItem
{
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    /// <summary>The year of the exam is the first of them.</summary>
    public required int ValidYears { get; init; }

    /// <summary>Whether a result of that year still counts in an evaluation year.</summary>
    public bool Holds(int resultOf, int inYear) => inYear >= resultOf && inYear < resultOf + ValidYears;
}

/// <summary>More time than the window gives: which office may grant it, and whether it may still be granted once the window has closed (B2, B10).</summary>
public sealed record ExtensionTerms : NoticeItem
{
    /// <summary>Empty: nobody.</summary>
    public required IReadOnlyList<OfficeRole> GrantedBy { get; init; }

    /// <summary>It may be granted after the closing edge, and brings back what the edge ended.</summary>
    public required bool AfterClosing { get; init; }

    /// <summary>At most so many days beyond the stated edge; null for no limit.</summary>
    public int? AtMostDays { get; init; }
}
