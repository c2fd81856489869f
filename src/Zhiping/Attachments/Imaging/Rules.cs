namespace Zhiping.Attachments.Imaging;

/// <summary>Takes the rules of tables and frames out of a picture that is to be read: a reader takes a table for a drawing and leaves it.</summary>
internal static class Rules
{
    private const byte Ink = 165;
    private const byte Seen = 1;

    /// <summary>Whitens what hangs together, is much larger than a character, and is mostly empty.</summary>
    public static void Erase(byte[] grey, int width, int height)
    {
        var marks = new byte[grey.Length];
        var longest = Math.Max(width, height) / 11;
        List<int> part = [];
        for (var at = 0; at < grey.Length; at++)
        {
            if (grey[at] >= Ink || marks[at] == Seen)
            {
                continue;
            }

            var (wide, high) = Gather(grey, marks, width, height, at, part);
            if (Math.Max(wide, high) > longest && part.Count < (long)wide * high * 0.22 || Math.Max(wide, high) > longest && Math.Min(wide, high) < 14)
            {
                part.ForEach(pixel => Whiten(grey, width, height, pixel));
            }
        }
    }

    private static (int Width, int Height) Gather(byte[] grey, byte[] marks, int width, int height, int start, List<int> part)
    {
        part.Clear();
        part.Add(start);
        marks[start] = Seen;
        var (left, right, top, bottom) = (width, 0, height, 0);
        for (var next = 0; next < part.Count; next++)
        {
            var (y, x) = Math.DivRem(part[next], width);
            (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
            for (var dy = y > 0 ? -1 : 0; dy <= (y < height - 1 ? 1 : 0); dy++)
            {
                for (var dx = x > 0 ? -1 : 0; dx <= (x < width - 1 ? 1 : 0); dx++)
                {
                    var at = ((y + dy) * width) + x + dx;
                    if (grey[at] < Ink && marks[at] != Seen)
                    {
                        marks[at] = Seen;
                        part.Add(at);
                    }
                }
            }
        }

        return (right - left + 1, bottom - top + 1);
    }

    private static void Whiten(byte[] grey, int width, int height, int pixel)
    {
        var (y, x) = Math.DivRem(pixel, width);
        for (var row = Math.Max(0, y - 1); row <= Math.Min(height - 1, y + 1); row++)
        {
            for (var column = Math.Max(0, x - 1); column <= Math.Min(width - 1, x + 1); column++)
            {
                grey[(row * width) + column] = 255;
            }
        }
    }
}
