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

    /// <summary>Ticked specialties, each with its notice before it; none for all of the notice.</summary>
    [BindProperty]
    public List<string> Specialties { get; set; } = [];

    [BindProperty]
    public string? SizeConsent { get; set; }

    public IReadOnlyList<(Committee Committee, PublishedNotice? Notice)> Rows { get; private set; } = [];

    public IReadOnlyList<PublishedNotice> Notices { get; private set; } = [];

    private const string Of = ":";

    /// <summary>A specialty as the form sends it: the notices' specialties may bear the same names.</summary>
    public static string ValueOf(PublishedNotice notice, string specialty) => notice.Notice.Id + Of + specialty;

    public Task OnGet(CancellationToken cancel) => ShowAgain(cancel);

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        var notice = NoticeId ?? "";
        List<string> specialties = [.. Specialties.Select(value => value.StartsWith(notice + Of, StringComparison.Ordinal) ? value[(notice.Length + Of.Length)..] : value)];
        var committee = await desk.SetUp(
            person.Act(), new NewCommittee(person.ActingBodyId!.Value, notice, Name ?? "", PlannedSize ?? 0, TopLevel, specialties, SizeConsent), cancel);
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
        Rows = [.. committees.Select(c => (c, all.FirstOrDefault(n => n.Notice.Id == c.NoticeId)))];
    }
}
