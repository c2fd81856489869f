using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Committees.Office;

/// <summary>The committees that the acting office runs, and setting up another.</summary>
[ForRoles(Role.OfficeClerk, Role.OfficeHead)]
public sealed class IndexModel(AppDb db, CurrentPerson person, CommitteeDesk desk, NoticeStore notices) : PageModel, IShowAgain
{
    [BindProperty]
    public string? NoticeId { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public int? PlannedSize { get; set; }

    [BindProperty]
    public Level TopLevel { get; set; } = Level.FullSenior;

    [BindProperty]
    public string? SizeConsent { get; set; }

    public IReadOnlyList<(Committee Committee, string Notice)> Rows { get; private set; } = [];

    public IReadOnlyList<PublishedNotice> Notices { get; private set; } = [];

    public Task OnGet(CancellationToken cancel) => ShowAgain(cancel);

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        var committee = await desk.SetUp(
            person.Act(), new NewCommittee(person.ActingBodyId!.Value, NoticeId ?? "", Name ?? "", PlannedSize ?? 0, TopLevel, [], SizeConsent), cancel);
        TempData["Flash"] = "评审委员会已设立，请报备案。";
        return Redirect($"/office/committees/{committee.Id}");
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        var bodyId = person.ActingBodyId!.Value;
        var body = await db.Body(bodyId, cancel);
        var all = await notices.All(cancel);
        Notices = [.. all.Where(n => n.Notice is { Abstract: false, StandIn: false } && (body.Series.Count == 0 || n.Notice.SeriesList.Any(s => body.Series.Contains(s.Id))))];
        var committees = await db.Committees().RunBy(bodyId).OrderByDescending(c => c.CreatedAt).ToListAsync(cancel);
        Rows = [.. committees.Select(c => (c, all.FirstOrDefault(n => n.Notice.Id == c.NoticeId)?.Notice.ShortTitle.Zh ?? c.NoticeId))];
    }
}
