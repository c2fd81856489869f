using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhiping.Review.Print;
using static Zhiping.Tests.Review.ReviewSite;

namespace Zhiping.Tests.Review;

/// <summary>Which papers can be ordered when, and by whom.</summary>
public sealed class PrintTests(ReviewSite site) : IClassFixture<ReviewSite>
{
    [Fact]
    [Requirement("D8", "K8")]
    public async Task Form_AsDraftAnyTime_OfficialOnlyOnceReceived()
    {
        var application = await site.AtCommittee(Beijing(7, 22, 10));
        site.Clock.Now = Beijing(8, 5, 10);
        using var applicant = await site.SignedInAsync(application.PersonId);
        var form = await applicant.GetAsync($"/applications/{application.Id}/form");
        Assert.Contains("不能正式打印", form.Text, StringComparison.Ordinal);
        Assert.True(form.Document.QuerySelector("form[action$='handler=Official'] button")!.HasAttribute("disabled"));
        var made = await form.PressAsync("生成草稿");
        Assert.StartsWith("/prints/", made.Path, StringComparison.Ordinal);
        Assert.Contains("正在生成", made.Text, StringComparison.Ordinal);

        // Somebody else's paper is not there.
        using var clerk = await site.SignedInAsync(site.Clerk, site.Committee.Id);
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.GetAsync(made.Path)).Status);
        await site.Review(async d =>
        {
            await d.TickAll(site.ByClerk(Beijing(8, 5, 10)), application.Id);
            await d.Admit(site.ByClerk(Beijing(8, 5, 10)), application.Id);
        });
        var official = await (await applicant.GetAsync($"/applications/{application.Id}/form")).PressAsync("生成正式评审表");
        Assert.StartsWith("/prints/", official.Path, StringComparison.Ordinal);
        Assert.Equal(2, await site.WithDb(db => db.PrintJobs().CountAsync(j => j.ApplicationId == application.Id)));
    }

    [Fact]
    [Requirement("K1", "K2", "K3")]
    public async Task Letters_AreForTheUnitAndComeInTheirOrder()
    {
        var application = await site.Submitted(Beijing(7, 22, 10));
        site.Clock.Now = Beijing(7, 22, 11);
        using var hr = await site.SignedInAsync(site.Hr, site.Unit.Id);
        var page = await hr.GetAsync($"/office/cases/{application.Id}/print");
        Assert.Contains("这份申报还没有公示", page.Text, StringComparison.Ordinal);
        await site.Publicise(application.Id, Beijing(7, 22, 10));
        var ready = await hr.GetAsync($"/office/cases/{application.Id}/print");
        var refused = await ready.SubmitAsync(("Since", ""), ("Summary", "称职"));
        Assert.Contains("入职以来的情况", string.Join(' ', refused.Errors), StringComparison.Ordinal);
        var made = await refused.SubmitAsync(("Since", "从事文物巡查。"), ("Summary", "称职"));
        Assert.StartsWith("/prints/", made.Path, StringComparison.Ordinal);
        using var other = await site.SignedInAsync(site.OtherHr, site.OtherUnit.Id);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/office/cases/{application.Id}/print")).Status);
    }
}
