using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using Zhiping.Attachments.Imaging;

namespace Zhiping.Tests.Attachments;

/// <summary>
/// Nothing around a mask tells what stands under it: two pages that differ only under the mask become the same file, byte by byte,
/// through compression, turning, splitting and thumbnails.
/// </summary>
public sealed class BurntMaskTests(WorkersFixture fixture) : BurntMaskTestsBase(fixture.Workers), IClassFixture<WorkersFixture>
{
    [Fact]
    [Requirement("E4")]
    public async Task TheRestOfThePage_StaysBitByBit_AndTheMaskIsBlack()
    {
        var upright = (await Workers.PageAsync(Drawn(1, 800, 1100), 0)).Pictures[0];
        var once = (await Workers.MaskAsync(upright, [Box])).Pictures[0];
        Assert.Equal(once, (await Workers.MaskAsync(once, [Box])).Pictures[0]);
        var all = (await Workers.MaskAsync(upright, [new MaskBox(0, 0, 1, 1)])).Pictures[0];
        Assert.Equal(0, (await Workers.PageAsync(all, 0)).Findings.Figures.Paper);

        // Masked again somewhere else, both together are what masking both at once is: nothing was compressed a second time.
        var other = new MaskBox(0.1, 0.7, 0.3, 0.05);
        Assert.Equal((await Workers.MaskAsync(upright, [Box, other])).Pictures[0], (await Workers.MaskAsync(once, [other])).Pictures[0]);
    }
}

/// <summary>Workers that do without libjpeg-turbo, as where it is not installed.</summary>
public sealed class PlainWorkersFixture : IAsyncDisposable
{
    public ImageWorkers Workers { get; } = new(new ImageWorkerOptions { Workers = 1, UsesTurbo = false }, NullLogger<ImageWorkers>.Instance);

    public ValueTask DisposeAsync() => Workers.DisposeAsync();
}

/// <summary>The same where everything goes through libvips.</summary>
public sealed class BurntMaskThroughVipsTests(PlainWorkersFixture fixture) : BurntMaskTestsBase(fixture.Workers), IClassFixture<PlainWorkersFixture>;

/// <summary>What holds of masks, whichever library burns them in.</summary>
public abstract class BurntMaskTestsBase(ImageWorkers workers)
{
    // On no boundary of blocks, of colours that bleed.
    protected static readonly MaskBox Box = new(0.3043, 0.2511, 0.2207, 0.0403);

    protected ImageWorkers Workers => workers;

