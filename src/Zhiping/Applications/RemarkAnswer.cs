using Zhiping.Data;

namespace Zhiping.Applications;

/// <summary>What the applicant says to one remark of a return: what was corrected, or why not. Every remark needs one before the next submission. (F3)</summary>
public sealed class RemarkAnswer
{
    private RemarkAnswer()
    {
    }

    public RemarkAnswer(Act act, Application application, Guid remarkId, string text)
    {
        RefusalException.ThrowIf(ApplicationRules.CanWrite(application, act.At));
        Id = Ids.Row(act.At);
        ApplicationId = application.Id;
        RemarkId = remarkId;
        Write(act, application, text);
    }

    public Guid Id { get; private set; }

    public Guid ApplicationId { get; private set; }

    /// <summary>The remark of the office; a row of the review.</summary>
    public Guid RemarkId { get; private set; }

    public string Text { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    /// <summary>The submission that it went out with; null while the applicant may still change it.</summary>
    public Guid? SubmissionId { get; private set; }

    /// <summary>Changes the answer before it is handed in.</summary>
    public void Write(Act act, Application application, string text)
    {
        RefusalException.ThrowIf(ApplicationRules.CanWrite(application, act.At));
        RefusalException.ThrowIf(SubmissionId is null ? null : new Refusal("这条意见的说明已经随申报提交，不能再改。") { IsConflict = true });
        RefusalException.ThrowIf(string.IsNullOrWhiteSpace(text) ? new Refusal("请写明您改了什么；没有改的，请写明原因。") { Field = "Answer" } : null);
        RefusalException.ThrowIf(text.Trim().Length > 2000 ? new Refusal("说明最多2000字，现在是{0}字。", text.Trim().Length) { Field = "Answer" } : null);
        Text = text.Trim();
        At = act.At;
    }

    /// <summary>It goes out with a submission.</summary>
    public void GoWith(Submission submission) => SubmissionId = submission.Id;
}
