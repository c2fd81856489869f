using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Rules;

namespace Zhiping.Notices.Operate;

/// <summary>One draft: its text, every problem with file and line, and its publication. (B10)</summary>
[ForRoles(Role.Operator)]
public sealed class FileModel(AppDb db, CurrentPerson person, NoticeWorkshop workshop) : PageModel, IShowAgain
{
    [BindProperty(SupportsGet = true, Name = "path")]
    public string Path { get; set; } = "";

    [BindProperty]
    public string? Text { get; set; }

    /// <summary>The version from which the text was taken.</summary>
    [BindProperty]
    public uint Version { get; set; }

    /// <summary>Why it is amended; everybody can read it.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>What the check says of the text as it is kept; null for an application of an example.</summary>
    public NoticeDraft? Draft { get; private set; }

    /// <summary>The revisions that were published under this name, the newest first.</summary>
    public IReadOnlyList<NoticeChoice> Revisions { get; private set; } = [];

    public DateTimeOffset SavedAt { get; private set; }

    public bool IsNotice => NoticeFileRules.IsNotice(Path);

    public IEnumerable<Problem> Errors => Draft?.Problems.Where(p => p.Severity == ProblemSeverity.Error) ?? [];

    public IEnumerable<Problem> Warnings => Draft?.Problems.Where(p => p.Severity == ProblemSeverity.Warning) ?? [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var file = await Find(cancel);
        if (file is null)
        {
            return NotFound();
        }

        (Text, Version) = (file.Text, file.Version);
        await ShowAgain(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await Save(cancel);
        this.Flash("已保存并检查。");
        return Back();
    }

    public async Task<IActionResult> OnPostPublishAsync(CancellationToken cancel)
    {
        await Save(cancel);
        var revision = await workshop.Publish(person.Act(string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim()), Path, cancel);
        this.Flash("已发布。从现在起新建的申报按这一版办理。");
        return Redirect("/notices/" + revision.NoticeId);
    }

    public async Task<IActionResult> OnPostDropAsync(CancellationToken cancel)
    {
        await workshop.Drop(person.Act(), Path, cancel);
        this.Flash("草稿已删除。已经发布的版本不受影响。");
        return Redirect("/operations/notices");
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        var file = await Find(cancel);
        SavedAt = file?.SavedAt ?? default;
        Draft = IsNotice && file is not null ? await workshop.Check(Path, cancel) : null;
        Revisions = [.. (await workshop.Choices(cancel)).Where(c => c.Number is not null && string.Equals(c.NoticeId, Path, StringComparison.Ordinal))];
    }

    private async Task Save(CancellationToken cancel)
    {
        if (await Find(cancel) is null)
        {
            throw new NotThereException(nameof(NoticeFile));
        }

        var saved = await workshop.Save(person.Act(), Path, Text ?? "", Version, cancel);
        // A refusal after this shows the page again: the next save begins from what was just kept.
        ModelState.Remove(nameof(Version));
        Version = await db.NoticeFiles().AsNoTracking().Where(f => f.Id == saved.Id).Select(f => f.Version).SingleAsync(cancel);
    }

    private Task<NoticeFile?> Find(CancellationToken cancel) => db.NoticeFiles().AsNoTracking().SingleOrDefaultAsync(f => f.Path == Path, cancel);

    private RedirectResult Back() => Redirect("/operations/notices/file?path=" + Uri.EscapeDataString(Path));
}
