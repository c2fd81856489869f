using Zhiping.Documents;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Zhiping.Attachments.Imaging;

/// <summary>Why a PDF cannot be split into pages.</summary>
public enum PdfProblem
{
    None,
    Broken,
    Encrypted,
    TooManyPages,
    NoPages,
}

/// <summary>The pages of a PDF as JPEG files in a directory that the caller deletes by disposing.</summary>
public sealed class PdfSplit : IDisposable
{
    private readonly string? directory;

    internal PdfSplit(PdfProblem problem, int pageCount, string? directory, IReadOnlyList<string> files)
    {
        Problem = problem;
        PageCount = pageCount;
        this.directory = directory;
        Files = files;
    }

    public PdfProblem Problem { get; }

    public int PageCount { get; }

    /// <summary>One JPEG a page, in order.</summary>
    public IReadOnlyList<string> Files { get; }

    public void Dispose()
    {
        if (directory is not null && Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}

/// <summary>Splits a PDF into pictures of its pages with poppler, in limited processes; the PDF's own scripts and links are gone.</summary>
public static partial class PdfPages
{
    /// <summary>Longer side of a page's picture: A4 at about 212 dpi.</summary>
    private const int LongerSide = 2480;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<PdfSplit> SplitAsync(ReadOnlyMemory<byte> pdf, int mostPages = ImageLimits.MostPdfPages, CancellationToken cancel = default)
    {
        var directory = Directory.CreateTempSubdirectory("zpdf").FullName;
        var kept = false;
        try
        {
            var file = Path.Combine(directory, "in.pdf");
            await File.WriteAllBytesAsync(file, pdf, cancel);
            var info = await LimitedChild.RunAsync("pdfinfo", [file], default, TimeSpan.FromSeconds(10), cancel: cancel);
            if (info.ExitCode != 0)
            {
                var locked = info.Errors.Contains("ncrypt", StringComparison.Ordinal) || info.Errors.Contains("password", StringComparison.OrdinalIgnoreCase);
                return new PdfSplit(locked ? PdfProblem.Encrypted : PdfProblem.Broken, 0, null, []);
            }

            var match = PagesLine().Match(Encoding.UTF8.GetString(info.Output));
            var count = match.Success && int.TryParse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
            if (count < 1)
            {
                return new PdfSplit(PdfProblem.NoPages, 0, null, []);
            }

            if (count > mostPages)
            {
                return new PdfSplit(PdfProblem.TooManyPages, count, null, []);
            }

            var made = await LimitedChild.RunAsync(
                "pdftoppm",
                ["-jpeg", "-jpegopt", "quality=88", "-scale-to", LongerSide.ToString(CultureInfo.InvariantCulture), file, Path.Combine(directory, "p")],
                default,
                Patience,
                cancel: cancel);
            File.Delete(file);
            var files = Directory.GetFiles(directory, "p-*.jpg").Order(StringComparer.Ordinal).ToList();
            if (made.ExitCode != 0 || files.Count != count)
            {
                return new PdfSplit(PdfProblem.Broken, count, null, []);
            }

            kept = true;
            return new PdfSplit(PdfProblem.None, count, directory, files);
        }
        finally
        {
            if (!kept)
            {
                Directory.Delete(directory, recursive: true);
            }
        }
    }

    [GeneratedRegex(@"^Pages:\s+(?<count>\d+)", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PagesLine();
}
