using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Accounts;
using Zhiping.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Portals;

/// <summary>A region's portal: what is open, by when, the year's dates, the notices. (A1, B8)</summary>
[ForAnyone]
public sealed class HomeModel(CurrentRegion current, NoticeStore notices, TimeProvider clock) : PageModel
{
    /// <summary>The box 测一测: what was said in it, in the address only.</summary>
    [BindProperty(SupportsGet = true, Name = "s")]
    public string? Specialty { get; set; }

    [BindProperty(SupportsGet = true, Name = "e")]
    public string? Education { get; set; }

    [BindProperty(SupportsGet = true, Name = "l")]
    public Level? Title { get; set; }

    [BindProperty(SupportsGet = true, Name = "t")]
    public string? Obtained { get; set; }

    [BindProperty(SupportsGet = true, Name = "y")]
    public string? Since { get; set; }

    /// <summary>The notice that the box asks: the first that is open.</summary>
    public PublishedNotice? Tried => Open.Count > 0 ? Open[0] : null;

    /// <summary>What the rules answered; null before anything was asked.</summary>
    public IReadOnlyList<WhatIfAnswer>? Answers { get; private set; }

    public DateTimeOffset Now => clock.GetUtcNow();

    public RegionFacts? Region { get; private set; }

    public IReadOnlyList<RegionFacts> Regions { get; private set; } = [];

    public IReadOnlyList<PublishedNotice> All { get; private set; } = [];

    public IReadOnlyList<PublishedNotice> Open { get; private set; } = [];

    /// <summary>The notice whose dates are drawn: the first that is open, else the newest.</summary>
    public PublishedNotice? Calendar => Open.Count > 0 ? Open[0] : All.Count > 0 ? All[0] : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Regions = await current.All(cancel);
        Region = await current.Get(cancel);
        if (Region is null && Regions.Count > 1)
        {
            return RedirectToPage("/Portals/Regions");
        }

        All = await notices.OfRegion(Region?.Code, cancel);
        var open = (await notices.OpenAt(Now, cancel)).Select(n => n.RevisionId).ToHashSet();
        Open = [.. All.Where(n => open.Contains(n.RevisionId)).OrderBy(n => n.Notice.Windows.Application.Closes?.At)];
        if (Tried is { } tried && !string.IsNullOrEmpty(Specialty))
        {
            Answers = WhatIf.Of(tried, new WhatIfFacts(Specialty, Education ?? "", Title, Month(Obtained), Month(Since)), Now);
        }

        return Page();
    }

    /// <summary>A month as browsers send it, yyyy-MM; null for anything else.</summary>
    private static string? Month(string? typed) =>
        DateOnly.TryParseExact(typed?.Trim() + "-01", "yyyy-MM-dd", out var day) ? day.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture) : null;
}
