using System.Runtime.CompilerServices;

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
        unchecked
        {
            int low = 255, high = 0, step = 0;
            for (var y = top; y < top + Block; y++)
            {
                var row = grey.Slice((y * width) + left, Block);
                var next = y + 1 < top + Block ? grey.Slice(((y + 1) * width) + left, Block) : row;
                int previous = row[0];
                for (var x = 0; x < row.Length && x < next.Length; x++)
                {
                    int here = row[x];
                    low = Math.Min(low, here);
                    high = Math.Max(high, here);
                    var (across, down) = (here - previous, here - next[x]);
                    step = Math.Max(step, Math.Max(across < 0 ? -across : across, down < 0 ? -down : down));
                    previous = here;
                }
            }

            return (high - low, step, low);
        }
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
