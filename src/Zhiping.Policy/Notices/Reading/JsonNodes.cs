using System.Text.Json;
using Zhiping.Policy.Forms;

namespace Zhiping.Policy.Notices.Reading;

/// <summary>Nodes as canonical JSON and back. Every value is a text there: what kind it is follows from its key.</summary>
internal static class JsonNodes
{
    public static byte[] Write(DocNode node) => CanonicalJson.Write(Plain(node));

    public static DocNode Read(ReadOnlyMemory<byte> json, string name)
    {
        using var parsed = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 64 });
        return From(parsed.RootElement, name);
    }

    private static object? Plain(DocNode node) => node switch
    {
        ScalarNode { IsNull: true } => null,
        ScalarNode scalar => scalar.Value,
        ListNode list => list.Items.Select(Plain).ToList(),
        MapNode map => map.Entries.ToDictionary(e => e.Key, e => Plain(e.Value), StringComparer.Ordinal),
        _ => throw new InvalidOperationException("Not a node."),
    };

    private static DocNode From(JsonElement element, string name)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var map = new MapNode(name, 1, 1);
                foreach (var member in element.EnumerateObject())
                {
                    map.TryAdd(new MapEntry(member.Name, From(member.Value, name), 1, 1));
                }

                return map;
            case JsonValueKind.Array:
                var list = new ListNode(name, 1, 1);
                list.Items.AddRange(element.EnumerateArray().Select(e => From(e, name)));
                return list;
            case JsonValueKind.String:
                return new ScalarNode(element.GetString()!, false, name, 1, 1);
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                return new ScalarNode(element.GetRawText(), true, name, 1, 1);
            default:
                return new ScalarNode("", true, name, 1, 1);
        }
    }
}
