namespace Zhiping.Documents.Print;

/// <summary>一, 二 … 九十九, as parts of forms are numbered.</summary>
internal static class ChineseNumber
{
    private const string Digits = "零一二三四五六七八九";

    public static string Of(int number) => number switch
    {
        < 0 or > 99 => number.ToString(),
        < 10 => Digits[number].ToString(),
        _ => (number / 10 == 1 ? string.Empty : Digits[number / 10].ToString()) + "十" + (number % 10 == 0 ? string.Empty : Digits[number % 10].ToString()),
    };
}
