using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Zhiping.Attachments.Imaging;

/// <summary>What makes a page hard to read; each is a note beside the page, the applicant may keep it (N0 四(一)1).</summary>
[Flags]
public enum LegibilityNotes
{
    None = 0,
    Blurred = 1,
    Dark = 2,
    Glare = 4,
    Blank = 8,
    Faint = 16,
    LowResolution = 32,
}

/// <summary>Figures of a page, taken from a grey picture of about 1,600 pixels on its longer side.</summary>
/// <param name="Sharpness">Steepness of the edges relative to their height: 0 no edge, above 0.3 crisp print.</param>
/// <param name="Paper">Brightness of the paper, 0–255 (95th percentile).</param>
/// <param name="Contrast">Paper minus ink (1st percentile).</param>
/// <param name="Ink">Share of the page that is clearly darker than the paper.</param>
/// <param name="Glare">Share of the page that is burnt out while the rest is not white.</param>
public readonly record struct LegibilityFigures(double Sharpness, int Paper, int Contrast, double Ink, double Glare);

/// <summary>Judges whether a page can be read, by arithmetic on its grey pixels.</summary>
public static class Legibility
{
    private const int Block = 32;

    private static readonly Vector256<byte> Neighbours = Vector256.Create(
        (byte)1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 31);

    /// <summary>Notes for a page of the given original size.</summary>
    public static LegibilityNotes Judge(LegibilityFigures figures, int width, int height)
    {
        var notes = LegibilityNotes.None;
        if (figures.Contrast < 20 || figures.Ink < 0.0004)
        {
            notes |= LegibilityNotes.Blank;
        }
        else if (figures.Contrast < 65)
        {
            notes |= LegibilityNotes.Faint;
        }

        if (figures.Paper < 105)
        {
            notes |= LegibilityNotes.Dark;
        }

        if (figures.Glare > 0.03)
        {
            notes |= LegibilityNotes.Glare;
        }

        if (!notes.HasFlag(LegibilityNotes.Blank) && figures.Sharpness < 0.2)
        {
            notes |= LegibilityNotes.Blurred;
        }

        if (Math.Max(width, height) < 800)
        {
            notes |= LegibilityNotes.LowResolution;
        }

        return notes;
    }

    /// <summary>Measures a grey picture, one byte a pixel, row by row.</summary>
    public static LegibilityFigures Measure(ReadOnlySpan<byte> grey, int width, int height)
    {
        var histogram = new int[256];
        foreach (var value in grey)
        {
            histogram[value]++;
        }

        var paper = Percentile(histogram, grey.Length, 0.95);
        var inkLevel = Percentile(histogram, grey.Length, 0.01);
        var median = Percentile(histogram, grey.Length, 0.5);
        var threshold = paper - Math.Max(30, (paper - histogram.AsSpan().IndexOfAnyExcept(0)) / 4);
        long dark = 0;
        for (var level = 0; level < Math.Max(0, threshold); level++)
        {
            dark += histogram[level];
        }

        var sharpness = new List<double>();
        long burnt = 0;
        for (var top = 0; top + Block <= height; top += Block)
        {
            for (var left = 0; left + Block <= width; left += Block)
            {
                var (range, step, darkest) = Edges(grey, width, left, top);
                if (range >= 40)
                {
                    sharpness.Add((double)step / range);
                }

                if (darkest >= 250)
                {
                    burnt += Block * Block;
                }
            }
        }

        sharpness.Sort();
        var typical = sharpness.Count == 0 ? 0 : sharpness[(int)(sharpness.Count * 0.7)];
        var glare = median < 205 ? (double)burnt / grey.Length : 0;
        // A stamp or a few lines are less than one pixel in a hundred; the darkest thousandth is then the ink.
        var contrast = paper - Math.Min(inkLevel, Percentile(histogram, grey.Length, 0.002));
        return new LegibilityFigures(Math.Round(typical, 3), paper, contrast, (double)dark / grey.Length, Math.Round(glare, 4));
    }

    // The steepest step between neighbours beside the whole range of the block: crisp print climbs most of it in one pixel.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int Range, int Step, int Darkest) Edges(ReadOnlySpan<byte> grey, int width, int left, int top)
    {
        // A row of a block is one vector.
        var (low, high, step) = (Vector256.Create((byte)255), Vector256<byte>.Zero, Vector256<byte>.Zero);
        var row = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(grey.Slice((top * width) + left, Block)));
        for (var y = top; y < top + Block; y++)
        {
            var next = y + 1 < top + Block ? Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(grey.Slice(((y + 1) * width) + left, Block))) : row;
            // The last pixel of the row has no neighbour in the block; its own value stands in.
            var right = Vector256.Shuffle(row, Neighbours);
            (low, high) = (Vector256.Min(low, row), Vector256.Max(high, row));
            step = Vector256.Max(step, Vector256.Max(Apart(row, right), Apart(row, next)));
            row = next;
        }

        Span<byte> lanes = stackalloc byte[Block * 3];
        low.CopyTo(lanes);
        high.CopyTo(lanes[Block..]);
        step.CopyTo(lanes[(Block * 2)..]);
        byte darkest = 255, brightest = 0, steepest = 0;
        for (var lane = 0; lane < Block; lane++)
        {
            darkest = Math.Min(darkest, lanes[lane]);
            brightest = Math.Max(brightest, lanes[Block + lane]);
            steepest = Math.Max(steepest, lanes[(Block * 2) + lane]);
        }

        return (brightest - darkest, steepest, darkest);

        static Vector256<byte> Apart(Vector256<byte> one, Vector256<byte> other) => Vector256.Max(one, other) - Vector256.Min(one, other);
    }

    private static int Percentile(int[] histogram, int total, double share)
    {
        long wanted = (long)(total * share), seen = 0;
        for (var level = 0; level < 256; level++)
        {
            seen += histogram[level];
            if (seen > wanted)
            {
                return level;
            }
        }

        return 255;
    }
}
