namespace Zhiping.Masking;

/// <summary>A character as read, in pixels of the prepared picture.</summary>
internal sealed record ReadSymbol(string Text, string? Others, double Left, double Top, double Right, double Bottom, bool IsDoubtful = false)
{
    public double Middle => (Left + Right) / 2;

    /// <summary>Its advance: a Chinese character is one wide, a digit or Latin letter about half.</summary>
    public double Advance => Text[0] < 0x2E80 ? 0.55 : 1;
}

/// <summary>
/// The reader says where a character was recognised, which may be half a character aside. Print has an even pitch, so the places of
/// neighbours tell better where each stands; the box of a character holds both.
/// </summary>
internal static class LinePitch
{
    private const int Neighbours = 9;

    public static IEnumerable<ReadSymbol> Settle(IReadOnlyList<ReadSymbol> line)
    {
        if (line.Count == 0)
        {
            return [];
        }

        var high = line.Select(symbol => symbol.Bottom - symbol.Top).Order().ElementAt(line.Count / 2);
        var places = new double[line.Count];
        for (var at = 1; at < line.Count; at++)
        {
            places[at] = places[at - 1] + ((line[at - 1].Advance + line[at].Advance) / 2);
        }

        return line.Select((symbol, at) => Settled(line, places, at, high)).ToList();
    }

    private static ReadSymbol Settled(IReadOnlyList<ReadSymbol> line, double[] places, int at, double high)
    {
        var (first, last) = (at, at);
        while (first > 0 && at - first < Neighbours && line[first].Middle - line[first - 1].Middle < high * 2.2)
        {
            first--;
        }

        while (last < line.Count - 1 && last - at < Neighbours && line[last + 1].Middle - line[last].Middle < high * 2.2)
        {
            last++;
        }

        var symbol = line[at];
        var count = last - first + 1;
        if (count < 4)
        {
            var room = Math.Max(0, (high * 0.9 * symbol.Advance) - (symbol.Right - symbol.Left)) / 2;
            return symbol with { Left = symbol.Left - room, Right = symbol.Right + room };
        }

        var (placeMean, middleMean) = (0.0, 0.0);
        for (var other = first; other <= last; other++)
        {
            placeMean += places[other] / count;
            middleMean += line[other].Middle / count;
        }

        var (together, alone) = (0.0, 0.0);
        for (var other = first; other <= last; other++)
        {
            together += (places[other] - placeMean) * (line[other].Middle - middleMean);
            alone += (places[other] - placeMean) * (places[other] - placeMean);
        }

        var pitch = Math.Clamp(together / alone, high * 0.6, high * 1.8);
        var middle = middleMean + ((places[at] - placeMean) * pitch);
        var half = pitch * symbol.Advance / 2;
        return symbol with { Left = Math.Max(Math.Min(symbol.Left, middle - half), middle - (2 * half)), Right = Math.Min(Math.Max(symbol.Right, middle + half), middle + (2 * half)) };
    }
}
