using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Certificates;
using Zhiping.Certificates.Results;
using Zhiping.Data;
using Zhiping.Meetings;

namespace Zhiping.Demo;

/// <summary>After the meeting, through the pages: result publicity, objections, the qualification document, certificates, their verification.</summary>
public sealed partial class SeasonPlayer
{
    private async Task PublishResults(Sitting s)
    {
        var page = await OpenOffice(OfficeOf(s, "/result"));
        if (!await With<AppDb, bool>(db => db.Dossiers().Before(s.MeetingId).Join(db.Applications(), d => d.ApplicationId, a => a.Id, (_, a) => a).AnyAsync(a => a.State == ApplicationState.Passed)))
        {
            Good(page, "没有通过的人，不用公示。");
            return;
        }

        await Press(page, "Publish");
        var publicity = await With<AppDb, ResultPublicity>(db => db.ResultPublicities().SingleAsync(p => p.MeetingId == s.MeetingId));
        using var passerBy = NewBrowser();
        Good(await passerBy.GetAsync("/publicity"));
        Good(await passerBy.GetAsync($"/publicity/{publicity.Id}"));
        queue.Plan(clock.GetUtcNow().AddDays(1), 0, "publicity", () => ObjectAndHurry(s, publicity));
        if (s.End >= SittingEnd.Document)
        {
            queue.Plan(publicity.EndsAt.AddHours(10), 0, "document", () => IssueDocument(s));
        }
    }

    /// <summary>Strangers object to two people, one of them rightly; and the office wants to issue the document before the publicity is over.</summary>
    private async Task ObjectAndHurry(Sitting s, ResultPublicity publicity)
    {
        var entries = (await With<AppDb, List<ResultEntry>>(db => db.ResultEntries().Where(e => e.PublicityId == publicity.Id).ToListAsync()))
            .OrderBy(e => e.Name, StringComparer.Ordinal).ThenBy(e => e.UnitName, StringComparer.Ordinal).Take(2).ToList();
        foreach (var (entry, i) in entries.Select((e, i) => (e, i)))
        {
            await Object(s, publicity, entry, rightly: i == 1);
        }

        var office = await BrowserOf(staff[bodies.CommitteeOffice, Role.OfficeHead]);
        await RefusedOverHttp("issued the document before the publicity ended", Forge(
            office, await OpenOffice(OfficeOf(s, "/result")), OfficeOf(s, "/result?handler=Issue"), DocumentOf(s)));
    }

    private async Task Object(Sitting s, ResultPublicity publicity, ResultEntry entry, bool rightly)
    {
        using var stranger = NewBrowser();
        var receipt = Good(await Good(await stranger.GetAsync($"/publicity/{publicity.Id}/object")).SubmitAsync(
            ("EntryId", entry.Id.ToString()), ("Text", "对其中一项业绩的真实性有疑问，请核实。"), ("Name", rightly ? "" : "示例群众")), "异议已收到");
        var objection = await With<AppDb, Guid>(db => db.Objections().Where(o => o.PublicityId == publicity.Id && o.SettledAt == null).Select(o => o.Id).SingleAsync());
        await PressOf(
            await OpenOffice(OfficeOf(s, "/result")), "Settle", objection,
            ("Outcome", $"{(rightly ? ObjectionOutcome.UpheldNotPassed : ObjectionOutcome.Rejected)}"),
            ("Reason", rightly ? "经核实，该项业绩不是本人完成。" : "经核实，反映的问题不存在。"));
        Good(await stranger.GetAsync(receipt.Path), rightly ? "经核查，异议成立" : "经核查，异议不成立");
        Report.Mistake(rightly ? "objection upheld" : "objection without ground");
    }

    private (string, string)[] DocumentOf(Sitting s) => [("Number", $"示例职改〔{notice.Year.Value}〕{s.Number}号"), ("Date", Iso(Today))];

    private async Task IssueDocument(Sitting s)
    {
        await Press(await OpenOffice(OfficeOf(s, "/result")), "Issue", DocumentOf(s));
        await Worker.RunDue(clock.Now());
        s.DocumentId = await With<AppDb, Guid>(db => db.QualificationDocuments().Where(d => d.MeetingId == s.MeetingId).Select(d => d.Id).SingleAsync());
        using var stranger = NewBrowser();
        var shown = $"/verify/documents/{s.DocumentId}";
        Good(await stranger.GetAsync(shown));
        await FetchPdf(stranger, shown + "?handler=Pdf");
        if (s.End == SittingEnd.Certificates)
        {
            queue.Plan(clock.GetUtcNow().AddDays(1), 0, "certificates", () => IssueCertificates(s));
        }
    }

    private async Task IssueCertificates(Sitting s)
    {
        var page = await OpenOffice(OfficeOf(s, "/result"));
        await PressOf(page, "Certify", s.DocumentId);
        if (until is null)
        {
            await PressOf(page, "FileDocument", s.DocumentId, ("FilingNumber", $"示例文备〔{notice.Year.Value}〕{s.Number}号"));
        }

        var certificates = await With<AppDb, List<Certificate>>(db => db.Certificates().AsNoTracking().Where(c => c.DocumentId == s.DocumentId).OrderBy(c => c.Number).ToListAsync());
        Report.Certificates += certificates.Count;
        await Worker.RunDue(clock.Now());
        await VerifyOverHttp(certificates);
        await SeeResults(s, certificates);
        await LookBack(s);
    }

    /// <summary>A stranger verifies certificates on the public page, and one that does not exist.</summary>
    private async Task VerifyOverHttp(IReadOnlyList<Certificate> certificates)
    {
        using var stranger = NewBrowser();
        foreach (var certificate in certificates.Take(SeasonApplicant.OverHttp))
        {
            Good(await stranger.GetAsync("/verify/" + certificate.Number), "证书有效");
        }

        var none = await stranger.GetAsync("/verify/ZP65202422222222");
        if (none.Text.Contains("证书有效", StringComparison.Ordinal))
        {
            throw Wrong(none, "a certificate that does not exist verifies");
        }

        Report.Mistake("verified a number that does not exist");
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
