using Zhiping.Data;

namespace Zhiping.Applicants;

/// <summary>How far a person's registration with a unit has come.</summary>
public enum EmploymentState
{
    /// <summary>The applicant has confirmed the unit; its HR has to approve. (A6)</summary>
    Requested,

    Approved,

    /// <summary>Not one of the unit's people, or the data are wrong; the applicant may choose again.</summary>
    Declined,

    /// <summary>The person has left the unit.</summary>
    Ended,
}

/// <summary>A person's registration with the unit where he or she works. Chosen once; the unit decides. (A6)</summary>
public sealed class Employment : Recorded
{
    private Employment()
    {
    }

    public Employment(Act act, Guid personId, Guid unitId)
    {
        Id = Ids.Row(act.At);
        PersonId = personId;
        UnitId = unitId;
        State = EmploymentState.Requested;
        RequestedAt = act.At;
        Record(act, "ChooseUnit", ("person", personId), ("unit", unitId));
    }

    public override string SubjectKind => "employment";

    public Guid PersonId { get; private set; }

    public Guid UnitId { get; private set; }

    public EmploymentState State { get; private set; }

    public DateTimeOffset RequestedAt { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public Guid? DecidedById { get; private set; }

    /// <summary>Why it was declined or ended; the person reads it.</summary>
    public string? Reason { get; private set; }

    public uint Version { get; private set; }

    /// <summary>The unit's HR confirms that the person works there.</summary>
    public void Approve(Act act)
    {
        RefusalException.ThrowIf(EmploymentRules.CanDecide(this));
        Decide(act, EmploymentState.Approved, "Approve");
    }

    /// <summary>The unit's HR declines; the person may choose again.</summary>
    public void Decline(Act act)
    {
        RefusalException.ThrowIf(EmploymentRules.CanDecide(this) ?? EmploymentRules.NeedsReason(act));
        Decide(act, EmploymentState.Declined, "Decline");
    }

    /// <summary>The person has left; applications already made keep their unit.</summary>
    public void End(Act act)
    {
        RefusalException.ThrowIf(EmploymentRules.CanEnd(this) ?? EmploymentRules.NeedsReason(act));
        Decide(act, EmploymentState.Ended, "End");
    }

    private void Decide(Act act, EmploymentState state, string verb)
    {
        State = state;
        DecidedAt = act.At;
        DecidedById = act.By;
        Reason = act.Reason;
        Record(act, verb);
    }
}
