using System.Globalization;
using System.Text;
using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>
/// A resident identity number of 18 characters (GB 11643). It exists only with a birth date that exists and the right check
/// digit. Of what can be read from it the program uses the age in years and nothing else.
/// </summary>
public sealed class IdentityNumber : IEquatable<IdentityNumber>
{
    private const string CheckDigits = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private readonly string _text;

    private IdentityNumber(string text) => _text = text;

    /// <summary>Reads what a person typed; full-width digits, spaces and a small x are understood.</summary>
    /// <returns>The number, or why it is none, in words that say which character is wrong.</returns>
    public static (IdentityNumber? Number, Refusal? Refusal) Parse(string? typed, DateOnly today)
    {
        var text = Normalise(typed);
        if (text.Length == 0)
        {
            return Wrong(new Refusal("请填写身份证号码。"));
        }

        if (text.Length == 15)
        {
            return Wrong(new Refusal("这是15位的旧号码。") { Remedy = "请填写现在身份证上的18位号码。" });
        }

        if (text.Length != 18)
        {
            return Wrong(new Refusal("身份证号码有18位，您填了{0}位。", text.Length) { Remedy = "请对照身份证补齐或删去多余的数字。" });
        }

        for (var i = 0; i < 18; i++)
        {
            if (!char.IsAsciiDigit(text[i]) && !(i == 17 && text[i] == 'X'))
            {
                return Wrong(i == 17
                    ? new Refusal("身份证号码的最后一位是数字或X，您填的是“{0}”。", text[i].ToString()) { Remedy = "请对照身份证改正这一位。" }
                    : new Refusal("身份证号码的第{0}位是数字，您填的是“{1}”。", i + 1, text[i].ToString()) { Remedy = "请对照身份证改正这一位。" });
            }
        }

        if (!DateOnly.TryParseExact(text.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birth)
            || birth > today || birth.Year < 1900)
        {
            return Wrong(new Refusal("身份证号码的第7到14位是出生日期，“{0}”不是可能的出生日期。", text.Substring(6, 8)) { Remedy = "请对照身份证改正这8位。" });
        }

        var expected = CheckDigit(text);
        return text[17] == expected
            ? (new IdentityNumber(text), null)
            : Wrong(new Refusal("身份证号码对不上：按前17位推算，最后一位是{0}，您填的是{1}。", expected.ToString(), text[17].ToString())
            {
                Remedy = "18位中至少有一位填错了，请对照身份证逐位核对。",
            });
    }

    /// <summary>The number that 17 digits begin.</summary>
    public static IdentityNumber FromFirst17(string digits) => new(digits + CheckDigit(digits));

    /// <summary>The form that the blind index is made of.</summary>
    public static string Normalise(string? typed)
        => new StringBuilder().AppendJoin("", Typed.Narrow(typed).Where(c => !char.IsWhiteSpace(c) && c != '-'))
            .ToString().ToUpperInvariant();

    /// <summary>Completed years of age on a day.</summary>
    public int AgeOn(DateOnly day)
    {
        var birth = DateOnly.ParseExact(_text.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture);
        var age = day.Year - birth.Year;
        return day < birth.AddYears(age) ? age - 1 : age;
    }

    /// <summary>The clear number, to seal it or to print it on the official form; everywhere else it is masked.</summary>
    public string Reveal() => _text;

    /// <summary>First three and last two characters, the rest starred; public papers show no more.</summary>
    public override string ToString() => Mask(_text);

    /// <summary>A stored number that was checked when it was registered.</summary>
    internal static IdentityNumber FromStore(string text) => new(text);

    internal static string Mask(string text) => text.Length < 6 ? "****" : $"{text[..3]}*************{text[^2..]}";

    public bool Equals(IdentityNumber? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as IdentityNumber);

    public override int GetHashCode() => string.GetHashCode(_text, StringComparison.Ordinal);

    private static char CheckDigit(string text)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            sum += (text[i] - '0') * Weights[i];
        }

        return CheckDigits[sum % 11];
    }

    private static (IdentityNumber?, Refusal?) Wrong(Refusal refusal) => (null, refusal with { Field = "IdentityNumber" });
}
