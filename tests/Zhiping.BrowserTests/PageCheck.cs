using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Zhiping.BrowserTests;

/// <summary>What every page must be: no violation of WCAG 2.2 AA, nothing wider than the window; a picture is taken where one is wanted.</summary>
internal static class PageCheck
{
    private static readonly AxeRunOptions Rules = new()
    {
        ResultTypes = [ResultType.Violations],
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    public static async Task<IReadOnlyList<string>> Complaints(IPage page, string name)
    {
        if (BrowserSite.Pictures is { } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }

#pragma warning disable CS0618 // Runs in the page itself. What is to replace it opens another page for every run, for frames of other sites, which we have none of.
        var result = await page.RunAxeLegacy(context: null, Rules);
#pragma warning restore CS0618
        var complaints = result.Violations.Select(v => $"{name}: {v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Take(5).Select(n => n.Html))}").ToList();
        var wide = await page.EvaluateAsync<string?>("""
            () => {
              if (document.documentElement.scrollWidth <= window.innerWidth + 1) { return null; }
              const over = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > window.innerWidth + 1).slice(-1)[0];
              return over ? over.outerHTML.slice(0, 200) : "?";
            }
            """);
        if (wide is not null)
        {
            complaints.Add($"{name} is wider than the window: {wide}");
        }

        return complaints;
    }
}
