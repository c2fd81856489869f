using System.Globalization;
using System.Text.Json;

namespace Zhiping.Policy.Forms;

/// <summary>A value in a JSON document with the path to it, so that every complaint says where.</summary>
internal readonly record struct JsonPlace(JsonElement Element, string Path)
{
    public void OnlyKeys(params ReadOnlySpan<string> known)
    {
        MustBe(JsonValueKind.Object, "an object");
        foreach (var member in Element.EnumerateObject())
        {
            if (!known.Contains(member.Name))
            {
                throw Wrong($"does not know '{member.Name}'; it knows {string.Join(", ", known.ToArray())}");
            }
        }
    }

    public JsonPlace Object(string key)
    {
        var place = Member(key) ?? throw Wrong($"needs '{key}'");
        place.MustBe(JsonValueKind.Object, "an object");
        return place;
    }

    public JsonPlace ObjectOrEmpty(string key)
    {
        if (Member(key) is not { } place)
        {
            return new JsonPlace(default, Join(key));
        }

        place.MustBe(JsonValueKind.Object, "an object");
        return place;
    }

    public IEnumerable<JsonPlace> ArrayOrEmpty(string key)
    {
        if (Member(key) is not { } place)
        {
            return [];
        }

        place.MustBe(JsonValueKind.Array, "a list");
        return place.Element.EnumerateArray().Select((item, index) => new JsonPlace(item, $"{place.Path}[{index}]")).ToList();
    }

    public IEnumerable<(string Name, JsonPlace Value)> Members()
    {
        var path = Path;
        return Element.ValueKind == JsonValueKind.Undefined
            ? []
            : Element.EnumerateObject().Select(m => (m.Name, new JsonPlace(m.Value, $"{path}.{m.Name}"))).ToList();
    }

    public string Text(string key) => TextOrNull(key) ?? throw Wrong($"needs '{key}'");

    public string? TextOrNull(string key) => Member(key)?.AsText();

    public string AsText() => Element.ValueKind switch
    {
        JsonValueKind.String => Element.GetString()!,
        JsonValueKind.Number => Element.GetRawText(),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => throw Wrong("is to be a text"),
    };

    public bool? BoolOrNull(string key) => Member(key) is not { } place ? null : place.Element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw place.Wrong("is to be true or false"),
    };

    public decimal? DecimalOrNull(string key) => Member(key) is not { } place ? null
        : place.Element.ValueKind == JsonValueKind.Number && place.Element.TryGetDecimal(out var number) ? number
        : throw place.Wrong("is to be a number");

    public int? IntOrNull(string key) => Member(key) is not { } place ? null
        : place.Element.ValueKind == JsonValueKind.Number && place.Element.TryGetInt32(out var number) ? number
        : throw place.Wrong("is to be a whole number");

    public DateOnly? DateOrNull(string key) => Member(key) is not { } place ? null
        : DateOnly.TryParseExact(place.AsText(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw place.Wrong("is to be a date such as 2024-08-30");

    public T Enum<T>(string key)
        where T : struct, Enum => EnumOrNull<T>(key) ?? throw Wrong($"needs '{key}'");

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
            : throw place.Wrong($"is '{text}'; write one of {string.Join(", ", System.Enum.GetNames<T>())}");
    }

    private JsonPlace? Member(string key) =>
        Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null
            ? new JsonPlace(value, Join(key))
            : null;

    private string Join(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    private void MustBe(JsonValueKind kind, string words)
    {
        if (Element.ValueKind != kind)
        {
            throw Wrong($"is to be {words}");
        }
    }

    private FormatException Wrong(string what) => new($"{(Path.Length == 0 ? "The document" : Path)} {what}.");
}
