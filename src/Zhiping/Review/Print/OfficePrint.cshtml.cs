using Microsoft.AspNetCore.Mvc;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Publicity;

namespace Zhiping.Review.Print;

/// <summary>The papers that an office can print of a case: the evaluation form, and at the unit its three letters. (K1–K3, K8)</summary>
[ForRoles(Role.UnitHr, Role.UnitLeader, Role.AuthorityClerk, Role.BureauClerk, Role.OfficeClerk, Role.OfficeHead)]
public sealed class OfficePrintModel(AppDb db, CurrentPerson person, OfficeCases cases, RequestInstant instant, PrintDesk desk)
    : OfficePage(db, person, cases, instant)
{
    [BindProperty]
    public PrintKind Kind { get; set; }

    [BindProperty]
    public string? Since { get; set; }

    [BindProperty]
    public string? Summary { get; set; }

    /// <summary>What can be printed here, and why not.</summary>
    public IReadOnlyList<(PrintKind Kind, Refusal? WhyNot)> Papers { get; private set; } = [];

    public async Task<IActionResult> OnGet(CancellationToken cancel) => await Load(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (!await MaySee(cancel))
        {
            return NotFound();
        }

        var job = await desk.Order(Person.Act(), Id, Kind, new RecommendationWords(Since ?? "", Summary ?? ""), cancel);
        return Redirect($"/prints/{job.Id}");
    }

    protected override async Task LoadMore(CancellationToken cancel)
    {
        PrintKind[] kinds = Application.UnitId == BodyId
            ? [PrintKind.UnitPublicity, PrintKind.PublicityResult, PrintKind.Recommendation, PrintKind.FormDraft, PrintKind.FormOfficial, PrintKind.DossierBag, PrintKind.Roster]
            : [PrintKind.FormDraft, PrintKind.FormOfficial];
        if (Office.Notice.Channels.Any(c => c.Channel == Application.Channel && c.CommissionLetter))
        {
            kinds = [.. kinds, PrintKind.CommissionLetter];
        }

        var papers = new List<(PrintKind, Refusal?)>();
        foreach (var kind in kinds)
        {
            papers.Add((kind, await desk.WhyNot(Application, kind, BodyId, new RecommendationWords("-", "-"), cancel)));
        }

        Papers = papers;
    }
}
