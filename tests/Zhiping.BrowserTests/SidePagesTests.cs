using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Career;
using Zhiping.Data;
using Zhiping.Policy.Quantities;
using Zhiping.Review;
using Zhiping.Tests;

namespace Zhiping.BrowserTests;

/// <summary>Pages that lie beside the main roads, in Chromium at the width of a desk and of a phone: cutting a page, the career file, a case with doubted pages, extensions, notices.</summary>
public sealed class SidePagesTests(BrowserSite shared)
{
    private static readonly DateTimeOffset August = new(2024, 8, 5, 10, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    [Requirement("E3", "E4", "D1")]
    public async Task APage_IsCutByDraggingAndByKeys_AndWhatWasDoubtedAndKept_IsShownToTheUnit()
    {
        await using var world = await StaffWorld.StartAsync(shared, August);
        var candidate = await world.NewApplicant(Level.Intermediate);
        var (id, own) = (candidate.ApplicationId, world.Own(candidate.PersonId));
        await world.With<ApplicationDesk>(d => d.AskBack(own, id));
        await world.With<ReviewDesk>(d => d.GrantAskBack(world.By(world.Unit, Role.UnitHr), id));
        var open = await world.With<ApplicationDesk, OpenApplication>(d => d.Desk(id, world.Clock.Now));
        var entry = open.Saved("practice").Content.Entries[0].Id;
        var blurred = await world.Blurred();
        using var content = new MemoryStream(blurred);
        var added = await world.With<PageDesk, AttachedPage>(d => d.Add(own, id, new PagePlace("practice", entry, "proof"), "模糊.jpg", content, blurred.Length));
        await world.RunWork();
        var page = await world.AsAsync(candidate.PersonId);

        await Crop(page, $"/applications/{id}/pages/{added.Id}/crop");
        await world.RunWork();
        var cut = await world.With<AppDb, AttachedPage>(db => db.AttachedPages().AsNoTracking().SingleAsync(p => p.Id == added.Id));
        Assert.NotNull(cut.Cut);

        await world.With<PageDesk>(d => d.Keep(own, added.Id));
        await world.With<AppDb>(async db =>
        {
            var found = await db.Applications().SingleAsync(a => a.Id == id);
            var document = await world.With<ApplicationDesk, Policy.Forms.ApplicationDocument>(d => d.Document(id, world.Clock.Now));
            var (to, state, due) = SubmissionRules.Next(found, world.Notice);
            db.Add(found.Submit(own, document.ToCanonicalJson(), to, state, due));
            await db.Commit();
        });
        var office = await world.AsAsync(world.Unit, Role.UnitHr);
        await office.GotoAsync($"/office/cases/{id}");
        await office.Locator("dd:has(.state:has-text('照用')) a").First.ClickAsync();
        await Assertions.Expect(office.GetByText("上传人看过这一页").First).ToBeVisibleAsync();
        await StaffWorld.Look(office, "case-kept");
    }

    [Fact]
    [Requirement("D1", "E2")]
    public async Task TheCareerFile_ShowsWhatAMachineDoubts_AndTakesThatItIsKept()
    {
        await using var world = await StaffWorld.StartAsync(shared, August);
        var (person, _) = await world.NewPerson("applicant");
        var kind = (await world.With<CareerDesk, IReadOnlyList<Policy.Forms.SectionDefinition>>(d => d.Kinds())).Single(s => s.Id == "achievements");
        using var content = new MemoryStream(await world.Blurred());
        var entry = await world.With<CareerDesk, CareerEntry>(d => d.Write(
            world.Own(person), kind, null, new Dictionary<string, string>(StringComparer.Ordinal) { ["title"] = "乡镇文化站业务骨干轮训", ["date"] = "2020-10" }, [], [], [("proof", "证明.jpg", content)]));
        await world.RunWork();
        var page = await world.AsAsync(person);
        await page.GotoAsync($"/me/career/{entry.Id}");
        await Assertions.Expect(page.GetByText("模糊，看不清").First).ToBeVisibleAsync();
        await StaffWorld.Look(page, "career-doubted");
        await page.GetByLabel("第1页我看过了，看得清，照用").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "存进履历档案" }).ClickAsync();
        await StaffWorld.Look(page, "career-file");
        Assert.True((await world.With<AppDb, CareerEntry>(db => db.CareerEntries().AsNoTracking().SingleAsync(e => e.Id == entry.Id))).Pages[0].IsKept);
    }

    [Fact]
    [Requirement("B2", "B10")]
    public async Task ExtensionsAndNotices_ReadWellAtADeskAndOnAPhone()
    {
        await using var world = await StaffWorld.StartAsync(shared, August);
        var candidate = await world.NewApplicant(Level.Intermediate, scans: false);
        var head = await world.Appoint(world.Office, Role.OfficeHead);
        await head.GotoAsync("/office/extensions");
        await StaffWorld.Look(head, "extensions");
        await head.SelectOptionAsync("#Notice", "aksu/2024-culture");
        await head.CheckAsync("#Scope-Person");
        await head.FillAsync("#Unit", world.Unit.Name);
        await head.FillAsync("#Name", candidate.Name);
        await head.FillAsync("#Day", "2024-09-05");
        await head.FillAsync("#Until", "18:00");
        await head.FillAsync("#Reason", "在村里抗洪，一周没有网络。");
        await head.GetByRole(AriaRole.Button, new() { Name = "延长时间" }).ClickAsync();
        await Assertions.Expect(head.GetByText("在村里抗洪").First).ToBeVisibleAsync();
        await StaffWorld.Look(head, "extensions-granted");

        var page = await world.Appoint(world.Bodies.Platform, Role.Operator);
        await page.GotoAsync("/operations/notices");
        await StaffWorld.Look(page, "notices-operate");
        await page.FillAsync("#Name", "aksu/2024-culture");
        await page.SelectOptionAsync("#From", "aksu/2024-culture");
        await page.GetByRole(AriaRole.Button, new() { Name = "建立草稿" }).ClickAsync();
        await Assertions.Expect(page.Locator("#Text")).ToBeVisibleAsync();
        await page.Locator("#Text").EvaluateAsync("t => { t.value = t.value.replace('issuedOn: 2024-07-12', 'issuedOn: 2024-07-15'); }");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存并检查" }).ClickAsync();
        await StaffWorld.Look(page, "notices-draft");
        await page.GotoAsync("/operations/notices");
        await StaffWorld.Look(page, "notices-operate-draft");
        await page.GotoAsync("/operations/notices/compare");
        await StaffWorld.Look(page, "notices-compare-empty");
    }

    /// <summary>Drags one corner with the mouse, another by keys, and cuts.</summary>
    private static async Task Crop(IPage page, string address)
    {
        await page.GotoAsync(address);
        await StaffWorld.Look(page, "crop");
        var before = await page.Locator("input[name=x]").First.InputValueAsync();
        var corner = page.Locator("[data-corners] [role=button]").First;
        var box = (await corner.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2) + 3, box.Y + (box.Height / 2) + 3);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width / 2) + 63, box.Y + (box.Height / 2) + 43, new MouseMoveOptions { Steps = 4 });
        await page.Mouse.UpAsync();
        var after = await page.Locator("input[name=x]").First.InputValueAsync();
        Assert.NotEqual(before, after);

        // It moves by as much as the pointer did, wherever it was taken hold of.
        var moved = (await corner.BoundingBoxAsync())!;
        Assert.InRange(moved.X - box.X, 58, 62);
        Assert.InRange(moved.Y - box.Y, 38, 42);

        var last = page.Locator("[data-corners] [role=button]").Nth(2);
        await last.FocusAsync();
        var low = await page.Locator("input[name=y]").Nth(2).InputValueAsync();
        await page.Keyboard.PressAsync("Shift+ArrowUp");
        Assert.NotEqual(low, await page.Locator("input[name=y]").Nth(2).InputValueAsync());
        await StaffWorld.Look(page, "crop-moved");

        // On a phone a corner is as large as a finger.
        await page.SetViewportSizeAsync(390, 844);
        await page.ReloadAsync();
        var finger = (await page.Locator("[data-corners] [role=button]").Nth(1).BoundingBoxAsync())!;
        Assert.True(finger.Width >= 40 && finger.Height >= 40, $"{finger.Width} × {finger.Height}");
        await page.SetViewportSizeAsync(1280, 900);
        await page.Locator("input[name=x]").First.FillAsync("6");
        await page.GetByRole(AriaRole.Button, new() { Name = "裁剪", Exact = true }).ClickAsync();
        await page.ComesTo(url => !url.EndsWith("/crop", StringComparison.Ordinal));
    }
}
