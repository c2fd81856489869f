using System.Globalization;
using System.Net;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Certificates;
using Zhiping.Data;
using Zhiping.Meetings;

namespace Zhiping.Demo;

/// <summary>Experts read, score, hear and vote on the first applicants through the pages; the applicants see what became of it.</summary>
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
    private async Task VoteOverHttp(MeetingMember member, BallotRound round, IReadOnlyDictionary<Guid, BallotChoice> choices, bool again)
    {
        const string button = "form:has(input[name^='Choices']) button.btn-primary";
        var fields = choices.Select(c => ($"Choices[{c.Key}]", $"{c.Value}")).ToList();
        var page = await OpenAs(Expert(member.PersonId), $"/expert/rounds/{round.Id}");
        Good(await page.ClickAsync(button, fields), "您的票已投出");
        if (again)
        {
            await RefusedOverHttp("cast a second ballot", page.ClickAsync(button, fields));
        }
    }

    /// <summary>The office, the chair and the supervisor open what the meeting has left behind.</summary>
    private async Task LookBack(Sitting s)
    {
        var meeting = $"/office/meetings/{s.MeetingId}";
        var committee = $"/office/committees/{committeeId}";
        foreach (var path in (string[])["/home", "/office/committees", committee, committee + "/meetings", meeting, meeting + "/members", meeting + "/dossiers", meeting + "/defence", meeting + "/result"])
        {
            await OpenAs(bodies.CommitteeOffice, Role.OfficeHead, path);
        }

        var chair = Expert((await Members(s)).Single(m => m.Seat == Seat.Chair).PersonId);
        foreach (var path in (string[])["/expert", $"/meetings/{s.MeetingId}", $"/meetings/{s.MeetingId}/minutes"])
        {
            await OpenAs(chair, path);
        }

        await OpenAs(bodies.Supervision, Role.Supervisor, "/supervision/returns");
    }

    /// <summary>Each of the first sees the result, and the certificate where there is one, which a stranger then verifies.</summary>
    private async Task SeeResults(Sitting s, IReadOnlyList<Certificate> certificates)
    {
        foreach (var taking in s.ByDossier.Values.Where(LivesOverHttp).OrderBy(a => a.Number).Select(a => takings[a.Number]))
        {
            var path = Home(taking) + "/result";
            var certificate = certificates.FirstOrDefault(c => c.ApplicationId == taking.ApplicationId);
            var page = Good(await Open(taking, path), certificate is null ? "评审结果" : "评审通过");
            if (certificate is null)
            {
                continue;
            }

            if (page.Document.QuerySelector($"a[href='/verify/{certificate.Number}']") is null)
            {
                throw Wrong(page, "it does not lead to the certificate's public page");
            }

            await FetchPdf(taking.Browser!, path + "?handler=Pdf");
            using var stranger = NewBrowser();
            Good(await Good(await stranger.GetAsync("/verify")).ClickAsync("form[action='/verify'] button", [("number", certificate.Number)]), "证书有效");
        }
    }
}
