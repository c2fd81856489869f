using System.Text;
using Zhiping.Policy.Notices.Reading;

namespace Zhiping.Policy.Notices;

/// <summary>docs/policy.md: every item of every notice side by side, with the clause that it rests on, or that it is assumed, inferred or from a stand-in.</summary>
public static class PolicyPage
{
    private static readonly string[] Left = ["clauses", "calendar", "basedOn", "vagueWords", "documents", "examples"];
    private static readonly string[] Basis = ["clause", "assumed", "inferred", "standIn", "why", "id", "basis"];

    public static string Of(IReadOnlyList<Notice> notices)
    {
        var page = new StringBuilder("# The policy, notice by notice\n\nGenerated from `notices/`; do not edit. Each item stands with the clause it rests on: ")
            .Append("〔四(一)4〕 a clause of that notice, 〔假设〕 assumed where the notice is silent, 〔推定〕 inferred from a garbled place, 〔暂代〕 taken from a notice that stands in for another.\n\n")
            .Append("| notice | title | stands on | items assumed, inferred, stand-in |\n|---|---|---|---|\n");
        foreach (var notice in notices)
        {
            page.Append($"| {notice.Id} | {Cell(notice.Title.Zh)} | {string.Join(" ← ", notice.BasedOn)} | ")
                .Append(string.Join(", ", Enum.GetValues<AssumptionKind>().Select(k => notice.Assumptions.Count(a => a.Kind == k))))
                .Append(" |\n");
        }

        var items = notices.Select(n => Items(n)).ToList();
        var paths = items.SelectMany(i => i.Keys).Distinct(StringComparer.Ordinal).ToList();
        foreach (var area in paths.Select(Area).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            page.Append($"\n## {area}\n\n| item | ").Append(string.Join(" | ", notices.Select(n => n.Id))).Append(" |\n|---|")
                .Append(string.Concat(Enumerable.Repeat("---|", notices.Count))).Append('\n');
            foreach (var path in paths.Where(p => Area(p) == area).Order(StringComparer.Ordinal))
            {
                page.Append($"| {Cell(path)} | ").Append(string.Join(" | ", items.Select(i => Cell(i.GetValueOrDefault(path, ""))))).Append(" |\n");
            }
        }

        Assumed(notices, page);
        return page.ToString();
    }

    private static void Assumed(IReadOnlyList<Notice> notices, StringBuilder page)
    {
        page.Append("\n## What is assumed or inferred, and why\n");
        foreach (var notice in notices)
        {
            page.Append($"\n### {notice.Id}\n\n");
            foreach (var one in notice.Assumptions.Where(a => a.Kind != AssumptionKind.StandIn))
            {
                page.Append($"- `{one.Path}` {(one.Kind == AssumptionKind.Assumed ? "假设" : "推定")}：{one.Why.Zh}\n");
            }
        }
    }

    private static string Area(string path) => path.Split('.', '[')[0];

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);

    private static Dictionary<string, string> Items(Notice notice)
    {
        var items = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in notice.Resolved.Entries.Where(e => !Left.Contains(e.Key, StringComparer.Ordinal)))
        {
            Collect(entry.Value, entry.Key, items, Mark(notice.Resolved, notice));
        }

        return items;

        void Collect(DocNode node, string path, Dictionary<string, string> found, string mark)
        {
            switch (node)
            {
                case ScalarNode scalar:
                    found[path] = (scalar.Value.Split(" | ")[0] + mark).Trim();
                    break;
                case ListNode list when list.Items.TrueForAll(i => i is ScalarNode):
                    found[path] = string.Join("、", list.Items.Cast<ScalarNode>().Select(i => i.Value)) + mark;
                    break;
                case ListNode list:
                    for (var i = 0; i < list.Items.Count; i++)
                    {
                        Collect(list.Items[i], $"{path}[{(list.Items[i] as MapNode)?.Text("id") ?? $"{i + 1}"}]", found, mark);
                    }

                    break;
                case MapNode map when map.Has("clause") || map.Has("assumed") || map.Has("id"):
                    found[path] = Line(map, notice);
                    foreach (var inner in map.Entries.Where(e => e.Value is ListNode { Items.Count: > 0 } nested && nested.Items[0] is MapNode && !Basis.Contains(e.Key, StringComparer.Ordinal)))
                    {
                        Collect(inner.Value, Binder.Join(path, inner.Key), found, "");
                    }

                    break;
                case MapNode map:
                    foreach (var inner in map.Entries)
                    {
                        Collect(inner.Value, Binder.Join(path, inner.Key), found, mark);
                    }

                    break;
                default:
                    break;
            }
        }
    }

    private static string Line(MapNode map, Notice notice) => string.Join("，", map.Entries
        .Where(e => !Basis.Contains(e.Key, StringComparer.Ordinal) && !(e.Value is ListNode { Items.Count: > 0 } list && list.Items[0] is MapNode))
        .Select(e => e.Key is "name" or "text" or "what" ? Words(e.Value) : $"{e.Key} {Words(e.Value)}")) + Mark(map, notice);

    private static string Words(DocNode node) => node switch
    {
        ScalarNode scalar => scalar.Value.Split(" | ")[0],
        ListNode list => string.Join("、", list.Items.Select(Words)),
        MapNode map when map.Text("path") is { } path => path,
        MapNode map => "(" + string.Join("，", map.Entries.Select(e => $"{e.Key} {Words(e.Value)}")) + ")",
        _ => "",
    };

    private static string Mark(MapNode map, Notice notice)
    {
        if (map["clause"] is not MapNode clause)
        {
            return map.IsTrue("assumed") ? " 〔假设〕" : "";
        }

        var own = string.Equals(clause.Text("document"), notice.ShortTitle.Zh, StringComparison.Ordinal);
        var where = own ? clause.Text("path") : $"{clause.Text("document")} {clause.Text("path")}";
        var kind = map.IsTrue("assumed") ? "，假设" : map.IsTrue("inferred") ? "，推定" : clause.IsTrue("standIn") ? "，暂代" : "";
        return $" 〔{where}{kind}〕";
    }
}
