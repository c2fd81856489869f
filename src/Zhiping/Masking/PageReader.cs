using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Zhiping.Attachments.Imaging;
using Zhiping.Documents;

namespace Zhiping.Masking;

/// <summary>
/// Reads pages with tesseract in limited processes, however they lie. Several passes see more than one: each finds lines in its own
/// way. What it finds are suggestions that a person confirms.
/// </summary>
public static partial class PageReader
{
    /// <summary>Lines of the first pass have lower numbers; they are the page's text, those above only add what the first pass read otherwise.</summary>
    public const int LinesAPass = 100_000;

    private const double SureOfTurn = 2.0;
    private const int Unsure = 5;

    // In per cent: clear print is read with 97 and more.
    private const int Doubtful = 90;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    // One thread a page is five times faster than its default on few cores.
    private static readonly Dictionary<string, string> OneThread = new(StringComparer.Ordinal) { ["OMP_THREAD_LIMIT"] = "1" };

    // The longer side of the picture, and how tesseract looks for lines: as pages (3), as one block (6), as scattered words (11).
    private static readonly (int Side, int Mode)[] Passes = [(2400, 3), (2400, 11), (3200, 6)];

    // Where the reader was not sure of a character, the page is read once more, smaller: words apart from others come out better then.
    private static readonly (int Side, int Mode) OnceMore = (1600, 11);

