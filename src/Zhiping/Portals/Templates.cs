using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Zhiping.Portals;

/// <summary>A blank paper: a heading, lines, and rows of a table where it has one. Title and Use are Chinese texts and keys.</summary>
public sealed record Template(string Id, string Title, string Use, string Heading, IReadOnlyList<string> Lines)
{
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; init; } = [];

    public IReadOnlyList<string> After { get; init; } = [];
}

/// <summary>The templates that the notices annex, in their own words, as documents that a word processor opens. (N0 附1, 附3, 附4; N1 附2)</summary>
public static class Templates
{
    public static readonly IReadOnlyList<Template> All =
    [
        new("publicity", "推荐单位公示（附件1）", "单位公示时张贴", "推荐单位公示",
        [
            "根据自治区、地区职称评审工作要求，现对××同志申报××系列××专业×（高、中、初）级专业技术任职资格进行公示。",
            "基本信息：（包括：性别、族别、政治面貌、身份证号、现任专业技术职务任职资格）",
            "思想政治条件：（突出政治表现，强调职业操守和从业行为）",
            "业绩成果：（简要描述近五年的实践能力和业绩成果，并说明对业绩成果的实际贡献）。",
            "公示时间从××××年××月××日起至××××年××月××日止（公示期不少于5个工作日）。如对××同志的相关信息有疑异，请电话或书面形式反映至××办公室，监督电话：××××",
            "签字：（单位负责人签字）", "（推荐单位公章）", "　　年　　月　　日",
        ]),
        new("publicity-result", "公示结果", "公示期满后由单位出具", "推荐单位公示结果",
        [
            "×××同志申报材料于××××年××月××日至××××年××月××日在本单位公示××天，公示无异议，未收到投诉、举报，申报材料真实、完整、有效，同意推荐×××同志申报××系列××（高、中、初）级专业技术任职资格。",
            "推荐单位名称（公章）", "　　年　　月　　日",
        ]),
        new("recommendation", "单位推荐意见（附件2）", "由单位主要领导签字、盖章", "单位推荐意见",
        [
            "×××同志自入职本单位工作以来，××××××××××××。", "主要表现为：", "一、政治方面：", "二、工作方面：职业操守、从业行为、工作能力。", "三、单位推荐及公示情况。",
            "综上所述，该同志在任职期间××××××××××××，经本单位对××同志及所提供的申报材料逐一审核，申报材料真实准确，且公示期间无异议，同意推荐××同志申报××系列××专业×（高、中、初）级专业技术任职资格。",
            "（单位主要领导签字、单位公章）", "　　年　　月　　日",
        ]),
        new("pledge", "个人承诺书（附件3）", "本人手写签名、按指纹后扫描上传", "个人承诺书",
        [
            "本人承诺以上填报的内容和提交的材料完全真实有效，且网上填报与送审报表内容完全一致。如申请人提交弄虚作假确认材料的，一经查实，不予受理确认申报或取消已确认的资格，并从申报年度下一年度起 3 年内，不得申报专业技术资格。",
            "承诺人：（手写签名）", "　　年　　月　　日",
        ]),
        new("exemption", "免除继续教育学习申请表（附件4）", "驻村、支教等人员申请免学，由规定的部门审核", "自治区“访惠聚”驻村、驻村管寺等专业技术人员职称评审免除继续教育学习申请表", [])
        {
            Rows =
            [
                ["姓名", "", "性别", "", "出生年月", ""], ["身份证号", "", "学历", "", "学位", ""], ["何时何学校何专业毕业", ""],
                ["现工作单位", "", "参加工作时间", ""], ["现有专业技术职务", "", "拟申报专业技术职务", ""], ["免学理由", ""], ["审查意见", "公章　　　　年　　月　　日"],
            ],
            After =
            [
                "注：1、仍在参加“访惠聚”驻村（含抽调到各级“访惠聚”办公室）工作的专业技术人员，由同级“访惠聚”办公室审核；参加驻村管寺、南疆学前教育双语教育干部支教工作的专业技术人员，由同级党委统战部门或南疆四地州学前双语教育干部支教工作领导小组办公室审核。",
                "2、参加“访惠聚”驻村、驻村管寺、南疆学前教育双语教育干部支教工作已退回人员，由派驻单位所属的地州市或自治区区属主管单位审核。",
                "3、各地各部门不得私自设置免除继续教育学习事项及申请表（审批表）。",
            ],
        },
    ];

    /// <summary>The bytes of one, or null when there is none of that id.</summary>
    public static byte[]? Docx(string id)
    {
        if (All.FirstOrDefault(x => x.Id == id) is not { } template)
        {
            return null;
        }

        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var body = new Body();
            body.Append(Line(template.Heading, bold: true, halfPoints: 36, JustificationValues.Center));
            body.Append(template.Lines.Select(x => Line(x, bold: false, halfPoints: 28, JustificationValues.Both)));
            if (template.Rows.Count > 0)
            {
                body.Append(Grid(template.Rows));
            }

            body.Append(template.After.Select(x => Line(x, bold: false, halfPoints: 21, JustificationValues.Both)));
            body.Append(new SectionProperties(
                new PageSize { Width = 11906, Height = 16838 }, new PageMargin { Top = 1440, Bottom = 1440, Left = 1587, Right = 1587 }));
            document.AddMainDocumentPart().Document = new Document(body);
        }

        return stream.ToArray();
    }

    private static Paragraph Line(string text, bool bold, int halfPoints, JustificationValues justified)
    {
        var look = new RunProperties(new RunFonts { Ascii = "SimSun", HighAnsi = "SimSun", EastAsia = "SimSun" });
        if (bold)
        {
            look.Append(new Bold());
        }

        look.Append(new FontSize { Val = halfPoints.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        return new Paragraph(
            new ParagraphProperties(new SpacingBetweenLines { After = "160", Line = "400", LineRule = LineSpacingRuleValues.Auto }, new Justification { Val = justified }),
            new Run(look, new Text(text) { Space = SpaceProcessingModeValues.Preserve }));
    }

    private static Table Grid(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        const int columns = 6;
        var border = BorderValues.Single;
        var table = new Table(new TableProperties(
            new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct },
            new TableBorders(
                new TopBorder { Val = border, Size = 6 }, new LeftBorder { Val = border, Size = 6 }, new BottomBorder { Val = border, Size = 6 },
                new RightBorder { Val = border, Size = 6 }, new InsideHorizontalBorder { Val = border, Size = 4 }, new InsideVerticalBorder { Val = border, Size = 4 })));
        table.Append(new TableGrid(Enumerable.Range(0, columns).Select(_ => new GridColumn { Width = "1450" })));
        foreach (var row in rows)
        {
            var line = new TableRow();
            for (var i = 0; i < row.Count; i++)
            {
                var last = i == row.Count - 1;
                line.Append(new TableCell(
                    new TableCellProperties(new GridSpan { Val = last ? columns - row.Count + 1 : 1 }),
                    Line(row[i], bold: false, halfPoints: 24, JustificationValues.Center)));
            }

            table.Append(line);
        }

        return table;
    }
}
