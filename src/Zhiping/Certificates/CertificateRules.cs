using Zhiping.Applications;
using Zhiping.Certificates.Results;
using Zhiping.Committees;
using Zhiping.Data;
using Zhiping.Meetings;
using Notice = Zhiping.Policy.Notices.Notice;

namespace Zhiping.Certificates;

/// <summary>Why a document or certificate cannot be.</summary>
public static class CertificateRules
{
    /// <summary>One document has one issuer and one scope of the titles. (J6a, J10)</summary>
    public static bool OfOneDocument(Notice notice, Application one, Application other) =>
        ReferenceEquals(notice.IssuingOf(one.Level), notice.IssuingOf(other.Level)) && notice.TitleScope.For(one.Placing) == notice.TitleScope.For(other.Placing);

    /// <summary>Nobody is conferred before the publicity has ended. (J5)</summary>
    public static Refusal? PublicityOver(Meeting meeting, ResultPublicity? publicity, DateTimeOffset now) =>
        meeting.State != MeetingState.Closed ? new Refusal("会议还没有结束，不能发任职资格文件。")
        : publicity is null ? new Refusal("评审结果还没有公示，不能发任职资格文件。") { Remedy = "请先发布结果公示。" }
        : now < publicity.EndsAt
            ? new Refusal("公示到{0}（北京时间）才结束，现在不能发任职资格文件。", Beijing.Full(publicity.EndsAt)) { Clause = publicity.Clause }
        : null;

    public static Refusal? CanIssueDocument(NewDocument document, DateOnly today, int count) =>
        string.IsNullOrWhiteSpace(document.Number) ? new Refusal("请填写文号。") { Field = "Number" }
        : string.IsNullOrWhiteSpace(document.Issuer) ? new Refusal("请填写发文机关。") { Field = "Issuer" }
        : document.Date > today ? new Refusal("发文日期晚于今天。") { Field = "Date" }
        : count == 0 ? new Refusal("没有可以列入文件的人。") { Remedy = "有异议没有处理完的人不能列入，请先处理异议。" }
        : null;

    public static Refusal? CanFileDocument(QualificationDocument document, string number) =>
        document.FiledAt is { } filed ? new Refusal("这份文件已在{0}备案。", Beijing.Full(filed)) { IsConflict = true }
        : string.IsNullOrWhiteSpace(number) ? new Refusal("请填写事后备案的文号。") { Field = "FilingNumber" }
        : null;

    public static Refusal? CanRevoke(Certificate certificate, Act act) =>
        certificate.RevokedAt is not null ? new Refusal("这份证书已经撤销。") { IsConflict = true } : CommitteeRules.NeedsReason(act);
}
