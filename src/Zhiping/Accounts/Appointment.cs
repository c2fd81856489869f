using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>What a person may do for a body. Applicants need none; experts stand in the pools of the committees. (A9)</summary>
public enum Role
{
    /// <summary>单位人事管理员.</summary>
    UnitHr,

    /// <summary>单位负责人: signs the recommendation.</summary>
    UnitLeader,

    /// <summary>主管部门审核人.</summary>
    AuthorityClerk,

    /// <summary>人社局, 教科局审核人.</summary>
    BureauClerk,

    /// <summary>评委会办公室审核人.</summary>
    OfficeClerk,

    /// <summary>评委会办公室主任: releases results and documents.</summary>
    OfficeHead,

    /// <summary>评委会主任或副主任: presides over the meeting.</summary>
    Chair,

    /// <summary>组建部门经办人: files, issues the qualification document.</summary>
    SettingUpClerk,

    /// <summary>职称办公室经办人: agrees the meeting's date, publishes notices.</summary>
    TitleOfficeClerk,

    /// <summary>纪检监督: sees, decides nothing.</summary>
    Supervisor,

    /// <summary>平台运维.</summary>
    Operator,
}

/// <summary>A person acts for a body in a role, from one instant until another. Who reviews is responsible, by name. (N0 附6-7)</summary>
public sealed class Appointment : Recorded
{
    private Appointment()
    {
    }

    public Appointment(Act act, Guid personId, Guid bodyId, Role role)
    {
        Id = Ids.Row(act.At);
        PersonId = personId;
        BodyId = bodyId;
        Role = role;
        From = act.At;
        Record(act, "Appoint", ("person", personId), ("body", bodyId), ("role", role));
    }

    public override string SubjectKind => "appointment";

    public Guid PersonId { get; private set; }

    public Guid BodyId { get; private set; }

    public Role Role { get; private set; }

    public DateTimeOffset From { get; private set; }

    /// <summary>Null while it holds.</summary>
    public DateTimeOffset? Until { get; private set; }

    /// <summary>Ends it; what was done under it stays.</summary>
    public void End(Act act)
    {
        RefusalException.ThrowIf(Until is null ? null : new Refusal("这项任职已经结束。"));
        Until = act.At;
        Record(act, "EndAppointment", ("person", PersonId), ("body", BodyId), ("role", Role));
    }
}
