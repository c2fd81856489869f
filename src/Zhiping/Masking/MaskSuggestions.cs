using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Zhiping.Attachments.Imaging;
using Zhiping.Policy.Rules;

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
    /// <summary>All suggestions, from top to bottom.</summary>
    public static IReadOnlyList<MaskSuggestion> In(IReadOnlyList<ReadWord> words, IReadOnlyList<string> ownNames, IReadOnlyList<string> unitNames)
    {
        ArgumentNullException.ThrowIfNull(words);
        List<MaskSuggestion> found = [];
        foreach (var line in words.GroupBy(word => word.Line).Select(line => new Line(line)))
        {
            Exact(line, ownNames, SuggestionKind.OwnName, found);
            Exact(line, unitNames, SuggestionKind.Unit, found);
            Alike(line, ownNames, SuggestionKind.OwnName, found);
            Alike(line, unitNames, SuggestionKind.Unit, found);
            Pattern(line, IdentityNumber(), SuggestionKind.IdentityNumber, found);
            Pattern(line, Telephone(), SuggestionKind.Telephone, found);
        }

        return [.. found.OrderBy(suggestion => Math.Round(suggestion.Box.Y, 2)).ThenBy(suggestion => suggestion.Box.X)];
    }

    /// <summary>Those that no box covers and nobody has dismissed: a name is left on this page.</summary>
    public static IReadOnlyList<MaskSuggestion> Left(IReadOnlyList<MaskSuggestion> suggestions, IReadOnlyList<MaskBox> boxes, IReadOnlyList<string> dismissed)
    {
        ArgumentNullException.ThrowIfNull(suggestions);
        return [.. suggestions.Where(suggestion => !dismissed.Contains(suggestion.Key, StringComparer.Ordinal) && !IsCovered(suggestion.Box, boxes))];
    }

    /// <summary>The lines of a page, to choose from without the picture.</summary>
    public static IReadOnlyList<ReadLine> Lines(IReadOnlyList<ReadWord> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return [.. words.GroupBy(word => word.Line).Select(line => new Line(line)).Select(line => new ReadLine(line.Number, line.Text, Roomy(line.Box(0, line.Text.Length))))];
    }

    /// <summary>Boxes cover it when three quarters of it are under them.</summary>
    public static bool IsCovered(MaskBox place, IReadOnlyList<MaskBox> boxes)
    {
        ArgumentNullException.ThrowIfNull(boxes);
        return boxes.Sum(box =>
        {
            var wide = Math.Min(place.X + place.Width, box.X + box.Width) - Math.Max(place.X, box.X);
            var high = Math.Min(place.Y + place.Height, box.Y + box.Height) - Math.Max(place.Y, box.Y);
            return wide > 0 && high > 0 ? wide * high : 0;
        }) >= place.Area * 0.75;
    }

    private static void Exact(Line line, IReadOnlyList<string> wanted, SuggestionKind kind, List<MaskSuggestion> found)
    {
        foreach (var leak in LeakCheck.FindIn(line.Text, kind == SuggestionKind.OwnName ? wanted : [], kind == SuggestionKind.Unit ? wanted : []))
        {
            Add(found, new MaskSuggestion(kind, leak.Found, Roomy(line.Box(leak.Start, leak.Length)), true));
        }
    }

    // One wrong character in a name of three or more, one in four in a longer one: that is how the reader errs.
    private static void Alike(Line line, IReadOnlyList<string> wanted, SuggestionKind kind, List<MaskSuggestion> found)
    {
        foreach (var name in wanted.Select(Plain).Where(name => name.Length >= 3))
        {
            var (text, origin) = line.Plain;
            var allowed = Math.Max(1, name.Length / 4);
            for (var start = 0; start + name.Length <= text.Length; start++)
            {
                var wrong = 0;
                for (var at = 0; at < name.Length && wrong <= allowed; at++)
                {
                    wrong += text[start + at] == name[at] ? 0 : 1;
                }

                if (wrong > 0 && wrong <= allowed)
                {
                    var (first, last) = (origin[start], origin[start + name.Length - 1]);
                    Add(found, new MaskSuggestion(kind, line.Text[first..(last + 1)], Roomy(line.Box(first, last - first + 1)), false));
                }
            }
        }
    }

    private static void Pattern(Line line, Regex pattern, SuggestionKind kind, List<MaskSuggestion> found)
    {
        foreach (Match match in pattern.Matches(line.Text))
        {
            Add(found, new MaskSuggestion(kind, match.Value, Roomy(line.Box(match.Index, match.Length)), true));
        }
    }

    private static void Add(List<MaskSuggestion> found, MaskSuggestion suggestion)
    {
        if (!found.Exists(other => IsCovered(suggestion.Box, [other.Box])))
        {
            found.Add(suggestion);
        }
    }

    private static MaskBox Roomy(MaskBox box)
    {
        var room = box.Height * 0.18;
        var (x, y) = (Math.Max(0, box.X - room), Math.Max(0, box.Y - room));
        return new MaskBox(x, y, Math.Min(1 - x, box.Width + (2 * room)), Math.Min(1 - y, box.Height + (2 * room)));
    }

    private static string Plain(string text) => new([.. text.Where(IsLetter).Select(char.ToLowerInvariant)]);

    private static bool IsLetter(char letter) => char.IsLetterOrDigit(letter);

    [GeneratedRegex(@"(?<!\d)\d{17}[\dXx](?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex IdentityNumber();

    [GeneratedRegex(@"(?<!\d)1\d{10}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Telephone();

    /// <summary>A line's characters without blanks, each with its share of its word's box.</summary>
    private sealed class Line
    {
        private readonly List<MaskBox> places = [];

        public Line(IGrouping<int, ReadWord> words)
        {
            Number = words.Key;
            var text = new StringBuilder();
            foreach (var word in words)
            {
                var wide = word.Box.Width / word.Text.Length;
                for (var at = 0; at < word.Text.Length; at++)
                {
                    text.Append(word.Text[at]);
                    places.Add(new MaskBox(word.Box.X + (at * wide), word.Box.Y, wide, word.Box.Height));
                }
            }

            Text = text.ToString();
            var plain = Enumerable.Range(0, Text.Length).Where(at => IsLetter(Text[at])).ToList();
            Plain = (new string([.. plain.Select(at => char.ToLowerInvariant(Text[at]))]), plain);
        }

        public int Number { get; }

        public string Text { get; }

        public (string Text, List<int> Origin) Plain { get; }

        public MaskBox Box(int start, int length)
        {
            var own = places.GetRange(start, length);
            var (left, top) = (own.Min(place => place.X), own.Min(place => place.Y));
            return new MaskBox(left, top, own.Max(place => place.X + place.Width) - left, own.Max(place => place.Y + place.Height) - top);
        }
    }
}
