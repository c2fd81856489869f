using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Zhiping.Attachments.Imaging;

/// <summary>
/// The other side of <see cref="ImageWorkers"/>: the hidden command <c>image-worker</c>. It reads one order after another from its
/// standard input and answers each on its standard output. Hostile bytes are decoded here and nowhere else.
/// </summary>
public static partial class ImageWorker
{
    /// <summary>The command's name.</summary>
    public const string Command = "image-worker";

    private const int ThumbnailWidth = 240;
    private const int LongestUprightSide = 4200;
    private const int LegibilitySide = 1600;
    private const int McuSide = 16;

    // One for the compression of the upright page; one more because the file may have lain turned, its blocks aside from these.
    private const int Margin = 2 * McuSide;

    /// <summary>Serves until its standard input ends.</summary>
    public static async Task<int> ServeAsync(CancellationToken cancel = default)
    {
        VipsImage.Start();
        using var input = new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, 1);
        using var output = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, 1);
        while (await WorkerProtocol.ReadAsync(input, cancel) is { } message)
        {
            var (findings, results) = Carry(WorkerProtocol.Order(message.Head), message.Parts.Count > 0 ? message.Parts[0] : []);
            await WorkerProtocol.WriteAsync(output, WorkerProtocol.Head(findings), results, cancel);
        }

        return 0;
    }

    private static (ImageFindings Findings, List<byte[]> Results) Carry(ImageOrder order, byte[] file)
    {
        var format = ImageFormats.Of(file);
        if (format is ImageFormat.Unknown or ImageFormat.Pdf)
        {
            return (new ImageFindings { Problem = ImageProblem.WrongFormat, Format = format }, []);
        }

        try
        {
            using var opened = VipsImage.Open(file, format);
            var findings = new ImageFindings
            {
                Format = format,
                Width = opened.Width,
                Height = opened.Height,
                Orientation = opened.Orientation,
            };
            if ((long)opened.Width * opened.Height > ImageLimits.MostPixels || Math.Max(opened.Width, opened.Height) > ImageLimits.LongestSide)
            {
                return (findings with { Problem = ImageProblem.TooManyPixels }, []);
            }

            if (Math.Min(opened.Width, opened.Height) < ImageLimits.ShortestSide)
            {
                return (findings with { Problem = ImageProblem.TooSmall }, []);
            }

            return order.Do switch
            {
                "inspect" => (findings, []),
                "page" => Page(order, file, opened, findings),
                "mask" => Mask(order, file, opened, findings),
                "portrait" => Portrait(opened, findings),
                "spoil" => Spoil(order, opened, findings),
                "read" => Prepare(order, file, opened, findings),
                _ => (findings with { Problem = ImageProblem.Unsupported }, []),
            };
        }
        catch (PictureException)
        {
            return (new ImageFindings { Format = format, Problem = EndsProperly(file, format) ? ImageProblem.Unreadable : ImageProblem.Truncated }, []);
        }
    }

    private static (ImageFindings Findings, List<byte[]> Results) Page(ImageOrder order, byte[] file, VipsImage opened, ImageFindings findings)
    {
        var upright = Quick(order, file, findings) ?? Slow(order, opened);
        if (order.Corners.Count == 4)
        {
            upright = Sheet(upright, order.Corners);
        }
        else if (order.IsStraightened)
        {
            upright = Straight(upright);
        }

        var smaller = upright.Shrunk(Math.Max(upright.Width, upright.Height) / LegibilitySide);
        var green = smaller.Green();
        var figures = Legibility.Measure(green, smaller.Width, smaller.Height);
        var done = findings with
        {
            Print = Likeness.Print(green, smaller.Width, smaller.Height, figures),
            Width = upright.Width,
            Height = upright.Height,
            Figures = figures,
            Notes = Legibility.Judge(figures, upright.Width, upright.Height),
        };
        return (done, [Jpeg(upright, order.Quality), Thumbnail(smaller)]);
    }

    /// <summary>An ordinary JPEG, decoded by libjpeg-turbo alone; null for everything that wants libvips.</summary>
    private static Raster? Quick(ImageOrder order, byte[] file, ImageFindings findings)
    {
        var quarters = findings.Orientation switch { 1 => 0, 6 => 1, 3 => 2, 8 => 3, _ => -1 };
        var longest = Math.Max(findings.Width, findings.Height);
        var eighths = longest <= LongestUprightSide ? 8 : longest / 2 <= LongestUprightSide ? 4 : 0;
        return Turbo.IsThere && findings.Format == ImageFormat.Jpeg && quarters >= 0 && eighths > 0
            ? Turbo.Decode(file, eighths)?.Turned(quarters + order.Turn)
            : null;
    }

    private static Raster Slow(ImageOrder order, VipsImage opened)
    {
        using var upright = Upright(opened, order.Turn);
        return Raster.Of(upright);
    }

    private static byte[] Jpeg(Raster picture, int quality)
    {
        if (Turbo.IsThere)
        {
            return Turbo.Encode(picture, quality);
        }

        using var image = picture.ToVips();
        return image.ToJpeg(quality);
    }

    private static byte[] Thumbnail(Raster picture)
    {
        // Nearly as small by plain means first: libvips takes ten times as long for the same.
        using var image = picture.Shrunk(picture.Width / ThumbnailWidth).ToVips();
        using var thumbnail = image.Apply("thumbnail_image", ("width", Text(ThumbnailWidth)), ("height", Text(ThumbnailWidth * 4)));
        return thumbnail.ToJpeg(72);
    }

    /// <summary>Decoded, turned by EXIF and by hand, eight bits, no larger than a page needs.</summary>
    private static VipsImage Upright(VipsImage opened, int turn)
    {
        var image = opened.Plain();
        image = VipsImage.Next(image, plain => plain.InMemory());
        if (opened.Orientation != 1)
        {
            image = VipsImage.Next(image, decoded => decoded.Apply("autorot"));
        }

        if (turn % 4 != 0)
        {
            image = VipsImage.Next(image, straight => straight.Apply("rot", ("angle", $"d{turn % 4 * 90}")));
        }

        if (Math.Max(image.Width, image.Height) > LongestUprightSide)
        {
            var scale = (double)LongestUprightSide / Math.Max(image.Width, image.Height);
            image = VipsImage.Next(image, large => large.Apply("resize", ("scale", Text(scale))));
        }

        return opened.Orientation != 1 || turn % 4 != 0 ? VipsImage.Next(image, turned => turned.InMemory()) : image;
    }

    private static LegibilityFigures Figures(VipsImage upright)
    {
        var smaller = Raster.Of(upright).Shrunk(Math.Max(upright.Width, upright.Height) / LegibilitySide);
        return Legibility.Measure(smaller.Green(), smaller.Width, smaller.Height);
    }

    /// <summary>
    /// Burns the boxes into the upright picture. Each grows to the grid of 16-pixel JPEG blocks and by two blocks more: what stood
    /// under it leaves no ringing or chroma beside it (E4).
    /// </summary>
    private static (ImageFindings Findings, List<byte[]> Results) Mask(ImageOrder order, byte[] file, VipsImage opened, ImageFindings findings)
    {
        var (width, height) = (opened.Width, opened.Height);
        var areas = order.Boxes.Select(box => Grown(box, width, height)).ToList();
        var eighths = Array.Find([1, 2, 4], part => width * part / 8 >= ThumbnailWidth) is > 0 and var part ? part : 8;
        if (Turbo.IsThere && findings.Format == ImageFormat.Jpeg && Turbo.Blacken(file, areas) is { } burnt && Turbo.Decode(burnt, eighths) is { } small)
        {
            return (findings, [burnt, Thumbnail(small)]);
        }

        using var plain = opened.Plain();
        var picture = Raster.Of(plain);
        foreach (var (left, top, right, bottom) in areas)
        {
            for (var row = top; row < bottom; row++)
            {
                picture.Pixels.AsSpan(((row * width) + left) * picture.Bands, (right - left) * picture.Bands).Clear();
            }
        }

        return (findings, [Jpeg(picture, order.Quality), Thumbnail(picture)]);
    }

    /// <summary>The pixels that a box really covers: left and top included, right and bottom not.</summary>
    public static (int Left, int Top, int Right, int Bottom) Grown(MaskBox box, int width, int height)
    {
        static int Down(double at) => Math.Max(0, ((int)Math.Floor(at) / McuSide * McuSide) - Margin);
        static int Up(double at, int edge) => Math.Min(edge, (((int)Math.Ceiling(at) + McuSide - 1) / McuSide * McuSide) + Margin);
        return (Down(box.X * width), Down(box.Y * height), Up((box.X + box.Width) * width, width), Up((box.Y + box.Height) * height, height));
    }

    private static (ImageFindings Findings, List<byte[]> Results) Portrait(VipsImage opened, ImageFindings findings)
    {
        using var upright = Upright(opened, 0);
        var shape = (double)upright.Width / upright.Height;
        var done = findings with { Width = upright.Width, Height = upright.Height, Figures = Figures(upright) };
        if (shape is < 0.6 or > 0.85 || upright.Height < 413)
        {
            return (done with { Problem = ImageProblem.TooSmall }, []);
        }

        using var inch = upright.Apply("thumbnail_image", ("width", "295"), ("height", "413"), ("crop", "centre"));
        return (done, [inch.ToJpeg(90)]);
    }

    private static bool EndsProperly(byte[] file, ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => file.AsSpan(Math.Max(0, file.Length - 65536)).IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) >= 0,
        ImageFormat.Png => file.AsSpan(Math.Max(0, file.Length - 65536)).IndexOf("IEND"u8) >= 0,
        ImageFormat.Heic or ImageFormat.Pdf or ImageFormat.Unknown => true,
    };

    private static Span<byte> Span(GMemory memory) => MemoryMarshal.CreateSpan(
        ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), memory.DangerousGetHandle()), checked((int)memory.Length));

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}

/// <summary>What a picture may be; judged from its header before anything is decoded.</summary>
public static class ImageLimits
{
    /// <summary>60 megapixels: an A4 page at 800 dpi.</summary>
    public const long MostPixels = 60_000_000;

    public const int LongestSide = 30_000;

    public const int ShortestSide = 32;

    /// <summary>Pages that one PDF may have.</summary>
    public const int MostPdfPages = 100;
}
