using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Data;

namespace Zhiping.Publicity;

/// <summary>What the unit does about publicity, callable from pages and from code. Each verb saves once. (F2)</summary>
public sealed class UnitDesk(AppDb db, OfficeCases cases, PageDesk pages)
{
    /// <summary>Shows the application in the unit; without a last day, for exactly as long as the notice asks.</summary>
    public async Task<UnitPublicity> StartPublicity(
        Act act, Guid applicationId, DateOnly from, DateOnly? to, PublicityText text, CancellationToken cancel = default)
    {
        var office = await cases.InHand(act, applicationId, cancel);
        var all = await db.PublicitiesOf(applicationId, cancel);
        var existing = PublicityRules.That(all, office.Submission, office.Notice.UnitPublicity)
            ?? all.Find(p => p.SubmissionId == office.Submission.Id && p.StoppedAt is null);
        var last = to ?? PublicityRules.EarliestEnd(from, act.At, office.Notice.UnitPublicity.WorkingDays, office.Notice.Calendar);
        var publicity = office.Application.StartPublicity(act, office.Submission, existing, from, last, text, office.Notice);
        db.Add(publicity);
        await cases.Commit(office.Application, cancel);
        return publicity;
    }

    /// <summary>Takes down an objection; the finding may follow later.</summary>
    public async Task<PublicityObjection> RecordObjection(
        Act act, Guid applicationId, string from, string content, string? finding, CancellationToken cancel = default)
    {
        var (office, publicity) = await Running(act, applicationId, cancel);
        var objection = publicity.RecordObjection(act, office.Application, from, content, finding);
        db.Add(objection);
        await cases.Commit(office.Application, cancel);
        return objection;
    }

    /// <summary>Writes down what was found about an objection.</summary>
    public async Task SettleObjection(Act act, Guid applicationId, Guid objectionId, string finding, CancellationToken cancel = default)
    {
        var (office, publicity) = await Running(act, applicationId, cancel);
        var objection = publicity.Objections.FirstOrDefault(o => o.Id == objectionId)
            ?? throw new RefusalException(new Refusal("没有这条异议。"));
        objection.Settle(act, finding);
        office.Application.Record(act, "SettleObjection", ("objection", objectionId));
        await cases.Commit(office.Application, cancel);
    }

    /// <summary>Records the result after the last day.</summary>
    public async Task EndPublicity(Act act, Guid applicationId, PublicityOutcome outcome, string? result, CancellationToken cancel = default)
    {
        var (office, publicity) = await Running(act, applicationId, cancel);
        RefusalException.ThrowIf(office.Application.State == ApplicationState.AtUnit
            ? ApplicationRules.Lapsed(office.Application, act.At)
            : ApplicationRules.WrongState(office.Application));
        publicity.End(act, office.Application, outcome, result);
        await cases.Commit(office.Application, cancel);
    }

    /// <summary>Takes the notice down because something on it was wrong.</summary>
    public async Task StopPublicity(Act act, Guid applicationId, CancellationToken cancel = default)
    {
        var (office, publicity) = await Running(act, applicationId, cancel);
        publicity.Stop(act, office.Application);
        await cases.Commit(office.Application, cancel);
    }

    /// <summary>Uploads a signed and stamped paper into one of the unit's slots: publicity, result, recommendation. (D5c)</summary>
    public async Task<AttachedPage> AddPaper(Act act, Guid applicationId, string slotId, string fileName, Stream content, CancellationToken cancel = default)
    {
        var office = await cases.InHand(act, applicationId, cancel);
        var (section, slot) = UnitPapers.Asked(office).FirstOrDefault(x => x.Slot.Id == slotId);
        RefusalException.ThrowIf(slot is null ? new Refusal("通知没有要求单位上传这份材料。") { Field = "Slot" } : null);
        return await pages.Add(act, applicationId, new PagePlace(section.Id, null, slot!.Id), fileName, content, cancel: cancel);
    }

    /// <summary>Takes a paper out again.</summary>
    public async Task DropPaper(Act act, Guid applicationId, Guid pageId, CancellationToken cancel = default)
    {
        var office = await cases.InHand(act, applicationId, cancel);
        RefusalException.ThrowIf((await db.UnitPapersOf(office, cancel)).SelectMany(p => p.Pages).Any(p => p.Id == pageId) ? null : new Refusal("没有找到这一页。"));
        await pages.Delete(act, pageId, cancel);
    }

    private async Task<(OfficeCase Office, UnitPublicity Publicity)> Running(Act act, Guid applicationId, CancellationToken cancel)
    {
        var office = await cases.InHand(act, applicationId, cancel);
        var publicity = (await db.PublicitiesOf(applicationId, cancel)).FindLast(p => p.StoppedAt is null)
            ?? throw new RefusalException(new Refusal("这份申报还没有公示。") { Clause = office.Notice.UnitPublicity.Clause });
        return (office, publicity);
    }
}
