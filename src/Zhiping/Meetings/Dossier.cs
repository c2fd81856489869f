using System.Text.Json;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Quantities;

namespace Zhiping.Meetings;

/// <summary>An application as a meeting knows it: a random id and code, and the blind content. Only the office can lead it back.</summary>
public sealed class Dossier : Recorded
{
    private Dossier()
    {
    }

    public Dossier(Act act, Meeting meeting, Application application, Submission submission, int ordinal, string code, BlindDossier content)
    {
        Id = Ids.Blind();
        MeetingId = meeting.Id;
        ApplicationId = application.Id;
        SubmissionId = submission.Id;
        RevisionId = application.RevisionId;
        UnitId = application.UnitId;
        Ordinal = ordinal;
        Code = code;
        Series = application.Series;
        Specialty = application.Specialty;
        Level = application.Level;
        Tier = content.Tier;
        Content = JsonSerializer.SerializeToUtf8Bytes(content, BlindDossier.Json);
        Record(act, "OpenDossier", ("meeting", meeting.Id));
    }

    public override string SubjectKind => "dossier";

    public Guid MeetingId { get; private set; }

    public Guid ApplicationId { get; private set; }

    public Guid SubmissionId { get; private set; }

    public Guid RevisionId { get; private set; }

    /// <summary>Kept for recusal; never shown.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>The order in which the office put it before the meeting; never shown to experts.</summary>
    public int Ordinal { get; private set; }

    /// <summary>7F3K-92: what experts call it.</summary>
    public string Code { get; private set; } = "";

    public string Series { get; private set; } = "";

    public string Specialty { get; private set; } = "";

    public Level Level { get; private set; }

    public Tier Tier { get; private set; }

    /// <summary>The <see cref="BlindDossier"/> as JSON.</summary>
    public byte[] Content { get; private set; } = [];

    /// <summary>When it was taken off the meeting again.</summary>
    public DateTimeOffset? OffAt { get; private set; }

    public uint Version { get; private set; }

    public BlindDossier Read() => JsonSerializer.Deserialize<BlindDossier>(Content, BlindDossier.Json)!;

    /// <summary>Takes it off the meeting; the application goes back to 'paid'.</summary>
    public void TakeOff(Act act, Meeting meeting, Application application)
    {
        RefusalException.ThrowIf(MeetingRules.CanTakeOff(this, meeting, act));
        OffAt = act.At;
        application.Move(act, ApplicationVerb.TakeOffMeeting, ApplicationState.Paid, meeting.BodyId, null, ("meeting", meeting.Id));
        Record(act, "TakeOff", ("meeting", meeting.Id));
    }

    /// <summary>A new code such as 7F3K-92.</summary>
    public static string NewCode() => $"{Ids.Code(4)}-{Ids.Code(2)}";
}
