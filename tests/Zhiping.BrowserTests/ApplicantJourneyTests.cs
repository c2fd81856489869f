using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Zhiping.Accounts;
using Zhiping.Applicants;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Demo;
using Zhiping.Policy.Evaluation;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;
using Zhiping.Review;

namespace Zhiping.BrowserTests;

/// <summary>An applicant's whole way in a real browser on a phone: from registration to the receipt, returned once, with the network cut twice.</summary>
public sealed class ApplicantJourneyTests(BrowserSite site)
{
    private const string UnitName = "云杉县示例文化馆";
    private readonly Dictionary<string, string> entries = new(StringComparer.Ordinal);
    private Journey her = null!;
    private string home = "";

    private IPage Page => her.Page;

    [Fact]
    public async Task Applicant_FromRegistrationToTheReceipt_LosesNothingAndMeetsNoBarrier()
    {
        her = await Journey.StartAsync(site, 1);
        var unit = site.Bodies.Units.First(u => u.Unit.Name.Contains("文化馆", StringComparison.Ordinal)).Unit;
        await EnterAndChoose(unit);
        await her.Stop("tasks-empty");
        var made = new MadeUpApplication(1, 1, her.Person, unit.Name, "mass-culture", Level.Intermediate);
        await FillAll(made);
        await her.Stop("tasks-written");
        await AttachAll(made, unit.Name);
        await SubmitIt();
        await ReturnAndResubmit(unit.Id);
        Assert.True(her.Complaints.Count == 0, string.Join('\n', her.Complaints));
    }

