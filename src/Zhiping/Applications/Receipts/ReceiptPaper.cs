using System.Globalization;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Documents;
using Zhiping.Documents.Print;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;

namespace Zhiping.Applications;

/// <summary>The receipt of a submission as a paper: number, instant, hash of the content and of every page.</summary>
public static class ReceiptPaper
{
    public static IPrintModel Of(
        Submission submission, Application application, ApplicationDocument document, Notice notice, string name, Body unit, Body region, Body to)
    {
        var specialty = notice.FindSpecialty(application.Series, application.Specialty);
        return new ReceiptModel
        {
            Portal = region.Name + "职称评审",
            ReceiptNumber = submission.ReceiptNumber,
            SubmittedAt = Beijing.At(submission.At).ToString("yyyy年M月d日 HH:mm:ss", CultureInfo.InvariantCulture),
            Name = name,
            Unit = unit.Name,
            Applied = $"{notice.TitleOf(application.Series, application.Specialty, application.Level).Zh}（{specialty?.Name.Zh}专业）",
            Notice = notice.Title.Zh,
            Number = submission.Number,
            Now = to.Name + "已收到",
            ContentSha256 = submission.Sha256,
            NotNames = [.. NameQuestion.Of(notice.Form, document, [name], [unit.Name]).Where(q => q.IsAnswered).Select(q => q.Printed)],
            Files = [.. document.Pages.Select(p => File(p, notice.Form))],
        };
    }

    private static Documents.Print.ReceiptFile File(PageFact page, FormCatalogue form)
    {
        var section = form.Find(page.Section);
        return new($"{section?.Name.Zh} {section?.Slot(page.Slot)?.Name.Zh} 第{page.Number}页", page.Sha256);
    }
}
