using System.Collections.Frozen;

namespace Zhiping.Masking;

/// <summary>Which characters look alike in print, by comparing their pictures once (eng/make-alike).</summary>
internal static class Alike
{
    private static readonly Lazy<FrozenDictionary<char, string>> Table = new(Read);

    /// <summary>Whether one may be taken for the other.</summary>
    public static bool Are(char one, char other) => Near(one, other) || Near(other, one);

    /// <summary>Whether the character is among those compared; of others nothing is known, and the reader never writes them.</summary>
    public static bool Knows(char letter) => letter < '\u4e00' || Table.Value.ContainsKey(letter);

    private static bool Near(char one, char other) => Table.Value.TryGetValue(one, out var near) && near.Contains(other, StringComparison.Ordinal);

    private static FrozenDictionary<char, string> Read()
    {
        using var stream = typeof(Alike).Assembly.GetManifestResourceStream("Zhiping.Masking.alike.txt")!;
        using var reader = new StreamReader(stream);
        Dictionary<char, string> table = [];
        while (reader.ReadLine() is { } line)
        {
            table[line[0]] = line[1..];
        }

        return table.ToFrozenDictionary();
    }
}
