using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>One appointment of the signed-in person, as the pages need it.</summary>
public sealed record HeldAppointment(Guid Id, Guid BodyId, Role Role);

/// <summary>
/// Who is asking, loaded once a request from the database and never from the cookie alone. A person with appointments acts
/// for one body at a time, or for nobody but him- or herself, and changes that on the account page.
/// </summary>
public sealed class CurrentPerson(RequestInstant instant)
{
    private Guid? _id;

    public bool IsSignedIn => _id is not null;

    /// <summary>The person's id.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in; the page's access lets strangers in and must ask first.</exception>
    public Guid Id => _id ?? throw new InvalidOperationException("Nobody is signed in.");

    public string Name { get; private set; } = "";

    /// <summary>All that hold now.</summary>
    public IReadOnlyList<HeldAppointment> Appointments { get; private set; } = [];

    /// <summary>The body the person acts for; null when acting for him- or herself.</summary>
    public Guid? ActingBodyId { get; private set; }

    /// <summary>The roles in the acting body.</summary>
    public IEnumerable<Role> Roles => Appointments.Where(held => held.BodyId == ActingBodyId).Select(held => held.Role);

    /// <summary>Whether the person holds one of the roles in the acting body.</summary>
    public bool Has(params Role[] roles) => Roles.Any(roles.Contains);

    /// <summary>Whether the person acts for that body now, in one of the roles (in any when none is named).</summary>
    public bool ActsFor(Guid bodyId, params Role[] roles) => ActingBodyId == bodyId && (roles.Length == 0 || Has(roles));

    /// <summary>The act of this request: this person, for the acting body, at the request's instant.</summary>
    public Act Act(string? reason = null) => new(Id, ActingBodyId, instant.At, reason);

    /// <summary>The act of an applicant for the own person, whatever office the person also holds.</summary>
    public Act OwnAct(string? reason = null) => new(Id, null, instant.At, reason);

    /// <summary>The stamp of a session that nobody has checked yet; null once it was.</summary>
    internal string? Stamp { get; private set; }

    internal void SetUnchecked(Guid id, string name, string stamp)
    {
        Set(id, name, [], null);
        Stamp = stamp;
    }

    internal void Set(Guid id, string name, IReadOnlyList<HeldAppointment> appointments, Guid? actingBodyId)
    {
        _id = id;
        Stamp = null;
        Name = name;
        Appointments = appointments;
        ActingBodyId = appointments.Any(held => held.BodyId == actingBodyId) ? actingBodyId : null;
    }
}
