using System.Text;

namespace Zhiping.Bodies;

/// <summary>
/// The initials of Chinese names, for searching. The 3,755 common characters of GB 2312 stand in the order of their pinyin, so that a
/// table of the first character of each letter is enough; rarer ones are left out of the initials.
/// </summary>
public static class Pinyin
{
    private static readonly (int First, char Letter)[] Letters =
    [
        (0xB0A1, 'a'), (0xB0C5, 'b'), (0xB2C1, 'c'), (0xB4EE, 'd'), (0xB6EA, 'e'), (0xB7A2, 'f'), (0xB8C1, 'g'), (0xB9FE, 'h'), (0xBBF7, 'j'),
        (0xBFA6, 'k'), (0xC0AC, 'l'), (0xC2E8, 'm'), (0xC4C3, 'n'), (0xC5B6, 'o'), (0xC5BE, 'p'), (0xC6DA, 'q'), (0xC8BB, 'r'), (0xC8F6, 's'),
        (0xCBFA, 't'), (0xCDDA, 'w'), (0xCEF4, 'x'), (0xD1B9, 'y'), (0xD4D1, 'z'),
    ];

    private static readonly Encoding Gb = CodePagesEncodingProvider.Instance.GetEncoding(936)!;

    /// <summary>云杉县文化馆 gives ysxwhg; letters and digits stay.</summary>
    public static string Initials(string text)
    {
        var initials = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                initials.Append(char.ToLowerInvariant(c));
            }
            else if (Gb.GetBytes([c]) is [var high, var low] && (high << 8) + low is >= 0xB0A1 and <= 0xD7F9 and var code)
            {
                initials.Append(Letters.Last(x => x.First <= code).Letter);
            }
        }

        return initials.ToString();
    }
}
