using Microsoft.EntityFrameworkCore;
using Npgsql;
using Zhiping.Applicants;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Rules;

namespace Zhiping.Applications;

/// <summary>
/// What an applicant can do, in one place for pages, the season and the demo. Each verb refuses with a <see cref="RefusalException"/>;
/// <see cref="Act.By"/> must be the applicant.
/// </summary>
public sealed class ApplicationDesk(AppDb db, NoticeStore notices, DraftStore drafts, Standings standings, IPageFacts pages, IReturnsOf returns)
{
    /// <summary>Starts a draft under the revision in force. (B10, D1)</summary>
    public async Task<Application> Create(Act act, string noticeId, ApplicationChoice choice, CancellationToken cancel = default)
    {
        var published = await notices.Current(noticeId, cancel)
            ?? throw new RefusalException(new Refusal("没有这份通知。") { Remedy = "请从“通知”里选择正在申报的通知。" });
        var person = PersonOf(act);
        var unitId = await standings.UnitOf(person, cancel) ?? throw new RefusalException(NoUnit());
        var standing = await standings.Of(person, unitId, act.At, cancel);
        RefusalException.ThrowIf(BanRules.CanApply(await db.BanOn(person, Beijing.Day(act.At), cancel)));
        var extendedTo = await db.ExtendedTo(published.Notice.Id, person, unitId, standing.Unit.County, cancel);
        RefusalException.ThrowIf(ApplicationOffers.WhyNot(published.Notice, choice, standing.Unit, act.At, extendedTo));
        var application = new Application(
            act, person, unitId, published.RevisionId, published.Notice.Id, published.Notice.Year.Value, choice,
            DueDates.ArriveBy(published.Notice, standing.Unit, choice, extendedTo), standing.Unit);
        db.Add(application);
        await db.Commit(cancel);
        return application;
    }

    /// <summary>Saves one section if it still has the number it began from; 0 for the first save. A conflict is answered, not thrown. (D1, D2)</summary>
    public Task<SectionSaved> SaveSection(
        Act act, Guid applicationId, string sectionId, SectionContent content, int from, CancellationToken cancel = default) =>
        drafts.Save(act, applicationId, sectionId, content, from, cancel);

    /// <summary>
    /// The applicant says, or takes back, that what reads like the own name or unit in a text is none. It holds for the text of that mark and is kept in
    /// the draft; refused when the text was changed meanwhile. (E4, D6)
    /// </summary>
    public async Task SayNotName(
        Act act, Guid applicationId, string sectionId, string entryId, string field, string mark, bool says, CancellationToken cancel = default)
    {
        await Own(act, applicationId, cancel);
        var saved = await drafts.Load(applicationId, sectionId, cancel);
        var entry = saved.Content.Entries.FirstOrDefault(e => e.Id == entryId);
        var changed = new Refusal("这一栏刚才改过，这次的说明没有记下。") { Remedy = "请看一遍现在写的，需要时再说明一次。", IsConflict = true };
        RefusalException.ThrowIf(entry?[field] is { } text && SectionEntry.MarkOf(text) == mark ? null : changed);
        var said = entry!.NotNames.Where(n => n.Key != field).Concat(says ? [new(field, mark)] : []).ToDictionary(n => n.Key, n => n.Value, StringComparer.Ordinal);
        var content = saved.Content with { Entries = [.. saved.Content.Entries.Select(e => e.Id == entryId ? e with { NotNames = said } : e)] };
        RefusalException.ThrowIf((await drafts.Save(act, applicationId, sectionId, content, saved.Number, cancel)).IsConflict ? changed : null);
    }

    /// <summary>The document as it stands: what the check reads, the preview prints and a submission would freeze.</summary>
    public async Task<ApplicationDocument> Document(Guid applicationId, DateTimeOffset at, CancellationToken cancel = default) =>
        (await Desk(applicationId, at, cancel)).Document;

    /// <summary>Everything that the notice finds, at that instant.</summary>
    public async Task<CheckResult> Check(Guid applicationId, DateTimeOffset at, CancellationToken cancel = default)
    {
        var desk = await Desk(applicationId, at, cancel);
        return ApplicationAssembly.Check(desk.Notice, desk.Document, desk.Standing, at);
    }

