using System.Globalization;
using System.Text;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Rules;

/// <summary>A place in a text where the applicant's own name or unit stands (E4, D6), with what to write instead.</summary>
/// <param name="OfUnit">It is the unit that is named, not the person.</param>
public sealed record Leak(int Start, int Length, string Found, LocalText WriteInstead, bool OfUnit = false);

/// <summary>Finds a person's names and units in a text. Blanks, full-width forms and the dots of Uyghur names (·•．) make no difference.</summary>
public static class LeakCheck
{
    private static readonly LocalText Me = new("本人", "I");
    private static readonly LocalText MyUnit = new("本单位", "my unit");

    /// <summary>All leaks in order of place; of overlapping ones the longest, then the first.</summary>
    public static IReadOnlyList<Leak> FindIn(string text, IEnumerable<string> names, IEnumerable<string> units)
    {
        var (folded, origin) = Fold(text);
        var found = new List<Leak>();
        foreach (var (word, instead) in names.Select(n => (n, Me)).Concat(units.Select(u => (u, MyUnit))))
        {
            var needle = Fold(word).Text;
            if (needle.Length < 2)
            {
                continue;
            }

            for (var at = folded.IndexOf(needle, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(needle, at + 1, StringComparison.Ordinal))
            {
                var start = origin[at];
                var length = origin[at + needle.Length - 1] - start + 1;
                found.Add(new Leak(start, length, text.Substring(start, length), instead, instead == MyUnit));
            }
        }

        var kept = new List<Leak>();
        foreach (var leak in found.OrderByDescending(l => l.Length).ThenBy(l => l.Start))
        {
            if (!kept.Exists(k => k.Start < leak.Start + leak.Length && leak.Start < k.Start + k.Length))
            {
                kept.Add(leak);
            }
        }

        return [.. kept.OrderBy(l => l.Start)];
    }

    /// <summary>The text without blanks and middle dots, in half-width lower case, with the place in the original of each character that is left.</summary>
    private static (string Text, List<int> Origin) Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var origin = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is >= '！' and <= '～')
            {
                c = (char)(c - 0xFEE0);
            }

            if (char.IsWhiteSpace(c) || c is '·' or '•' or '・' or '‧' or '∙' or '⋅' or '.' or '\u200B' or '\u200C' or '\u200D' or '\uFEFF'
                || char.GetUnicodeCategory(c) == UnicodeCategory.Format)
            {
                continue;
            }

            folded.Append(char.ToLowerInvariant(c));
            origin.Add(i);
        }

        return (folded.ToString(), origin);
    }
}
