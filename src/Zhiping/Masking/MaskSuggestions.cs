using System.Globalization;
using System.Text.RegularExpressions;
using Zhiping.Attachments.Imaging;

namespace Zhiping.Masking;

/// <summary>What a suggestion takes the words for.</summary>
public enum SuggestionKind
{
    OwnName,
    Unit,
    IdentityNumber,
    Telephone,
}

/// <summary>A place that probably has to be masked; the applicant decides. (E4)</summary>
/// <param name="Kind">What it looks like.</param>
/// <param name="Words">As read.</param>
/// <param name="Box">Where, with a little room around.</param>
/// <param name="IsSure">Read exactly as the name is written; else it only looks alike.</param>
public sealed record MaskSuggestion(SuggestionKind Kind, string Words, MaskBox Box, bool IsSure)
{
    /// <summary>Names it in posts and among those dismissed.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Kind}:{Box.X:0.000},{Box.Y:0.000}");
}

/// <summary>A line as read, for choosing by words instead of by picture.</summary>
public sealed record ReadLine(int Number, string Text, MaskBox Box);

/// <summary>Finds own name, unit, identity number and telephone in the words of a page. Pure.</summary>
public static partial class MaskSuggestions
{
    private const int LongestTail = 20;

    /// <summary>All suggestions, from top to bottom.</summary>
    public static IReadOnlyList<MaskSuggestion> In(IReadOnlyList<ReadWord> words, IReadOnlyList<string> ownNames, IReadOnlyList<string> unitNames)
    {
        ArgumentNullException.ThrowIfNull(words);
        var lines = words.GroupBy(word => word.Line).Select(Letters).ToList();
        List<MaskSuggestion> found = [];
        for (var at = 0; at < lines.Count; at++)
        {
            In(lines[at], null, ownNames, unitNames, found);
        }

        // A name may be broken over two lines; only what runs over the break is new there.
        for (var at = 0; at + 1 < lines.Count; at++)
        {
            if (lines[at].Count > 0 && lines[at + 1].Count > 0 && lines[at + 1][0].Line == lines[at][0].Line + 1)
            {
                In([.. lines[at].TakeLast(LongestTail), .. lines[at + 1].Take(LongestTail)], lines[at + 1][0].Line, ownNames, unitNames, found);
            }
        }

        return [.. Merged(found).OrderBy(suggestion => Math.Round(suggestion.Box.Y, 2)).ThenBy(suggestion => suggestion.Box.X)];
    }

    /// <summary>Those that no box covers and nobody has dismissed: a name is left on this page.</summary>
    public static IReadOnlyList<MaskSuggestion> Left(IReadOnlyList<MaskSuggestion> suggestions, IReadOnlyList<MaskBox> boxes, IReadOnlyList<string> dismissed)
    {
        ArgumentNullException.ThrowIfNull(suggestions);
        return [.. suggestions.Where(suggestion => !dismissed.Contains(suggestion.Key, StringComparer.Ordinal) && !IsCovered(suggestion.Box, boxes))];
    }

    /// <summary>What a box covers besides the applicant's own words: others' names must stay to be seen. (E4)</summary>
    /// <param name="words">As read.</param>
    /// <param name="box">As drawn.</param>
    /// <param name="own">All suggestions of the page, covered or not.</param>
    public static IReadOnlyList<string> AlsoCovered(IReadOnlyList<ReadWord> words, MaskBox box, IReadOnlyList<MaskSuggestion> own)
    {
        ArgumentNullException.ThrowIfNull(words);
        List<MaskBox> ours = [.. own.Select(one => one.Box)];
        return
        [
            .. words.Where(word => word.Line < PageReader.LinesAPass && word.Text.Any(NameMatch.IsLetter) && IsCovered(word.Box, [box], 0.6) && !IsCovered(word.Box, ours, 0.4))
                .GroupBy(word => word.Line).Select(line => string.Concat(line.Select(word => word.Text))).Where(text => text.Length >= 2),
        ];
    }

    /// <summary>The lines of a page, to choose from without the picture.</summary>
    public static IReadOnlyList<ReadLine> Lines(IReadOnlyList<ReadWord> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return
        [
            .. words.Where(word => word.Line < PageReader.LinesAPass).GroupBy(word => word.Line)
                .Select(line => new ReadLine(line.Key, string.Concat(line.Select(word => word.Text)), Roomy(Around([.. line.Select(word => word.Box)])))),
        ];
    }

    /// <summary>Boxes cover it when three quarters of it are under them.</summary>
    public static bool IsCovered(MaskBox place, IReadOnlyList<MaskBox> boxes, double share = 0.75)
    {
        ArgumentNullException.ThrowIfNull(boxes);
        return boxes.Sum(box =>
        {
            var wide = Math.Min(place.X + place.Width, box.X + box.Width) - Math.Max(place.X, box.X);
            var high = Math.Min(place.Y + place.Height, box.Y + box.Height) - Math.Max(place.Y, box.Y);
            return wide > 0 && high > 0 ? wide * high : 0;
        }) >= place.Area * share;
    }

