using Zhiping.Data;

namespace Zhiping.Bodies;

/// <summary>Why something cannot be done to a body.</summary>
public static class BodyRules
{
    private const string CreditCodeAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] CreditCodeWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    /// <summary>A registration says all that the body above needs to decide. (A7, A8)</summary>
    public static Refusal? CanRegister(BodyFacts facts, Body above) =>
        above.State != BodyState.Active || above.Kind is BodyKind.Unit or BodyKind.Supervision or BodyKind.Platform
            ? new Refusal("上级单位选得不对，“{0}”不能审核单位注册", above.Name) { Field = "Input.AboveId", Remedy = "请选择您单位的行业主管部门" }
        : facts.UnitKind is null ? new Refusal("请选择单位性质") { Field = "Input.UnitKind" }
        : facts.Tier is null ? new Refusal("请选择单位层级") { Field = "Input.Tier" }
        : string.IsNullOrWhiteSpace(facts.ContactName) ? new Refusal("请填写人事联系人") { Field = "Input.ContactName" }
        : string.IsNullOrWhiteSpace(facts.ContactPhone) ? new Refusal("请填写联系电话") { Field = "Input.ContactPhone" }
        : CanAmend(facts);

    public static Refusal? CanAmend(BodyFacts facts) =>
        string.IsNullOrWhiteSpace(facts.Name) ? new Refusal("请填写单位名称") { Field = "Input.Name" }
        : !string.IsNullOrWhiteSpace(facts.CreditCode) && !IsCreditCode(facts.CreditCode)
            ? new Refusal("统一社会信用代码写错了：应为18位，最后一位是校验码") { Field = "Input.CreditCode", Remedy = "请对照证照再填一次" }
        : null;

    public static Refusal? CanDecide(Body body) => body.State == BodyState.Pending
        ? null
        : new Refusal("“{0}”的注册已经办过了", body.Name) { IsConflict = true, Remedy = "请刷新页面，看办理结果" };

    public static Refusal? CanClose(Body body) => body.State == BodyState.Active
        ? null
        : new Refusal("“{0}”现在不在用", body.Name) { IsConflict = true };

    public static Refusal? NeedsReason(Act act) => string.IsNullOrWhiteSpace(act.Reason)
        ? new Refusal("请写明理由，对方会看到") { Field = "Reason" }
        : null;

    /// <summary>统一社会信用代码 with its check character (GB 32100-2015).</summary>
    public static bool IsCreditCode(string code)
    {
        code = Typed.Narrow(code).Trim().ToUpperInvariant();
        if (code.Length != 18 || code.Any(c => !CreditCodeAlphabet.Contains(c, StringComparison.Ordinal)))
        {
            return false;
        }

        return code[17] == CheckCharacter(code);
    }

    /// <summary>The last character that the first seventeen demand.</summary>
    public static char CheckCharacter(string code)
    {
        var sum = CreditCodeWeights.Select((weight, i) => weight * CreditCodeAlphabet.IndexOf(code[i], StringComparison.Ordinal)).Sum();
        return CreditCodeAlphabet[(31 - (sum % 31)) % 31];
    }
}
