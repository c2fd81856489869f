namespace Zhiping.Attachments.Imaging;

/// <summary>What the first bytes of a file say it is; names and content types from outside are never believed.</summary>
public enum ImageFormat
{
    Unknown,
    Jpeg,
    Png,
    Heic,
    Pdf,
}

/// <summary>Tells formats by their first bytes.</summary>
public static class ImageFormats
{
    /// <summary>How many first bytes <see cref="Of"/> wants to see.</summary>
    public const int BytesNeeded = 16;

    private static readonly byte[] PngMark = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static ImageFormat Of(ReadOnlySpan<byte> start)
    {
        if (start.Length >= 3 && start[0] == 0xFF && start[1] == 0xD8 && start[2] == 0xFF)
        {
            return ImageFormat.Jpeg;
        }

        if (start.StartsWith(PngMark))
        {
            return ImageFormat.Png;
        }

        if (start.StartsWith("%PDF-"u8))
        {
            return ImageFormat.Pdf;
        }

        if (start.Length >= 12 && start[4..8].SequenceEqual("ftyp"u8))
        {
            var brand = start[8..12];
            return brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8)
                ? ImageFormat.Heic
                : ImageFormat.Unknown;
        }

        return ImageFormat.Unknown;
    }

    public static string ContentType(ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "image/jpeg",
        ImageFormat.Png => "image/png",
        ImageFormat.Heic => "image/heic",
        ImageFormat.Pdf => "application/pdf",
        ImageFormat.Unknown => "application/octet-stream",
    };
}
