using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using Zhiping.Documents;
using Zhiping.Documents.Browser;
using Zhiping.Documents.Print;

namespace Zhiping.Tests.Documents;

/// <summary>One warm browser for the tests of this folder.</summary>
public sealed class PrinterFixture : IAsyncDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddLogging().BuildServiceProvider();

    public PrinterFixture()
    {
        Chromium = new Chromium(new ChromiumOptions(), NullLogger<Chromium>.Instance);
        Printer = new DocumentPrinter(Chromium, services, services.GetRequiredService<ILoggerFactory>());
    }

    public Chromium Chromium { get; }

    public DocumentPrinter Printer { get; }

    public async ValueTask DisposeAsync()
    {
        await Chromium.DisposeAsync();
        await services.DisposeAsync();
    }

    /// <summary>The text of a PDF; where ZHIPING_TEST_OUTPUT names a folder the file is kept there to be looked at.</summary>
    public static async Task<string> TextOf(byte[] pdf, string name)
    {
        if (Environment.GetEnvironmentVariable("ZHIPING_TEST_OUTPUT") is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, name + ".pdf"), pdf);
        }

        var text = await LimitedChild.RunAsync("pdftotext", ["-layout", "-", "-"], pdf, TimeSpan.FromSeconds(30));
        return Encoding.UTF8.GetString(text.Output);
    }
}

public sealed class DocumentPrinterTests(PrinterFixture fixture) : IClassFixture<PrinterFixture>
{
    private readonly DocumentPrinter printer = fixture.Printer;

