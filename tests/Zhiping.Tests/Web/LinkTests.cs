using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Demo;
using Zhiping.Notices;
using Zhiping.Policy.Notices;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Web;

/// <summary>Nobody is led to a page that does not exist, that fails, or that is closed to the one who is led there.</summary>
public sealed class LinkTests(LinkTests.WithNotice site) : IClassFixture<LinkTests.WithNotice>
{
    /// <summary>A site with the demo's bodies and N0 published.</summary>
    public sealed class WithNotice : Site
    {
        public DemoBodies Bodies { get; private set; } = null!;

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            Clock.SetBeijing(2024, 8, 20, 10);
            var root = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(root, "Zhiping.slnx")))
            {
                root = Path.GetDirectoryName(root)!;
            }

            await using var scope = NewScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            var act = Act.OfPlatform(Clock.Now);
            Bodies = DemoBodies.Make(act);
            db.AddRange(Bodies.All);
            await db.Commit();
            var reading = NoticeReader.Read("aksu/2024-culture", path => File.Exists(Path.Combine(root, "notices", path)) ? File.ReadAllText(Path.Combine(root, "notices", path)) : null);
            Assert.True(reading.Notice is not null, string.Join('\n', reading.Problems));
            await scope.ServiceProvider.GetRequiredService<NoticePublisher>().Publish(act, reading.Notice);
        }
    }

    [Fact]
    [Requirement("B8")]
    public async Task Strangers_AreLedOnlyToPagesThatOpen() => await Crawl(site.NewBrowser(), "/");

    [Fact]
    public async Task Applicants_AreLedOnlyToPagesThatOpen() => await Crawl(await site.SignedInAsync((await site.NewPersonAsync()).Id), "/home");

    [Theory]
    [InlineData(Role.UnitHr)]
    [InlineData(Role.UnitLeader)]
    [InlineData(Role.AuthorityClerk)]
    [InlineData(Role.OfficeClerk)]
    [InlineData(Role.OfficeHead)]
    [InlineData(Role.Supervisor)]
    [InlineData(Role.TitleOfficeClerk)]
    [InlineData(Role.Operator)]
    public async Task Staff_AreLedOnlyToPagesThatOpen(Role role)
    {
        var body = role switch
        {
            Role.UnitHr or Role.UnitLeader => site.Bodies.Units[0].Unit,
            Role.AuthorityClerk => site.Bodies.Authorities[0],
            Role.Supervisor => site.Bodies.Supervision,
            Role.TitleOfficeClerk => site.Bodies.TitleOffice,
            Role.Operator => site.Bodies.Platform,
            _ => site.Bodies.CommitteeOffice,
        };
        var holder = await site.NewHolderAsync(body.Id, role);
        await Crawl(await site.SignedInAsync(holder.Id, body.Id), "/home");
    }

    [Fact]
    [Requirement("B1", "B1a")]
    public async Task Clause_LeadsToItsQuotedTextOnTheNotice()
    {
        using var browser = site.NewBrowser();
        var page = await browser.GetAsync("/clauses?d=" + Uri.EscapeDataString("阿克苏文化系列2024通知") + "&p=" + Uri.EscapeDataString("三(一)"));
        Assert.StartsWith("/notices/aksu/2024-culture", page.Path, StringComparison.Ordinal);
        Assert.Contains("未将申请书提交至", page.Document.GetElementById("c-三(一)")!.NextElementSibling!.TextContent, StringComparison.Ordinal);
        Assert.Contains("2024年8月30日（周五）18:00 前须到达评审委员会", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deadlines_AreACalendarWithTheStatedInstants()
    {
        using var browser = site.NewBrowser();
        var text = await browser.Client.GetStringAsync(new Uri("/notices/aksu/2024-culture/deadlines.ics", UriKind.Relative));
        Assert.Contains("DTSTART:20240830T100000Z", text, StringComparison.Ordinal);
        Assert.All(text.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75, line));
    }

    private static async Task Crawl(Browser browser, string from)
    {
        using var mine = browser;
        var seen = new HashSet<string>(StringComparer.Ordinal) { from };
        var waiting = new Queue<(string Path, string By)>([(from, "")]);
        var wrong = new List<string>();
        while (waiting.TryDequeue(out var next) && seen.Count < 150)
        {
            var page = await mine.GetAsync(next.Path);
            if (page.Status != HttpStatusCode.OK)
            {
                wrong.Add($"{next.Path} ({(int)page.Status}), linked on {next.By}");
                continue;
            }

            foreach (var link in page.Document.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!.Split('#')[0]))
            {
                if (link.StartsWith('/') && !link.Contains("lang=", StringComparison.Ordinal) && seen.Add(link))
                {
                    waiting.Enqueue((link, next.Path));
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
