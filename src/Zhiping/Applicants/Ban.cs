using Zhiping.Data;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Applicants;

/// <summary>Somebody may not apply for some years because of fraud, by a penalty of the notice that was applied under. Platform-wide. (C7, J7)</summary>
public sealed class Ban : Recorded
{
    private Ban()
    {
    }

    /// <summary>Records a ban; the penalty says how many years it runs and from when.</summary>
    /// <param name="applicationId">The application in which the fraud was found.</param>
    /// <param name="year">Its evaluation year; some penalties run from the year after.</param>
    public Ban(Act act, Guid personId, Guid applicationId, string noticeId, EvaluationYear year, Penalty penalty, DateOnly provenOn)
    {
        RefusalException.ThrowIf(BanRules.CanRecord(act, penalty, provenOn));
        var term = penalty.TermOf(year, provenOn)!.Value;
        Id = Ids.Row(act.At);
        PersonId = personId;
        BodyId = act.ForBody!.Value;
        ApplicationId = applicationId;
        NoticeId = noticeId;
        PenaltyId = penalty.Id;
        ClauseDocument = penalty.Clause?.Document;
        ClausePath = penalty.Clause?.Path;
        ProvenOn = provenOn;
        From = term.Start;
        Until = term.End;
        Reason = act.Reason!.Trim();
        RecordedAt = act.At;
        RecordedById = act.By!.Value;
        Record(act with { Reason = null }, "RecordBan", ("person", personId), ("application", applicationId));
    }

    public override string SubjectKind => "ban";

    public Guid PersonId { get; private set; }

    /// <summary>The authority or office that recorded it.</summary>
    public Guid BodyId { get; private set; }

    public Guid ApplicationId { get; private set; }

    public string NoticeId { get; private set; } = "";

    /// <summary>The penalty of that notice.</summary>
    public string PenaltyId { get; private set; } = "";

    public string? ClauseDocument { get; private set; }

    public string? ClausePath { get; private set; }

    public DateOnly ProvenOn { get; private set; }

    public DateOnly From { get; private set; }

    /// <summary>The last day, included.</summary>
    public DateOnly Until { get; private set; }

    public string Reason { get; private set; } = "";

    public DateTimeOffset RecordedAt { get; private set; }

    public Guid RecordedById { get; private set; }

    public DateTimeOffset? LiftedAt { get; private set; }

    public Guid? LiftedById { get; private set; }

    public string? LiftReason { get; private set; }

    public uint Version { get; private set; }

    public ClauseRef? Clause => ClauseDocument is null || ClausePath is null ? null : new ClauseRef(ClauseDocument, ClausePath);

    public bool IsInForce(DateOnly day) => LiftedAt is null && From <= day && day <= Until;

    /// <summary>It was wrong, or a review has set it aside; what stood is kept.</summary>
    public void Lift(Act act)
    {
        RefusalException.ThrowIf(BanRules.CanLift(this, act));
        LiftedAt = act.At;
        LiftedById = act.By;
        LiftReason = act.Reason!.Trim();
        Record(act with { Reason = null }, "LiftBan", ("person", PersonId));
    }
}

/// <summary>Why a ban cannot be recorded or lifted, and why somebody barred cannot apply.</summary>
public static class BanRules
{
    public static Refusal? CanRecord(Act act, Penalty penalty, DateOnly provenOn) =>
        penalty.BanYears < 1
            ? new Refusal("通知的这一条没有规定禁止申报的年数。") { Field = "PenaltyId", Clause = penalty.Clause }
        : provenOn > Beijing.Day(act.At)
            ? new Refusal("查实日期不能晚于今天。") { Field = "ProvenOn" }
        : string.IsNullOrWhiteSpace(act.Reason)
            ? new Refusal("请写明查实的事实和文件依据，本人会看到。") { Field = "Reason" }
        : null;

    public static Refusal? CanLift(Ban ban, Act act) =>
        ban.LiftedAt is not null ? new Refusal("这项处理已经撤销过了。") { IsConflict = true }
        : string.IsNullOrWhiteSpace(act.Reason) ? new Refusal("请写明撤销的理由。") { Field = "LiftReason" }
        : null;

    /// <summary>Nobody barred begins an application. (C7, J7)</summary>
    public static Refusal? CanApply(Ban? ban) => ban is null ? null : new Refusal("您因弄虚作假，{0}至{1}不得申报。", ban.From, ban.Until)
    {
        Clause = ban.Clause,
        Remedy = "期满后可以申报。如有异议，请向作出处理的部门提出。",
    };
}
