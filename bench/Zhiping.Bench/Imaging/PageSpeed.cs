using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using Zhiping.Attachments.Imaging;
using Zhiping.Demo.Drawing;
using Zhiping.Documents.Browser;

namespace Zhiping.Bench.Imaging;

/// <summary>Masking and the page pipeline beside libjpeg-turbo's decode and encode of the same page, in turns in one run.</summary>
public static class PageSpeed
{
    private const int Rounds = 25;

    /// <summary><c>pages</c></summary>
    public static async Task<int> Run(string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        await using var chromium = new Chromium(new ChromiumOptions(), NullLogger<Chromium>.Instance);
        await using var workers = new ImageWorkers(new ImageWorkerOptions { Workers = 1 }, NullLogger<ImageWorkers>.Instance);
        var drawn = await new LeakSet(chromium, workers).Get(0);
        var large = new ImageOrder { Do = "spoil", Noise = 4, Quality = 85, Width = 2480, Height = 3508, Corners = [new(0, 0), new(1, 0), new(1, 1), new(0, 1)] };
        var jpeg = (await workers.DoAsync(large, drawn.Jpeg)).Pictures[0];
        MaskBox[] boxes = [new(0.2, 0.2, 0.2, 0.03), new(0.5, 0.6, 0.1, 0.02)];
        List<double> baseline = [], mask = [], page = [], turned = [];
        for (var round = -3; round < Rounds; round++)
        {
            var times = (Turbo.DecodeAndEncode(jpeg, 85), await Timed(() => workers.MaskAsync(jpeg, boxes)), await Timed(() => workers.PageAsync(jpeg, 0)), await Timed(() => workers.PageAsync(jpeg, 1)));
            if (round >= 0)
            {
                baseline.Add(times.Item1);
                mask.Add(times.Item2);
                page.Add(times.Item3);
                turned.Add(times.Item4);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"2480 x 3508 JPEG of {jpeg.Length / 1024} KB, {Rounds} rounds in turns; median (best)"));
        Say("libjpeg-turbo decode + encode", baseline, baseline);
        Say("mask with two boxes, thumbnail, through the worker", mask, baseline);
        Say("page: upright, thumbnail, legibility, print, through the worker", page, baseline);
        Say("the same, turned by a quarter", turned, baseline);
        return 0;
    }

    private static async Task<double> Timed(Func<Task<ImageAnswer>> work)
    {
        var clock = Stopwatch.StartNew();
        return (await work()).IsRefused ? throw new InvalidDataException("The page was refused.") : clock.Elapsed.TotalMilliseconds;
    }

    private static void Say(string what, List<double> times, List<double> baseline) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: {Median(times):0.0} ms ({times.Min():0.0}) = {Median(times) / Median(baseline):0.00} x ({times.Min() / baseline.Min():0.00} x)"));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>The plain library (Debian's libturbojpeg0), with nothing around it.</summary>
    private static class Turbo
    {
        private const string Library = "libturbojpeg.so.0";

        public static double DecodeAndEncode(byte[] jpeg, int quality)
        {
            var clock = Stopwatch.StartNew();
            var decoder = tjInitDecompress();
            if (tjDecompressHeader3(decoder, jpeg, (nuint)jpeg.Length, out var width, out var height, out _, out _) != 0)
            {
                throw new InvalidDataException("libjpeg-turbo cannot open the page.");
            }

            var pixels = new byte[width * height * 3];
            var decoded = tjDecompress2(decoder, jpeg, (nuint)jpeg.Length, pixels, width, 0, height, 0, 0);
            _ = tjDestroy(decoder);
            var encoder = tjInitCompress();
            var (buffer, size) = (IntPtr.Zero, (nuint)0);
            var encoded = tjCompress2(encoder, pixels, width, 0, height, 0, ref buffer, ref size, 2, quality, 0);
            tjFree(buffer);
            _ = tjDestroy(encoder);
            return decoded == 0 && encoded == 0 && size > 0 ? clock.Elapsed.TotalMilliseconds : throw new InvalidDataException("libjpeg-turbo failed.");
        }

        [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern IntPtr tjInitDecompress();

        [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern IntPtr tjInitCompress();

        [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int tjDestroy(IntPtr handle);

        [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern void tjFree(IntPtr buffer);

        [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int tjDecompressHeader3(IntPtr handle, byte[] jpeg, nuint size, out int width, out int height, out int subsampling, out int colours);

        [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int tjDecompress2(IntPtr handle, byte[] jpeg, nuint size, [Out] byte[] pixels, int width, int pitch, int height, int format, int flags);

        [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int tjCompress2(IntPtr handle, [In] byte[] pixels, int width, int pitch, int height, int format, ref IntPtr buffer, ref nuint size, int subsampling, int quality, int flags);
    }
}
