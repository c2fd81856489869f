using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Forms;

namespace Zhiping.Career.Pick;

/// <summary>An entry of the file beside the section it can be copied into.</summary>
public sealed record Offer(CareerEntry Entry, string Title, bool IsIn, bool Differs);

/// <summary>从履历档案选取: entries of the file go into a section of the application as copies; the section's entries are saved back. (D1)</summary>
[ForSignedIn]
public sealed class IndexModel(ApplicationDesk desk, CareerDesk careers, AppDb db, CurrentPerson me, RequestInstant instant) : ApplicationPage(desk, db, me, instant)
{
    [BindProperty(SupportsGet = true, Name = "section")]
    public string SectionId { get; set; } = "";

    [BindProperty]
    public List<Guid> Chosen { get; set; } = [];

    public SectionDefinition Section { get; private set; } = null!;

    public IReadOnlyList<Offer> Offers { get; private set; } = [];

    /// <summary>Entries of the section that can be saved back.</summary>
    public int Here { get; private set; }

    /// <summary>Why nothing can be put into the application; null when it can.</summary>
    public Refusal? ReadOnly { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var count = await careers.Pick(Act(), Application, Section, Chosen, cancel);
        TempData["Flash"] = count == 1 ? "已放进申报书，佐证一起放进来了" : "选的各项已放进申报书，佐证一起放进来了";
        return Redirect($"{Home}/sections/{SectionId}");
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancel)
    {
        var count = await careers.SaveBack(Act(), Open, Section, cancel);
        TempData["Flash"] = count == 0 ? "履历档案里已经是这样，没有要改的" : "已存进履历档案";
        return Redirect($"{Home}/sections/{SectionId}/career");
    }

    protected override async Task<bool> Load(CancellationToken cancel)
    {
        if (Open.Asked.FirstOrDefault(s => s.Id == SectionId) is not { } section || !CareerOrigin.Fits(section))
        {
            return false;
        }

        Section = section;
        ReadOnly = ApplicationRules.CanWrite(Application, Now);
        var written = Open.Saved(SectionId).Content.Entries;
        Here = written.Count(e => e.Values.Values.Any(v => !string.IsNullOrWhiteSpace(v)));
        var file = await Db.CareerEntries().AsNoTracking().OfPerson(Application.PersonId).Where(e => e.SectionId == SectionId).ToListAsync(cancel);
        Offers = [.. file.Select(entry =>
        {
            var copy = written.FirstOrDefault(e => e.Id == CareerOrigin.IdOf(entry.Id));
            var differs = copy is not null && section.Fields.Any(f => copy[f.Id] != Trimmed(entry.Values.GetValueOrDefault(f.Id)));
            return new Offer(entry, CareerDesk.TitleOf(section, entry.Values), copy is not null, differs);
        })];
        return true;
    }

    private static string? Trimmed(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
