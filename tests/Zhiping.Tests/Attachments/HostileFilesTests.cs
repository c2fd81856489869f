using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Xunit;
using Zhiping.Attachments.Imaging;

namespace Zhiping.Tests.Attachments;

/// <summary>Files made to do harm. 120 mutated ones, 1,000 with ZHIPING_LONG; the slowest and the hungriest are written to the test's output.</summary>
public sealed class HostileFilesTests(WorkersFixture fixture) : IClassFixture<WorkersFixture>
{
    private const long MostMemory = 64L * 1024 * 1024;

    private static readonly int Mutations = Environment.GetEnvironmentVariable("ZHIPING_LONG") is { Length: > 0 } ? 1000 : 120;

    private readonly ImageWorkers workers = fixture.Workers;

    [Fact]
    [Requirement("E2")]
    public async Task AMutatedPicture_IsAnsweredOrRefused_WithLittleMemory()
    {
        var jpeg = (await workers.PageAsync(Pictures.Page(620, 877), 0)).Pictures[0];
        byte[][] seeds = [jpeg, Pictures.WithOrientation(jpeg, 6), Pictures.Page(400, 560), Pictures.Claims(5000, 7000)];

        // What a good page of this size takes is the worker at rest; its reserves are full then.
        for (var warm = 0; warm < 10; warm++)
        {
            await workers.PageAsync(seeds[warm % 3], 0);
        }

        var worker = Worker();
        Reset(worker);
        var idle = Figure(worker, "VmRSS");
        var (slowest, refused) = (TimeSpan.Zero, 0);
        for (var round = 0; round < Mutations; round++)
        {
            var clock = Stopwatch.StartNew();
            var answer = await workers.PageAsync(Mutated(seeds[round % seeds.Length], new Random(20240712 + round)), 0);
            slowest = clock.Elapsed > slowest ? clock.Elapsed : slowest;
            refused += answer.IsRefused ? 1 : 0;
        }

        // The same process that was there before has lived through all of them.
        Assert.Equal(worker, Worker());
        var peak = Figure(worker, "VmHWM") - idle;
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{Mutations} pictures, {refused} refused, slowest {slowest.TotalMilliseconds:0} ms, {peak / 1048576.0:0.0} MiB above idle"));
        Assert.True(refused > Mutations / 4, $"{refused} refused");
        Assert.True(peak < MostMemory, $"{peak / 1048576} MiB");
        Assert.False((await workers.PageAsync(jpeg, 0)).IsRefused);
    }

    [Fact]
    [Requirement("E2")]
    public async Task ABomb_IsRefusedFromItsHeader_WithLittleMemory()
    {
        var jpeg = (await workers.PageAsync(Pictures.Page(620, 877), 0)).Pictures[0];
        (string Name, byte[] File)[] bombs =
        [
            ("PNG 1 x 500,000,000", Pictures.Claims(1, 500_000_000)), ("PNG 30,000 x 30,000", Pictures.Claims(30_000, 30_000)), ("PNG 2^31-1 square", Pictures.Claims(int.MaxValue, int.MaxValue)),
            ("PNG that unpacks to 2 GB", Unpacking()), ("GIF 65,535 x 65,535", [.. "GIF89a"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0x3B]), ("JPEG 65,500 x 65,500", Claiming(jpeg, 65_500)), ("JPEG 7,000 x 7,000 without data", Empty(Claiming(jpeg, 7_000))),
            ("0 bytes", []), ("half a JPEG", jpeg[..(jpeg.Length / 2)]), ("half a PNG", Pictures.Page()[..20_000]), ("SVG", "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray()),
            ("HEIC without anything", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8]),
        ];
        var worker = Worker();
        Reset(worker);
        var idle = Figure(worker, "VmRSS");
        foreach (var (name, file) in bombs)
        {
            var clock = Stopwatch.StartNew();
            var answer = await workers.PageAsync(file, 0);
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {answer.Findings.Problem}, {clock.Elapsed.TotalMilliseconds:0} ms"));
            Assert.True(answer.IsRefused, name);
            Assert.NotEqual(ImageProblem.TimedOut, answer.Findings.Problem);
        }

        Assert.Equal(worker, Worker());
        Assert.True(Figure(worker, "VmHWM") - idle < MostMemory, $"{(Figure(worker, "VmHWM") - idle) / 1048576} MiB");
        Assert.False((await workers.PageAsync(jpeg, 0)).IsRefused);
    }

    [Fact]
    [Requirement("E2")]
    public async Task AMutatedPdf_IsSplitOrRefused()
    {
        var seed = PdfPagesTests.Pdf(3);
        var (slowest, refused) = (TimeSpan.Zero, 0);
        for (var round = 0; round < Mutations / 5; round++)
        {
            var clock = Stopwatch.StartNew();
            using var split = await PdfPages.SplitAsync(Mutated(seed, new Random(round)));
            slowest = clock.Elapsed > slowest ? clock.Elapsed : slowest;
            refused += split.Problem == PdfProblem.None ? 0 : 1;
            Assert.Equal(split.Problem == PdfProblem.None, split.Files.Count > 0);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Mutations / 5} PDFs, {refused} refused, slowest {slowest.TotalMilliseconds:0} ms"));
        using var good = await PdfPages.SplitAsync(seed);
        Assert.Equal(3, good.Files.Count);
    }

