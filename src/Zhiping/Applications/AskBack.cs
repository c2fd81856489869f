using Zhiping.Data;

namespace Zhiping.Applications;

/// <summary>The applicant's wish that the unit gives a submitted application back (请求回退). At most one is open. (D9)</summary>
public sealed class AskBack
{
    private AskBack()
    {
    }

    internal AskBack(Act act, Application application)
    {
        Id = Ids.Row(act.At);
        ApplicationId = application.Id;
        SubmissionNumber = application.Submissions;
        At = act.At;
        Reason = act.Reason;
    }

    public Guid Id { get; private set; }

    public Guid ApplicationId { get; private set; }

    public int SubmissionNumber { get; private set; }

    public DateTimeOffset At { get; private set; }

    public string? Reason { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public Guid? AnsweredById { get; private set; }

    public bool? Granted { get; private set; }

    /// <summary>Why the unit keeps it; null when it was given back.</summary>
    public string? Answer { get; private set; }

    /// <summary>The unit gives the application back: it moves in the same act.</summary>
    public void Grant(Act act, Application application)
    {
        RefusalException.ThrowIf(CanAnswer());
        application.SendBackAsAsked(act);
        Close(act, true);
    }

    /// <summary>The unit keeps the application and says why.</summary>
    public void Decline(Act act, Application application)
    {
        RefusalException.ThrowIf(CanAnswer());
        RefusalException.ThrowIf(string.IsNullOrWhiteSpace(act.Reason)
            ? new Refusal("不退回的，请写明理由，申报人会看到。") { Field = "Reason" }
            : null);
        application.Record(act, "KeepThoughAsked", ("submission", SubmissionNumber));
        Close(act, false);
    }

    /// <summary>The application left the unit before the wish was answered.</summary>
    public void Outlive(Act act)
    {
        if (AnsweredAt is null)
        {
            Close(act with { By = act.By ?? Guid.Empty, Reason = "单位已经处理了申报" }, false);
        }
    }

    private Refusal? CanAnswer() =>
        AnsweredAt is null ? null : new Refusal("这个请求已经答复过了。") { IsConflict = true };

    private void Close(Act act, bool granted)
    {
        AnsweredAt = act.At;
        AnsweredById = act.By;
        Granted = granted;
        Answer = granted ? null : act.Reason;
    }
}
