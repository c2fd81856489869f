using System.Globalization;
using System.Text.Json;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Forms;

/// <summary>A document cannot be read: where and why, in both languages.</summary>
public sealed class BadDocumentException(LocalText said, Exception? inner = null) : FormatException(said.En, inner)
{
    public LocalText Said { get; } = said;
}

/// <summary>A value in a JSON document with the path to it, so that every complaint says where.</summary>
internal readonly record struct JsonPlace(JsonElement Element, string Path)
{
    private static readonly LocalText AnObject = new("一组“键: 值”", "an object");

    public void OnlyKeys(params ReadOnlySpan<string> known)
    {
        MustBe(JsonValueKind.Object, AnObject);
        foreach (var member in Element.EnumerateObject())
        {
            if (!known.Contains(member.Name))
            {
                throw Wrong(new($"里没有“{member.Name}”这一项，可以写的是{string.Join("、", known.ToArray())}", $"does not know '{member.Name}'; it knows {string.Join(", ", known.ToArray())}"));
            }
        }
    }

    public JsonPlace Object(string key)
    {
        var place = Member(key) ?? throw Needs(key);
        place.MustBe(JsonValueKind.Object, AnObject);
        return place;
    }

    public JsonPlace ObjectOrEmpty(string key)
    {
        if (Member(key) is not { } place)
        {
            return new JsonPlace(default, Join(key));
        }

        place.MustBe(JsonValueKind.Object, AnObject);
        return place;
    }

    public IEnumerable<JsonPlace> ArrayOrEmpty(string key)
    {
        if (Member(key) is not { } place)
        {
            return [];
        }

        place.MustBe(JsonValueKind.Array, new("列表", "a list"));
        return place.Element.EnumerateArray().Select((item, index) => new JsonPlace(item, $"{place.Path}[{index}]")).ToList();
    }

    public IEnumerable<(string Name, JsonPlace Value)> Members()
    {
        var path = Path;
        return Element.ValueKind == JsonValueKind.Undefined
            ? []
            : Element.EnumerateObject().Select(m => (m.Name, new JsonPlace(m.Value, $"{path}.{m.Name}"))).ToList();
    }

    public string Text(string key) => TextOrNull(key) ?? throw Needs(key);

    public string? TextOrNull(string key) => Member(key)?.AsText();

    public string AsText() => Element.ValueKind switch
    {
        JsonValueKind.String => Element.GetString()!,
        JsonValueKind.Number => Element.GetRawText(),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => throw Wrong(new("应为文字", "is to be a text")),
    };

    public bool? BoolOrNull(string key) => Member(key) is not { } place ? null : place.Element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw place.Wrong(new("应为true或false", "is to be true or false")),
    };

    public decimal? DecimalOrNull(string key) => Member(key) is not { } place ? null
        : place.Element.ValueKind == JsonValueKind.Number && place.Element.TryGetDecimal(out var number) ? number
        : throw place.Wrong(new("应为数字", "is to be a number"));

    public int? IntOrNull(string key) => Member(key) is not { } place ? null
        : place.Element.ValueKind == JsonValueKind.Number && place.Element.TryGetInt32(out var number) ? number
        : throw place.Wrong(new("应为整数", "is to be a whole number"));

    public DateOnly? DateOrNull(string key) => Member(key) is not { } place ? null
        : DateOnly.TryParseExact(place.AsText(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw place.Wrong(new("应为日期，如2024-08-30", "is to be a date such as 2024-08-30"));

    public T Enum<T>(string key)
        where T : struct, Enum => EnumOrNull<T>(key) ?? throw Needs(key);

    public T? EnumOrNull<T>(string key)
        where T : struct, Enum
    {
        if (Member(key) is not { } place)
        {
            return null;
        }

        var text = place.AsText();
        return System.Enum.GetNames<T>().Contains(text, StringComparer.Ordinal)
            ? System.Enum.Parse<T>(text)
            : throw place.Wrong(new($"写的是“{text}”，请写{string.Join("、", System.Enum.GetNames<T>())}之一", $"is '{text}'; write one of {string.Join(", ", System.Enum.GetNames<T>())}"));
    }

    private JsonPlace? Member(string key) =>
        Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null
            ? new JsonPlace(value, Join(key))
            : null;

    private string Join(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    private void MustBe(JsonValueKind kind, LocalText words)
    {
        if (Element.ValueKind != kind)
        {
            throw Wrong(new($"应为{words.Zh}", $"is to be {words.En}"));
        }
    }

    private BadDocumentException Needs(string key) => Wrong(new($"缺少“{key}”", $"needs '{key}'"));

    private BadDocumentException Wrong(LocalText what) =>
        new(new($"{(Path.Length == 0 ? "申报内容" : $"“{Path}”")}{what.Zh}。", $"{(Path.Length == 0 ? "The document" : Path)} {what.En}."));
}
