using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Demo.Drawing;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Accounts;

/// <summary>Registration with both sides of the identity card, read by the machine and corrected by hand.</summary>
public sealed class CardTests(Site site) : IClassFixture<Site>
{
    private static readonly DateOnly Today = new(2024, 7, 15);

    [Theory]
    [Requirement("A2")]
    [InlineData("姓名古丽娜·买买提", "公民身份号码99999919900101000{0}", "古丽娜·买买提")]
    [InlineData("姓 名 安 清 和", "9999 9919 9001 0100 0{0}", "安清和")]
    [InlineData("古丽娜•买买提", "99999919900I0IOOO{0}", "古丽娜·买买提")]
    [InlineData("X姓名：阿不都．热合曼", "号码:99999919900101000{0}签", "阿不都·热合曼")]
    public void CardText_ReadsNameAndNumberAsMachinesWriteThem(string nameLine, string numberLine, string name)
    {
        var number = IdentityNumber.FromFirst17("99999919900101000").Reveal();
        var front = new CardSide(CardProblem.None, ["中华", nameLine, "性别女民族维吾尔", "住址示例省", string.Format(System.Globalization.CultureInfo.InvariantCulture, numberLine, number[17])]);
        if (!nameLine.Contains('姓'))
        {
            front = front with { Lines = [.. front.Lines.Skip(1)] };
        }

        var found = CardText.Of(front, new CardSide(CardProblem.None, ["签发机关示例市公安局", "有效期限2015.06.01-2035.06.01"]), Today);
        Assert.Equal((name, number), (found.Name, found.Number));
        Assert.Equal(new DateOnly(2035, 6, 1), found.ValidUntil);
        Assert.Equal((CardProblem.None, CardProblem.None), (found.Front, found.Back));
    }

    [Fact]
    [Requirement("A2")]
    public void CardText_WithoutARightNumber_NamesWhatIsWrongWithThePicture()
    {
        var wrong = new CardSide(CardProblem.None, ["发票", "合计 12.00"]);
        Assert.Equal(CardProblem.NotThisSide, CardText.Of(wrong, wrong, Today).Front);
        Assert.Equal(CardProblem.NotThisSide, CardText.Of(wrong, wrong, Today).Back);
        Assert.Equal(CardProblem.Dark, CardText.Of(wrong with { Problem = CardProblem.Dark }, null, Today).Front);
        Assert.Equal(CardProblem.Missing, CardText.Of(wrong, null, Today).Back);
        // One digit off: no number at all rather than a wrong one.
        Assert.Null(CardText.Of(new CardSide(CardProblem.None, ["姓名安清和", "999999199001010009"]), null, Today).Number);
    }

    [Theory]
    [Requirement("A2")]
    [InlineData("古丽娜·买买提", "同", CardCheck.Agrees)]
    [InlineData("古丽娜•买买提", "同", CardCheck.Agrees)]
    [InlineData("古丽娜", "同", CardCheck.Differs)]
    [InlineData("古丽娜·买买提", "异", CardCheck.Differs)]
    public void Compare_OnlyWhatWasReadCanDiffer(string name, string number, CardCheck expected)
    {
        var read = IdentityNumber.FromFirst17("99999919900101000").Reveal();
        var other = IdentityNumber.FromFirst17("99999919900101001").Reveal();
        var found = new CardFound("古丽娜·买买提", read, null, CardProblem.None, CardProblem.None);
        Assert.Equal(expected, found.Compare(name, number == "同" ? read.ToLowerInvariant() : other));
        Assert.Equal(CardCheck.Unreadable, new CardFound(null, null, null, CardProblem.Dark, CardProblem.None).Compare(name, other));
    }

    [Fact]
    [Requirement("A2")]
    public async Task Register_WithADrawnCard_FillsNameAndNumber_AndForgetsThePictures()
    {
        var me = Site.NewEnrolment("安清和");
        var scans = site.Services.GetRequiredService<DrawnScans>();
        var front = (await scans.Get("id-front", 0, Drawn(me), isFlawed: false)).Jpeg;
        var back = (await scans.Get("id-back", 0, Drawn(me), isFlawed: false)).Jpeg;
        using var browser = site.NewBrowser();
        var reading = await SendCard(browser, front, back, ("Mobile", me.Mobile), ("Email", me.Email));
        Assert.Equal("正在读身份证", reading.Heading);
        Assert.Equal("2", reading.Response.Headers.GetValues("Refresh").Single());
        await site.RunDueAsync();
        var form = await browser.GetAsync(reading.Path);
        Assert.Contains("身份证读好了", form.Text, StringComparison.Ordinal);
        Assert.Equal(me.Number.Reveal(), form.ValueOf("IdentityNumber"));
        Assert.Equal("安清和", form.ValueOf("Name"));
        Assert.Equal((me.Mobile, me.Email), (form.ValueOf("Mobile"), form.ValueOf("Email")));
        Assert.Contains("2035年6月1日", form.Text, StringComparison.Ordinal);
        Assert.True(await site.WithDb(db => db.Set<CardReading>().AllAsync(r => r.SealedFront == null && r.SealedBack == null)));

        var asked = await form.SubmitAsync(("Password", Site.Password));
        Assert.Equal(CardCheck.Agrees, (await Finish(asked, me)).Card);
        Assert.False(await site.WithDb(db => db.Set<CardReading>().AnyAsync()));
    }

