using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Zhiping.Attachments.Imaging;

/// <summary>Why a file is no page; the words for the applicant are made from it elsewhere.</summary>
public enum ImageProblem
{
    None,
    Unreadable,
    Truncated,
    TooManyPixels,
    TooSmall,
    WrongFormat,
    Unsupported,
    TimedOut,
}

/// <summary>A rectangle in fractions of the upright page, 0–1 from its top left.</summary>
public readonly record struct MaskBox(double X, double Y, double Width, double Height)
{
    /// <summary>Share of the page that the box covers.</summary>
    [JsonIgnore]
    public double Area => Width * Height;

    /// <summary>Whether it lies on the page and has a size.</summary>
    [JsonIgnore]
    public bool IsSound => double.IsFinite(X + Y + Width + Height) && X >= 0 && Y >= 0 && Width > 0 && Height > 0 && X + Width <= 1.0001 && Y + Height <= 1.0001;
}

/// <summary>What a worker is asked to do with one file.</summary>
public sealed record ImageOrder
{
    /// <summary><c>inspect</c>, <c>page</c>, <c>mask</c>, <c>portrait</c>, <c>read</c> or <c>spoil</c>.</summary>
    public required string Do { get; init; }

    /// <summary>Quarter turns clockwise on top of EXIF, 0–3.</summary>
    public int Turn { get; init; }

    /// <summary>For a page: level its lines and leave the desk around it away.</summary>
    public bool IsStraightened { get; init; }

    public IReadOnlyList<MaskBox> Boxes { get; init; } = [];

    /// <summary>Only for drawn scans: Gaussian radius, brightness factor, noise.</summary>
    public double Blur { get; init; }

    public double Brightness { get; init; } = 1;

    public double Noise { get; init; }

    public double Tilt { get; init; }

    /// <summary>Only for drawn scans: how much darker the paper's far corner is, 0–1.</summary>
    public double Shade { get; init; }

    /// <summary>For a page where the corners of the sheet to cut out are; for drawn scans where they come to lie, in a picture of <see cref="Width"/> × <see cref="Height"/>. In fractions.</summary>
    public IReadOnlyList<Spot> Corners { get; init; } = [];

    public int Width { get; init; }

    public int Height { get; init; }

    /// <summary>For reading: how far the lines are off the level in degrees, where that is known.</summary>
    public double? Skew { get; init; }

    public int Quality { get; init; } = 85;
}

/// <summary>What a worker found.</summary>
public sealed record ImageFindings
{
    public ImageProblem Problem { get; init; }

    public ImageFormat Format { get; init; }

    /// <summary>Size of the upright picture in pixels.</summary>
    public int Width { get; init; }

    public int Height { get; init; }

    /// <summary>Orientation stated by EXIF, 1–8.</summary>
    public int Orientation { get; init; } = 1;

    /// <summary>How far the lines were off the level in degrees, clockwise.</summary>
    public double Skew { get; init; }

    /// <summary>For reading: from pixels of the prepared picture to fractions of the page.</summary>
    public Projection ToPage { get; init; }

    public LegibilityNotes Notes { get; init; }

    public LegibilityFigures Figures { get; init; }

    /// <summary>What a page looks like (<see cref="Likeness"/>); none at all is written as an empty one.</summary>
    public byte[]? Print { get; init => field = value is { Length: > 0 } ? value : null; }
}

[JsonSerializable(typeof(ImageOrder))]
[JsonSerializable(typeof(ImageFindings))]
internal sealed partial class WorkerJson : JsonSerializerContext;

/// <summary>Messages between the pool and a worker: a JSON head and some byte strings, each with its length before it.</summary>
internal static class WorkerProtocol
{
    /// <summary>No message part is longer; a peer that claims more is broken.</summary>
    private const int Longest = 256 * 1024 * 1024;

    public static async Task WriteAsync(Stream stream, byte[] head, IReadOnlyList<byte[]> parts, CancellationToken cancel)
    {
        await WritePartAsync(stream, head, cancel);
        var count = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(count, parts.Count);
        await stream.WriteAsync(count, cancel);
        foreach (var part in parts)
        {
            await WritePartAsync(stream, part, cancel);
        }

        await stream.FlushAsync(cancel);
    }

    /// <summary>The next message, or null at the end of the stream.</summary>
    public static async Task<(byte[] Head, List<byte[]> Parts)?> ReadAsync(Stream stream, CancellationToken cancel)
    {
        if (await ReadPartAsync(stream, cancel) is not { } head)
        {
            return null;
        }

        var count = new byte[4];
        await stream.ReadExactlyAsync(count, cancel);
        var parts = new List<byte[]>();
        for (var left = BinaryPrimitives.ReadInt32LittleEndian(count); left > 0 && parts.Count < 16; left--)
        {
            parts.Add(await ReadPartAsync(stream, cancel) ?? throw new EndOfStreamException());
        }

        return (head, parts);
    }

    public static byte[] Head(ImageOrder order) => JsonSerializer.SerializeToUtf8Bytes(order, WorkerJson.Default.ImageOrder);

    public static byte[] Head(ImageFindings findings) => JsonSerializer.SerializeToUtf8Bytes(findings, WorkerJson.Default.ImageFindings);

    public static ImageOrder Order(byte[] head) => JsonSerializer.Deserialize(head, WorkerJson.Default.ImageOrder)!;

    public static ImageFindings Findings(byte[] head) => JsonSerializer.Deserialize(head, WorkerJson.Default.ImageFindings)!;

    private static async Task WritePartAsync(Stream stream, byte[] part, CancellationToken cancel)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
        await stream.WriteAsync(length, cancel);
        await stream.WriteAsync(part, cancel);
    }

    private static async Task<byte[]?> ReadPartAsync(Stream stream, CancellationToken cancel)
    {
        var length = new byte[4];
        var read = await stream.ReadAtLeastAsync(length, 4, throwOnEndOfStream: false, cancel);
        if (read == 0)
        {
            return null;
        }

        if (read < 4)
        {
            throw new EndOfStreamException();
        }

        var size = BinaryPrimitives.ReadInt32LittleEndian(length);
        if (size is < 0 or > Longest)
        {
            throw new InvalidDataException("A message part of that length cannot be.");
        }

        var part = new byte[size];
        await stream.ReadExactlyAsync(part, cancel);
        return part;
    }
}
