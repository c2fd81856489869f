using Zhiping.Applications;
using Zhiping.Data;

namespace Zhiping.Publicity;

/// <summary>How a publicity in the unit ended.</summary>
public enum PublicityOutcome
{
    /// <summary>公示无异议.</summary>
    NoObjection = 1,

    /// <summary>Objections came and did not hold.</summary>
    ObjectionsUnfounded = 2,

    /// <summary>An objection holds: the application is not recommended as it stands.</summary>
    ObjectionsUpheld = 3,
}

/// <summary>What stands on the notice on the wall besides what the application says. (附件1)</summary>
/// <param name="Conduct">思想政治条件.</param>
/// <param name="Achievements">业绩成果, of the years the notice asks for.</param>
/// <param name="Office">Where objections are taken.</param>
/// <param name="Phone">监督电话.</param>
public sealed record PublicityText(string Conduct, string Achievements, string Office, string Phone);

/// <summary>One person's application shown publicly in the unit for at least the working days of the notice: one notice for one person. (F2)</summary>
public sealed class UnitPublicity
{
    private readonly List<PublicityObjection> objections = [];

    private UnitPublicity()
    {
    }

    internal UnitPublicity(Act act, Application application, Submission submission, DateOnly from, DateOnly to, int workingDays, PublicityText text)
    {
        Id = Ids.Row(act.At);
        Code = Ids.Code(12);
        ApplicationId = application.Id;
        SubmissionId = submission.Id;
        UnitId = application.UnitId;
        From = from;
        To = to;
        WorkingDays = workingDays;
        EndsAt = Beijing.Instant(to.AddDays(1));
        Conduct = text.Conduct.Trim();
        Achievements = text.Achievements.Trim();
        Office = text.Office.Trim();
        Phone = text.Phone.Trim();
        StartedBy = act.By!.Value;
        StartedAt = act.At;
    }

    public Guid Id { get; private set; }

    /// <summary>The address of its public page; says nothing.</summary>
    public string Code { get; private set; } = "";

    public Guid ApplicationId { get; private set; }

    public Guid SubmissionId { get; private set; }

    public Guid UnitId { get; private set; }

    public DateOnly From { get; private set; }

    /// <summary>The last day; it counts to its end.</summary>
    public DateOnly To { get; private set; }

    /// <summary>How many working days lie in the range and count.</summary>
    public int WorkingDays { get; private set; }

    /// <summary>24:00 of the last day.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    public string Conduct { get; private set; } = "";

    public string Achievements { get; private set; } = "";

    public string Office { get; private set; } = "";

    public string Phone { get; private set; } = "";

    public Guid StartedBy { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public Guid? EndedBy { get; private set; }

    /// <summary>When the result was recorded, never before the last day was over.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public PublicityOutcome? Outcome { get; private set; }

    /// <summary>公示结果 in words.</summary>
    public string? Result { get; private set; }

    public Guid? StoppedBy { get; private set; }

    public DateTimeOffset? StoppedAt { get; private set; }

    public string? StopReason { get; private set; }

    public IReadOnlyList<PublicityObjection> Objections => objections;

    public uint Version { get; private set; }

    /// <summary>It was not stopped: it runs, or it ran to its end.</summary>
    public bool Counts => StoppedAt is null && Outcome != PublicityOutcome.ObjectionsUpheld;

    /// <summary>Shown on the wall and online at that instant.</summary>
    public bool IsShown(DateTimeOffset at) => StoppedAt is null && at >= Beijing.Instant(From) && at < EndsAt;

    /// <summary>Takes down an objection, signed or not, with what was found. (附件1)</summary>
    public PublicityObjection RecordObjection(Act act, Application application, string from, string content, string? finding)
    {
        RefusalException.ThrowIf(PublicityRules.CanRecordObjection(this, from, content));
        var objection = new PublicityObjection(act, this, from, content, finding);
        objections.Add(objection);
        application.Record(act, "RecordObjection", ("publicity", Id), ("objection", objection.Id));
        return objection;
    }

    /// <summary>Records the result once the last day is over.</summary>
    public void End(Act act, Application application, PublicityOutcome outcome, string? result)
    {
        RefusalException.ThrowIf(PublicityRules.CanEnd(this, act.At, outcome));
        EndedBy = act.By;
        EndedAt = act.At;
        Outcome = outcome;
        Result = string.IsNullOrWhiteSpace(result) ? null : result.Trim();
        application.Record(act, "EndPublicity", ("publicity", Id), ("outcome", outcome));
    }

    /// <summary>Takes a notice down because something on it was wrong; another one has to be shown for its full time.</summary>
    public void Stop(Act act, Application application)
    {
        RefusalException.ThrowIf(PublicityRules.CanStop(this, act));
        StoppedBy = act.By;
        StoppedAt = act.At;
        StopReason = act.Reason!.Trim();
        application.Record(act, "StopPublicity", ("publicity", Id));
    }
}

/// <summary>An objection raised during a publicity in the unit, with what was found.</summary>
public sealed class PublicityObjection
{
    private PublicityObjection()
    {
    }

