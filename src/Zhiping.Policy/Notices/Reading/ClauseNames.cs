namespace Zhiping.Policy.Notices.Reading;

/// <summary>Gives each clause the document that it belongs to, so that it stays true when notices are laid over one another.</summary>
internal sealed class ClauseNames(List<Problem> problems)
{
    public const string StandInMark = "（暂代）";

    public static string? TitleOf(MapNode root) => root["shortTitle"] switch
    {
        ScalarNode scalar => scalar.Value.Split(" | ")[0].Trim(),
        MapNode map => map.Text("zh"),
        _ => null,
    };

    /// <summary>Turns 四(一)4 into its document and path, and checks that the file quotes it.</summary>
    public void Qualify(MapNode root, MapNode? below)
    {
        var title = TitleOf(root) ?? (below is null ? null : TitleOf(below)) ?? root.Text("id") ?? root.File;
        var known = new HashSet<string>(StringComparer.Ordinal);
        if (root["clauses"] is MapNode own)
        {
            var named = new MapNode(own.File, own.Line, own.Column);
            foreach (var entry in own.Entries)
            {
                known.Add(entry.Key);
                named.TryAdd(entry with { Key = $"{title}:{entry.Key}" });
            }

            root.Set("clauses", named);
        }

        var documents = Documents(root).Concat(below is null ? [] : Documents(below)).ToList();
        var inherited = root.IsTrue("standIn") && below is not null && TitleOf(below) is { } belowTitle && below["clauses"] is MapNode belowClauses
            ? (Title: belowTitle, Paths: belowClauses.Entries.Select(e => e.Key).Where(k => k.StartsWith(belowTitle + ":", StringComparison.Ordinal))
                .Select(k => k[(belowTitle.Length + 1)..]).ToHashSet(StringComparer.Ordinal))
            : (Title: "", Paths: []);
        Walk(root, "", node => Name(node.Value, node.Path, title, known, documents, inherited));
    }

    /// <summary>Marks every clause of a notice that stands in for one that is not at hand; laws stay what they are.</summary>
    public static void MarkStandIn(MapNode root)
    {
        var laws = Documents(root).Select(d => d.Title).ToHashSet(StringComparer.Ordinal);
        Walk(root, "", node =>
        {
            if (node.Value is MapNode clause && clause.Text("document") is { } document && !laws.Contains(document)
                && !document.EndsWith(StandInMark, StringComparison.Ordinal))
            {
                var marked = (MapNode)clause.Copy();
                marked.Set("document", Scalar(clause, document + StandInMark));
                marked.Set("standIn", Scalar(clause, "true"));
                return marked;
            }

            return node.Value;
        });
        if (root["clauses"] is MapNode quoted)
        {
            var renamed = new MapNode(quoted.File, quoted.Line, quoted.Column);
            foreach (var entry in quoted.Entries)
            {
                var colon = entry.Key.IndexOf(':', StringComparison.Ordinal);
                var document = colon < 0 ? "" : entry.Key[..colon];
                var keep = colon < 0 || laws.Contains(document) || document.EndsWith(StandInMark, StringComparison.Ordinal);
                renamed.TryAdd(keep ? entry : entry with { Key = document + StandInMark + entry.Key[colon..] });
            }

            root.Set("clauses", renamed);
        }
    }

    private static ScalarNode Scalar(DocNode at, string value) => new(value, false, at.File, at.Line, at.Column);

    private static IEnumerable<(string Id, string Title)> Documents(MapNode root) =>
        root["documents"] is ListNode list
            ? list.Items.OfType<MapNode>().Select(d => (d.Text("id") ?? "", TitleOf(d) ?? ""))
            : [];

    private DocNode Name(
        DocNode node, string path, string title, HashSet<string> known, List<(string Id, string Title)> documents, (string Title, HashSet<string> Paths) inherited)
    {
        if (node is not ScalarNode { IsNull: false } written)
        {
            return node;
        }

        string document, clause;
        if (written.Value.Split(':', 2) is [var id, var rest] && !known.Contains(written.Value))
        {
            var cited = documents.Find(d => string.Equals(d.Id, id, StringComparison.Ordinal));
            if (cited.Id is null)
            {
                problems.Add(new Problem(node.File, node.Line, node.Column, path, new($"documents里没有文件“{id}”。", $"There is no document '{id}'."),
                    Suggest.Among(id, documents.Select(d => d.Id)), ProblemSeverity.Error));
            }

            (document, clause) = (cited.Title ?? id, rest.Trim());
        }
        else
        {
            (document, clause) = (title, written.Value);
            foreach (var part in clause.Split('、'))
            {
                if (inherited.Paths.Contains(part) && !known.Contains(part))
                {
                    document = inherited.Title;
                }
                else if (!known.Contains(part))
                {
                    problems.Add(new Problem(
                        node.File, node.Line, node.Column, path, new($"clauses里没有条款“{part}”。", $"There is no clause '{part}' under 'clauses'."),
                        known.Count == 0 ? new("请在clauses:下抄录原文。", "Quote it under clauses:.") : Suggest.Among(part, known), ProblemSeverity.Error));
                }
            }
        }

        var map = new MapNode(node.File, node.Line, node.Column);
        map.Set("document", Scalar(node, document));
        map.Set("path", Scalar(node, clause));
        return map;
    }

    private static void Walk(DocNode node, string path, Func<(DocNode Value, string Path), DocNode> change)
    {
        switch (node)
        {
            case ListNode list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    Walk(list.Items[i], $"{path}[{(list.Items[i] is MapNode item ? item.Text("id") ?? $"{i}" : $"{i}")}]", change);
                }

                break;
            case MapNode map:
                foreach (var entry in map.Entries.ToList())
                {
                    var at = Binder.Join(path, entry.Key);
                    if (entry.Key is "clause" || entry.Key.EndsWith("Clause", StringComparison.Ordinal))
                    {
                        map.Set(entry.Key, change((entry.Value, at)));
                    }
                    else if (entry.Key is not "clauses")
                    {
                        Walk(entry.Value, at, change);
                    }
                }

                break;
            default:
                break;
        }
    }
}
