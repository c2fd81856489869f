using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Zhiping.Attachments.Imaging;

/// <summary>
/// JPEGs by libjpeg-turbo itself: decoding and encoding without anything between, and masks laid over the compressed blocks, so that the
/// rest of the page is not compressed a second time. Where the library is not installed, libvips does the same in more time.
/// Never called in the web process.
/// </summary>
internal static unsafe class Turbo
{
    /// <summary>Set to anything, the worker does without: for the tests of the other way.</summary>
    public const string Without = "ZHIPING_WITHOUT_TURBO";

    private const string Library = "libturbojpeg.so.0";
    private const int Rgb = 0;
    private const int Gray = 6;
    private const int ColoursGray = 2;
    private const int ColoursAsOnPaper = 2;
    private const int Sampled420 = 2;
    private const int SampledGray = 3;
    private const int ExactTransform = 4096;
    private const int StopOnWarning = 8192;
    private const int LimitScans = 32768;
    private const int CopyNoMarkers = 64;

    /// <summary>Whether the library is here.</summary>
    public static bool IsThere { get; } = Environment.GetEnvironmentVariable(Without) is null
        && NativeLibrary.TryLoad(Library, typeof(Turbo).Assembly, DllImportSearchPath.SafeDirectories, out _);

    /// <summary>The picture in bytes, grey or red, green and blue; null where it is something to be careful with (other colours, damage).</summary>
    /// <param name="jpeg">The file.</param>
    /// <param name="eighths">1, 2, 4 or 8: how large it is decoded, which takes less time the smaller.</param>
    public static Raster? Decode(byte[] jpeg, int eighths = 8)
    {
        using var handle = new Handle(tjInitDecompress());
        if (tjDecompressHeader3(handle, jpeg, (nuint)jpeg.Length, out var width, out var height, out _, out var colours) != 0 || colours is < 0 or > ColoursAsOnPaper)
        {
            return null;
        }

        (width, height) = (((width * eighths) + 7) / 8, ((height * eighths) + 7) / 8);
        var bands = colours == ColoursGray ? 1 : 3;
        var pixels = GC.AllocateUninitializedArray<byte>(checked(width * height * bands));
        var done = tjDecompress2(
            handle, jpeg, (nuint)jpeg.Length, pixels, width, width * bands, height, bands == 1 ? Gray : Rgb, StopOnWarning | LimitScans | ExactTransform);
        return done == 0 ? new Raster(pixels, width, height, bands) : null;
    }

    /// <summary>A JPEG without any metadata, colours at half the resolution.</summary>
    public static byte[] Encode(Raster raster, int quality)
    {
        using var handle = new Handle(tjInitCompress());
        var (buffer, size) = (IntPtr.Zero, (nuint)0);
        try
        {
            var done = tjCompress2(
                handle, raster.Pixels, raster.Width, raster.Width * raster.Bands, raster.Height, raster.Bands == 1 ? Gray : Rgb,
                ref buffer, ref size, raster.Bands == 1 ? SampledGray : Sampled420, quality, ExactTransform);
            return done == 0 ? Bare(buffer, size) : throw new PictureException("encoding failed");
        }
        finally
        {
            tjFree(buffer);
        }
    }

    /// <summary>
    /// Blackens rectangles in the compressed blocks themselves: what a block held is gone, and every block outside stays bit by bit as it
    /// was. Rectangles begin and end on the grid of blocks or at the page's edge. Null where the file is not such a JPEG.
    /// </summary>
    public static byte[]? Blacken(byte[] jpeg, IReadOnlyList<(int Left, int Top, int Right, int Bottom)> areas)
    {
        if (JpegPlan.Of(jpeg) is not { } plan)
        {
            return null;
        }

        using var handle = new Handle(tjInitTransform());
        var job = GCHandle.Alloc(new Job(plan, areas));
        var (buffer, size) = (IntPtr.Zero, (nuint)0);
        try
        {
            var transform = new Transform { Options = CopyNoMarkers, Data = GCHandle.ToIntPtr(job), Filter = &Blacken };
            return tjTransform(handle, jpeg, (nuint)jpeg.Length, 1, ref buffer, ref size, ref transform, StopOnWarning | LimitScans) == 0 ? Bare(buffer, size) : null;
        }
        finally
        {
            job.Free();
            tjFree(buffer);
        }
    }

    /// <summary>Called for each row of blocks of each component.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Blacken(short* blocks, Region row, Region plane, int component, int number, Transform* transform)
    {
        var job = (Job)GCHandle.FromIntPtr(transform->Data).Target!;
        var (across, down, black) = job.Plan.Component(component);
        foreach (var (left, top, right, bottom) in job.Areas)
        {
            // In blocks of this component: eight pixels of it, which are sixteen of the page where colours have half the resolution.
            if (row.Y / 8 >= top / down && row.Y / 8 < Up(bottom, down))
            {
                var (first, last) = (left / across, Math.Min(Up(right, across), row.Width / 8));
                new Span<short>(blocks + (first * 64), Math.Max(0, last - first) * 64).Clear();
                for (var block = first; block < last; block++)
                {
                    blocks[block * 64] = black;
                }
            }
        }

        return 0;

        static int Up(int at, int step) => (at + step - 1) / step;
    }

