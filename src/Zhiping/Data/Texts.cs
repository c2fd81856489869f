using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Html;
using Zhiping.Policy.Quantities;

namespace Zhiping.Data;

/// <summary>The languages of the pages. Chinese is the language of the keys.</summary>
public static class Languages
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    public static readonly IReadOnlyList<string> All = [Chinese, English];

    /// <summary>The language asked for, or null when it is none of ours.</summary>
    public static string? Known(string? asked) => asked switch
    {
        null or "" => null,
        _ when asked.StartsWith("zh", StringComparison.OrdinalIgnoreCase) => Chinese,
        _ when asked.StartsWith("en", StringComparison.OrdinalIgnoreCase) => English,
        _ => null,
    };
}

/// <summary>All translations of the program, read once from the en.json file of each feature folder.</summary>
public sealed class TextCatalog
{
    private readonly FrozenDictionary<string, string> english;

    public TextCatalog(IEnumerable<KeyValuePair<string, string>> english) =>
        this.english = english.DistinctBy(x => x.Key).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The catalogue that is built into the program.</summary>
    public static TextCatalog BuiltIn { get; } = new(ReadBuiltIn().SelectMany(x => x.Texts));

    public bool HasEnglish(string key) => english.ContainsKey(key);

    /// <summary>The pattern of a key in a language; the key itself when there is no translation.</summary>
    public string Pattern(string key, string language) =>
        language == Languages.English && english.TryGetValue(key, out var text) ? text : key;

    /// <summary>Each embedded en.json with its entries; the test of the texts reads them too.</summary>
    public static IEnumerable<(string File, Dictionary<string, string> Texts)> ReadBuiltIn()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(x => x.StartsWith("texts/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            yield return (name, JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!);
        }
    }
}

/// <summary>The texts of one request. The Chinese sentence is the key: <c>T["提交给{0}", unit]</c>.</summary>
public sealed class Texts(TextCatalog catalog, string language)
{
    /// <summary>The texts in Chinese, for papers and messages that have no reader's language.</summary>
    public static Texts Chinese { get; } = new(TextCatalog.BuiltIn, Languages.Chinese);

    public string Language => language;

    public bool IsEnglish => language == Languages.English;

    /// <summary>Left or right; right-to-left languages are ready in the style sheet.</summary>
    public string Direction => language is "ug" or "ar" ? "rtl" : "ltr";

    /// <summary>The text for a page; arguments are encoded unless they are HTML already.</summary>
    public IHtmlContent this[string key, params object?[] args] => new Encoded(catalog.Pattern(key, language), [.. args.Select(Words)]);

    /// <summary>The text without any encoding: for attributes, file names, mails and JSON.</summary>
    public string Plain(string key, params object?[] args)
    {
        var pattern = catalog.Pattern(key, language);
        return args.Length == 0 ? pattern : string.Format(CultureInfo.InvariantCulture, pattern, [.. args.Select(Words)]);
    }

    /// <summary>A text that is data: Chinese and English side by side in a notice.</summary>
    public string Of(LocalText? text) => text?.In(IsEnglish ? "en" : "zh") ?? "";

    /// <summary>What a refusal says.</summary>
    public string Say(Refusal refusal) => Plain(refusal.Sentence, refusal.Args);

    /// <summary>What a refusal advises; empty where it advises nothing.</summary>
    public string Remedy(Refusal refusal) => refusal.Remedy is null ? "" : Plain(refusal.Remedy, refusal.RemedyArgs);

    /// <summary>An amount in yuan: 700元.</summary>
    public string Yuan(decimal amount) => Plain("{0}元", amount.ToString("#,0.##", CultureInfo.InvariantCulture));

    public string Yuan(Yuan amount) => Yuan((decimal)amount.Amount);

    /// <summary>A list of words joined as the language does it.</summary>
    public string Join(IEnumerable<string> words) => string.Join(IsEnglish ? ", " : "、", words);

    /// <summary>An argument in words: data texts and terms in the reader's language, instants in Beijing time.</summary>
    private object? Words(object? arg) => arg switch
    {
        LocalText text => Of(text),
        Yuan amount => Yuan(amount),
        DateTimeOffset instant => Beijing.Full(instant),
        DateOnly day => Beijing.Date(day),
        string word => catalog.Pattern(word, language),
        decimal number => number.ToString("#,0.##", CultureInfo.InvariantCulture),
        _ => arg,
    };

    private sealed class Encoded(string pattern, object?[] args) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            if (args.Length == 0)
            {
                writer.Write(encoder.Encode(pattern));
                return;
            }

            writer.Write(string.Format(CultureInfo.InvariantCulture, encoder.Encode(pattern), [.. args.Select(x => Text(x, encoder))]));
        }

        private static string? Text(object? arg, HtmlEncoder encoder)
        {
            if (arg is not IHtmlContent html)
            {
                return arg is null ? null : encoder.Encode(Convert.ToString(arg, CultureInfo.InvariantCulture)!);
            }

            using var inner = new StringWriter(CultureInfo.InvariantCulture);
            html.WriteTo(inner, encoder);
            return inner.ToString();
        }

        public override string ToString()
        {
            using var writer = new StringWriter(CultureInfo.InvariantCulture);
            WriteTo(writer, HtmlEncoder.Default);
            return writer.ToString();
        }
    }
}
