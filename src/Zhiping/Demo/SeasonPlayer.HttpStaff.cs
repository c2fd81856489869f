using Zhiping.Accounts;
using Zhiping.Bodies;
using Zhiping.Data;

namespace Zhiping.Demo;

/// <summary>The bodies that handle the first applicants' cases do so through the pages too.</summary>
public sealed partial class SeasonPlayer
{
    private readonly Dictionary<Guid, PlainBrowser> desks = [];

    /// <summary>Opens a page as whoever holds that role in a body.</summary>
    private Task<PlainPage> OpenAs(Body body, Role role, string path) => OpenAs(staff[body, role], path);

    /// <summary>Opens a page as somebody on the staff. In a season only these get a password, since setting one is slow on purpose; in the demo everybody has one.</summary>
    private async Task<PlainPage> OpenAs(DemoAccount account, string path) => await Open(await BrowserOf(account), account.Person, path);

    private async Task<PlainBrowser> BrowserOf(DemoAccount account)
    {
        if (!desks.TryGetValue(account.Id, out var browser))
        {
            if (until is null)
            {
                await With<AppDb>(async db =>
                {
                    app.Services.GetRequiredService<Passwords>().Set((await db.Accounts().FindAsync(account.Id))!, Password);
                    await db.Commit();
                });
            }

            browser = desks[account.Id] = NewBrowser(account.Person.Name);
        }

        return browser;
    }

    private async Task ApproveEmploymentOverHttp(Taking taking)
    {
        var people = await OpenAs(taking.Applicant.Unit, Role.UnitHr, "/unit/people");
        var name = taking.Applicant.Person.Name;
        Good(await people.ClickAsync($"button[aria-label='确认是本单位职工：{name}']", NoFields));
    }

    private static string Case(Taking taking) => $"/office/cases/{taking.ApplicationId}";

    private async Task GrantOverHttp(Taking taking) =>
        Good(await (await OpenAs(taking.Applicant.Unit, Role.UnitHr, Case(taking))).PressAsync("同意，退回给申报人"));

    /// <summary>Looks the queue and the case through, ticks every item, and presses the button that passes the case on.</summary>
    private async Task PassOnOverHttp(Taking taking, Body body, Role role, string handler)
    {
        await OpenAs(body, role, "/office");
        var found = await OpenAs(body, role, Case(taking));
        var items = found.Document.QuerySelectorAll("input[name=Ticks]").Select(e => ("Ticks", e.GetAttribute("value")!)).ToList();
        Good(await found.PressAsync("保存核对情况", [.. items]));
        await OpenAs(body, role, Case(taking) + "?tab=history");
        await OpenAs(body, role, Case(taking) + "/print");
        var ready = await OpenAs(body, role, Case(taking));
        await PressOn(ready, handler);
    }

    /// <summary>The button that passes a case on, which is refused before the checklist is done.</summary>
    private async Task AdmitUntickedOverHttp(Taking taking) => await RefusedOverHttp(
        "admitted with the checklist unticked",
        (await OpenAs(bodies.CommitteeOffice, Role.OfficeClerk, Case(taking))).ClickAsync("form[action*='handler=Admit'] button", NoFields, evenDisabled: true));

    private static async Task PressOn(PlainPage ready, string handler)
    {
        (string, string)[] fields = handler == "Recommend" ? [("WordsConfirmed", "true")] : [];
        Good(await ready.ClickAsync($"form[action*='handler={handler}'] button", fields));
    }

    /// <summary>Writes one remark on a section and returns the case.</summary>
    private async Task ReturnOverHttp(Taking taking, string section, string text, string remedy, string clause)
    {
        var office = bodies.CommitteeOffice;
        var found = await OpenAs(office, Role.OfficeClerk, $"{Case(taking)}?place={Uri.EscapeDataString(new Review.Place(section).Key)}");
        Good(await found.ClickAsync(
            "#remark button.btn-primary", [("Text", text), ("Remedy", remedy), ("Clause", $"{notice.ShortTitle.Zh} {clause}")]));
        Good(await (await OpenAs(office, Role.OfficeClerk, Case(taking) + "/return")).PressAsync("退回并通知申报人", ("Memo", "其他材料已核对。")));
    }
}