    [Fact]
    [Requirement("E2")]
    public async Task APdfBomb_IsRefusedBeforeItIsDrawn()
    {
        foreach (var (name, file) in new (string, byte[])[]
        {
            ("100,000 pages", PdfPagesTests.Pdf(100_000)), ("claims 100,000 pages", Claiming(PdfPagesTests.Pdf(1))), ("object stream of 1 GB", ObjectStream()), ("pages that are their own parents", Looping()), ("nothing", "%PDF-1.7\n"u8.ToArray()),
        })
        {
            var clock = Stopwatch.StartNew();
            using var split = await PdfPages.SplitAsync(file);
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {split.Problem}, {split.PageCount} pages, {clock.Elapsed.TotalMilliseconds:0} ms"));
            Assert.NotEqual(PdfProblem.None, split.Problem);
            Assert.Empty(split.Files);
        }
    }

    private static byte[] Mutated(byte[] seed, Random random)
    {
        var file = seed.ToList();
        for (var change = random.Next(1, 12); change > 0 && file.Count > 40; change--)
        {
            var at = random.Next(random.Next(2) == 0 ? Math.Min(200, file.Count) : file.Count);
            switch (random.Next(6))
            {
                case 0: file[at] = (byte)random.Next(256); break;
                case 1: file[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: file[at] = random.Next(2) == 0 ? (byte)0xFF : (byte)0; break;
                case 3: file.RemoveRange(at, Math.Min(random.Next(1, 60), file.Count - at)); break;
                case 4: file.InsertRange(at, Enumerable.Range(0, random.Next(1, 60)).Select(_ => (byte)random.Next(256))); break;
                default:
                    if (random.Next(4) == 0)
                    {
                        file.RemoveRange(at, file.Count - at);
                    }

                    break;
            }
        }

        return [.. file];
    }

    /// <summary>A JPEG that says it is so many pixels square.</summary>
    /// <summary>Ends where the picture would begin.</summary>
    private static byte[] Empty(byte[] jpeg) => [.. jpeg[..(jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]) + 14)], 0xFF, 0xD9];

    private static byte[] Claiming(byte[] jpeg, int side)
    {
        var file = (byte[])jpeg.Clone();
        for (var at = 2; at < file.Length - 9; at += 2 + (file[at + 2] << 8) + file[at + 3])
        {
            if (file[at + 1] is 0xC0 or 0xC2)
            {
                (file[at + 5], file[at + 6], file[at + 7], file[at + 8]) = ((byte)(side >> 8), (byte)(side & 255), (byte)(side >> 8), (byte)(side & 255));
                return file;
            }
        }

        throw new InvalidOperationException("This JPEG has no frame.");
    }

    private static byte[] Claiming(byte[] pdf) => Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(pdf).Replace("/Count 1/", "/Count 100000/", StringComparison.Ordinal));

    /// <summary>A PNG of 7,000 × 7,000 whose packed data goes on for 2 GB.</summary>
    private static byte[] Unpacking()
    {
        var claims = Pictures.Claims(7000, 7000);
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var zeros = new byte[1024 * 1024];
            for (var part = 0; part < 2048; part++)
            {
                // A filter that does not exist stands at the start of each row.
                zeros[0] = 0xFE;
                zip.Write(zeros);
            }
        }

        return [.. claims[..33], .. Pictures.Chunk("IDAT", packed.ToArray()), .. Pictures.Chunk("IEND", [])];
    }

    private static byte[] ObjectStream()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var blanks = new byte[1024 * 1024];
            Array.Fill(blanks, (byte)' ');
            zip.Write("1 0 2 40 "u8);
            for (var part = 0; part < 1024; part++)
            {
                zip.Write(blanks);
            }
        }

        var head = Encoding.ASCII.GetBytes($"%PDF-1.5\n9 0 obj<</Type/ObjStm/N 2/First 9/Filter/FlateDecode/Length {packed.Length}>>stream\n");
        var body = packed.ToArray();
        var xref = head.Length + body.Length + "\nendstream endobj\n".Length;
        byte[] table = [0, 0, 0, 0, 0, 255, 2, 0, 0, 0, 9, 0, 2, 0, 0, 0, 9, 1, 1, 0, 0, 0, 9, 0];
        return
        [
            .. head, .. body, .. "\nendstream endobj\n"u8,
            .. Encoding.ASCII.GetBytes($"8 0 obj<</Type/XRef/Size 3/W[1 4 1]/Root 1 0 R/Length {table.Length}>>stream\n"), .. table, .. Encoding.ASCII.GetBytes($"\nendstream endobj\nstartxref\n{xref}\n%%EOF\n"),
        ];
    }

    private static byte[] Looping() => Encoding.ASCII.GetBytes(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 5000/Kids[2 0 R 2 0 R]/Parent 2 0 R>>endobj\ntrailer<</Size 3/Root 1 0 R>>\n%%EOF\n");

    private int Worker() => Assert.Single(workers.Processes);

    private static void Reset(int process) => File.WriteAllText($"/proc/{process}/clear_refs", "5");

    private static long Figure(int process, string name)
        => long.Parse(File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith(name, StringComparison.Ordinal)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
}
