using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;
using Xunit;
using Zhiping.Data;

namespace Zhiping.Tests.Web;

/// <summary>Every sentence that a person can read has an English form, and no file says it differently from another.</summary>
public sealed partial class TextsTests
{
    [GeneratedRegex("""(?:\bT\[|\bTexts\[|\btexts\[|\.Plain\(|\bL\(|\bnew Refusal\(|\bErrorMessage\s*=\s*|\b(?:Remedy|State|Hint)\s*=\s*|\bTempData\["Flash"\]\s*=\s*|\bnew (?:NavItem|PhoneLine|WaitingItem)\()\s*(?<q>"(?:[^"\\]|\\.)*")""")]
    private static partial Regex InCode();

    [GeneratedRegex("""<(?:field|alert|empty|deadline|task|step)\b[^>]*?>""", RegexOptions.Singleline)]
    private static partial Regex OurTags();

    [GeneratedRegex("""\s(?:label|hint|title|what|then|word)="(?<t>[^"@]*)"(?=[\s/>])""")]
    private static partial Regex TextAttributes();

    [GeneratedRegex("""^\s*///.*$""", RegexOptions.Multiline)]
    private static partial Regex DocComment();

    [Fact]
    public void EverySentenceOfThePages_HasAnEnglishForm()
    {
        var missing = Sources().SelectMany(x => Keys(x.Path, x.Text).Select(key => (x.Path, Key: key)))
            .Where(x => IsChinese(x.Key) && !TextCatalog.BuiltIn.HasEnglish(x.Key))
            .Select(x => $"{x.Path}: {x.Key}").Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(missing.Count == 0, $"{missing.Count} texts have no English in the en.json of their folder:\n" + string.Join('\n', missing));
    }

    [Fact]
    public void NoFile_TranslatesASentenceDifferently()
    {
        var different = TextCatalog.ReadBuiltIn().SelectMany(x => x.Texts.Select(t => (x.File, t.Key, t.Value)))
            .GroupBy(x => x.Key, StringComparer.Ordinal).Where(x => x.Select(y => y.Value).Distinct(StringComparer.Ordinal).Count() > 1)
            .Select(x => x.Key + ": " + string.Join(" | ", x.Select(y => y.File + " " + y.Value))).ToList();
        Assert.True(different.Count == 0, string.Join('\n', different));
    }

    [Fact]
    public void EachTranslation_KeepsThePlaceholders()
    {
        var wrong = TextCatalog.ReadBuiltIn().SelectMany(x => x.Texts)
            .Where(x => !Placeholders(x.Key).SetEquals(Placeholders(x.Value))).Select(x => x.Key + " | " + x.Value).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void ATextForAPage_EncodesItsArgumentsButNotHtml()
    {
        var texts = new Texts(new TextCatalog([new("提交给{0}", "Submit to {0}")]), Languages.English);

        Assert.Equal("Submit to &lt;b&gt;", Written(texts["提交给{0}", "<b>"]));
        Assert.Equal("Submit to <b>A</b>", Written(texts["提交给{0}", new HtmlString("<b>A</b>")]));
        Assert.Equal("Submit to <b>", texts.Plain("提交给{0}", "<b>"));
    }

    [Fact]
    public void AnInstantAtMidnight_ReadsAsTheEndOfTheDayBefore()
    {
        Assert.Contains("2024年8月30日（周五）24:00", Written(When.Full(new(2024, 8, 31, 0, 0, 0, TimeSpan.FromHours(8)))));
        Assert.Equal("10天7小时", When.Span(new TimeSpan(10, 7, 30, 0)));
        Assert.Equal("3小时12分", When.Span(new TimeSpan(3, 12, 9)));
    }

    private static string Written(IHtmlContent content)
    {
        using var writer = new StringWriter();
        content.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }

    private static HashSet<string> Placeholders(string text) => [.. Regex.Matches(text, @"\{\d").Select(x => x.Value)];

    private static bool IsChinese(string text) => text.EnumerateRunes().Any(x => x.Value is >= 0x4e00 and <= 0x9fff);

    private static IEnumerable<string> Keys(string path, string text)
    {
        foreach (Match match in InCode().Matches(text))
        {
            yield return Regex.Unescape(match.Groups["q"].Value[1..^1]);
        }

        if (!path.EndsWith(".cshtml", StringComparison.Ordinal))
        {
            yield break;
        }

        foreach (Match tag in OurTags().Matches(text))
        {
            foreach (Match match in TextAttributes().Matches(tag.Value))
            {
                yield return match.Groups["t"].Value;
            }
        }
    }

    private static IEnumerable<(string Path, string Text)> Sources([CallerFilePath] string here = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Zhiping"));
        return Directory.EnumerateFiles(root, "*.cs*", SearchOption.AllDirectories)
            .Where(x => x.EndsWith(".cs", StringComparison.Ordinal) || x.EndsWith(".cshtml", StringComparison.Ordinal))
            .Select(x => (Path: Path.GetRelativePath(root, x).Replace('\\', '/'), Full: x))
            .Where(x => !x.Path.StartsWith("bin/", StringComparison.Ordinal) && !x.Path.StartsWith("obj/", StringComparison.Ordinal)
                && !x.Path.Contains("node_modules", StringComparison.Ordinal))
            .Select(x => (x.Path, DocComment().Replace(File.ReadAllText(x.Full, Encoding.UTF8), "")));
    }
}
