using System.Text;
using System.Text.RegularExpressions;
using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>Mobiles and e-mails: checked, normalised for the blind index, masked for the screen. (A2)</summary>
public static partial class Contacts
{
    /// <summary>Eleven digits beginning with 13 to 19; +86, spaces and full-width digits are understood.</summary>
    public static (string? Mobile, Refusal? Refusal) ParseMobile(string? typed)
    {
        var text = NormaliseMobile(typed);
        return text.Length == 0 ? (null, new Refusal("请填写手机号码。") { Field = "Mobile" })
            : Mobile().IsMatch(text) ? (text, null)
            : (null, new Refusal("手机号码有11位，以13到19开头，您填的是{0}位。", text.Length) { Remedy = "请填写您本人正在使用的手机号码。", Field = "Mobile" });
    }

    /// <summary>One address with a domain.</summary>
    public static (string? Email, Refusal? Refusal) ParseEmail(string? typed)
    {
        var text = NormaliseEmail(typed);
        return text.Length == 0 ? (null, new Refusal("请填写电子邮箱。") { Field = "Email" })
            : text.Length <= 254 && Email().IsMatch(text) ? (text, null)
            : (null, new Refusal("这不是电子邮箱的写法。") { Remedy = "请写成 名字@网站 的样子，例如 gulina@example.com。", Field = "Email" });
    }

    public static string NormaliseMobile(string? typed)
    {
        var text = new string([.. Typed.Narrow(typed).Where(c => !char.IsWhiteSpace(c) && c is not '-')]);
        return text.StartsWith("+86", StringComparison.Ordinal) ? text[3..] : text;
    }

    public static string NormaliseEmail(string? typed) => Typed.Narrow(typed).Trim().ToLowerInvariant();

    /// <summary>138****0000.</summary>
    public static string MaskMobile(string mobile) => mobile.Length < 8 ? "****" : $"{mobile[..3]}****{mobile[^4..]}";

    /// <summary>g***@example.com.</summary>
    public static string MaskEmail(string email) => email.IndexOf('@') is > 0 and var at ? $"{email[0]}***{email[at..]}" : "****";

    [GeneratedRegex("^1[3-9][0-9]{9}$", RegexOptions.CultureInvariant)]
    private static partial Regex Mobile();

    [GeneratedRegex("^[^@\\s<>\"(),;:\\\\]{1,64}@[a-z0-9-]+(?:\\.[a-z0-9-]+)+$", RegexOptions.CultureInvariant)]
    private static partial Regex Email();
}
