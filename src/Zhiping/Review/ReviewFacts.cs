using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Quantities;

namespace Zhiping.Review;

/// <summary>An office sent an application back with all its remarks and, where the notice says so, a clock. (F3)</summary>
public sealed class Return
{
    private Return()
    {
    }

    internal Return(Act act, Submission submission, OfficeRole office, DueDate? due)
    {
        Id = Ids.Row(act.At);
        ApplicationId = submission.ApplicationId;
        SubmissionId = submission.Id;
        BodyId = act.ForBody!.Value;
        Office = office;
        By = act.By!.Value;
        At = act.At;
        Memo = string.IsNullOrWhiteSpace(act.Reason) ? null : act.Reason.Trim();
        DueAt = due?.At;
    }

    public Guid Id { get; private set; }

    public Guid ApplicationId { get; private set; }

    public Guid SubmissionId { get; private set; }

    public Guid BodyId { get; private set; }

    public OfficeRole Office { get; private set; }

    public Guid By { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>A note to the applicant beside the remarks.</summary>
    public string? Memo { get; private set; }

    /// <summary>Until when the correction counts, as it was told; null where nothing runs.</summary>
    public DateTimeOffset? DueAt { get; private set; }
}

/// <summary>Not accepted for good: the last submission that the notice allows failed. (F4)</summary>
public sealed class NonAcceptance
{
    private NonAcceptance()
    {
    }

    internal NonAcceptance(Act act, Submission submission, ClauseRef? clause)
    {
        Id = Ids.Row(act.At);
        ApplicationId = submission.ApplicationId;
        SubmissionId = submission.Id;
        BodyId = act.ForBody!.Value;
        By = act.By!.Value;
        At = act.At;
        Reason = act.Reason!.Trim();
        ClauseDocument = clause?.Document;
        ClausePath = clause?.Path;
    }

    public Guid Id { get; private set; }

    public Guid ApplicationId { get; private set; }

    public Guid SubmissionId { get; private set; }

    public Guid BodyId { get; private set; }

    public Guid By { get; private set; }

    public DateTimeOffset At { get; private set; }

    public string Reason { get; private set; } = "";

    public string? ClauseDocument { get; private set; }

    public string? ClausePath { get; private set; }
}

/// <summary>通过形式审核，已接收材料: from here the fee can be paid and the form printed officially. (F7)</summary>
public sealed class Admission
{
    private Admission()
    {
    }

    internal Admission(Act act, Submission submission, int? feeYuan, DateTimeOffset? payBy)
    {
        Id = Ids.Row(act.At);
        ApplicationId = submission.ApplicationId;
        SubmissionId = submission.Id;
        BodyId = act.ForBody!.Value;
        By = act.By!.Value;
        At = act.At;
        FeeYuan = feeYuan;
        PayBy = payBy;
    }

    public Guid Id { get; private set; }

    public Guid ApplicationId { get; private set; }

    public Guid SubmissionId { get; private set; }

    public Guid BodyId { get; private set; }

    public Guid By { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>The fee of its level in yuan; null where the notice states none. (H1)</summary>
    public int? FeeYuan { get; private set; }

    /// <summary>The payment deadline of the notice; null where it states none. (H2)</summary>
    public DateTimeOffset? PayBy { get; private set; }
}

/// <summary>One item of the checklist, ticked by a named person of an office about one submission. (F5: who reviews answers for it)</summary>
public sealed class ChecklistTick
{
    private ChecklistTick()
    {
    }

    internal ChecklistTick(Act act, Submission submission, string item)
    {
        SubmissionId = submission.Id;
        ApplicationId = submission.ApplicationId;
        BodyId = act.ForBody!.Value;
        Item = item;
        By = act.By!.Value;
        At = act.At;
    }

    public Guid SubmissionId { get; private set; }

    public Guid BodyId { get; private set; }

    /// <summary>The id of the item in the notice.</summary>
    public string Item { get; private set; } = "";

    public Guid ApplicationId { get; private set; }

    public Guid By { get; private set; }

    public DateTimeOffset At { get; private set; }
}

/// <summary>A paper that arrived at the committee's office. (F8)</summary>
public sealed class PaperReceipt
{
    private PaperReceipt()
    {
    }

    internal PaperReceipt(Act act, Application application, string item, int copies, bool originalsKept, bool late)
    {
        Id = Ids.Row(act.At);
        ApplicationId = application.Id;
        BodyId = act.ForBody!.Value;
        Item = item;
        Copies = copies;
        OriginalsKept = originalsKept;
        Late = late;
        By = act.By!.Value;
        At = act.At;
    }

    public Guid Id { get; private set; }

    public Guid ApplicationId { get; private set; }

    public Guid BodyId { get; private set; }

    /// <summary>The id of the paper in the notice.</summary>
    public string Item { get; private set; } = "";

    public int Copies { get; private set; }

    /// <summary>The original is kept for now and collected later; else it was checked and given back at once. (F8a)</summary>
    public bool OriginalsKept { get; private set; }

    /// <summary>It came after the deadline of the notice.</summary>
    public bool Late { get; private set; }

    public Guid By { get; private set; }

    public DateTimeOffset At { get; private set; }
}

/// <summary>How urgent a case looks to the check. It only orders the queue and is never a reason to return.</summary>
public enum Risk
{
    Low = 1,
    Medium = 2,
    High = 3,
}

/// <summary>What the check says about a submission in one line, kept so that a queue of any length can be filtered by it.</summary>
public sealed class SubmissionRisk
{
    private SubmissionRisk()
    {
    }

    internal SubmissionRisk(Submission submission, Risk risk, LocalText reason)
    {
        SubmissionId = submission.Id;
        ApplicationId = submission.ApplicationId;
        Risk = risk;
        ReasonZh = reason.Zh;
        ReasonEn = reason.En;
    }

    public Guid SubmissionId { get; private set; }

    public Guid ApplicationId { get; private set; }

    public Risk Risk { get; private set; }

    public string ReasonZh { get; private set; } = "";

    public string ReasonEn { get; private set; } = "";

    public LocalText Reason => new(ReasonZh, ReasonEn);
}
