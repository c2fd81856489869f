using Zhiping.Applications;
using Zhiping.Data;

namespace Zhiping.Certificates.Results;

/// <summary>How an objection ended.</summary>
public enum ObjectionOutcome
{
    Open,

    /// <summary>Not borne out; the result stands.</summary>
    Rejected,

    /// <summary>Borne out; the application has not passed.</summary>
    UpheldNotPassed,

    /// <summary>Borne out; the application is not accepted, as for fraud.</summary>
    UpheldNotAccepted,
}

/// <summary>What somebody objects.</summary>
/// <param name="Name">Null for an anonymous objection.</param>
/// <param name="Contact">Where the answer goes; only with a name.</param>
public sealed record NewObjection(Guid EntryId, string Text, string? Name, string? Contact);

/// <summary>An objection to one person on the public list, with the real name or anonymous. Nobody is conferred while one is open. (J5)</summary>
public sealed class Objection : Recorded
{
    private Objection()
    {
    }

    public Objection(Act act, ResultPublicity publicity, ResultEntry? entry, NewObjection @new, byte[]? sealedContact)
    {
        RefusalException.ThrowIf(ResultRules.CanObject(publicity, entry, @new, act.At));
        Id = Ids.Blind();
        PublicityId = publicity.Id;
        ApplicationId = entry!.ApplicationId;
        Receipt = Ids.Code(12);
        Text = @new.Text.Trim();
        Name = string.IsNullOrWhiteSpace(@new.Name) ? null : @new.Name.Trim();
        SealedContact = sealedContact;
        ReceivedAt = act.At;
        Outcome = ObjectionOutcome.Open;
        Record(act, "Object", ("application", ApplicationId));
    }

    public override string SubjectKind => "objection";

    public Guid PublicityId { get; private set; }

    public Guid ApplicationId { get; private set; }

    /// <summary>By this whoever objected finds the answer again.</summary>
    public string Receipt { get; private set; } = "";

    public string Text { get; private set; } = "";

    /// <summary>Null: anonymous.</summary>
    public string? Name { get; private set; }

    public byte[]? SealedContact { get; private set; }

    public DateTimeOffset ReceivedAt { get; private set; }

    public ObjectionOutcome Outcome { get; private set; }

    public Guid? SettledBy { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    public string? Reason { get; private set; }

    public uint Version { get; private set; }

    /// <summary>Settles it with the reason. Upheld: the application is reconsidered and leaves the list.</summary>
    public void Settle(Act act, ObjectionOutcome outcome, Application application)
    {
        RefusalException.ThrowIf(ResultRules.CanSettle(this, outcome, act));
        Outcome = outcome;
        SettledBy = act.By;
        SettledAt = act.At;
        Reason = act.Reason;
        Record(act, "SettleObjection", ("outcome", outcome));
        if (outcome != ObjectionOutcome.Rejected)
        {
            var to = outcome == ObjectionOutcome.UpheldNotAccepted ? ApplicationState.NotAccepted : ApplicationState.NotPassed;
            application.Move(act, ApplicationVerb.Reconsider, to, application.HolderId, null, ("objection", Id));
        }
    }
}

/// <summary>How a re-check ended.</summary>
public enum ReCheckOutcome
{
    Open,

    /// <summary>The result was found right and stands (维持原结果).</summary>
    Kept,

    /// <summary>Something was wrong: passed to the setting-up body, which alone can order another evaluation.</summary>
    Referred,
}

/// <summary>An applicant asks that the own result be checked again (复查, J8).</summary>
public sealed class ReCheck : Recorded
{
    private ReCheck()
    {
    }

    public ReCheck(Act act, Application application, string text)
    {
        RefusalException.ThrowIf(ResultRules.CanAskReCheck(application, text, act));
        Id = Ids.Row(act.At);
        ApplicationId = application.Id;
        BodyId = application.HolderId;
        Text = text.Trim();
        AskedAt = act.At;
        Record(act, "AskReCheck", ("application", application.Id));
    }

    public override string SubjectKind => "re-check";

    public Guid ApplicationId { get; private set; }

    /// <summary>The office that settles it.</summary>
    public Guid BodyId { get; private set; }

    public string Text { get; private set; } = "";

    public DateTimeOffset AskedAt { get; private set; }

    public ReCheckOutcome Outcome { get; private set; }

    public Guid? SettledBy { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    public string? Reason { get; private set; }

    public uint Version { get; private set; }

    public void Settle(Act act, ReCheckOutcome outcome)
    {
        RefusalException.ThrowIf(ResultRules.CanSettle(this, outcome, act));
        Outcome = outcome;
        SettledBy = act.By;
        SettledAt = act.At;
        Reason = act.Reason;
        Record(act, "SettleReCheck", ("outcome", outcome));
    }
}
