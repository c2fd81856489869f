using System.Security.Cryptography;
using System.Text.Json;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Meetings;
using Zhiping.Policy.Quantities;

namespace Zhiping.Certificates;

/// <summary>What a qualification document says of itself.</summary>
/// <param name="Number">文号, such as 示例职改〔2024〕12号.</param>
/// <param name="Issuer">Who issues it, where the notice does not say. (J10)</param>
public sealed record NewDocument(string Number, DateOnly Date, string Issuer = "");

/// <summary>The document that confers titles (任职资格文件, J6): number, date, issuer, and its list, hashed as stored.</summary>
public sealed class QualificationDocument : Recorded
{
    private QualificationDocument()
    {
    }

    public QualificationDocument(Act act, Meeting meeting, NewDocument @new, LocalText scope, IReadOnlyList<Conferral> list)
    {
        RefusalException.ThrowIf(CertificateRules.CanIssueDocument(@new, Beijing.Day(act.At), list.Count));
        Id = Ids.Blind(); // public pages name it
        MeetingId = meeting.Id;
        BodyId = meeting.BodyId;
        NoticeId = meeting.NoticeId;
        Number = @new.Number.Trim();
        Date = @new.Date;
        Issuer = @new.Issuer.Trim();
        ScopeZh = scope.Zh;
        ScopeEn = scope.En;
        IssuedBy = act.By!.Value;
        IssuedAt = act.At;
        List = JsonSerializer.SerializeToUtf8Bytes(list.Select(c => new { c.Ordinal, c.Name, c.UnitName, c.Series, c.Specialty, Level = c.Level.ToString(), c.TitleZh }), BlindDossier.Json);
        ListSha256 = Convert.ToHexStringLower(SHA256.HashData(List));
        foreach (var conferral in list)
        {
            conferral.PutOn(this);
        }

        Record(act, "IssueDocument", ("meeting", meeting.Id), ("number", Number), ("sha256", ListSha256), ("count", list.Count));
    }

    public override string SubjectKind => "qualification-document";

    public Guid MeetingId { get; private set; }

    public Guid BodyId { get; private set; }

    public string NoticeId { get; private set; } = "";

    public string Number { get; private set; } = "";

    public DateOnly Date { get; private set; }

    public string Issuer { get; private set; } = "";

    /// <summary>Where its titles count: 定向评价，在阿克苏地区使用. (J6a)</summary>
    public string ScopeZh { get; private set; } = "";

    public string ScopeEn { get; private set; } = "";

    public Guid IssuedBy { get; private set; }

    public DateTimeOffset IssuedAt { get; private set; }

    /// <summary>The list as JSON.</summary>
    public byte[] List { get; private set; } = [];

    public string ListSha256 { get; private set; } = "";

    /// <summary>SHA-256 of the signed PDF, once the worker has made it.</summary>
    public string? PdfSha256 { get; private set; }

    /// <summary>The number under which it was filed after the document. (J1)</summary>
    public string? FilingNumber { get; private set; }

    public DateTimeOffset? FiledAt { get; private set; }

    public Guid? FiledBy { get; private set; }

    public uint Version { get; private set; }

    public LocalText Scope => new(ScopeZh, ScopeEn);

    /// <summary>The office reports the finished work to the body that keeps the filings. (J1)</summary>
    public void File(Act act, string number)
    {
        RefusalException.ThrowIf(CertificateRules.CanFileDocument(this, number));
        FilingNumber = number.Trim();
        FiledAt = act.At;
        FiledBy = act.By;
        Record(act, "FileDocument", ("number", FilingNumber));
    }

    /// <summary>The worker has made and signed the PDF. No verb: it changes nothing that the document states.</summary>
    public void PutPdf(string sha256) => PdfSha256 = sha256;
}

/// <summary>One person on the list of a document: the title is conferred.</summary>
public sealed class Conferral
{
    private Conferral()
    {
    }

    public Conferral(int ordinal, Application application, string name, string unitName, LocalText title)
    {
        Id = Ids.Blind();
        Ordinal = ordinal;
        ApplicationId = application.Id;
        PersonId = application.PersonId;
        Name = name;
        UnitName = unitName;
        Series = application.Series;
        Specialty = application.Specialty;
        Level = application.Level;
        Kind = application.Kind;
        TitleZh = title.Zh;
        TitleEn = title.En;
    }

    public Guid Id { get; private set; }

    public Guid DocumentId { get; private set; }

    /// <summary>1 for the first on the list.</summary>
    public int Ordinal { get; private set; }

    public Guid ApplicationId { get; private set; }

    public Guid PersonId { get; private set; }

    public string Name { get; private set; } = "";

    public string UnitName { get; private set; } = "";

    public string Series { get; private set; } = "";

    public string Specialty { get; private set; } = "";

    public Level Level { get; private set; }

    public ProgrammeKind Kind { get; private set; }

    public string TitleZh { get; private set; } = "";

    public string TitleEn { get; private set; } = "";

    public LocalText Title => new(TitleZh, TitleEn);

    internal void PutOn(QualificationDocument document) => DocumentId = document.Id;
}
