using Zhiping.Attachments.Imaging;
using Zhiping.Masking;

namespace Zhiping.Demo.Drawing;

/// <summary>What was found on one page of the leak set. Words count as found when the middle of every character lies under suggestions of their kind.</summary>
public sealed class LeakScore
{
    private readonly List<(SuggestionKind Kind, bool IsFound)> words = [];
    private readonly List<(SuggestionKind Kind, bool IsFalse)> suggested = [];
    private readonly List<string> complaints = [];

    private LeakScore(LeakPage page) => Page = page;

    public LeakPage Page { get; }

    /// <summary>Suggestions where the name's characters stand as an ordinary word; they are neither right nor false alarms.</summary>
    public int AsWords { get; private set; }

    /// <summary>Each miss and each false alarm, in words.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>Reads the page as the platform does and compares.</summary>
    public static async Task<LeakScore> Of(LeakPage page, ImageWorkers workers, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(workers);
        var upright = await workers.PageAsync(page.Jpeg, 0, cancel);
        var (read, _) = await PageReader.ReadAsync(workers, upright.Pictures[0], upright.Findings.Width, upright.Findings.Height, cancel);
        var found = MaskSuggestions.In(read, [page.Person.Name], [page.Person.Unit]);
        var score = new LeakScore(page);
        foreach (var spot in page.Spots)
        {
            var isFound = spot.Middles.All(middle => found.Any(one => one.Kind == spot.Kind && Holds(one.Box, middle)));
            score.words.Add((spot.Kind, isFound));
            if (!isFound)
            {
                score.complaints.Add($"missed {spot.Words}; near it {Near(read, spot)}");
            }
        }

        foreach (var one in found)
        {
            var isFalse = !page.Spots.Any(spot => spot.Kind == one.Kind && spot.Middles.Any(middle => Holds(one.Box, middle)));
            if (isFalse && one.Kind == SuggestionKind.OwnName && NameMatch.Plain(one.Words) == NameMatch.Plain(page.Person.Name))
            {
                // Only a person can tell that 高山 is a mountain here.
                score.AsWords++;
                continue;
            }

            score.suggested.Add((one.Kind, isFalse));
            if (isFalse)
            {
                score.complaints.Add($"false alarm {one.Kind} {one.Words} for {page.Person.Name}");
            }
        }

        return score;
    }

    /// <summary>Found of all, with the share in per cent.</summary>
    public static string Share(IReadOnlyList<LeakScore> scores, SuggestionKind kind) => Percent(Recall(scores, kind));

    public static string Alarms(IReadOnlyList<LeakScore> scores, SuggestionKind kind) => Percent(FalseAlarms(scores, kind));

    /// <summary>How many of the words of a kind were found, of how many.</summary>
    public static (int Part, int All) Recall(IReadOnlyList<LeakScore> scores, SuggestionKind kind)
    {
        var all = scores.SelectMany(score => score.words).Where(word => word.Kind == kind).ToList();
        return (all.Count(word => word.IsFound), all.Count);
    }

    /// <summary>How many suggestions of a kind point at something else, of how many.</summary>
    public static (int Part, int All) FalseAlarms(IReadOnlyList<LeakScore> scores, SuggestionKind kind)
    {
        var all = scores.SelectMany(score => score.suggested).Where(one => one.Kind == kind).ToList();
        return (all.Count(one => one.IsFalse), all.Count);
    }

    private static string Percent((int Part, int All) of)
        => of.All == 0 ? "none" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{of.Part}/{of.All} = {100.0 * of.Part / of.All:0.0} %");

    private static bool Holds(MaskBox box, Spot spot) => spot.X >= box.X && spot.X <= box.X + box.Width && spot.Y >= box.Y && spot.Y <= box.Y + box.Height;

    private static string Near(IReadOnlyList<ReadWord> read, LeakSpot spot)
    {
        var middle = spot.Middles[spot.Middles.Count / 2];
        var lines = read.Where(word => Holds(word.Box with { X = word.Box.X - 0.02, Width = word.Box.Width + 0.04 }, middle)).Select(word => word.Line).Distinct().ToList();
        return string.Join(" | ", lines.Select(line => string.Concat(read.Where(word => word.Line == line).Select(word => word.Text))));
    }
}
