using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Publicity;

namespace Zhiping.Review.Print;

/// <summary>Takes orders for papers. The worker prints them; nobody waits in a request.</summary>
public sealed class PrintDesk(AppDb db, NoticeStore notices)
{
    /// <summary>Asks for a paper: applicants for their own forms, offices for those of cases they see, the unit for its letters.</summary>
    public async Task<PrintJob> Order(Act act, Guid applicationId, PrintKind kind, RecommendationWords? words = null, CancellationToken cancel = default)
    {
        var applications = db.Applications().AsNoTracking();
        var application = await (act.ForBody is { } body ? applications.VisibleTo(db, body) : applications.OwnedBy(act.By ?? Guid.Empty))
            .FirstOrDefaultAsync(a => a.Id == applicationId, cancel) ?? throw new RefusalException(new Refusal("没有这份申报。"));
        RefusalException.ThrowIf(await WhyNot(application, kind, act.ForBody, words, cancel));
        var job = new PrintJob(act, applicationId, kind, words);
        db.Add(job);
        db.Queue(new WorkItem(PrintWork.WorkKind, act.At, job.Id.ToString(), job.Id.ToString()));
        await db.Commit(cancel);
        return job;
    }

    /// <summary>Why a paper cannot be had now; null when it can. (F7, K8)</summary>
    public async Task<Refusal?> WhyNot(Application application, PrintKind kind, Guid? body, RecommendationWords? words, CancellationToken cancel = default)
    {
        switch (kind)
        {
            case PrintKind.FormDraft:
                return null;
            case PrintKind.FormOfficial:
                return await db.Admissions().AnyAsync(a => a.ApplicationId == application.Id, cancel)
                    ? null
                    : new Refusal("还没有显示“已接收材料”，不能正式打印。") { Remedy = "现在可以看草稿。通过形式审核后，再打印有水印的评审表。" };
            case PrintKind.Pledge or PrintKind.EducationExemption:
                return body is null ? null : new Refusal("这份材料由申报人自己打印。");
            case PrintKind.DossierBag:
                return body is not null && body != application.UnitId ? new Refusal("这份材料由申报人或用人单位打印。") : await WhyNoBag(application, cancel);
            case PrintKind.Roster:
                return application.UnitId != body ? new Refusal("这份材料由用人单位打印。")
                    : application.Submissions == 0 ? new Refusal("这份申报还没有提交。") : null;
            case PrintKind.CommissionLetter:
                return await WhyNoCommission(application, body, cancel);
            default:
                return application.UnitId != body ? new Refusal("这份材料由用人单位打印。") : await WhyNoLetter(application, kind, words, cancel);
        }
    }

    private async Task<Refusal?> WhyNoBag(Application application, CancellationToken cancel)
    {
        var paper = (await notices.Get(application.RevisionId, cancel)).Notice.Paper;
        return !paper.Needed ? new Refusal("通知没有要求交纸质材料。") { Clause = paper.Clause }
            : await db.Admissions().AnyAsync(a => a.ApplicationId == application.Id, cancel) ? null
            : new Refusal("还没有显示“已接收材料”，不用装袋。") { Clause = paper.Clause };
    }

    /// <summary>Only an application to another region's or a higher committee carries one, from the HRSS bureau. (B5)</summary>
    private async Task<Refusal?> WhyNoCommission(Application application, Guid? body, CancellationToken cancel)
    {
        var channel = (await notices.Get(application.RevisionId, cancel)).Notice.Channels.FirstOrDefault(c => c.Channel == application.Channel);
        return channel is not { CommissionLetter: true } ? new Refusal("在本地区范围内评审，不用委托评审函。") { Clause = channel?.Clause }
            : !await db.Bodies().AnyAsync(b => b.Id == body && b.Kind == BodyKind.HrssBureau, cancel)
                ? new Refusal("委托评审函由人力资源和社会保障部门出具。") { Clause = channel.Clause }
            : null;
    }

    private async Task<Refusal?> WhyNoLetter(Application application, PrintKind kind, RecommendationWords? words, CancellationToken cancel)
    {
        var shown = (await db.PublicitiesOf(application.Id, cancel)).FindLast(p => p.StoppedAt is null);
        return shown is null ? new Refusal("这份申报还没有公示。")
            : kind == PrintKind.UnitPublicity ? null
            : shown.EndedAt is null ? new Refusal("还没有登记公示结果。") { Remedy = "请先登记公示结果，再打印。" }
            : kind == PrintKind.Recommendation && shown.Outcome == PublicityOutcome.ObjectionsUpheld ? new Refusal("异议成立，不能出具推荐意见。")
            : kind == PrintKind.Recommendation && string.IsNullOrWhiteSpace(words?.Since) ? new Refusal("请填写入职以来的情况。") { Field = "Since" }
            : kind == PrintKind.Recommendation && string.IsNullOrWhiteSpace(words?.Summary) ? new Refusal("请填写总的评价。") { Field = "Summary" }
            : null;
    }
}
