using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applicants;
using Zhiping.Applications;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Meetings;
using Zhiping.Portals;
using Zhiping.Publicity;

namespace Zhiping.Web;

/// <summary>One entry of the main navigation. Label is Chinese text and key.</summary>
public sealed record NavItem(string Label, string Href)
{
    /// <summary>Other addresses whose pages belong to it.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>What is found there, for a first page on which nothing waits; Chinese text and key, null for none.</summary>
    public string? Hint { get; init; }
}

/// <summary>What a person is as an expert: in any meeting that has begun, how many dossiers are still to be scored, and the meeting in session to preside over.</summary>
public sealed record ExpertSeats(bool Any, int ToScore, Guid? Presides)
{
    public static readonly ExpertSeats None = new(false, 0, null);
}

/// <summary>A telephone line at the foot of each page. Label is Chinese text and key.</summary>
public sealed record PhoneLine(string Label, string Number);

/// <summary>What stands around a page: whose portal it is, who is signed in, where one can go, whom to call.</summary>
public sealed class Shell(IHttpContextAccessor accessor, TimeProvider clock, CurrentPerson person, CurrentRegion region, AppDb db, ILogger<Shell> log)
{
    private string? place;
    private RegionFacts? regionFacts;
    private ExpertSeats seats = ExpertSeats.None;
    private int inHand;
    private int appeals;

    private HttpContext Http => accessor.HttpContext!;

    public bool IsSignedIn => person.IsSignedIn;

    public string Name => person.Name;

    /// <summary>What the person is here; Chinese text and key.</summary>
    public string Role => IsExpertPage ? "评审专家" : person.ActingBodyId is null ? "申报人" : Navigation.RoleName(person.Roles.First());

    public IReadOnlyList<NavItem> Nav => Navigation.Of(person, seats);

    private bool IsExpertPage => seats.Any && (Http.Request.Path.StartsWithSegments("/expert", StringComparison.Ordinal) || Http.Request.Path.StartsWithSegments("/meetings", StringComparison.Ordinal));

    /// <summary>How many things wait behind an entry; null where nothing is counted.</summary>
    public int? WaitsAt(NavItem item) => item.Href switch
    {
        "/office" when inHand > 0 => inHand,
        "/appeals" when appeals > 0 => appeals,
        "/expert" when seats.ToScore > 0 => seats.ToScore,
        _ => null,
    };

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
                inHand = person.Has(OfficeCases.Handlers) ? await db.Applications().WaitingFor(body).CountAsync(Http.RequestAborted) : 0;
                appeals = person.Has(Accounts.Role.TitleOfficeClerk) ? await db.WaitingAppeals(body, Http.RequestAborted) : 0;
            }

            if (person.IsSignedIn)
            {
                seats = await SeatsOf(person.Id, Http.RequestAborted);
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
        Nav.Where(Holds).MaxBy(x => x.Href.Length) is { } deepest && deepest.Href == item.Href;

    private async Task<ExpertSeats> SeatsOf(Guid id, CancellationToken cancel)
    {
        var sits = await db.MeetingMembers().SeatsOf(id).Join(db.Meetings(), m => m.MeetingId, m => m.Id, (member, meeting) => new { member.Id, member.Seat, Meeting = meeting.Id, meeting.State })
            .Where(x => x.State != MeetingState.Preparing).ToListAsync(cancel);
        var reading = sits.Where(x => x.State == MeetingState.Reading).Select(x => x.Id).ToList();
        var open = reading.Count == 0 ? 0 : await db.ScoreSheets().CountAsync(x => reading.Contains(x.MemberId) && x.SubmittedAt == null && x.ExcusedAt == null, cancel);
        return sits.Count == 0 ? ExpertSeats.None
            : new ExpertSeats(true, open, sits.Find(x => x.State == MeetingState.Voting && x.Seat is Seat.Chair or Seat.Deputy)?.Meeting);
    }

    private bool Holds(NavItem item) => Holds(item.Href) || item.Also.Any(Holds);

    private bool Holds(string href)
    {
        var path = Http.Request.Path.Value ?? "/";
        return href == "/" ? path == "/" : path == href || path.StartsWith(href + "/", StringComparison.Ordinal);
    }
}
