using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Zhiping.Attachments.Imaging;
using Zhiping.Documents;

namespace Zhiping.Masking;

/// <summary>Reads pages with tesseract in limited processes. What it finds are suggestions that a person confirms.</summary>
public static partial class PageReader
{
    private const double SureOfTurn = 2.0;
    private const int Unsure = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    // One thread a page is five times faster than its default on few cores.
    private static readonly Dictionary<string, string> OneThread = new(StringComparer.Ordinal) { ["OMP_THREAD_LIMIT"] = "1" };

    /// <summary>Reads a page with its red stamps taken away.</summary>
    public static async Task<(IReadOnlyList<ReadWord> Words, int Turn)> ReadAsync(
        ImageWorkers workers, byte[] upright, int width, int height, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(workers);
        var grey = await workers.WithoutStampsAsync(upright, cancel);
        if (grey.IsRefused)
        {
            return ([], 0);
        }

        var file = Path.Combine(Path.GetTempPath(), $"zocr-{Zhiping.Data.Ids.Blind():N}.jpg");
        try
        {
            await File.WriteAllBytesAsync(file, grey.Pictures[0], cancel);
            return await ReadAsync(file, width, height, cancel);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The words of a picture, and how it has to be turned first; a picture that lies on its side is not read.</summary>
    public static async Task<(IReadOnlyList<ReadWord> Words, int Turn)> ReadAsync(string picture, int width, int height, CancellationToken cancel = default)
    {
        var turn = await TurnAsync(picture, cancel);
        if (turn != 0)
        {
            return ([], turn);
        }

        var read = await LimitedChild.RunAsync(
            "tesseract", [picture, "-", "--psm", "3", "-l", "chi_sim", "tsv"], default, Patience, environment: OneThread, cancel: cancel);
        return read.ExitCode == 0 ? (Words(Encoding.UTF8.GetString(read.Output), width, height), 0) : ([], 0);
    }

    private static async Task<int> TurnAsync(string picture, CancellationToken cancel)
    {
        var seen = await LimitedChild.RunAsync("tesseract", [picture, "-", "--psm", "0", "-l", "osd"], default, Patience, environment: OneThread, cancel: cancel);
        var text = Encoding.UTF8.GetString(seen.Output) + seen.Errors;
        return RotateLine().Match(text) is { Success: true } rotate && SureLine().Match(text) is { Success: true } sure
            && double.Parse(sure.Groups["value"].ValueSpan, CultureInfo.InvariantCulture) >= SureOfTurn
            ? int.Parse(rotate.Groups["value"].ValueSpan, CultureInfo.InvariantCulture) / 90 % 4
            : 0;
    }

    private static List<ReadWord> Words(string tsv, int width, int height)
    {
        List<ReadWord> words = [];
        var line = 0;
        foreach (var row in tsv.Split('\n'))
        {
            var cells = row.Split('\t');
            if (cells.Length < 12)
            {
                continue;
            }

            if (cells[0] == "4")
            {
                line++;
            }
            else if (cells[0] == "5" && cells[11].Trim() is { Length: > 0 } text && Number(cells[10]) >= Unsure)
            {
                words.Add(new ReadWord(text, line, new MaskBox(Number(cells[6]) / width, Number(cells[7]) / height, Number(cells[8]) / width, Number(cells[9]) / height)));
            }
        }

        return words;
    }

    private static double Number(string cell) => double.TryParse(cell, CultureInfo.InvariantCulture, out var value) ? value : 0;

    [GeneratedRegex(@"Rotate:\s*(?<value>\d+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RotateLine();

    [GeneratedRegex(@"Orientation confidence:\s*(?<value>[\d.]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SureLine();
}
