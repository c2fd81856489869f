using Microsoft.Extensions.Logging.Abstractions;
using Zhiping.Attachments.Imaging;
using Zhiping.Demo.Drawing;
using Zhiping.Documents.Browser;
using Zhiping.Masking;

namespace Zhiping.Tests.Masking;

public sealed class MaskSuggestionsTests
{
    [Theory]
    [InlineData("作者：苏木清", "苏木清", true)]
    [InlineData("苏 木 清", "苏木清", true)]
    [InlineData("阿依谢姆•托合提", "阿依谢姆·托合提", true)]
    [InlineData("阿依谢姆托合捉同志", "阿依谢姆·托合提", false)]
    [InlineData("苏木靖同志", "苏木清", false)]
    [Requirement("E4")]
    public void AName_IsFound_AsWrittenOrMisread(string line, string name, bool isSure)
    {
        var found = Assert.Single(MaskSuggestions.In(Words(line), [name], []));
        Assert.Equal((SuggestionKind.OwnName, isSure), (found.Kind, found.IsSure));
    }

    [Fact]
    public void OtherPeoplesNames_AreNotSuggested()
        => Assert.Empty(MaskSuggestions.In(Words("叶青禾、江晚照、贺远山"), ["苏木清"], ["云杉县文化馆"]));

    [Fact]
    public void Numbers_AreSuggested_ButNoPartsOfLongerOnes()
    {
        Assert.Equal([SuggestionKind.IdentityNumber], MaskSuggestions.In(Words("号码99999919900101001X。"), [], []).Select(found => found.Kind));
        Assert.Equal([SuggestionKind.Telephone], MaskSuggestions.In(Words("电话13900000000"), [], []).Select(found => found.Kind));
        Assert.Empty(MaskSuggestions.In(Words("流水139000000001234567890"), [], []));
    }

    [Fact]
    [Requirement("E4")]
    public void ASuggestion_IsDone_WhenCoveredOrDismissed()
    {
        var found = MaskSuggestions.In(Words("苏木清"), ["苏木清"], []);
        Assert.Single(MaskSuggestions.Left(found, [], []));
        Assert.Empty(MaskSuggestions.Left(found, [found[0].Box], []));
        Assert.Empty(MaskSuggestions.Left(found, [], [found[0].Key]));
        Assert.Single(MaskSuggestions.Left(found, [found[0].Box with { Width = found[0].Box.Width / 2 }], []));
    }

    [Fact]
    [Requirement("E4")]
    public async Task OwnName_OnDrawnPages_IsFoundWhereItStands()
    {
        var folder = Directory.CreateTempSubdirectory("zocr").FullName;
        await using var chromium = new Chromium(new ChromiumOptions(), NullLogger<Chromium>.Instance);
        await using var workers = new ImageWorkers(new ImageWorkerOptions { Workers = 1 }, NullLogger<ImageWorkers>.Instance);
        var scans = new DrawnScans(chromium, workers, folder);
        var person = new DrawnPerson("苏木清", "云杉县文化馆", "999999199001010001", true, new DateOnly(1990, 1, 1));
        var (seen, all) = (0, 0);
        var missed = new List<string>();
        foreach (var (kind, index) in ((string, int)[])[("proof", 0), ("proof", 6), ("paper", 1), ("paper", 2), ("chsi", 0), ("document", 0), ("title-certificate", 0), ("hours", 0)])
        {
            var scan = await scans.Get(kind, index, person);
            var page = await workers.PageAsync(scan.Jpeg, 0);
            var (words, turn) = await PageReader.ReadAsync(workers, page.Pictures[0], page.Findings.Width, page.Findings.Height);
            Assert.Equal(0, turn);
            var found = MaskSuggestions.In(words, [person.Name], [person.Unit]);
            foreach (var box in scan.NameBoxes)
            {
                all++;
                if (found.Any(one => one.Box.X < box.X + box.Width && one.Box.X + one.Box.Width > box.X && one.Box.Y < box.Y + box.Height && one.Box.Y + one.Box.Height > box.Y))
                {
                    seen++;
                }
                else
                {
                    missed.Add($"{kind} {index} at {box}");
                }
            }
        }

        Directory.Delete(folder, recursive: true);
        TestContext.Current.TestOutputHelper?.WriteLine($"{seen} of {all}");
        Assert.True(seen >= all * 0.75, $"{seen} of {all}; missed: {string.Join("; ", missed)}");
    }

    /// <summary>A line of words, two characters each, as the reader splits them.</summary>
    private static List<ReadWord> Words(string line)
        => [.. line.Split(' ').SelectMany(part => part.Chunk(2)).Select((chunk, index) => new ReadWord(new string(chunk), 1, new MaskBox(0.1 + (index * 0.04), 0.2, 0.04, 0.02)))];
}
