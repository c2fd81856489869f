using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

public enum FactType
{
    Number = 1,
    Text = 2,
    YesNo = 3,
    Date = 4,

    /// <summary>One of an ordered list of values; under and over compare places in the list.</summary>
    Ordered = 5,
}

/// <summary>A fact with a name that rules may read: its type, unit, and where it comes from.</summary>
public sealed record FactDefinition(string Name, FactType Type, LocalText Meaning, string Unit, IReadOnlyList<string> Values);

/// <summary>The closed list of named facts. There is none for sex, ethnic group, political affiliation, or anything of the identity number but age in years.</summary>
public static class FactCatalogue
{
    /// <summary>Education in rising order; technical-school classes stand where C5 puts them.</summary>
    public static readonly IReadOnlyList<string> Educations = ["junior-secondary", "senior-secondary", "secondary", "college", "bachelor", "double-bachelor", "master", "doctor"];

    public static readonly IReadOnlyList<string> Skills = ["senior-worker", "technician", "senior-technician"];

    private static readonly FactDefinition[] Definitions =
    [
        Ordered("level", new("申报级别", "level applied for"), Enum.GetNames<Level>()),
        Ordered("kind", new("申报方式", "kind of programme"), Enum.GetNames<ProgrammeKind>()),
        Ordered("channel", new("申报渠道", "channel"), Enum.GetNames<Channel>()),
        new("series", FactType.Text, new("系列", "series"), "", []),
        new("specialty", FactType.Text, new("专业", "specialty"), "", []),
        Ordered("unit.kind", new("单位性质", "kind of unit"), Enum.GetNames<UnitKind>()),
        Ordered("unit.tier", new("单位层次", "tier of the unit"), Enum.GetNames<Tier>()),
        new("unit.county", FactType.Text, new("所在县市", "county"), "", []),
        new("applicant.ageInYears", FactType.Number, new("年龄", "age"), "years", []),
        new("applicant.retired", FactType.YesNo, new("已退休", "retired, as the unit confirms"), "", []),
        new("applicant.civilServant", FactType.YesNo, new("公务员或参照管理人员", "civil servant or managed as such"), "", []),
        new("applicant.underSanction", FactType.YesNo, new("处分期内", "a demerit or heavier still runs"), "", []),
        new("applicant.bannedUntil", FactType.Date, new("禁止申报至", "barred until"), "", []),
        new("applicant.confirmedByUnit", FactType.YesNo, new("单位已确认身份", "confirmed by the unit"), "", []),
        new("applicant.firstApplication", FactType.YesNo, new("首次申报", "first application"), "", []),
        new("today", FactType.Date, new("检查当天", "the day of the check"), "", []),
        new("cutOff", FactType.Date, new("资历截止日", "the day to which seniority counts"), "", []),
        new("year", FactType.Number, new("评审年度", "evaluation year"), "year", []),
        Ordered("title.level", new("现职称级别", "level of the present title"), Enum.GetNames<Level>()),
        new("title.obtained", FactType.Date, new("现职称取得时间", "when the present title was obtained"), "", []),
        new("title.years", FactType.Number, new("取得现职称满年数", "full years since the present title, to the cut-off"), "years", []),
        new("title.appointedYears", FactType.Number, new("聘任满年数", "full years of appointment, to the cut-off"), "years", []),
        new("specialty.years", FactType.Number, new("从事本专业满年数", "full years in the specialty, to the cut-off"), "years", []),
        Ordered("education.highest", new("最高学历", "highest education"), [.. Educations]),
        new("assessments.delayYears", FactType.Number, new("年度考核顺延年数", "years of delay by assessments"), "years", []),
        Ordered("skill.level", new("职业技能等级", "skill qualification"), [.. Skills]),
        new("skill.years", FactType.Number, new("取得技能等级后满年数", "full years since the skill qualification"), "years", []),
        new("exam.valid", FactType.YesNo, new("考试成绩有效", "an exam result is valid"), "", []),
        new("post.vacancy", FactType.YesNo, new("有岗位空缺", "a post is vacant"), "", []),
    ];

    private static readonly Dictionary<string, FactDefinition> ByName = Definitions.ToDictionary(d => d.Name, StringComparer.Ordinal);

    /// <summary>Words that betray a fact that no rule may read: whole words, or the beginnings of words.</summary>
    private static readonly string[] ForbiddenWords = ["sex", "name", "party", "birth", "birthday", "surname"];

    private static readonly string[] ForbiddenBeginnings = ["gender", "ethnic", "nationalit", "politic", "identit"];

    private static readonly string[] ForbiddenParts = ["idnumber", "idcard", "birthmonth", "dateofbirth", "性别", "民族", "族别", "政治面貌", "党员", "身份证", "出生", "姓名"];

    public static IReadOnlyList<FactDefinition> All => Definitions;

    public static IEnumerable<string> Names => ByName.Keys;

    public static FactDefinition? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The word that makes a name one that no rule may read, or null.</summary>
    public static string? ForbiddenWordIn(string name)
    {
        var words = WordsOf(name);
        var whole = string.Concat(words);
        return Array.Find(ForbiddenParts, p => whole.Contains(p, StringComparison.Ordinal))
            ?? Array.Find(ForbiddenWords, words.Contains)
            ?? Array.Find(ForbiddenBeginnings, b => words.Exists(w => w.StartsWith(b, StringComparison.Ordinal)));
    }

    /// <summary>The words of a name such as politicalAffiliation or id-number, in lower case.</summary>
    private static List<string> WordsOf(string name)
    {
        var words = new List<string>();
        var fresh = true;
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c))
            {
                fresh = true;
                continue;
            }

            if (fresh || char.IsUpper(c))
            {
                words.Add("");
            }

            words[^1] += char.ToLowerInvariant(c);
            fresh = false;
        }

        return words;
    }

    private static FactDefinition Ordered(string name, LocalText meaning, string[] values) => new(name, FactType.Ordered, meaning, "", values);
}
