using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications.Detail;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Documents;
using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;

namespace Zhiping.Applications.Submit;

/// <summary>What the applicant keeps of a submission: number, instant, hash, and what comes next. (D9)</summary>
[ForSignedIn]
public sealed class ReceiptModel(ApplicationDesk desk, AppDb db, SubmissionReceipts receipts, KeyRing keys, DocumentPrinter printer, CurrentPerson me, RequestInstant instant)
    : ApplicationPage(desk, db, me, instant)
{
    [BindProperty(SupportsGet = true, Name = "number")]
    public int Number { get; set; }

    public Submission Submission { get; private set; } = null!;

    public ApplicationDocument Document { get; private set; } = null!;

    public Body To { get; private set; } = null!;

    public IReadOnlyList<RoadStep> Road { get; private set; } = [];

    public bool IsLast => Submission.Number == Application.Submissions;

    /// <summary>2024年8月21日 09:12:36.</summary>
    public string Received => Beijing.At(Submission.At).ToString(
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "d MMMM yyyy, HH:mm:ss" : "yyyy年M月d日 HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>2024 0821 7Q4M 92KD.</summary>
    public string ReceiptNumber => string.Join(' ', Submission.ReceiptNumber.Chunk(4).Select(c => new string(c)));

    public string Hash => string.Join(' ', Submission.Sha256.Chunk(4).Select(c => new string(c)));

    /// <summary>Of how many texts the applicant says that they have no own name or unit in them.</summary>
    public int Said => Document.Sections.Values.SelectMany(s => s.Entries).Sum(e => e.NotNames.Keys.Count(e.SaysNotName));

    /// <summary>The id of the key that signs receipts.</summary>
    public string KeyId => keys.SigningKeyId;

    public void OnGet()
    {
    }

    /// <summary>The signed receipt that anybody can check without the platform.</summary>
    public async Task<IActionResult> OnGetFileAsync(CancellationToken cancel) =>
        File(await receipts.Export(Submission, Application, Open.Notice, cancel), "application/json", $"zhiping-receipt-{Submission.ReceiptNumber}.json");

    /// <summary>The receipt on paper.</summary>
    public async Task<IActionResult> OnGetPdfAsync(CancellationToken cancel)
    {
        var unit = await Db.Body(Application.UnitId, cancel);
        var paper = ReceiptPaper.Of(Submission, Application, Document, Notice, Open.Standing.OwnNames[0], unit, await Db.Body(unit.RegionId, cancel), To);
        return File(await printer.PrintAsync(paper, cancel), "application/pdf", $"zhiping-receipt-{Submission.ReceiptNumber}.pdf");
    }

    /// <summary>The content as it was frozen, whose SHA-256 the receipt states.</summary>
    public IActionResult OnGetContent() => File(Submission.Content, "application/json", $"zhiping-submission-{Submission.ReceiptNumber}.json");

    protected override async Task<bool> Load(CancellationToken cancel)
    {
        var found = await Db.Submissions().AsNoTracking().SingleOrDefaultAsync(s => s.ApplicationId == Id && s.Number == Number, cancel);
        if (found is null)
        {
            return false;
        }

        Submission = found;
        Document = ApplicationDocument.Parse(found.Content);
        To = await Db.Body(await receipts.GoneTo(found, Application, cancel), cancel);
        Road = StepsOf();
        return true;
    }

    private IReadOnlyList<RoadStep> StepsOf()
    {
        if (Number == 1 && To.Id == Application.UnitId)
        {
            try
            {
                return Detail.Road.Forward(Notice, Document.Unit, Application.Channel, Application.ArriveBy, Submission.At, series: Application.Series).Steps;
            }
            catch (CalendarYearMissingException)
            {
                // Without the calendar of that year the stations stand without days.
            }
        }

        return Detail.Road.Now(Notice, Document.Unit, Application.Channel, Application);
    }
}
