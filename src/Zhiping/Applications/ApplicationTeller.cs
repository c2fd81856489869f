using Zhiping.Data;
using Zhiping.Messages;

namespace Zhiping.Applications;

/// <summary>Tells the applicant what others did with the application; what the applicant did needs no message. (D10)</summary>
internal sealed class ApplicationTeller : ITeller
{
    public IEnumerable<(Guid PersonId, News News)> Tell(Recorded subject, Fact fact)
    {
        if (subject is not Application application || fact.Act.By == application.PersonId || Sentence(fact.Verb) is not { } text)
        {
            yield break;
        }

        string[] args = text.Contains("{0}", StringComparison.Ordinal) && application.Due is { } due ? [Beijing.Full(due.At)] : [];
        yield return (application.PersonId, new News(
            text.Contains("{0}", StringComparison.Ordinal) && args.Length == 0 ? "您的申报被退回改正。请打开申报看退回意见。" : text,
            $"/applications/{application.Id}", args));
    }

    /// <summary>Chinese text and key. What the meeting decides is told by the publicity of the result, not before.</summary>
    private static string? Sentence(string verb) => verb switch
    {
        nameof(ApplicationVerb.Return) => "您的申报被退回改正，请在{0}（北京时间）之前改好再提交。请打开申报看退回意见。",
        nameof(ApplicationVerb.SendBackAsAsked) => "单位按您的请求退回了申报，您可以修改后再提交。这不算退回，不占提交次数。",
        nameof(ApplicationVerb.Recommend) => "单位已推荐您的申报，转到下一级。",
        nameof(ApplicationVerb.Endorse) => "您的申报已通过一级审核，转到下一级。",
        nameof(ApplicationVerb.Admit) => "您的申报已通过形式审核：已接收材料。请打开申报看缴费和打印。",
        nameof(ApplicationVerb.Forfeit) => "您的申报已过期限，视为放弃。请打开申报看期限和依据。",
        nameof(ApplicationVerb.RefuseForGood) => "您的申报不予受理。请打开申报看理由和依据。",
        nameof(ApplicationVerb.ConfirmPayment) => "您的评审费已经确认。",
        nameof(ApplicationVerb.Confer) => "任职资格文件已经印发，您的申报在名单上。",
        nameof(ApplicationVerb.Certify) => "您的电子证书已经生成。",
        "RejectPayment" => "您交的缴费凭证没有通过核对，请重新提交。",
        "StartPublicity" => "单位开始公示您的申报。",
        "EndPublicity" => "单位公示结束，结果已经登记。",
        "Extend" or nameof(ApplicationVerb.Reopen) => "您的申报得到延长时间，请打开申报看新的期限。",
        _ => null,
    };
}
