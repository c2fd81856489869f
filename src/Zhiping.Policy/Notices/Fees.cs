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
