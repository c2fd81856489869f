namespace Zhiping.Documents.Print;

/// <summary>A list on paper: columns, rows, a heading and who signs. Fits the roster (K7) and the list of a qualification document (K12).</summary>
public sealed record ListModel : IPrintModel
{
    public Type View => typeof(PrintedList);

    public required string Title { get; init; }

    /// <summary>Lines between title and table, such as 单位（盖章）：.</summary>
    public IReadOnlyList<string> Above { get; init; } = [];

    /// <summary>Name and share of the width in per cent.</summary>
    public required IReadOnlyList<(string Name, int Width)> Columns { get; init; }

    public required IReadOnlyList<IReadOnlyList<string>> Rows { get; init; }

    public IReadOnlyList<string> Below { get; init; } = [];

    public Paper Paper { get; init; } = new() { Landscape = true };

    /// <summary>申报人员花名册 (K7; N4 附5).</summary>
    public static ListModel Roster(int year, string specialty, string unit, IReadOnlyList<RosterRow> rows) => new()
    {
        Title = $"{year}年度{specialty}职称申报人员花名册",
        Above = [$"单位（盖章）：{unit}"],
        Columns =
        [
            ("序号", 4), ("姓名", 9), ("性别", 4), ("族别", 6), ("政治面貌", 7), ("身份证号码", 15), ("现任专业技术职务", 9), ("获现任专业技术职务时间", 10),
            ("拟晋升专业技术职务", 10), ("工作单位", 15), ("是否通过", 5), ("备注", 6),
        ],
        Rows =
        [
            .. rows.Select((row, index) => (IReadOnlyList<string>)
            [
                (index + 1).ToString(), row.Name, row.Sex, row.EthnicGroup, row.PoliticalAffiliation, row.IdentityNumber, row.PresentTitle,
                row.PresentTitleSince, row.AppliedTitle, row.Unit, row.Passed, row.Remark,
            ]),
        ],
    };
}

/// <summary>One applicant on the roster.</summary>
public sealed record RosterRow
{
    public required string Name { get; init; }

    public string Sex { get; init; } = string.Empty;

    public string EthnicGroup { get; init; } = string.Empty;

    public string PoliticalAffiliation { get; init; } = string.Empty;

    public string IdentityNumber { get; init; } = string.Empty;

    public string PresentTitle { get; init; } = string.Empty;

    public string PresentTitleSince { get; init; } = string.Empty;

    public required string AppliedTitle { get; init; }

    public required string Unit { get; init; }

    public string Passed { get; init; } = string.Empty;

    public string Remark { get; init; } = string.Empty;
}

/// <summary>任职资格文件 with its list (K12; N1 三(五)): it confers the titles.</summary>
public sealed record QualificationDocumentModel : IPrintModel
{
    public Type View => typeof(QualificationDocument);

    public required string Title { get; init; }

    public required string Issuer { get; init; }

    public required string Number { get; init; }

    /// <summary>To whom it is sent, such as 各县（市）人社局，地直有关单位.</summary>
    public required string Addressees { get; init; }

    public required IReadOnlyList<string> Paragraphs { get; init; }

    public required string IssuedOn { get; init; }

    /// <summary>Rows of the list, in the document's order.</summary>
    public required IReadOnlyList<QualifiedRow> Rows { get; init; }

    public Paper Paper => new() { Foot = $"{Issuer}　{Number}" };
}

/// <summary>One person on the list of a qualification document.</summary>
public sealed record QualifiedRow(string Name, string Unit, string TitleName, string Specialty, string Scope);

/// <summary>免除继续教育学习申请表 (K5; 附4 of N0–N2 and N4). No office may invent another form. (G4)</summary>
public sealed record EducationExemptionModel : IPrintModel
{
    public Type View => typeof(EducationExemption);

    public string Title { get; init; } = "自治区“访惠聚”驻村、驻村管寺等专业技术人员职称评审免除继续教育学习申请表";

    public required string Name { get; init; }

    public string Sex { get; init; } = string.Empty;

    public string Born { get; init; } = string.Empty;

    public string IdentityNumber { get; init; } = string.Empty;

    public string Education { get; init; } = string.Empty;

    public string Degree { get; init; } = string.Empty;

    public string Graduated { get; init; } = string.Empty;

    public string Unit { get; init; } = string.Empty;

    public string WorkingSince { get; init; } = string.Empty;

    public string PresentTitle { get; init; } = string.Empty;

    public string AppliedTitle { get; init; } = string.Empty;

    public string Reason { get; init; } = string.Empty;

    public Paper Paper => new() { PageNumbers = false };
}

/// <summary>Cover of the kraft bag (K6; N0 附5).</summary>
public sealed record DossierBagModel : IPrintModel
{
    public Type View => typeof(DossierBag);

    public string Title { get; init; } = "阿克苏地区文化系列专业技术职务任职资格评审材料袋";

    public string Specialty { get; init; } = string.Empty;

    public string Number { get; init; } = string.Empty;

    public string Prefecture { get; init; } = string.Empty;

    public string County { get; init; } = string.Empty;

    public string Unit { get; init; } = string.Empty;

    public required string Name { get; init; }

    public string Sex { get; init; } = string.Empty;

    public string EthnicGroup { get; init; } = string.Empty;

    public string Born { get; init; } = string.Empty;

    public string HighestEducation { get; init; } = string.Empty;

    public string YearsInSpecialty { get; init; } = string.Empty;

    public string PresentTitle { get; init; } = string.Empty;

    public string AppliedTitle { get; init; } = string.Empty;

    public string Telephone { get; init; } = string.Empty;

    public string Mobile { get; init; } = string.Empty;

    /// <summary>Materials in the order in which they are bound, with the number of pieces. (N0 四(九)5)</summary>
    public IReadOnlyList<(string Name, string Pieces)> Materials { get; init; } = [];

    public Paper Paper => new() { PageNumbers = false };
}
