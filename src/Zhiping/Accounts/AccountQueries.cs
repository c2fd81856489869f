using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>People, accounts and appointments as the pages ask for them.</summary>
public static class AccountQueries
{
    public static DbSet<Person> People(this AppDb db) => db.Set<Person>();

    public static DbSet<Account> Accounts(this AppDb db) => db.Set<Account>();

    public static DbSet<Appointment> Appointments(this AppDb db) => db.Set<Appointment>();

    /// <summary>Those that hold at an instant.</summary>
    public static IQueryable<Appointment> HeldAt(this IQueryable<Appointment> appointments, DateTimeOffset at)
        => appointments.Where(appointment => appointment.From <= at && (appointment.Until == null || appointment.Until > at));

    /// <summary>The people who hold one of the roles in a body.</summary>
    public static IQueryable<Person> Holding(this AppDb db, Guid bodyId, DateTimeOffset at, params Role[] roles)
    {
        var wanted = roles.ToList();
        var holders = db.Appointments().HeldAt(at)
            .Where(appointment => appointment.BodyId == bodyId && wanted.Contains(appointment.Role)).Select(appointment => appointment.PersonId);
        return db.People().Where(person => holders.Contains(person.Id));
    }
}
