using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;
using Zhiping.Publicity;

namespace Zhiping.Review;

/// <summary>What units, authorities and the committee's office do to an application in hand, callable from pages and from code. Each verb saves once.</summary>
public sealed class ReviewDesk(AppDb db, OfficeCases cases, OfficeRoute route, ApplicationDesk applications)
{
    /// <summary>The unit's recommendation in the prescribed words after a publicity that has ended; passes it on. (F2)</summary>
    /// <param name="vacancies">How many posts of the level are vacant, where the notice asks it.</param>
    public async Task Recommend(Act act, Guid applicationId, bool wordsConfirmed, int? vacancies = null, CancellationToken cancel = default)
    {
        var office = await cases.InHand(act, applicationId, cancel);
        var publicity = PublicityRules.That(await db.PublicitiesOf(applicationId, cancel), office.Submission, office.Notice.UnitPublicity);
        RefusalException.ThrowIf(PublicityRules.CanRecommend(office.Application, act.At, publicity, office.Notice.UnitPublicity, wordsConfirmed));
        RefusalException.ThrowIf(UnitPapers.Missing(await db.UnitPapersOf(office, cancel)));
        RefusalException.ThrowIf(ReviewRules.Unchecked(
            await OpenRemarks(office, act, cancel), await Ticked(office, act, cancel), office.Notice.ReviewChecklist));
        var counts = office.Notice.PostsOf(office.Application.Placing) is not null;
        await using var transaction = counts ? await db.Database.BeginTransactionAsync(cancel) : null;
        if (counts)
        {
            // Two recommended at the same moment would each be the last for one post.
            await db.Database.ExecuteSqlAsync($"select 1 from bodies where id = {office.Application.UnitId} for update", cancel);
        }

        var posts = counts ? new Posts(vacancies, await db.RecommendedBeside(office.Application, cancel)) : null;
        var (opinion, passage) = office.Application.Recommend(
            act, office.Submission, publicity, office.Notice, wordsConfirmed, await route.After(office, cancel), posts);
        (await db.OpenAskBack(applicationId, cancel))?.Outlive(act);
        db.Add(opinion);
        db.Add(passage);
        await cases.Commit(office.Application, cancel);
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancel);
        }
    }

    /// <summary>An authority passes it on to the next office or to the committee. (F1)</summary>
    public async Task Endorse(Act act, Guid applicationId, CancellationToken cancel = default)
    {
        var office = await cases.InHand(act, applicationId, cancel);
        var remarks = await OpenRemarks(office, act, cancel);
        var ticked = await Ticked(office, act, cancel);
        RefusalException.ThrowIf(ReviewRules.CanEndorse(office.Application, act.At, remarks, ticked, office.Notice.ReviewChecklist));
        db.Add(office.Application.Endorse(act, office.Submission, remarks, ticked, office.Notice, await route.After(office, cancel)));
        await cases.Commit(office.Application, cancel);
    }

    /// <summary>Ticks items of the checklist. (F5)</summary>
    public async Task Tick(Act act, Guid applicationId, IEnumerable<string> items, CancellationToken cancel = default)
    {
        var office = await cases.InHand(act, applicationId, cancel);
        var ticked = await Ticked(office, act, cancel);
        var wanted = items.ToHashSet(StringComparer.Ordinal);
        foreach (var item in office.Notice.ReviewChecklist.Where(i => wanted.Contains(i.Id) && !ticked.Contains(i.Id)))
        {
            db.Add(office.Application.Tick(act, office.Submission, item));
        }

        await cases.Commit(office.Application, cancel);
    }

    /// <summary>Ticks exactly these items and takes back the others, while the application is in hand.</summary>
    public async Task SetTicks(Act act, Guid applicationId, IReadOnlyCollection<string> items, CancellationToken cancel = default)
    {
        var office = await cases.InHand(act, applicationId, cancel);
        RefusalException.ThrowIf(ReviewRules.CanReview(office.Application, act.At));
        var present = await db.ChecklistTicks().Where(t => t.SubmissionId == office.Submission.Id && t.BodyId == act.ForBody).ToListAsync(cancel);
        db.RemoveRange(present.Where(t => !items.Contains(t.Item)));
        foreach (var item in office.Notice.ReviewChecklist.Where(i => items.Contains(i.Id) && present.TrueForAll(t => t.Item != i.Id)))
        {
            db.Add(office.Application.Tick(act, office.Submission, item));
        }

        await cases.Commit(office.Application, cancel);
    }

    /// <summary>Ticks every item of the checklist.</summary>
    public async Task TickAll(Act act, Guid applicationId, CancellationToken cancel = default)
    {
        var office = await cases.InHand(act, applicationId, cancel);
        await Tick(act, applicationId, office.Notice.ReviewChecklist.Select(i => i.Id), cancel);
    }

    /// <summary>Notes a remark, which the applicant sees only with the return. (F3a, F6)</summary>
    public async Task<Remark> AddRemark(Act act, Guid applicationId, RemarkInput input, CancellationToken cancel = default)
    {
        var office = await cases.InHand(act, applicationId, cancel);
        var remark = office.Application.Note(act, office.Submission, input, Where(input.Place, office), await IsNewOnUnchanged(office, input.Place, act, cancel));
        db.Add(remark);
        await cases.Commit(office.Application, cancel);
        return remark;
    }

    /// <summary>Changes a remark that was not sent yet.</summary>
    public async Task ChangeRemark(Act act, Guid applicationId, Guid remarkId, RemarkInput input, CancellationToken cancel = default)
    {
        var office = await cases.InHand(act, applicationId, cancel);
        var remark = await OpenRemark(office, act, remarkId, cancel);
        remark.Rewrite(input, Where(input.Place, office), await IsNewOnUnchanged(office, input.Place, act, cancel));
        await cases.Commit(office.Application, cancel);
    }

    /// <summary>Drops a remark that was not sent yet.</summary>
    public async Task DropRemark(Act act, Guid applicationId, Guid remarkId, CancellationToken cancel = default)
    {
        var office = await cases.InHand(act, applicationId, cancel);
        db.Remove(await OpenRemark(office, act, remarkId, cancel));
        await cases.Commit(office.Application, cancel);
    }

    /// <summary>Sends it back with all noted remarks at once; the act's reason is the note beside them. (F3, F3a)</summary>
    public async Task<Return> Return(Act act, Guid applicationId, CancellationToken cancel = default)
    {
        var office = await cases.InHand(act, applicationId, cancel);
        var sent = office.Application.Return(
            act, office.Submission, await route.RoleOf(office, cancel), await OpenRemarks(office, act, cancel), office.Notice);
        (await db.OpenAskBack(applicationId, cancel))?.Outlive(act);
        db.Add(sent);
        await cases.Commit(office.Application, cancel);
        return sent;
    }

    /// <summary>Not accepted for good after the last submission that the notice allows. (F4)</summary>
    public async Task<NonAcceptance> RefuseForGood(Act act, Guid applicationId, CancellationToken cancel = default)
    {
        var office = await cases.InHand(act, applicationId, cancel);
        var sent = office.Application.RefuseForGood(act, office.Submission, await OpenRemarks(office, act, cancel), office.Notice);
        db.Add(sent);
        await cases.Commit(office.Application, cancel);
        return sent;
    }

    /// <summary>通过形式审核. (F7)</summary>
    public async Task<Admission> Admit(Act act, Guid applicationId, CancellationToken cancel = default)
    {
        var office = await cases.InHand(act, applicationId, cancel);
        var admission = office.Application.Admit(
            act, office.Submission, await OpenRemarks(office, act, cancel), await Ticked(office, act, cancel), office.Notice);
        db.Add(admission);
        await cases.Commit(office.Application, cancel);
        return admission;
    }

    /// <summary>Why it cannot be admitted now; null when it can.</summary>
    public async Task<Refusal?> WhyNotAdmit(Act act, Guid applicationId, CancellationToken cancel = default)
    {
        try
        {
            var office = await cases.InHand(act, applicationId, cancel);
            return ReviewRules.CanAdmit(
                office.Application, act.At, await OpenRemarks(office, act, cancel), await Ticked(office, act, cancel), office.Notice.ReviewChecklist);
        }
        catch (RefusalException e)
        {
            return e.Refusal;
        }
    }

    /// <summary>The unit gives it back because the applicant asked: no return, no clock, no count. (D9)</summary>
    public async Task GrantAskBack(Act act, Guid applicationId, CancellationToken cancel = default)
    {
        await cases.InHand(act, applicationId, cancel);
        await applications.AnswerAskBack(act, applicationId, grant: true, cancel);
    }

    /// <summary>The unit keeps it though the applicant asked, for the act's reason.</summary>
    public async Task DeclineAskBack(Act act, Guid applicationId, CancellationToken cancel = default)
    {
        await cases.InHand(act, applicationId, cancel);
        await applications.AnswerAskBack(act, applicationId, grant: false, cancel);
    }

    /// <summary>Records a paper that arrived. (F8)</summary>
    public async Task<PaperReceipt> ReceivePaper(
        Act act, Guid applicationId, string item, int copies, bool originalsKept, CancellationToken cancel = default)
    {
        var office = await cases.InHand(act, applicationId, cancel);
        var receipt = office.Application.ReceivePaper(act, item, copies, originalsKept, office.Notice);
        db.Add(receipt);
        await cases.Commit(office.Application, cancel);
        return receipt;
    }

    /// <summary>
    /// True when this office has returned the application before, did not mention the place then, and nothing there has changed since:
    /// a remark there now says why it comes only now. (F3a)
    /// </summary>
    public async Task<bool> IsNewOnUnchanged(OfficeCase office, Place place, Act act, CancellationToken cancel = default)
    {
        var earlier = await db.Returns().Where(r => r.ApplicationId == office.Application.Id && r.BodyId == act.ForBody)
            .OrderByDescending(r => r.At).FirstOrDefaultAsync(cancel);
        if (earlier is null || earlier.SubmissionId == office.Submission.Id)
        {
            return false;
        }

        var told = await db.Remarks().Where(r => r.ReturnId == earlier.Id).ToListAsync(cancel);
        if (told.Any(r => r.Place.Holds(place) || place.Holds(r.Place)))
        {
            return false;
        }

        var then = await db.Submissions().AsNoTracking().SingleAsync(s => s.Id == earlier.SubmissionId, cancel);
        return !SubmissionComparison.Of(ApplicationDocument.Parse(then.Content), office.Document, office.Notice.Form).Touches(place);
    }

    private static string Where(Place place, OfficeCase office) => (PlaceNames.Say(place, office.Document, office.Notice.Form)
        ?? throw new RefusalException(new Refusal("申报里没有这个位置。") { Field = "Place", Remedy = "请从提交的内容中选择位置。" })).Zh;

    private Task<List<Remark>> OpenRemarks(OfficeCase office, Act act, CancellationToken cancel) =>
        db.Remarks().Open(office.Submission.Id, act.ForBody!.Value).OrderBy(r => r.At).ToListAsync(cancel);

    private async Task<Remark> OpenRemark(OfficeCase office, Act act, Guid remarkId, CancellationToken cancel) =>
        await db.Remarks().Open(office.Submission.Id, act.ForBody!.Value).FirstOrDefaultAsync(r => r.Id == remarkId, cancel)
            ?? throw new RefusalException(new Refusal("没有这条意见，可能已经删去或者已经告诉申报人。") { IsConflict = true });

    private Task<List<string>> Ticked(OfficeCase office, Act act, CancellationToken cancel) => db.ChecklistTicks()
        .Where(t => t.SubmissionId == office.Submission.Id && t.BodyId == act.ForBody!.Value).Select(t => t.Item).ToListAsync(cancel);
}
