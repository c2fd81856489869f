using Microsoft.EntityFrameworkCore;
using Zhiping.Data;
using Zhiping.Documents;
using Zhiping.Documents.Print;
using Zhiping.Documents.Signing;
using Zhiping.Notices;
using Zhiping.Policy.Notices;

namespace Zhiping.Certificates;

/// <summary>Makes the PDF of a qualification document with its list, outside the request, and signs it. (K12, J6)</summary>
public sealed class DocumentPdf(AppDb db, NoticeStore notices, DocumentPrinter printer, PdfSigner signer, IBlobStore blobs) : IWorkHandler
{
    public const string WorkKind = "qualification-document-pdf";

    public string Kind => WorkKind;

    public async Task Run(WorkItem item, CancellationToken stop)
    {
        var id = Guid.Parse(item.Data);
        var document = await db.QualificationDocuments().SingleAsync(d => d.Id == id, stop);
        if (document.PdfSha256 is not null)
        {
            return;
        }

        var list = await db.Conferrals().Where(c => c.DocumentId == id).OrderBy(c => c.Ordinal).ToListAsync(stop);
        var committee = await db.Set<Meetings.Meeting>().Where(m => m.Id == document.MeetingId)
            .Join(db.Set<Committees.Committee>(), m => m.CommitteeId, c => c.Id, (m, c) => new { c.Name, m.StartsAt, m.RevisionId }).SingleAsync(stop);
        var notice = (await notices.Get(committee.RevisionId, stop)).Notice;
        var issuing = await IssuingBodies.Of(db, notice, document.BodyId, list[0].Level, stop);
        var pdf = await printer.PrintAsync(ModelOf(document, list, notice, committee.Name, Beijing.Day(committee.StartsAt), issuing?.ConfirmedBy.Zh), stop);
        using var stream = new MemoryStream(signer.Sign(pdf, new SignaturePurpose("印发任职资格文件", document.Issuer)), writable: false);
        document.PutPdf((await blobs.PutAsync(stream, stop: stop)).Sha256);
        await db.Commit(stop);
    }

    /// <summary>What is printed. The wording is the platform's: no notice prescribes it.</summary>
    /// <param name="confirmedBy">Who confirmed the result; null where the notice does not say.</param>
    public static QualificationDocumentModel ModelOf(
        QualificationDocument document, IReadOnlyList<Conferral> list, Notice notice, string committee, DateOnly met, string? confirmedBy)
    {
        var series = string.Join("、", list.Select(c => c.Series).Distinct(StringComparer.Ordinal).Select(s => notice.FindSeries(s)?.Name.Zh ?? s));
        return new QualificationDocumentModel
        {
            Title = $"关于{list[0].Name}{(list.Count == 1 ? "" : $"等{list.Count}名")}同志取得{series}专业技术职务任职资格的通知",
            Issuer = document.Issuer,
            Number = document.Number,
            Addressees = "各有关单位",
            Paragraphs =
            [
                $"经{committee}{Beijing.Date(met)}评审，结果已按规定公示{(confirmedBy is null ? "" : $"，由{confirmedBy}确认")}，下列{list.Count}名同志取得相应专业技术职务任职资格，取得时间为{Beijing.Date(document.Date)}。",
                $"使用范围：{document.ScopeZh.TrimEnd('。')}。",
            ],
            IssuedOn = Beijing.Date(document.Date),
            Rows = [.. list.Select(c => new QualifiedRow(c.Name, c.UnitName, c.TitleZh, notice.FindSpecialty(c.Series, c.Specialty)?.Name.Zh ?? c.Specialty, document.ScopeZh))],
        };
    }
}
