using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Bodies;
using Zhiping.Certificates.Results;
using Zhiping.Committees;
using Zhiping.Data;
using Zhiping.Meetings;
using Zhiping.Notices;
using Zhiping.Policy.Quantities;
using Notice = Zhiping.Policy.Notices.Notice;

namespace Zhiping.Certificates;

/// <summary>From the confirmed result to certificates: publicity, objections, re-checks, the document, certificates, their verification.</summary>
public sealed class CertificateDesk(AppDb db, NoticeStore notices, KeyRing keys, Sealer sealer)
{
    private const string NumberKey = "certificate-number";

    /// <summary>Shows publicly who passed, from now on. (J5)</summary>
    public async Task<ResultPublicity> PublishResult(Act act, Guid meetingId, CancellationToken cancel = default)
    {
        var (meeting, committee) = await Mine(act, meetingId, cancel);
        RefusalException.ThrowIf(await db.ResultPublicities().AnyAsync(p => p.MeetingId == meetingId, cancel)
            ? new Refusal("这次会议的结果已经公示。") { IsConflict = true }
            : null);
        var notice = (await notices.Get(meeting.RevisionId, cancel)).Notice;
        var passed = await Passed(meetingId, cancel);
        var publicity = new ResultPublicity(act, meeting, notice, committee.Name, passed.Count);
        db.Add(publicity);
        db.AddRange(passed.Select(p => new ResultEntry(publicity, p.Application, p.Name, p.UnitName, TitleOf(notice, p.Application))));
        await db.Commit(cancel);
        return publicity;
    }

    /// <summary>Takes an objection; anybody may object, signed in or not.</summary>
    public async Task<Objection> Object(Act act, Guid publicityId, NewObjection @new, CancellationToken cancel = default)
    {
        var publicity = await db.ResultPublicities().ThereAsync(p => p.Id == publicityId, cancel);
        var entry = await db.ResultEntries().SingleOrDefaultAsync(e => e.Id == @new.EntryId && e.PublicityId == publicityId, cancel);
        var contact = string.IsNullOrWhiteSpace(@new.Contact) ? null : sealer.Seal(@new.Contact.Trim(), "objection-contact");
        var objection = new Objection(act, publicity, entry, @new, contact);
        db.Add(objection);
        await db.Commit(cancel);
        return objection;
    }

    /// <summary>How to reach somebody who objected by name; null for an anonymous objection.</summary>
    public string? ContactOf(Objection objection) =>
        objection.SealedContact is null ? null : sealer.OpenText(objection.SealedContact, "objection-contact");

    /// <summary>Settles an objection with its reason.</summary>
    public async Task SettleObjection(Act act, Guid objectionId, ObjectionOutcome outcome, CancellationToken cancel = default)
    {
        var objection = await db.Objections().ThereAsync(o => o.Id == objectionId, cancel);
        var publicity = await db.ResultPublicities().ThereAsync(p => p.Id == objection.PublicityId, cancel);
        await Mine(act, publicity.MeetingId, cancel);
        objection.Settle(act, outcome, await db.Applications().SingleAsync(a => a.Id == objection.ApplicationId, cancel));
        await db.Commit(cancel);
    }

    /// <summary>The applicant asks that the own result be checked again. (J8)</summary>
    public async Task<ReCheck> AskReCheck(Act act, Guid applicationId, string text, CancellationToken cancel = default)
    {
        var application = await db.Applications().ThereAsync(a => a.Id == applicationId, cancel);
        RefusalException.ThrowIf(await db.ReChecks().AnyAsync(r => r.ApplicationId == applicationId, cancel)
            ? new Refusal("您已经申请过复查。") { IsConflict = true }
            : null);
        var reCheck = new ReCheck(act, application, text);
        db.Add(reCheck);
        await db.Commit(cancel);
        return reCheck;
    }

    /// <summary>Settles a re-check with its reason.</summary>
    public async Task SettleReCheck(Act act, Guid reCheckId, ReCheckOutcome outcome, CancellationToken cancel = default)
    {
        var reCheck = await db.ReChecks().ThereAsync(r => r.Id == reCheckId, cancel);
        RefusalException.ThrowIf(act.ForBody == reCheck.BodyId ? null : new Refusal("这份复查申请由另一个办公室办理，您的单位不能办。"));
        reCheck.Settle(act, outcome);
        await db.Commit(cancel);
    }

