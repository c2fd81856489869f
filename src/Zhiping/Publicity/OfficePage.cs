using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Policy.Quantities;

namespace Zhiping.Publicity;

/// <summary>A page about one application for the bodies that have it or had it in hand; for everybody else it is not there.</summary>
public abstract class OfficePage(AppDb db, CurrentPerson person, OfficeCases cases, RequestInstant instant) : PageModel, IShowAgain
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    public OfficeCase Office { get; private set; } = null!;

    public Application Application => Office.Application;

    public Body Unit { get; private set; } = null!;

    public string ApplicantName { get; private set; } = "";

    /// <summary>The acting body has it in hand and may decide.</summary>
    public bool InHand => person.ActingBodyId == Application.HolderId && !ApplicationStates.Editable.Contains(Application.State);

    public Guid BodyId => person.ActingBodyId!.Value;

    public DateTimeOffset Now => instant.At;

    protected AppDb Db => db;

    protected CurrentPerson Person => person;

    protected OfficeCases Cases => cases;

    /// <summary>The title applied for: 馆员（中级）.</summary>
    public LocalText Title
    {
        get
        {
            var title = Office.Notice.TitleOf(Application.Series, Application.Specialty, Application.Level);
            var level = Terms.Name(Application.Level);
            return title == level ? level : new LocalText($"{title.Zh}（{level.Zh}）", $"{title.En} ({level.En})");
        }
    }

    public LocalText SpecialtyName =>
        Office.Notice.FindSpecialty(Application.Series, Application.Specialty)?.Name ?? new LocalText(Application.Specialty, Application.Specialty);

    /// <summary>Loads the case, or answers that it is not there.</summary>
    public async Task<bool> Load(CancellationToken cancel)
    {
        if (person.ActingBodyId is not { } body || !person.Has(OfficeCases.Handlers)
            || await db.Applications().VisibleTo(db, body).FirstOrDefaultAsync(a => a.Id == Id, cancel) is not { } application)
        {
            return false;
        }

        Office = await cases.Read(application, cancel);
        Unit = await db.Body(application.UnitId, cancel);
        ApplicantName = (await db.People().SingleAsync(p => p.Id == application.PersonId, cancel)).Name;
        await LoadMore(cancel);
        return true;
    }

    public Task ShowAgain(CancellationToken cancel) => Load(cancel);

    protected virtual Task LoadMore(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Shows a word about what was done and goes on.</summary>
    protected IActionResult Done(string words, string to)
    {
        TempData["Flash"] = words;
        return Redirect(to);
    }

    /// <summary>Checks that the acting body may see the case before a verb is tried.</summary>
    protected async Task<bool> MaySee(CancellationToken cancel) => person.ActingBodyId is { } body && person.Has(OfficeCases.Handlers)
        && await db.Applications().VisibleTo(db, body).AnyAsync(a => a.Id == Id, cancel);
}
