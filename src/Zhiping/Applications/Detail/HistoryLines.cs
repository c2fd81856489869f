using Microsoft.EntityFrameworkCore;
using Zhiping.Data;
using Zhiping.History;

namespace Zhiping.Applications.Detail;

/// <summary>One thing that happened to an application, as the applicant reads it. (D10)</summary>
/// <param name="Sentence">Chinese text and key; {0} is the body, {1} a number or an instant.</param>
/// <param name="BodyId">The body that acted, or null for the applicant and the platform.</param>
public sealed record HistoryLine(DateTimeOffset At, string Sentence, Guid? BodyId, object? More);

/// <summary>Turns entries of the history into sentences.</summary>
public static class HistoryLines
{
    /// <summary>Everything that happened to an application, newest first.</summary>
    public static async Task<IReadOnlyList<HistoryLine>> Of(AppDb db, Application application, CancellationToken cancel)
    {
        var entries = await db.Set<HistoryEntry>().AsNoTracking()
            .Where(e => e.SubjectKind == application.SubjectKind && e.SubjectId == application.Id)
            .OrderByDescending(e => e.Sequence).Take(200).ToListAsync(cancel);
        return [.. entries.Select(Line).OfType<HistoryLine>()];
    }

    private static HistoryLine? Line(HistoryEntry entry) => Sentence(entry) is { } sentence
        ? new HistoryLine(entry.At, sentence, entry.ForBody, (object?)entry.Value("number") ?? Until(entry)) : null;

    private static DateTimeOffset? Until(HistoryEntry entry) =>
        DateTimeOffset.TryParse(entry.Value("until") ?? entry.Value("due"), out var at) ? at : null;

    /// <summary>Null for what concerns the office only.</summary>
    private static string? Sentence(HistoryEntry entry) => entry.Verb switch
    {
        "Create" => "您建立了申报书",
        "Delete" => "您删除了申报书",
        "Restore" => "您恢复了申报书",
        "Submit" => "您第{1}次提交了申报",
        "SayNotName" => "第{1}次提交时，您说明有一处文字不是姓名或单位名",
        "AskBack" => "您请单位退回修改",
        "KeepThoughAsked" => "{0}没有退回，说明了理由",
        "SendBackAsAsked" => "{0}应您的请求退回了申报，不计次数",
        "Extend" or nameof(ApplicationVerb.Reopen) => "{0}把截止时间延长到{1}",
        "Recommend" => "{0}同意推荐，已上报",
        "Endorse" => "{0}审核通过，已报送下一级",
        "Return" => "{0}退回了申报，写明了要改正的内容",
        "Admit" => "{0}已接收材料，可以缴费",
        "RefuseForGood" when entry.By is null => "已过{1}（北京时间），不予受理",
        "RefuseForGood" => "{0}决定不予受理",
        "Forfeit" => "已过{1}（北京时间），视为放弃",
        "Withdraw" => "您撤回了申报",
        "ConfirmPayment" => "{0}确认评审费已到账",
        "PutBeforeMeeting" => "已提交评审会议",
        "TakeOffMeeting" => "已从评审会议撤下，等待下一次会议",
        "Pass" => "评审通过",
        "ExceedCap" => "票数够，超出通过率",
        "Fail" => "评审未通过",
        "Reconsider" => "评审结果经复查有变更",
        "Confer" => "任职资格文件已印发",
        "Certify" => "电子证书已签发",
        "StartPublicity" => "{0}开始公示",
        "EndPublicity" => "{0}公示结束",
        _ => null,
    };
}
