using Zhiping.Accounts;
using Zhiping.Bodies;
using Zhiping.Data;

namespace Zhiping.Demo;

/// <summary>One made-up person with an account.</summary>
public sealed record DemoAccount(Guid Id, MadeUpPerson Person, Role? Role, Body? Body);

/// <summary>The made-up people who staff the bodies, and the experts.</summary>
public sealed class DemoStaff
{
    private readonly Dictionary<(Guid BodyId, Role Role), DemoAccount> posts = [];

    /// <summary>Everybody in office, in the order in which they were appointed.</summary>
    public List<DemoAccount> All { get; } = [];

    public List<DemoAccount> Experts { get; } = [];

    /// <summary>Whoever holds that role in a body.</summary>
    public DemoAccount this[Body body, Role role] => posts[(body.Id, role)];

    /// <summary>Enters everybody with their appointments; the caller commits.</summary>
    /// <param name="password">Null for people who act in code only, since setting a password is slow on purpose.</param>
    public static DemoStaff Enter(AppDb db, Registrar registrar, DemoBodies bodies, ulong seed, Act act, int experts, string? password)
    {
        var staff = new DemoStaff();
        var number = 0;
        void Appoint(Body body, string role, params Role[] roles)
        {
            var account = Register(registrar, seed, role, ++number, act.At, password);
            foreach (var held in roles)
            {
                db.Add(new Appointment(act, account.Id, body.Id, held));
                var post = account with { Role = held, Body = body };
                staff.posts[(body.Id, held)] = post;
                staff.All.Add(post);
            }
        }

        foreach (var (unit, _) in bodies.Units)
        {
            Appoint(unit, "hr", Role.UnitHr);
            Appoint(unit, "leader", Role.UnitLeader);
        }

        foreach (var authority in bodies.Authorities)
        {
            Appoint(authority, "authority", Role.AuthorityClerk);
        }

        foreach (var bureau in bodies.Bureaus)
        {
            Appoint(bureau, "authority", Role.BureauClerk);
        }

        Appoint(bodies.CommitteeOffice, "office", Role.OfficeClerk);
        Appoint(bodies.CommitteeOffice, "office", Role.OfficeHead);
        Appoint(bodies.SettingUpBody, "office", Role.SettingUpClerk);
        Appoint(bodies.TitleOffice, "office", Role.TitleOfficeClerk);
        Appoint(bodies.Supervision, "office", Role.Supervisor);
        Appoint(bodies.Platform, "office", Role.Operator);
        for (var i = 1; i <= experts; i++)
        {
            staff.Experts.Add(Register(registrar, seed, "expert", i, act.At, password));
        }

        return staff;
    }

    /// <summary>Registers a made-up person the way everybody is registered.</summary>
    public static DemoAccount Register(Registrar registrar, ulong seed, string role, int number, DateTimeOffset at, string? password)
    {
        var made = MadeUpPeople.Of(seed, role, number);
        var (enrolment, refusals) = Enrolment.Read(made.Name, made.IdentityNumber, made.Mobile, made.Email, Beijing.Day(at));
        var person = registrar.Add(at, enrolment ?? throw new InvalidOperationException(string.Join(' ', refusals)), password);
        return new DemoAccount(person.Id, made, null, null);
    }
}