    /// <summary>
    /// Hands it in: the check must be clean, every remark of a return answered, the year free. The same key again is the same submission. (D9, F3, B4a)
    /// </summary>
    public async Task<Submission> Submit(Act act, Guid applicationId, Guid key, CancellationToken cancel = default)
    {
        try
        {
            return await SubmitOnce(act, applicationId, key, cancel);
        }
        catch (DbUpdateException problem)
        {
            db.ChangeTracker.Clear();
            if (await Submitted(applicationId, key, cancel) is { } same)
            {
                return same;
            }

            if (problem.InnerException is PostgresException { ConstraintName: "ux_applications_one_a_year" })
            {
                var application = await db.Applications().AsNoTracking().SingleAsync(a => a.Id == applicationId, cancel);
                throw new RefusalException(await OnePerYear(application, cancel));
            }

            throw;
        }
    }

    /// <summary>Answers one remark of the last return; again until it is submitted. (F3)</summary>
    public async Task AnswerRemark(Act act, Guid applicationId, Guid remarkId, string text, CancellationToken cancel = default)
    {
        var application = await Own(act, applicationId, cancel);
        var last = await returns.Last(applicationId, cancel);
        RefusalException.ThrowIf(last?.Remarks.All(r => r.Id != remarkId) ?? true ? new Refusal("没有这条意见。") { IsConflict = true } : null);
        var answer = await db.RemarkAnswers().SingleOrDefaultAsync(a => a.RemarkId == remarkId, cancel);
        if (answer is null)
        {
            db.Add(new RemarkAnswer(act, application, remarkId, text));
        }
        else
        {
            answer.Write(act, application, text);
        }

        await db.Commit(cancel);
    }

    /// <summary>Asks the unit to give it back. (D9)</summary>
    public async Task AskBack(Act act, Guid applicationId, CancellationToken cancel = default)
    {
        var application = await Own(act, applicationId, cancel);
        var open = await db.OpenAskBack(applicationId, cancel);
        RefusalException.ThrowIf(open is not null && open.SubmissionNumber == application.Submissions ? ApplicationRules.AskedAlready(open) : null);
        open?.Outlive(act);
        db.Add(application.RequestBack(act));
        await db.Commit(cancel);
    }

    /// <summary>The unit answers the wish: gives the application back, or keeps it for the reason in the act. The caller has checked that the act is the unit's.</summary>
    public async Task AnswerAskBack(Act act, Guid applicationId, bool grant, CancellationToken cancel = default)
    {
        var application = await db.Applications().SingleAsync(a => a.Id == applicationId, cancel);
        var open = await db.OpenAskBack(applicationId, cancel)
            ?? throw new RefusalException(new Refusal("申报人没有请求退回，或者已经答复过了。") { IsConflict = true });
        if (grant)
        {
            open.Grant(act, application);
        }
        else
        {
            open.Decline(act, application);
        }

        await db.Commit(cancel);
    }

    /// <summary>Takes it back for good. (B4a)</summary>
    public Task Withdraw(Act act, Guid applicationId, CancellationToken cancel = default) => Do(act, applicationId, a => a.Withdraw(act), cancel);

    /// <summary>Puts a draft aside that was never submitted.</summary>
    public Task Delete(Act act, Guid applicationId, CancellationToken cancel = default) => Do(act, applicationId, a => a.Delete(act), cancel);

    /// <summary>Takes a draft out again.</summary>
    public Task Restore(Act act, Guid applicationId, CancellationToken cancel = default) => Do(act, applicationId, a => a.Restore(act), cancel);

    /// <summary>Everything that pages about one application need, loaded once.</summary>
    public async Task<OpenApplication> Desk(Guid applicationId, DateTimeOffset at, CancellationToken cancel = default)
    {
        var application = await db.Applications().SingleAsync(a => a.Id == applicationId, cancel);
        var published = await notices.Get(application.RevisionId, cancel);
        var sections = await drafts.LoadAll(applicationId, cancel);
        var facts = await pages.Of(applicationId, cancel);
        var standing = await standings.Of(application.PersonId, application.UnitId, at, cancel);
        var document = ApplicationAssembly.Document(application, published, sections, facts, standing);
        return new OpenApplication(application, published, sections, facts, standing, document);
    }

    /// <summary>Why it cannot be submitted now, first reason first; null when it can.</summary>
    public async Task<Refusal?> WhyNotSubmit(OpenApplication open, CheckResult check, DateTimeOffset at, CancellationToken cancel = default)
    {
        var application = open.Application;
        var notice = open.Notice.Notice;
        if ((ApplicationRules.CanSubmit(application, at) ?? SubmissionRules.NoTurnLeft(application, notice, at)) is { } refusal)
        {
            return refusal;
        }

        if (await db.Applications().AnyAsync(
            a => a.PersonId == application.PersonId && a.Year == application.Year && a.HoldsYear && a.Id != application.Id, cancel))
        {
            return await OnePerYear(application, cancel);
        }

        return SubmissionRules.UnitNotConfirmed(open.Standing.Applicant)
            ?? SubmissionRules.RemarksOpen(await OpenRemarks(application, cancel))
            ?? SubmissionRules.MustFix(check);
    }

