using Microsoft.Playwright;
using Zhiping.Accounts;

namespace Zhiping.BrowserTests;

/// <summary>Every page for everybody who may open it: no violation of WCAG 2.2 AA, nothing wider than the window, nothing that the policy blocks.</summary>
public sealed class AxeTests(BrowserSite site)
{
    private static readonly string[] Public =
    [
        "/", "/?s=culture/mass-culture&e=bachelor&l=Intermediate&t=2018-11&y=2012-08", "/notices", "/notices/aksu/2024-culture", "/conditions", "/directory", "/steps", "/downloads", "/regions", "/components", "/clauses?d=x&p=y",
        "/no/such/page", "/signin", "/register", "/password/forgot", "/password/appeal", "/password/appeal/card", "/password/appeal/sent", "/signin/step", "/publicity", "/verify",
    ];

    public static TheoryData<string, int, string> PublicPages() =>
        [.. from path in Public from view in new (int Width, string Language)[] { (1280, "zh-CN"), (390, "zh-CN"), (390, "en") } select (path, view.Width, view.Language)];

    public static TheoryData<string, int> ApplicantPages() =>
        [.. from path in new[] { "/home", "/me", "/unit", "/unit?q=示例", "/units/register", "/education", "/account", "/account/two-step", "/account/contact", "/me/portrait", "/me/career", "/me/career/new/education", "/applications", "/applications/new" } from width in new[] { 1280, 390 } select (path, width)];

    public static TheoryData<Role, string> StaffPages() =>
    [
        (Role.UnitHr, "/home"), (Role.UnitHr, "/unit/people"), (Role.UnitHr, "/bodies/mine"), (Role.UnitHr, "/office"),
        (Role.AuthorityClerk, "/home"), (Role.AuthorityClerk, "/bodies/pending"), (Role.OfficeClerk, "/home"), (Role.OfficeClerk, "/office"),
        (Role.OfficeClerk, "/office/committees"), (Role.OfficeClerk, "/office/payments"), (Role.Supervisor, "/supervision/returns"),
        (Role.TitleOfficeClerk, "/education/offer"), (Role.TitleOfficeClerk, "/appeals"), (Role.Operator, "/bodies"),
    ];

    [Theory]
    [MemberData(nameof(PublicPages))]
    public async Task PublicPage_HasNoViolation(string path, int width, string language)
    {
        var page = await site.OpenAsync(width, language);
        await Check(page, path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + language, $"public{Name(path)}-{language}-{width}");
    }

    [Theory]
    [MemberData(nameof(ApplicantPages))]
    public async Task ApplicantPage_HasNoViolation(string path, int width) =>
        await Check(await site.AsApplicantAsync(width), path, $"applicant{Name(path)}-{width}");

    [Theory]
    [MemberData(nameof(StaffPages))]
    public async Task StaffPage_HasNoViolation(Role role, string path)
    {
        await Check(await site.AsAsync(role), path, $"{role}{Name(path)}-1280");
        await Check(await site.AsAsync(role, 390), path, $"{role}{Name(path)}-390");
    }

    [Fact]
    public async Task Keyboard_ReachesTheContentAtTheFirstTab()
    {
        var page = await site.OpenAsync();
        await page.GotoAsync("/notices");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("跳到正文", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await page.EvaluateAsync<string>("document.activeElement.id"));
    }

    private static string Name(string path) => path.Split('?')[0].Replace('/', '-').TrimEnd('-') + (path.Contains('?', StringComparison.Ordinal) ? "-asked" : "");

    private static async Task Check(IPage page, string path, string name)
    {
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("status of 404", StringComparison.Ordinal))
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        var violations = await PageCheck.Complaints(page, name);
        Assert.True(violations.Count == 0, path + "\n" + string.Join('\n', violations));
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }
}
