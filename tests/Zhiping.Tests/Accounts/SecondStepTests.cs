using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Accounts;

/// <summary>The second step of the sign-in: an authenticator app and recovery codes.</summary>
public sealed class SecondStepTests(Site site) : IClassFixture<Site>
{
    // RFC 6238, appendix B: SHA-1, the last six of eight digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Totp_GivesWhatTheRfcSays(long seconds, string code)
        => Assert.Equal(code, Totp.CodeOf(Encoding.ASCII.GetBytes("12345678901234567890"), Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Fact]
    public void Totp_WritesTheSecretAsBase32()
        => Assert.Equal("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ", Totp.Words(Encoding.ASCII.GetBytes("12345678901234567890")));

    [Fact]
    [Requirement("A3")]
    public async Task SignIn_WithTheSecondStepOn_NeedsTheAppOrARecoveryCode()
    {
        var person = await site.NewPersonAsync();
        var (secret, recovery) = await TurnOn(person);
        Assert.Equal(SecondStep.RecoveryCodes, recovery.Count);

        using var browser = site.NewBrowser();
        var step = await SignIn(browser, person);
        Assert.StartsWith("/signin/step", step.Path, StringComparison.Ordinal);
        Assert.StartsWith("/signin", (await browser.GetAsync("/account")).Path, StringComparison.Ordinal);
        var wrong = await step.SubmitAsync(("Code", "000000"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("验证码不对", string.Join(' ', wrong.Errors), StringComparison.Ordinal);
        site.RealTime.Advance(TimeSpan.FromSeconds(60));
        var code = Totp.CodeOf(secret, Totp.StepAt(site.RealTime.Now));
        await step.SubmitAsync(("Code", code));
        Assert.Equal("/account", (await browser.GetAsync("/account")).Path);

        // The same digits a second time are worth nothing; a recovery code is good once.
        using var other = site.NewBrowser();
        var again = await SignIn(other, person);
        Assert.NotEmpty((await again.SubmitAsync(("Code", code))).Errors);
        await again.SubmitAsync(("Code", recovery[0].ToLowerInvariant()));
        Assert.Equal("/account", (await other.GetAsync("/account")).Path);
        Assert.Contains("还有7个恢复码", (await other.GetAsync("/account/two-step")).Text, StringComparison.Ordinal);
        using var third = site.NewBrowser();
        Assert.NotEmpty((await (await SignIn(third, person)).SubmitAsync(("Code", recovery[0]))).Errors);
    }

    [Fact]
    [Requirement("A3")]
    public async Task SecondStep_WrongManyTimes_Waits_AndATicketDies()
    {
        var person = await site.NewPersonAsync();
        var (secret, _) = await TurnOn(person);
        using var browser = site.NewBrowser();
        var step = await SignIn(browser, person);
        for (var i = 0; i < 5; i++)
        {
            await step.SubmitAsync(("Code", "12345" + i));
        }

        site.RealTime.Advance(TimeSpan.FromSeconds(25));
        var waits = await step.SubmitAsync(("Code", Totp.CodeOf(secret, Totp.StepAt(site.RealTime.Now))));
        Assert.Contains("连续5次没有对上", string.Join(' ', waits.Errors), StringComparison.Ordinal);
        site.RealTime.Advance(TimeSpan.FromMinutes(10));
        var late = await step.SubmitAsync(("Code", Totp.CodeOf(secret, Totp.StepAt(site.RealTime.Now))));
        Assert.Contains("已经失效", string.Join(' ', late.Errors), StringComparison.Ordinal);
        var forged = await browser.GetAsync("/signin/step?ticket=abc");
        Assert.Contains("已经失效", string.Join(' ', (await forged.SubmitAsync(("Code", "123456"))).Errors), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("A3")]
    public async Task SecondStep_IsNotOnUntilTheAppAnswered_AndIsTurnedOffByACodeOnly()
    {
        var person = await site.NewPersonAsync();
        using var browser = await site.SignedInAsync(person.Id);
        var page = await browser.GetAsync("/account/two-step");
        Assert.NotNull(page.Document.QuerySelector("svg.qr"));
        Assert.NotEmpty((await page.SubmitAsync(("Code", "12"))).Errors);
        using var plain = site.NewBrowser();
        Assert.Equal("/home", (await SignIn(plain, person)).Path);

        var (secret, recovery) = await TurnOn(person);
        var on = await browser.GetAsync("/account/two-step");
        Assert.DoesNotContain(Totp.Words(secret), on.Html, StringComparison.Ordinal);
        Assert.NotEmpty((await on.PressAsync("关闭两步验证", ("Code", "000000"))).Errors);
        var off = await on.PressAsync("关闭两步验证", ("Code", recovery[3]));
        Assert.Contains("两步验证已关闭", off.Text, StringComparison.Ordinal);
        using var after = site.NewBrowser();
        Assert.Equal("/home", (await SignIn(after, person)).Path);
        await using var scope = site.NewScope();
        Assert.Contains("两步验证", (await site.LettersToAsync(scope.ServiceProvider.GetRequiredService<PersonVault>().EmailOf(person)))[^1], StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("A2")]
    public async Task Contact_AnotherMobileAndEmail_CountOnceTheyHaveAnswered()
    {
        var person = await site.NewPersonAsync();
        var next = Site.NewEnrolment();
        using var browser = await site.SignedInAsync(person.Id);
        var form = await browser.GetAsync("/account/contact");
        Assert.Contains("现在的密码不对", string.Join(' ', (await form.SubmitAsync(("Email", next.Email), ("Password", "not mine at all"))).Errors), StringComparison.Ordinal);
        var asked = await form.SubmitAsync(("Email", next.Email), ("Password", Site.Password));
        Assert.Contains("邮箱改好了", (await asked.SubmitAsync(("Code", Six((await site.LettersToAsync(next.Email))[^1])))).Text, StringComparison.Ordinal);
        var texted = await (await browser.GetAsync("/account/contact")).SubmitAsync(("Mobile", next.Mobile), ("Password", Site.Password));
        var done = await texted.SubmitAsync(("MobileCode", Six((await site.TextsToAsync(next.Mobile))[^1].Split("\n\n", 2)[1])));
        Assert.Contains(Contacts.MaskMobile(next.Mobile), done.Text, StringComparison.Ordinal);
        await using var scope = site.NewScope();
        var vault = scope.ServiceProvider.GetRequiredService<PersonVault>();
        var now = await site.WithDb(db => db.People().SingleAsync(p => p.Id == person.Id));
        Assert.Equal((next.Email, next.Mobile), (vault.EmailOf(now), vault.MobileOf(now)));
        Assert.NotNull(now.MobileConfirmedAt);

        // Somebody else's address gets no letter, and no answer is right.
        var other = await site.NewPersonAsync();
        var before = (await site.LettersToAsync(vault.EmailOf(other))).Count;
        var taken = await (await browser.GetAsync("/account/contact")).SubmitAsync(("Email", vault.EmailOf(other)), ("Password", Site.Password));
        Assert.Equal(before, (await site.LettersToAsync(vault.EmailOf(other))).Count);
        Assert.NotEmpty((await taken.SubmitAsync(("Code", "123456"))).Errors);
    }

    private static string Six(string text) => Regex.Match(text, "(?<![0-9])[0-9]{6}(?![0-9])").Value;

    private async Task<(byte[] Secret, IReadOnlyList<string> Recovery)> TurnOn(Person person)
    {
        using var browser = await site.SignedInAsync(person.Id);
        var page = await browser.GetAsync("/account/two-step");
        await using var scope = site.NewScope();
        var secret = await scope.ServiceProvider.GetRequiredService<SecondStepDesk>().BeginAsync(person.Id, default);
        var shown = await page.SubmitAsync(("Code", Totp.CodeOf(secret, Totp.StepAt(site.RealTime.Now))));
        return (secret, [.. shown.Document.QuerySelectorAll("ol code").Select(code => code.TextContent)]);
    }

    private async Task<Page> SignIn(Browser browser, Person person)
    {
        await using var scope = site.NewScope();
        var email = scope.ServiceProvider.GetRequiredService<PersonVault>().EmailOf(await site.WithDb(db => db.People().SingleAsync(p => p.Id == person.Id)));
        return await (await browser.GetAsync("/signin")).SubmitAsync(("Login", email), ("Password", Site.Password), ("altcha", site.SolvedCaptcha()));
    }
}
