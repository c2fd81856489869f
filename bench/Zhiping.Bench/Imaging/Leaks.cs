using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Zhiping.Attachments.Imaging;
using Zhiping.Demo.Drawing;
using Zhiping.Documents.Browser;
using Zhiping.Masking;

namespace Zhiping.Bench.Imaging;

/// <summary>How many of an applicant's own words the machine finds on drawn pages, and how often it points at others.</summary>
public static class Leaks
{
    /// <summary><c>leaks [first] [count] [verbose]</c></summary>
    public static async Task<int> Run(string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var first = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 0;
        var count = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 140;
        var isVerbose = arguments.Length > 2;
        await using var chromium = new Chromium(new ChromiumOptions(), NullLogger<Chromium>.Instance);
        await using var workers = new ImageWorkers(new ImageWorkerOptions { Workers = 1 }, NullLogger<ImageWorkers>.Instance);
        var set = new LeakSet(chromium, workers);
        List<LeakScore> scores = [];
        var reading = TimeSpan.Zero;
        for (var number = first; number < first + count; number++)
        {
            var page = await set.Get(number);
            var clock = Stopwatch.StartNew();
            var score = await LeakScore.Of(page, workers);
            reading += clock.Elapsed;
            scores.Add(score);
            foreach (var line in isVerbose ? score.Complaints : [])
            {
                Console.WriteLine($"  {page.Number} {page.Condition}, {page.Layout}, {page.Font}: {line}");
            }
        }

        Console.WriteLine($"{count} pages, {reading.TotalSeconds / count:0.00} s a page");
        foreach (var kind in Enum.GetValues<SuggestionKind>())
        {
            Console.WriteLine($"{kind,-15} {LeakScore.Share(scores, kind)}, false alarms {LeakScore.Alarms(scores, kind)}");
        }

        foreach (var (by, name) in new (Func<LeakScore, string>, string)[] { (score => score.Page.Condition, "condition"), (score => score.Page.Layout, "layout"), (score => score.Page.Font, "font"), (score => score.Page.Person.Name, "name") })
        {
            Console.WriteLine($"own name by {name}: " + string.Join("; ", scores.GroupBy(by).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} {LeakScore.Share([.. group], SuggestionKind.OwnName)}")));
        }

        return 0;
    }
}
