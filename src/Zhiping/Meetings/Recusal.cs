using Zhiping.Data;

namespace Zhiping.Meetings;

/// <summary>Why an expert has nothing to do with a dossier (回避).</summary>
public enum RecusalGround
{
    /// <summary>The expert thinks the applicant may be known.</summary>
    Asked,

    /// <summary>The office ordered it.</summary>
    Ordered,

    /// <summary>Both work in one unit; the platform saw it.</summary>
    SameUnit,
}

/// <summary>Where a recusal stands.</summary>
public enum RecusalState
{
    Open,
    Granted,
    Refused,
}

/// <summary>One expert kept from one dossier: neither scores nor votes on it.</summary>
public sealed class Recusal : Recorded
{
    private Recusal()
    {
    }

    public Recusal(Act act, Dossier dossier, MeetingMember member, RecusalGround ground)
    {
        RefusalException.ThrowIf(ground == RecusalGround.SameUnit ? null : Committees.CommitteeRules.NeedsReason(act));
        Id = Ids.Row(act.At);
        MeetingId = dossier.MeetingId;
        DossierId = dossier.Id;
        MemberId = member.Id;
        Ground = ground;
        Reason = act.Reason ?? "";
        AskedAt = act.At;
        AskedBy = act.By;
        State = ground == RecusalGround.Asked ? RecusalState.Open : RecusalState.Granted;
        if (State == RecusalState.Granted)
        {
            DecidedAt = act.At;
            DecidedBy = act.By;
        }

        Record(act, "Recuse", ("dossier", dossier.Id), ("member", member.Id), ("ground", ground));
    }

    public override string SubjectKind => "recusal";

    public Guid MeetingId { get; private set; }

    public Guid DossierId { get; private set; }

    public Guid MemberId { get; private set; }

    public RecusalGround Ground { get; private set; }

    public string Reason { get; private set; } = "";

    public Guid? AskedBy { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }

    public RecusalState State { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? Decision { get; private set; }

    public uint Version { get; private set; }

    /// <summary>The office decides what an expert asked for.</summary>
    public void Decide(Act act, bool granted)
    {
        RefusalException.ThrowIf(State != RecusalState.Open ? new Refusal("这份回避申请已经决定过了。") { IsConflict = true } : null);
        RefusalException.ThrowIf(granted ? null : Committees.CommitteeRules.NeedsReason(act));
        State = granted ? RecusalState.Granted : RecusalState.Refused;
        DecidedBy = act.By;
        DecidedAt = act.At;
        Decision = act.Reason;
        Record(act, granted ? "GrantRecusal" : "RefuseRecusal", ("dossier", DossierId), ("member", MemberId));
    }
}
