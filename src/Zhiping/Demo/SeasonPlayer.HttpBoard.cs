using Microsoft.EntityFrameworkCore;
using Zhiping.Data;
using Zhiping.Meetings;
using Zhiping.Policy.Evaluation;
using Zhiping.Policy.Quantities;

namespace Zhiping.Demo;

/// <summary>The meeting in session: the chair presides on the board, the members vote.</summary>
public sealed partial class SeasonPlayer
{
    private static string BoardOf(Sitting s, string handler = "") => $"/meetings/{s.MeetingId}{(handler.Length > 0 ? "?handler=" + handler : "")}";

    private async Task Vote(Sitting s)
    {
        await StartVoting(s);
        var members = await Members(s);
        var chair = Expert(members.Single(m => m.Seat == Seat.Chair).PersonId);
        await OpenAs(chair, "/expert");
        var page = await OpenAs(chair, BoardOf(s));
        await RefusedOverHttp("opened a vote without a quorum", page.ClickAsync("form[action$='handler=Open'] button", NoFields, evenDisabled: true));
        var present = members.Take(CommitteeSize - 2).ToList();
        await Press(page, "Roll", [.. present.Select(m => ("Present", m.Id.ToString()))]);
        foreach (var level in s.ByDossier.Values.Select(a => a.Level).Distinct().OrderDescending())
        {
            await VoteOn(s, level, chair, present);
        }

        await Press(await OpenAs(chair, BoardOf(s)), "Close");
        await OpenAs(chair, $"/meetings/{s.MeetingId}/minutes");
    }

    private async Task VoteOn(Sitting s, Level level, DemoAccount chair, List<MeetingMember> present)
    {
        var page = Good(await (await OpenAs(chair, BoardOf(s))).ClickAsync($"form[action$='handler=Open']:has(input[value='{level}']) button", NoFields));
        var round = page.Document.QuerySelector("form[action$='handler=Count'] input[name=Round]")?.GetAttribute("value") is { } id ? Guid.Parse(id) : throw Wrong(page, "no vote was opened");
        foreach (var member in present)
        {
            var ballot = await With<MeetingDesk, (BallotRound, MeetingMember, Elector?, bool, IReadOnlyList<Dossier> Mine)?>(desk => desk.BallotOf(member.PersonId, round))
                ?? throw new SeasonWentWrongException("A member has no ballot.");
            if (ballot.Mine.Count > 0 && member.Id == present[^1].Id)
            {
                await Press(await OpenAs(chair, BoardOf(s)), "Abstain", ("Member", member.Id.ToString()), ("Reason", "中途离席。"));
            }
            else if (ballot.Mine.Count > 0)
            {
                await CastBallots(s, round, member, ballot.Mine, again: member.Id == present[0].Id);
            }
        }

        await Press(await OpenAs(chair, BoardOf(s)), "Count");
        await DecideTies(s, round, chair);
        await PressOf(await OpenAs(chair, BoardOf(s)), "Confirm", round);
        await OpenAs(chair, $"/meetings/{s.MeetingId}/rounds/{round}");
    }

    /// <summary>One ballot for each candidate that the member may judge; the first member tries a second time.</summary>
    private async Task CastBallots(Sitting s, Guid round, MeetingMember member, IReadOnlyList<Dossier> mine, bool again)
    {
        var choices = mine.ToDictionary(d => d.Id, d => ChoiceOn(s.ByDossier[d.Id], member.Place));
        if (mine.Any(d => LivesOverHttp(s.ByDossier[d.Id])))
        {
            await VoteOverHttp(member, round, choices, again);
            return;
        }

        var act = new Act(member.PersonId, null, clock.Now());
        await With<MeetingDesk>(desk => desk.Cast(act, round, choices));
        if (again)
        {
            await Refused<MeetingDesk>("cast a second ballot", desk => desk.Cast(act, round, choices));
        }
    }

    /// <summary>The chair cannot confirm past a tie, nor decide it without saying why.</summary>
    private async Task DecideTies(Sitting s, Guid round, DemoAccount chair)
    {
        var tied = (await With<AppDb, List<Guid>>(db => db.CandidateResults().Where(r => r.RoundId == round && r.Outcome == RankOutcome.TieToDecide).Select(r => r.DossierId).ToListAsync()))
            .OrderBy(d => s.ByDossier[d].Number).Select(d => ("Order", d.ToString())).ToList();
        if (tied.Count == 0)
        {
            return;
        }

        const string button = "form[action$='handler=Tie'] button";
        Report.Mistake("tie at the cap");
        var page = await OpenAs(chair, BoardOf(s));
        await RefusedOverHttp("confirmed with a tie undecided", Forge(await BrowserOf(chair), page, BoardOf(s, "Confirm"), ("Round", round.ToString())));
        await RefusedOverHttp("decided a tie without saying why", page.ClickAsync(button, [.. tied, ("Reason", "")]));
        Good(await page.ClickAsync(button, [.. tied, ("Reason", "基层工作时间长的在前。")]));
    }

    private static BallotChoice ChoiceOn(SeasonApplicant applicant, int expert) =>
        applicant.IsStrong || applicant.IsAtTheLine || expert % 2 == 0 ? BallotChoice.Yes : BallotChoice.No;
}