    [Theory]
    [InlineData(85, 800, 1100, 0, 1)] // 4:2:0
    [InlineData(95, 800, 1100, 0, 1)] // 4:4:4
    [InlineData(85, 803, 1097, 1, 1)]
    [InlineData(85, 803, 1097, 2, 1)]
    [InlineData(95, 803, 1097, 3, 1)]
    [InlineData(85, 801, 1103, 0, 6)]
    [InlineData(85, 801, 1103, 0, 8)]
    [InlineData(60, 813, 1109, 0, 3)]
    [Requirement("E4")]
    public async Task APage_MaskedInTheSamePlace_IsTheSameFile_WhateverStoodThere(int quality, int width, int height, int turn, byte orientation)
    {
        var (first, second) = (await Masked(1, quality, width, height, turn, orientation), await Masked(2, quality, width, height, turn, orientation));
        Assert.NotEqual(first.Upright, second.Upright);
        Assert.Equal(first.Burnt, second.Burnt);
        Assert.Equal(first.Thumbnail, second.Thumbnail);
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(first.Burnt), StringComparison.Ordinal);
        Assert.Empty(Segments(first.Burnt));
    }

    [Fact]
    [Requirement("E4")]
    public async Task APageOfAPdf_MaskedInTheSamePlace_IsTheSameFile()
    {
        byte[][] burnt = [await FromPdf(1), await FromPdf(2)];
        Assert.Equal(burnt[0], burnt[1]);
    }

    [Fact]
    [Requirement("E4")]
    public async Task WithoutTheMarginRound_TheFilesWouldDiffer()
    {
        // The same pages under a box drawn a block smaller than what differs: the test above can fail.
        byte[][] burnt = [(await Masked(1, 85, 800, 1100, 0, 1, 0.6)).Burnt, (await Masked(2, 85, 800, 1100, 0, 1, 0.6)).Burnt];
        Assert.NotEqual(burnt[0], burnt[1]);
    }

    private async Task<(byte[] Upright, byte[] Burnt, byte[] Thumbnail)> Masked(int words, int quality, int width, int height, int turn, byte orientation, double share = 1)
    {
        var jpeg = (await workers.DoAsync(new ImageOrder { Do = "spoil", Quality = quality }, Drawn(words, width, height))).Pictures[0];
        var page = await workers.PageAsync(orientation == 1 ? jpeg : Pictures.WithOrientation(jpeg, orientation), turn);
        var box = Turned(Box, orientation switch { 6 => 1, 3 => 2, 8 => 3, _ => 0 } + turn);
        var mask = await workers.MaskAsync(page.Pictures[0], [box with { Width = box.Width * share, Height = box.Height * share }]);
        Assert.False(mask.IsRefused);
        return (page.Pictures[0], mask.Pictures[0], mask.Pictures[1]);
    }

    private async Task<byte[]> FromPdf(int words)
    {
        using var split = await PdfPages.SplitAsync(Pdf(words));
        Assert.Equal(PdfProblem.None, split.Problem);
        var page = await workers.PageAsync(await File.ReadAllBytesAsync(split.Files[0]), 0);
        return (await workers.MaskAsync(page.Pictures[0], [Box])).Pictures[0];
    }

    /// <summary>A page of coloured strokes that differs only inside the box, to its very edge.</summary>
    protected static byte[] Drawn(int words, int width, int height) => Pictures.Colour(width, height, (x, y) =>
    {
        var isInside = x >= Box.X * width && x < (Box.X + Box.Width) * width && y >= Box.Y * height && y < (Box.Y + Box.Height) * height;
        var stroke = ((x * (isInside ? words * 7 : 3)) + (y * (isInside ? words * 5 : 11))) % 23;
        return stroke < 8 ? ((byte)(isInside ? words * 90 : 30), (byte)20, (byte)(isInside ? 250 - (words * 60) : 60)) : ((byte)250, (byte)250, (byte)245);
    });

    private static byte[] Pdf(int words)
    {
        var strokes = new StringBuilder();
        for (var line = 0; line < 9; line++)
        {
            strokes.Append(CultureInfo.InvariantCulture, $"{(words == 1 ? "0.8 0 0" : "0 0 0.9")} rg {(Box.X * 595) + (line * 14 * words % 120)} {842 - ((Box.Y + Box.Height) * 842) + (line * 3)} 6 2 re f\n");
        }

        strokes.Append("0 0 0 rg 60 500 400 12 re f 60 620 300 3 re f\n");
        List<string> objects =
        [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>", $"<</Length {strokes.Length}>>stream\n{strokes}endstream",
        ];
        var text = new StringBuilder("%PDF-1.4\n");
        List<int> offsets = [];
        for (var index = 0; index < objects.Count; index++)
        {
            offsets.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{index + 1} 0 obj{objects[index]}endobj\n");
        }

        var start = text.Length;
        text.Append("xref\n0 5\n0000000000 65535 f \n");
        offsets.ForEach(offset => text.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
        text.Append(CultureInfo.InvariantCulture, $"trailer<</Size 5/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static MaskBox Turned(MaskBox box, int quarters)
    {
        for (; quarters % 4 != 0; quarters--)
        {
            box = new MaskBox(1 - box.Y - box.Height, box.X, box.Height, box.Width);
        }

        return box;
    }

    /// <summary>The application segments of a JPEG: where metadata would be.</summary>
    private static List<string> Segments(byte[] jpeg)
    {
        List<string> segments = [];
        for (var at = 2; jpeg[at + 1] != 0xDA; at += 2 + (jpeg[at + 2] << 8) + jpeg[at + 3])
        {
            if (jpeg[at + 1] is (>= 0xE0 and <= 0xEF) or 0xFE)
            {
                segments.Add(jpeg[at + 1] == 0xFE ? "COM" : $"APP{jpeg[at + 1] - 0xE0}");
            }
        }

        return segments;
    }
}
