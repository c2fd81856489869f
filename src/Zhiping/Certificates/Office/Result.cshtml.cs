using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Certificates.Results;
using Zhiping.Data;
using Zhiping.Meetings.Office;
using Zhiping.Notices;

namespace Zhiping.Certificates.Office;

/// <summary>An objection with the person it is about.</summary>
public sealed record ObjectionRow(Objection Objection, string About, string? Contact);

/// <summary>A certificate with its holder.</summary>
public sealed record CertificateRow(Conferral Conferral, Certificate? Certificate);

/// <summary>After the meeting: publicity, objections, re-checks, the qualification document, certificates. (J5, J6, J8)</summary>
[ForRoles(Role.OfficeClerk, Role.OfficeHead)]
public sealed class ResultModel(AppDb db, CurrentPerson person, NoticeStore notices, CertificateDesk desk, RequestInstant instant, IConfiguration configuration) : OfficePage(db, person, notices)
{
    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public DateOnly? Date { get; set; }

    [BindProperty]
    public string? Issuer { get; set; }

    [BindProperty]
    public Guid Item { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? FilingNumber { get; set; }

    [BindProperty]
    public ObjectionOutcome Outcome { get; set; }

    [BindProperty]
    public ReCheckOutcome ReCheckOutcome { get; set; }

    public ResultPublicity? Publicity { get; private set; }

    public int Passed { get; private set; }

    public IReadOnlyList<ObjectionRow> Objections { get; private set; } = [];

    public IReadOnlyList<(ReCheck ReCheck, string Name)> ReChecks { get; private set; } = [];

    public IReadOnlyList<QualificationDocument> Documents { get; private set; } = [];

    public IReadOnlyList<CertificateRow> Certificates { get; private set; } = [];

    /// <summary>Who confirms and issues the next document; null where the office has to write who issues it. (J10)</summary>
    public IssuingBodies? Issuing { get; private set; }

    /// <summary>Where the titles of the next document count; null where nobody waits for one.</summary>
    public Policy.Quantities.LocalText? Scope { get; private set; }

    /// <summary>Some who passed have another scope and another document.</summary>
    public bool OtherScopes { get; private set; }

    /// <summary>The levels that the next document covers, where others have another issuer; otherwise empty.</summary>
    public IReadOnlyList<Policy.Quantities.Level> NextLevels { get; private set; } = [];

    /// <summary>What the notice says about the filing after the document; null where it says nothing.</summary>
    public Policy.Notices.Filing? AfterDocument => Notice.Filings.FirstOrDefault(f => f.Id == "after-document");

    /// <summary>The instance does not know its public address, so that certificates carry no QR code.</summary>
    public bool NoAddress => CertificatePdf.VerifyAddress(configuration, "") is null;

    public DateOnly Today => Beijing.Day(instant.At);

    /// <summary>Why no document can be issued yet.</summary>
    public Refusal? WhyNotIssue => CertificateRules.PublicityOver(Meeting, Publicity, instant.At);

    public Task<IActionResult> OnPostPublish(Guid id, CancellationToken cancel) =>
        Do(id, "结果已公示。", () => desk.PublishResult(Person.Act(), id, cancel), cancel);

    public Task<IActionResult> OnPostSettle(Guid id, CancellationToken cancel) =>
        Do(id, "异议已处理。", () => desk.SettleObjection(Person.Act(Reason), Item, Outcome, cancel), cancel);

    public Task<IActionResult> OnPostReCheck(Guid id, CancellationToken cancel) =>
        Do(id, "复查申请已处理。", () => desk.SettleReCheck(Person.Act(Reason), Item, ReCheckOutcome, cancel), cancel);

    public Task<IActionResult> OnPostIssue(Guid id, CancellationToken cancel) =>
        Do(id, "任职资格文件已印发。", () => desk.IssueDocument(Person.Act(), id, new NewDocument(Number ?? "", Date ?? Today, Issuer ?? ""), cancel), cancel);

    public Task<IActionResult> OnPostCertify(Guid id, CancellationToken cancel) =>
        Do(id, "电子证书已签发，文件在后台制作。", () => desk.IssueCertificates(Person.Act(), Item, cancel), cancel);

    public Task<IActionResult> OnPostFileDocument(Guid id, CancellationToken cancel) =>
        Do(id, "事后备案已登记。", () => desk.FileDocument(Person.Act(), Item, FilingNumber ?? "", cancel), cancel);

    public Task<IActionResult> OnPostRevoke(Guid id, CancellationToken cancel) =>
        Do(id, "证书已撤销。", () => desk.Revoke(Person.Act(Reason), Item, cancel), cancel);

    protected override async Task Read(CancellationToken cancel)
    {
        Publicity = await Db.ResultPublicities().SingleOrDefaultAsync(p => p.MeetingId == Meeting.Id, cancel);
        if (Publicity is { } shown)
        {
            var objections = await Db.Objections().Where(o => o.PublicityId == shown.Id)
                .Join(Db.ResultEntries().Where(e => e.PublicityId == shown.Id), o => o.ApplicationId, e => e.ApplicationId, (o, e) => new { o, e.Name, e.UnitName })
                .OrderBy(x => x.o.ReceivedAt).ToListAsync(cancel);
            Objections = [.. objections.Select(x => new ObjectionRow(x.o, $"{x.Name}，{x.UnitName}", desk.ContactOf(x.o)))];
        }

        await ReadNext(cancel);
        var reChecks = await Db.ReChecks().Where(r => r.BodyId == Meeting.BodyId && Db.Set<Zhiping.Meetings.Dossier>().Any(d => d.MeetingId == Meeting.Id && d.ApplicationId == r.ApplicationId && d.OffAt == null))
            .Join(Db.Applications(), r => r.ApplicationId, a => a.Id, (r, a) => new { r, a.PersonId }).Join(Db.People(), x => x.PersonId, p => p.Id, (x, p) => new { x.r, p.Name })
            .OrderBy(x => x.r.AskedAt).ToListAsync(cancel);
        ReChecks = [.. reChecks.Select(x => (x.r, x.Name))];
        Documents = await Db.QualificationDocuments().Where(d => d.MeetingId == Meeting.Id).OrderBy(d => d.IssuedAt).ToListAsync(cancel);
        var ids = Documents.Select(d => d.Id).ToList();
        var certificates = await Db.Certificates().Where(c => ids.Contains(c.DocumentId)).ToDictionaryAsync(c => c.ConferralId, cancel);
        Certificates = [.. (await Db.Conferrals().Where(c => ids.Contains(c.DocumentId)).OrderBy(c => c.Ordinal).ToListAsync(cancel))
            .Select(c => new CertificateRow(c, certificates.GetValueOrDefault(c.Id)))];
    }

    /// <summary>Whom the next document covers, and who confirms and issues it.</summary>
    private async Task ReadNext(CancellationToken cancel)
    {
        var open = Objections.Where(o => o.Objection.Outcome == ObjectionOutcome.Open).Select(o => o.Objection.ApplicationId).ToList();
        var passed = await Db.Set<Zhiping.Meetings.Dossier>().Where(d => d.MeetingId == Meeting.Id && d.OffAt == null)
            .Join(Db.Applications(), d => d.ApplicationId, a => a.Id, (_, a) => a).Where(a => a.State == ApplicationState.Passed)
            .Select(a => new { Application = a, Waits = open.Contains(a.Id) }).ToListAsync(cancel);
        if (passed.Count == 0)
        {
            return;
        }

        var first = passed.OrderBy(p => p.Waits).ThenByDescending(p => p.Application.Level)
            .ThenBy(p => Notice.TitleScope.For(p.Application.Placing).Zh, StringComparer.Ordinal).First().Application;
        var next = passed.Where(p => CertificateRules.OfOneDocument(Notice, p.Application, first)).Select(p => p.Application.Level).ToList();
        Scope = Notice.TitleScope.For(first.Placing);
        var otherIssuer = passed.Exists(p => !ReferenceEquals(Notice.IssuingOf(p.Application.Level), Notice.IssuingOf(first.Level)));
        (NextLevels, Passed) = (otherIssuer ? [.. next.Distinct().OrderDescending()] : [], next.Count);
        OtherScopes = passed.Exists(p => Notice.TitleScope.For(p.Application.Placing) != Scope);
        Issuing = await IssuingBodies.Of(Db, Notice, Meeting.BodyId, first.Level, cancel);
    }
}
