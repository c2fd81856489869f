using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Notices;

namespace Zhiping.Meetings.Experts;

/// <summary>The secret ballot of one level: one choice a candidate, cast once and together. (J3)</summary>
[ForSignedIn]
public sealed class VoteModel(AppDb db, CurrentPerson person, MeetingDesk desk, NoticeStore notices) : PageModel, IShowAgain
{
    [BindProperty]
    public Dictionary<Guid, BallotChoice?> Choices { get; set; } = [];

    public BallotRound Round { get; private set; } = null!;

    public Notice Notice { get; private set; } = null!;

    public IReadOnlyList<Dossier> Mine { get; private set; } = [];

    public bool HasVoted { get; private set; }

    /// <summary>Why the ballot cannot be cast now; null when it can.</summary>
    public Refusal? WhyNot { get; private set; }

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancel) => await Load(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancel)
    {
        var choices = Choices.Where(c => c.Value is not null).ToDictionary(c => c.Key, c => c.Value!.Value);
        if (!await desk.Cast(person.OwnAct(), id, choices, cancel))
        {
            return NotFound();
        }

        TempData["Flash"] = "您的票已投出。";
        return Redirect($"/expert/rounds/{id}");
    }

    public Task ShowAgain(CancellationToken cancel) => Load(Guid.Parse((string)RouteData.Values["id"]!), cancel);

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        if (await desk.BallotOf(person.Id, id, cancel) is not { } ballot)
        {
            return false;
        }

        var meeting = await db.Meetings().FindAsync([ballot.Round.MeetingId], cancel);
        Round = ballot.Round;
        Notice = (await notices.Get(meeting!.RevisionId, cancel)).Notice;
        Mine = ballot.Mine;
        HasVoted = ballot.HasVoted;
        WhyNot = BallotRules.CanCast(ballot.Round, ballot.Elector, ballot.HasVoted, [], new Dictionary<Guid, BallotChoice>());
        return true;
    }
}
