using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Committees;
using Zhiping.Tests.Meetings;

namespace Zhiping.Tests.Committees;

public sealed class CommitteePagesTests(MeetingWorld world) : IClassFixture<MeetingWorld>
{
    [Fact]
    [Requirement("J9")]
    public async Task SetUp_ForSomeSpecialties_JudgesThoseAlone()
    {
        var clerk = await world.NewHolderAsync(world.Office, Role.OfficeClerk);
        using var browser = await world.SignedInAsync(clerk.Id, world.Office);
        var notice = world.Notice;
        var judged = notice.SeriesList[0].Specialties[0];
        var page = await browser.GetAsync("/office/committees");

        var refused = await page.SubmitAsync(("NoticeId", notice.Id), ("Name", "群文小组"), ("PlannedSize", "25"), ("TopLevel", "FullSenior"), ("Specialties", $"{notice.Id}:astronomy"));
        Assert.Contains("通知里没有专业“astronomy”。", refused.Text, StringComparison.Ordinal);
        Assert.Equal("群文小组", refused.ValueOf("Name"));

        page = await refused.SubmitAsync(("Specialties", $"{notice.Id}:{judged.Id}"));
        Assert.StartsWith("/office/committees/", page.Path, StringComparison.Ordinal);
        Assert.Contains(judged.Name.Zh, page.Text, StringComparison.Ordinal);
        var committee = await world.WithDb(db => db.Committees().SingleAsync(c => c.Name == "群文小组"));
        Assert.Equal([judged.Id], committee.Specialties);
        Assert.False(committee.Covers(notice.SeriesList[0].Specialties[1].Id, Zhiping.Policy.Quantities.Level.Intermediate));
        Assert.Contains(judged.Name.Zh, (await browser.GetAsync("/office/committees")).TextOf("table"), StringComparison.Ordinal);
    }
}
