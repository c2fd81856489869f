using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Zhiping.Policy.Forms;

/// <summary>Writes a tree of sorted maps, lists, texts, numbers and truth values as JSON whose bytes depend on the content alone. Nulls are left out of maps.</summary>
public static class CanonicalJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = false };

    public static byte[] Write(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, value);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case decimal number:
                writer.WriteRawValue(Plain(number));
                break;
            case IReadOnlyDictionary<string, object?> map:
                writer.WriteStartObject();
                foreach (var (key, item) in map.OrderBy(m => m.Key, StringComparer.Ordinal))
                {
                    if (item is not null)
                    {
                        writer.WritePropertyName(key);
                        Write(writer, item);
                    }
                }

                writer.WriteEndObject();
                break;
            case IEnumerable<object?> list:
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                throw new InvalidOperationException($"Canonical JSON has no {value.GetType().Name}.");
        }
    }

    /// <summary>A number without trailing zeros or exponent: 0.50 and 0.5 are the same bytes.</summary>
    private static string Plain(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);
}
