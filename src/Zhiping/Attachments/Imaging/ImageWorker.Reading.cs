namespace Zhiping.Attachments.Imaging;

/// <summary>Prepares pages for being read by a machine.</summary>
public static partial class ImageWorker
{
    private const int SkewSide = 1100;
    private const int Tile = 32;
    private const double MostEnlarged = 2.5;

    /// <summary>
    /// A grey picture for the reader: stamps taken away, light made even, lines level, large enough. The findings say how far it was
    /// turned and how places on it go back to fractions of the page.
    /// </summary>
    private static (ImageFindings Findings, List<byte[]> Results) Prepare(ImageOrder order, byte[] file, VipsImage opened, ImageFindings findings)
    {
        var asItLies = order with { Turn = 0 };
        var upright = Quick(asItLies, file, findings) ?? Slow(asItLies, opened);
        var (width, height) = (upright.Width, upright.Height);
        var grey = Ink(upright);
        Flatten(grey, width, height);
        var skew = order.Skew ?? SkewOf(grey, width, height);
        var turn = (order.Turn % 4 * 90) - skew;
        var scale = Math.Min(MostEnlarged, (double)(order.Width > 0 ? order.Width : 2400) / Math.Max(width, height));
        var (newWidth, newHeight) = Canvas(width * scale, height * scale, turn);
        var there = Projection.Scale(scale, scale).Then(Projection.Turn(turn, width * scale, height * scale, newWidth, newHeight));
        var drawn = Projection.Draw(grey, width, height, 1, there.Back(), newWidth, newHeight, 255);
        Rules.Erase(drawn, newWidth, newHeight);
        var done = findings with { Width = newWidth, Height = newHeight, Skew = skew, ToPage = there.Back().Then(Projection.Scale(1.0 / width, 1.0 / height)) };
        return (done, [Jpeg(new Raster(drawn, newWidth, newHeight, 1), 92)]);
    }

    private static double SkewOf(byte[] grey, int width, int height)
    {
        var small = new Raster(grey, width, height, 1).Shrunk(Math.Max(width, height) / SkewSide);
        return Skew.Of(small.Pixels, small.Width, small.Height);
    }

    private static (int Width, int Height) Canvas(double width, double height, double turn)
    {
        var (left, top, right, bottom) = Projection.Turn(turn, width, height, 0, 0).Around(0, 0, width, height);
        return ((int)Math.Ceiling(right - left - 0.001), (int)Math.Ceiling(bottom - top - 0.001));
    }

    // Through red glass: a stamp is nearly as bright as paper there, while what it was pressed on stays dark.
    private static byte[] Ink(Raster upright)
    {
        var (from, bands) = (upright.Pixels, upright.Bands);
        var grey = new byte[upright.Width * upright.Height];
        for (int at = 0, to = 0; to < grey.Length; at += bands, to++)
        {
            if (bands < 3)
            {
                grey[to] = from[at];
                continue;
            }

            int red = from[at], green = from[at + 1], more = red - Math.Max(green, from[at + 2]);
            var value = more <= 18 ? green : more >= 48 ? red * 5 / 4 : green + (((red * 5 / 4) - green) * (more - 18) / 30);
            grey[to] = (byte)Math.Min(255, value);
        }

        return grey;
    }

    /// <summary>Divides by the paper's own brightness round each place, so that shadows and dim light go.</summary>
    private static void Flatten(byte[] grey, int width, int height)
    {
        var (across, down) = (((width - 1) / Tile) + 1, ((height - 1) / Tile) + 1);
        var paper = new float[across * down];
        Span<int> histogram = stackalloc int[256];
        for (var row = 0; row < down; row++)
        {
            for (var column = 0; column < across; column++)
            {
                histogram.Clear();
                var (bottom, right) = (Math.Min(height, (row + 1) * Tile), Math.Min(width, (column + 1) * Tile));
                for (var y = row * Tile; y < bottom; y++)
                {
                    for (var x = column * Tile; x < right; x++)
                    {
                        histogram[grey[(y * width) + x]]++;
                    }
                }

                var (level, left) = (255, (bottom - (row * Tile)) * (right - (column * Tile)) / 8);
                for (; level > 48 && (left -= histogram[level]) > 0; level--)
                {
                }

                paper[(row * across) + column] = level;
            }
        }

        Divide(grey, width, height, Smooth(paper, across, down), across, down);
    }

    // The brightest neighbour fills a tile that is all ink; the mean takes the steps away.
    private static float[] Smooth(float[] paper, int across, int down)
    {
        var bright = Around(paper, across, down, static values => values.Max() * 0.25f + (values.Average() * 0.75f));
        return Around(bright, across, down, static values => values.Average());
    }

    private static float[] Around(float[] tiles, int across, int down, Func<List<float>, float> of)
    {
        var result = new float[tiles.Length];
        List<float> values = [];
        for (var row = 0; row < down; row++)
        {
            for (var column = 0; column < across; column++)
            {
                values.Clear();
                for (var y = Math.Max(0, row - 1); y <= Math.Min(down - 1, row + 1); y++)
                {
                    for (var x = Math.Max(0, column - 1); x <= Math.Min(across - 1, column + 1); x++)
                    {
                        values.Add(tiles[(y * across) + x]);
                    }
                }

                result[(row * across) + column] = of(values);
            }
        }

        return result;
    }

    private static void Divide(byte[] grey, int width, int height, float[] paper, int across, int down)
    {
        for (var y = 0; y < height; y++)
        {
            var fy = Math.Clamp(((y + 0.5f) / Tile) - 0.5f, 0, down - 1);
            var (top, ty) = ((int)fy, fy - (int)fy);
            var next = Math.Min(top + 1, down - 1) * across;
            for (var x = 0; x < width; x++)
            {
                var fx = Math.Clamp(((x + 0.5f) / Tile) - 0.5f, 0, across - 1);
                var (left, tx) = ((int)fx, fx - (int)fx);
                var right = Math.Min(left + 1, across - 1);
                var upper = (paper[(top * across) + left] * (1 - tx)) + (paper[(top * across) + right] * tx);
                var lower = (paper[next + left] * (1 - tx)) + (paper[next + right] * tx);
                ref var value = ref grey[(y * width) + x];
                value = (byte)Math.Min(255, value * 250 / ((upper * (1 - ty)) + (lower * ty)));
            }
        }
    }
}
