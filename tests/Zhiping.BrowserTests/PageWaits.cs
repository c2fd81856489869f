using Microsoft.Playwright;

namespace Zhiping.BrowserTests;

/// <summary>Waiting for pages by asking them: the library's own waits can miss a load that ends at the moment they begin to listen, and then never end.</summary>
internal static class PageWaits
{
    private static readonly PageWaitForURLOptions Begun = new() { WaitUntil = WaitUntilState.Commit };

    /// <summary>Until the page that is shown has loaded.</summary>
    public static Task Loaded(this IPage page) => page.WaitForFunctionAsync("() => document.readyState === 'complete'");

    /// <summary>Until the page has come to such an address and has loaded.</summary>
    public static async Task ComesTo(this IPage page, string glob)
    {
        await page.WaitForURLAsync(glob, Begun);
        await page.Loaded();
    }

    /// <summary>The same for any address of which this holds.</summary>
    public static async Task ComesTo(this IPage page, Func<string, bool> holds)
    {
        await page.WaitForURLAsync(holds, Begun);
        await page.Loaded();
    }
}
