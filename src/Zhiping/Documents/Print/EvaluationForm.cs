namespace Zhiping.Documents.Print;

/// <summary>A field as it is printed; empty reads 无.</summary>
public sealed record PrintField(string Label, string Value, bool IsLong = false)
{
    public string Shown => string.IsNullOrWhiteSpace(Value) ? "无" : Value.Trim();
}

/// <summary>A part of the form: its heading and its entries; none reads 无.</summary>
public sealed record PrintSection(string Heading, IReadOnlyList<IReadOnlyList<PrintField>> Entries)
{
    /// <summary>A table with a column a field, or else one block an entry.</summary>
    public bool IsTable => Entries.Count > 0 && Entries.All(e => e.Count == Entries[0].Count && !e.Any(f => f.IsLong)) && Entries[0].Count is > 1 and <= 7;
}

/// <summary>An office's box on the form: its sentence, and room for hand and stamp. (F2, K8)</summary>
/// <param name="Office">用人单位意见 …</param>
/// <param name="Sentence">Printed small above the room as the sentence to be written by hand, or null.</param>
/// <param name="Small">28 mm of room instead of 45 mm.</param>
public sealed record OpinionBox(string Office, string? Sentence = null, bool Small = false);

/// <summary>The person as only paper forms show them.</summary>
public sealed record PersonOnForm
{
    public required string Name { get; init; }

    public string Sex { get; init; } = string.Empty;

    public string Born { get; init; } = string.Empty;

    public string EthnicGroup { get; init; } = string.Empty;

    public string PoliticalAffiliation { get; init; } = string.Empty;

    public string IdentityNumber { get; init; } = string.Empty;

    public string WorkingSince { get; init; } = string.Empty;

    public string Putonghua { get; init; } = string.Empty;

    /// <summary>A one-inch portrait as JPEG, or null.</summary>
    public byte[]? Portrait { get; init; }
}

/// <summary>专业技术职务任职资格评审表 (K8): draft at any time, official with watermark once the materials are received.</summary>
public sealed record EvaluationFormModel : IPrintModel
{
    public Type View => typeof(EvaluationForm);

    public string Title { get; init; } = "专业技术职务任职资格评审表";

    public required bool IsDraft { get; init; }

    /// <summary>Region's portal, such as 阿克苏地区职称评审; part of the watermark.</summary>
    public required string Portal { get; init; }

    /// <summary>Stage in words, such as 已接收材料.</summary>
    public string Stage { get; init; } = string.Empty;

    /// <summary>Number at the committee, or empty.</summary>
    public string Number { get; init; } = string.Empty;

    public string ReceiptNumber { get; init; } = string.Empty;

    /// <summary>Sixteen characters of the submission's hash.</summary>
    public string CheckCode { get; init; } = string.Empty;

    /// <summary>Address that the QR code holds; empty prints none.</summary>
    public string VerifyAddress { get; init; } = string.Empty;

    /// <summary>In Beijing time, in words.</summary>
    public required string MadeAt { get; init; }

    public required PersonOnForm Person { get; init; }

    public required string Unit { get; init; }

    public string UnitKind { get; init; } = string.Empty;

    public string PresentTitle { get; init; } = string.Empty;

    public string PresentTitleObtained { get; init; } = string.Empty;

    public string PresentTitleAppointed { get; init; } = string.Empty;

    public required string AppliedTitle { get; init; }

    public required string Level { get; init; }

    public required string SeriesAndSpecialty { get; init; }

    public string Channel { get; init; } = string.Empty;

    public string Kind { get; init; } = string.Empty;

    public string YearsInSpecialty { get; init; } = string.Empty;

    public required IReadOnlyList<PrintSection> Sections { get; init; }

    /// <summary>The notice's pledge; printed before the applicant's signature.</summary>
    public string Pledge { get; init; } = string.Empty;

    /// <summary>What the applicant says of texts in which a name or unit seems to stand; printed with the pledge.</summary>
    public IReadOnlyList<string> NotNames { get; init; } = [];

    public required IReadOnlyList<OpinionBox> Opinions { get; init; }

    public Paper Paper => new()
    {
        Mirrored = true,
        Foot = IsDraft
            ? $"草稿，只供浏览，不能上报。\n{MadeAt}生成，北京时间。"
            : $"回执 {Spaced(ReceiptNumber)}　校验码 {Spaced(CheckCode)}\n{MadeAt}生成，北京时间。无水印无效，涂改无效。",
        Watermark = IsDraft ? ["草稿", "不作为正式材料"] : [$"{Portal}　{Stage}", Spaced(ReceiptNumber)],
    };

    /// <summary>In groups of four, as people read codes aloud.</summary>
    public static string Spaced(string code) => string.Join(' ', code.Chunk(4).Select(part => new string(part)));
}
