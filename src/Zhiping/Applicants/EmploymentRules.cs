using Zhiping.Bodies;
using Zhiping.Data;

namespace Zhiping.Applicants;

/// <summary>Why a registration with a unit cannot be changed.</summary>
public static class EmploymentRules
{
    /// <summary>Once confirmed the applicant cannot choose again, unless the unit declined or the person has left. (A6)</summary>
    public static Refusal? CanChoose(Employment? present, Body unit) =>
        present is not null
            ? new Refusal("您已经选过单位，不能自己更改。")
            {
                Remedy = present.State == EmploymentState.Requested ? "请等单位人事办理。选错了的，请单位人事退回后再选。" : "换了单位的，请点“换了单位”，向新单位申请。",
                IsConflict = true,
            }
        : unit.Kind != BodyKind.Unit || unit.State != BodyState.Active
            ? new Refusal("“{0}”现在不能选。", unit.Name) { Remedy = "请查找别的单位，或者请单位人事先注册单位。" }
        : null;

    /// <summary>Who changes the employer asks the new unit; one request at a time. (A6)</summary>
    public static Refusal? CanMove(Employment? present, Employment? moving, Body unit) =>
        present is not { State: EmploymentState.Approved } ? new Refusal("您现在没有已确认的单位。") { Remedy = "请直接选择单位。", IsConflict = true }
        : moving is not null ? new Refusal("您已经申请转到另一个单位，还没有办理。") { Remedy = "请等新单位办理，或者先撤回那份申请。", IsConflict = true }
        : present.UnitId == unit.Id ? new Refusal("您现在就在“{0}”。", unit.Name) { Remedy = "请选择新的单位。" }
        : CanChoose(null, unit);

    public static Refusal? CanWithdraw(Employment employment) => employment.State == EmploymentState.Moving
        ? null
        : new Refusal("这份申请已经办过了。") { IsConflict = true, Remedy = "请刷新页面，看办理结果。" };

    public static Refusal? CanDecide(Employment employment) => employment.State is EmploymentState.Requested or EmploymentState.Moving
        ? null
        : new Refusal("这个人的注册已经办过了。") { IsConflict = true, Remedy = "请刷新页面，看办理结果。" };

    public static Refusal? CanEnd(Employment employment) => employment.State == EmploymentState.Approved
        ? null
        : new Refusal("这个人现在不是本单位已确认的职工。") { IsConflict = true, Remedy = "请刷新页面，看现在的情况。" };

    public static Refusal? NeedsReason(Act act) => string.IsNullOrWhiteSpace(act.Reason)
        ? new Refusal("请写明理由，本人会看到。") { Field = "Reason" }
        : null;
}
