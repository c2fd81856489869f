using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Zhiping.BrowserTests;

/// <summary>Waiting for pages by asking them: the library's own waits can miss a load that ends at the moment they begin to listen, and then never end.</summary>
internal static class PageWaits
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Until the page that is shown has loaded.</summary>
    public static Task Loaded(this IPage page) => page.WaitForFunctionAsync("() => document.readyState === 'complete'");

    /// <summary>Until the page has come to such an address and has loaded.</summary>
    public static Task ComesTo(this IPage page, string glob)
    {
        var pattern = new Regex("^" + Regex.Escape(glob).Replace("\\*\\*", ".*", StringComparison.Ordinal).Replace("\\*", "[^/]*", StringComparison.Ordinal) + "$", RegexOptions.CultureInvariant);
        return page.ComesTo(pattern.IsMatch);
    }

    /// <summary>The same for any address of which this holds.</summary>
    public static async Task ComesTo(this IPage page, Func<string, bool> holds)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!holds(page.Url))
        {
            if (Stopwatch.GetElapsedTime(begun) > Patience)
            {
                throw new TimeoutException($"The page stayed at {page.Url}.");
            }

            await Task.Delay(20);
        }

        await page.Loaded();
    }
}
