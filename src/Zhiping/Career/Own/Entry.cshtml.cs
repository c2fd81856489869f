using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications.Fill;
using Zhiping.Attachments;
using Zhiping.Data;
using Zhiping.Policy.Forms;

namespace Zhiping.Career.Own;

/// <summary>One entry of the career file: its fields as the form asks for them, and its proof.</summary>
[ForSignedIn]
[RequestSizeLimit(4 * PageRules.MostBytes)]
public sealed class EntryModel(AppDb db, IBlobStore blobs, CareerDesk desk, CurrentPerson me) : PageModel, IShowAgain
{
    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    /// <summary>The section of a new entry.</summary>
    [BindProperty(SupportsGet = true, Name = "section")]
    public string? SectionId { get; set; }

    public SectionDefinition Section { get; private set; } = null!;

    /// <summary>What was saved; null for a new one.</summary>
    public CareerEntry? Saved { get; private set; }

    /// <summary>What the form shows.</summary>
    public SectionEntry Shown { get; private set; } = SectionForm.Blank(SectionForm.OnlyEntry);

    /// <summary>What is known of its pages, in their order.</summary>
    public IReadOnlyList<JudgedProof> Proof { get; private set; } = [];

    public IEnumerable<SlotDefinition> Slots => Section.Slots.Where(s => s.FilledBy == SlotFiller.Applicant && s.PerEntry);

    public async Task OnGetAsync(CancellationToken stop)
    {
        await ShowAgain(stop);
        Shown = Saved is null ? Shown : new SectionEntry { Id = SectionForm.OnlyEntry, Values = Saved.Values };
    }

    /// <summary>A page of the proof, as a file: its bytes are a stranger's and are never shown in the browser as they are.</summary>
    public async Task<IActionResult> OnGetPageAsync(int n, CancellationToken stop)
    {
        await ShowAgain(stop);
        return Saved?.Pages.ElementAtOrDefault(n) is { } page && blobs.Exists(page.Sha256)
            ? File(blobs.OpenRead(page.Sha256), "application/octet-stream", page.FileName)
            : NotFound();
    }

    /// <summary>The picture that was made of a page, small or whole, so that one can see whether it can be read.</summary>
    public async Task<IActionResult> OnGetThumbAsync(int n, bool whole, CancellationToken stop)
    {
        await ShowAgain(stop);
        var made = Proof.ElementAtOrDefault(n)?.Rendition;
        return (whole ? made?.Sha256 : made?.ThumbSha256) is { } picture && blobs.Exists(picture) ? File(blobs.OpenRead(picture), "image/jpeg") : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await ShowAgain(stop);
        var form = SectionForm.Read(Section with { Shape = SectionShape.Single }, Request.Form);
        Shown = form.Content.Entries[0];
        List<(string, string, Stream)> come = [];
        try
        {
            foreach (var slot in Slots)
            {
                come.AddRange(Request.Form.Files.GetFiles($"slot-{slot.Id}").Where(f => f.Length > 0).Select(f => (slot.Id, f.FileName, f.OpenReadStream())));
            }

            await desk.Write(me.OwnAct(), Section, Saved, Shown.Values, Places("keep"), Places("fine"), come, stop);
        }
        finally
        {
            foreach (var (_, _, content) in come)
            {
                await content.DisposeAsync();
            }
        }

        this.Flash("已存进履历档案");
        return Redirect($"/me/career#k-{Section.Id}");
    }

    private List<int> Places(string name) => [.. Request.Form[name].Select(k => int.TryParse(k, out var at) ? at : -1)];

    public async Task ShowAgain(CancellationToken cancel)
    {
        Saved = Id is { } id ? await db.CareerEntries().OfPerson(me.Id).ThereAsync(e => e.Id == id, cancel) : null;
        Section = (await desk.Kinds(cancel)).FirstOrDefault(s => s.Id == (Saved?.SectionId ?? SectionId)) ?? throw new NotThereException("section");
        Proof = Saved is null ? [] : await desk.Judged(Saved, cancel);
    }
}
