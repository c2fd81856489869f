using Microsoft.Playwright;
using Zhiping.Accounts;
using Zhiping.Applicants;
using Zhiping.Data;
using Zhiping.Policy.Quantities;
using Zhiping.Tests;

namespace Zhiping.BrowserTests;

/// <summary>A unit's people in Chromium: a colleague's registration, one application through publicity, papers and opinion, and on to the authority. (F1, F2)</summary>
public sealed class UnitJourneyTests(BrowserSite shared)
{
    [Fact]
    [Requirement("F2")]
    public async Task Unit_ShowsAnApplicationPublicly_GivesItsOpinion_AndTheAuthorityPassesItOn()
    {
        await using var world = await StaffWorld.StartAsync(shared, new DateTimeOffset(2024, 8, 5, 10, 0, 0, TimeSpan.FromHours(8)));
        var candidate = await world.NewApplicant(Level.Intermediate);
        var newcomer = await world.NewPerson("applicant");
        await world.With<AppDb>(async db =>
        {
            db.Add(new Employment(world.Own(newcomer.Id), newcomer.Id, world.Unit.Id));
            await db.Commit();
        });
        var page = await world.AsAsync(world.Unit, Role.UnitHr);

        await ApproveByKeyboard(page, newcomer.Name);
        await page.GotoAsync("/home");
        await StaffWorld.Look(page, "unit-home");
        await page.GetByRole(AriaRole.Link, new() { Name = $"审核{candidate.Name}的申报" }).ClickAsync();
        await StaffWorld.Look(page, "unit-case");
        await page.GetByRole(AriaRole.Link, new() { Name = "去办公示" }).ClickAsync();
        await StartPublicity(page);
        await EndPublicity(world, page);
        await Recommend(page);
        await Endorse(world, candidate);
    }

    private static async Task ApproveByKeyboard(IPage page, string name)
    {
        await page.GotoAsync("/home");
        await page.GetByRole(AriaRole.Link, new() { Name = "1人等您确认是本单位职工" }).ClickAsync();
        await StaffWorld.Look(page, "unit-people");
        await TabTo(page, $"确认是本单位职工：{name}");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("0人等您确认")).ToBeVisibleAsync();
    }

    private static async Task StartPublicity(IPage page)
    {
        await StaffWorld.Look(page, "unit-publicity-new");
        await page.FillAsync("#Conduct", "遵纪守法，爱岗敬业。");
        await page.FillAsync("#Achievements", "近五年主持乡村文化活动12场，本人为负责人。");
        var from = await page.InputValueAsync("#From");
        await page.FillAsync("#To", from);
        await page.GetByRole(AriaRole.Button, new() { Name = "开始公示" }).ClickAsync();

        // One day is too short: refused with the reason, and nothing typed is lost.
        await Assertions.Expect(page.Locator(".error-summary")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#Achievements")).ToHaveValueAsync("近五年主持乡村文化活动12场，本人为负责人。");
        await StaffWorld.Look(page, "unit-publicity-refused");
        await page.FillAsync("#To", "");
        await page.GetByRole(AriaRole.Button, new() { Name = "开始公示" }).ClickAsync();
        await Assertions.Expect(page.GetByText("公示已开始")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "登记公示结果" })).ToBeDisabledAsync();
        await StaffWorld.Look(page, "unit-publicity-running");
    }

    private static async Task EndPublicity(StaffWorld world, IPage page)
    {
        world.Clock.Advance(TimeSpan.FromDays(8));
        await page.ReloadAsync();
        await page.GetByLabel("无异议").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "登记公示结果" }).ClickAsync();
        await Assertions.Expect(page.GetByText("公示结果已登记")).ToBeVisibleAsync();
        foreach (var (slot, kind) in StaffWorld.UnitPapers)
        {
            var scan = await world.Scan(kind, 1);
            await page.SetInputFilesAsync("#file-" + slot, new FilePayload { Name = kind + ".jpg", MimeType = "image/jpeg", Buffer = scan.Jpeg });
            await page.Locator($"form:has(#file-{slot}) button").ClickAsync();
            await Assertions.Expect(page.GetByText("已收到文件")).ToBeVisibleAsync();
        }

        await world.RunWork();
        await page.ReloadAsync();
        await StaffWorld.Look(page, "unit-publicity-over");
        await page.GetByRole(AriaRole.Link, new() { Name = "打印公示、结果和推荐意见" }).ClickAsync();
        await StaffWorld.Look(page, "unit-print");
        await page.GoBackAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "去核对并推荐" }).ClickAsync();
    }

    private static async Task Recommend(IPage page)
    {
        await TickAll(page);
        await page.GetByLabel("我已逐一审核").CheckAsync();
        await StaffWorld.Look(page, "unit-opinion");
        await page.GetByRole(AriaRole.Button, new() { Name = "同意推荐，上报" }).ClickAsync();
        await Assertions.Expect(page.GetByText("已推荐上报")).ToBeVisibleAsync();
        await StaffWorld.Look(page, "unit-case-done");
        await page.Context.CloseAsync();
    }

    private static async Task Endorse(StaffWorld world, Candidate candidate)
    {
        var page = await world.AsAsync(world.Authority, Role.AuthorityClerk);
        await page.GotoAsync("/office");
        await StaffWorld.Look(page, "authority-queue");
        await page.GetByRole(AriaRole.Link, new() { Name = $"审核{candidate.Name}" }).ClickAsync();
        await TickAll(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "审核通过，上报" }).ClickAsync();
        await Assertions.Expect(page.GetByText("已审核上报")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    /// <summary>Ticks every item of the checklist with the space bar and saves.</summary>
    internal static async Task TickAll(IPage page)
    {
        foreach (var box in await page.Locator("input[name=Ticks]").AllAsync())
        {
            await box.FocusAsync();
            await page.Keyboard.PressAsync("Space");
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "保存核对情况" }).ClickAsync();
        await Assertions.Expect(page.GetByText("核对情况已保存")).ToBeVisibleAsync();
    }

    /// <summary>Presses Tab until the thing with that name has the focus.</summary>
    internal static async Task TabTo(IPage page, string name)
    {
        for (var i = 0; i < 80; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("n => (document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent).trim() === n", name))
            {
                return;
            }
        }

        Assert.Fail($"No Tab reaches {name}.");
    }
}