    internal PublicityObjection(Act act, UnitPublicity publicity, string from, string content, string? finding)
    {
        Id = Ids.Row(act.At);
        PublicityId = publicity.Id;
        From = from.Trim();
        Content = content.Trim();
        RecordedBy = act.By!.Value;
        RecordedAt = act.At;
        if (!string.IsNullOrWhiteSpace(finding))
        {
            Settle(act, finding);
        }
    }

    public Guid Id { get; private set; }

    public Guid PublicityId { get; private set; }

    /// <summary>Who objects, or 匿名.</summary>
    public string From { get; private set; } = "";

    public string Content { get; private set; } = "";

    public Guid RecordedBy { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    public string? Finding { get; private set; }

    public Guid? SettledBy { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>Writes down what was found.</summary>
    public void Settle(Act act, string finding)
    {
        RefusalException.ThrowIf(PublicityRules.CanSettle(this, finding));
        Finding = finding.Trim();
        SettledBy = act.By;
        SettledAt = act.At;
    }
}

/// <summary>The unit's opinion in the prescribed words, confirmed by a named person who answers for it. (F2, K8)</summary>
public sealed class UnitOpinion
{
    private UnitOpinion()
    {
    }

    internal UnitOpinion(Act act, Submission submission, UnitPublicity publicity, string words, int? vacancies)
    {
        Vacancies = vacancies;
        Id = Ids.Row(act.At);
        ApplicationId = submission.ApplicationId;
        SubmissionId = submission.Id;
        PublicityId = publicity.Id;
        BodyId = act.ForBody!.Value;
        Words = words;
        By = act.By!.Value;
        At = act.At;
    }

    public Guid Id { get; private set; }

    public Guid ApplicationId { get; private set; }

    public Guid SubmissionId { get; private set; }

    public Guid PublicityId { get; private set; }

    public Guid BodyId { get; private set; }

    /// <summary>The words as the notice prescribes them.</summary>
    public string Words { get; private set; } = "";

    /// <summary>How many posts of the level the unit says are vacant; null where the notice does not ask.</summary>
    public int? Vacancies { get; private set; }

    public Guid By { get; private set; }

    public DateTimeOffset At { get; private set; }
}

/// <summary>One body passed an application on to the next on its route. (F1)</summary>
public sealed class Passage
{
    private Passage()
    {
    }

    public Passage(Act act, Application application, Submission submission, Guid to)
    {
        Id = Ids.Row(act.At);
        ApplicationId = application.Id;
        SubmissionId = submission.Id;
        FromBodyId = application.HolderId;
        ToBodyId = to;
        By = act.By!.Value;
        At = act.At;
    }

    public Guid Id { get; private set; }

    public Guid ApplicationId { get; private set; }

    public Guid SubmissionId { get; private set; }

    public Guid FromBodyId { get; private set; }

    public Guid ToBodyId { get; private set; }

    public Guid By { get; private set; }

    public DateTimeOffset At { get; private set; }
}
