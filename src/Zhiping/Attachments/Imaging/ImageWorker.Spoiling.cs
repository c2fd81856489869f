namespace Zhiping.Attachments.Imaging;

/// <summary>Makes clean drawings look scanned or photographed, for demo and tests.</summary>
public static partial class ImageWorker
{
    private const byte Desk = 96;

    /// <summary>Makes a drawn scan look scanned. The noise is arithmetic, so the same order gives the same bytes.</summary>
    private static (ImageFindings Findings, List<byte[]> Results) Spoil(ImageOrder order, VipsImage opened, ImageFindings findings)
    {
        var image = Upright(opened, 0);
        if (order.Tilt != 0)
        {
            image = VipsImage.Next(image, flat => flat.Apply("rotate", ("angle", Text(order.Tilt)), ("background", "214 210 204")));
        }

        if (order.Turn % 4 != 0)
        {
            image = VipsImage.Next(image, flat => flat.Apply("rot", ("angle", $"d{order.Turn % 4 * 90}")));
        }

        if (order.Corners.Count == 4)
        {
            image = VipsImage.Next(image, flat => Laid(flat, order));
        }

        if (order.Blur > 0)
        {
            image = VipsImage.Next(image, sharp => sharp.Apply("gaussblur", ("sigma", Text(order.Blur))));
        }

        using (image)
        {
            var (width, height, bands) = (image.Width, image.Height, image.Bands);
            using var pixels = image.Pixels();
            Dirty(Span(pixels), order.Brightness, order.Noise, order.Shade, width * bands);
            using var done = VipsImage.Over(pixels, width, height, bands);
            return (findings with { Width = width, Height = height }, [done.ToJpeg(order.Quality)]);
        }
    }

    /// <summary>The sheet as it lies on a desk before the camera.</summary>
    private static VipsImage Laid(VipsImage flat, ImageOrder order)
    {
        using var pixels = flat.Pixels();
        var toSource = Projection.Scale(1.0 / order.Width, 1.0 / order.Height).Then(Projection.OntoCorners(order.Corners).Back()).Then(Projection.Scale(flat.Width, flat.Height));
        var drawn = Projection.Draw(Span(pixels), flat.Width, flat.Height, flat.Bands, toSource, order.Width, order.Height, Desk);
        return VipsImage.Over(drawn, order.Width, order.Height, flat.Bands);
    }

    private static void Dirty(Span<byte> pixels, double brightness, double noise, double shade, int row)
    {
        var state = 0x9E3779B9u;
        var rows = Math.Max(1, pixels.Length / row);
        for (var at = 0; at < pixels.Length; at++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            var light = shade == 0 ? brightness : brightness * (1 - (shade * (((double)(at / row) / rows) + ((double)(at % row) / row)) / 2));
            var value = (pixels[at] * light) + (((state & 0xFF) - 127.5) / 127.5 * noise);
            pixels[at] = (byte)Math.Clamp(value, 0, 255);
        }
    }
}
