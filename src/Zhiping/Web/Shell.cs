using Zhiping.Data;

namespace Zhiping.Web;

/// <summary>One entry of the main navigation. Label is Chinese text and key.</summary>
public sealed record NavItem(string Label, string Href);

/// <summary>A telephone line at the foot of each page. Label is Chinese text and key.</summary>
public sealed record PhoneLine(string Label, string Number);

/// <summary>What stands around a page: whose portal it is, who is signed in, where one can go, whom to call.</summary>
public sealed class Shell(IHttpContextAccessor accessor, TimeProvider clock)
{
    private static readonly NavItem[] Everyone =
    [
        new("首页", "/"), new("通知", "/notices"), new("评审条件", "/conditions"), new("评委会目录", "/directory"),
        new("办事步骤", "/steps"), new("下载", "/downloads"),
    ];

    private HttpContext Http => accessor.HttpContext!;

    /// <summary>The name beside the brand: the region's portal or the office.</summary>
    public string PlaceIn(Texts texts) => texts.Plain("职称评审");

    public string? Name => Http.User.Identity?.Name;

    /// <summary>What the person is here; Chinese text and key.</summary>
    public string? Role => null;

    /// <summary>Business, technical help and supervision, with their numbers. (B1c)</summary>
    public IReadOnlyList<PhoneLine> Lines => [];

    public bool IsSignedIn => Http.User.Identity?.IsAuthenticated == true;

    public IReadOnlyList<NavItem> Nav => Everyone;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Whether the clock and the people of this database are made up.</summary>
    public bool IsDemo => clock is SiteClock { Offset: var offset } && offset != TimeSpan.Zero;

    /// <summary>True for the entry that the present page belongs to.</summary>
    public bool IsCurrent(NavItem item)
    {
        var path = Http.Request.Path.Value ?? "/";
        return item.Href == "/" ? path == "/" : path == item.Href || path.StartsWith(item.Href + "/", StringComparison.Ordinal);
    }
}
