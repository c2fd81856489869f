namespace Zhiping.Attachments.Imaging;

/// <summary>By how much the lines of a page are off the horizontal or the vertical.</summary>
internal static class Skew
{
    private const int MostPoints = 24_000;
    private const double Least = 0.15;

    /// <summary>Degrees clockwise, between -45 and 45; 0 where the page shows no lines.</summary>
    /// <param name="grey">Flattened: paper is white.</param>
    /// <param name="width">Of the picture.</param>
    /// <param name="height">Of the picture.</param>
    public static double Of(ReadOnlySpan<byte> grey, int width, int height)
    {
        var (lower, right) = Edges(grey, width, height);
        if (lower.Count < 200)
        {
            return 0;
        }

        var still = Sharpness(lower, right, 0);
        var (best, most) = Best(lower, right, 0, 45, 0.5, still);
        (best, most) = Best(lower, right, best, 0.5, 0.1, most);
        return Math.Abs(best) < Least || most < still * 1.08 ? 0 : best;
    }

    private static (double Angle, double Sharpness) Best(List<(int X, int Y)> lower, List<(int X, int Y)> right, double around, double reach, double step, double most)
    {
        var best = around;
        for (var angle = around - reach; angle <= around + reach; angle += step)
        {
            var sharpness = Sharpness(lower, right, angle);
            if (sharpness > most)
            {
                (best, most) = (angle, sharpness);
            }
        }

        return (best, most);
    }

    // Lower edges of strokes gather on the lines of upright words, right edges on those of words that lie on their side.
    private static double Sharpness(List<(int X, int Y)> lower, List<(int X, int Y)> right, double angle)
    {
        var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
        return Math.Max(Profile(lower, -sin, cos), Profile(right, cos, sin));
    }

    private static double Profile(List<(int X, int Y)> points, double x, double y)
    {
        Span<int> bins = stackalloc int[8192];
        foreach (var point in points)
        {
            bins[((int)Math.Round((point.X * x) + (point.Y * y)) + 4096) & 8191]++;
        }

        double sum = 0;
        for (var bin = 1; bin < bins.Length; bin++)
        {
            double step = bins[bin] - bins[bin - 1];
            sum += step * step;
        }

        return points.Count == 0 ? 0 : sum / points.Count;
    }

    private static (List<(int X, int Y)> Lower, List<(int X, int Y)> Right) Edges(ReadOnlySpan<byte> grey, int width, int height)
    {
        List<(int X, int Y)> lower = [], right = [];
        for (var y = 1; y < height - 1; y++)
        {
            for (var x = 1; x < width - 1; x++)
            {
                var at = (y * width) + x;
                if (grey[at] >= 150)
                {
                    continue;
                }

                if (grey[at + width] >= 150)
                {
                    lower.Add((x, y));
                }

                if (grey[at + 1] >= 150)
                {
                    right.Add((x, y));
                }
            }
        }

        return (Thinned(lower), Thinned(right));
    }

    private static List<(int X, int Y)> Thinned(List<(int X, int Y)> points)
    {
        var step = (points.Count / MostPoints) + 1;
        return step == 1 ? points : [.. points.Where((_, index) => index % step == 0)];
    }
}
