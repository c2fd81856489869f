namespace Zhiping.Demo;

/// <summary>Choices that come out the same for the same seed on every machine (SplitMix64). For made-up worlds only, never for a draw.</summary>
public sealed class SeededChoice(ulong seed)
{
    private ulong state = seed;

    /// <summary>A source of its own for one applicant or one matter, so that another's choices never shift it.</summary>
    public static SeededChoice For(ulong seed, string matter, int number)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in matter)
        {
            hash = unchecked((hash ^ c) * 1099511628211UL);
        }

        return new SeededChoice(unchecked(seed ^ hash ^ ((ulong)(uint)number * 0x9E3779B97F4A7C15UL)));
    }

    /// <summary>From 0 to below <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>Both ends included.</summary>
    public int Between(int first, int last) => first + Below(last - first + 1);

    /// <summary>True in that many of a hundred cases.</summary>
    public bool Percent(int percent) => Below(100) < percent;

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>That many bytes, for seeds that must be the same again.</summary>
    public byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(_ => (byte)Below(256))];

    private ulong Next()
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15UL;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
