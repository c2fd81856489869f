using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Bodies;
using Zhiping.Cli;
using Zhiping.Data;
using Zhiping.Meetings;
using Zhiping.Notices;
using Zhiping.Policy.Calendars;
using Notice = Zhiping.Policy.Notices.Notice;

namespace Zhiping.Demo;

/// <summary>Somebody to sign in as.</summary>
public sealed record DemoSignIn(string Role, string Where, string Name, string Login);

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
        var time = new SeasonClock((first.Windows.Application.Opens?.At ?? until).AddDays(-7).AddHours(9));
        var builder = SiteHost.NewBuilder("Production");
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");

        // Certificates made now are checked on the demo itself, once it runs.
        builder.Configuration["Site:Address"] ??= address;

        // Reading pages for suggestions helps people; the script knows where the names are.
        builder.Configuration["Masking:ReadPages"] = "false";
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

    /// <summary>The first three dozen are quick, so that four meetings fall before the middle of the window; the others come day by day until the demo's instant.</summary>
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
        PlanSitting(new Sitting(4, a => a.Number is > 28 and <= 36, SittingEnd.Reading), first.AddDays(11).AddHours(10), step);
    }

    private async Task<IReadOnlyList<DemoSignIn>> SignIns()
    {
        var list = new List<DemoSignIn>();
        var applications = await With<AppDb, List<Application>>(async db => [.. db.Applications().ToList()]);
        foreach (var state in Enum.GetValues<ApplicationState>())
        {
            var taking = takings.Values.FirstOrDefault(t => applications.Exists(a => a.Id == t.ApplicationId && a.State == state));
            if (taking is not null)
            {
                list.Add(new DemoSignIn("申报人", $"{taking.Applicant.Unit.Name}，{ApplicationStates.ApplicantLabel(state)}", taking.Applicant.Person.Name, taking.Applicant.Person.IdentityNumber));
            }
        }

        var unit = takings.Values.First(t => applications.Exists(a => a.Id == t.ApplicationId && a.State == ApplicationState.AtUnit)).Applicant.Unit;
        Body[] shown = [unit, bodies.Authorities.First(a => a.Id == unit.AuthorityId), bodies.CommitteeOffice, bodies.SettingUpBody, bodies.TitleOffice, bodies.Supervision, bodies.Platform];
        list.AddRange(staff.All.Where(s => shown.Any(b => b.Id == s.Body!.Id)).Select(s => new DemoSignIn(NameOf(s.Role!.Value), s.Body!.Name, s.Person.Name, s.Person.IdentityNumber)));
        var members = await With<AppDb, List<MeetingMember>>(async db => [.. db.MeetingMembers().ToList()]);
        foreach (var (seat, name) in ((Seat, string)[])[(Seat.Chair, "主任委员"), (Seat.Member, "评审专家")])
        {
            var newest = members.Where(m => m.Seat == seat).MaxBy(m => m.Id);
            if (newest is not null && staff.Experts.Find(e => e.Id == newest.PersonId) is { } expert)
            {
                list.Add(new DemoSignIn(name, "文化系列评审委员会", expert.Person.Name, expert.Person.IdentityNumber));
            }
        }

        return list;
    }

    private static string NameOf(Role role) => role switch
    {
        Role.UnitHr => "单位人事",
        Role.UnitLeader => "单位负责人",
        Role.AuthorityClerk => "主管部门审核人",
        Role.BureauClerk => "人社局审核人",
        Role.OfficeClerk => "评委会办公室审核人",
        Role.OfficeHead => "评委会办公室主任",
        Role.Chair => "评委会主任",
        Role.SettingUpClerk => "组建部门经办人",
        Role.TitleOfficeClerk => "职称办公室经办人",
        Role.Supervisor => "监督",
        Role.Operator => "平台运维",
    };
}
