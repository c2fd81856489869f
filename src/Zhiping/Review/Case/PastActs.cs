using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.History;

namespace Zhiping.Review.Case;

/// <summary>One thing that happened to an application, as a sentence.</summary>
public sealed record PastAct(DateTimeOffset At, string Sentence);

/// <summary>What happened to an application, newest first, in words. (D10)</summary>
public static class PastActs
{
    public static async Task<IReadOnlyList<PastAct>> Of(AppDb db, Guid applicationId, Texts texts, CancellationToken cancel)
    {
        var entries = await db.History().AsNoTracking().Where(h => h.SubjectKind == "application" && h.SubjectId == applicationId)
            .OrderByDescending(h => h.Sequence).ToListAsync(cancel);
        var people = entries.Select(e => e.By).OfType<Guid>().Distinct().ToList();
        var bodies = entries.Select(e => e.ForBody).OfType<Guid>().Distinct().ToList();
        var names = await db.People().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var units = await db.Bodies().Where(b => bodies.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.Name, cancel);
        return [.. entries.Where(e => Said(e.Verb) is not null).Select(e =>
        {
            var who = e.By is { } by ? names.GetValueOrDefault(by, "") : texts.Plain("平台");
            var unit = e.ForBody is { } body && units.TryGetValue(body, out var name) ? name : "";
            return new PastAct(e.At, unit.Length == 0 ? texts.Plain(Said(e.Verb)!, who) : texts.Plain("{0}：{1}", unit, texts.Plain(Said(e.Verb)!, who)));
        })];
    }

    private static string? Said(string verb) => verb switch
    {
        "Create" => "{0}建立申报书",
        nameof(ApplicationVerb.Submit) => "{0}提交",
        nameof(ApplicationVerb.SendBackAsAsked) => "{0}应申报人请求退回",
        nameof(ApplicationVerb.Recommend) => "{0}推荐上报",
        nameof(ApplicationVerb.Endorse) => "{0}审核上报",
        nameof(ApplicationVerb.Return) => "{0}退回改正",
        nameof(ApplicationVerb.Admit) => "{0}通过形式审核",
        nameof(ApplicationVerb.RefuseForGood) => "{0}作不予受理处理",
        nameof(ApplicationVerb.Forfeit) => "{0}记录：视为放弃",
        nameof(ApplicationVerb.Reopen) => "{0}延长了申报时间，恢复办理",
        nameof(ApplicationVerb.Withdraw) => "{0}撤回申报",
        nameof(ApplicationVerb.ConfirmPayment) => "{0}确认缴费",
        "SayNotName" => "{0}说明有一处文字不是姓名或单位名",
        "AskBack" => "{0}请求退回",
        "KeepThoughAsked" => "{0}答复：不退回",
        "Extend" => "{0}延长时间",
        "StartPublicity" => "{0}开始公示",
        "EndPublicity" => "{0}登记公示结果",
        "StopPublicity" => "{0}撤下公示",
        "RecordObjection" => "{0}登记一条异议",
        "SettleObjection" => "{0}写明一条异议的核查结论",
        "SubmitVoucher" => "{0}上传缴费凭证",
        "RejectPayment" => "{0}退回缴费凭证",
        "RemoveInfectedPage" => "{0}删除了一页材料：收下以后，病毒检查发现它的文件带有病毒",
        "RemoveInfectedVoucher" => "{0}删除了缴费回单的图片：收下以后，病毒检查发现它带有病毒",
        "ReceivePaper" => "{0}登记收到一份纸质材料",
        _ => null,
    };
}
