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
                Remedy = present.State == EmploymentState.Requested ? "请等单位人事办理。选错了的，请单位人事退回后再选。" : "已经离开这个单位的，请原单位人事办理离开，然后再选。",
                IsConflict = true,
            }
        : unit.Kind != BodyKind.Unit || unit.State != BodyState.Active
            ? new Refusal("“{0}”现在不能选。", unit.Name) { Remedy = "请查找别的单位，或者请单位人事先注册单位。" }
        : null;

    public static Refusal? CanDecide(Employment employment) => employment.State == EmploymentState.Requested
        ? null
        : new Refusal("这个人的注册已经办过了。") { IsConflict = true, Remedy = "请刷新页面，看办理结果。" };

    public static Refusal? CanEnd(Employment employment) => employment.State == EmploymentState.Approved
        ? null
        : new Refusal("这个人现在不是本单位已确认的职工。") { IsConflict = true, Remedy = "请刷新页面，看现在的情况。" };

    public static Refusal? NeedsReason(Act act) => string.IsNullOrWhiteSpace(act.Reason)
        ? new Refusal("请写明理由，本人会看到。") { Field = "Reason" }
        : null;
}