    /// <summary>
    /// Issues the document for everybody of the meeting who passed, was shown to the end, has no open objection and is on no document yet; confers their titles.
    /// The list is in the order of level, specialty, name and unit, so that the same results give the same places.
    /// Where the notice names another issuer for other levels (J10), they wait for the next document.
    /// </summary>
    public async Task<QualificationDocument> IssueDocument(Act act, Guid meetingId, NewDocument @new, CancellationToken cancel = default)
    {
        var (meeting, _) = await Mine(act, meetingId, cancel);
        var publicity = await db.ResultPublicities().SingleOrDefaultAsync(p => p.MeetingId == meetingId, cancel);
        RefusalException.ThrowIf(CertificateRules.PublicityOver(meeting, publicity, act.At));
        RefusalException.ThrowIf(await db.QualificationDocuments().AnyAsync(d => d.Number == @new.Number.Trim(), cancel)
            ? new Refusal("文号{0}已经用过。", @new.Number.Trim()) { Field = "Number" }
            : null);
        var notice = (await notices.Get(meeting.RevisionId, cancel)).Notice;
        var open = await db.Objections().Where(o => o.PublicityId == publicity!.Id && o.Outcome == ObjectionOutcome.Open).Select(o => o.ApplicationId).ToListAsync(cancel);
        var ready = (await Passed(meetingId, cancel)).Where(p => !open.Contains(p.Application.Id))
            .OrderByDescending(p => p.Application.Level).ThenBy(p => notice.TitleScope.For(p.Application.Placing).Zh, StringComparer.Ordinal)
            .ThenBy(p => p.Application.Specialty, StringComparer.Ordinal)
            .ThenBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.UnitName, StringComparer.Ordinal).ThenBy(p => p.Ordinal).ToList();
        if (ready.Count > 0)
        {
            var first = ready[0].Application;
            ready.RemoveAll(p => !CertificateRules.OfOneDocument(notice, p.Application, first));
            var issuing = await IssuingBodies.Of(db, notice, meeting.BodyId, ready[0].Application.Level, cancel);
            @new = @new with { Issuer = issuing?.IssuedBy.Zh ?? @new.Issuer };
        }

        var list = ready.Select((p, i) => new Conferral(i + 1, p.Application, p.Name, p.UnitName, TitleOf(notice, p.Application))).ToList();
        var document = new QualificationDocument(act, meeting, @new, ready.Count == 0 ? notice.TitleScope.Text : notice.TitleScope.For(ready[0].Application.Placing), list);
        db.Add(document);
        db.AddRange(list);
        db.Queue(new WorkItem(DocumentPdf.WorkKind, act.At, key: document.Id.ToString(), data: document.Id.ToString()));
        foreach (var (application, conferral) in ready.Zip(list, (p, c) => (p.Application, c)))
        {
            application.Move(act, ApplicationVerb.Confer, ApplicationState.Conferred, meeting.BodyId, null, ("document", document.Id), ("place", conferral.Ordinal));
        }

