using Zhiping.Accounts;
using Zhiping.Attachments;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Publicity;

namespace Zhiping.Demo;

/// <summary>The unit of a first applicant shows the application publicly, prints and scans its papers, and is refused when it hurries.</summary>
public sealed partial class SeasonPlayer
{
    private static readonly (string Slot, string Scan, string Print)[] UnitPapers =
    [
        ("unit-publicity", "publicity", "UnitPublicity"), ("unit-publicity-result", "result", "PublicityResult"), ("unit-recommendation", "recommendation", "Recommendation"),
    ];

    private Task<PlainPage> OpenPublicity(Taking taking) => OpenAs(taking.Applicant.Unit, Role.UnitHr, Case(taking) + "/publicity");

    private async Task<UnitPublicity> StartPublicityOverHttp(Taking taking, PublicityText text)
    {
        Good(await (await OpenPublicity(taking)).ClickAsync("form[action*='handler=Start'] button", [
            ("From", Iso(Today)), ("To", ""), ("Conduct", text.Conduct), ("Achievements", text.Achievements), ("ObjectionOffice", text.Office), ("Phone", text.Phone)]), "正在公示");
        var publicity = (await With<AppDb, List<UnitPublicity>>(db => db.PublicitiesOf(taking.ApplicationId))).Single(p => p.Counts);
        using var passerBy = NewBrowser();
        Good(await passerBy.GetAsync("/unit-publicity/" + publicity.Code), taking.Applicant.Person.Name);
        return publicity;
    }

    /// <summary>The unit's leader wants to recommend a millisecond before the publicity is over.</summary>
    private async Task RecommendTooEarlyOverHttp(Taking taking) => await RefusedOverHttp(
        "recommended before the publicity ended",
        (await OpenAs(taking.Applicant.Unit, Role.UnitLeader, Case(taking)))
            .ClickAsync("form[action*='handler=Recommend'] button", [("WordsConfirmed", "true")], evenDisabled: true));

    private async Task EndPublicityOverHttp(Taking taking)
    {
        Good(await (await OpenPublicity(taking)).ClickAsync(
            "form[action*='handler=End'] button", [("Outcome", $"{PublicityOutcome.NoObjection}"), ("Result", "公示期间无异议。")]), "公示期间无异议。");
        var browser = await BrowserOf(staff[taking.Applicant.Unit, Role.UnitHr]);
        foreach (var (slot, kind, print) in UnitPapers)
        {
            (string, string)[] words = slot == "unit-recommendation" ? [("Since", "一直从事群众文化工作。"), ("Summary", "能胜任本职工作。")] : [];
            await PrintOverHttp(await OpenAs(taking.Applicant.Unit, Role.UnitHr, Case(taking) + "/print"), browser, $"form:has(input[value={print}]) button", words);
            var scan = await Scans.Get(kind, taking.Applicant.Number);
            Good(await (await OpenPublicity(taking)).ClickAsync(
                $"form:has(input[name=slot][value={slot}]) button", NoFields, [("file", kind + ".jpg", "image/jpeg", scan.Jpeg)]), "正在检查");
        }

        await Worker.RunDue(clock.Now());
        Good(await OpenPublicity(taking), "已上传1页");
    }

    /// <summary>Orders a paper, waits until it is made, and fetches it.</summary>
    private async Task PrintOverHttp(PlainPage page, PlainBrowser browser, string button, (string Name, string Value)[] fields)
    {
        var ordered = Answered(await page.ClickAsync(button, fields));
        await Worker.RunDue(clock.Now());
        var made = Good(await browser.GetAsync(ordered.Path), "已生成");
        await FetchPdf(browser, made.Path + "?handler=Pdf");
    }
}
