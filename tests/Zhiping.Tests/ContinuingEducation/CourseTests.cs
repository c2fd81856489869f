using System.Net;
using Zhiping.Accounts;
using Zhiping.Bodies;
using Zhiping.ContinuingEducation;
using Zhiping.Data;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.ContinuingEducation;

public sealed class CourseTests(Site site) : IClassFixture<Site>
{
    [Fact]
    [Requirement("G6")]
    public async Task Course_IsOfferedEnrolledReadInOrderAndGivesHoursOnce()
    {
        var office = await site.WithDb(async db =>
        {
            var act = Act.OfPlatform(site.Clock.Now);
            var region = Body.Region(act, "courses", new BodyFacts { Name = "课程地区" }, null, null);
            var body = new Body(act, BodyKind.TitleOffice, region, new BodyFacts { Name = "示例职称办公室" });
            db.AddRange(region, body);
            await db.Commit();
            return body.Id;
        });
        var clerk = await site.NewHolderAsync(office, Role.TitleOfficeClerk);
        using var title = await site.SignedInAsync(clerk.Id, office);
        var form = await title.GetAsync("/education/offer");
        var refused = await form.SubmitAsync(("Input.Title", "群众文化活动策划"), ("Input.Subject", "Specialty"), ("Input.Year", "2024"), ("Input.Hours", "60"), ("Input.Lessons", "没有标题"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var offered = await refused.SubmitAsync(("Input.Lessons", "# 第一课\n策划从需求开始。\n# 第二课\n预算和安全。"));
        Assert.Equal(HttpStatusCode.OK, offered.Status);

        var me = await site.NewPersonAsync();
        using var browser = await site.SignedInAsync(me.Id);
        var list = await browser.GetAsync("/education");
        var course = list.Document.QuerySelectorAll(".tasks a").Single(a => a.TextContent.Contains("群众文化活动策划", StringComparison.Ordinal)).GetAttribute("href")!;
        var lesson1 = await (await browser.GetAsync(course)).SubmitAsync();
        Assert.Contains("策划从需求开始", lesson1.Text, StringComparison.Ordinal);
        var lesson2 = await lesson1.SubmitAsync();
        Assert.Contains("预算和安全", lesson2.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await lesson1.SubmitAsync()).Status);
        var done = await lesson2.SubmitAsync();
        Assert.Contains("这门课已学完", done.Text, StringComparison.Ordinal);

        var hours = Assert.Single(await site.WithDb(db => db.HoursOf(me.Id)));
        Assert.Equal((2024, 0m, 60m), (hours.Year, hours.General, hours.Specialty));
        Assert.Equal(HttpStatusCode.Conflict, (await lesson2.SubmitAsync()).Status);
    }
}
