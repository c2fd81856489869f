using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Demo;
using Zhiping.Policy.Notices;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Demo;

/// <summary>A site on the demo's own world, made once, at the demo's instant.</summary>
public sealed class DemoSite : Site
{
    private static readonly DateTimeOffset Demo = new(2024, 8, 20, 10, 24, 0, TimeSpan.FromHours(8));

    public IReadOnlyList<DemoSignIn> SignIns { get; private set; } = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        SignIns = await SeasonPlayer.PlayDemoAsync([SeasonTests.Culture()], ConnectionString, Home, "http://localhost", Demo, new Progress<string>(), CancellationToken.None);
        Clock.Now = Demo;
    }

    /// <summary>Signs in as the demo says, and returns the page that comes first.</summary>
    public async Task<(Browser Browser, Page First)> SignInAsync(DemoSignIn who)
    {
        var browser = NewBrowser();
        var form = await browser.GetAsync("/signin");
        return (browser, await form.SubmitAsync(("Login", who.Login), ("Password", SeasonPlayer.DemoPassword), ("altcha", SolvedCaptcha())));
    }
}

public sealed class DemoWorldTests(DemoSite site) : IClassFixture<DemoSite>
{
    [Fact]
    public async Task EverySignIn_FindsSomethingOnItsFirstPage_AndItOpens()
    {
        var wrong = new List<string>();
        foreach (var who in site.SignIns)
        {
            var (browser, first) = await site.SignInAsync(who);
            using var own = browser;
            var links = first.Document.QuerySelectorAll("main ul.tasks a").Select(a => a.GetAttribute("href")!).ToList();
            if (first.Status != HttpStatusCode.OK || first.Path != "/home" || links.Count == 0)
            {
                wrong.Add($"{who.Role} {who.Where}: {(int)first.Status} {first.Path}: {first.Text}");
                continue;
            }

            foreach (var link in links)
            {
                var opened = await browser.GetAsync(link.Split('#')[0]);
                if (opened.Status != HttpStatusCode.OK || opened.Heading.Length == 0)
                {
                    wrong.Add($"{who.Role} {who.Where}: {link} answers {(int)opened.Status}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task SignIns_NameEveryRoleThatSomebodyHolds_AndEveryStateOfAnApplication()
    {
        var held = await site.WithDb(db => db.Set<Appointment>().Select(a => a.Role).Distinct().CountAsync());
        var staff = site.SignIns.Select(s => s.Role).Distinct(StringComparer.Ordinal).Except(["申报人", "主任委员", "评审专家"]).Count();
        Assert.Equal(held, staff);
        Assert.Equal(Enum.GetValues<Role>().Length - 1, held); // a chair holds a seat in a meeting, no office

        // Before the closing minute nothing can be forfeited; the demo says how to make one after it.
        var all = Enum.GetValues<ApplicationState>().Where(s => s != ApplicationState.Forfeited).ToList();
        var states = await site.WithDb(db => db.Applications().GroupBy(a => a.State).ToDictionaryAsync(g => g.Key, g => g.Count()));
        Assert.True(all.TrueForAll(states.ContainsKey), "missing: " + string.Join(' ', all.Where(s => !states.ContainsKey(s))));
        foreach (var state in all)
        {
            Assert.Contains(site.SignIns, s => s.Role == "申报人" && s.Where.EndsWith("，" + ApplicationStates.ApplicantLabel(state), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task TheExpert_HasDossiersToRead_AndTheChairAMeetingToPresideOver()
    {
        var (expert, first) = await site.SignInAsync(Assert.Single(site.SignIns, s => s.Role == "评审专家"));
        using var reading = expert;
        Assert.Contains("份材料", first.Text, StringComparison.Ordinal);
        var dossier = await (await expert.GetAsync("/expert")).FollowAsync("开始评阅");
        Assert.StartsWith("/expert/dossiers/", dossier.Path, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, dossier.Status);

        var (chair, home) = await site.SignInAsync(Assert.Single(site.SignIns, s => s.Role == "主任委员"));
        using var presiding = chair;
        var board = await home.FollowAsync("主持评审会议");
        Assert.Contains("登记到会", board.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("D1")]
    public async Task TheCareerFile_ShowsWhatAnOfficeFoundRight_WhatChangedSince_AndWhatCanBePicked()
    {
        var (owner, _) = await site.SignInAsync(Assert.Single(site.SignIns, s => s.Where.Contains("，有履历档案，", StringComparison.Ordinal)));
        using var certified = owner;
        var file = await owner.GetAsync("/me/career");
        Assert.Contains("2024年度评委会办公室已核对", file.Text, StringComparison.Ordinal);
        var achievements = file.Document.QuerySelector("#k-achievements")!;
        var entries = achievements.QuerySelectorAll("ul.tasks > li").ToList();
        Assert.True(entries.Count >= 3, file.Text);
        Assert.Contains(entries, e => e.TextContent.Contains("已核对", StringComparison.Ordinal));
        Assert.Contains(entries, e => !e.TextContent.Contains("已核对", StringComparison.Ordinal));

        var (writer, _) = await site.SignInAsync(Assert.Single(site.SignIns, s => s.Where.Contains("，可从履历档案挑选，", StringComparison.Ordinal)));
        using var draft = writer;
        Assert.Contains("乡镇文化站业务骨干轮训", (await draft.GetAsync("/me/career")).Text, StringComparison.Ordinal);
        var application = (await draft.GetAsync("/home")).Document.QuerySelectorAll("main ul.tasks a").Select(a => a.GetAttribute("href")!.Split('#')[0]).First(h => h.StartsWith("/applications/", StringComparison.Ordinal));
        Assert.Contains("乡镇文化站业务骨干轮训", (await draft.GetAsync($"/applications/{application.Split('/')[2]}/sections/achievements/career")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("A4")]
    public async Task AnAppeal_WaitsForTheTitleOffice_WithBothSidesOfTheCard()
    {
        var (clerk, home) = await site.SignInAsync(Assert.Single(site.SignIns, s => s.Where.EndsWith("，有一份账号申诉要办", StringComparison.Ordinal)));
        using var office = clerk;
        var list = await home.FollowAsync("申诉");
        var one = await office.GetAsync(list.Document.QuerySelectorAll("main a[href*='/appeals/']").Select(a => a.GetAttribute("href")!).First());
        Assert.Equal(HttpStatusCode.OK, one.Status);
        Assert.Contains("密码也忘了", one.Text, StringComparison.Ordinal);
        foreach (var side in one.Document.QuerySelectorAll("main img").Select(i => i.GetAttribute("src")!).Append(one.Path))
        {
            Assert.Equal(HttpStatusCode.OK, (await office.GetAsync(side)).Status);
        }
    }

    [Fact]
    [Requirement("A2")]
    public async Task SomebodyRegisteredByCard_WaitsForTheUnit_WithTheReasonWhyTheNameDiffers()
    {
        var newcomer = Assert.Single(site.SignIns, s => s.Where.EndsWith("，刚注册，等单位确认", StringComparison.Ordinal));
        var unit = newcomer.Where.Split('，')[0];
        var (hr, _) = await site.SignInAsync(Assert.Single(site.SignIns, s => s.Role == "单位人事" && s.Where == unit));
        using var office = hr;
        var row = (await office.GetAsync("/unit/people")).Document.QuerySelectorAll("tr").Single(r => r.TextContent.Contains(newcomer.Name, StringComparison.Ordinal));
        Assert.Contains("漏印了间隔号", row.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDb(db => db.Set<CardReading>().CountAsync()));
    }
}
