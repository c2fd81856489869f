using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Zhiping.Accounts;
using Zhiping.Applicants;
using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Data;
using Zhiping.Demo;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;

namespace Zhiping.BrowserTests;

/// <summary>What the scripts of the applicant's pages do that no form can: go on with a cut upload, put pages in order, stand without a network.</summary>
public sealed class ApplicantIslandsTests(BrowserSite site)
{
    private const int MostBytes = 150 * 1024;

    [Fact]
    public async Task FirstPage_WithAllItNeeds_StaysUnder150Kilobytes()
    {
        var page = await site.OnPhoneAsync();
        var cdp = await page.Context.NewCDPSessionAsync(page);
        long bytes = 0;
        cdp.Event("Network.loadingFinished").OnEvent += (_, e) => Interlocked.Add(ref bytes, (long)e!.Value.GetProperty("encodedDataLength").GetDouble());
        await cdp.SendAsync("Network.enable");
        await page.GotoAsync("/", new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes} bytes");
        Assert.InRange(bytes, 10_000, MostBytes);
    }

    [Fact]
    public async Task Application_CanBeInstalled_AndSaysSoWithoutNetwork()
    {
        var page = await site.OnPhoneAsync();
        await page.GotoAsync("/");
        var cdp = await page.Context.NewCDPSessionAsync(page);
        var errors = (await cdp.SendAsync("Page.getAppManifest"))!.Value.GetProperty("errors");
        Assert.Equal(0, errors.GetArrayLength());
        var icons = await page.EvaluateAsync<int>("""
            async () => {
              const m = await (await fetch(document.querySelector("link[rel=manifest]").href)).json();
              return (await Promise.all(m.icons.map(i => fetch(i.src)))).filter(r => r.ok).length;
            }
            """);
        Assert.Equal(3, icons);
        await page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => true)");
        await page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
        await page.Context.SetOfflineAsync(true);
        await page.GotoAsync("/applications");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("现在没有网络");
        var complaints = await PageCheck.Complaints(page, "offline-390");
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
        var kept = await page.EvaluateAsync<string[]>("async () => (await Promise.all((await caches.keys()).map(async n => (await (await caches.open(n)).keys()).map(r => new URL(r.url).pathname)))).flat()");
        Assert.All(kept, path => Assert.True(path is "/offline" or "/favicon.svg" || path.StartsWith("/styles/", StringComparison.Ordinal) || path.StartsWith("/islands/", StringComparison.Ordinal), path));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Upload_CutInTheMiddle_GoesOnWhereItStopped()
    {
        await using var line = new CuttableLine(new Uri(site.Address).Port);
        var (page, application, person) = await Draft(11, line.Address);
        await page.GotoAsync($"/applications/{application}/sections/practice/pages");
        byte[] large = [.. await Scan("proof", 0), .. new byte[1_500_000]];
        var sent = new List<long>();
        page.Request += (_, request) =>
        {
            if (request.Method == "PATCH")
            {
                sent.Add(long.Parse(request.Headers["upload-offset"], System.Globalization.CultureInfo.InvariantCulture));
            }
        };
        line.CutAfter(700_000);
        await page.Locator("#slot-proof-e1 input[type=file]").SetInputFilesAsync(new FilePayload { Name = "证明.jpg", MimeType = "image/jpeg", Buffer = large });
        await Assertions.Expect(page.Locator("#slot-proof-e1 .progress-list")).ToContainTextAsync("网络断开");
        line.Mend();
        await Assertions.Expect(page.Locator("#slot-proof-e1 li.thumb")).ToHaveCountAsync(1, new LocatorAssertionsToHaveCountOptions { Timeout = 60_000 });
        Assert.Equal(0, sent[0]);
        Assert.True(sent[^1] > 0, "began again from the start: " + string.Join(' ', sent));
        var kept = await site.WithAsync<AppDb, AttachedPage>(db => db.AttachedPages().AsNoTracking().SingleAsync(p => p.UploadedBy == person));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(large)), kept.OriginalSha256);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Pages_AreOrderedByDragging_AndByKeyboard()
    {
        var (page, application, _) = await Draft(12);
        await page.GotoAsync($"/applications/{application}/sections/practice/pages");
        List<FilePayload> files = [];
        for (var i = 1; i <= 3; i++)
        {
            files.Add(new FilePayload { Name = $"{i}.jpg", MimeType = "image/jpeg", Buffer = [.. await Scan("proof", 0), (byte)i] });
        }

        await page.Locator("#slot-proof-e1 input[type=file]").SetInputFilesAsync(files);
        await Assertions.Expect(page.Locator("#slot-proof-e1 li.thumb")).ToHaveCountAsync(3, new LocatorAssertionsToHaveCountOptions { Timeout = 30_000 });
        await site.RunDueAsync();
        await page.ReloadAsync();
        var grips = page.Locator("#slot-proof-e1 .grip");
        await grips.Nth(0).ScrollIntoViewIfNeededAsync();
        var from = (await grips.Nth(0).BoundingBoxAsync())!;
        var to = (await page.Locator("#slot-proof-e1 li.thumb").Nth(1).BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(from.X + 5, from.Y + 5);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(to.X + (to.Width / 2), to.Y + 40, new MouseMoveOptions { Steps = 8 });
        await page.Mouse.UpAsync();
        await Names(page, "2.jpg", "1.jpg", "3.jpg");

        await page.Locator("#slot-proof-e1 .grip").Nth(2).FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Names(page, "3.jpg", "2.jpg", "1.jpg");
        await page.WaitForTimeoutAsync(1500);
        await page.ReloadAsync();
        await Names(page, "3.jpg", "2.jpg", "1.jpg");
        var complaints = await PageCheck.Complaints(page, "pages-ordered-390");
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
        await page.Context.CloseAsync();
    }

    /// <summary>A save again of what is there already would meet the save of another window and ask about words that nobody changed.</summary>
    [Fact]
    public async Task Draft_LeavingAFieldThatWasSaved_SavesNothingAgain()
    {
        var (page, application, _) = await Draft(14);
        await page.GotoAsync($"/applications/{application}/sections/practice");
        var saves = 0;
        page.Request += (_, request) => saves += request.Url.EndsWith("/save", StringComparison.Ordinal) ? 1 : 0;
        var field = page.Locator("#section-form textarea").First;
        await field.FocusAsync();
        await page.Keyboard.InsertTextAsync("我负责方案。");
        await Assertions.Expect(page.Locator("[data-saved]")).ToContainTextAsync("已自动保存", new LocatorAssertionsToContainTextOptions { Timeout = 20_000 });
        await page.Keyboard.PressAsync("Tab");
        await page.WaitForTimeoutAsync(1_000);
        Assert.Equal(1, saves);
        await field.FocusAsync();
        await page.Keyboard.InsertTextAsync("也负责排期。");
        await Assertions.Expect(page.Locator("[data-saved]")).ToContainTextAsync("已自动保存", new LocatorAssertionsToContainTextOptions { Timeout = 20_000 });
        Assert.Equal(2, saves);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Draft_WrittenWithoutNetwork_IsShownOnTheApplication_AndGoesAtSignOut()
    {
        var (page, application, _) = await Draft(13);
        await page.GotoAsync($"/applications/{application}/sections/summary");
        await page.Context.SetOfflineAsync(true);
        await page.Locator("#section-form textarea").FillAsync("没有网络时写的总结。");
        await Assertions.Expect(page.Locator("[data-saved]")).ToContainTextAsync("网络断开");
        await page.CloseAsync();

        // Another day: the browser was closed, the network is back.
        var again = await page.Context.NewPageAsync();
        await page.Context.SetOfflineAsync(false);
        await again.GotoAsync($"/applications/{application}");
        await Assertions.Expect(again.Locator("[data-kept]")).ToContainTextAsync("工作总结");
        await again.Locator("[data-kept] a").ClickAsync();
        await Assertions.Expect(again.Locator("#section-form textarea")).ToHaveValueAsync("没有网络时写的总结。");
        await Assertions.Expect(again.Locator("[data-saved]")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("已(自动)?保存"));
        await again.ReloadAsync();
        await Assertions.Expect(again.Locator("#section-form textarea")).ToHaveValueAsync("没有网络时写的总结。");

        await again.EvaluateAsync($"() => localStorage.setItem('zp-draft:{application}:practice', '{{}}')");
        var asked = "";
        again.Dialog += (_, dialog) =>
        {
            asked = dialog.Message;
            _ = dialog.AcceptAsync();
        };
        await again.Locator("form.signout button").ClickAsync();
        await again.Loaded();
        Assert.Contains("没有保存到平台", asked, StringComparison.Ordinal);
        Assert.Equal(0, await again.EvaluateAsync<int>("() => Object.keys(localStorage).filter(k => k.startsWith('zp-draft:')).length"));
        await page.Context.CloseAsync();
    }

    private static async Task Names(IPage page, params string[] names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            await Assertions.Expect(page.Locator("#slot-proof-e1 li.thumb").Nth(i)).ToContainTextAsync(names[i]);
        }
    }

    private async Task<byte[]> Scan(string kind, int index) =>
        (await site.WithAsync<Demo.Drawing.DrawnScans, Demo.Drawing.DrawnScan>(scans => scans.Get(kind, index, isFlawed: false))).Jpeg;

    /// <summary>Somebody with a draft in which one proof of practice is written.</summary>
    private async Task<(IPage Page, Guid Application, Guid Person)> Draft(int number, string? address = null)
    {
        var unit = site.Bodies.Units[0].Unit;
        var person = await site.NewPersonAsync(number);
        var act = new Act(person, null, site.Clock.Now);
        await site.WithAsync<AppDb, int>(async db =>
        {
            var employment = new Employment(act, person, unit.Id);
            employment.Approve(new Act(person, unit.Id, site.Clock.Now));
            db.Add(employment);
            await db.Commit();
            return 0;
        });
        var application = await site.WithAsync<ApplicationDesk, Application>(desk => desk.Create(
            act, "aksu/2024-culture", new ApplicationChoice("culture", "mass-culture", Level.Intermediate, ProgrammeKind.Evaluation, Channel.Targeted)));
        await site.WithAsync<ApplicationDesk, SectionSaved>(desk => desk.SaveSection(act, application.Id, "practice", new SectionContent
        {
            Entries = [new SectionEntry { Id = "e1", Values = new Dictionary<string, string> { ["title"] = "送文化下乡" } }],
        }, 0));
        var page = await site.OnPhoneAsync(address);
        await page.GotoAsync($"/test/sign-in/{person}");
        return (page, application.Id, person);
    }
}
