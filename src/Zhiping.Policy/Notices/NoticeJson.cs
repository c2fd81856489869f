using Zhiping.Policy.Notices.Reading;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

public sealed partial class Notice
{
    private MapNode? _resolved;

    internal MapNode Resolved => _resolved ?? throw new InvalidOperationException("The notice was not made by the reader.");

    /// <summary>The notice fully resolved, calendar and form included, as canonical JSON: what publishing stores and hashes.</summary>
    public byte[] ToCanonicalJson() => JsonNodes.Write(Resolved);

    /// <summary>The form alone: two notices with the same bytes ask the same.</summary>
    internal byte[] FormJson() => JsonNodes.Write(Resolved["form"]!);

    /// <summary>Reads what <see cref="ToCanonicalJson"/> wrote. Throws <see cref="FormatException"/> when it is not that.</summary>
    public static Notice FromCanonicalJson(ReadOnlyMemory<byte> json)
    {
        DocNode node;
        try
        {
            node = JsonNodes.Read(json, "revision");
        }
        catch (System.Text.Json.JsonException problem)
        {
            throw new FormatException("This is no stored notice.", problem);
        }

        var problems = new List<Problem>();
        return node is MapNode map && NoticeReader.Bind(map, problems) is { } notice
            ? notice
            : throw new FormatException("This is no stored notice: " + string.Join(" ", problems.Take(3)));
    }

    internal void Attach(MapNode resolved)
    {
        _resolved = resolved;
        var found = new List<Assumption>();
        Collect(resolved, "", found);
        found.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        typeof(Notice).GetProperty(nameof(Assumptions))!.SetValue(this, found);
    }

    private static void Collect(DocNode node, string path, List<Assumption> found)
    {
        switch (node)
        {
            case ListNode list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    Collect(list.Items[i], $"{path}[{(list.Items[i] is MapNode item ? item.Text("id") ?? $"{i}" : $"{i}")}]", found);
                }

                break;
            case MapNode map:
                var clause = map["clause"] as MapNode;
                AssumptionKind? kind = map.IsTrue("assumed") ? AssumptionKind.Assumed
                    : map.IsTrue("inferred") ? AssumptionKind.Inferred
                    : clause?.IsTrue("standIn") == true ? AssumptionKind.StandIn
                    : null;
                if (kind is { } what)
                {
                    found.Add(new Assumption(path, what, WhyOf(map, what),
                        clause is null ? null : new ClauseRef(clause.Text("document")!, clause.Text("path")!)));
                }

                foreach (var entry in map.Entries)
                {
                    Collect(entry.Value, Binder.Join(path, entry.Key), found);
                }

                break;
            default:
                break;
        }
    }

    private static LocalText WhyOf(MapNode map, AssumptionKind kind) =>
        new Binder([]).Bind(typeof(LocalText), map["why"] ?? map, "", null) as LocalText
        ?? (kind == AssumptionKind.StandIn
            ? new("所依据的总通知暂缺，按代用通知", "the general notice that it stands on is not at hand; taken from its stand-in")
            : new("", ""));
}
