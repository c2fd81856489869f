using System.Text.Json;
using Zhiping.Data;
using Zhiping.Policy.Evaluation;
using Zhiping.Policy.Notices;

namespace Zhiping.Meetings;

/// <summary>One expert's scores of one dossier: saved as often as one likes, submitted once.</summary>
public sealed class ScoreSheet : Recorded
{
    private ScoreSheet()
    {
    }

    /// <summary>Gives the dossier to a member to read.</summary>
    public ScoreSheet(Act act, Dossier dossier, MeetingMember member)
    {
        Id = Ids.Blind();
        MeetingId = dossier.MeetingId;
        DossierId = dossier.Id;
        MemberId = member.Id;
        AssignedAt = act.At;
        OutsideSpecialty = !member.Specialties.Contains(dossier.Specialty, StringComparer.Ordinal);
        Record(act, "Assign", ("dossier", dossier.Id), ("member", member.Id));
    }

    public override string SubjectKind => "score-sheet";

    public Guid MeetingId { get; private set; }

    public Guid DossierId { get; private set; }

    public Guid MemberId { get; private set; }

    public DateTimeOffset AssignedAt { get; private set; }

    /// <summary>Too few of the specialty could read it, so somebody of another specialty does; the office sees this.</summary>
    public bool OutsideSpecialty { get; private set; }

    /// <summary>Marks by criterion as typed, as JSON.</summary>
    public string Marks { get; private set; } = "{}";

    public string Comment { get; private set; } = "";

    /// <summary>Counts the saves; a save names the number it began from.</summary>
    public int Number { get; private set; }

    public DateTimeOffset? SavedAt { get; private set; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    public decimal? Total { get; private set; }

    /// <summary>When the expert was freed from it, by recusal or by the office.</summary>
    public DateTimeOffset? ExcusedAt { get; private set; }

    public uint Version { get; private set; }

    public bool IsOpen => SubmittedAt is null && ExcusedAt is null;

    /// <summary>The marks as typed.</summary>
    public IReadOnlyDictionary<string, string> Typed => JsonSerializer.Deserialize<Dictionary<string, string>>(Marks)!;

    /// <summary>Keeps what was typed. A draft save is no verb and leaves no history.</summary>
    public void Save(Act act, IReadOnlyDictionary<string, string> typed, string comment, int from)
    {
        RefusalException.ThrowIf(ScoreRules.CanSave(this, from));
        Marks = JsonSerializer.Serialize(typed);
        Comment = comment;
        SavedAt = act.At;
        Number++;
    }

    /// <summary>Hands the scores in, for good.</summary>
    public void Submit(Act act, Meeting meeting, ScoringStandard standard)
    {
        var marks = ScoreRules.Read(Typed);
        RefusalException.ThrowIf(ScoreRules.CanSubmit(this, meeting, standard, marks));
        Total = Scoring.Total(standard, marks!).Value;
        SubmittedAt = act.At;
        Record(act, "SubmitScores", ("dossier", DossierId), ("member", MemberId));
    }

    /// <summary>Frees the expert from it.</summary>
    public void Excuse(Act act)
    {
        if (ExcusedAt is not null)
        {
            return;
        }

        ExcusedAt = act.At;
        Record(act, "Excuse", ("dossier", DossierId), ("member", MemberId));
    }
}
