using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Committees;
using Zhiping.Data;
using Zhiping.Meetings;
using Zhiping.Policy.Quantities;

namespace Zhiping.Demo;

/// <summary>The committee's office sets the committee up, draws its members, decides recusals and arranges defences, all through its pages.</summary>
public sealed partial class SeasonPlayer
{
    private const int Reserves = 5;

    private Task<PlainPage> OpenOffice(string path) => OpenAs(bodies.CommitteeOffice, Role.OfficeHead, path);

    private static string OfficeOf(Sitting s, string part = "") => $"/office/meetings/{s.MeetingId}{part}";

    /// <summary>Presses the button of the form that does this.</summary>
    private static async Task<PlainPage> Press(PlainPage page, string handler, params (string Name, string Value)[] fields) =>
        Good(await page.ClickAsync($"form[action$='handler={handler}'] button", fields));

    /// <summary>The same in the form that is about this.</summary>
    private static async Task<PlainPage> PressOf(PlainPage page, string handler, Guid item, params (string Name, string Value)[] fields) =>
        Good(await page.ClickAsync($"form[action$='handler={handler}']:has(input[value='{item}']) button", fields));

    /// <summary>Sends what no button of a page offers, with the page's own token.</summary>
    private static Task<PlainPage> Forge(PlainBrowser browser, PlainPage page, string path, params (string Name, string Value)[] fields) =>
        browser.PostBareAsync(path, [.. fields, ("__RequestVerificationToken", page.ValueOf("__RequestVerificationToken") ?? "")]);

    private static Guid IdAtTheEnd(PlainPage page) =>
        Guid.TryParse(page.Path.Split('/')[^1], out var id) ? id : throw Wrong(page, "nothing was made");

    private static string Minute(DateTimeOffset at) => Beijing.At(at).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    private async Task SetUpCommittee()
    {
        var page = Good(await (await OpenOffice("/office/committees")).SubmitAsync(
            ("NoticeId", notice.Id), ("Name", "文化系列评审委员会"), ("PlannedSize", $"{CommitteeSize}"), ("TopLevel", $"{Level.FullSenior}")));
        committeeId = IdAtTheEnd(page);
        page = await Press(page, "File", ("FilingNumber", $"示例备〔{notice.Year.Value}〕1号"));
        page = await Press(page, "Approve", ("ValidFrom", Iso(Today)), ("ValidUntil", Iso(Today.AddYears(2))));
        var specialties = applicants.Select(a => a.Specialty).Distinct().Order(StringComparer.Ordinal).Select(s => ("Specialties", s)).ToList();
        foreach (var (expert, number) in staff.Experts.Select((e, i) => (e, i)))
        {
            // One in five works in a unit that applicants come from, so that recusal has something to do.
            var unit = number % 5 == 0 ? bodies.Units[number % bodies.Units.Count].Unit.Name : "";
            page = await Press(page, "Enter", [
                ("Login", expert.Person.IdentityNumber), .. specialties, ("TitleLevel", $"{Level.FullSenior}"), ("Unit", unit),
                ("TermFrom", Iso(Today)), ("TermTo", Iso(Today.AddYears(3).AddDays(-1)))]);
        }
    }

    private async Task<Guid> PlanMeeting(DateTimeOffset starts) => IdAtTheEnd(Good(await (await OpenOffice($"/office/committees/{committeeId}/meetings")).SubmitAsync(
        ("StartsAt", Minute(starts)), ("Place", "示例会议室"), ("ReadBy", Minute(starts.AddHours(-1))))));

    private async Task TakeIn(Sitting s, IEnumerable<Guid> applications) =>
        await Press(await OpenOffice(OfficeOf(s, "/dossiers")), "Take", [.. applications.Select(a => ("Pick", a.ToString()))]);

    /// <summary>Draws the members, appoints who presides, and puts a reserve in the place of somebody who fell ill.</summary>
    private async Task SeatMembers(Sitting s)
    {
        var page = await Press(await OpenOffice(OfficeOf(s, "/members")), "Draw", ("Count", $"{CommitteeSize}"), ("Standby", $"{Reserves}"));
        var members = await Members(s);
        foreach (var (member, seat) in ((MeetingMember, Seat)[])[(members[0], Seat.Chair), (members[1], Seat.Deputy)])
        {
            page = Good(await page.ClickAsync($"form[action$='handler=Appoint']:has(input[value='{member.Id}']) button[value='{seat}']", NoFields));
        }

        await PressOf(page, "Replace", members[^1].Id, ("Reason", "住院治疗，不能参加。"));
        Report.Mistake("could not come and was replaced");
    }

    private async Task StartReading(Sitting s)
    {
        var page = await Press(await OpenOffice(OfficeOf(s)), "File", ("FilingNumber", $"示例会备〔{notice.Year.Value}〕{s.Number}号"));
        await Press(page, "Read");
    }

    /// <summary>An expert asks to be kept from a dossier, and the office agrees.</summary>
    private async Task Recuse(Sitting s, MeetingMember member, Guid dossierId)
    {
        Good(await (await OpenAs(Expert(member.PersonId), $"/expert/dossiers/{dossierId}/recuse")).SubmitAsync(("Reason", "可能与申报人共事过。")));
        var recusal = await With<AppDb, Guid>(db => db.Recusals()
            .Where(r => r.DossierId == dossierId && r.MemberId == member.Id && r.State == RecusalState.Open).Select(r => r.Id).SingleAsync());
        Good(await (await OpenOffice(OfficeOf(s, "/members"))).ClickAsync(
            $"form:has(input[value='{recusal}']) button[formaction$='handler=Grant']", [("Reason", "情况属实。")]));
    }

    private async Task StartDefence(Sitting s)
    {
        await Press(await OpenOffice(OfficeOf(s, "/defence")), "Announce", ("StartsAt", Minute(clock.GetUtcNow().AddHours(1))), ("Place", "示例会议室"), ("ByVideo", "true"));
        await Press(await OpenOffice(OfficeOf(s)), "Defence");
    }

    private async Task MarkAbsent(DefenceEntry entry) =>
        await PressOf(await OpenOffice($"/office/meetings/{entry.MeetingId}/defence"), "Absent", entry.Id);

    private async Task DecideDefence(Sitting s, Guid dossierId) => await PressOf(
        await OpenOffice(OfficeOf(s, "/defence")), "Decide", dossierId, ("Value", "70"), ("Reason", "本专业无人答辩，评委会集体研究决定。"));

    private async Task StartVoting(Sitting s) => await Press(await OpenOffice(OfficeOf(s)), "Vote");

    /// <summary>The office opens what the meeting has left behind, and the supervisor what was returned.</summary>
    private async Task LookBack(Sitting s)
    {
        var committee = $"/office/committees/{committeeId}";
        foreach (var path in (string[])["/home", "/office/committees", committee, committee + "/meetings", OfficeOf(s), OfficeOf(s, "/members"), OfficeOf(s, "/dossiers"), OfficeOf(s, "/defence"), OfficeOf(s, "/result"), $"/meetings/{s.MeetingId}/minutes"])
        {
            await OpenOffice(path);
        }

        await OpenAs(bodies.Supervision, Role.Supervisor, "/supervision/returns");
    }
}

/// <summary>Seeds of a season's draws, in the order in which they are asked for.</summary>
internal sealed class SeasonDrawSeeds(ulong seed) : DrawSeeds
{
    private int drawn;

    public override byte[] Next() => SeededChoice.For(seed, "draw", ++drawn).Bytes(32);
}
