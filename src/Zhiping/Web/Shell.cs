using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Portals;

namespace Zhiping.Web;

/// <summary>One entry of the main navigation. Label is Chinese text and key.</summary>
public sealed record NavItem(string Label, string Href);

/// <summary>A telephone line at the foot of each page. Label is Chinese text and key.</summary>
public sealed record PhoneLine(string Label, string Number);

/// <summary>What stands around a page: whose portal it is, who is signed in, where one can go, whom to call.</summary>
public sealed class Shell(IHttpContextAccessor accessor, TimeProvider clock, CurrentPerson person, CurrentRegion region, AppDb db, ILogger<Shell> log)
{
    private string? place;
    private RegionFacts? regionFacts;

    private HttpContext Http => accessor.HttpContext!;

    public bool IsSignedIn => person.IsSignedIn;

    public string Name => person.Name;

    /// <summary>What the person is here; Chinese text and key.</summary>
    public string Role => person.ActingBodyId is null ? "申报人" : Navigation.RoleName(person.Roles.First());

    public IReadOnlyList<NavItem> Nav => Navigation.Of(person);

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Whether the clock of this database is moved, as only a demo's is.</summary>
    public bool IsDemo => clock is SiteClock { Offset: var offset } && offset != TimeSpan.Zero;

    /// <summary>Business, technical help and supervision, with their numbers. (B1c)</summary>
    public IEnumerable<PhoneLine> Lines
    {
        get
        {
            (string Label, string? Number)[] all =
                [("业务咨询", regionFacts?.EnquiryPhone), ("平台技术服务", regionFacts?.HelpPhone), ("监督举报", regionFacts?.SupervisionPhone)];
            return all.Where(x => !string.IsNullOrEmpty(x.Number)).Select(x => new PhoneLine(x.Label, x.Number!));
        }
    }

    /// <summary>Reads what the layout shows. A page of errors must come out even where the database does not answer.</summary>
    public async Task Load()
    {
        try
        {
            regionFacts = await region.Get(Http.RequestAborted);
            if (person.ActingBodyId is { } body)
            {
                place = await db.Bodies().Where(b => b.Id == body).Select(b => b.Name).SingleOrDefaultAsync(Http.RequestAborted);
            }
        }
        catch (Exception e) when (e is Npgsql.NpgsqlException or InvalidOperationException or OperationCanceledException)
        {
            log.LogWarning(e, "The shell of a page could not read its region.");
        }
    }

    /// <summary>The name beside the brand: the office one acts for, else the region's portal.</summary>
    public string PlaceIn(Texts texts) => place ?? (regionFacts is null ? texts.Plain("职称评审") : texts.Plain("{0}职称评审", regionFacts.Name));

    /// <summary>True for the entry that the present page belongs to.</summary>
    public bool IsCurrent(NavItem item) =>
        Nav.Where(x => Holds(x.Href)).MaxBy(x => x.Href.Length) is { } deepest && deepest.Href == item.Href;

    private bool Holds(string href)
    {
        var path = Http.Request.Path.Value ?? "/";
        return href == "/" ? path == "/" : path == href || path.StartsWith(href + "/", StringComparison.Ordinal);
    }
}
