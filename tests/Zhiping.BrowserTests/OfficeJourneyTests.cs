using Microsoft.Playwright;
using Zhiping.Accounts;
using Zhiping.Policy.Quantities;
using Zhiping.Tests;

namespace Zhiping.BrowserTests;

/// <summary>The committee's office in Chromium: the queue, one case returned with reasons, another admitted, its fee confirmed, its form printed. (F3–F7, H2, K8)</summary>
public sealed class OfficeJourneyTests(BrowserSite shared)
{
    [Fact]
    [Requirement("F3", "F5", "F7", "H2")]
    public async Task Office_ReturnsOneCaseWithReasons_AdmitsTheNext_AndConfirmsItsFee()
    {
        await using var world = await StaffWorld.StartAsync(shared, new DateTimeOffset(2024, 8, 5, 10, 0, 0, TimeSpan.FromHours(8)));
        var first = await world.NewApplicant(Level.Intermediate);
        var second = await world.NewApplicant(Level.DeputySenior, scans: false);
        await world.ToCommittee(first, second);
        var page = await world.AsAsync(world.Office, Role.OfficeClerk);
        await page.GotoAsync("/home");
        await StaffWorld.Look(page, "office-home");
        await page.GetByRole(AriaRole.Link, new() { Name = "审核 2", Exact = true }).ClickAsync();
        await Filter(page, first.Name);
        await Return(page, first.Name);
        await Admit(page, second);
        await Confirm(world, page, second);
        await page.Context.CloseAsync();
    }

    private static async Task Filter(IPage page, string name)
    {
        await StaffWorld.Look(page, "office-queue");
        await page.FillAsync("#q", "没有这个人");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("没有符合条件的申报")).ToBeVisibleAsync();
        await page.FillAsync("#q", name);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
    }

    private static async Task Return(IPage page, string name)
    {
        await StaffWorld.Look(page, "office-case");

        // The arrow keys turn the pages of the case.
        var shown = await page.Locator("#viewer .tools b").TextContentAsync();
        await page.Locator("#main").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator("#viewer .tools")).ToContainTextAsync("第2页");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(page.Locator("#viewer .tools b")).ToHaveTextAsync(shown!);

        // Nothing is returned without a clause.
        await page.SelectOptionAsync("#PlaceKey", new SelectOptionValue { Index = 1 });
        await page.FillAsync("#Text", "专业实践没有写明本人作用");
        await page.FillAsync("#Remedy", "请写明本人承担的工作。");
        await page.GetByRole(AriaRole.Button, new() { Name = "记下意见" }).ClickAsync();
        await Assertions.Expect(page.Locator(".error-summary")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#Text")).ToHaveValueAsync("专业实践没有写明本人作用");
        await page.SelectOptionAsync("#Clause", new SelectOptionValue { Index = 1 });
        await page.GetByRole(AriaRole.Button, new() { Name = "记下意见" }).ClickAsync();
        await Assertions.Expect(page.GetByText("意见已记下")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "退回改正（1条）" }).ClickAsync();
        await StaffWorld.Look(page, "office-return");
        await page.FillAsync("#Memo", "其他材料都已核对无误，只需改这一处。");
        await page.GetByRole(AriaRole.Button, new() { Name = "退回并通知申报人" }).ClickAsync();
        await Assertions.Expect(page.GetByText("已退回并通知申报人")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true })).ToHaveCountAsync(0);
    }

    private static async Task Admit(IPage page, Candidate candidate)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = $"审核{candidate.Name}" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "通过形式审核" })).ToBeDisabledAsync();
        await UnitJourneyTests.TickAll(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "通过形式审核" }).ClickAsync();
        await Assertions.Expect(page.GetByText("已通过形式审核")).ToBeVisibleAsync();
        await StaffWorld.Look(page, "office-case-admitted");
        await page.GetByRole(AriaRole.Link, new() { Name = "办理过程" }).ClickAsync();
        await StaffWorld.Look(page, "office-case-history");
    }

    private static async Task Confirm(StaffWorld world, IPage page, Candidate candidate)
    {
        await world.SubmitVoucher(candidate);
        await page.GotoAsync("/home");
        await page.GetByRole(AriaRole.Link, new() { Name = "1份转账凭证等您核对" }).ClickAsync();
        await StaffWorld.Look(page, "office-payments");
        await page.GetByRole(AriaRole.Button, new() { Name = $"确认收到{candidate.Name}的评审费" }).ClickAsync();
        await Assertions.Expect(page.GetByText("已确认缴费")).ToBeVisibleAsync();
        await page.GotoAsync($"/office/cases/{candidate.ApplicationId}/paper");
        await StaffWorld.Look(page, "office-paper");
        await page.GotoAsync($"/office/cases/{candidate.ApplicationId}/print");
        await StaffWorld.Look(page, "office-print");
        await page.GetByRole(AriaRole.Button, new() { Name = "生成PDF" }).First.ClickAsync();
        await world.RunWork();
        await page.ReloadAsync();
        await StaffWorld.Look(page, "office-print-made");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "PDF" })).ToBeVisibleAsync();
    }
}