        await db.Commit(cancel);
        return document;
    }

    /// <summary>Notes that the document was filed with the body that keeps the filings. (J1)</summary>
    public async Task FileDocument(Act act, Guid documentId, string number, CancellationToken cancel = default)
    {
        var document = await db.QualificationDocuments().ThereAsync(d => d.Id == documentId, cancel);
        await Mine(act, document.MeetingId, cancel);
        document.File(act, number);
        await db.Commit(cancel);
    }

    /// <summary>Issues the certificates of a document; their PDFs are made by the worker.</summary>
    public async Task<IReadOnlyList<Certificate>> IssueCertificates(Act act, Guid documentId, CancellationToken cancel = default)
    {
        var document = await db.QualificationDocuments().ThereAsync(d => d.Id == documentId, cancel);
        var (meeting, committee) = await Mine(act, document.MeetingId, cancel);
        var notice = (await notices.Get(meeting.RevisionId, cancel)).Notice;
        var waiting = await db.Conferrals().Where(c => c.DocumentId == documentId && !db.Certificates().Any(x => x.ConferralId == c.Id))
            .Join(db.Applications(), c => c.ApplicationId, a => a.Id, (c, a) => new { c, a }).OrderBy(x => x.c.Ordinal).ToListAsync(cancel);
        RefusalException.ThrowIf(waiting.Count == 0 ? new Refusal("这份文件的证书都已经发了。") { IsConflict = true } : null);
        var taken = (await db.Certificates().Select(c => c.Number).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        var key = keys.Derive(NumberKey);
        var certificates = new List<Certificate>();
        foreach (var row in waiting)
        {
            var content = new CertificateContent(
                NewNumber(key, taken, document, row.c.Ordinal, row.a.Year), row.c.Name, row.c.TitleZh, Terms.Name(row.c.Level).Zh,
                notice.FindSeries(row.c.Series)?.Name.Zh ?? row.c.Series, notice.FindSpecialty(row.c.Series, row.c.Specialty)?.Name.Zh ?? row.c.Specialty,
                Terms.Name(row.c.Kind).Zh, committee.Name, document.Number, document.ListSha256, row.c.Ordinal, document.Date, document.ScopeZh,
                document.Issuer, Beijing.Day(act.At));
            var certificate = new Certificate(act, row.a, row.c, content, bytes => keys.Sign(Certificate.SigningPurpose, bytes));
            db.Add(certificate);
            db.Queue(new WorkItem(CertificatePdf.WorkKind, act.At, key: certificate.Number, data: certificate.Id.ToString()));
            certificates.Add(certificate);
        }

        await db.Commit(cancel);
        return certificates;
    }

    /// <summary>Withdraws a certificate, with the reason.</summary>
    public async Task Revoke(Act act, Guid certificateId, CancellationToken cancel = default)
    {
        var certificate = await db.Certificates().ThereAsync(c => c.Id == certificateId, cancel);
        var document = await db.QualificationDocuments().ThereAsync(d => d.Id == certificate.DocumentId, cancel);
        await Mine(act, document.MeetingId, cancel);
        certificate.Revoke(act);
        await db.Commit(cancel);
    }

    /// <summary>Checks a certificate by its number: signature, list, revocation. Null when there is none, which says nothing more.</summary>
    public async Task<CertificateCheck?> Verify(string number, CancellationToken cancel = default)
    {
        var certificate = await db.Certificates().AsNoTracking().SingleOrDefaultAsync(c => c.Number == number, cancel);
        if (certificate is null)
        {
            return null;
        }

        var content = certificate.Read();
        var conferral = await db.Conferrals().AsNoTracking().SingleAsync(c => c.Id == certificate.ConferralId, cancel);
        var document = await db.QualificationDocuments().AsNoTracking().SingleAsync(d => d.Id == certificate.DocumentId, cancel);
        var signed = content.Number == number && KeyRing.Verify(keys.PublicKey, Certificate.SigningPurpose, certificate.Content, certificate.Signature);
        var listed = document.Number == content.Document && document.ListSha256 == content.DocumentSha256
            && Convert.ToHexStringLower(SHA256.HashData(document.List)) == document.ListSha256
            && conferral.Ordinal == content.Ordinal && conferral.Name == content.Name && conferral.TitleZh == content.Title;
        return new CertificateCheck(certificate, content, conferral, document, signed, listed);
    }

    private static string NewNumber(byte[] key, HashSet<string> taken, QualificationDocument document, int ordinal, int year)
    {
        for (var again = 0; ; again++)
        {
            var number = CertificateNumber.Of(key, year, document.Number, ordinal, again);
            if (taken.Add(number))
            {
                return number;
            }
        }
    }

    private static LocalText TitleOf(Notice notice, Application application) => notice.TitleOf(application.Series, application.Specialty, application.Level);

    private async Task<(Meeting Meeting, Committee Committee)> Mine(Act act, Guid meetingId, CancellationToken cancel)
    {
        var meeting = await db.Meetings().ThereAsync(m => m.Id == meetingId, cancel);
        var committee = await db.Committees().ThereAsync(c => c.Id == meeting.CommitteeId, cancel);
        RefusalException.ThrowIf(CommitteeRules.IsOf(committee, act));
        return (meeting, committee);
    }

    private async Task<List<PassedPerson>> Passed(Guid meetingId, CancellationToken cancel) =>
        await (from dossier in db.Dossiers().Before(meetingId)
               join application in db.Applications() on dossier.ApplicationId equals application.Id
               join person in db.People() on application.PersonId equals person.Id
               join unit in db.Bodies() on application.UnitId equals unit.Id
               where application.State == ApplicationState.Passed
               orderby dossier.Ordinal
               select new PassedPerson(application, person.Name, unit.Name, dossier.Ordinal)).ToListAsync(cancel);

    private sealed record PassedPerson(Application Application, string Name, string UnitName, int Ordinal);
}

/// <summary>What a check of a certificate found.</summary>
/// <param name="Signed">The instance's signature is over what is stated.</param>
/// <param name="Listed">The document's list is unchanged and names it.</param>
public sealed record CertificateCheck(
    Certificate Certificate, CertificateContent Content, Conferral Conferral, QualificationDocument Document, bool Signed, bool Listed)
{
    public bool IsRevoked => Certificate.RevokedAt is not null;

    public bool IsValid => Signed && Listed && !IsRevoked;
}
