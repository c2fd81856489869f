using Xunit;
using Microsoft.Extensions.Logging.Abstractions;
using Zhiping.Attachments.Imaging;

namespace Zhiping.Tests.Attachments;

/// <summary>One pool for the tests of this folder: starting a worker costs more than most of them.</summary>
/// <summary>One worker that is not replaced by a fresh one, so that tests may watch its process.</summary>
public sealed class WorkersFixture : IAsyncDisposable
{
    public ImageWorkers Workers { get; } = new(new ImageWorkerOptions { Workers = 1, FilesPerWorker = int.MaxValue }, NullLogger<ImageWorkers>.Instance);

    public ValueTask DisposeAsync() => Workers.DisposeAsync();
}

public sealed class ImageWorkersTests(WorkersFixture fixture) : IClassFixture<WorkersFixture>
{
    private readonly ImageWorkers workers = fixture.Workers;

    [Fact]
    public async Task AWorker_IsReplacedAfterSoManyFiles_AndNotBefore()
    {
        await using var few = new ImageWorkers(new ImageWorkerOptions { Workers = 1, FilesPerWorker = 2 }, NullLogger<ImageWorkers>.Instance);
        var page = Pictures.Page(620, 877);
        await few.InspectAsync(page);
        var first = Assert.Single(few.Processes);
        await few.InspectAsync(page);
        Assert.Empty(few.Processes);
        await few.InspectAsync(page);
        Assert.NotEqual(first, Assert.Single(few.Processes));
    }

    [Fact]
    public async Task Page_OfAPrintedPage_IsUprightWithoutNotes()
    {
        var answer = await workers.PageAsync(Pictures.Page(), 0);
        Assert.Equal(ImageProblem.None, answer.Findings.Problem);
        Assert.Equal((1240, 1754), (answer.Findings.Width, answer.Findings.Height));
        Assert.Equal(LegibilityNotes.None, answer.Findings.Notes);
        Assert.Equal(ImageFormat.Jpeg, ImageFormats.Of(answer.Pictures[0]));
        var thumbnail = await workers.InspectAsync(answer.Pictures[1]);
        Assert.Equal(240, thumbnail.Findings.Width);
    }

