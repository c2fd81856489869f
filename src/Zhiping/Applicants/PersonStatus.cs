using Zhiping.Data;

namespace Zhiping.Applicants;

/// <summary>What only the unit can say of its people and rules ask. (C2)</summary>
public enum StatusKind
{
    Retired = 1,

    /// <summary>Civil servant, or managed as such.</summary>
    CivilServant = 2,

    /// <summary>A demerit (记过) or heavier still runs.</summary>
    UnderSanction = 3,
}

/// <summary>One statement of a unit about one of its people: it holds from a day, to a day if one is known, or it does not. The latest of a kind counts.</summary>
public sealed class PersonStatus : Recorded
{
    private PersonStatus()
    {
    }

    public PersonStatus(Act act, Employment employment, StatusKind kind, bool holds, DateOnly from, DateOnly? until)
    {
        RefusalException.ThrowIf(StatusRules.CanRecord(employment, act, holds, from, until));
        Id = Ids.Row(act.At);
        PersonId = employment.PersonId;
        UnitId = employment.UnitId;
        Kind = kind;
        Holds = holds;
        From = from;
        Until = holds ? until : null;
        Reason = act.Reason!.Trim();
        RecordedAt = act.At;
        RecordedById = act.By!.Value;
        Record(act with { Reason = null }, "RecordStatus", ("person", PersonId));
    }

    public override string SubjectKind => "personStatus";

    public Guid PersonId { get; private set; }

    public Guid UnitId { get; private set; }

    public StatusKind Kind { get; private set; }

    public bool Holds { get; private set; }

    public DateOnly From { get; private set; }

    /// <summary>The last day, or null where no end is known.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>What the statement rests on: a document, its number and date.</summary>
    public string Reason { get; private set; } = "";

    public DateTimeOffset RecordedAt { get; private set; }

    public Guid RecordedById { get; private set; }

    public bool IsInForce(DateOnly day) => Holds && From <= day && !(Until < day);
}

/// <summary>Why a statement about somebody cannot be recorded.</summary>
public static class StatusRules
{
    public static Refusal? CanRecord(Employment employment, Act act, bool holds, DateOnly from, DateOnly? until) =>
        employment.State != EmploymentState.Approved
            ? new Refusal("这个人现在不是本单位已确认的职工。") { IsConflict = true, Remedy = "请刷新页面，看现在的情况。" }
        : string.IsNullOrWhiteSpace(act.Reason)
            ? new Refusal("请写明依据，例如文件名称、文号和日期。") { Field = "Reason" }
        : holds && until < from
            ? new Refusal("结束日期不能早于开始日期。") { Field = "Until" }
        : null;

    /// <summary>What the unit's statements say on a day; null while it has said nothing of a kind.</summary>
    public static bool? Say(IEnumerable<PersonStatus> statements, StatusKind kind, DateOnly day) =>
        statements.Where(s => s.Kind == kind).MaxBy(s => (s.RecordedAt, s.Id))?.IsInForce(day);

    public static string Name(StatusKind kind) => kind switch
    {
        StatusKind.Retired => "已退休",
        StatusKind.CivilServant => "公务员或参照公务员法管理的人员",
        StatusKind.UnderSanction => "受记过以上处分，在处分期内",
    };
}
