namespace Zhiping.Documents.Print;

/// <summary>A file that was handed in: where it belongs and its hash.</summary>
public sealed record ReceiptFile(string Place, string Sha256);

/// <summary>Receipt of a submission: instant, hash of the content, hash of every file.</summary>
public sealed record ReceiptModel : IPrintModel
{
    public Type View => typeof(Receipt);

    public string Title { get; init; } = "职称申报回执";

    public required string Portal { get; init; }

    public required string ReceiptNumber { get; init; }

    /// <summary>To the second, in Beijing time.</summary>
    public required string SubmittedAt { get; init; }

    public required string Name { get; init; }

    public required string Unit { get; init; }

    public required string Applied { get; init; }

    public required string Notice { get; init; }

    /// <summary>Which submission of this application, 1 for the first.</summary>
    public required int Number { get; init; }

    /// <summary>Who has it now, in words.</summary>
    public required string Now { get; init; }

    public required string ContentSha256 { get; init; }

    /// <summary>What the applicant says of texts in which a name or unit seems to stand.</summary>
    public IReadOnlyList<string> NotNames { get; init; } = [];

    public required IReadOnlyList<ReceiptFile> Files { get; init; }

    public string VerifyAddress { get; init; } = string.Empty;

    public Paper Paper => new() { Foot = $"{Portal}　回执 {EvaluationFormModel.Spaced(ReceiptNumber)}" };
}
