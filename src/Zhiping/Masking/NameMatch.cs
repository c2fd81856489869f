using System.Globalization;
using Zhiping.Attachments.Imaging;

namespace Zhiping.Masking;

/// <summary>A character as read, with what else it may be and where it stands.</summary>
internal readonly record struct ReadLetter(char Letter, string? Others, MaskBox Box, int Line, bool IsDoubtful = false);

/// <summary>A place where a name stands, or probably stands.</summary>
/// <param name="First">Index of its first letter.</param>
/// <param name="Last">Index of its last letter, included.</param>
/// <param name="Cost">0 when read exactly as written; the more, the less sure.</param>
internal readonly record struct NamePlace(int First, int Last, double Cost);

/// <summary>Finds a name in letters that a machine read, allowing for how it errs: characters that look alike, one left out, one too many.</summary>
internal static class NameMatch
{
    private const double Other = 0.35;
    private const double LooksAlike = 0.5;
    private const double Unknown = 0.6;
    private const double Doubtful = 0.9;
    private const double Wrong = 1.3;
    private const double LeftOut = 0.9;
    private const double TooMany = 0.8;

    private static readonly string[] Before = ["姓名", "作者", "作者简介", "申报人", "申请人", "填表人", "本人", "学生", "签名", "兹证明"];
    private static readonly string[] Applicant = ["申报人", "申请人"];
    private static readonly string[] After = ["同志", "老师", "先生", "女士"];

    /// <summary>The letters and digits of a text, in half width and lower case; blanks and the dots of names are nothing.</summary>
    public static string Plain(string text) => new([.. text.Select(Folded).Where(IsLetter)]);

    public static char Folded(char letter) => char.ToLower(letter is >= '！' and <= '～' ? (char)(letter - 0xFEE0) : letter, CultureInfo.InvariantCulture);

    public static bool IsLetter(char letter) => char.IsLetterOrDigit(letter);

    /// <summary>All places where the name stands, none overlapping another; the letters must be plain already.</summary>
    public static IReadOnlyList<NamePlace> Places(IReadOnlyList<ReadLetter> letters, string plainName)
    {
        if (plainName.Length < 2)
        {
            return [];
        }

        List<NamePlace> found = [];
        for (var start = 0; start < letters.Count; start++)
        {
            if (Best(letters, start, plainName) is { } place)
            {
                found.Add(place);
            }
        }

        List<NamePlace> kept = [];
        foreach (var place in found.OrderBy(place => place.Cost).ThenByDescending(place => place.Last - place.First))
        {
            if (!kept.Exists(other => other.First <= place.Last && place.First <= other.Last))
            {
                kept.Add(place);
            }
        }

        return kept;
    }

    // One doubtful character in a short name, more in a long one: that is how often the reader errs on bad scans.
    private static double Allowed(int length) => length switch { 2 => 0.6, 3 => 1.0, 4 => 1.2, _ => 0.3 * length };

    /// <summary>Where words beside it say that a name stands here, one character may be anything.</summary>
    private static bool IsNamePlace(IReadOnlyList<ReadLetter> letters, int start, int end, int length)
        => Array.Exists(Before, label => Says(letters, start - label.Length, label)) || (length > 2 && Array.Exists(After, title => Says(letters, end, title)));

    private static bool Says(IReadOnlyList<ReadLetter> letters, int start, string words)
        => start >= 0 && start + words.Length <= letters.Count && Enumerable.Range(0, words.Length).All(at => letters[start + at].Letter == words[at]);

    /// <summary>Aligns the name with the letters from one place on, and takes the cheapest end.</summary>
    private static NamePlace? Best(IReadOnlyList<ReadLetter> letters, int start, string name)
    {
        // The given name alone tells as much as the whole, where it has two characters and stands there exactly.
        if (name.Length == 3 && Says(letters, start + 1, name[1..]))
        {
            return new NamePlace(start, start + 2, Cost(letters[start], name[0]));
        }

        // Where the page itself says that this is the applicant, one of two characters is enough.
        if (name.Length == 2 && Says(letters, start + 1, name[1..]) && Array.Exists(Applicant, label => Says(letters, start - label.Length, label)))
        {
            return new NamePlace(start, start + 1, Cost(letters[start], name[0]));
        }

        if (Cost(letters[start], name[0]) > (name.Length > 4 ? Wrong : Unknown))
        {
            return null;
        }

        var most = Math.Min(letters.Count - start, name.Length + 1);
        var before = new double[most + 1];
        Array.Fill(before, double.PositiveInfinity);
        before[0] = 0;
        for (var at = 0; at < name.Length; at++)
        {
            var now = new double[most + 1];
            now[0] = double.PositiveInfinity;
            for (var read = 1; read <= most; read++)
            {
                var isInside = at > 0 && at < name.Length - 1;
                var same = before[read - 1] + Cost(letters[start + read - 1], name[at]);
                var leftOut = isInside && name.Length > 2 ? before[read] + LeftOut : double.PositiveInfinity;
                var tooMany = at < name.Length - 1 && at > 0 && name.Length > 2 ? now[read - 1] + TooMany : double.PositiveInfinity;
                now[read] = Math.Min(same, Math.Min(leftOut, tooMany));
            }

            before = now;
        }

        var end = Enumerable.Range(1, most).MinBy(read => before[read]);
        var allowed = Allowed(name.Length);
        return before[end] <= allowed || (before[end] <= Math.Max(allowed, Wrong) && letters[start].Letter == name[0] && IsNamePlace(letters, start, start + end, name.Length)) ? new NamePlace(start, start + end - 1, before[end]) : null;
    }

    private static double Cost(ReadLetter read, char wanted)
        => read.Letter == wanted ? 0
        : read.Others?.Contains(wanted, StringComparison.Ordinal) == true ? Other
        : Alike.Are(read.Letter, wanted) ? LooksAlike
        : !Alike.Knows(wanted) ? Unknown

        // Another person's name that differs in one character is mostly read surely; what the reader guessed may have been this one.
        : read.IsDoubtful ? Doubtful
        : Wrong;
}
