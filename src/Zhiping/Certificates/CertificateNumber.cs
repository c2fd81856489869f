using System.Security.Cryptography;
using System.Text;
using Zhiping.Data;

namespace Zhiping.Certificates;

/// <summary>
/// The number of a certificate: ZP65, the year, seven characters from a keyed hash of document and place, one check character; 16 in all, written in
/// fours: ZP65 2024 7Q4M 92KD. The same document and key give the same numbers; without the key nobody can tell which exist.
/// </summary>
public static class CertificateNumber
{
    public const int Length = 16;

    private const string Prefix = "ZP65";
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    /// <summary>The number of one place of a document's list. <paramref name="again"/> counts up where a number is taken already.</summary>
    public static string Of(ReadOnlySpan<byte> key, int year, string documentNumber, int ordinal, int again = 0)
    {
        var hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{documentNumber}\n{ordinal}\n{again}"));
        var body = $"{Prefix}{year:D4}{Ids.CodeOf(hash, 7)}";
        return body + Check(body);
    }

    /// <summary>ZP65 2024 7Q4M 92KD.</summary>
    public static string Shown(string number) => string.Join(' ', number.Chunk(4).Select(c => new string(c)));

    /// <summary>Reads what somebody typed: the number, or what is wrong with the writing and in which group. Says nothing about what exists.</summary>
    public static (string? Number, Refusal? Refusal) Parse(string? typed)
    {
        var text = Typed.Narrow(typed).ToUpperInvariant().Trim();
        var groups = text.Split([' ', '-', '–', '—', '　', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var number = string.Concat(groups);
        if (number.Length == 0)
        {
            return (null, Wrong(new Refusal("请填写证书编号。")));
        }

        if (number.Length != Length)
        {
            return (null, Wrong(WrongLength(groups, number)));
        }

        if (!number.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return (null, Wrong(new Refusal("编号以{0}开头，请看第1组。", Prefix)));
        }

        if (!number[4..8].All(char.IsAsciiDigit))
        {
            return (null, Wrong(new Refusal("编号的第2组是年份，4位数字。")));
        }

        for (var i = 8; i < Length; i++)
        {
            if (!Alphabet.Contains(number[i]))
            {
                return (null, Wrong(new Refusal("编号第{0}组里的“{1}”不会出现：不用字母 I、L、O，也不用数字 0、1。", (i / 4) + 1, number[i].ToString())));
            }
        }

        return number[15] == Check(number[..15])
            ? (number, null)
            : (null, Wrong(new Refusal("编号里有一位抄错了。") { Remedy = "请对照证书左下角逐组核对。" }));
    }

    private static Refusal WrongLength(string[] groups, string number)
    {
        var difference = Length - number.Length;
        var odd = groups.Length == 4 ? Array.FindIndex(groups, g => g.Length != 4) : -1;
        return (difference > 0, odd >= 0) switch
        {
            (true, true) => new Refusal("编号少{0}位，请看第{1}组。", difference, odd + 1),
            (true, false) => new Refusal("编号共16位，您写了{0}位，少{1}位。", number.Length, difference),
            (false, true) => new Refusal("编号多{0}位，请看第{1}组。", -difference, odd + 1),
            (false, false) => new Refusal("编号共16位，您写了{0}位，多{1}位。", number.Length, -difference),
        };
    }

    private static Refusal Wrong(Refusal refusal) => refusal with { Field = "Number" };

    /// <summary>A weighted sum modulo 31, a prime: any one character changed and any two neighbours swapped are found out, also between year and code.</summary>
    private static char Check(string body)
    {
        var sum = int.Parse(body[4..8]) % 31;
        for (var i = 8; i < body.Length; i++)
        {
            sum += Alphabet.IndexOf(body[i]) * (i - 6);
        }

        return Alphabet[sum % 31];
    }
}
