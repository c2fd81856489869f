namespace Zhiping.Attachments;

/// <summary>A page to look at: <c>&lt;partial name="/Attachments/_PageViewer.cshtml" model="…" /&gt;</c>. For reviewers and experts as well; give experts blind addresses.</summary>
/// <param name="Source">Address of the picture, such as <c>/files/pages/{id}/upright</c> or <c>/files/blind/{blindId}</c>.</param>
/// <param name="Alt">What the picture is, in the reader's language.</param>
/// <param name="Width">Of the picture in pixels.</param>
/// <param name="Height">Of the picture in pixels.</param>
/// <param name="Address">Address of the page that shows it; the zoom is added to it.</param>
public sealed record PageViewer(string Source, string Alt, int Width, int Height, string Address)
{
    public static readonly IReadOnlyList<int> Zooms = [100, 150, 200, 300];

    public int Zoom { get; init; } = 100;

    public string? Previous { get; init; }

    public string? Next { get; init; }

    public string Here(int zoom) => Address + (Address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "zoom=" + zoom;
}