    private async Task EnterAndChoose(Bodies.Body unit)
    {
        await Page.GotoAsync("/");
        await her.Stop("portal");
        await her.Register();
        await her.Stop("account");
        await Page.Locator("form.signout button").ClickAsync();
        await Page.GotoAsync("/signin");
        await her.Solved();
        await her.Stop("signin");
        await her.SignIn();
        await her.Stop("home");
        await Page.GotoAsync("/me");
        await her.Stop("me");
        await Page.GotoAsync("/unit");
        await Page.FillAsync("#q", unit.Name);
        await her.Press("查找");
        await her.Stop("unit-found");
        await Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "选择" + unit.Name }).ClickAsync();
        await her.Stop("unit-confirm");
        await her.Press("确认这个单位");
        await her.Stop("unit-waits");
        await site.WithAsync<AppDb, int>(async db =>
        {
            var person = await db.Employments().Where(e => e.UnitId == unit.Id).OrderByDescending(e => e.RequestedAt).FirstAsync();
            person.Approve(new Act(person.PersonId, unit.Id, site.Clock.Now));
            await db.Commit();
            return 0;
        });
        await Page.GotoAsync("/applications/new?notice=aksu/2024-culture");
        await her.Stop("new");
        await Page.Locator("[id^='level-'][id$='-mass-culture-Intermediate']").CheckAsync();
        await Page.Locator($"#kind-{ProgrammeKind.Evaluation}").CheckAsync();
        await Page.Locator($"#channel-{Channel.Targeted}").CheckAsync();
        await her.Press("建立申报书");
        await Page.ComesTo("**/applications/*-*");
        home = new Uri(Page.Url).AbsolutePath;
    }

    private async Task FillAll(MadeUpApplication made)
    {
        var sections = await Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('[id^=\"s-\"]')].map(e => e.id.slice(2))");
        foreach (var section in sections.Where(made.Sections.ContainsKey))
        {
            await Page.GotoAsync($"{home}/sections/{section}");
            if (section == "summary")
            {
                await WriteByKeyboardAndLoseTheSession(made.Sections[section].Entries[0].Values["text"]);
                continue;
            }

            await her.Fill(made.Sections[section], entries);
            if (made.Sections[section].None)
            {
                await Assertions.Expect(Page.GetByText("已填“无”").First).ToBeVisibleAsync();
                continue;
            }

            if (section == "achievements")
            {
                await CutTheNetworkWhileWriting();
            }

            if (section == "practice")
            {
                await TwoWindows();
            }

            await her.Stop("section-" + section);
            await Page.Locator("#section-form button[value=return]").ClickAsync();
            await Page.ComesTo($"**{home}#s-{section}");
        }
    }

    /// <summary>Offline in the middle of a word: the page says so, keeps it, and saves when the network is back, also over a reload.</summary>
    private async Task CutTheNetworkWhileWriting()
    {
        await her.Says("已自动保存");
        await Page.Context.SetOfflineAsync(true);
        var field = Page.Locator("#section-form textarea").First;
        await field.FillAsync(await field.InputValueAsync() + "断网时写的一句。");
        await her.Says("网络断开");
        await her.Stop("offline");

        // A button pressed now must not lead to the browser's own error page.
        await Page.Locator("#section-form button[value=return]").ClickAsync();
        await her.Says("网络断开");
        await Assertions.Expect(field).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("断网时写的一句。$"));
        await Page.Context.SetOfflineAsync(false);
        await her.Says("已自动保存");
        await Page.ReloadAsync();
        await Assertions.Expect(Page.Locator("#section-form textarea").First).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("断网时写的一句。$"));
    }

    /// <summary>The second window is told what the first saved, and keeps what it wrote until she chooses.</summary>
    private async Task TwoWindows()
    {
        await her.Says("已自动保存");
        var address = Page.Url;
        var other = await Page.Context.NewPageAsync();
        her.Listen(other);
        await other.GotoAsync(address);
        await other.Locator("#section-form textarea").First.FillAsync("另一个窗口写的。");
        await Assertions.Expect(other.Locator("[data-saved]")).ToContainTextAsync("已自动保存");
        var here = Page.Locator("#section-form textarea").First;
        await here.FillAsync("我负责方案、排期和现场组织，完成全部场次。");
        await Assertions.Expect(Page.Locator("#conflict")).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("#conflict")).ToContainTextAsync("另一个窗口写的。");
        await Assertions.Expect(Page.Locator("#conflict")).ToContainTextAsync("我负责方案、排期和现场组织，完成全部场次。");
        await her.Stop("two-windows");
        await her.Press("用我在本页写的");
        await her.Says("已自动保存");
        await other.CloseAsync();
    }

    /// <summary>By keyboard only; the session ends in the middle and what was typed survives the sign-in.</summary>
    private async Task WriteByKeyboardAndLoseTheSession(string text)
    {
        await TabTo("textarea");
        await Page.Keyboard.InsertTextAsync(text[..20]);
        await her.Says("已自动保存");
        await Page.Context.ClearCookiesAsync(new BrowserContextClearCookiesOptions { Name = "zp-session" });
        await Page.Keyboard.InsertTextAsync(text[20..]);
        await her.Says("登录已过期");
        await her.Stop("session-lost");
        await Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "去登录" }).ClickAsync();
        await her.SignIn();
        Assert.Equal($"{home}/sections/summary", new Uri(Page.Url).AbsolutePath);
        await Assertions.Expect(Page.Locator("#section-form textarea")).ToHaveValueAsync(text);
        await her.Says("已自动保存");
        await TabTo("button[value=return]");
        await Page.Keyboard.PressAsync("Enter");
        await Page.ComesTo($"**{home}#s-summary");
    }

    private async Task TabTo(string selector)
    {
        for (var presses = 0; presses < 80; presses++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await Page.EvaluateAsync<bool>("s => document.activeElement.matches(s)", selector))
            {
                return;
            }
        }

        Assert.Fail($"{Page.Url}: {selector} cannot be reached by Tab");
    }

    private async Task AttachAll(MadeUpApplication made, string unitName)
    {
        var cut = false;
        foreach (var section in made.Pages.Where(p => p.Slot != "pledge").GroupBy(p => p.Section))
        {
            await Page.GotoAsync($"{home}/sections/{section.Key}/pages");
            foreach (var slot in section.GroupBy(p => (p.Entry, p.Slot)))
            {
                var anchor = $"#slot-{slot.Key.Slot}{(slot.Key.Entry is null ? "" : "-" + entries[slot.Key.Entry])}";
                List<FilePayload> files = [];
                foreach (var (page, index) in slot.Select((page, index) => (page, index)))
                {
                    var scan = await her.Scan(page.Scan, index, unitName);
                    files.Add(new FilePayload { Name = $"{page.Scan} {index + 1}.jpg", MimeType = "image/jpeg", Buffer = scan.Jpeg });
                }

                var isTheCut = !cut && section.Key == "assessments";
                await Page.Context.SetOfflineAsync(isTheCut);
                await Page.Locator($"{anchor} input[type=file]").SetInputFilesAsync(files);
                if (isTheCut)
                {
                    cut = true;
                    await Assertions.Expect(Page.Locator($"{anchor} .progress-list")).ToContainTextAsync("网络断开");
                    await her.Stop("upload-offline");
                    await Page.Context.SetOfflineAsync(false);
                }

                await Assertions.Expect(Page.Locator($"{anchor} li.thumb")).ToHaveCountAsync(files.Count, new LocatorAssertionsToHaveCountOptions { Timeout = 60_000 });
            }

            if (section.Key == "assessments")
            {
                await her.Stop("pages-checking");
            }

            await site.RunDueAsync();
            await Page.ReloadAsync();
            await AnswerPages(section.Key);
        }

        site.Clock.Advance(TimeSpan.FromSeconds(5));
        await site.RunDueAsync();
        await Page.GotoAsync($"{home}/sections/education/pages");
        await her.Stop("pages-done");
    }

    /// <summary>Turns what lies on its side, keeps what she can read, masks the first page by mouse and keyboard and answers no for the others.</summary>
    private async Task AnswerPages(string section)
    {
        await her.Stop("pages-" + section);
        var pages = await Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('li.thumb[id]')].map(e => e.id)");
        foreach (var id in pages)
        {
            for (var turns = 0; turns < 3 && await Page.Locator($"#{id}").GetByText("放倒").CountAsync() > 0; turns++)
            {
                await Do(id, "转90°");
                await site.RunDueAsync();
                await Page.ReloadAsync();
            }

            if (await Page.Locator($"#{id} button[formaction*='handler=Keep']").CountAsync() > 0)
            {
                await Page.Locator($"#{id} details.more summary").ClickAsync();
                await Page.Locator($"#{id} button[formaction*='handler=Keep']").ClickAsync();
                await Page.Loaded();
            }

            if (await Page.Locator($"#{id} button[name=answer]").CountAsync() == 0)
            {
                continue;
            }

            if (section == "education")
            {
                await Page.Locator($"#{id} button[name=answer][value=Yes]").ClickAsync();
                await MaskByHand(section);
            }
            else
            {
                await Page.Locator($"#{id} button[name=answer][value=No]").ClickAsync();
                await Page.Loaded();
            }
        }
    }

    private async Task Do(string page, string words)
    {
        await Page.Locator($"#{page} details.more summary").ClickAsync();
        await Page.Locator($"#{page} details.more").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = words }).ClickAsync();
        await Page.Loaded();
    }

    private async Task MaskByHand(string section)
    {
        await Page.ComesTo("**/pages/*");
        var sheet = Page.Locator("svg[data-sheet]");
        await sheet.ScrollIntoViewIfNeededAsync();
        var box = (await sheet.BoundingBoxAsync())!;
        await Page.Mouse.MoveAsync(box.X + (box.Width * 0.3f), box.Y + (box.Height * 0.3f));
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(box.X + (box.Width * 0.5f), box.Y + (box.Height * 0.34f), new MouseMoveOptions { Steps = 5 });
        await Page.Mouse.UpAsync();
        var left = Page.Locator("[data-row] input[name=x]").First;
        Assert.InRange(double.Parse(await left.InputValueAsync(), System.Globalization.CultureInfo.InvariantCulture), 28, 32);

        // The box has the focus: arrows move it, with Shift they change its size, and every step can be undone.
        await Assertions.Expect(Page.Locator("rect.box")).ToBeFocusedAsync();
        var before = await left.InputValueAsync();
        await Page.Keyboard.PressAsync("ArrowRight");
        Assert.NotEqual(before, await left.InputValueAsync());
        var width = Page.Locator("[data-row] input[name=w]").First;
        var narrow = await width.InputValueAsync();
        await Page.Keyboard.PressAsync("Shift+ArrowRight");
        Assert.NotEqual(narrow, await width.InputValueAsync());
        await Page.Locator("[data-undo]").ClickAsync();
        Assert.Equal(narrow, await width.InputValueAsync());
        await her.Stop("mask");
        await her.Press("保存遮盖");
        await site.RunDueAsync();
        await Page.GotoAsync(Page.Url.Split('?', '#')[0] + "?view=expert");
        await Assertions.Expect(Page.GetByText("专家看到的就是这一张")).ToBeVisibleAsync();
        await her.Stop("mask-expert");
        await Page.GotoAsync($"{home}/sections/{section}/pages");
    }

    private async Task SubmitIt()
    {
        await Page.GotoAsync(home + "/check");
        await Assertions.Expect(Page.Locator(".error-summary")).ToBeVisibleAsync();
        await her.Stop("findings");
        await Page.GotoAsync(home + "/sections/pledge/pages");
        var pledge = await her.Scan("pledge", 0, UnitName);
        await Page.Locator("#slot-pledge input[type=file]").SetInputFilesAsync(new FilePayload { Name = "承诺书.jpg", MimeType = "image/jpeg", Buffer = pledge.Jpeg });
        await Assertions.Expect(Page.Locator("#slot-pledge li.thumb")).ToHaveCountAsync(1);
        await site.RunDueAsync();
        await Page.GotoAsync(home + "/check");
        await her.Stop("check");
        await her.Press("看一遍，然后提交");
        await her.Stop("summary");
        await TabTo("#Declared");
        await Page.Keyboard.PressAsync("Space");
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Enter");
        await Page.ComesTo("**/receipts/1");
        await her.Stop("receipt");
        await Page.GotoAsync(home);
        await her.Stop("state");
    }

    private async Task ReturnAndResubmit(Guid unit)
    {
        var id = Guid.Parse(home.Split('/')[^1]);
        var by = new Act(await site.AppointAsync(unit, Role.UnitHr), unit, site.Clock.Now);
        await site.WithAsync<ReviewDesk, Remark>(desk => desk.AddRemark(by, id, new RemarkInput(
            new Place("practice"), "专业实践没有写明本人作用。", "请写明本人承担的工作。", new ClauseRef("阿克苏文化系列2024通知", "四(一)1"))));
        await site.WithAsync<ReviewDesk, Return>(desk => desk.Return(by, id));
        await Page.GotoAsync(home);
        await Assertions.Expect(Page.Locator("#remarks")).ToContainTextAsync("专业实践没有写明本人作用。");
        await her.Stop("returned");
        await Page.Locator("#remarks textarea").FillAsync("已写明我负责方案和现场组织。");
        await her.Press("保存改正说明");
        await Page.GotoAsync(home + "/sections/practice");
        var content = Page.Locator("#section-form textarea").First;
        await content.FillAsync(await content.InputValueAsync() + "我是负责人。");
        await her.Says("已自动保存");
        await Page.GotoAsync(home + "/check");
        await her.Press("看一遍，然后提交");
        await Page.Locator("#Declared").CheckAsync();
        await Page.Locator("main form button.btn-primary").ClickAsync();
        await Page.ComesTo("**/receipts/2");
        await her.Stop("receipt-again");
    }
}