    [Fact]
    public async Task EvaluationForm_Official_HasWatermarkReceiptAndPageNumbers()
    {
        var text = await PrinterFixture.TextOf(await printer.PrintAsync(Form(draft: false)), "form-official");
        Assert.Contains("专业技术职务任职资格评审表", text, StringComparison.Ordinal);
        Assert.Contains("2024 0829 7Q4M 92KD", text, StringComparison.Ordinal);
        Assert.Contains("已接收材料", await printer.RenderAsync(Form(draft: false)), StringComparison.Ordinal);
        Assert.Contains("第 1 页", text, StringComparison.Ordinal);
        Assert.Contains("无水印无效", text, StringComparison.Ordinal);
        Assert.Contains("本单位已对提供的申报材料逐一审核，真实准确，同意推荐", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EvaluationForm_Draft_SaysSo_AndEmptyPartsReadNone()
    {
        var text = await PrinterFixture.TextOf(await printer.PrintAsync(Form(draft: true)), "form-draft");
        Assert.Contains("只供浏览", text, StringComparison.Ordinal);
        Assert.Contains("不能上报", text, StringComparison.Ordinal);
        Assert.DoesNotContain("校验码", text, StringComparison.Ordinal);
        Assert.Contains("无", text, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("D6", "K8")]
    public async Task EvaluationForm_PrintsWithThePledge_WhatTheApplicantSaysOfAName()
    {
        const string said = "个人总结的“总结”里的“高山”不是姓名：“登上高山”";
        Assert.Contains("另作说明：" + said + "。", WebUtility.HtmlDecode(await printer.RenderAsync(Form(draft: false) with { NotNames = [said] })), StringComparison.Ordinal);
        Assert.Contains("另作说明：", await printer.RenderAsync(Form(draft: false) with { NotNames = [said], Pledge = "" }), StringComparison.Ordinal);
        Assert.DoesNotContain("另作说明", await printer.RenderAsync(Form(draft: false)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UsersText_IsShown_NeverRun()
    {
        var form = Form(draft: true) with { Unit = "<script>document.title='x'</script><img src=x onerror=alert(1)>&amp;" };
        var text = await PrinterFixture.TextOf(await printer.PrintAsync(form), "form-encoded");
        Assert.Contains("<script>", text.Replace(" ", string.Empty, StringComparison.Ordinal).Replace("\n", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_StatesWhereTheTitleCounts()
    {
        var text = await PrinterFixture.TextOf(await printer.PrintAsync(Certificate()), "certificate");
        Assert.Contains("定向评价，在阿克苏地区使用", text, StringComparison.Ordinal);
        Assert.Contains("ZP65 2024 7Q4M 92KD", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryPaperForm_Prints()
    {
        IPrintModel[] models =
        [
            Letters.UnitPublicity(new UnitPublicityText
            {
                Name = "苏木清", Series = "文化系列", Specialty = "群众文化专业", Level = "高级", Basics = "女，族别（略），政治面貌（略），馆员。",
                Conduct = "遵守职业道德。", Achievements = "近五年组织群众文化活动120场。", From = "2024年8月5日", Until = "2024年8月9日", Office = "云杉县文化馆办公室",
                Telephone = "0997-0000001", Unit = "云杉县文化馆", SignedOn = "2024年8月5日",
            }),
            Letters.PublicityResult("苏木清", "文化系列群众文化专业", "高级", "2024年8月5日", "2024年8月9日", 5, false, "云杉县文化馆", "2024年8月12日"),
            Letters.Recommendation(new RecommendationText
            {
                Name = "苏木清", Since = "一直在活动部工作。", Politics = "表现良好。", Work = "认真负责。", Publicity = "公示5个工作日，无异议。", Summary = "完成了本职工作，",
                SeriesAndSpecialty = "文化系列群众文化专业", Level = "高级", Unit = "云杉县文化馆", SignedOn = "2024年8月12日",
            }),
            Letters.Pledge("苏木清：本人承诺以上填报的内容和提交的材料完全真实有效，且网上填报与送审报表内容完全一致。", "签名必须手写、按指纹。"),
            new EducationExemptionModel { Name = "苏木清", Unit = "云杉县文化馆", Reason = "2022年3月至2023年3月在示例村驻村。" },
            new DossierBagModel { Name = "苏木清", Unit = "云杉县文化馆", Materials = [("评审表", "3"), ("工作年限证明", "1")] },
            ListModel.Roster(2024, "群众文化", "云杉县文化馆", [new RosterRow { Name = "苏木清", AppliedTitle = "副研究馆员", Unit = "云杉县文化馆" }]),
            new QualificationDocumentModel
            {
                Title = "关于苏木清等2名同志取得专业技术职务任职资格的通知", Issuer = "示例发证机关", Number = "示例职改〔2024〕1号", Addressees = "各县（市）人社局",
                Paragraphs = ["经评审委员会评审并公示，下列同志自2024年11月18日起取得相应任职资格。"], IssuedOn = "2024年12月6日",
                Rows = [new QualifiedRow("苏木清", "云杉县文化馆", "副研究馆员", "群众文化", "在阿克苏地区使用"), new QualifiedRow("叶青禾", "红柳县图书馆", "馆员", "图书资料", "在阿克苏地区使用")],
            },
            new ReceiptModel
            {
                Portal = "阿克苏地区职称评审", ReceiptNumber = "202408297Q4M92KD", SubmittedAt = "2024年8月20日（周二）10:24:07", Name = "苏木清", Unit = "云杉县文化馆",
                Applied = "副研究馆员（副高级）", Notice = "阿克苏文化系列2024通知", Number = 1, Now = "单位审核中", ContentSha256 = new string('a', 64),
                Files = [new ReceiptFile("论文著作　封面　第1页", new string('b', 64))], VerifyAddress = "https://example.invalid/v/202408297Q4M92KD",
            },
        ];
        for (var index = 0; index < models.Length; index++)
        {
            var text = await PrinterFixture.TextOf(await printer.PrintAsync(models[index]), $"paper-{index}");
            Assert.Contains("苏木清", text.Replace(" ", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Join_KeepsAllPages()
    {
        var one = await printer.PrintAsync(Certificate());
        var joined = await PdfJoiner.JoinAsync([one, one, one]);
        var info = await LimitedChild.RunAsync("pdfinfo", ["-"], joined, TimeSpan.FromSeconds(10));
        Assert.Matches(@"Pages:\s+3\b", Encoding.UTF8.GetString(info.Output));
    }

    [Fact]
    public async Task ADocument_CannotReachTheNetworkOrFiles()
    {
        var html = "<!doctype html><body>A<img src=\"file:///etc/hostname\"><iframe src=\"http://127.0.0.1:1/\" width=200></iframe><script>document.body.append('RAN')</script></body>";
        var text = await PrinterFixture.TextOf(await fixture.Chromium.PrintAsync(html), "no-network");
        Assert.DoesNotContain("RAN", text, StringComparison.Ordinal);
        Assert.Contains("A", text, StringComparison.Ordinal);
    }

    internal static CertificateModel Certificate() => new()
    {
        Name = "苏木清", IdentityLastFour = "0000", Kind = "评审", EffectiveFrom = "2024年11月18日", TitleName = "副研究馆员", Level = "副高级",
        SeriesAndSpecialty = "文化系列，群众文化", Committee = "文化系列评委会", QualificationDocument = "示例职改〔2024〕00号", Scope = "定向评价，在阿克苏地区使用",
        CertificateNumber = "ZP65 2024 7Q4M 92KD", VerifyAddress = "https://example.invalid/c/ZP6520247Q4M92KD", Issuer = "示例发证机关", IssuedOn = "2024年12月6日",
    };

    private static EvaluationFormModel Form(bool draft) => new()
    {
        IsDraft = draft, Portal = "阿克苏地区职称评审", Stage = "已接收材料", Number = "AK-WH-2024-000", ReceiptNumber = "202408297Q4M92KD", CheckCode = "9f2c41d7a08e6b35",
        VerifyAddress = draft ? string.Empty : "https://example.invalid/v/202408297Q4M92KD", MadeAt = "2024年8月29日（周四）17:05",
        Person = new PersonOnForm { Name = "苏木清", Sex = "女", Born = "1990年1月", IdentityNumber = "999999 19900101 0000", WorkingSince = "2012年7月", Putonghua = "二级乙等" },
        Unit = "云杉县文化馆", UnitKind = "事业单位（县市）", PresentTitle = "馆员", PresentTitleObtained = "2018年11月", PresentTitleAppointed = "2018年12月",
        AppliedTitle = "副研究馆员", Level = "副高级", SeriesAndSpecialty = "文化系列　群众文化", Channel = "定向评价", Kind = "评审",
        YearsInSpecialty = "12年5个月（截至2024年12月31日）",
        Sections =
        [
            new PrintSection("学历（从低到高）", [Row(("起止时间", "2005年9月–2008年6月"), ("学校", "示例县第一中学"), ("专业", ""), ("学历", "高中")), Row(("起止时间", "2008年9月–2012年6月"), ("学校", "示例师范大学"), ("专业", "文化产业管理"), ("学历", "本科、学士"))]),
            new PrintSection("知识产权", []),
            new PrintSection("工作总结", [[new PrintField("总结", string.Concat(Enumerable.Repeat("本人在本单位从事群众文化工作，组织活动，辅导村民。", 60)), true)]]),
            new PrintSection("业绩成果", [[new PrintField("名称", "一村一队"), new PrintField("时间", "2021年"), new PrintField("说明", "三年来人次翻倍。", true)], [new PrintField("名称", "送戏下乡"), new PrintField("时间", "2022年"), new PrintField("说明", "120场。", true)]]),
        ],
        Pledge = "本人承诺以上填报的内容和提交的材料完全真实有效。",
        Opinions = [new OpinionBox("用人单位意见", "本单位已对提供的申报材料逐一审核，真实准确，同意推荐"), new OpinionBox("推荐单位意见"), new OpinionBox("评审委员会意见", Small: true)],
    };

    private static IReadOnlyList<PrintField> Row(params (string Label, string Value)[] fields) => [.. fields.Select(field => new PrintField(field.Label, field.Value))];
}
