using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Policy.Calendars;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;
using Zhiping.Tests.Applications;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Notices;

/// <summary>测一测 without an account: clause by clause, every level and way, with offices and deadlines, and nothing kept.</summary>
public sealed class WhatIfPageTests(ApplicationSite site) : IClassFixture<ApplicationSite>
{
    private const string Address = "/notices/aksu/2024-culture/what-if";

    [Fact]
    [Requirement("C8", "F1", "B1")]
    public async Task WhatIf_SaysEachLevelClauseByClause_WithTheOfficesAndTheDeadlines()
    {
        using var stranger = site.NewBrowser();
        var asked = await (await stranger.GetAsync("/notices/aksu/2024-culture")).FollowAsync("测一测我能报什么");
        var answered = await asked.SubmitAsync(
            ("s", "culture/mass-culture"), ("u", "PublicInstitution"), ("tier", "County"), ("e", "bachelor"), ("l", "Intermediate"), ("t", "2021-03"), ("y", "2012-08"));

        var deputy = Card(answered, "副研究馆员（副高级），评审");
        Assert.Contains("还不能", deputy, StringComparison.Ordinal);
        Assert.Contains("最早到2026年2月28日", deputy, StringComparison.Ordinal);
        Assert.Contains("依据：", deputy, StringComparison.Ordinal);
        Assert.Contains("还要有", deputy, StringComparison.Ordinal);
        Assert.Contains("没有普通话等级证书", deputy, StringComparison.Ordinal);
        Assert.Contains("四(一)5", deputy, StringComparison.Ordinal);
        Assert.Contains("正高级", answered.TextOf("#answers"), StringComparison.Ordinal);
        var offices = answered.Document.QuerySelectorAll("#route li").Select(l => l.TextContent).ToList();
        Assert.Equal(3, offices.Count);
        Assert.Contains(Terms.Name(OfficeRole.CommitteeOffice).Zh, offices[^1], StringComparison.Ordinal);
        Assert.Contains("2024年8月30日（周五）18:00", answered.TextOf("#deadlines"), StringComparison.Ordinal);
        Assert.Contains("视为放弃", answered.TextOf("#deadlines"), StringComparison.Ordinal);
        Assert.Contains("三(一)", answered.TextOf("#deadlines"), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("C2", "C8")]
    public async Task WhatIf_AgreesWithTheRules_WhenEverythingIsSaid()
    {
        using var stranger = site.NewBrowser();
        var all = string.Concat(Enumerable.Range(2021, 4).Select(y => $"&h{y}s=60&h{y}g=30"));
        var can = await stranger.GetAsync($"{Address}?s=culture/mass-culture&u=PublicInstitution&tier=Prefecture&e=bachelor&l=Assistant&t=2018-03&y=2012-08&first=false&p=Level3A{all}");
        var retired = await stranger.GetAsync($"{Address}?s=culture/mass-culture&u=PublicInstitution&tier=Prefecture&e=bachelor&l=Assistant&t=2018-03&y=2012-08&first=false&p=Level3A{all}&retired=true");
        var fewer = await stranger.GetAsync($"{Address}?s=culture/mass-culture&u=PublicInstitution&tier=Prefecture&e=bachelor&l=Assistant&t=2018-03&y=2012-08&first=false&p=Level3A&h2021s=40&h2021g=30&h2022s=60&h2022g=30&h2023s=60&h2023g=30&h2024s=60&h2024g=30");

        Assert.Contains("可以申报", Card(can, "馆员（中级），评审"), StringComparison.Ordinal);
        Assert.DoesNotContain("不够", Card(can, "馆员（中级），评审"), StringComparison.Ordinal);
        Assert.Contains("单位确认您已离退休", Card(retired, "馆员（中级），评审"), StringComparison.Ordinal);
        Assert.Contains("差20学时", Card(fewer, "馆员（中级），评审"), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("C4")]
    public async Task WhatIf_ShowsTheSkilledWorkersWay_OnlyWhereTheSpecialtyIsOpenToIt()
    {
        using var stranger = site.NewBrowser();
        var relics = await stranger.GetAsync($"{Address}?s=relics/relics&skill=technician&skillSince=2020-01");
        var library = await stranger.GetAsync($"{Address}?s=culture/library&skill=technician&skillSince=2020-01");

        var way = Terms.Name(ProgrammeKind.SkilledWorkerRoute).Zh;
        Assert.Contains(way, relics.TextOf("#answers"), StringComparison.Ordinal);
        Assert.DoesNotContain(way, library.TextOf("#answers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIf_KeepsNothing_AndBadValuesAreNoError()
    {
        using var stranger = site.NewBrowser();
        var odd = await stranger.GetAsync($"{Address}?s=culture/mass-culture&t=yesterday&h2021s=-5&l=Emperor&u=Factory&e=<script>");

        Assert.Equal(HttpStatusCode.OK, odd.Status);
        Assert.DoesNotContain("<script>", odd.Html.Split("</head>")[1].Split("<script")[0], StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDb(db => db.Applications().CountAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/notices/aksu/2099-nothing/what-if")).Status);
    }

    private static string Card(Page page, string heading) =>
        page.Document.QuerySelectorAll("#answers .card").FirstOrDefault(c => c.QuerySelector("h3")!.TextContent.Contains(heading, StringComparison.Ordinal))?.TextContent
        ?? throw new InvalidOperationException($"No '{heading}' in {page.TextOf("#answers")}");
}
