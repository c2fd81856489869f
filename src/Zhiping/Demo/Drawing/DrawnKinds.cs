using System.Globalization;

namespace Zhiping.Demo.Drawing;

/// <summary>Whose paper is drawn. Nobody real.</summary>
public sealed record DrawnPerson(string Name, string Unit, string IdentityNumber, bool IsWoman, DateOnly Born);

/// <summary>The papers that applications carry, drawn by kind. All names, bodies and numbers are made up.</summary>
internal static class DrawnKinds
{
    private static readonly string[] Schools = ["示例师范大学", "示例艺术学院", "边城学院", "南疆示例大学"];
    private static readonly string[] Works = ["群众文化活动的组织与实践", "乡镇图书室的阅读推广", "地方戏曲的整理与演出", "文物普查与展览", "基层文艺队伍的辅导"];
    private static readonly string[] Places = ["天河镇", "云杉县", "红柳县", "绿洲乡", "白杨镇"];
    private static readonly string[] Others = ["叶青禾", "江晚照", "贺远山", "梅疏影"];

    private const string Filler = "围绕年度计划，深入乡镇和社区，开展调查研究，制订实施方案，组织骨干培训，建立活动档案，按月总结，按季评估，群众参与面逐步扩大，服务质量稳步提高。";

    /// <summary>How many different sheets each kind has; together about sixty.</summary>
    public static readonly IReadOnlyDictionary<string, int> Variants = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["id-front"] = 4, ["id-back"] = 1, ["portrait"] = 6, ["diploma"] = 4, ["chsi"] = 3, ["document"] = 4, ["title-certificate"] = 3, ["assessment"] = 6,
        ["proof"] = 8, ["paper"] = 7, ["hours"] = 4, ["putonghua"] = 2, ["pledge"] = 2, ["publicity"] = 1, ["result"] = 1, ["recommendation"] = 2,
        ["voucher"] = 2, ["award"] = 2,
    };

    public static DrawnSheet Draw(string kind, int variant, DrawnPerson person)
    {
        var choice = SeededChoice.For(20240712, "draw/" + kind, variant);
        return kind switch
        {
            "id-front" => IdFront(person, variant),
            "id-back" => IdBack(),
            "portrait" => Portrait(person, variant),
            "diploma" => Diploma(person, choice),
            "chsi" => Record(person, choice),
            "document" => Document(person, choice),
            "title-certificate" => TitleCertificate(person, choice),
            "assessment" => Assessment(person, variant, choice),
            "paper" => Paper(person, variant),
            "hours" => Hours(person, choice),
            "putonghua" => Putonghua(person, choice),
            "pledge" => Pledge(person),
            "publicity" or "result" or "recommendation" => Letter(kind, person),
            "voucher" => Voucher(person, choice),
            "award" => Award(person, choice),
            _ => Proof(person, variant, choice),
        };
    }

    private static DrawnSheet A4() => new(1240, 1754);

    private static DrawnSheet IdFront(DrawnPerson person, int variant)
    {
        var sheet = new DrawnSheet(1012, 638, "#e9f2f6");
        for (var wave = 0; wave < 14; wave++)
        {
            sheet.Shape($"<path d=\"M0 {20 + (wave * 46)}q250 {(wave % 2 == 0 ? 34 : -34)} 506 0t506 0\" stroke=\"#c9dfe8\" stroke-width=\"2\" fill=\"none\"/>");
        }

        sheet.Text(60, 100, 30, "姓名", fill: "#2a6a9a", family: "sans").OwnText(160, 100, 38, person.Name)
            .Text(60, 170, 30, "性别", fill: "#2a6a9a", family: "sans").Text(160, 170, 34, person.IsWoman ? "女" : "男")
            .Text(60, 240, 30, "出生", fill: "#2a6a9a", family: "sans").Text(160, 240, 34, string.Create(CultureInfo.InvariantCulture, $"{person.Born.Year} 年 {person.Born.Month} 月 {person.Born.Day} 日"))
            .Text(60, 310, 30, "住址", fill: "#2a6a9a", family: "sans").Text(160, 310, 34, "示例省示例市样本街").Text(160, 358, 34, $"{variant + 1}号样张，不是真证件")
            .Text(60, 560, 30, "公民身份号码", fill: "#2a6a9a", family: "sans").OwnText(300, 562, 42, person.IdentityNumber);
        return Figure(sheet, 700, 70, 240, 330, variant);
    }

    private static DrawnSheet IdBack() => new DrawnSheet(1012, 638, "#eef0ea")
        .Shape("<circle cx=\"180\" cy=\"180\" r=\"84\" fill=\"none\" stroke=\"#b9432f\" stroke-width=\"8\"/><circle cx=\"180\" cy=\"180\" r=\"50\" fill=\"#d8b04a\"/>")
        .Text(320, 160, 58, "样本证件背面", bold: true).Text(320, 250, 66, "示 例 卡", bold: true)
        .Text(240, 450, 34, "签发机关　示例市公安局（虚构）").Text(240, 520, 34, "有效期限　2015.06.01-2035.06.01");

    private static DrawnSheet Portrait(DrawnPerson person, int variant)
        => Figure(new DrawnSheet(590, 826, variant % 2 == 0 ? "#d9e8f6" : "#ffffff"), 45, 90, 500, 736, variant + (person.IsWoman ? 10 : 0));

    /// <summary>A plain figure: hair, face, shoulders. Nobody's likeness.</summary>
    private static DrawnSheet Figure(DrawnSheet sheet, double x, double y, double w, double h, int variant)
    {
        string[] hair = ["#1d1a18", "#2b211c", "#3a2c22"];
        string[] coat = ["#27384f", "#3f3f46", "#4b2e39", "#2f4a3e"];
        double P(double part) => x + (w * part);
        double Q(double part) => y + (h * part);
        string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
        var isLong = variant >= 10;
        sheet.Shape($"<path d=\"M{N(P(0.02))} {N(Q(1))}Q{N(P(0.04))} {N(Q(0.72))} {N(P(0.36))} {N(Q(0.68))}L{N(P(0.64))} {N(Q(0.68))}Q{N(P(0.96))} {N(Q(0.72))} {N(P(0.98))} {N(Q(1))}Z\" fill=\"{coat[variant % 4]}\"/>");
        sheet.Shape($"<path d=\"M{N(P(0.4))} {N(Q(0.55))}h{N(w * 0.2)}v{N(h * 0.16)}l{N(-w * 0.1)} {N(h * 0.06)}l{N(-w * 0.1)} {N(-h * 0.06)}Z\" fill=\"#e2b894\"/>");
        if (isLong)
        {
            sheet.Shape($"<ellipse cx=\"{N(P(0.5))}\" cy=\"{N(Q(0.42))}\" rx=\"{N(w * 0.31)}\" ry=\"{N(h * 0.33)}\" fill=\"{hair[variant % 3]}\"/>");
        }

        sheet.Shape($"<ellipse cx=\"{N(P(0.5))}\" cy=\"{N(Q(0.38))}\" rx=\"{N(w * 0.22)}\" ry=\"{N(h * 0.23)}\" fill=\"#edc6a3\"/>");
        sheet.Shape($"<path d=\"M{N(P(0.27))} {N(Q(0.36))}Q{N(P(0.28))} {N(Q(0.1))} {N(P(0.5))} {N(Q(0.1))}T{N(P(0.73))} {N(Q(0.36))}Q{N(P(0.66))} {N(Q(0.22))} {N(P(0.5))} {N(Q(0.23))}T{N(P(0.27))} {N(Q(0.36))}Z\" fill=\"{hair[variant % 3]}\"/>");
        foreach (var eye in (double[])[0.415, 0.585])
        {
            sheet.Shape($"<ellipse cx=\"{N(P(eye))}\" cy=\"{N(Q(0.375))}\" rx=\"{N(w * 0.024)}\" ry=\"{N(h * 0.012)}\" fill=\"#22201e\"/><path d=\"M{N(P(eye - 0.05))} {N(Q(0.342))}h{N(w * 0.1)}\" stroke=\"#2b211c\" stroke-width=\"{N(h * 0.008)}\"/>");
        }

        return sheet.Shape($"<path d=\"M{N(P(0.5))} {N(Q(0.39))}v{N(h * 0.05)}M{N(P(0.44))} {N(Q(0.49))}q{N(w * 0.06)} {N(h * 0.02)} {N(w * 0.12)} 0\" stroke=\"#a8674c\" stroke-width=\"{N(h * 0.007)}\" fill=\"none\"/>");
    }

    private static DrawnSheet Diploma(DrawnPerson person, SeededChoice choice)
    {
        var school = choice.Of(Schools);
        var afterName = Math.Max(620, 340 + DrawnSheet.WidthOf(person.Name, 50) + 24);
        var sheet = new DrawnSheet(1754, 1240, "#fbf7ea").Box(60, 60, 1634, 1120, stroke: "#b58a2c", pen: 8).Box(84, 84, 1586, 1072, stroke: "#b58a2c");
        sheet.Text(877, 230, 84, "普通高等学校毕业证书", "middle", bold: true, fill: "#8e1f1a").Text(230, 400, 44, "学生").OwnText(340, 400, 50, person.Name)
            .Text(afterName, 400, 40, $"性别{(person.IsWoman ? "女" : "男")}，{person.Born.Year}年{person.Born.Month}月{person.Born.Day}日生，于二〇〇八年九月")
            .Text(150, 490, 40, "至二〇一二年六月在本校文化产业管理专业四年制本科学习，修完教学计划")
            .Text(150, 580, 40, "规定的全部课程，成绩合格，准予毕业。").Text(150, 900, 40, $"校名：{school}").Text(1050, 900, 40, "校（院）长：").Hand(1260, 900, 50, choice.Of(Others))
            .Text(150, 1000, 36, string.Create(CultureInfo.InvariantCulture, $"证书编号：00000{choice.Between(100000, 999999)}")).Text(1150, 1000, 40, "二〇一二年六月三十日")
            .Stamp(1180, 850, 130, school);
        return Figure(sheet.Box(1290, 560, 230, 230, fill: "#dfe9f2", pen: 1), 1320, 570, 170, 215, choice.Below(8));
    }

    private static DrawnSheet Record(DrawnPerson person, SeededChoice choice)
    {
        var sheet = A4().Text(620, 200, 46, "教育部学历证书电子注册备案表（样张）", "middle", bold: true);
        var bottom = sheet.Table(140, 280, [220, 260, 220, 260], 84, 30,
        [
            ["姓名", person.Name, "性别", person.IsWoman ? "女" : "男"], ["出生日期", person.Born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "入学日期", "2008-09-01"],
            ["毕业日期", "2012-06-30", "学历类别", "普通"], ["学历层次", "本科", "学习形式", "普通全日制"], ["学校名称", choice.Of(Schools), "专业名称", "文化产业管理"],
            ["证书编号", $"00000{choice.Between(100000, 999999)}", "毕结业结论", "毕业"],
        ], words => words == person.Name);
        sheet.Paragraph(140, bottom + 80, 28, 34, "说明：本备案表为样张，由程序画出，不具有任何效力。在线验证码仅作示例。");
        return sheet.Text(140, bottom + 260, 34, $"在线验证码　A{choice.Between(1000, 9999)}B{choice.Between(1000, 9999)}C", family: "sans").Stamp(960, bottom + 300, 130, "示例学历注册中心");
    }

    private static DrawnSheet Document(DrawnPerson person, SeededChoice choice)
    {
        var sheet = A4().Text(620, 230, 76, "示例地区职称改革领导小组文件", "middle", bold: true, fill: "#c01d16").Line(120, 330, 1120, 330, 5, "#c01d16")
            .Text(620, 300, 30, $"示例职改〔2018〕{choice.Between(1, 60)}号", "middle").Text(620, 430, 44, "关于取得馆员任职资格的通知", "middle", bold: true)
            .Text(140, 540, 32, "各县（市）文化馆，地直有关单位：");
        var y = sheet.Paragraph(140, 610, 32, 30, "经评审委员会评审，并经公示无异议，下列同志自2018年11月18日起具备馆员任职资格：");
        y = sheet.Table(180, y + 30, [160, 260, 460], 76, 30,
        [
            ["序号", "姓名", "单位"], ["1", choice.Of(Others), "示例县文化馆"], ["2", person.Name, person.Unit], ["3", "柏初", "示例县图书馆"],
        ], words => words == person.Name || words == person.Unit);
        return sheet.Text(720, y + 220, 32, "示例地区职称改革领导小组").Text(800, y + 290, 32, "2018年12月20日").Stamp(900, y + 230, 140, "示例职称改革领导小组");
    }

    private static DrawnSheet TitleCertificate(DrawnPerson person, SeededChoice choice)
    {
        var sheet = new DrawnSheet(1754, 1240, "#f6fafc").Box(70, 70, 1614, 1100, stroke: "#1b5a8c", pen: 6).Text(877, 240, 72, "专业技术职务任职资格证书", "middle", bold: true, fill: "#1b5a8c")
            .Text(700, 420, 42, "姓　　名：").OwnText(920, 420, 46, person.Name).Text(700, 510, 42, "资格名称：馆员").Text(700, 600, 42, "专　　业：群众文化")
            .Text(700, 690, 42, "批准时间：2018年11月18日").Text(700, 780, 42, $"证书编号：SL{choice.Between(10000, 99999)}").Text(1100, 1000, 40, "示例地区人社局（章）").Stamp(1270, 960, 130, "示例地区人力资源局");
        return Figure(sheet.Box(240, 380, 300, 420, fill: "#dfe9f2", pen: 1), 260, 400, 260, 400, choice.Below(8));
    }

    private static DrawnSheet Assessment(DrawnPerson person, int variant, SeededChoice choice)
    {
        var sheet = A4();
        if (variant % 2 == 1)
        {
            sheet.Text(140, 180, 34, "主管领导评语和考核等次建议").Box(120, 210, 1000, 420);
            sheet.Paragraph(150, 280, 30, 30, "该同志政治立场坚定，工作认真，团结同事，圆满完成年度任务。建议等次：合格。");
            sheet.Hand(760, 580, 52, choice.Of(Others)).Text(140, 720, 34, "机构负责人或考核委员会意见").Box(120, 750, 1000, 360);
            sheet.Text(180, 850, 32, "同意考核等次为：合格").Stamp(880, 950, 130, person.Unit).Text(760, 1060, 30, $"{2021 + (variant % 3)}年12月28日");
            return sheet.Text(140, 1200, 34, "被考核人意见").Box(120, 1230, 1000, 220).Hand(200, 1350, 44, "同意").Hand(760, 1400, 56, person.Name, isOwn: true);
        }

        sheet.Text(620, 180, 48, $"事业单位工作人员年度考核登记表（{2021 + (variant % 3)}年度）", "middle", bold: true);
        var y = sheet.Table(120, 250, [160, 260, 140, 160, 140, 140], 80, 30,
        [
            ["姓名", person.Name, "性别", person.IsWoman ? "女" : "男", "出生年月", $"{person.Born.Year}.{person.Born.Month:D2}"], ["政治面貌", "（略）", "职务", "馆员", "分管", "活动"],
        ], words => words == person.Name);
        y = sheet.Table(120, y, [160, 840], 80, 30, [["单位", person.Unit]], words => words == person.Unit);
        sheet.Box(120, y, 1000, 1100).Text(150, y + 70, 32, "个人总结");
        sheet.Paragraph(150, y + 140, 29, 31, string.Concat(Enumerable.Repeat(Filler, 5)));
        return sheet.Text(700, y + 1040, 32, "签名：").Hand(820, y + 1040, 54, person.Name, isOwn: true);
    }

    private static DrawnSheet Proof(DrawnPerson person, int variant, SeededChoice choice)
    {
        var sheet = A4().Text(620, 260, 64, "证　明", "middle", bold: true);
        var work = choice.Of(Works);
        if (variant % 2 == 0)
        {
            sheet.Text(140, 420, 36, "兹证明").OwnText(270, 420, 36, person.Name).Text(270 + 30 + (person.Name.Length * 36), 420, 36, "同志系我单位职工，其工作情况如下：");
        }
        else
        {
            sheet.Text(140, 420, 36, "兹证明我单位相关人员的工作情况如下：");
        }

        var y = sheet.Paragraph(140, 500, 36, 27, $"{2020 + choice.Between(1, 4)}年在{choice.Of(Places)}参加《{work}》项目，担任负责人，{Filler}项目由{choice.Of(Others)}同志协助完成。");
        y = sheet.Table(160, y + 30, [140, 420, 340], 74, 30,
        [
            ["序号", "活动", "参加人次"], ["1", "送文化下乡", $"{choice.Between(300, 2400)}"], ["2", "骨干培训", $"{choice.Between(30, 240)}"], ["3", "展演", $"{choice.Between(500, 4200)}"],
        ]);
        sheet.Text(140, y + 80, 36, "特此证明。").Text(620, y + 200, 34, "单位负责人：").Hand(840, y + 200, 54, choice.Of(Others));
        if (variant % 2 == 0)
        {
            sheet.OwnText(760, y + 290, 34, person.Unit);
        }

        return sheet.Text(800, y + 360, 34, $"2024年{choice.Between(5, 8)}月{choice.Between(1, 28)}日").Stamp(940, y + 290, 140, variant % 2 == 0 ? person.Unit : "示例县文化体育局")
            .Text(140, 1660, 30, "此件与原件一致。经办人：").Hand(500, 1660, 44, choice.Of(Others));
    }

    private static DrawnSheet Paper(DrawnPerson person, int variant)
    {
        switch (variant % 7)
        {
            case 0:
                return new DrawnSheet(1240, 1754, "#f3f6f2").Box(0, 0, 1240, 560, fill: "#2f5d62", stroke: "none").Text(120, 300, 110, "示例文化研究", bold: true, fill: "#ffffff")
                    .Text(120, 400, 44, "2022年第3期　总第118期", fill: "#e3efee").Text(120, 1600, 36, "国内统一刊号 CN00-0000/G").Text(120, 1660, 36, "ISSN 0000-0000");
            case 1:
                var contents = A4().Text(620, 220, 60, "目　录", "middle", bold: true);
                for (var row = 0; row < 16; row++)
                {
                    var words = row == 5 ? "基层公共文化服务的组织与实践" : Works[row % Works.Length] + "研究";
                    contents.Text(140, 330 + (row * 76), 32, words).Text(1100, 330 + (row * 76), 32, $"{3 + (row * 6)}", "end");
                    if (row == 5)
                    {
                        contents.OwnText(840, 330 + (row * 76), 32, person.Name);
                    }
                    else
                    {
                        contents.Text(840, 330 + (row * 76), 32, Others[row % Others.Length]);
                    }
                }

                return contents;
            case 4:
                return new DrawnSheet(1240, 1754, "#f3f6f2").Box(0, 1200, 1240, 554, fill: "#2f5d62", stroke: "none").Text(120, 300, 40, "示例文化研究").Text(120, 380, 32, "主办：示例文化研究所").Text(120, 440, 32, "定价：10.00元");
            case 5:
                return A4().Text(140, 240, 44, "版权信息", bold: true).Text(140, 360, 34, "主管：示例文化厅").Text(140, 430, 34, "主办：示例文化研究所").Text(140, 500, 34, "国内统一连续出版物号：CN00-0000/G")
                    .Text(140, 570, 34, "出版日期：2022年6月15日").Text(140, 640, 34, "邮发代号：00-00").Text(140, 800, 34, $"责任编辑：{Others[1]}");
            case 6:
                var report = A4().Text(620, 220, 54, "论文检索报告", "middle", bold: true);
                var y = report.Table(140, 300, [240, 720], 84, 32, [["题目", "基层公共文化服务的组织与实践"], ["作者", person.Name], ["刊物", "示例文化研究 2022年第3期"], ["检索结果", "已收录"]], words => words == person.Name);
                return report.Text(700, y + 200, 34, "检索机构（章）").Stamp(900, y + 220, 130, "示例图书馆检索站");
            default:
                var text = A4().Text(140, 150, 28, "示例文化研究　2022年第3期", fill: "#46525e").Text(1100, 150, 28, $"{70 + variant}", "end", fill: "#46525e").Line(140, 175, 1100, 175, 1.5, "#b9c1c9");
                var top = 260.0;
                if (variant % 7 == 2)
                {
                    text.Text(620, 280, 52, "基层公共文化服务的组织与实践", "middle", bold: true).OwnText(470, 360, 34, person.Name)
                        .Text(Math.Max(700, 470 + DrawnSheet.WidthOf(person.Name, 34) + 24), 360, 34, Others[0])
                        .OwnText(470, 420, 28, person.Unit);
                    top = 520;
                }

                top = text.Paragraph(140, top, 29, 32, "摘要：本文以近三年的工作为例，讨论活动如何从“送文化”转向“种文化”，提出四步组织方法，并用参与人次说明其效果。");
                text.Text(140, top + 30, 34, "一、问题的提出", bold: true);
                top = text.Paragraph(140, top + 90, 29, 32, string.Concat(Enumerable.Repeat(Filler, 5)));
                text.Text(140, top + 30, 34, "二、四步组织方法", bold: true);
                text.Paragraph(140, top + 90, 29, 32, string.Concat(Enumerable.Repeat(Filler, 3)));
                return text;
        }
    }

    private static DrawnSheet Hours(DrawnPerson person, SeededChoice choice)
    {
        var year = 2021 + choice.Below(4);
        var sheet = A4().Box(70, 70, 1100, 1614, stroke: "#1f6f50", pen: 6).Text(620, 260, 60, "继续教育培训合格证书", "middle", bold: true, fill: "#1f6f50").OwnText(160, 400, 42, person.Name)
            .Text(160 + 24 + DrawnSheet.WidthOf(person.Name, 42), 400, 34, $"同志于{year}年参加继续教育培训，成绩合格。");
        var y = sheet.Table(160, 480, [480, 240, 200], 80, 32,
            [["课程", "类别", "学时"], ["公共文化服务概论", "专业课", "30"], ["活动策划与组织", "专业课", $"{choice.Between(30, 42)}"], ["职业道德", "公需课", "15"], ["法律法规", "公需课", "15"]]);
        return sheet.Text(700, y + 240, 36, "示例继续教育基地").Text(780, y + 310, 34, $"{year}年11月30日").Stamp(900, y + 240, 140, "示例继续教育基地");
    }

    private static DrawnSheet Putonghua(DrawnPerson person, SeededChoice choice)
    {
        var sheet = new DrawnSheet(1240, 874, "#fdf3f0").Box(40, 40, 1160, 794, stroke: "#b0413e", pen: 5).Text(620, 160, 56, "普通话水平测试等级证书", "middle", bold: true, fill: "#b0413e").OwnText(480, 300, 44, person.Name)
            .Text(480, 380, 36, $"等级：二级乙等　成绩：{choice.Between(80, 86)}.{choice.Below(10)}分").Text(480, 450, 36, $"证书编号：00{choice.Between(100000, 999999)}").Text(760, 680, 34, "示例语言文字测试中心").Stamp(960, 640, 110, "示例语言文字测试中心");
        return Figure(sheet.Box(150, 260, 240, 336, fill: "#dfe9f2", pen: 1), 165, 275, 210, 320, choice.Below(8));
    }

    private static DrawnSheet Pledge(DrawnPerson person)
    {
        var sheet = A4().Text(620, 300, 60, "个人承诺书", "middle", bold: true);
        var y = sheet.Paragraph(150, 460, 36, 26, "本人承诺以上填报的内容和提交的材料完全真实有效，且网上填报与送审报表内容完全一致。如申请人提交弄虚作假确认材料的，一经查实，不予受理确认申报或取消已确认的资格，并从申报年度下一年度起3年内，不得申报专业技术资格。", leading: 2);
        return sheet.Text(620, y + 160, 36, "承诺人：").Hand(780, y + 160, 66, person.Name, isOwn: true).Text(720, y + 260, 36, "2024年7月20日")
            .Shape(string.Create(CultureInfo.InvariantCulture, $"<g transform=\"translate(1010 {y + 130})\" fill=\"none\" stroke=\"#c8281e\" stroke-width=\"4\" opacity=\".75\"><ellipse rx=\"36\" ry=\"48\"/><ellipse rx=\"28\" ry=\"38\"/><ellipse rx=\"20\" ry=\"28\"/><ellipse rx=\"12\" ry=\"17\"/></g>"));
    }

    private static DrawnSheet Letter(string kind, DrawnPerson person)
    {
        var (title, text) = kind switch
        {
            "publicity" => ("推荐单位公示", $"根据自治区、地区职称评审工作要求，现对{person.Name}同志申报文化系列专业技术任职资格进行公示。公示期不少于5个工作日。如有疑异，请电话或书面形式反映。"),
            "result" => ("推荐单位公示结果", $"{person.Name}同志申报材料在本单位公示5个工作日，公示无异议，未收到投诉、举报，申报材料真实、完整、有效，同意推荐。"),
            _ => ("单位推荐意见", $"{person.Name}同志自入职本单位工作以来，认真负责。经本单位对所提供的申报材料逐一审核，申报材料真实准确，且公示期间无异议，同意推荐。"),
        };
        var sheet = A4().Text(620, 300, 58, title, "middle", bold: true);
        var y = sheet.Paragraph(150, 440, 36, 26, text, leading: 2);
        return sheet.Text(640, y + 200, 36, "签字：").Hand(780, y + 200, 56, Others[2]).Text(640, y + 300, 36, person.Unit).Text(760, y + 380, 34, "2024年8月12日").Stamp(900, y + 290, 140, person.Unit);
    }

    private static DrawnSheet Voucher(DrawnPerson person, SeededChoice choice)
    {
        var sheet = new DrawnSheet(1240, 700, "#fffdf6").Text(620, 100, 50, "示例银行　电子转账凭证", "middle", bold: true);
        sheet.Table(80, 150, [240, 840], 84, 34, [["付款人", person.Name], ["收款人", "示例评审委员会办公室"], ["金额", choice.Of((string[])["人民币柒佰元整　¥700.00", "人民币肆佰元整　¥400.00"])], ["用途", "职称评审费"], ["流水号", $"SL{choice.Between(10000000, 99999999)}"]]);
        return sheet.Stamp(1010, 560, 90, "示例银行业务章");
    }

    private static DrawnSheet Award(DrawnPerson person, SeededChoice choice) => new DrawnSheet(1754, 1240, "#fff6e6").Box(60, 60, 1634, 1120, stroke: "#c8281e", pen: 10)
        .Text(877, 280, 120, "荣誉证书", "middle", bold: true, fill: "#c8281e").OwnText(240, 460, 54, person.Name).Text(240 + 60 + (person.Name.Length * 54), 460, 48, "同志：")
        .Text(300, 570, 48, $"您的作品《{choice.Of(Works)}》荣获{choice.Of((string[])["一", "二", "三"])}等奖。").Text(300, 660, 48, "特发此证，以资鼓励。").Text(1150, 950, 44, "示例文化协会").Text(1150, 1020, 42, "2022年10月").Stamp(1290, 940, 130, "示例文化协会");
}
