using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices.Reading;

/// <summary>Lays a notice over the one that it stands on: maps merge by key, lists of items by id, 'remove' deletes, scalar lists are replaced, an empty value takes away.</summary>
internal static class Merge
{
    private static readonly string[] BasisKeys = ["clause", "assumed", "inferred", "standIn", "why"];

    public static MapNode Over(MapNode below, MapNode above, ICollection<Problem> problems)
    {
        var result = new MapNode(above.File, above.Line, above.Column);
        foreach (var entry in below.Entries)
        {
            result.TryAdd(entry with { Value = entry.Value.Copy() });
        }

        if (above.Has("clause") || above.Has("assumed") || above.Has("inferred"))
        {
            foreach (var key in BasisKeys)
            {
                result.Remove(key);
            }
        }

        foreach (var entry in above.Entries)
        {
            switch (result[entry.Key], entry.Value)
            {
                case (not null, ScalarNode { IsNull: true }):
                    result.Remove(entry.Key);
                    break;
                case (MapNode lower, MapNode upper) when entry.Key is not "clause" && !entry.Key.EndsWith("Clause", StringComparison.Ordinal):
                    result.Set(entry.Key, Over(lower, upper, problems));
                    break;
                case (ListNode lower, ListNode upper) when HasIds(lower) || HasIds(upper):
                    result.Set(entry.Key, Over(lower, upper, problems));
                    break;
                case (null, ListNode upper) when HasIds(upper):
                    result.Set(entry.Key, Over(new ListNode(upper.File, upper.Line, upper.Column), upper, problems));
                    break;
                case (null, MapNode upper):
                    result.Set(entry.Key, Over(new MapNode(upper.File, upper.Line, upper.Column), upper, problems));
                    break;
                case (null, ScalarNode { IsNull: true }):
                    break;
                default:
                    result.Remove(entry.Key);
                    result.TryAdd(entry with { Value = entry.Value.Copy() });
                    break;
            }
        }

        return result;
    }

    private static bool HasIds(ListNode list) => list.Items.Exists(i => i is MapNode map && (map.Has("id") || map.Has("remove")));

    private static ListNode Over(ListNode below, ListNode above, ICollection<Problem> problems)
    {
        var result = (ListNode)below.Copy();
        foreach (var item in above.Items)
        {
            if (item is MapNode removing && removing["remove"] is { } names)
            {
                if (removing.Entries.Count > 1)
                {
                    problems.Add(Wrong(removing, new("“remove”不能和别的内容写在一项里。", "'remove' is not known here."), new("请另起一行，写“- remove: [id, …]”。", "Write '- remove: [ids]' as a line of its own.")));
                }

                Remove(result, names, problems);
            }
            else if (item is MapNode map && map.Text("id") is { } id && At(result, id) is var at and >= 0)
            {
                if (above.Items.FindIndex(o => Is(o, id)) < above.Items.IndexOf(item))
                {
                    problems.Add(Wrong(map, new($"“{id}”在这个列表里写了两次。", $"'{id}' stands in this list twice."), new("请只留一个，或给另一个换个id。", "Keep one of them or give the other another id.")));
                    continue;
                }

                result.Items[at] = Over((MapNode)result.Items[at], map, problems);
            }
            else
            {
                result.Items.Add(item is MapNode fresh ? Over(new MapNode(fresh.File, fresh.Line, fresh.Column), fresh, problems) : item.Copy());
            }
        }

        return result;
    }

    private static void Remove(ListNode result, DocNode names, ICollection<Problem> problems)
    {
        if (names is ScalarNode { Value: "all" })
        {
            result.Items.Clear();
            return;
        }

        var ids = names is ListNode list ? list.Items : [names];
        foreach (var id in ids.OfType<ScalarNode>())
        {
            if (At(result, id.Value) is var at and >= 0)
            {
                result.Items.RemoveAt(at);
            }
            else
            {
                problems.Add(Wrong(id, new($"没有“{id.Value}”可以删去。", $"There is no '{id.Value}' to remove."), Suggest.Among(id.Value, Ids(result))));
            }
        }
    }

    private static IEnumerable<string> Ids(ListNode list) => list.Items.OfType<MapNode>().Select(m => m.Text("id")).OfType<string>();

    private static int At(ListNode list, string id) => list.Items.FindIndex(i => Is(i, id));

    private static bool Is(DocNode node, string id) => node is MapNode map && string.Equals(map.Text("id"), id, StringComparison.Ordinal);

    private static Problem Wrong(DocNode at, LocalText what, LocalText instead) => new(at.File, at.Line, at.Column, "", what, instead, ProblemSeverity.Error);
}

/// <summary>'Did you mean …?'</summary>
internal static class Suggest
{
    public static LocalText Among(string written, IEnumerable<string> known)
    {
        var all = known.Distinct(StringComparer.Ordinal).ToList();
        var near = all.Select(k => (Key: k, Far: Distance(written.ToLowerInvariant(), k.ToLowerInvariant())))
            .Where(k => k.Far <= Math.Max(2, written.Length / 3)).OrderBy(k => k.Far).ThenBy(k => k.Key, StringComparer.Ordinal).FirstOrDefault();
        if (near.Key is not null)
        {
            return new($"是不是想写“{near.Key}”？", $"Did you mean '{near.Key}'?");
        }

        return all.Count switch
        {
            0 => new("请删去，或先写出可选的内容。", "Remove it, or first write what there is to choose from."),
            <= 40 => new($"请写其中一个：{string.Join("、", all)}。", $"Write one of: {string.Join(", ", all)}."),
            _ => new($"请写已有的{all.Count}个之一，如{string.Join("、", all.Take(10))}。", $"Write one of the {all.Count} known ones, such as {string.Join(", ", all.Take(10))}."),
        };
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var next = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = row[j];
                row[j] = next;
            }
        }

        return row[b.Length];
    }
}
