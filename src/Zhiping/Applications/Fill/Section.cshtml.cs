using Microsoft.AspNetCore.Mvc;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Rules;

namespace Zhiping.Applications.Fill;

/// <summary>One section of a draft: the form that the notice's catalogue describes. (D1, D4)</summary>
[ForSignedIn]
public sealed class SectionModel(ApplicationDesk desk, Standings standings, AppDb db, CurrentPerson me, RequestInstant instant)
    : ApplicationPage(desk, db, me, instant)
{
    [BindProperty(SupportsGet = true, Name = "section")]
    public string SectionId { get; set; } = "";

    /// <summary>Show what is still wrong with the section.</summary>
    [BindProperty(SupportsGet = true, Name = "check")]
    public bool Checked { get; set; }

    /// <summary>The entry that the applicant is asked about before it goes.</summary>
    [BindProperty(SupportsGet = true, Name = "remove")]
    public string? Removing { get; set; }

    public SectionDefinition Section { get; private set; } = null!;

    /// <summary>What the form shows: what was typed in a refused post, else what was saved.</summary>
    public SectionContent Written { get; private set; } = SectionContent.Empty;

    public int Number { get; private set; }

    public DateTimeOffset? SavedAt { get; private set; }

    /// <summary>The version of another window that was saved first.</summary>
    public SectionSaved? Other { get; private set; }

    public IReadOnlyList<SectionDifference> Differences { get; private set; } = [];

    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Why nothing can be written; null when it can.</summary>
    public Refusal? ReadOnly { get; private set; }

    public SectionDefinition? Next { get; private set; }

    private SectionForm? posted;
    private IReadOnlyList<NameQuestion> questions = [];

    public Finding? FindingAt(string entry, string field) => Findings.FirstOrDefault(f =>
        f.Field == field && (f.Entry == entry || f.Entry is null) && f.Severity == Severity.MustFix);

    /// <summary>What seems to be the own name in a field, once it was checked or something was said of it.</summary>
    public NameQuestion? QuestionAt(string entry, string field) =>
        questions.FirstOrDefault(q => q.Entry.Id == entry && q.Field.Id == field && (q.IsAnswered || FindingAt(entry, field)?.RuleId == ApplicationAssembly.OwnNameRule));

    public int PagesOf(string slot, string? entry) => Open.Pages.Count(p => p.Section == SectionId && p.Slot == slot && (entry is null || p.Entry == entry));

    public int PagesOfEntry(string entry) => Open.Pages.Count(p => p.Section == SectionId && p.Entry == entry);

    public string FormatName(FieldDefinition field, string entry) => SectionForm.NameOf(entry, field.Id);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        posted = SectionForm.Read(Section, Request.Form);
        var added = Ids.Code(8).ToLowerInvariant();
        var content = posted.Done(() => added);
        Show(posted.Content, posted.Number);
        var saved = await Desk.SaveSection(Act(), Id, SectionId, content, posted.Number, cancel);
        if (saved.IsConflict)
        {
            Other = saved;
            Show(content, saved.Number);
            Differences = SectionForm.Differences(Section, content, saved.Other!);
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        var here = $"{Home}/sections/{SectionId}";
        return Redirect(posted.Action switch
        {
            SectionAction.SaveAndReturn => $"{Home}#s-{SectionId}",
            SectionAction.Add => $"{here}#entry-{added}",
            SectionAction.Up or SectionAction.Down => $"{here}#entry-{posted.Target}",
            SectionAction.AskRemove => $"{here}?remove={posted.Target}#entry-{posted.Target}",
            SectionAction.Save when Request.Query["then"] == "pages" => $"{here}/pages",
            SectionAction.Save => $"{here}?check=true",
            _ => here,
        });
    }

    protected override async Task<bool> Load(CancellationToken cancel)
    {
        if (Open.Asked.FirstOrDefault(s => s.Id == SectionId) is not { } section)
        {
            return false;
        }

        Section = section;
        Next = Open.Asked.SkipWhile(s => s.Id != SectionId).Skip(1).FirstOrDefault();
        ReadOnly = ApplicationRules.CanWrite(Application, Now);
        var saved = Open.Saved(SectionId);
        SavedAt = saved.SavedAt;
        if (posted is null)
        {
            Show(saved.Number == 0 ? await standings.Prefilled(Application.PersonId, section, cancel) : saved.Content, saved.Number);
        }

        if (Checked || Application.State == ApplicationState.Returned)
        {
            Findings = [.. ApplicationAssembly.Check(Open.Notice, Open.Document, Open.Standing, Now).Findings.Where(f => f.Section == SectionId)];
        }

        return true;
    }

    private void Show(SectionContent content, int number)
    {
        Written = SectionForm.Shown(Section, content);
        Number = number;
        questions = [.. NameQuestion.In(Section, Written, Open.Standing.OwnNames, Open.Standing.UnitNames)];
    }
}
