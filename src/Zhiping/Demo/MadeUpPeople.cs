namespace Zhiping.Demo;

/// <summary>A person who does not exist.</summary>
/// <param name="IdentityNumber">Passes the check digit, with an area code that nobody has.</param>
/// <param name="Mobile">From a range that is not in use.</param>
public sealed record MadeUpPerson(int Number, string Name, bool IsWoman, DateOnly Born, string IdentityNumber, string Mobile, string Email);

/// <summary>Makes up people, the same ones for the same seed.</summary>
public static class MadeUpPeople
{
    private static readonly string[] Surnames =
        ["苏", "陆", "白", "沈", "顾", "江", "叶", "林", "宋", "贺", "乔", "温", "段", "卢", "梅", "方", "尹", "俞", "岑", "闻", "祝", "麦", "柏", "蓝"];

    private static readonly string[] GivenNames =
    [
        "木清", "望川", "若溪", "望舒", "长河", "晚照", "青禾", "听泉", "疏影", "兰舟", "知远", "远山", "雨桐", "映雪", "南星", "北辰", "云舒", "竹君",
        "沐阳", "景行", "思齐", "怀瑾", "清扬", "一鸣", "子衿", "采薇", "静姝", "言", "朗", "野", "初", "禾",
    ];

    private static readonly string[] UyghurGiven =
        ["阿依谢姆", "热娜", "米热", "巴哈尔", "艾力", "吐尔逊", "古丽", "买买提", "阿孜古", "帕丽达", "迪里拜", "亚森", "努尔", "萨比尔"];

    private static readonly string[] UyghurFather = ["托合提", "玉山", "卡哈尔", "依明", "萨迪克", "热合曼", "牙生", "库尔班", "沙吾提", "肉孜"];

    /// <summary>The n-th person of that seed and role.</summary>
    public static MadeUpPerson Of(ulong seed, string role, int number)
    {
        var choice = SeededChoice.For(seed, "person/" + role, number);
        var name = choice.Percent(40)
            ? choice.Of(UyghurGiven) + "·" + choice.Of(UyghurFather)
            : choice.Of(Surnames) + choice.Of(GivenNames);
        var isWoman = choice.Percent(52);
        var born = new DateOnly(choice.Between(1970, 1990), choice.Between(1, 12), choice.Between(1, 28));
        var order = (number * 2 % 1000) + (isWoman ? 0 : 1);
        return new MadeUpPerson(number, name, isWoman, born, IdentityNumber(born, RoleShift(role), order % 1000),
            $"154{RoleShift(role):D2}{number:D6}", $"{role}{number}@example.com");
    }

    /// <summary>An identity number with a right check digit (GB 11643-1999).</summary>
    public static string IdentityNumber(DateOnly born, int shift, int order)
    {
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        var body = $"9999{shift:D2}{born:yyyyMMdd}{order:D3}";
        var sum = body.Select((c, i) => (c - '0') * weights[i]).Sum();
        return body + "10X98765432"[sum % 11];
    }

    /// <summary>Keeps the roles' numbers apart; 99 to 80 are area codes that nobody has either.</summary>
    private static int RoleShift(string role) => role switch
    {
        "applicant" => 99,
        "hr" => 98,
        "leader" => 97,
        "authority" => 96,
        "office" => 95,
        "expert" => 94,
        "stranger" => 93,
        _ => 92,
    };
}
