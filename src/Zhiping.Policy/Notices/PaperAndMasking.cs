using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

/// <summary>One paper that is handed in, in binding order (F8).</summary>
public sealed record PaperItem : NoticeItem
{
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    public required int Copies { get; init; }

    public LocalText? Note { get; init; }
}

public sealed record PaperTerms : NoticeItem
{
    public required bool Needed { get; init; }

    /// <summary>In the order in which they are bound.</summary>
    public required IReadOnlyList<PaperItem> Items { get; init; }

    public LocalText? DeliverTo { get; init; }

    public int EvaluationFormCopies => Items.FirstOrDefault(i => string.Equals(i.Id, "evaluation-form", StringComparison.Ordinal))?.Copies ?? 0;
}

public sealed record MaskingRules : NoticeItem
{
    public required bool OwnName { get; init; }

    public required bool Portrait { get; init; }

    public required bool Unit { get; init; }

    public required bool OthersMayNotBeMasked { get; init; }

    /// <summary>The largest share of a page that masks may cover.</summary>
    public required decimal MaxMaskedShare { get; init; }

    public required IReadOnlyDictionary<string, Basis> BasisOf { get; init; }
}
