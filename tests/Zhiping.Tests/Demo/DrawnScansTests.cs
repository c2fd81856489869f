using Microsoft.Extensions.Logging.Abstractions;
using Zhiping.Attachments.Imaging;
using Zhiping.Demo.Drawing;
using Zhiping.Documents.Browser;

namespace Zhiping.Tests.Demo;

public sealed class DrawnScansTests : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("zdraw").FullName;
    private readonly Chromium chromium = new(new ChromiumOptions(), NullLogger<Chromium>.Instance);
    private readonly ImageWorkers workers = new(new ImageWorkerOptions { Workers = 1 }, NullLogger<ImageWorkers>.Instance);

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        await workers.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Every_Sheet_IsAPage_AndItsFlawIsSeen()
    {
        var scans = new DrawnScans(chromium, workers, folder);
        var output = Environment.GetEnvironmentVariable("ZHIPING_TEST_OUTPUT");
        var count = 0;
        var wrong = new List<string>();
        foreach (var (kind, variants) in DrawnScans.Variants)
        {
            for (var index = 0; index < variants; index++)
            {
                count++;
                var scan = await scans.Get(kind, index, cancel: TestContext.Current.CancellationToken);
                var page = await workers.PageAsync(scan.Jpeg, 0, TestContext.Current.CancellationToken);
                if (!string.IsNullOrEmpty(output))
                {
                    await File.WriteAllBytesAsync(Path.Combine(output, $"scan-{kind}-{index}.jpg"), page.Pictures[0]);
                }

                var expected = scan.Flaw switch
                {
                    DrawnFlaw.Blurred => LegibilityNotes.Blurred,
                    DrawnFlaw.Dark => LegibilityNotes.Dark,
                    _ => LegibilityNotes.None,
                };
                if (page.Findings.Notes != expected || (scan.Flaw == DrawnFlaw.TurnedWithExif) != (page.Findings.Orientation == 6))
                {
                    wrong.Add($"{kind} {index} {scan.Flaw}: {page.Findings.Notes} {page.Findings.Figures} {page.Findings.Width}x{page.Findings.Height}");
                }
            }
        }

        Assert.InRange(count, 55, 70);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task TheSameSheet_IsTheSameBytes_AlsoFromAFreshStart()
    {
        var person = new DrawnPerson("苏木清", "云杉县文化馆", "999999199001010001", true, new DateOnly(1990, 1, 1));
        var first = await new DrawnScans(chromium, workers, Path.Combine(folder, "a")).Get("proof", 0, person);
        var second = await new DrawnScans(chromium, workers, Path.Combine(folder, "b")).Get("proof", 0, person);
        Assert.Equal(first.Jpeg, second.Jpeg);
        Assert.Equal(2, first.NameBoxes.Count);
        var other = await new DrawnScans(chromium, workers, Path.Combine(folder, "b")).Get("proof", 0, person with { Name = "叶青禾" });
        Assert.NotEqual(first.Jpeg, other.Jpeg);
    }
}
