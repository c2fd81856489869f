using Zhiping.Data;
using Zhiping.Policy.Evaluation;

namespace Zhiping.Meetings;

/// <summary>When and where candidates of a specialty are heard, in place or by video. (I3)</summary>
public sealed class DefenceSession : Recorded
{
    private DefenceSession()
    {
    }

    public DefenceSession(Act act, Meeting meeting, string? specialty, DateTimeOffset startsAt, string place, bool byVideo)
    {
        RefusalException.ThrowIf(DefenceRules.CanAnnounce(meeting, startsAt, place, act.At));
        Id = Ids.Blind();
        MeetingId = meeting.Id;
        Specialty = specialty;
        StartsAt = startsAt;
        Place = place.Trim();
        ByVideo = byVideo;
        AnnouncedAt = act.At;
        Record(act, "AnnounceDefence", ("meeting", meeting.Id), ("at", startsAt.ToString("O")));
    }

    public override string SubjectKind => "defence-session";

    public Guid MeetingId { get; private set; }

    /// <summary>Null for all specialties.</summary>
    public string? Specialty { get; private set; }

    public DateTimeOffset StartsAt { get; private set; }

    /// <summary>The place, or the address of the video room.</summary>
    public string Place { get; private set; } = "";

    public bool ByVideo { get; private set; }

    public DateTimeOffset AnnouncedAt { get; private set; }
}

/// <summary>What a candidate's defence came to: one row for each dossier that must defend.</summary>
public sealed class DefenceEntry : Recorded
{
    private DefenceEntry()
    {
    }

    public DefenceEntry(Act act, Dossier dossier, string? exemptionId)
    {
        Id = dossier.Id;
        MeetingId = dossier.MeetingId;
        ExemptionId = exemptionId;
        Record(act, "MustDefend", ("exemption", exemptionId));
    }

    public override string SubjectKind => "defence";

    public Guid MeetingId { get; private set; }

    /// <summary>The posting by which the notice exempts, as declared in the application; null for nobody exempt. (I2)</summary>
    public string? ExemptionId { get; private set; }

    /// <summary>The applicant defends although exempt.</summary>
    public DateTimeOffset? DeclinedAt { get; private set; }

    public Guid? SessionId { get; private set; }

    /// <summary>Had to defend and did not come.</summary>
    public DateTimeOffset? AbsentAt { get; private set; }

    /// <summary>What the committee decided where there is no average.</summary>
    public decimal? DecidedValue { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? DecidedReason { get; private set; }

    public uint Version { get; private set; }

    /// <summary>Exempt, and the exemption not declined.</summary>
    public bool IsExempt => ExemptionId is not null && DeclinedAt is null;

    /// <summary>The applicant wants to defend although exempt. (I2)</summary>
    public void Decline(Act act, Meeting meeting, bool mayDecline)
    {
        RefusalException.ThrowIf(DefenceRules.CanDecline(this, meeting, mayDecline));
        DeclinedAt = act.At;
        Record(act, "DeclineExemption");
    }

    public void Invite(Act act, DefenceSession session)
    {
        if (SessionId == session.Id)
        {
            return;
        }

        SessionId = session.Id;
        Record(act, "InviteToDefence", ("session", session.Id));
    }

    public void MarkAbsent(Act act, int scores)
    {
        RefusalException.ThrowIf(DefenceRules.CanMarkAbsent(this, scores));
        AbsentAt = act.At;
        Record(act, "AbsentFromDefence");
    }

    /// <summary>Nobody of the specialty defended, or the notice does not say: the committee decides on record. (I2)</summary>
    public void Decide(Act act, DefenceOrigin origin, decimal value)
    {
        RefusalException.ThrowIf(DefenceRules.CanDecide(this, origin, value, act));
        DecidedValue = value;
        DecidedBy = act.By;
        DecidedAt = act.At;
        DecidedReason = act.Reason;
        Record(act, "DecideDefence", ("value", value));
    }
}

/// <summary>One expert's score of one defence.</summary>
public sealed class DefenceScore
{
    private DefenceScore()
    {
    }

    public DefenceScore(Act act, DefenceEntry entry, MeetingMember member, decimal points)
    {
        DossierId = entry.Id;
        MemberId = member.Id;
        Points = points;
        At = act.At;
        entry.Record(act, "ScoreDefence", ("member", member.Id));
    }

    public Guid DossierId { get; private set; }

    public Guid MemberId { get; private set; }

    public decimal Points { get; private set; }

    public DateTimeOffset At { get; private set; }
}
