using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

public sealed record Fee : NoticeItem
{
    public required Band Band { get; init; }

    /// <summary>Empty for all kinds.</summary>
    public required IReadOnlyList<ProgrammeKind> Kinds { get; init; }

    public required Yuan Amount { get; init; }

    /// <summary>Where the notice gives a span (N1 550–700), the highest; the committee sets one figure.</summary>
    public Yuan? UpTo { get; init; }

    /// <summary>Other amounts for some; the first that fits holds.</summary>
    public IReadOnlyList<FeeVariant> Variants { get; init; } = [];

    /// <summary>The fee as it holds for one application.</summary>
    public Fee For(Placing placing)
    {
        for (var i = 0; i < Variants.Count; i++)
        {
            if (Variants[i].Fits(placing))
            {
                return this with { Amount = Variants[i].Amount, UpTo = Variants[i].UpTo, Basis = Variants[i].Basis, Variants = [] };
            }
        }

        return this;
    }
}

/// <summary>Another amount for some: one specialty with a practical exam, county units at half. 0 where they pay none.</summary>
public sealed record FeeVariant : Variant
{
    public required Yuan Amount { get; init; }

    public Yuan? UpTo { get; init; }
}

public enum PaymentMethod
{
    QrCode = 1,
    BankTransfer = 2,
    ByUnitWithPaper = 3,
}

public sealed record PaymentTerms : NoticeItem
{
    public required IReadOnlyList<PaymentMethod> Methods { get; init; }

    public required Consequence LateConsequence { get; init; }
}
