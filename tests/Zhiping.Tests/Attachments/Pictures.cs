using System.Buffers.Binary;
using System.IO.Compression;

namespace Zhiping.Tests.Attachments;

/// <summary>Makes test pictures from nothing, byte by byte.</summary>
internal static class Pictures
{
    /// <summary>A grey PNG; the painter gives the value of a pixel.</summary>
    public static byte[] Png(int width, int height, Func<int, int, byte> paint)
    {
        using var raw = new MemoryStream();
        using (var packed = new ZLibStream(raw, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[width + 1];
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    row[x + 1] = paint(x, y);
                }

                packed.Write(row);
            }
        }

        return Assemble(width, height, raw.ToArray());
    }

    /// <summary>A PNG in colours.</summary>
    public static byte[] Colour(int width, int height, Func<int, int, (byte Red, byte Green, byte Blue)> paint)
    {
        using var raw = new MemoryStream();
        using (var packed = new ZLibStream(raw, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[(width * 3) + 1];
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    (row[(x * 3) + 1], row[(x * 3) + 2], row[(x * 3) + 3]) = paint(x, y);
                }

                packed.Write(row);
            }
        }

        return Assemble(width, height, raw.ToArray(), 2);
    }

    /// <summary>A PNG that claims a size in its header and holds next to nothing.</summary>
    public static byte[] Claims(int width, int height) => Assemble(width, height, [0x78, 0x9C, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01]);

    /// <summary>A page of printed lines, like text: dark strokes of a few pixels on white.</summary>
    public static byte[] Page(int width = 1240, int height = 1754, byte paper = 250, byte ink = 20, int seed = 1)
        => Png(width, height, (x, y) => IsInk(x, y, width, height, seed) ? ink : paper);

    /// <summary>Puts an EXIF orientation into a JPEG.</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        byte[] exif =
        [
            0xFF, 0xE1, 0x00, 0x22, 0x45, 0x78, 0x69, 0x66, 0x00, 0x00, 0x4D, 0x4D, 0x00, 0x2A, 0x00, 0x00, 0x00, 0x08, 0x00, 0x01,
            0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, orientation, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        ];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    private static bool IsInk(int x, int y, int width, int height, int seed)
    {
        if (x < width / 10 || x > width * 9 / 10 || y < height / 12 || y > height * 11 / 12 || y % 40 > 22)
        {
            return false;
        }

        var glyph = ((x / 22 * 7919) + (y / 40 * 104729) + (seed * 31)) & 0x7FFFFFFF;
        var (gx, gy) = (x % 22, y % 40);
        return gx < 19 && (gx % 7 < 3 == ((glyph >> (gy / 5)) & 1) > 0) && gy % 6 < 4;
    }

    private static byte[] Assemble(int width, int height, byte[] data, byte colours = 0)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = colours;
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", header), .. Chunk("IDAT", data), .. Chunk("IEND", [])];
    }

    internal static byte[] Chunk(string name, byte[] data)
    {
        byte[] body = [.. System.Text.Encoding.ASCII.GetBytes(name), .. data];
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), Crc(body));
        return chunk;
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
            }
        }

        return ~crc;
    }
}
