using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Bodies;
using Zhiping.Cli;
using Zhiping.Data;
using Zhiping.Meetings;
using Zhiping.Notices;
using Zhiping.Policy.Calendars;
using Notice = Zhiping.Policy.Notices.Notice;

namespace Zhiping.Demo;

/// <summary>The script expected something else: the season stops, because a silent surprise would make its figures worthless.</summary>
public sealed class SeasonWentWrongException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// Plays a whole season, from registration to certificates, with scripted people who make mistakes. The first few, the committee's office and its chair
/// live through the pages over HTTP; the others call the same verbs. Nothing writes a row past them. Events run in order of instant, then applicant number.
/// </summary>
public sealed partial class SeasonPlayer : IAsyncDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly WebApplication app;
    private readonly SeasonClock clock;
    private readonly EventQueue queue = new();
    private readonly Notice notice;
    private readonly ulong seed;
    private readonly DateTimeOffset? until;
    private readonly Dictionary<int, Taking> takings = [];
    private DemoBodies bodies = null!;
    private DemoStaff staff = null!;
    private IReadOnlyList<SeasonApplicant> applicants = [];

    private SeasonPlayer(WebApplication app, SeasonClock clock, Notice notice, int count, long seed, DateTimeOffset? until = null)
    {
        this.until = until;
        this.app = app;
        this.clock = clock;
        this.notice = notice;
        this.seed = (ulong)seed;
        Report = new SeasonReport(notice.Id, count, seed);
    }

    public SeasonReport Report { get; }

    private DateTimeOffset Opens => notice.Windows.Application.Opens?.At ?? throw new SeasonWentWrongException("The notice does not say when it opens.");

    private DateTimeOffset Closes => notice.Windows.Application.Closes?.At ?? throw new SeasonWentWrongException("The notice does not say when it closes.");

    /// <summary>Plays a season in a database that exists and is empty but for its schema.</summary>
    /// <param name="notice">A notice under which one can apply.</param>
    /// <param name="connectionString">The season's own database.</param>
    /// <param name="home">The season's own folder.</param>
    /// <param name="drawn">Where drawn scans are kept from one season to the next; null for the season's own folder.</param>
    public static async Task<SeasonReport> PlayAsync(
        Notice notice, int count, long seed, string connectionString, ZhipingHome home, string? drawn, IProgress<string> progress, CancellationToken stop)
    {
        var opens = notice.Windows.Application.Opens?.At ?? throw new SeasonWentWrongException("The notice does not say when it opens.");
        var time = new SeasonClock(opens.AddDays(-7).AddHours(9));
        var builder = SiteHost.NewBuilder("Production");
        builder.Logging.ClearProviders();
        builder.Configuration[DemoFeature.DrawnFolder] = drawn;
        builder.WebHost.UseUrls("http://127.0.0.1:0");

        // Reading pages for suggestions helps people; the script knows where the names are.
        builder.Configuration["Masking:ReadPages"] = "false";
        builder.Services.AddSingleton<DrawSeeds>(new SeasonDrawSeeds((ulong)seed));
        await using var site = SiteHost.Build(builder, new SiteSettings(connectionString, home, time) { RunsWork = false });
        await site.StartAsync(stop);
        await using var player = new SeasonPlayer(site, time, notice, count, seed);
        await player.Play(progress, stop);
        await site.StopAsync(stop);
        return player.Report;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var browser in takings.Values.Select(t => t.Browser).Concat(desks.Values))
        {
            browser?.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private async Task Play(IProgress<string> progress, CancellationToken stop)
    {
        await Report.Timed("world", MakeWorld);
        foreach (var applicant in applicants)
        {
            takings[applicant.Number] = new Taking(applicant);
            PlanApplicant(applicant);
        }

        if (until is null)
        {
            PlanCommittee();
        }
        else
        {
            PlanDemoSittings();
        }

        var last = "";
        while (queue.TryNext(out var next) && !(next.At > until))
        {
            stop.ThrowIfCancellationRequested();
            if (next.At > clock.GetUtcNow())
            {
                clock.MoveTo(next.At);
            }

            var day = Beijing.Date(Beijing.Day(next.At));
            if (day != last)
            {
                progress.Report(day);
                last = day;
                await Report.Timed("work", () => Worker.RunDue(clock.Now(), stop));
            }

            try
            {
                await Report.Timed(next.Stage, next.What);
            }
            catch (RefusalException) when (until is not null && next.Number > 0 && next.At >= Closes)
            {
                // A demo may be made later than its applicants are ready: whoever was still on the way is overtaken by the closing edge.
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                var who = takings.TryGetValue(next.Number, out var taking) ? $"applicant {next.Number} {taking.Applicant.Person.Name}" : "the committee";
                throw new SeasonWentWrongException($"{Beijing.Full(next.At)}, {who}, {next.Stage}: {e.Message}", e);
            }
        }

        if (until is { } end)
        {
            clock.MoveTo(end);
        }

        await Report.Timed("work", () => Worker.RunDue(clock.Now(), stop));
        await Report.Timed("check", CheckInvariants);
    }

    private Worker Worker => app.Services.GetRequiredService<Worker>();

    private async Task MakeWorld()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var registrar = scope.ServiceProvider.GetRequiredService<Registrar>();
        var act = Act.OfPlatform(clock.Now(), "season");
        bodies = DemoBodies.Make(act);
        db.AddRange(bodies.All);
        await db.Commit();
        staff = DemoStaff.Enter(db, registrar, bodies, seed, act, experts: 45, until is null ? null : DemoPassword);
        await db.Commit();
        await scope.ServiceProvider.GetRequiredService<NoticePublisher>().Publish(act with { Reason = null }, notice);
        var all = SeasonApplicant.All(seed, Report.Applicants, bodies);
        applicants = until is null ? all : [.. all.Select(ForTheDemo)];
    }

    /// <summary>A desk of its own for one verb, as one request has.</summary>
    private async Task<T> With<TDesk, T>(Func<TDesk, Task<T>> what)
        where TDesk : notnull
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await what(scope.ServiceProvider.GetRequiredService<TDesk>());
    }

    private Task<bool> With<TDesk>(Func<TDesk, Task> what)
        where TDesk : notnull =>
        With<TDesk, bool>(async desk =>
        {
            await what(desk);
            return true;
        });

    /// <summary>Something that must be refused; counts the mistake under its name.</summary>
    private async Task Refused<TDesk>(string mistake, Func<TDesk, Task> what)
        where TDesk : notnull
    {
        try
        {
            await With(what);
        }
        catch (RefusalException e) when (e.Refusal.Sentence.Length > 0)
        {
            Report.Mistake(mistake);
            return;
        }

        throw new SeasonWentWrongException($"Nobody refused: {mistake}.");
    }

    private Act By(Body body, Role role, string? reason = null) => new(staff[body, role].Id, body.Id, clock.Now(), reason);

    private Act Own(Taking taking, string? reason = null) => new(taking.PersonId, null, clock.Now(), reason);

    /// <summary>That hour of that day in Beijing, or a minute from now where it is past.</summary>
    private DateTimeOffset At(DateOnly day, int hour, int minute = 0)
    {
        var at = SiteTime.At(day, hour, minute);
        return at > clock.GetUtcNow() ? at : clock.GetUtcNow().AddMinutes(1);
    }

    private DateOnly Today => Beijing.Day(clock.GetUtcNow());

    /// <summary>What one applicant has come to.</summary>
    private sealed class Taking(SeasonApplicant applicant)
    {
        public SeasonApplicant Applicant { get; } = applicant;

        public Guid PersonId { get; set; }

        public Guid ApplicationId { get; set; }

        public Guid? SecondApplicationId { get; set; }

        /// <summary>How often the committee's office has looked at it.</summary>
        public int Reviews { get; set; }

        /// <summary>What stands wrong in the draft.</summary>
        public MadeUpFault? Fault { get; set; }

        public PlainBrowser? Browser { get; set; }
    }
}
