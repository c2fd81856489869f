using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Applications;

/// <summary>What becomes of words while they are being written: by two windows, by a script, by many people at once.</summary>
public sealed class DraftSavingTests(ApplicationSite site) : IClassFixture<ApplicationSite>
{
    [Fact]
    [Requirement("D1")]
    public async Task Save_FromASecondWindow_ShowsBothVersionsAndLosesNothing()
    {
        var (browser, path, one, _) = await Opened();
        var two = await browser.GetAsync(path);
        await one.SubmitAsync(("v.main.text", "第一个窗口写的"));

        var conflict = await two.SubmitAsync(("v.main.text", "第二个窗口写的"));

        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("第一个窗口写的", conflict.TextOf(".error-summary"), StringComparison.Ordinal);
        Assert.Contains("第二个窗口写的", conflict.TextOf(".error-summary"), StringComparison.Ordinal);
        Assert.Equal("第二个窗口写的", conflict.ValueOf("v.main.text"));

        var chosen = await conflict.SubmitAsync(("v.main.text", "第二个窗口写的"));
        Assert.Equal(HttpStatusCode.OK, chosen.Status);
        Assert.Equal("第二个窗口写的", (await browser.GetAsync(path)).ValueOf("v.main.text"));
    }

    [Fact]
    [Requirement("D1", "D2")]
    public async Task Autosave_Answers204ThenConflict409AndNothingToStrangers()
    {
        var (browser, path, page, _) = await Opened();
        var token = TokenOf(page);

        using var first = await Post(browser, path, token, "0", "一");
        using var again = await Post(browser, path, token, "1", "二");
        using var stale = await Post(browser, path, token, "1", "三");
        using var forged = await Post(browser, path, "", "2", "四");

        Assert.Equal((HttpStatusCode.NoContent, "1"), (first.StatusCode, first.Headers.GetValues("X-Number").Single()));
        Assert.Equal((HttpStatusCode.NoContent, "2"), (again.StatusCode, again.Headers.GetValues("X-Number").Single()));
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        var body = await stale.Content.ReadAsStringAsync();
        Assert.Contains("\"number\":2", body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);

        var (stranger, _, own, _) = await Opened("沈砚秋");
        using var foreign = await Post(stranger, path, TokenOf(own), "2", "五");
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Fact]
    [Requirement("A7", "D1")]
    public async Task Autosave_AfterTheSessionEnded_SavesNothingAndAsksToSignIn()
    {
        var (browser, path, page, application) = await Opened(complete: true);
        using (var saved = await Post(browser, path, TokenOf(page), page.ValueOf("number")!, "会话还在"))
        {
            Assert.Equal(HttpStatusCode.NoContent, saved.StatusCode);
        }

        // A new password ends every session at once.
        await site.WithDb(db => db.Accounts().Where(account => account.Id == application.PersonId).ExecuteUpdateAsync(set => set.SetProperty(account => account.SecurityStamp, "another")));
        browser.Client.DefaultRequestHeaders.Accept.Clear();
        foreach (var section in (string[])["summary", "no-such-section"])
        {
            using var late = await Post(browser, $"/applications/{application.Id}/sections/{section}", TokenOf(page), "2", "会话没了");
            Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
        }

        var text = await site.WithDb(db => db.DraftSections().Where(s => s.ApplicationId == application.Id && s.SectionId == "summary").Select(s => s.Content).SingleAsync());
        Assert.Contains("会话还在", text, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("D1", "D2")]
    public async Task Autosave_OfManyAtOnce_SavesEachOnce_AndKeepsEverybodysOwn()
    {
        var windows = new List<(Browser Browser, string Path, string Token, string Number, Guid Application)>();
        foreach (var name in (string[])["苏木清", "沈砚秋", "叶青禾", "江晚照"])
        {
            var (browser, path, page, application) = await Opened(name, complete: true);
            windows.Add((browser, path, TokenOf(page), page.ValueOf("number")!, application.Id));
        }

        // Six windows of each, all from the same number: one of each goes in, the others are told what was first.
        var answers = await Task.WhenAll(windows.SelectMany(window => Enumerable.Range(0, 6).Select(async n =>
        {
            using var answer = await Post(window.Browser, window.Path, window.Token, window.Number, $"{window.Application} {n}");
            return (window.Application, answer.StatusCode);
        })));
        foreach (var window in windows)
        {
            var mine = answers.Where(answer => answer.Application == window.Application).Select(answer => answer.StatusCode).Order().ToList();
            Assert.Equal([HttpStatusCode.NoContent, .. Enumerable.Repeat(HttpStatusCode.Conflict, 5)], mine);
            var text = await site.WithDb(db => db.DraftSections().Where(s => s.ApplicationId == window.Application && s.SectionId == "summary").Select(s => s.Content).SingleAsync());
            Assert.Contains(window.Application.ToString(), text, StringComparison.Ordinal);
        }

        // Nobody saves into another's.
        using var stranger = await Post(windows[0].Browser, windows[1].Path, windows[0].Token, "2", "别人的");
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
    }

    private static async Task<HttpResponseMessage> Post(Browser browser, string path, string token, string number, string text)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", token), new("number", number), new("entry", "main"), new("v.main.text", text),
        ]);
        return await browser.Client.PostAsync(new Uri(path + "/save", UriKind.Relative), form);
    }

    private static string TokenOf(Page page) => page.ValueOf("__RequestVerificationToken")!;

    /// <summary>A person's own draft, opened at the summary of work in a browser of theirs.</summary>
    private async Task<(Browser Browser, string Path, Page Page, Application Application)> Opened(string name = "苏木清", bool complete = false)
    {
        site.Clock.SetBeijing(2024, 8, 5, 9);
        var person = await site.ApplicantAsync(name);
        var browser = await site.SignedInAsync(person.Id);
        var application = complete ? await site.CompleteAsync(person) : await site.DraftAsync(person);
        var path = $"/applications/{application.Id}/sections/summary";
        return (browser, path, await browser.GetAsync(path), application);
    }
}
