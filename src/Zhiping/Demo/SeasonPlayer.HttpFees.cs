using Zhiping.Accounts;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Payments;
using Zhiping.Policy.Quantities;
using Zhiping.Review;

namespace Zhiping.Demo;

/// <summary>The fee and the paper: by verbs, and through the pages for the first applicants.</summary>
public sealed partial class SeasonPlayer
{
    private async Task Pay(Taking taking)
    {
        var payment = await With<PaymentDesk, Payment>(desk => desk.SubmitVoucher(
            Own(taking), taking.ApplicationId, new Voucher(Reference(taking), FeeOf(taking), Today, taking.Applicant.Person.Name, null)));
        Plan(taking, At(Today.AddDays(1), 16), "pay", async () =>
        {
            await With<PaymentDesk>(desk => desk.ConfirmPayment(By(bodies.CommitteeOffice, Role.OfficeClerk), payment.Id));
            foreach (var item in HandedIn)
            {
                await With<ReviewDesk>(desk => desk.ReceivePaper(By(bodies.CommitteeOffice, Role.OfficeClerk), taking.ApplicationId, item.Id, item.Copies, false));
            }
        });
    }

    private IEnumerable<Policy.Notices.PaperItem> HandedIn => notice.Paper.Items.Where(i => i.Id != "years-proof");

    private static string Reference(Taking taking) => $"DEMO{taking.Applicant.Number:D8}";

    private int FeeOf(Taking taking) => (int)notice.FeeOf(taking.Applicant.Level, ProgrammeKind.Evaluation)!.Amount.Amount;

    /// <summary>The applicant uploads the voucher and prints the official form; the next day the office confirms and takes the paper in.</summary>
    private async Task PayOverHttp(Taking taking)
    {
        var path = Home(taking) + "/payment";
        var voucher = await Scans.Get("voucher", taking.Applicant.Number);
        var paid = Good(await (await Open(taking, path)).UploadAsync(
            [("file", "voucher.jpg", "image/jpeg", voucher.Jpeg)],
            ("Reference", Reference(taking)), ("AmountYuan", $"{FeeOf(taking)}"), ("PaidOn", Iso(Today)), ("Payer", taking.Applicant.Person.Name)), "等办公室核对");
        await Fetch(taking.Browser!, PictureOn(paid), "image/jpeg");
        await PrintOverHttp(await Open(taking, Home(taking) + "/form"), taking.Browser!, "form[action*='handler=Official'] button", NoFields);
        Plan(taking, At(Today.AddDays(1), 16), "pay", () => ConfirmOverHttp(taking));
    }

    private static string PictureOn(PlainPage page) => page.Document.QuerySelector("a[href*='handler=Picture']")?.GetAttribute("href")
        ?? throw Wrong(page, "the voucher's picture is not there");

    private async Task ConfirmOverHttp(Taking taking)
    {
        var clerk = staff[bodies.CommitteeOffice, Role.OfficeClerk];
        var waiting = await OpenAs(clerk, "/office/payments");
        var row = $"tr:has(a[href='{Case(taking)}'])";
        var picture = waiting.Document.QuerySelector($"{row} a[href*='handler=Picture']")?.GetAttribute("href") ?? throw Wrong(waiting, "the voucher is not there");
        await Fetch(await BrowserOf(clerk), picture, "image/jpeg");
        Good(await waiting.ClickAsync($"{row} button[formaction*='handler=Confirm']", NoFields));
        Good(await Open(taking, Home(taking) + "/payment"), "已确认收到");
        foreach (var item in HandedIn)
        {
            Good(await (await OpenAs(clerk, Case(taking) + "/paper")).ClickAsync(
                $"form:has(input[name=Item][value='{item.Id}']) button", [("Copies", $"{item.Copies}")]), $"收到{item.Copies}份");
        }
    }
}
