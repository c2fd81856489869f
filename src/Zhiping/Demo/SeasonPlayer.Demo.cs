using Zhiping.Applications;
using Zhiping.Cli;
using Zhiping.Data;
using Zhiping.Meetings;
using Zhiping.Notices;
using Zhiping.Policy.Calendars;
using Notice = Zhiping.Policy.Notices.Notice;

namespace Zhiping.Demo;

/// <summary>
/// The demo is a season that was stopped in the middle: some were quick and hold certificates already, some have only begun.
/// Everything in it came about by the same verbs as in a season.
/// </summary>
public sealed partial class SeasonPlayer
{
    /// <summary>Of everybody made up. Demo databases never hold anybody real.</summary>
    public const string DemoPassword = "Zhiping-demo-2024";

    private const int DemoApplicants = 64;

    /// <summary>Plays up to an instant inside the window of the first notice and says whom one can sign in as.</summary>
    public static async Task<IReadOnlyList<DemoSignIn>> PlayDemoAsync(
        IReadOnlyList<Notice> notices, string connectionString, ZhipingHome home, string address, DateTimeOffset until, IProgress<string> progress, CancellationToken stop)
    {
        var first = notices[0];
        var begins = (first.Windows.Application.Opens?.At ?? until).AddDays(-7).AddHours(9);
        var time = new SeasonClock(begins < until ? begins : until);
        var builder = SiteHost.NewBuilder("Production");
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");

        // Certificates made now are checked on the demo itself, once it runs.
        builder.Configuration["Site:Address"] ??= address;

        // Reading pages for suggestions helps people; the script knows where the names are.
        builder.Configuration["Masking:ReadPages"] = "false";
        builder.Services.AddSingleton<DrawSeeds>(new SeasonDrawSeeds(1));
        await using var site = SiteHost.Build(builder, new SiteSettings(connectionString, home, time) { RunsWork = false });
        await site.StartAsync(stop);
        await using var player = new SeasonPlayer(site, time, first, DemoApplicants, 1, until);
        foreach (var other in notices.Skip(1))
        {
            await player.With<NoticePublisher>(publisher => publisher.Publish(Act.OfPlatform(time.Now()), other));
        }

        await player.Play(progress, stop);
        var signIns = await player.SignIns();
        await site.StopAsync(stop);
        return signIns;
    }

    /// <summary>The first three dozen are quick, so that five meetings fall before the middle of the window; the others come day by day until the demo's instant.</summary>
    private void PlanDemoApplicant(Taking taking, SeededChoice choice)
    {
        var number = taking.Applicant.Number;
        var end = until!.Value;
        var registers = number <= 36 ? Opens.AddHours(10).AddMinutes(number) : Opens.AddHours(14).AddMinutes(number);
        Plan(taking, registers, "register", () => Register(taking));
        var fills = number <= 36 ? Opens.AddDays(2).AddHours(9).AddMinutes(number) : Opens.AddDays(4 + choice.Below(4)).AddHours(10);
        Plan(taking, fills, "fill", () => Fill(taking));
        if (taking.Applicant.Trait is SeasonTrait.NeverSubmits or SeasonTrait.SubmitsTooLate)
        {
            return;
        }

        var submits = number <= 36 ? fills.AddHours(1) : end.AddDays(-16).AddHours((number - 36) * 13);
        Plan(taking, submits, "submit", () => SubmitFirst(taking));
    }

    /// <summary>Two people see to it that a state is not left out: one corrects too late, one has just been returned.</summary>
    private static SeasonApplicant ForTheDemo(SeasonApplicant applicant) => applicant.Number switch
    {
        35 => applicant with { Trait = SeasonTrait.CorrectsTooLate },
        62 => applicant with { Trait = SeasonTrait.ReturnedByUnit },
        _ => applicant,
    };

    private void PlanDemoSittings()
    {
        queue.Plan(Opens.AddDays(-5), 0, "committee", SetUpCommittee);
        var step = TimeSpan.FromHours(3);
        var first = Opens.AddDays(17);
        PlanSitting(new Sitting(1, a => a.Number <= 12, SittingEnd.Certificates), first.AddHours(10), step);
        PlanSitting(new Sitting(2, a => a.Number is > 12 and <= 20, SittingEnd.Document), first.AddDays(1).AddHours(10), step);
        PlanSitting(new Sitting(3, a => a.Number is > 20 and <= 28, SittingEnd.Publicity), first.AddDays(8).AddHours(10), step);
        PlanSitting(new Sitting(4, a => a.Number is > 28 and <= 32, SittingEnd.Ballot), first.AddDays(9).AddHours(12), TimeSpan.FromHours(23));

        // The fourth sits on the demo's last morning and waits for its chair; the fifth has days left for reading.
        PlanSitting(new Sitting(5, a => a.Number is > 32 and <= 36, SittingEnd.Reading), first.AddDays(11).AddHours(10), TimeSpan.FromDays(2));
    }
}
