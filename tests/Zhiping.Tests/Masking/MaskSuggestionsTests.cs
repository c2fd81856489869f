using Microsoft.Extensions.Logging.Abstractions;
using Zhiping.Attachments.Imaging;
using Zhiping.Demo.Drawing;
using Zhiping.Documents.Browser;
using Zhiping.Masking;

namespace Zhiping.Tests.Masking;

public sealed class MaskSuggestionsTests
{
    // The whole set is measured by bench; here the first ten pages, sixty with ZHIPING_LONG.
    private static readonly int LeakPages = Environment.GetEnvironmentVariable("ZHIPING_LONG") is { Length: > 0 } ? 60 : 10;

    [Theory]
    [InlineData("作者：苏木清", "苏木清", true)]
    [InlineData("苏 木 清", "苏木清", true)]
    [InlineData("阿依谢姆•托合提", "阿依谢姆·托合提", true)]
    [InlineData("阿依谢姆托合捉同志", "阿依谢姆·托合提", false)]
    [InlineData("主持人梁丰等", "梁丰", true)]
    [InlineData("申报人：深丰", "梁丰", false)]
    [InlineData("东方明珠同志", "东方明珠", true)]
    [InlineData("阿依谢姆．托合提", "阿依谢姆•托合提", true)]
    [InlineData("阿依谢姆・托合提", "阿依谢姆．托合提", true)]
    [InlineData("苏木靖同志", "苏木清", false)]
    [Requirement("E4")]
    public void AName_IsFound_AsWrittenOrMisread(string line, string name, bool isSure)
    {
        var found = Assert.Single(MaskSuggestions.In(Words(line), [name], []));
        Assert.Equal((SuggestionKind.OwnName, isSure), (found.Kind, found.IsSure));
    }

    /// <summary>Another person's name that differs in one character is left; where the reader only guessed that character it may be the own one.</summary>
    [Theory]
    [InlineData("司马春晓", "司马春郎", 3, true)]
    [InlineData("司马春晓", "司马冬晓", 2, true)]
    [InlineData("苏木清", "苏木郎", 2, true)]
    [InlineData("司马春晓", "司马冬郎", 3, false)]
    [InlineData("高山", "高郎", 1, false)]
    [InlineData("苏木清", "张木郎", 2, false)]
    [Requirement("E4")]
    public void AName_WithOneCharacterThatTheReaderGuessed_IsSuggestedWhereTheOthersStandInOrder(string name, string line, int guessed, bool isFound)
    {
        List<ReadWord> Read(int doubtful) =>
            [.. line.Select((letter, at) => new ReadWord($"{letter}", 1, new MaskBox(0.1 + (at * 0.03), 0.2, 0.03, 0.02), IsDoubtful: at == doubtful))];
        Assert.Empty(MaskSuggestions.In(Read(-1), [name], []));
        var found = MaskSuggestions.In(Read(guessed), [name], []);
        Assert.Equal(isFound ? 1 : 0, found.Count);
        Assert.All(found, one => Assert.False(one.IsSure));
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
    public void AMask_OverSomebodyElse_IsSeen()
    {
        var words = "苏木清、叶青禾".Select((letter, at) => new ReadWord($"{letter}", 1, new MaskBox(0.1 + (at * 0.03), 0.2, 0.03, 0.02))).ToList();
        var own = MaskSuggestions.In(words, ["苏木清"], []);
        Assert.Empty(MaskSuggestions.AlsoCovered(words, new MaskBox(0.1, 0.2, 0.09, 0.02), own));
        Assert.Equal(["叶青禾"], MaskSuggestions.AlsoCovered(words, new MaskBox(0.1, 0.2, 0.21, 0.02), own));
    }

    [Theory]
    [InlineData("叶青云、苏木林", "苏木清")]
    [InlineData("欧阳晚秋", "欧阳晚晴")]
    [InlineData("阿依古丽·托合提", "阿依谢姆·托合提")]
    [InlineData("高峰", "高山")]
    [Requirement("E4")]
    public void ANameThatDiffersInACharacter_IsSomebodyElse(string line, string name) => Assert.Empty(MaskSuggestions.In(Words(line), [name], []));

    [Theory]
    [InlineData("阿依谢姆·托合提")]
    [InlineData("阿依谢姆•托合提")]
    [InlineData("阿依谢姆．托合提")]
    [InlineData("阿依谢姆 托合提")]
    [Requirement("E4")]
    public void AUyghurName_IsFound_WithAnyDot(string written)
        => Assert.True(Assert.Single(MaskSuggestions.In(Words(written), ["阿依谢姆·托合提"], [])).IsSure);

    [Fact]
    [Requirement("E4")]
    public void AName_BrokenOverTwoLines_IsFoundInBothParts()
    {
        List<ReadWord> words =
        [
            .. "系苏木".Select((letter, at) => new ReadWord($"{letter}", 1, new MaskBox(0.8 + (at * 0.03), 0.2, 0.03, 0.02))),
            .. "清所作".Select((letter, at) => new ReadWord($"{letter}", 2, new MaskBox(0.1 + (at * 0.03), 0.24, 0.03, 0.02))),
        ];
        Assert.Equal(["苏木", "清"], MaskSuggestions.In(words, ["苏木清"], []).Select(found => found.Words));
    }

    [Fact]
    [Requirement("E4")]
    public async Task OwnNames_OnThePagesOfTheLeakSet_AreFoundAndOthersAreLeft()
    {
        await using var chromium = new Chromium(new ChromiumOptions(), NullLogger<Chromium>.Instance);
        await using var workers = new ImageWorkers(new ImageWorkerOptions { Workers = 1 }, NullLogger<ImageWorkers>.Instance);
        var set = new LeakSet(chromium, workers);
        List<LeakScore> scores = [];
        foreach (var number in Enumerable.Range(0, LeakPages))
        {
            scores.Add(await LeakScore.Of(await set.Get(number), workers));
        }

        var (found, all) = LeakScore.Recall(scores, SuggestionKind.OwnName);
        var (wrong, suggested) = LeakScore.FalseAlarms(scores, SuggestionKind.OwnName);
        TestContext.Current.TestOutputHelper?.WriteLine($"own name {found} of {all}, false alarms {wrong} of {suggested}");
        Assert.True(found >= all * 0.94, $"{found} of {all}: {string.Join("; ", scores.SelectMany(score => score.Complaints))}");
        Assert.True(wrong <= suggested * 0.05, $"{wrong} of {suggested}");
    }

    /// <summary>A line of words, two characters each, as the reader splits them.</summary>
    private static List<ReadWord> Words(string line)
        => [.. line.Split(' ').SelectMany(part => part.Chunk(2)).Select((chunk, index) => new ReadWord(new string(chunk), 1, new MaskBox(0.1 + (index * 0.04), 0.2, 0.04, 0.02)))];
}
