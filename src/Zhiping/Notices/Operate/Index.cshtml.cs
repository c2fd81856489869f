using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;

namespace Zhiping.Notices.Operate;

/// <summary>A file that is being written, in a list.</summary>
public sealed record FileLine(string Path, DateTimeOffset SavedAt, string? SavedBy);

/// <summary>通知维护: drafts and what is published, and where to begin a new one. (B10)</summary>
[ForRoles(Role.Operator)]
public sealed class IndexModel(AppDb db, CurrentPerson person, NoticeStore store, NoticeWorkshop workshop, Texts texts) : PageModel, IShowAgain
{
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>The file or published notice from which the new one begins; none for an empty one.</summary>
    [BindProperty]
    public string? From { get; set; }

    /// <summary>The year to which it is moved on; none leaves it as it is, for an amendment.</summary>
    [BindProperty]
    public int? Year { get; set; }

    public IReadOnlyList<FileLine> Files { get; private set; } = [];

    public IReadOnlyList<PublishedNotice> Published { get; private set; } = [];

    /// <summary>The notices that the program brings as files, from which one can begin.</summary>
    public IReadOnlyList<string> Begin { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => ShowAgain(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var path = Name?.Trim() ?? "";
        RefusalException.ThrowIf(await db.NoticeFiles().AnyAsync(f => f.Path == path, cancel)
            ? new Refusal("这份草稿已经有了。") { Field = nameof(Name), Remedy = "请从下面的草稿里打开它。", IsConflict = true }
            : null);
        var (text, decisions) = await Text(path, cancel);
        await workshop.Save(person.Act(), path, text, 0, cancel);
        this.Flash(decisions == 0 ? "已建立草稿。" : "已建立草稿。要由人决定的地方，已在草稿开头逐条写明。");
        return Redirect("/operations/notices/file?path=" + Uri.EscapeDataString(path));
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        var files = await db.NoticeFiles().AsNoTracking().OrderBy(f => f.Path).Select(f => new { f.Path, f.SavedAt, f.SavedById }).ToListAsync(cancel);
        var people = files.Select(f => f.SavedById).OfType<Guid>().Distinct().ToList();
        var names = await db.People().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        Files = [.. files.Select(f => new FileLine(f.Path, f.SavedAt, f.SavedById is { } by ? names.GetValueOrDefault(by) : null))];
        Published = await store.All(cancel);
        Begin = [.. NoticeFolder.Find(null)?.All() ?? []];
    }

    private async Task<(string Text, int Decisions)> Text(string path, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(From))
        {
            return (path.EndsWith(".json", StringComparison.Ordinal) ? "{}\n" : $"id: {path}\nbasedOn: national\n", 0);
        }

        var open = await workshop.Open(cancel);
        var text = open(From + ".yaml") ?? throw new RefusalException(new Refusal("没有这份通知。") { Field = nameof(From) });
        if (Year is not { } year)
        {
            return (text, 0);
        }

        RefusalException.ThrowIf(year is < 2000 or > 2099 ? new Refusal("年度要在2000到2099之间。") { Field = nameof(Year) } : null);
        try
        {
            var rolled = NoticeRoll.Roll(From, text, year);
            var notes = string.Concat(rolled.Decisions.Select(d => $"# {texts.Plain("第{0}行：{1}", d.Line + rolled.Decisions.Count, d.What)}\n"));
            return (notes + rolled.Text, rolled.Decisions.Count);
        }
        catch (BadDocumentException)
        {
            throw new RefusalException(new Refusal("这一份没有写年度，不能顺延。") { Field = nameof(Year), Remedy = "请不填年度，建立以后自己改日期。" });
        }
    }
}