    /// <summary>The words of a page in its own fractions, and how it has to be turned to stand upright.</summary>
    public static async Task<(IReadOnlyList<ReadWord> Words, int Turn)> ReadAsync(
        ImageWorkers workers, byte[] upright, int width, int height, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(workers);
        var folder = Directory.CreateTempSubdirectory("zocr").FullName;
        try
        {
            var page = new Sheet(workers, upright, folder);
            if (await page.Prepare(Passes[0].Side, 0, null, cancel) is not { } first)
            {
                return ([], 0);
            }

            var (turn, isSure) = await TurnAsync(first.File, cancel);
            List<ReadWord> words = [];
            var (side, prepared) = (Passes[0].Side, turn == 0 ? first : null);
            for (var pass = 0; pass <= Passes.Length; pass++)
            {
                var isLast = pass == Passes.Length;
                if (isLast && !words.Exists(word => word.IsDoubtful && NameMatch.IsLetter(word.Text[0])))
                {
                    break;
                }

                var (wanted, mode) = isLast ? OnceMore : Passes[pass];
                if (prepared is null || wanted != side)
                {
                    side = wanted;
                    prepared = await page.Prepare(side, turn, first.Skew, cancel);
                }

                // A pass for which no picture could be made says nothing; the others still do.
                if (prepared is not null)
                {
                    Merge(words, await PassAsync(prepared, mode, pass * LinesAPass, cancel));
                }
            }

            return (words, isSure ? turn : 0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(int Turn, bool IsSure)> TurnAsync(string picture, CancellationToken cancel)
    {
        var seen = await LimitedChild.RunAsync("tesseract", [picture, "-", "--psm", "0", "-l", "osd"], default, Patience, environment: OneThread, cancel: cancel);
        var text = Encoding.UTF8.GetString(seen.Output) + seen.Errors;
        return RotateLine().Match(text) is { Success: true } rotate && SureLine().Match(text) is { Success: true } sure
            ? (int.Parse(rotate.Groups["value"].ValueSpan, CultureInfo.InvariantCulture) / 90 % 4, double.Parse(sure.Groups["value"].ValueSpan, CultureInfo.InvariantCulture) >= SureOfTurn)
            : (0, false);
    }

    private static async Task<List<ReadWord>> PassAsync(Prepared page, int mode, int firstLine, CancellationToken cancel)
    {
        var read = await LimitedChild.RunAsync(
            "tesseract",
            [page.File, "-", "--psm", mode.ToString(CultureInfo.InvariantCulture), "-l", "chi_sim", "-c", "lstm_choice_mode=2", "-c", "hocr_char_boxes=1", "hocr"],
            default, Patience, environment: OneThread, cancel: cancel);
        return read.ExitCode == 0 ? Words(Encoding.UTF8.GetString(read.Output), page.ToPage, firstLine) : [];
    }

    /// <summary>Adds the lines that say something else than a line already there in the same place.</summary>
    private static void Merge(List<ReadWord> words, List<ReadWord> more)
    {
        if (words.Count == 0)
        {
            words.AddRange(more);
            return;
        }

        var known = words.GroupBy(word => word.Line).ToLookup(line => string.Concat(line.Select(word => word.Text)), line => line.First().Box, StringComparer.Ordinal);
        words.AddRange(more.GroupBy(word => word.Line)
            .Where(line => !known[string.Concat(line.Select(word => word.Text))].Any(box => Math.Abs(box.X - line.First().Box.X) < 0.01 && Math.Abs(box.Y - line.First().Box.Y) < 0.01))
            .SelectMany(line => line).ToList());
    }

    private static List<ReadWord> Words(string hocr, Projection toPage, int line)
    {
        List<ReadWord> words = [];
        List<ReadSymbol> symbols = [];
        void EndLine()
        {
            foreach (var symbol in LinePitch.Settle(symbols))
            {
                var (left, top, right, bottom) = toPage.Around(symbol.Left, symbol.Top, symbol.Right, symbol.Bottom);
                words.Add(new ReadWord(symbol.Text, line, Rounded(left, top, right, bottom), symbol.Others, symbol.IsDoubtful));
            }

            symbols.Clear();
            line++;
        }

        foreach (Match match in Marks().Matches(hocr))
        {
            if (match.Groups["line"].Success)
            {
                EndLine();
            }
            else if (match.Groups["left"].Success)
            {
                double At(string name) => double.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);
                if (At("sure") >= Unsure && WebUtility.HtmlDecode(match.Groups["letter"].Value).Trim() is { Length: > 0 } text)
                {
                    symbols.Add(new ReadSymbol(text, null, At("left"), At("top"), At("right"), At("bottom"), At("sure") < Doubtful));
                }
            }
            else if (symbols.Count > 0 && WebUtility.HtmlDecode(match.Groups["other"].Value).Trim() is { Length: 1 } other && other != symbols[^1].Text)
            {
                symbols[^1] = symbols[^1] with { Others = symbols[^1].Others + other };
            }
        }

        EndLine();
        return words;
    }

    private static MaskBox Rounded(double left, double top, double right, double bottom)
    {
        var (x, y) = (Math.Round(Math.Clamp(left, 0, 1), 4), Math.Round(Math.Clamp(top, 0, 1), 4));
        return new MaskBox(x, y, Math.Round(Math.Clamp(right, 0, 1) - x, 4), Math.Round(Math.Clamp(bottom, 0, 1) - y, 4));
    }

    [GeneratedRegex(
        @"(?<line>class='ocr_(line|textfloat|header|caption)')|x_bboxes (?<left>\d+) (?<top>\d+) (?<right>\d+) (?<bottom>\d+); x_conf (?<sure>[\d.]+)'>(?<letter>[^<]+)<|id='choice_[\d_]+' title='x_confs [\d.]+'>(?<other>[^<]+)<",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Marks();

    [GeneratedRegex(@"Rotate:\s*(?<value>\d+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RotateLine();

    [GeneratedRegex(@"Orientation confidence:\s*(?<value>[\d.]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SureLine();

    private sealed record Prepared(string File, double Skew, Projection ToPage);

    private sealed class Sheet(ImageWorkers workers, byte[] upright, string folder)
    {
        private int made;

        public async Task<Prepared?> Prepare(int side, int turn, double? skew, CancellationToken cancel)
        {
            var answer = await workers.ForReadingAsync(upright, side, turn, skew, cancel);
            if (answer.IsRefused)
            {
                return null;
            }

            var file = Path.Combine(folder, $"{++made}.jpg");
            await File.WriteAllBytesAsync(file, answer.Pictures[0], cancel);
            return new Prepared(file, answer.Findings.Skew, answer.Findings.ToPage);
        }
    }
}
