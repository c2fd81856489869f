using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Accounts;
using Zhiping.Notices;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Portals;

/// <summary>Finds the text of a cited clause: on the page of the notice that quotes it, else says that only its place is known.</summary>
[ForAnyone]
public sealed class ClausesModel(NoticeStore notices) : PageModel
{
    public string Document { get; private set; } = "";

    public string Path { get; private set; } = "";

    public string? Text { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? d, string? p, CancellationToken cancel)
    {
        (Document, Path) = (d?.Trim() ?? "", p?.Trim() ?? "");
        if (Document.Length == 0)
        {
            return NotFound();
        }

        // Several clauses may be cited at once: the first one leads.
        var first = Path.Split('、')[0].Trim();
        foreach (var (notice, _) in from n in await notices.All(cancel) orderby n.Notice.ShortTitle.Zh == Document descending select (n.Notice, n.Number))
        {
            if (Find(notice, first) is { } key)
            {
                return Redirect(NoticeWords.AddressOf(notice, key));
            }
        }

        return Page();
    }

    private string? Find(Notice notice, string path)
    {
        if (notice.ShortTitle.Zh == Document && notice.Clauses.ContainsKey(path))
        {
            return path;
        }

        var other = notice.Documents.FirstOrDefault(x => x.ShortTitle.Zh == Document || x.Title.Zh == Document)?.Id ?? Document;
        string[] keys = [$"{other}:{path}", $"{Document}:{path}"];
        return keys.FirstOrDefault(notice.Clauses.ContainsKey) ?? (notice.ShortTitle.Zh == Document ? Nearest(notice, path) : null);
    }

    /// <summary>The clause that holds the cited one: 四(一) for 四(一)4.</summary>
    private static string? Nearest(Notice notice, string path)
    {
        for (var length = path.Length - 1; length > 0; length--)
        {
            if (notice.Clauses.ContainsKey(path[..length]))
            {
                return path[..length];
            }
        }

        return null;
    }
}
