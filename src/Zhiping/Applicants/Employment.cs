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

    /// <summary>Somebody whom another unit has approved asks to be moved here; the other counts until this one approves.</summary>
    Moving,
}

/// <summary>A person's registration with the unit where he or she works. Chosen once; the unit decides. (A6)</summary>
public sealed class Employment : Recorded
{
    private Employment()
    {
    }

    /// <summary>The person moves from a unit that has approved her or him; the new unit decides. (A6)</summary>
    public static Employment Move(Act act, Employment present, Guid unitId)
    {
        ArgumentNullException.ThrowIfNull(present);
        return new Employment(act, present.PersonId, unitId, EmploymentState.Moving);
    }

    public Employment(Act act, Guid personId, Guid unitId)
        : this(act, personId, unitId, EmploymentState.Requested)
    {
    }

    private Employment(Act act, Guid personId, Guid unitId, EmploymentState state)
    {
        Id = Ids.Row(act.At);
        PersonId = personId;
        UnitId = unitId;
        State = state;
        RequestedAt = act.At;
        Record(act, state == EmploymentState.Moving ? "AskToMove" : "ChooseUnit", ("person", personId), ("unit", unitId));
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

    /// <summary>The person does not move after all.</summary>
    public void Withdraw(Act act)
    {
        RefusalException.ThrowIf(EmploymentRules.CanWithdraw(this));
        Decide(act with { Reason = "本人撤回" }, EmploymentState.Declined, "Withdraw");
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
