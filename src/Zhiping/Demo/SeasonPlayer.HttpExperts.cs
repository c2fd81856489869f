using System.Globalization;
using System.Net;
using Zhiping.Meetings;

namespace Zhiping.Demo;

/// <summary>Experts read, score, hear and vote on the first applicants through the pages.</summary>
public sealed partial class SeasonPlayer
{
    private bool LivesOverHttp(SeasonApplicant applicant) => takings[applicant.Number].Browser is not null;

    private DemoAccount Expert(Guid personId) => staff.Experts.Find(e => e.Id == personId) ?? throw new SeasonWentWrongException("A member is no expert of the script.");

    /// <summary>Turns every page of a dossier, which must not name the person, and hands the scores in.</summary>
    private async Task ScoreOverHttp(MeetingMember member, ScoreSheet sheet, SeasonApplicant applicant, IReadOnlyDictionary<string, string> scores, string comment)
    {
        var expert = Expert(member.PersonId);
        var path = $"/expert/dossiers/{sheet.DossierId}";
        await OpenAs(expert, "/expert");
        var page = await OpenAs(expert, path);
        var sections = page.Document.QuerySelectorAll("ol.index li").Length;
        for (var section = 0; section < sections; section++)
        {
            await LeafThrough(expert, $"{path}?s={section}", applicant);
        }

        page = await OpenAs(expert, path);
        Good(await page.ClickAsync("#sheet .row-actions button.btn-primary", [.. scores.Select(s => ($"Marks[{s.Key}]", s.Value)), ("Comment", comment)]));
        Good(await OpenAs(expert, path), "提交后不能再改");
    }

    private async Task LeafThrough(DemoAccount expert, string path, SeasonApplicant applicant)
    {
        var page = await OpenAs(expert, path);
        if (page.Text.Contains(applicant.Person.Name, StringComparison.Ordinal) || page.Text.Contains(applicant.Unit.Name, StringComparison.Ordinal))
        {
            throw Wrong(page, "it names the applicant or the unit");
        }

        if (page.Document.QuerySelector("svg image")?.GetAttribute("href") is { } picture)
        {
            await Fetch(await BrowserOf(expert), picture, "image/jpeg");
        }
    }

    /// <summary>Somebody who was not drawn types in the address of a dossier.</summary>
    private async Task OpenAnothersDossier(IReadOnlyCollection<MeetingMember> members, Guid dossierId)
    {
        var stranger = staff.Experts.Last(e => members.All(m => m.PersonId != e.Id));
        await OpenAs(stranger, "/home");
        var page = await (await BrowserOf(stranger)).GetAsync($"/expert/dossiers/{dossierId}");
        if (page.Status is not (HttpStatusCode.NotFound or HttpStatusCode.Forbidden))
        {
            throw Wrong(page, "an expert opened another's dossier");
        }

        Report.Mistake("opened another's dossier");
    }

    private async Task ScoreDefenceOverHttp(MeetingMember judge, DefenceEntry entry, decimal points)
    {
        var expert = Expert(judge.PersonId);
        var page = await OpenAs(expert, $"/expert/meetings/{entry.MeetingId}/defence");
        Good(await page.ClickAsync(
            $"form:has(input[name=Dossier][value='{entry.Id}']) button", [("Points", points.ToString(CultureInfo.InvariantCulture))]));
    }

    /// <summary>One ballot for all candidates of a level; the first member presses the button a second time.</summary>
    private async Task VoteOverHttp(MeetingMember member, Guid round, IReadOnlyDictionary<Guid, BallotChoice> choices, bool again)
    {
        const string button = "form:has(input[name^='Choices']) button.btn-primary";
        var fields = choices.Select(c => ($"Choices[{c.Key}]", $"{c.Value}")).ToList();
        var page = await OpenAs(Expert(member.PersonId), $"/expert/rounds/{round}");
        Good(await page.ClickAsync(button, fields), "您的票已投出");
        if (again)
        {
            await RefusedOverHttp("cast a second ballot", page.ClickAsync(button, fields));
        }
    }
}