    [Fact]
    [Requirement("A2")]
    public async Task Register_DifferingFromTheCard_AsksWhy_AndTheReasonIsKeptSealed()
    {
        var me = Site.NewEnrolment("安清和");
        using var browser = site.NewBrowser();
        var id = await Reading(new CardFound("安青和", me.Number.Reveal(), null, CardProblem.None, CardProblem.None), me);
        var form = await browser.GetAsync($"/register?card={id}");
        var asked = await form.SubmitAsync(("Name", me.Name), ("Mobile", me.Mobile), ("Email", me.Email), ("Password", Site.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.Contains("与身份证上读到的不一样", string.Join(' ', asked.Errors), StringComparison.Ordinal);
        Assert.Equal(me.Name, asked.ValueOf("Name"));
        var person = await Finish(await asked.SubmitAsync(("CardNote", "机器把第二个字读错了"), ("Password", Site.Password)), me);
        Assert.Equal(CardCheck.Differs, person.Card);
        Assert.Equal("机器把第二个字读错了", site.Services.GetRequiredService<PersonVault>().CardNoteOf(person));
    }

    [Fact]
    [Requirement("A2")]
    public async Task Register_WithPicturesThatCannotBeRead_SaysWhyAndKeepsEverythingTyped()
    {
        var me = Site.NewEnrolment();
        using var browser = site.NewBrowser();
        var none = await SendCard(browser, null, null, ("Name", me.Name), ("Mobile", me.Mobile));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.Status);
        Assert.Contains("请选择身份证人像面的照片", string.Join(' ', none.Errors), StringComparison.Ordinal);
        Assert.Equal((me.Name, me.Mobile), (none.ValueOf("Name"), none.ValueOf("Mobile")));

        var text = await SendCard(browser, "hello, this is no picture"u8.ToArray(), null, ("Name", me.Name));
        Assert.Contains("这个文件不是照片", string.Join(' ', text.Errors), StringComparison.Ordinal);
        Assert.Equal(me.Name, text.ValueOf("Name"));

        var large = await SendCard(browser, new byte[CardDesk.MostBytes + 1], null, ("Name", me.Name));
        Assert.Contains("超过8 MB", string.Join(' ', large.Errors), StringComparison.Ordinal);

        var broken = await SendCard(browser, [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14], null, ("Name", me.Name), ("IdentityNumber", me.Number.Reveal()));
        await site.RunDueAsync();
        var form = await browser.GetAsync(broken.Path);
        Assert.Contains("照片打不开", form.Text, StringComparison.Ordinal);
        Assert.Equal((me.Name, me.Number.Reveal()), (form.ValueOf("Name"), form.ValueOf("IdentityNumber")));
        var asked = await form.SubmitAsync(("Mobile", me.Mobile), ("Email", me.Email), ("Password", Site.Password));
        Assert.Equal(CardCheck.Unreadable, (await Finish(asked, me)).Card);
    }

    [Fact]
    [Requirement("A2")]
    public async Task Register_WhileTheMachineReads_NobodyHasToWait_AndThirtyAreEnough()
    {
        var me = Site.NewEnrolment();
        using var browser = site.NewBrowser();
        var reading = await SendCard(browser, Picture, null, ("Name", me.Name));
        var byHand = await reading.FollowAsync("手工填写");
        Assert.Equal(me.Name, byHand.ValueOf("Name"));
        site.RealTime.Advance(TimeSpan.FromSeconds(91));
        Assert.Equal("注册", (await browser.GetAsync(reading.Path)).Heading);
        await site.WithDb(db => db.Database.ExecuteSqlAsync(
            $"insert into card_readings (id, sealed_typed, sealed_front, begun_at, expires_at) select gen_random_uuid(), '\\x00', '\\x00', now(), {site.RealTime.Now.AddMinutes(30)} from generate_series(1, 30)"));
        var full = await SendCard(browser, Picture, null, ("Name", me.Name));
        Assert.Contains("请直接手工填写", string.Join(' ', full.Errors), StringComparison.Ordinal);
        await site.WithDb(db => db.Database.ExecuteSqlAsync($"delete from card_readings"));
    }

    [Fact]
    [Requirement("A2")]
    public async Task RegisterCode_NeedsTheMobilesCodeToo_AndTheMailsStaysRight()
    {
        var me = Site.NewEnrolment();
        using var browser = site.NewBrowser();
        var asked = await (await browser.GetAsync("/register")).SubmitAsync(
            ("Name", me.Name), ("IdentityNumber", me.Number.Reveal()), ("Mobile", me.Mobile), ("Email", me.Email), ("Password", Site.Password));
        var (mail, text) = (Digits((await site.LettersToAsync(me.Email))[^1]), Digits((await site.TextsToAsync(me.Mobile))[^1].Split("\n\n", 2)[1]));
        var without = await asked.SubmitAsync(("Code", mail), ("MobileCode", ""));
        Assert.Contains("请填写短信验证码", string.Join(' ', without.Errors), StringComparison.Ordinal);
        var wrong = await without.SubmitAsync(("Code", ""), ("MobileCode", text == "000000" ? "111111" : "000000"));
        Assert.Contains("还可以试4次", string.Join(' ', wrong.Errors), StringComparison.Ordinal);
        Assert.Contains("短信里的6位数字", string.Join(' ', wrong.Errors), StringComparison.Ordinal);
        var done = await wrong.SubmitAsync(("Code", ""), ("MobileCode", text));
        Assert.Equal("/account", done.Path);
        Assert.DoesNotContain("没有用短信验证过", done.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("A2")]
    public async Task TextCodes_ToOneMobile_AreFiveAnHour()
    {
        var mobile = Site.NewEnrolment().Mobile;
        using var browser = site.NewBrowser();
        for (var i = 0; i < MailCode.MostAnHour; i++)
        {
            await Ask();
        }

        var refused = await Ask();
        Assert.Contains("一小时内已经往这个手机发过5条验证码", string.Join(' ', refused.Errors), StringComparison.Ordinal);
        Assert.Equal(MailCode.MostAnHour, (await site.TextsToAsync(mobile)).Count);
        site.RealTime.Advance(TimeSpan.FromMinutes(61));
        Assert.StartsWith("/register/code", (await Ask()).Path, StringComparison.Ordinal);

        async Task<Page> Ask()
        {
            var me = Site.NewEnrolment();
            return await (await browser.GetAsync("/register")).SubmitAsync(
                ("Name", me.Name), ("IdentityNumber", me.Number.Reveal()), ("Mobile", mobile), ("Email", me.Email), ("Password", Site.Password));
        }
    }

    private static byte[] Picture => [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[32]];

    private static DrawnPerson Drawn(Enrolment me) => new(me.Name, "示例县文化馆", me.Number.Reveal(), true, new DateOnly(1985, 3, 15));

    private static string Digits(string text) => System.Text.RegularExpressions.Regex.Match(text, "(?<![0-9])[0-9]{6}(?![0-9])").Value;

    private static async Task<Page> SendCard(Browser browser, byte[]? front, byte[]? back, params (string Name, string Value)[] typed)
    {
        List<(string, string, string, byte[])> files = [];
        if (front is not null)
        {
            files.Add(("Front", "front.jpg", "image/jpeg", front));
        }

        if (back is not null)
        {
            files.Add(("Back", "back.jpg", "image/jpeg", back));
        }

        return await (await browser.GetAsync("/register")).ClickAsync("button[formaction='/register?handler=Card']", typed, files);
    }

    /// <summary>A card that was read, without any picture.</summary>
    private async Task<Guid> Reading(CardFound found, Enrolment me)
    {
        var sealer = site.Services.GetRequiredService<Sealer>();
        var typed = new CardTyped(me.Name, null, null, null);
        var reading = new CardReading(site.RealTime.Now, sealer.Seal(System.Text.Json.JsonSerializer.Serialize(typed), "card-reading"), [1], null);
        reading.Take(site.RealTime.Now, sealer.Seal(System.Text.Json.JsonSerializer.Serialize(found), "card-reading"));
        await site.WithDb(async db =>
        {
            db.Add(reading);
            await db.SaveChangesAsync();
        });
        return reading.Id;
    }

    private async Task<Person> Finish(Page asked, Enrolment me)
    {
        var page = await asked.SubmitAsync(
            ("Code", Digits((await site.LettersToAsync(me.Email))[^1])), ("MobileCode", Digits((await site.TextsToAsync(me.Mobile))[^1].Split("\n\n", 2)[1])));
        Assert.Equal("/account", page.Path);
        await using var scope = site.NewScope();
        return (await scope.ServiceProvider.GetRequiredService<PersonVault>().FindAsync(scope.ServiceProvider.GetRequiredService<AppDb>(), me.Email))!;
    }
}
