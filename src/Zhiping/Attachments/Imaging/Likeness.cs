using System.Numerics;
using System.Runtime.InteropServices;

namespace Zhiping.Attachments.Imaging;

/// <summary>
/// Tells whether two pages are the same picture in other bytes: saved again, smaller, lighter. A fine difference hash, compared place by
/// place: two forms that were filled in differently are alike nearly everywhere and differ clearly where they were filled in.
/// </summary>
public static class Likeness
{
    /// <summary>Length of a print.</summary>
    public const int Bytes = Columns * Rows / 8;

    private const int Columns = 128;
    private const int Rows = 160;
    private const int Words = Columns / 64;

    // A place is so many cells wide and high: about two lines of print.
    private const int Place = 8;
    private const int LeastSet = 60;

    /// <summary>The print of a grey picture; null where it shows too little to be told from others.</summary>
    /// <param name="grey">One byte a pixel.</param>
    /// <param name="width">Of the picture.</param>
    /// <param name="height">Of the picture.</param>
    /// <param name="figures">Of the same picture.</param>
    public static byte[]? Print(ReadOnlySpan<byte> grey, int width, int height, LegibilityFigures figures)
    {
        if (width < Columns + 1 || height < Rows || figures.Contrast < 20)
        {
            return null;
        }

        var cells = Cells(grey, width, height);
        var step = Math.Max(3, figures.Contrast / 24);
        var print = new byte[Bytes];
        var set = 0;
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                var at = (row * (Columns + 1)) + column;
                if (cells[at] - cells[at + 1] > step)
                {
                    print[((row * Columns) + column) / 8] |= (byte)(1 << (column % 8));
                    set++;
                }
            }
        }

        return set < LeastSet ? null : print;
    }

    /// <summary>Whether the two are the same picture, as far as can be seen.</summary>
    public static bool IsSame(byte[]? one, byte[]? other)
    {
        if (one is not { Length: Bytes } || other is not { Length: Bytes })
        {
            return false;
        }

        var a = MemoryMarshal.Cast<byte, ulong>(one);
        var b = MemoryMarshal.Cast<byte, ulong>(other);
        var (different, set) = (0, 0);
        for (var word = 0; word < a.Length; word++)
        {
            different += BitOperations.PopCount(a[word] ^ b[word]);
            set += BitOperations.PopCount(a[word] | b[word]);
        }

        return different * 5 <= set && MostInOnePlace(a, b) * 2 <= 1;
    }

    /// <summary>The largest share of differing edges in one place among those that show something.</summary>
    private static double MostInOnePlace(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other)
    {
        double most = 0;
        for (var top = 0; top + Place <= Rows; top += Place / 2)
        {
            for (var column = 0; column + Place <= Columns; column += Place / 2)
            {
                var (different, set) = (0, 0);
                for (var row = top; row < top + Place; row++)
                {
                    var (a, b) = (Bits(one, row, column), Bits(other, row, column));
                    different += BitOperations.PopCount(a ^ b);
                    set += BitOperations.PopCount(a | b);
                }

                // A few edges come and go by compression alone.
                if (different > 5)
                {
                    most = Math.Max(most, (double)different / set);
                }
            }
        }

        return most;
    }

    private static uint Bits(ReadOnlySpan<ulong> print, int row, int column)
    {
        var (word, bit) = ((row * Words) + (column / 64), column % 64);
        var bits = print[word] >> bit;
        if (bit > 64 - Place && (column / 64) + 1 < Words)
        {
            bits |= print[word + 1] << (64 - bit);
        }

        return (uint)(bits & ((1UL << Place) - 1));
    }

    /// <summary>Mean brightness of each cell, one column more than the print has.</summary>
    private static int[] Cells(ReadOnlySpan<byte> grey, int width, int height)
    {
        var (sums, counts) = (new int[Rows * (Columns + 1)], new int[Rows * (Columns + 1)]);
        unchecked
        {
            var columnOf = new int[width];
            for (var x = 0; x < width; x++)
            {
                columnOf[x] = x * (Columns + 1) / width;
            }

            for (var y = 0; y < height; y++)
            {
                var row = y * Rows / height * (Columns + 1);
                var line = grey.Slice(y * width, width);
                for (var x = 0; x < line.Length; x++)
                {
                    sums[row + columnOf[x]] += line[x];
                    counts[row + columnOf[x]]++;
                }
            }
        }

        for (var cell = 0; cell < sums.Length; cell++)
        {
            sums[cell] /= Math.Max(1, counts[cell]);
        }

        return sums;
    }
}
