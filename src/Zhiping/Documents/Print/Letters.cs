namespace Zhiping.Documents.Print;

/// <summary>A paper form of letter kind in the wording that a notice prescribes: paragraphs, then who signs. Fits K1–K4 and what else is a letter.</summary>
public sealed record LetterModel : IPrintModel
{
    public Type View => typeof(Letter);

    public required string Title { get; init; }

    /// <summary>附件 1 and the like, or empty.</summary>
    public string Attachment { get; init; } = string.Empty;

    public required IReadOnlyList<string> Paragraphs { get; init; }

    /// <summary>Lines at the right below: signature, stamp, date.</summary>
    public required IReadOnlyList<string> Closing { get; init; }

    /// <summary>Small print below, such as who must sign.</summary>
    public string Note { get; init; } = string.Empty;

    public Paper Paper { get; init; } = new() { PageNumbers = false };
}

/// <summary>The letters of N0 to N2 and N4 with their blanks filled; the wording is the notices', only ×× is replaced.</summary>
public static class Letters
{
    /// <summary>推荐单位公示 (K1; N0, N1, N2 附1, N4 附1). The paper follows the template; what is online leaves out number, ethnic group and affiliation.</summary>
    public static LetterModel UnitPublicity(UnitPublicityText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new LetterModel
        {
            Title = "推荐单位公示",
            Paragraphs =
            [
                $"根据自治区、地区职称评审工作要求，现对{text.Name}同志申报{text.Series}{text.Specialty}{text.Level}专业技术任职资格进行公示。",
                $"基本信息：{text.Basics}",
                $"思想政治条件：{text.Conduct}",
                $"业绩成果：{text.Achievements}",
                $"公示时间从{text.From}起至{text.Until}止（公示期不少于5个工作日）。如对{text.Name}同志的相关信息有疑异，请电话或书面形式反映至{text.Office}，监督电话：{text.Telephone}",
            ],
            Closing = ["签字：　　　　　　　　　", $"{text.Unit}（公章）", text.SignedOn],
        };
    }

    /// <summary>推荐单位公示结果 (K2; N4 附2).</summary>
    public static LetterModel PublicityResult(
        string name, string seriesAndSpecialty, string level, string from, string until, int days, bool objections, string unit, string signedOn) => new()
        {
            Title = "推荐单位公示结果",
            Paragraphs =
            [
                $"{name}同志申报材料于{from}至{until}在本单位公示{days}天，" + (objections
                    ? "公示期间收到异议，处理情况另附。"
                    : $"公示无异议，未收到投诉、举报，申报材料真实、完整、有效，同意推荐{name}同志申报{seriesAndSpecialty}{level}专业技术任职资格。"),
            ],
            Closing = [$"{unit}（公章）", signedOn],
        };

    /// <summary>单位推荐意见 (K3; N1 附2).</summary>
    public static LetterModel Recommendation(RecommendationText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new LetterModel
        {
            Title = "单位推荐意见",
            Paragraphs =
            [
                $"{text.Name}同志自入职本单位工作以来，{text.Since}",
                "主要表现为：",
                $"一、政治方面：{text.Politics}",
                $"二、工作方面：{text.Work}",
                $"三、单位推荐及公示情况。{text.Publicity}",
                $"综上所述，该同志在任职期间{text.Summary}，经本单位对{text.Name}同志及所提供的申报材料逐一审核，申报材料真实准确，且公示期间无异议，同意推荐{text.Name}同志申报{text.SeriesAndSpecialty}{text.Level}专业技术任职资格。",
            ],
            Closing = ["签字：　　　　　　　　　", $"{text.Unit}（公章）", text.SignedOn],
        };
    }

    /// <summary>委托评审函 (K10; N1 二(二)): the HRSS bureau entrusts another committee with the evaluation.</summary>
    public static LetterModel Commission(string name, string unit, string seriesAndSpecialty, string title, string bureau) => new()
    {
        Title = "委托评审函",
        Paragraphs =
        [
            "　　　　　　　　　　评审委员会：",
            $"我地区{unit}{name}同志申报{seriesAndSpecialty}{title}任职资格，本地区没有相应的评审权限，现委托贵委员会评审。",
            "申报材料已经用人单位公示、审核，情况属实。请将评审结果函告我单位。",
        ],
        Closing = [$"{bureau}（公章）", "年　　月　　日"],
    };

    /// <summary>个人承诺书 (K4; 附3 of N0, N1, N2, N4); the text is the notice's own. (D7)</summary>
    public static LetterModel Pledge(string pledge, string note) => new()
    {
        Title = "个人承诺书",
        Paragraphs = [pledge],
        Closing = ["承诺人：　　　　　　　　　", "年　　月　　日"],
        Note = note,
    };
}

/// <summary>What stands in the blanks of the unit's publicity notice.</summary>
public sealed record UnitPublicityText
{
    public required string Name { get; init; }

    public required string Series { get; init; }

    public required string Specialty { get; init; }

    /// <summary>高级, 中级 or 初级.</summary>
    public required string Level { get; init; }

    /// <summary>性别、族别、政治面貌、身份证号、现任专业技术职务任职资格 on paper.</summary>
    public required string Basics { get; init; }

    public required string Conduct { get; init; }

    public required string Achievements { get; init; }

    public required string From { get; init; }

    public required string Until { get; init; }

    public required string Office { get; init; }

    public required string Telephone { get; init; }

    public required string Unit { get; init; }

    public required string SignedOn { get; init; }
}

/// <summary>What stands in the blanks of the unit's recommendation.</summary>
public sealed record RecommendationText
{
    public required string Name { get; init; }

    public required string Since { get; init; }

    public required string Politics { get; init; }

    public required string Work { get; init; }

    public required string Publicity { get; init; }

    public required string Summary { get; init; }

    public required string SeriesAndSpecialty { get; init; }

    public required string Level { get; init; }

    public required string Unit { get; init; }

    public required string SignedOn { get; init; }
}
