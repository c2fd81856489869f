using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applicants;
using Zhiping.Applications;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Meetings;
using Zhiping.Policy.Quantities;

namespace Zhiping.Demo;

/// <summary>Somebody to sign in as.</summary>
public sealed record DemoSignIn(string Role, string Where, string Name, string Login);

/// <summary>Whom one can sign in as: an applicant in every state, and every role where something waits for it.</summary>
public sealed partial class SeasonPlayer
{
    private async Task<IReadOnlyList<DemoSignIn>> SignIns()
    {
        var applications = await With<AppDb, List<Application>>(db => db.Applications().AsNoTracking().ToListAsync());
        Taking? In(ApplicationState state) => takings.Values.FirstOrDefault(t => applications.Exists(a => a.Id == t.ApplicationId && a.State == state));
        var besides = await Besides(In(ApplicationState.Certified), In(ApplicationState.Draft), applications);
        var list = new List<DemoSignIn>();
        foreach (var state in Enum.GetValues<ApplicationState>())
        {
            if (In(state) is { Applicant: { } applicant } taking)
            {
                list.Add(new DemoSignIn(
                    "申报人", $"{applicant.Unit.Name}{besides.GetValueOrDefault(taking.PersonId)}，{ApplicationStates.ApplicantLabel(state)}", applicant.Person.Name, applicant.Person.IdentityNumber));
            }
        }

        var unit = (In(ApplicationState.AtUnit) ?? takings[1]).Applicant.Unit;
        var holder = applications.Find(a => a.State == ApplicationState.AtAuthority)?.HolderId ?? unit.AuthorityId;
        var bureau = bodies.Bureaus.First(b => b.County == unit.County);
        list.Add(await Newcomer(unit, bureau));
        Body[] shown = [unit, bodies.Authorities.First(a => a.Id == holder), bureau, bodies.CommitteeOffice, bodies.SettingUpBody, bodies.TitleOffice, bodies.Supervision, bodies.Platform];
        list.AddRange(shown.SelectMany(body => staff.All.Where(s => s.Body!.Id == body.Id))
            .Select(s => new DemoSignIn(NameOf(s.Role!.Value), s.Body!.Name + besides.GetValueOrDefault(s.Body.Id), s.Person.Name, s.Person.IdentityNumber)));
        list.AddRange(await ExpertSignIns());
        return list;
    }

    /// <summary>What people do beside their applications, and what is said about it behind their unit or body, by its or their id.</summary>
    private async Task<Dictionary<Guid, string>> Besides(Taking? certified, Taking? draft, List<Application> applications)
    {
        var said = new Dictionary<Guid, string>();
        if (certified is not null)
        {
            await KeepCareer(certified);
            said[certified.PersonId] = "，有履历档案";
        }

        if (draft is not null)
        {
            await WriteCareerAhead(draft);
            said[draft.PersonId] = "，可从履历档案挑选";
        }

        if (takings.Values.LastOrDefault(t => t != draft && applications.Exists(a => a.Id == t.ApplicationId && a.State == ApplicationState.Draft)) is { } lost)
        {
            await AppealFor(lost);
            said[bodies.TitleOffice.Id] = "，有一份账号申诉要办";
        }

        return said;
    }

    /// <summary>Somebody has just registered by card and waits for the unit, whose branch, registered by the same person, waits for the bureau.</summary>
    private async Task<DemoSignIn> Newcomer(Body unit, Body bureau)
    {
        var account = await RegisterByCard();
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var act = new Act(account.Id, null, clock.Now());
        db.Add(new Employment(act, account.Id, unit.Id));
        db.Add(Body.Register(act, bureau, new BodyFacts
        {
            Name = unit.Name + "示例分馆",
            UnitKind = UnitKind.PublicInstitution,
            Tier = unit.Tier,
            County = bureau.County,
            ContactName = account.Person.Name,
            ContactPhone = "0997-000 0009",
        }));
        await db.Commit();
        return new DemoSignIn("申报人", $"{unit.Name}，刚注册，等单位确认", account.Person.Name, account.Person.IdentityNumber);
    }

    /// <summary>The chair of the meeting in session, and a member who still has dossiers to read.</summary>
    private async Task<List<DemoSignIn>> ExpertSignIns()
    {
        var members = await With<AppDb, List<MeetingMember>>(db => db.MeetingMembers().AsNoTracking().ToListAsync());
        var meetings = await With<AppDb, List<Meeting>>(db => db.Meetings().AsNoTracking().ToListAsync());
        Guid? NewestIn(MeetingState state) => (meetings.Where(m => m.State == state).MaxBy(m => m.Id) ?? meetings.MaxBy(m => m.Id))?.Id;
        var (votes, reads) = (NewestIn(MeetingState.Voting), NewestIn(MeetingState.Reading));
        var readers = await With<AppDb, HashSet<Guid>>(db => db.ScoreSheets().Where(x => x.MeetingId == reads && x.SubmittedAt == null && x.ExcusedAt == null).Select(x => x.MemberId).ToHashSetAsync());
        var list = new List<DemoSignIn>();
        foreach (var (seat, meeting, name) in ((Seat, Guid?, string)[])[(Seat.Chair, votes, "主任委员"), (Seat.Member, reads, "评审专家")])
        {
            var member = members.Where(m => m.Seat == seat && m.MeetingId == meeting).OrderByDescending(m => readers.Contains(m.Id)).ThenBy(m => m.Number).FirstOrDefault();
            if (member is not null)
            {
                var person = Expert(member.PersonId).Person;
                list.Add(new DemoSignIn(name, "文化系列评审委员会", person.Name, person.IdentityNumber));
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