    [Fact]
    public async Task Page_TurnedByExif_ComesUpright()
    {
        var jpeg = (await workers.PageAsync(Pictures.Page(800, 1100), 0)).Pictures[0];
        var sideways = await workers.PageAsync(jpeg, 1);
        Assert.Equal((1100, 800), (sideways.Findings.Width, sideways.Findings.Height));

        // Orientation 8: turn by 270° to see it upright, which undoes the quarter turn.
        var answer = await workers.PageAsync(Pictures.WithOrientation(sideways.Pictures[0], 8), 0);
        Assert.Equal(8, answer.Findings.Orientation);
        Assert.Equal((800, 1100), (answer.Findings.Width, answer.Findings.Height));
        Assert.DoesNotContain("Exif", System.Text.Encoding.Latin1.GetString(answer.Pictures[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_Blurred_SaysSo()
    {
        var spoilt = await workers.DoAsync(new ImageOrder { Do = "spoil", Blur = 4 }, Pictures.Page());
        var answer = await workers.PageAsync(spoilt.Pictures[0], 0);
        Assert.True(answer.Findings.Notes.HasFlag(LegibilityNotes.Blurred), answer.Findings.Figures.ToString());
    }

    [Fact]
    public async Task Page_Dark_SaysSo()
    {
        var spoilt = await workers.DoAsync(new ImageOrder { Do = "spoil", Brightness = 0.35, Noise = 4 }, Pictures.Page());
        var answer = await workers.PageAsync(spoilt.Pictures[0], 0);
        Assert.True(answer.Findings.Notes.HasFlag(LegibilityNotes.Dark), answer.Findings.Figures.ToString());
    }

    [Fact]
    public async Task Page_FaintBlankOrSmall_SaysSo()
    {
        var faint = await workers.PageAsync(Pictures.Page(ink: 205), 0);
        Assert.True(faint.Findings.Notes.HasFlag(LegibilityNotes.Faint), faint.Findings.Figures.ToString());
        var blank = await workers.PageAsync(Pictures.Png(1240, 1754, (_, _) => 252), 0);
        Assert.True(blank.Findings.Notes.HasFlag(LegibilityNotes.Blank), blank.Findings.Figures.ToString());
        var small = await workers.PageAsync(Pictures.Page(400, 560), 0);
        Assert.True(small.Findings.Notes.HasFlag(LegibilityNotes.LowResolution));
    }

    [Fact]
    public async Task Mask_BurnsTheBoxAndTwoBlocksAround_AndNothingElse()
    {
        var upright = (await workers.PageAsync(Pictures.Page(800, 1100), 0)).Pictures[0];
        var box = new MaskBox(0.2, 0.2, 0.3, 0.05);
        var answer = await workers.MaskAsync(upright, [box]);
        Assert.False(answer.IsRefused);
        Assert.Equal((128, 176, 432, 320), ImageWorker.Grown(box, 800, 1100));

        // What stood under the box cannot be told from the result: another page under the same box gives the same pixels there.
        var other = (await workers.PageAsync(Pictures.Page(800, 1100, seed: 5), 0)).Pictures[0];
        Assert.NotEqual(upright, other);
        var whole = new MaskBox(0, 0, 1, 1);
        Assert.Equal((await workers.MaskAsync(upright, [whole])).Pictures[0], (await workers.MaskAsync(other, [whole])).Pictures[0]);
    }

    [Theory]
    [InlineData(30_000, 30_000)]
    [InlineData(1, 500_000_000)]
    [InlineData(65_535, 65_535)]
    public async Task Page_OfTooManyPixels_IsRefusedFromTheHeader(int width, int height)
    {
        var answer = await workers.PageAsync(Pictures.Claims(width, height), 0);
        Assert.Contains(answer.Findings.Problem, new[] { ImageProblem.TooManyPixels, ImageProblem.Unreadable });
    }

    [Fact]
    public async Task Page_Truncated_IsRefusedAsTruncated()
    {
        var jpeg = (await workers.PageAsync(Pictures.Page(), 0)).Pictures[0];
        var answer = await workers.PageAsync(jpeg[..(jpeg.Length / 2)], 0);
        Assert.Equal(ImageProblem.Truncated, answer.Findings.Problem);
        var png = Pictures.Page();
        answer = await workers.PageAsync(png[..(png.Length / 2)], 0);
        Assert.Equal(ImageProblem.Truncated, answer.Findings.Problem);
    }

    [Fact]
    public async Task Page_OfNoPicture_IsRefused()
    {
        Assert.Equal(ImageProblem.WrongFormat, (await workers.PageAsync("GIF89a and so on"u8.ToArray(), 0)).Findings.Problem);
        Assert.Equal(ImageProblem.WrongFormat, (await workers.PageAsync([], 0)).Findings.Problem);
        Assert.Equal(ImageProblem.WrongFormat, (await workers.PageAsync("<svg/>"u8.ToArray(), 0)).Findings.Problem);
    }

    [Fact]
    public async Task Mutated_Pictures_NeverEndTheService()
    {
        var jpeg = (await workers.PageAsync(Pictures.Page(600, 800), 0)).Pictures[0];
        var random = new Random(7);
        for (var round = 0; round < 100; round++)
        {
            var broken = (byte[])jpeg.Clone();
            for (var hit = 0; hit < 20; hit++)
            {
                broken[random.Next(3, broken.Length)] = (byte)random.Next(256);
            }

            await workers.PageAsync(broken, 0);
        }

        Assert.False((await workers.PageAsync(jpeg, 0)).IsRefused);
    }

    [Fact]
    public async Task AWorkerThatHangs_IsReplaced_AndTheFileRefused()
    {
        await using var impatient = new ImageWorkers(
            new ImageWorkerOptions { Workers = 1, PatiencePerFile = TimeSpan.FromMilliseconds(1) }, NullLogger<ImageWorkers>.Instance);
        var answer = await impatient.PageAsync(Pictures.Page(), 0);
        Assert.Equal(ImageProblem.TimedOut, answer.Findings.Problem);
    }

    [Fact]
    public async Task AWorker_WithTooLittleMemory_Dies_AndThatIsAnAnswer()
    {
        await using var poor = new ImageWorkers(
            new ImageWorkerOptions { Workers = 1, DataBytes = 60 * 1024 * 1024 }, NullLogger<ImageWorkers>.Instance);
        var answer = await poor.PageAsync(Pictures.Page(), 0);
        Assert.True(answer.IsRefused);
    }
}
