using Zhiping.Policy.Notices.Reading;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

/// <summary>One difference between two notices: where, what it was and what it is; null where it was not there.</summary>
/// <param name="Touches">Whom or what it touches, in words.</param>
public sealed record NoticeChange(string Path, string? Before, string? After, LocalText Touches)
{
    /// <summary>The part of the notice, such as windows.</summary>
    public string Area => Path.Split('.', '[')[0];

    /// <summary>Where, in words.</summary>
    public LocalText Place => NoticeParts.Say(Path);
}

/// <summary>Two revisions or notices side by side, in words.</summary>
public static class NoticeDiff
{
    private static readonly Dictionary<string, LocalText> Areas = new(StringComparer.Ordinal)
    {
        ["windows"] = new("所有还没有到这一步的申报", "every application that has not passed this step"),
        ["returns"] = new("退回后修改的申报", "applications that are returned"),
        ["fees"] = new("还没有缴费的申报", "applications whose fee is not paid"),
        ["passCaps"] = new("付诸表决的高级申报", "senior candidates put to the vote"),
        ["scoringStandards"] = new("还没有打分的申报", "applications that are not scored"),
        ["issuing"] = new("还没有列入任职资格文件的人", "those who are on no qualification document yet"),
        ["defence"] = new("应答辩的申报", "applications that defend"),
        ["rules"] = new("符合该规则条件的申报", "applications that the rule applies to"),
        ["ladder"] = new("靠这一行学历资历申报的人", "those who apply by this row"),
        ["continuingEducation"] = new("所有须完成学时的人", "everybody who needs class hours"),
        ["form"] = new("还没有提交的申报书", "drafts"),
        ["series"] = new("该系列、专业的申报", "applications in the series"),
        ["routes"] = new("还没有到达评委会的申报", "applications that have not arrived"),
    };

    public static IReadOnlyList<NoticeChange> Between(Notice before, Notice after)
    {
        var changes = new List<NoticeChange>();
        Walk(before.Resolved, after.Resolved, "", changes);
        return changes;
    }

    private static void Walk(DocNode? one, DocNode? other, string path, List<NoticeChange> changes)
    {
        switch (one, other)
        {
            case (MapNode a, MapNode b):
                foreach (var key in a.Entries.Select(e => e.Key).Union(b.Entries.Select(e => e.Key), StringComparer.Ordinal))
                {
                    if (!(path.Length == 0 && key is "basedOn" or "examples"))
                    {
                        Walk(a[key], b[key], Binder.Join(path, key), changes);
                    }
                }

                break;
            case (ListNode a, ListNode b) when Named(a) && Named(b):
                foreach (var id in Ids(a).Union(Ids(b), StringComparer.Ordinal))
                {
                    Walk(Find(a, id), Find(b, id), $"{path}[{id}]", changes);
                }

                break;
            case (ListNode a, ListNode b) when a.Items.Count == b.Items.Count && a.Items.Concat(b.Items).All(i => i is MapNode):
                for (var i = 0; i < a.Items.Count; i++)
                {
                    Walk(a.Items[i], b.Items[i], $"{path}[{i + 1}]", changes);
                }

                break;
            default:
                var (was, now) = (one is null ? null : Words(one), other is null ? null : Words(other));
                if (!string.Equals(was, now, StringComparison.Ordinal))
                {
                    changes.Add(new NoticeChange(path, was, now, Areas.GetValueOrDefault(path.Split('.', '[')[0], new LocalText("看内容而定", "depends on what it says"))));
                }

                break;
        }
    }

    private static bool Named(ListNode list) => list.Items.TrueForAll(i => i is MapNode map && map.Has("id")) && list.Items.Count > 0;

    private static IEnumerable<string> Ids(ListNode list) => list.Items.OfType<MapNode>().Select(m => m.Text("id")!);

    private static DocNode? Find(ListNode list, string id) => list.Items.Find(i => i is MapNode map && string.Equals(map.Text("id"), id, StringComparison.Ordinal));

    /// <summary>A value in words. The keys of a map stand in one order whatever the order of the file: a frozen revision has them sorted, a draft as they were written.</summary>
    private static string Words(DocNode node) => node switch
    {
        ScalarNode scalar => scalar.Value,
        ListNode list => "[" + string.Join(", ", list.Items.Select(Words)) + "]",
        MapNode map when map.Has("document") && map.Has("path") => $"{map.Text("document")} {map.Text("path")}",
        MapNode map => "{" + string.Join(", ", map.Entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}: {Words(e.Value)}")) + "}",
        _ => "",
    };
}
