using Zhiping.Data;

namespace Zhiping.Accounts;

internal static class CaptchaRefusal
{
    /// <summary>A proof of work that is over, was used or is not ours.</summary>
    public static readonly Refusal Stale = new("人机验证已经过期。") { Remedy = "页面会自动重新验证，请稍等一下再按一次。您填的内容都还在，只是密码要再填一遍。" };
}
