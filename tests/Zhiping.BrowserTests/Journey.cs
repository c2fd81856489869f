using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Zhiping.Data;
using Zhiping.Demo;
using Zhiping.Demo.Drawing;
using Zhiping.Policy.Forms;

namespace Zhiping.BrowserTests;

/// <summary>One applicant with a phone, and how she goes about the pages.</summary>
internal sealed partial class Journey
{
    private const string Password = "好记的一句话用来登录";
    private readonly List<string> complaints = [];
    private int stops;

    private Journey(BrowserSite site, IPage page, MadeUpPerson person)
    {
        Site = site;
        Page = page;
        Person = person;
        Listen(page);
    }

    public BrowserSite Site { get; }

    public IPage Page { get; }

    public MadeUpPerson Person { get; }

    /// <summary>What was wrong with the pages on the way.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    public ILocator Status => Page.Locator("[data-saved]");

    public static async Task<Journey> StartAsync(BrowserSite site, int number) =>
        new(site, await site.OnPhoneAsync(), MadeUpPeople.Of(1, "journey", number));

    /// <summary>Looks at the page at both widths, as a picture and with axe.</summary>
    public async Task Stop(string name)
    {
        stops++;
        foreach (var width in (int[])[390, 1280])
        {
            await Page.SetViewportSizeAsync(width, 844);
            complaints.AddRange(await PageCheck.Complaints(Page, $"journey-{stops:D2}-{name}-{width}"));
        }

        await Page.SetViewportSizeAsync(390, 844);
    }

    public void Listen(IPage page)
    {
        page.PageError += (_, error) => complaints.Add($"{page.Url}: {error}");
        page.Console += (_, message) =>
        {
            // What the network or the server refuses is said on the page; the console repeats it.
            if (message.Type == "error" && !message.Text.Contains("Failed to load resource", StringComparison.Ordinal))
            {
                complaints.Add($"{page.Url}: {message.Text}");
            }
        };
    }

    /// <summary>Presses a button or a link by its words and waits for the page that follows.</summary>
    public async Task Press(string words)
    {
        var target = Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = words }).Or(Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = words })).First;
        await target.ClickAsync();
        await Page.Loaded();
    }

    public async Task Register()
    {
        await Page.GotoAsync("/register");
        await Page.FillAsync("#Name", Person.Name);
        await Page.FillAsync("#IdentityNumber", Person.IdentityNumber);
        await Page.FillAsync("#Mobile", Person.Mobile);
        await Page.FillAsync("#Email", Person.Email);
        await Page.FillAsync("#Password", Password);
        await Solved();
        await Stop("register");
        await Press("获取验证码");
        await Page.FillAsync("#Code", await MailedCode());
        await Page.FillAsync("#MobileCode", await TextedCode());
        await Stop("code");
        await Page.Locator("main button.btn-primary").ClickAsync();
        await Page.ComesTo("**/account");
    }

    /// <summary>Fills in the sign-in page that is open; the browser does the proof of work by itself.</summary>
    public async Task SignIn()
    {
        await Page.FillAsync("#Login", Person.IdentityNumber);
        await Page.FillAsync("#Password", Password);
        await Solved();
        await Page.Locator("main button.btn-primary").ClickAsync();
        await Page.ComesTo(url => !url.Contains("/signin", StringComparison.Ordinal));
    }

    /// <summary>Waits until the captcha has been solved without anybody's doing.</summary>
    public Task Solved() => Page.WaitForFunctionAsync("() => (document.querySelector('input[name=altcha]')?.value ?? '').length > 0");

    /// <summary>Writes a field of a section, whatever kind it is.</summary>
    public async Task Write(string name, string value)
    {
        var field = Page.Locator($"[name='{name}']").First;
        switch (await field.EvaluateAsync<string>("e => e.type"))
        {
            case "radio":
                await Page.Locator($"[name='{name}'][value='{value}']").CheckAsync();
                break;
            case "select-one":
                await field.SelectOptionAsync(value);
                break;
            default:
                await field.FillAsync(value);
                break;
        }
    }

    /// <summary>Fills a section that is open: adds entries as needed and writes all their fields.</summary>
    public async Task Fill(SectionContent content, Dictionary<string, string> entries)
    {
        if (content.None)
        {
            await Page.Locator("#section-form button[value=none]").ClickAsync();
            await Page.Loaded();
            return;
        }

        for (var i = 0; i < content.Entries.Count; i++)
        {
            if (await Page.Locator("#section-form input[name=entry]").CountAsync() <= i)
            {
                await Page.Locator("#section-form button[value=add]").ClickAsync();
                await Page.WaitForFunctionAsync("n => document.querySelectorAll('#section-form input[name=entry]').length > n", i);
            }

            var made = content.Entries[i];
            var id = await Page.Locator("#section-form input[name=entry]").Nth(i).GetAttributeAsync("value");
            entries[made.Id] = id!;
            foreach (var (field, value) in made.Values)
            {
                await Write($"v.{id}.{field}", value);
            }
        }
    }

    /// <summary>Waits for a sentence of the form's own status line.</summary>
    public Task Says(string words) => Assertions.Expect(Status).ToContainTextAsync(words, new LocatorAssertionsToContainTextOptions { Timeout = 20_000 });

    /// <summary>A drawn paper on which her name stands, or nobody's in particular.</summary>
    public async Task<DrawnScan> Scan(string kind, int index, string unit) => await Site.Services.GetRequiredService<DrawnScans>().Get(
        kind, index, new DrawnPerson(Person.Name, unit, Person.IdentityNumber, Person.IsWoman, Person.Born));

    private Task<string> MailedCode() => LatestCode(Site.Services.GetRequiredService<ZhipingHome>().Mail, Person.Email);

    private Task<string> TextedCode() => LatestCode(Site.Services.GetRequiredService<ZhipingHome>().Sms, Person.Mobile);

    private async Task<string> LatestCode(string folder, string to)
    {
        await Site.RunDueAsync();
        foreach (var file in Directory.GetFiles(folder).OrderDescending(StringComparer.Ordinal))
        {
            var text = await File.ReadAllTextAsync(file);
            if (text.Contains($"To: {to}\n", StringComparison.Ordinal) && Digits().Match(text) is { Success: true } found)
            {
                return found.Groups[1].Value;
            }
        }

        throw new InvalidOperationException($"Nothing with a code came to {to}.");
    }

    [GeneratedRegex("验证码(?:是)? ?([0-9]{6})")]
    private static partial Regex Digits();
}
