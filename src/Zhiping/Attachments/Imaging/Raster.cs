using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Zhiping.Attachments.Imaging;

/// <summary>A picture's bytes, row by row, grey or red, green and blue.</summary>
internal sealed unsafe record Raster(byte[] Pixels, int Width, int Height, int Bands)
{
    private const int Tile = 64;

    public static Raster Of(VipsImage image)
    {
        using var pixels = image.Pixels();
        var bytes = GC.AllocateUninitializedArray<byte>(checked((int)pixels.Length));
        Marshal.Copy(pixels.DangerousGetHandle(), bytes, 0, bytes.Length);
        return new Raster(bytes, image.Width, image.Height, image.Bands);
    }

    public VipsImage ToVips() => VipsImage.Over(Pixels, Width, Height, Bands);

    /// <summary>Quarter turns clockwise.</summary>
    public Raster Turned(int quarters)
    {
        if (quarters % 4 == 0)
        {
            return this;
        }

        var (newWidth, newHeight) = quarters % 2 == 0 ? (Width, Height) : (Height, Width);
        var turned = GC.AllocateUninitializedArray<byte>(Pixels.Length);
        // Where the first pixel comes from, and how far a step to the right and one down move that.
        var (origin, right, down) = (quarters % 4) switch
        {
            1 => ((Height - 1) * Width, -Width, 1),
            2 => ((Width * Height) - 1, -1, -Width),
            _ => (Width - 1, Width, -1),
        };
        fixed (byte* from = Pixels, to = turned)
        {
            // In tiles, so that neither side runs across the whole memory for each pixel.
            for (var top = 0; top < newHeight; top += Tile)
            {
                for (var left = 0; left < newWidth; left += Tile)
                {
                    for (var y = top; y < Math.Min(newHeight, top + Tile); y++)
                    {
                        var source = from + ((long)(origin + (left * right) + (y * down)) * Bands);
                        Copy(source, (long)right * Bands, to + ((long)((y * newWidth) + left) * Bands), Math.Min(Tile, newWidth - left), Bands);
                    }
                }
            }
        }

        return new Raster(turned, newWidth, newHeight, Bands);
    }

    /// <summary>The mean of each square of so many pixels; what is left over at the right and below is left away.</summary>
    public Raster Shrunk(int by)
    {
        if (by <= 1)
        {
            return this;
        }

        var (newWidth, newHeight) = (Width / by, Height / by);
        var small = GC.AllocateUninitializedArray<byte>(newWidth * newHeight * Bands);
        var sums = new int[newWidth * Bands];
        fixed (byte* from = Pixels, to = small)
        {
            fixed (int* sum = sums)
            {
                for (var row = 0; row < newHeight; row++)
                {
                    sums.AsSpan().Clear();
                    for (var line = 0; line < by; line++)
                    {
                        Add(from + ((long)((row * by) + line) * Width * Bands), sum, newWidth, by, Bands);
                    }

                    Divide(sum, to + ((long)row * sums.Length), sums.Length, by * by);
                }
            }
        }

        return new Raster(small, newWidth, newHeight, Bands);
    }

    /// <summary>A rectangle of it.</summary>
    public Raster Part(int left, int top, int width, int height)
    {
        var part = GC.AllocateUninitializedArray<byte>(width * height * Bands);
        for (var row = 0; row < height; row++)
        {
            Pixels.AsSpan((((top + row) * Width) + left) * Bands, width * Bands).CopyTo(part.AsSpan(row * width * Bands));
        }

        return new Raster(part, width, height, Bands);
    }

    /// <summary>The green of it: of all three the one that ink of any colour darkens.</summary>
    public byte[] Green()
    {
        if (Bands == 1)
        {
            return Pixels;
        }

        var green = GC.AllocateUninitializedArray<byte>(Width * Height);
        for (int at = 0, from = 1; at < green.Length; at++, from += Bands)
        {
            green[at] = Pixels[from];
        }

        return green;
    }

    /// <summary>Pixels from wherever they lie to one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(byte* from, long step, byte* to, int count, int bands)
    {
        unchecked
        {
            if (bands == 1)
            {
                for (; count > 0; count--, from += step)
                {
                    *to++ = *from;
                }

                return;
            }

            for (; count > 0; count--, from += step, to += 3)
            {
                *(ushort*)to = *(ushort*)from;
                to[2] = from[2];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(byte* from, int* sum, int count, int by, int bands)
    {
        unchecked
        {
            if (bands == 1)
            {
                for (var x = 0; x < count; x++)
                {
                    for (var step = 0; step < by; step++)
                    {
                        sum[x] += *from++;
                    }
                }

                return;
            }

            for (var x = 0; x < count; x++, sum += 3)
            {
                int red = 0, green = 0, blue = 0;
                for (var step = 0; step < by; step++, from += 3)
                {
                    red += from[0];
                    green += from[1];
                    blue += from[2];
                }

                sum[0] += red;
                sum[1] += green;
                sum[2] += blue;
            }
        }
    }

    // A multiplication and a shift: exact enough for sums of bytes, and many times faster than dividing.
    private static void Divide(int* sum, byte* to, int count, int by)
    {
        unchecked
        {
            var (half, factor) = (by / 2, ((1L << 32) + by - 1) / by);
            for (var at = 0; at < count; at++)
            {
                to[at] = (byte)(((sum[at] + half) * factor) >> 32);
            }
        }
    }
}