    /// <summary>The remarks that wait for an answer before the next submission.</summary>
    public async Task<IReadOnlyList<RemarkShown>> OpenRemarks(Application application, CancellationToken cancel = default)
    {
        if (application.State != ApplicationState.Returned || await returns.Last(application.Id, cancel) is not { } last)
        {
            return [];
        }

        var answered = await db.RemarkAnswers().Where(a => a.ApplicationId == application.Id).Select(a => a.RemarkId).ToListAsync(cancel);
        return [.. last.Remarks.Where(r => !answered.Contains(r.Id))];
    }

    private async Task<Submission> SubmitOnce(Act act, Guid applicationId, Guid key, CancellationToken cancel)
    {
        // A second click waits here and then finds the first one's submission; a save waits until the draft is frozen.
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Database.ExecuteSqlAsync($"select 1 from applications where id = {applicationId} for update", cancel);
        db.ChangeTracker.Clear();
        await Own(act, applicationId, cancel);
        if (await Submitted(applicationId, key, cancel) is { } same)
        {
            return same;
        }

        var open = await Desk(applicationId, act.At, cancel);
        var check = ApplicationAssembly.Check(open.Notice, open.Document, open.Standing, act.At);
        RefusalException.ThrowIf(await WhyNotSubmit(open, check, act.At, cancel));
        var (to, state, due) = SubmissionRules.Next(open.Application, open.Notice.Notice);
        foreach (var said in NameQuestion.Of(open.Notice.Notice.Form, open.Document, open.Standing.OwnNames, open.Standing.UnitNames).Where(q => q.IsAnswered))
        {
            open.Application.SayNotName(act, said);
        }

        var submission = open.Application.Submit(act, open.Document.ToCanonicalJson(), to, state, due, key);
        db.Add(submission);
        foreach (var answer in await db.RemarkAnswers().Where(a => a.ApplicationId == applicationId && a.SubmissionId == null).ToListAsync(cancel))
        {
            answer.GoWith(submission);
        }

        await db.Commit(cancel);
        await transaction.CommitAsync(cancel);
        return submission;
    }

    private Task<Submission?> Submitted(Guid applicationId, Guid key, CancellationToken cancel) =>
        db.Submissions().SingleOrDefaultAsync(s => s.ApplicationId == applicationId && s.Key == key, cancel);

    private async Task<Refusal> OnePerYear(Application application, CancellationToken cancel)
    {
        var notice = (await notices.Get(application.RevisionId, cancel)).Notice;
        return ApplicationRules.OnePerYear(application.Year, notice.Channels.FirstOrDefault(c => c.Channel == application.Channel)?.Clause);
    }

    private async Task Do(Act act, Guid applicationId, Action<Application> verb, CancellationToken cancel)
    {
        verb(await Own(act, applicationId, cancel));
        await db.Commit(cancel);
    }

    private async Task<Application> Own(Act act, Guid applicationId, CancellationToken cancel) =>
        await db.Applications().OwnedBy(PersonOf(act)).SingleOrDefaultAsync(a => a.Id == applicationId, cancel)
        ?? throw new RefusalException(ApplicationRules.NotYours());

    private static Guid PersonOf(Act act) => act.By ?? throw new RefusalException(ApplicationRules.NotYours());

    private static Refusal NoUnit() =>
        new("您的工作单位还没有确认，不能建立申报书。") { Remedy = "请先选择工作单位，单位人事确认后再来。" };
}

/// <summary>One application opened: its row, notice, draft, pages, facts and the document they make.</summary>
public sealed record OpenApplication(
    Application Application,
    PublishedNotice Notice,
    IReadOnlyDictionary<string, SavedSection> Sections,
    IReadOnlyList<PageFact> Pages,
    Standing Standing,
    ApplicationDocument Document)
{
    /// <summary>The sections that are asked of this application, in order.</summary>
    public IReadOnlyList<SectionDefinition> Asked => [.. Notice.Notice.Form.Sections.Where(s => s.IsAsked(Document))];

    /// <summary>A section as saved; number 0 when nothing was.</summary>
    public SavedSection Saved(string sectionId) => Sections.GetValueOrDefault(sectionId) ?? SavedSection.Nothing(sectionId);
}