    private static void In(
        IReadOnlyList<ReadLetter> letters, int? secondLine, IReadOnlyList<string> ownNames, IReadOnlyList<string> unitNames, List<MaskSuggestion> found)
    {
        foreach (var (names, kind) in new[] { (ownNames, SuggestionKind.OwnName), (unitNames, SuggestionKind.Unit) })
        {
            foreach (var place in names.SelectMany(name => NameMatch.Places(letters, NameMatch.Plain(name))))
            {
                Add(letters, place.First, place.Last, kind, place.Cost == 0, secondLine, found);
            }
        }

        var digits = new string([.. letters.Select(letter => Digit(letter.Letter))]);
        foreach (var (pattern, kind) in new[] { (IdentityNumber(), SuggestionKind.IdentityNumber), (Telephone(), SuggestionKind.Telephone) })
        {
            foreach (Match match in pattern.Matches(digits))
            {
                Add(letters, match.Index, match.Index + match.Length - 1, kind, true, secondLine, found);
            }
        }
    }

    // Of what runs over a line's end, each part becomes a suggestion of its own.
    private static void Add(IReadOnlyList<ReadLetter> letters, int first, int last, SuggestionKind kind, bool isSure, int? secondLine, List<MaskSuggestion> found)
    {
        var parts = Enumerable.Range(first, last - first + 1).Select(at => letters[at]).GroupBy(letter => letter.Line).ToList();
        if (secondLine is not null && parts.Count < 2)
        {
            return;
        }

        found.AddRange(parts.Select(part => new MaskSuggestion(kind, new string([.. part.Select(letter => letter.Letter)]), Roomy(Around([.. part.Select(letter => letter.Box)])), isSure)));
    }

    /// <summary>What several passes found in the same place becomes one: the surest, as large as both.</summary>
    private static List<MaskSuggestion> Merged(List<MaskSuggestion> found)
    {
        List<MaskSuggestion> merged = [];
        foreach (var suggestion in found.OrderByDescending(one => one.IsSure).ThenByDescending(one => one.Words.Length))
        {
            var at = merged.FindIndex(other => other.Kind == suggestion.Kind && (IsCovered(suggestion.Box, [other.Box], 0.4) || IsCovered(other.Box, [suggestion.Box], 0.4)));
            if (at < 0)
            {
                merged.Add(suggestion);
            }
            else
            {
                merged[at] = merged[at] with { Box = Around([merged[at].Box, suggestion.Box]) };
            }
        }

        return merged;
    }

    private static MaskBox Around(IReadOnlyList<MaskBox> boxes)
    {
        var (left, top) = (boxes.Min(box => box.X), boxes.Min(box => box.Y));
        return new MaskBox(left, top, boxes.Max(box => box.X + box.Width) - left, boxes.Max(box => box.Y + box.Height) - top);
    }

    /// <summary>A line's letters and digits, each with its share of its word's box.</summary>
    private static List<ReadLetter> Letters(IGrouping<int, ReadWord> words)
    {
        List<ReadLetter> letters = [];
        foreach (var word in words)
        {
            var wide = word.Box.Width / word.Text.Length;
            for (var at = 0; at < word.Text.Length; at++)
            {
                if (NameMatch.IsLetter(NameMatch.Folded(word.Text[at])))
                {
                    letters.Add(new ReadLetter(NameMatch.Folded(word.Text[at]), word.Text.Length == 1 ? word.Others : null, word.Box with { X = word.Box.X + (at * wide), Width = wide }, word.Line, word.IsDoubtful));
                }
            }
        }

        return letters;
    }

    // What the reader takes digits for.
    private static char Digit(char letter) => letter switch { 'o' or '〇' => '0', 'l' or 'i' => '1', 's' => '5', 'b' => '8', _ => letter };

    private static MaskBox Roomy(MaskBox box)
    {
        // The reader's places are off by up to half a character along the line, which runs along the longer side.
        var (across, down) = box.Width >= box.Height ? (box.Height * 0.6, box.Height * 0.18) : (box.Width * 0.18, box.Width * 0.5);
        var (x, y) = (Math.Max(0, box.X - across), Math.Max(0, box.Y - down));
        return new MaskBox(x, y, Math.Min(1 - x, box.Width + (2 * across)), Math.Min(1 - y, box.Height + (2 * down)));
    }

    [GeneratedRegex(@"(?<!\d)\d{17}[\dXx](?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex IdentityNumber();

    [GeneratedRegex(@"(?<!\d)1\d{10}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Telephone();
}