    /// <summary>Leaves out the one segment that the library writes by itself: the file then says nothing but its picture.</summary>
    private static byte[] Bare(IntPtr buffer, nuint size)
    {
        var file = new ReadOnlySpan<byte>((void*)buffer, checked((int)size));
        var skip = file[2..].StartsWith((ReadOnlySpan<byte>)[0xFF, 0xE0]) ? 2 + (file[4] << 8) + file[5] : 0;
        var bare = GC.AllocateUninitializedArray<byte>(file.Length - skip);
        file[..2].CopyTo(bare);
        file[(2 + skip)..].CopyTo(bare.AsSpan(2));
        return bare;
    }

    private sealed record Job(JpegPlan Plan, IReadOnlyList<(int Left, int Top, int Right, int Bottom)> Areas);

    [StructLayout(LayoutKind.Sequential)]
    private struct Region
    {
        public int X;
        public int Y;
        public int Width;
        public int Height;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Transform
    {
        public Region Crop;
        public int Operation;
        public int Options;
        public IntPtr Data;
        public delegate* unmanaged[Cdecl]<short*, Region, Region, int, int, Transform*, int> Filter;
    }

    private sealed class Handle : SafeHandle
    {
        public Handle(IntPtr made)
            : base(IntPtr.Zero, ownsHandle: true) => SetHandle(made == IntPtr.Zero ? throw new PictureException("no memory") : made);

        public override bool IsInvalid => handle == IntPtr.Zero;

        protected override bool ReleaseHandle() => tjDestroy(handle) == 0;
    }

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr tjInitDecompress();

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr tjInitCompress();

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr tjInitTransform();

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int tjDestroy(IntPtr handle);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void tjFree(IntPtr buffer);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int tjDecompressHeader3(Handle handle, byte[] jpeg, nuint size, out int width, out int height, out int subsampling, out int colours);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int tjDecompress2(Handle handle, byte[] jpeg, nuint size, [Out] byte[] pixels, int width, int pitch, int height, int format, int flags);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int tjCompress2(
        Handle handle, [In] byte[] pixels, int width, int pitch, int height, int format, ref IntPtr buffer, ref nuint size, int subsampling, int quality, int flags);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int tjTransform(
        Handle handle, byte[] jpeg, nuint size, int count, ref IntPtr buffer, ref nuint made, ref Transform transform, int flags);
}

/// <summary>What a JPEG says before its picture begins: how finely each component is sampled and how coarsely its mean is kept.</summary>
internal sealed record JpegPlan(IReadOnlyList<(int Across, int Down, int Table)> Components, int[] Steps)
{
    /// <summary>Pixels of the page that a block of the component covers, and the value at which it is black (of a colour: without colour).</summary>
    public (int Across, int Down, short Black) Component(int index)
    {
        var (across, down, table) = Components[index];
        var (most, tallest) = (Components.Max(one => one.Across), Components.Max(one => one.Down));
        return (8 * most / across, 8 * tallest / down, index == 0 ? (short)-((1024 + Steps[table] - 1) / Steps[table]) : (short)0);
    }

    /// <summary>Null where a segment is not as it should be.</summary>
    public static JpegPlan? Of(ReadOnlySpan<byte> jpeg)
    {
        var steps = new int[4];
        for (var at = 2; at + 4 <= jpeg.Length && jpeg[at] == 0xFF;)
        {
            var (mark, length) = (jpeg[at + 1], (jpeg[at + 2] << 8) + jpeg[at + 3]);
            if (length < 2 || at + 2 + length > jpeg.Length)
            {
                return null;
            }

            var body = jpeg.Slice(at + 4, length - 2);
            if (mark == 0xDB)
            {
                ReadTables(body, steps);
            }
            else if (mark is 0xC0 or 0xC1 or 0xC2)
            {
                return Sampled(body) is { Count: 1 or 3 } components && components.All(one => steps[one.Table] > 0) ? new JpegPlan(components, steps) : null;
            }

            at += 2 + length;
        }

        return null;
    }

    private static void ReadTables(ReadOnlySpan<byte> body, int[] steps)
    {
        while (body.Length > 1)
        {
            var (wide, table) = (body[0] >> 4 != 0, body[0] & 3);
            steps[table] = wide && body.Length > 2 ? (body[1] << 8) + body[2] : body[1];
            body = body[Math.Min(body.Length, 1 + (wide ? 128 : 64))..];
        }
    }

    private static List<(int Across, int Down, int Table)> Sampled(ReadOnlySpan<byte> body)
    {
        List<(int, int, int)> components = [];
        for (var at = 6; body.Length > 5 && at + 3 <= body.Length && components.Count < body[5]; at += 3)
        {
            components.Add((Math.Max(1, body[at + 1] >> 4), Math.Max(1, body[at + 1] & 15), body[at + 2] & 3));
        }

        return components;
    }
}
