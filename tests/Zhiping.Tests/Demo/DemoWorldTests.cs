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
}
