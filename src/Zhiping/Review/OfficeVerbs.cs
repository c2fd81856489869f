using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Publicity;

namespace Zhiping.Review;

/// <summary>What offices do to an application that they have in hand.</summary>
public static class OfficeVerbs
{
    /// <summary>Notes a remark; the applicant sees it only with the return.</summary>
    public static Remark Note(this Application application, Act act, Submission submission, RemarkInput input, string where, bool newOnUnchanged)
    {
        RefusalException.ThrowIf(ReviewRules.CanReview(application, act.At));
        return new Remark(act, submission, input, where, newOnUnchanged);
    }

    /// <summary>Ticks one item of the checklist.</summary>
    public static ChecklistTick Tick(this Application application, Act act, Submission submission, ChecklistItem item)
    {
        RefusalException.ThrowIf(ReviewRules.CanReview(application, act.At));
        return new ChecklistTick(act, submission, item.Id);
    }

    /// <summary>Sends the application back with all remarks at once and starts the clock of the notice. (F3, F3a)</summary>
    public static Return Return(
        this Application application, Act act, Submission submission, OfficeRole office, IReadOnlyCollection<Remark> remarks, Notice notice)
    {
        RefusalException.ThrowIf(ReviewRules.CanReturn(application, act.At, remarks, notice.Returns));
        var due = ReviewClocks.AfterReturn(application, office, act.At, notice);
        var sent = new Return(act, submission, office, due);
        foreach (var remark in remarks)
        {
            remark.SendWith(sent);
        }

        application.Move(act, ApplicationVerb.Return, ApplicationState.Returned, application.UnitId, due,
            ("return", sent.Id), ("remarks", remarks.Count), ("submission", submission.Id));
        return sent;
    }

    /// <summary>Not accepted: the last submission that the notice allows failed. (F4)</summary>
    public static NonAcceptance RefuseForGood(
        this Application application, Act act, Submission submission, IReadOnlyCollection<Remark> remarks, Notice notice)
    {
        RefusalException.ThrowIf(ReviewRules.CanRefuseForGood(application, act, remarks, notice.Returns));
        var sent = new NonAcceptance(act, submission, notice.Returns.Clause);
        foreach (var remark in remarks)
        {
            remark.SendWith(sent);
        }

        application.Move(act, ApplicationVerb.RefuseForGood, ApplicationState.NotAccepted, application.HolderId, null,
            ("nonAcceptance", sent.Id), ("arrivals", application.Arrivals));
        return sent;
    }

    /// <summary>An authority passes the application on to the next office of its route or to the committee, whose first arrival the window is about. (F1, B2)</summary>
    public static Passage Endorse(
        this Application application, Act act, Submission submission, IReadOnlyCollection<Remark> remarks, IReadOnlyCollection<string> ticked, Notice notice, NextOffice next)
    {
        RefusalException.ThrowIf(ReviewRules.CanEndorse(application, act.At, remarks, ticked, notice.ReviewChecklist));
        var passage = new Passage(act, application, submission, next.BodyId);
        application.Move(act, ApplicationVerb.Endorse, next.State, next.BodyId, next.Due, ("toBody", next.BodyId), ("submission", submission.Id));
        return passage;
    }

    /// <summary>通过形式审核: the materials are received and the fee is due; where the notice asks none it waits for evaluation at once. (F7, H1)</summary>
    public static Admission Admit(
        this Application application, Act act, Submission submission, IReadOnlyCollection<Remark> remarks, IReadOnlyCollection<string> ticked, Notice notice)
    {
        RefusalException.ThrowIf(ReviewRules.CanAdmit(application, act.At, remarks, ticked, notice.ReviewChecklist));
        var fee = notice.FeeOf(application.Placing, application.Kind) is { Amount.Amount: > 0 and var asked } ? asked : (int?)null;
        var due = fee is null ? null : ReviewClocks.AfterAdmission(application, notice);
        var admission = new Admission(act, submission, fee, due?.At);
        application.Move(act, ApplicationVerb.Admit, fee is null ? ApplicationState.Paid : ApplicationState.Admitted, application.HolderId, due,
            ("admission", admission.Id), ("submission", submission.Id), ("ticked", string.Join(',', ticked.Order(StringComparer.Ordinal))));
        return admission;
    }

    /// <summary>Records a paper that arrived at the counter. (F8, F8a)</summary>
    public static PaperReceipt ReceivePaper(this Application application, Act act, string item, int copies, bool originalsKept, Notice notice)
    {
        var paper = notice.Paper.Items.FirstOrDefault(i => i.Id == item);
        RefusalException.ThrowIf(ReviewRules.CanReceivePaper(application, paper, copies));
        var receipt = new PaperReceipt(act, application, item, copies, originalsKept, notice.Windows.Paper?.For(application.Placing).IsClosed(act.At) ?? false);
        application.Record(act, "ReceivePaper", ("item", item), ("copies", copies));
        return receipt;
    }
}
