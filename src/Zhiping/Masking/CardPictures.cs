using System.Globalization;
using System.Text;
using Zhiping.Accounts;
using Zhiping.Attachments.Imaging;
using Zhiping.Documents;

namespace Zhiping.Masking;

/// <summary>
/// Reads the sides of an identity card: opened by a worker, light made even, lines level. A card is no page: few words beside a picture,
/// so scattered words are looked for first, then whole lines, then lines of digits only. (A2)
/// </summary>
internal sealed class CardPictures(ImageWorkers workers, MaskingOptions options) : ICardReader
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly Dictionary<string, string> OneThread = new(StringComparer.Ordinal) { ["OMP_THREAD_LIMIT"] = "1" };

    // As it lies, larger, on its head, on either side: a telephone does not always say how it was held.
    private static readonly (int Side, int Turn)[] Ways = [(1400, 0), (2400, 0), (1400, 2), (1400, 1), (1400, 3)];

    public bool Reads => options.ReadPages;

    public bool IsPicture(ReadOnlySpan<byte> start) => ImageFormats.Of(start) is ImageFormat.Jpeg or ImageFormat.Png or ImageFormat.Heic;

    public async Task<CardSide> ReadAsync(byte[] picture, Func<IReadOnlyList<string>, bool> isRead, CancellationToken stop)
    {
        var page = await workers.PageAsync(picture, 0, stop);
        if (page.IsRefused)
        {
            return new CardSide(page.Findings.Problem == ImageProblem.TooSmall ? CardProblem.TooSmall : CardProblem.CannotOpen, []);
        }

        List<string> first = [];
        foreach (var (side, turn) in Ways)
        {
            var lines = await LinesOf(page.Pictures[0], side, turn, stop);
            if (isRead(lines))
            {
                return new CardSide(CardProblem.None, lines);
            }

            first = first.Count == 0 ? lines : first;
        }

        return new CardSide(ProblemOf(page.Findings.Notes), first);
    }

    public async Task<byte[]?> UprightAsync(byte[] picture, CancellationToken stop)
        => await workers.PageAsync(picture, 0, stop) is { IsRefused: false } page ? page.Pictures[0] : null;

    private static CardProblem ProblemOf(LegibilityNotes notes) =>
        notes.HasFlag(LegibilityNotes.Dark) ? CardProblem.Dark
        : notes.HasFlag(LegibilityNotes.Blurred) ? CardProblem.Blurred
        : notes.HasFlag(LegibilityNotes.Glare) ? CardProblem.Glare
        : CardProblem.None;

    private async Task<List<string>> LinesOf(byte[] upright, int side, int turn, CancellationToken stop)
    {
        var prepared = await workers.ForReadingAsync(upright, side, turn, null, stop);
        if (prepared.IsRefused)
        {
            return [];
        }

        var folder = Directory.CreateTempSubdirectory("zcard").FullName;
        try
        {
            var file = Path.Combine(folder, "card.jpg");
            await File.WriteAllBytesAsync(file, prepared.Pictures[0], stop);
            return [.. await Pass(file, 11, [], stop), .. await Pass(file, 6, ["-c", "tessedit_char_whitelist=0123456789X"], stop), .. await Pass(file, 6, [], stop)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IEnumerable<string>> Pass(string file, int mode, string[] more, CancellationToken stop)
    {
        var read = await LimitedChild.RunAsync(
            "tesseract", [file, "-", "--psm", mode.ToString(CultureInfo.InvariantCulture), "-l", "chi_sim", .. more], default, Patience, environment: OneThread, cancel: stop);
        return read.ExitCode == 0 ? Encoding.UTF8.GetString(read.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
    }
}
