using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Zhiping.Accounts;
using Zhiping.Applications.New;
using Zhiping.Data;
using Zhiping.Policy.Quantities;

namespace Zhiping.Demo;

/// <summary>The first applicants live through every page, loaded and posted over HTTP: the account, and how pages are read.</summary>
public sealed partial class SeasonPlayer
{
    private string Password => until is null ? "好记的一句话用来登录" : DemoPassword;

    private static (string Name, string Value)[] NoFields => [];

    private PlainBrowser NewBrowser(string who = "a stranger")
    {
        var handler = new SocketsHttpHandler { CookieContainer = new CookieContainer(), UseProxy = false };
        var client = new HttpClient(handler, disposeHandler: true) { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return new PlainBrowser(client) { Who = who };
    }

    /// <summary>A page that was answered well, with its heading and without complaints; anything else stops the season with what the page said.</summary>
    /// <param name="shows">Words that must stand on it.</param>
    private static PlainPage Good(PlainPage page, string? shows = null)
    {
        Answered(page);
        var wrong = page.Errors.Count > 0 ? string.Join(' ', page.Errors)
            : shows is not null && !page.Text.Contains(shows, StringComparison.Ordinal) ? $"it does not say {shows}"
            : null;
        return wrong is null ? page : throw Wrong(page, wrong);
    }

    /// <summary>A page with its heading; it may list what is still missing.</summary>
    private static PlainPage Answered(PlainPage page) =>
        !page.Response.IsSuccessStatusCode ? throw Wrong(page, "it was refused")
        : page.Heading.Length == 0 ? throw Wrong(page, "it has no heading")
        : page;

    private static SeasonWentWrongException Wrong(PlainPage page, string what) =>
        new($"{page.Who} on {page.Path}, answered {(int)page.Status}: {what}. {page.Text}");

    /// <summary>Something that a page must refuse with a sentence; counts the mistake under its name.</summary>
    private async Task RefusedOverHttp(string mistake, Task<PlainPage> sent)
    {
        var page = await sent;
        if ((int)page.Status is < 400 or >= 500 || page.Errors.Count == 0)
        {
            throw Wrong(page, $"nobody refused: {mistake}");
        }

        Report.Mistake(mistake);
    }

    /// <summary>A file by its address, of that kind and not empty.</summary>
    private static async Task<byte[]> Fetch(PlainBrowser browser, string path, string contentType)
    {
        using var answer = await browser.Client.GetAsync(new Uri(path, UriKind.Relative));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var kind = answer.Content.Headers.ContentType?.MediaType;
        return answer.IsSuccessStatusCode && bytes.Length > 0 && kind == contentType
            ? bytes
            : throw new SeasonWentWrongException($"{browser.Who} on {path}, answered {(int)answer.StatusCode}: {bytes.Length} bytes of {kind}, not of {contentType}.");
    }

    /// <summary>A PDF by its address, which begins as one.</summary>
    private static async Task FetchPdf(PlainBrowser browser, string path)
    {
        if (!(await Fetch(browser, path, "application/pdf")).AsSpan().StartsWith("%PDF-"u8))
        {
            throw new SeasonWentWrongException($"{browser.Who} on {path}: this is no PDF.");
        }
    }

    /// <summary>Opens a page of somebody signed in; a session that ended meanwhile is opened anew.</summary>
    private async Task<PlainPage> Open(PlainBrowser browser, MadeUpPerson person, string path)
    {
        var page = await browser.GetAsync(path);
        if (page.Path.StartsWith("/signin", StringComparison.Ordinal))
        {
            await SignIn(browser, person);
            page = await browser.GetAsync(path);
        }

        return Good(page);
    }

    private Task<PlainPage> Open(Taking taking, string path) => Open(taking.Browser!, taking.Applicant.Person, path);

    /// <summary>Login name and password; without script a mailed code stands in for the captcha.</summary>
    private async Task SignIn(PlainBrowser browser, MadeUpPerson person)
    {
        var asked = Good(await Good(await browser.GetAsync("/signin")).SubmitAsync(("Login", person.IdentityNumber), ("Password", Password)));
        var entered = Good(await asked.SubmitAsync(("Code", await MailedCode(person))));
        if (entered.Path.StartsWith("/signin", StringComparison.Ordinal))
        {
            throw new SeasonWentWrongException($"{person.Name} could not sign in: {entered.Text}");
        }
    }

    private Task<string> MailedCode(MadeUpPerson person) => LatestCode(app.Services.GetRequiredService<ZhipingHome>().Mail, person.Email);

    private Task<string> TextedCode(MadeUpPerson person) => LatestCode(app.Services.GetRequiredService<ZhipingHome>().Sms, person.Mobile);

    /// <summary>The six digits of the latest letter or text message to an address.</summary>
    private async Task<string> LatestCode(string folder, string to)
    {
        await Worker.RunDue(clock.Now());
        foreach (var file in Directory.GetFiles(folder).OrderDescending(StringComparer.Ordinal))
        {
            var text = await File.ReadAllTextAsync(file);
            if (text.Contains($"To: {to}\n", StringComparison.Ordinal) && MailedDigits().Match(text) is { Success: true } found)
            {
                return found.Groups[1].Value;
            }
        }

        throw new SeasonWentWrongException($"Nothing with a code came to {to}.");
    }

    private async Task RegisterOverHttp(Taking taking)
    {
        var person = taking.Applicant.Person;
        var browser = taking.Browser = NewBrowser(person.Name);
        Good(await browser.GetAsync("/"));
        Good(await browser.GetAsync("/notices"));
        Good(await browser.GetAsync("/notices/" + notice.Id));
        var form = Good(await browser.GetAsync("/register"));
        var code = Good(await form.SubmitAsync(
            ("Name", person.Name), ("IdentityNumber", person.IdentityNumber), ("Mobile", person.Mobile), ("Email", person.Email), ("Password", Password)));
        Good(await code.SubmitAsync(("Code", await MailedCode(person)), ("MobileCode", await TextedCode(person))));
        Good(await Good(await browser.GetAsync("/signout")).PressAsync("退出登录"));
        await SignIn(browser, person);
        taking.PersonId = await With<AppDb, Guid>(async db =>
            (await app.Services.GetRequiredService<PersonVault>().FindAsync(db, person.IdentityNumber))?.Id
            ?? throw new SeasonWentWrongException($"{person.Name} was not registered."));
        await FillDetails(taking);
        await ChooseUnit(taking);
    }

    private async Task FillDetails(Taking taking)
    {
        var details = Details(taking.Applicant);
        Good(await (await Open(taking, "/me")).SubmitAsync(
            ("Input.Sex", details.Sex), ("Input.EthnicGroup", details.EthnicGroup), ("Input.PoliticalAffiliation", details.PoliticalAffiliation),
            ("Input.Born", Iso(details.Born)), ("Input.WorkStarted", Iso(details.WorkStarted))));
        foreach (var path in (string[])["/home", "/messages", "/account", "/applications", "/education"])
        {
            await Open(taking, path);
        }
    }

    private async Task ChooseUnit(Taking taking)
    {
        var unit = taking.Applicant.Unit;
        var found = Good(await (await Open(taking, "/unit")).SubmitAsync(("q", unit.Name)));
        var link = found.Document.QuerySelectorAll("ul.tasks a[href]").Select(a => a.GetAttribute("href")!)
            .FirstOrDefault(href => href.Contains(unit.Id.ToString(), StringComparison.OrdinalIgnoreCase))
            ?? throw new SeasonWentWrongException($"{unit.Name} was not found: {found.Text}");
        Good(await (await Open(taking, link)).PressAsync("确认这个单位"));
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task StartOverHttp(Taking taking)
    {
        var choice = ChoiceOf(taking.Applicant);
        var made = Good(await (await Open(taking, "/applications/new?notice=" + Uri.EscapeDataString(notice.Id))).SubmitAsync(
            ("Level", NewModel.ValueOf(choice.Series, choice.Specialty, choice.Level)), ("Kind", $"{ProgrammeKind.Evaluation}"), ("Channel", $"{Channel.Targeted}")));
        taking.ApplicationId = Guid.TryParse(made.Path.Split('/')[^1], out var id)
            ? id
            : throw new SeasonWentWrongException($"No application was made: {made.Path} {made.Text}");
    }

    [GeneratedRegex("验证码(?:是)? ?([0-9]{6})")]
    private static partial Regex MailedDigits();
}
