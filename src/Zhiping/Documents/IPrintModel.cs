namespace Zhiping.Documents;

/// <summary>What a print view shows: a plain record without database, clock or identity beyond what it prints.</summary>
public interface IPrintModel
{
    /// <summary>The component that prints it; takes the record as its parameter <c>Model</c>.</summary>
    Type View { get; }

    /// <summary>Title of the PDF and stem of its file name.</summary>
    string Title { get; }

    /// <summary>Its sheet of paper.</summary>
    Paper Paper { get; }
}

/// <summary>A sheet of A4: which way round, what stands at the foot of each page and what behind the text.</summary>
public sealed record Paper
{
    public bool Landscape { get; init; }

    /// <summary>Printed on both sides and bound: the inner margin is the wider one and changes sides.</summary>
    public bool Mirrored { get; init; }

    /// <summary>No margin of the page's own: a certificate draws its frame itself.</summary>
    public bool Bleed { get; init; }

    /// <summary>At the foot of each page, left of the page number.</summary>
    public string Foot { get; init; } = string.Empty;

    public bool PageNumbers { get; init; } = true;

    /// <summary>Grey behind the text of each page: 草稿, or stage and receipt number. Empty for none.</summary>
    public IReadOnlyList<string> Watermark { get; init; } = [];
}
