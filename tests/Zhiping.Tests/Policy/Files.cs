using System.Text;
using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Rules;

namespace Zhiping.Tests.Policy;

/// <summary>The project's own notices and examples.</summary>
internal static partial class Files
{
    private static readonly Lazy<Notice> CultureNotice = new(() => Read("aksu/2024-culture"));

    public static Notice Culture => CultureNotice.Value;

    private static readonly Lazy<CompiledNotice> Compiled = new(() => PolicyCompiler.Compile(Culture));

    public static CompiledNotice CompiledCulture => Compiled.Value;

    public static string Root { get; } = FindRoot();

    public static string? Open(string path)
    {
        var file = Path.Combine(Root, "notices", path);
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }

    public static Notice Read(string id)
    {
        var reading = NoticeReader.Read(id, Open);
        return reading.Notice ?? throw new InvalidOperationException(string.Join("\n", reading.Problems));
    }

    public static ApplicationDocument Example(string name) => ApplicationDocument.Parse(Encoding.UTF8.GetBytes(Open($"examples/{name}.json")!));

    public static ApplicationDocument Good => Example("aksu-2024-culture-good");

    public static CheckInstant August20 { get; } = new(new DateTimeOffset(2024, 8, 20, 10, 24, 0, SiteTime.Offset));

    /// <summary>How many random cases a test tries: few against each mutant, many by ./test --long.</summary>
    public static int Rounds(int usual, int many) =>
        Environment.GetEnvironmentVariable("ZHIPING_FEW") is { Length: > 0 } ? Math.Max(1, usual / 20)
        : string.IsNullOrEmpty(Environment.GetEnvironmentVariable("ZHIPING_LONG")) ? usual : many;

    /// <summary>Reads the culture notice with a file of ours laid over it.</summary>
    public static NoticeReading Over(string yaml) => NoticeReader.Read(
        "test/over", path => path is "test/over.yaml" ? "id: test/over\nbasedOn: aksu/2024-culture\n" + yaml : Open(path));

    /// <summary>The notice of <see cref="Over"/>, or its problems.</summary>
    public static Notice Laid(string yaml) => Over(yaml) is { Notice: { } notice } ? notice : throw new InvalidOperationException(string.Join("\n", Over(yaml).Problems));

    public static NoticeReading Alone(string yaml) => NoticeReader.Read("test/alone", path => path is "test/alone.yaml" ? yaml : Open(path));

    /// <summary>Each problem is said in Chinese, what is wrong and what to write, and what is quoted apart the Chinese has no English sentence.</summary>
    public static void SaidInChinese(IEnumerable<Problem> problems) => Assert.All(problems.SelectMany(p => new[] { p.What, p.WriteInstead }), text => SaidInChinese(text.Zh));

    public static void SaidInChinese(string text)
    {
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", text);
        Assert.DoesNotMatch(@"[A-Za-z]{2,},? [a-z]{2,},? [a-z]{2,}", Quoted().Replace(text, ""));
    }

    [System.Text.RegularExpressions.GeneratedRegex("“[^”]*”")]
    private static partial System.Text.RegularExpressions.Regex Quoted();

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Zhiping.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
