using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Accounts;

public sealed partial class SignInTests(Site site) : IClassFixture<Site>
{
    [Fact]
    [Requirement("A2", "A3")]
    public async Task Register_WithARealEmail_OpensAnAccountThatCanSignInByThreeNames()
    {
        var me = Site.NewEnrolment("古丽娜·买买提");
        using var browser = site.NewBrowser();
        var asked = await RegisterAsync(browser, me);
        Assert.StartsWith("/register/code", asked.Path, StringComparison.Ordinal);
        Assert.Contains("p***@example.com", asked.Text, StringComparison.Ordinal);
        var account = await asked.SubmitAsync(("Code", await CodeAsync(me.Email)), ("MobileCode", await TextedAsync(me.Mobile)));
        Assert.Equal(HttpStatusCode.OK, account.Status);
        Assert.Equal("/account", account.Path);
        Assert.Contains("古丽娜·买买提", account.Text, StringComparison.Ordinal);
        Assert.Contains(me.Number.ToString(), account.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(me.Number.Reveal(), account.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(me.Mobile, account.Html, StringComparison.Ordinal);

        foreach (var login in new[] { me.Number.Reveal(), me.Mobile, me.Email.ToUpperInvariant() })
        {
            using var other = site.NewBrowser();
            var inside = await SignInAsync(other, login, Site.Password);
            Assert.DoesNotContain("/signin", inside.Path, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/account")).Status);
        }
    }

    [Fact]
    [Requirement("A2")]
    public async Task Register_WithWrongValues_SaysEachAndKeepsWhatWasTyped()
    {
        using var browser = site.NewBrowser();
        var form = await browser.GetAsync("/register");
        var page = await form.SubmitAsync(
            ("Name", "古丽"), ("IdentityNumber", "110105194912310021"), ("Mobile", "12345"), ("Email", "nowhere"), ("Password", "short"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        var errors = string.Join('\n', page.Errors);
        Assert.Contains("最后一位是X，您填的是1", errors, StringComparison.Ordinal);
        Assert.Contains("手机号码有11位", errors, StringComparison.Ordinal);
        Assert.Contains("这不是电子邮箱的写法", errors, StringComparison.Ordinal);
        Assert.Contains("密码至少10个字符，您填了5个", errors, StringComparison.Ordinal);
        Assert.Equal("古丽", page.ValueOf("Name"));
        Assert.Equal("110105194912310021", page.ValueOf("IdentityNumber"));
    }

    [Fact]
    [Requirement("A2")]
    public async Task Register_WithANumberThatIsRegistered_LooksTheSameAndWritesToTheOwner()
    {
        var owner = Site.NewEnrolment();
        await AddAsync(owner);
        using var browser = site.NewBrowser();
        var stranger = Site.NewEnrolment() with { Number = owner.Number };
        var asked = await RegisterAsync(browser, stranger);
        Assert.StartsWith("/register/code", asked.Path, StringComparison.Ordinal);
        Assert.Contains("已经注册过", asked.Text, StringComparison.Ordinal);
        Assert.Empty(await site.LettersToAsync(stranger.Email));
        Assert.Contains("您已经有账号", Assert.Single(await site.LettersToAsync(owner.Email)), StringComparison.Ordinal);
        var refused = await asked.SubmitAsync(("Code", "123456"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
    }

    [Fact]
    public async Task Register_SentTwice_MakesOneAccount()
    {
        var me = Site.NewEnrolment();
        using var browser = site.NewBrowser();
        var asked = await RegisterAsync(browser, me);
        var code = await CodeAsync(me.Email);
        var texted = await TextedAsync(me.Mobile);
        await asked.SubmitAsync(("Code", code), ("MobileCode", texted));
        using var again = site.NewBrowser();
        var second = await (await again.GetAsync(asked.Path)).SubmitAsync(("Code", code), ("MobileCode", texted));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.Status);
        Assert.Contains("验证码已经失效", string.Join(' ', second.Errors), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("A2")]
    public async Task RegisterCode_WrongFiveTimesOrTooLate_HoldsNoLonger()
    {
        var me = Site.NewEnrolment();
        using var browser = site.NewBrowser();
        var asked = await RegisterAsync(browser, me);
        var code = await CodeAsync(me.Email);
        for (var left = 4; left >= 1; left--)
        {
            var wrong = await asked.SubmitAsync(("Code", code == "000000" ? "111111" : "000000"));
            Assert.Contains($"还可以试{left}次", string.Join(' ', wrong.Errors), StringComparison.Ordinal);
        }

        await asked.SubmitAsync(("Code", code == "000000" ? "111111" : "000000"));
        Assert.Contains("已经失效", string.Join(' ', (await asked.SubmitAsync(("Code", code))).Errors), StringComparison.Ordinal);

        var late = Site.NewEnrolment();
        var second = await RegisterAsync(browser, late);
        var lateCode = await CodeAsync(late.Email);
        site.RealTime.Advance(TimeSpan.FromMinutes(10));
        Assert.Contains("已经失效", string.Join(' ', (await second.SubmitAsync(("Code", lateCode))).Errors), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("A3")]
    public async Task SignIn_WrongName_WrongPassword_SoundTheSame()
    {
        var person = await site.NewPersonAsync();
        using var browser = site.NewBrowser();
        var email = await EmailOfAsync(person);
        var wrongPassword = await SignInAsync(browser, email, "not the password");
        var wrongName = await SignInAsync(browser, "nobody-at-all@example.com", "not the password");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrongName.Status);
        Assert.Equal(wrongPassword.Errors, wrongName.Errors);
        Assert.Contains("登录名或密码不对", string.Join(' ', wrongName.Errors), StringComparison.Ordinal);
        Assert.Null(wrongPassword.Document.QuerySelector("input[type=password]")!.GetAttribute("value"));
    }

    [Fact]
    [Requirement("A3")]
    public async Task SignIn_AfterManyFailures_WaitsLongerEachTime_ForNamesThatExistAndThoseThatDoNot()
    {
        var person = await site.NewPersonAsync();
        foreach (var login in new[] { await EmailOfAsync(person), "no.such.person@example.com" })
        {
            using var browser = site.NewBrowser();
            for (var i = 0; i < 5; i++)
            {
                await SignInAsync(browser, login, "not the password");
            }

            var waits = await SignInAsync(browser, login, Site.Password);
            Assert.Contains("连续5次没有对上", string.Join(' ', waits.Errors), StringComparison.Ordinal);
        }

        site.RealTime.Advance(TimeSpan.FromSeconds(31));
        using var patient = site.NewBrowser();
        var inside = await SignInAsync(patient, await EmailOfAsync(person), Site.Password);
        Assert.Equal(HttpStatusCode.OK, (await patient.GetAsync("/account")).Status);
        Assert.Empty(inside.Errors);
    }

    [Fact]
    [Requirement("A3")]
    public async Task SignIn_WithACaptchaThatWasUsedIsOverOrForged_IsRefused()
    {
        var person = await site.NewPersonAsync();
        var email = await EmailOfAsync(person);
        var solved = site.SolvedCaptcha();
        using var first = site.NewBrowser();
        Assert.Empty((await SignInAsync(first, email, Site.Password, solved)).Errors);

        var old = site.SolvedCaptcha();
        site.RealTime.Advance(TimeSpan.FromMinutes(10));
        string[] bad = [solved, old, "rubbish", Convert.ToBase64String("{}"u8), Convert.ToBase64String("{\"challenge\":{\"parameters\":{}},\"solution\":{}}"u8), Forged()];
        foreach (var payload in bad)
        {
            using var browser = site.NewBrowser();
            var page = await SignInAsync(browser, email, Site.Password, payload);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
            Assert.Contains("人机验证已经过期", string.Join(' ', page.Errors), StringComparison.Ordinal);
        }

        string Forged()
        {
            var challenge = site.Services.GetRequiredService<Captcha>().New();
            return Captcha.Solve(challenge with { Parameters = challenge.Parameters with { KeyPrefix = "00" } });
        }
    }

    [Fact]
    [Requirement("A3")]
    public async Task SignIn_WithoutScript_AsksForAMailedCode()
    {
        var person = await site.NewPersonAsync();
        var email = await EmailOfAsync(person);
        using var browser = site.NewBrowser();
        var asked = await SignInAsync(browser, email, Site.Password, "");
        Assert.StartsWith("/signin/code", asked.Path, StringComparison.Ordinal);
        Assert.StartsWith("/signin", (await browser.GetAsync("/account")).Path, StringComparison.Ordinal);
        await asked.SubmitAsync(("Code", await CodeAsync(email)));
        Assert.Equal("/account", (await browser.GetAsync("/account")).Path);
    }

    [Fact]
    [Requirement("A4")]
    public async Task ForgottenPassword_ByEmail_SetsANewOneAndEndsOtherSessions()
    {
        var person = await site.NewPersonAsync();
        var email = await EmailOfAsync(person);
        using var elsewhere = await site.SignedInAsync(person.Id);
        Assert.Equal("/account", (await elsewhere.GetAsync("/account")).Path);

        using var browser = site.NewBrowser();
        var asked = await (await browser.GetAsync("/password/forgot")).SubmitAsync(("Login", email), ("altcha", site.SolvedCaptcha()));
        var weak = await asked.SubmitAsync(("Code", "123456"), ("Password", "1234567890"));
        Assert.Contains("太常见", string.Join(' ', weak.Errors), StringComparison.Ordinal);
        await asked.SubmitAsync(("Code", await CodeAsync(email)), ("Password", "另一句好记的话 2025"));
        Assert.Equal("/account", (await browser.GetAsync("/account")).Path);
        Assert.StartsWith("/signin", (await elsewhere.GetAsync("/account")).Path, StringComparison.Ordinal);

        using var third = site.NewBrowser();
        Assert.NotEmpty((await SignInAsync(third, email, Site.Password)).Errors);
        Assert.Empty((await SignInAsync(third, email, "另一句好记的话 2025")).Errors);
    }

    [Fact]
    [Requirement("A4")]
    public async Task ForgottenPassword_OfNobody_LooksTheSameAndSendsNothing()
    {
        using var browser = site.NewBrowser();
        var asked = await (await browser.GetAsync("/password/forgot")).SubmitAsync(("Login", "ghost@example.com"), ("altcha", site.SolvedCaptcha()));
        Assert.StartsWith("/password/reset", asked.Path, StringComparison.Ordinal);
        Assert.Empty(await site.LettersToAsync("ghost@example.com"));
    }

    [Fact]
    public async Task Session_EndsAfter30IdleMinutes_AndAfter12HoursAnyway()
    {
        var person = await site.NewPersonAsync();
        using var idle = await site.SignedInAsync(person.Id);
        site.RealTime.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal("/account", (await idle.GetAsync("/account")).Path);
        site.RealTime.Advance(TimeSpan.FromMinutes(31));
        Assert.StartsWith("/signin", (await idle.GetAsync("/account")).Path, StringComparison.Ordinal);

        using var busy = await site.SignedInAsync(person.Id);
        for (var minutes = 0; minutes < 12 * 60; minutes += 20)
        {
            Assert.Equal("/account", (await busy.GetAsync("/account")).Path);
            site.RealTime.Advance(TimeSpan.FromMinutes(20));
        }

        Assert.StartsWith("/signin", (await busy.GetAsync("/account")).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_Cookie_IsForThisSiteOnly_AndKeysLieEncrypted()
    {
        var person = await site.NewPersonAsync();
        using var browser = await site.SignedInAsync(person.Id);
        var cookie = browser.Cookies.Single(c => c.Name == "zp-session");
        Assert.True(cookie.HttpOnly);
        Assert.True(cookie.Secure);
        var keys = await site.WithDb(db => db.Set<ProtectedKey>().Select(key => key.Xml).ToListAsync());
        Assert.NotEmpty(keys);
        Assert.All(keys, xml => Assert.DoesNotContain("masterKey", xml, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task SignOut_WithoutTheFormsToken_IsRefused()
    {
        var person = await site.NewPersonAsync();
        using var browser = await site.SignedInAsync(person.Id);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostBareAsync("/signout")).Status);
        Assert.Equal("/account", (await browser.GetAsync("/account")).Path);
        await (await browser.GetAsync("/signout")).PressAsync("退出登录");
        Assert.StartsWith("/signin", (await browser.GetAsync("/account")).Path, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("A9")]
    public async Task ActingFor_OnlyBodiesOfOnesOwnAppointments()
    {
        var body = Ids.Blind();
        var holder = await site.NewHolderAsync(body, Role.UnitHr);
        using var browser = await site.SignedInAsync(holder.Id);
        var page = await browser.GetAsync("/account");
        Assert.Contains("单位人事管理员", page.Text, StringComparison.Ordinal);
        await page.PressAsync("切换", ("Acting", body.ToString()));
        Assert.Equal("checked", (await browser.GetAsync("/account")).Document.QuerySelector($"[value='{body}']")!.HasAttribute("checked") ? "checked" : "");
        var refused = await page.PressAsync("切换", ("Acting", Ids.Blind().ToString()));
        Assert.Contains("没有任职", string.Join(' ', refused.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_KeepsNoClearNumber()
    {
        var me = Site.NewEnrolment();
        await AddAsync(me);
        var dump = await site.WithDb(db => db.Database.SqlQueryRaw<string>(
            "select string_agg(t::text, E'\\n') as \"Value\" from (select people::text as t from people union all select accounts::text from accounts union all select history::text from history union all select work::text from work) x").SingleAsync());
        foreach (var secret in new[] { me.Number.Reveal(), me.Mobile, me.Email })
        {
            Assert.DoesNotContain(secret, dump, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(secret)), dump, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Requirement("A2")]
    public async Task Database_TheSameNumberTwice_IsRefused()
    {
        var me = Site.NewEnrolment();
        await AddAsync(me);
        await Assert.ThrowsAsync<DbUpdateException>(() => AddAsync(Site.NewEnrolment() with { Number = me.Number }));
        await Assert.ThrowsAsync<DbUpdateException>(() => AddAsync(Site.NewEnrolment() with { Mobile = me.Mobile }));
        await Assert.ThrowsAsync<DbUpdateException>(() => AddAsync(Site.NewEnrolment() with { Email = me.Email }));
    }

    private static async Task<Page> RegisterAsync(Browser browser, Enrolment me)
        => await (await browser.GetAsync("/register")).SubmitAsync(
            ("Name", me.Name), ("IdentityNumber", me.Number.Reveal()), ("Mobile", me.Mobile), ("Email", me.Email), ("Password", Site.Password));

    private async Task<Page> SignInAsync(Browser browser, string login, string password, string? captcha = null)
        => await (await browser.GetAsync("/login")).SubmitAsync(("Login", login), ("Password", password), ("altcha", captcha ?? site.SolvedCaptcha()));

    private async Task<string> CodeAsync(string email)
        => SixDigits().Match((await site.LettersToAsync(email))[^1]).Value;

    private async Task<string> TextedAsync(string mobile)
        => SixDigits().Match((await site.TextsToAsync(mobile))[^1].Split("\n\n", 2)[1]).Value;

    private async Task<string> EmailOfAsync(Person person)
    {
        await using var scope = site.NewScope();
        return scope.ServiceProvider.GetRequiredService<PersonVault>().EmailOf(person);
    }

    private async Task AddAsync(Enrolment enrolment)
    {
        await using var scope = site.NewScope();
        scope.ServiceProvider.GetRequiredService<Registrar>().Add(site.Clock.Now, enrolment, Site.Password);
        await scope.ServiceProvider.GetRequiredService<AppDb>().Commit();
    }

    [GeneratedRegex("(?<![0-9])[0-9]{6}(?![0-9])")]
    private static partial Regex SixDigits();
}
