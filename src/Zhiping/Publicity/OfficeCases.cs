using Microsoft.EntityFrameworkCore;
using Npgsql;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.History;
using Zhiping.Notices;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;

namespace Zhiping.Publicity;

/// <summary>One application as an office has it in hand: with the submission it looks at and the notice that judges it.</summary>
public sealed record OfficeCase(Application Application, Submission Submission, PublishedNotice Published)
{
    private ApplicationDocument? document;

    public Notice Notice => Published.Notice;

    /// <summary>What was submitted, frozen.</summary>
    public ApplicationDocument Document => document ??= ApplicationDocument.Parse(Submission.Content);
}

/// <summary>Opens cases for the body whose turn it is, and saves what was decided; whoever is second learns who was first.</summary>
public sealed class OfficeCases(AppDb db, NoticeStore notices)
{
    /// <summary>Who may act for a body that has an application in hand. (A9)</summary>
    public static readonly Role[] Handlers = [Role.UnitHr, Role.UnitLeader, Role.AuthorityClerk, Role.BureauClerk, Role.OfficeClerk, Role.OfficeHead];

    /// <summary>The case, when the act is for the body that holds it. Refused with who was first when it has moved on.</summary>
    public async Task<OfficeCase> InHand(Act act, Guid applicationId, CancellationToken cancel = default)
    {
        var application = await db.Applications().FirstOrDefaultAsync(a => a.Id == applicationId, cancel)
            ?? throw new RefusalException(new Refusal("没有这份申报。"));
        if (act.By is null || act.ForBody is null || act.ForBody != application.HolderId || ApplicationStates.Editable.Contains(application.State))
        {
            throw new RefusalException(await FirstWas(application, cancel));
        }

        if (!await db.Appointments().HeldAt(act.At).AnyAsync(a => a.PersonId == act.By && a.BodyId == act.ForBody && Handlers.Contains(a.Role), cancel))
        {
            throw new RefusalException(new Refusal("您现在不是这个单位的经办人，不能办理。") { Remedy = "请联系本单位的管理员。" });
        }

        return await Read(application, cancel);
    }

    /// <summary>The case with its last submission, for whoever may see it.</summary>
    public async Task<OfficeCase> Read(Application application, CancellationToken cancel = default) => new(
        application, await db.LastSubmission(application.Id, cancel), await notices.Get(application.RevisionId, cancel));

    /// <summary>Saves once. Where somebody else was first, says who and what they did, and nothing is saved.</summary>
    public async Task Commit(Application application, CancellationToken cancel = default)
    {
        // The row is always written, so that a remark noted and an admission made at the same moment cannot both stand.
        db.Entry(application).Property(a => a.MovedAt).IsModified = true;
        try
        {
            await db.Commit(cancel);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException
            || e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.ChangeTracker.Clear();
            var now = await db.Applications().AsNoTracking().SingleAsync(a => a.Id == application.Id, cancel);
            throw new RefusalException(await FirstWas(now, cancel));
        }
    }

    /// <summary>Who was first and what they did.</summary>
    public async Task<Refusal> FirstWas(Application application, CancellationToken cancel = default)
    {
        var last = await db.History().AsNoTracking()
            .Where(h => h.SubjectKind == application.SubjectKind && h.SubjectId == application.Id)
            .OrderByDescending(h => h.Sequence).FirstOrDefaultAsync(cancel);
        if (last?.By is not { } by || await db.People().FirstOrDefaultAsync(p => p.Id == by, cancel) is not { } person)
        {
            return ApplicationRules.WrongState(application);
        }

        return new Refusal(Said(last.Verb), person.Name, Beijing.Full(last.At))
        {
            Remedy = "您这次办的没有保存。请刷新页面，看看它到了哪一步。",
            IsConflict = true,
        };
    }

    private static string Said(string verb) => verb switch
    {
        nameof(ApplicationVerb.Return) => "{0}已于{1}（北京时间）退回申报人改正。",
        nameof(ApplicationVerb.Admit) => "{0}已于{1}（北京时间）通过形式审核。",
        nameof(ApplicationVerb.Recommend) => "{0}已于{1}（北京时间）推荐上报。",
        nameof(ApplicationVerb.Endorse) => "{0}已于{1}（北京时间）审核上报。",
        nameof(ApplicationVerb.RefuseForGood) => "{0}已于{1}（北京时间）作不予受理处理。",
        nameof(ApplicationVerb.SendBackAsAsked) => "{0}已于{1}（北京时间）应申报人请求退回。",
        nameof(ApplicationVerb.Submit) => "申报人{0}已于{1}（北京时间）提交。",
        nameof(ApplicationVerb.Withdraw) => "申报人{0}已于{1}（北京时间）撤回申报。",
        nameof(ApplicationVerb.ConfirmPayment) => "{0}已于{1}（北京时间）确认缴费。",
        "StartPublicity" => "{0}已于{1}（北京时间）开始公示。",
        "EndPublicity" => "{0}已于{1}（北京时间）登记公示结果。",
        "StopPublicity" => "{0}已于{1}（北京时间）撤下公示。",
        _ => "{0}已于{1}（北京时间）先办理了这份申报。",
    };
}
