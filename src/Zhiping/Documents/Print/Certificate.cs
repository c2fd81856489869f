namespace Zhiping.Documents.Print;

/// <summary>The electronic certificate of a title (K11, J6, J6a).</summary>
public sealed record CertificateModel : IPrintModel
{
    public Type View => typeof(Certificate);

    public string Title { get; init; } = "专业技术职务任职资格证书";

    public required string Name { get; init; }

    /// <summary>Only these four; the whole number stands on paper forms alone.</summary>
    public required string IdentityLastFour { get; init; }

    /// <summary>评审, 认定 …</summary>
    public required string Kind { get; init; }

    /// <summary>From when the title counts, in words.</summary>
    public required string EffectiveFrom { get; init; }

    public required string TitleName { get; init; }

    public required string Level { get; init; }

    public required string SeriesAndSpecialty { get; init; }

    public required string Committee { get; init; }

    public required string QualificationDocument { get; init; }

    /// <summary>Where the title counts: 定向评价，在阿克苏地区使用.</summary>
    public required string Scope { get; init; }

    public required string CertificateNumber { get; init; }

    /// <summary>Where the QR code leads; null where the instance does not know its public address.</summary>
    public required string? VerifyAddress { get; init; }

    public required string Issuer { get; init; }

    public required string IssuedOn { get; init; }

    public byte[]? Portrait { get; init; }

    /// <summary>The seal is drawn solid once the file is signed; until then it is a dashed ring.</summary>
    public bool IsSigned { get; init; }

    public Paper Paper => new() { Landscape = true, Bleed = true, PageNumbers = false };
}
