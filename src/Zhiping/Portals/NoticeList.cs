using Zhiping.Data;
using Zhiping.Notices;

namespace Zhiping.Portals;

/// <summary>Notices of a region as a table, newest first.</summary>
public sealed record NoticeTable(IReadOnlyList<PublishedNotice> Notices, DateTimeOffset Now)
{
    /// <summary>Whether one can apply under it now; Chinese text and key.</summary>
    public (Shape Shape, string State) StateOf(PublishedNotice published)
    {
        var window = published.Notice.Windows.Application;
        return published.Notice.StandIn || published.Notice.Abstract ? (Shape.None, "不直接申报")
            : window.IsOpen(Now) ? (Shape.Part, "申报中")
            : window.IsClosed(Now) ? (Shape.Lock, "已截止")
            : (Shape.Todo, "未开始");
    }
}

/// <summary>Published notices as the portal asks for them.</summary>
public static class NoticeList
{
    /// <summary>Those of a region, newest first; all when no region is known.</summary>
    public static async Task<IReadOnlyList<PublishedNotice>> OfRegion(this NoticeStore store, string? region, CancellationToken cancel) =>
        [.. (await store.All(cancel)).Where(n => region is null || n.Notice.Region == region)
            .OrderBy(n => n.Notice.StandIn).ThenByDescending(n => n.Notice.IssuedOn).ThenBy(n => n.Notice.Id, StringComparer.Ordinal)];
}
