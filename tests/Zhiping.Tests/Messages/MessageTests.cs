using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Messages;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Messages;

public sealed class MessageTests(Site site) : IClassFixture<Site>
{
    [Fact]
    [Requirement("D10")]
    public async Task Tell_ShowsTheMessageInTheReadersLanguage_AndPostsALetter()
    {
        var person = await site.NewPersonAsync();
        await TellAsync(person.Id, new News("您的评审费已经确认。", "/home"));
        using var browser = await site.SignedInAsync(person.Id);
        var page = await browser.GetAsync("/messages");
        Assert.Contains("您的评审费已经确认。", page.Text, StringComparison.Ordinal);
        Assert.Contains("邮件等待发出", page.Text, StringComparison.Ordinal);
        Assert.Contains("新", page.TextOf(".badge") ?? "", StringComparison.Ordinal);
        Assert.Contains("Your fee is confirmed.", (await browser.GetAsync("/messages?lang=en")).Text, StringComparison.Ordinal);

        await using var scope = site.NewScope();
        var email = scope.ServiceProvider.GetRequiredService<PersonVault>().EmailOf(person);
        Assert.Contains("您的评审费已经确认。", Assert.Single(await site.LettersToAsync(email)), StringComparison.Ordinal);
        Assert.Contains("e-mail sent", (await browser.GetAsync("/messages?lang=en")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inbox_ShowsNobodyElsesMessages()
    {
        var one = await site.NewPersonAsync();
        var other = await site.NewPersonAsync();
        await TellAsync(one.Id, new News("您的电子证书已经生成。"));
        using var browser = await site.SignedInAsync(other.Id);
        Assert.Contains("还没有消息", (await browser.GetAsync("/messages")).Text, StringComparison.Ordinal);
        using var stranger = site.NewBrowser();
        Assert.StartsWith("/signin", (await stranger.GetAsync("/messages")).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StuckWork_IsForTheOperatorOnly()
    {
        var body = Ids.Blind();
        await site.WithDb(async db =>
        {
            db.Queue(new WorkItem("no-such-kind", site.Clock.Now));
            await db.Commit();
        });
        await site.RunDueAsync();
        var clerk = await site.NewHolderAsync(body, Role.OfficeClerk);
        using var denied = await site.SignedInAsync(clerk.Id, body);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await denied.GetAsync("/operations/work")).Status);

        var holder = await site.NewHolderAsync(body, Role.Operator);
        using var browser = await site.SignedInAsync(holder.Id, body);
        var page = await browser.GetAsync("/operations/work");
        Assert.Contains("no-such-kind", page.Text, StringComparison.Ordinal);
        await page.PressAsync("马上再试");
        Assert.Equal(0, await site.WithDb(db => db.Work().Where(item => item.Kind == "no-such-kind").Select(item => item.Tries).SingleAsync()));
    }

    private async Task TellAsync(Guid personId, News news)
    {
        await using var scope = site.NewScope();
        await scope.ServiceProvider.GetRequiredService<MessageDesk>().TellAsync(personId, site.Clock.Now, news);
        await scope.ServiceProvider.GetRequiredService<AppDb>().Commit();
    }
}
