using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Data;

namespace Zhiping.Tests.Applications;

/// <summary>Asking back, answering a return and deadlines that pass.</summary>
public sealed class ApplicationReturnTests(ApplicationSite site) : ApplicationScene(site)
{
    [Fact]
    [Requirement("D9")]
    public async Task AskBack_GrantedByTheUnit_OpensTheDraftAgain()
    {
        var (person, application) = await Complete();
        await Site.SubmitAsync(person, application);
        await Site.Desk(d => d.AskBack(Site.By(person, reason: "补一页"), application.Id));
        Assert.Contains("还没有答复", (await Refused(d => d.AskBack(Site.By(person), application.Id))).ToString(), StringComparison.Ordinal);

        await Site.Desk(d => d.AnswerAskBack(new Act(person.Id, Site.Unit.Id, Site.Clock.Now), application.Id, grant: true));

        var now = await Site.Reload(application.Id);
        Assert.Equal((ApplicationState.Draft, 0, true), (now.State, now.Arrivals, now.HoldsYear));
        await Site.SubmitAsync(person, application);
        Assert.Equal(2, (await Site.Reload(application.Id)).Submissions);
    }

    [Fact]
    [Requirement("D9")]
    public async Task AskBack_DeclinedByTheUnit_LeavesItThereAndSaysWhy()
    {
        var (person, application) = await Complete();
        await Site.SubmitAsync(person, application);
        await Site.Desk(d => d.AskBack(Site.By(person), application.Id));
        var unit = new Act(null, Site.Unit.Id, Site.Clock.Now);
        await Refused(d => d.AnswerAskBack(unit, application.Id, grant: false));
        await Site.Desk(d => d.AnswerAskBack(unit with { By = person.Id, Reason = "公示已经开始" }, application.Id, grant: false));
        Assert.Equal(ApplicationState.AtUnit, (await Site.Reload(application.Id)).State);
        Assert.Null(await Site.WithDb(db => db.OpenAskBack(application.Id)));
    }

    [Fact]
    [Requirement("F3")]
    public async Task Resubmit_NeedsAnAnswerToEveryRemarkAndGoesBackToTheOffice()
    {
        var (person, application) = await Complete();
        await Site.SubmitAsync(person, application);
        var remark = await Site.ReturnAsync(application);

        var refused = await Refused(d => d.Submit(Site.By(person), application.Id, Ids.Blind()));
        Assert.Contains("退回意见还有1条", refused.ToString(), StringComparison.Ordinal);

        await Site.Desk(d => d.AnswerRemark(Site.By(person), application.Id, remark.Id, "补写了本人作用"));
        await Refused(d => d.AnswerRemark(Site.By(person), application.Id, Ids.Blind(), "别的"));
        var second = await Site.SubmitAsync(person, application);

        var now = await Site.Reload(application.Id);
        Assert.Equal((ApplicationState.AtCommittee, Site.Committee.Id, 2, 2), (now.State, now.HolderId, now.Submissions, now.Arrivals));
        Assert.Null(now.Due);
        Assert.Equal(second.Id, (await Site.WithDb(db => db.RemarkAnswers().SingleAsync(a => a.RemarkId == remark.Id))).SubmissionId);
    }

    [Fact]
    [Requirement("F4")]
    public async Task Resubmit_AfterTheThirdArrival_IsRefusedWithItsClause()
    {
        var (person, application) = await Complete();
        await Site.SubmitAsync(person, application);
        for (var i = 0; i < 2; i++)
        {
            var remark = await Site.ReturnAsync(application);
            await Site.Desk(d => d.AnswerRemark(Site.By(person), application.Id, remark.Id, "改了"));
            await Site.SubmitAsync(person, application);
        }

        await Site.ReturnAsync(application);
        var refused = await Refused(d => d.Submit(Site.By(person), application.Id, Ids.Blind()));
        Assert.Contains("已满3次", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal("四(一)1", refused.Clause!.Path);
    }

    [Fact]
    [Requirement("B2")]
    public async Task Lapse_RecordsPassedDeadlinesOnceAtTheirInstant()
    {
        var (_, draft) = await Draft();
        var (person, submitted) = await Complete();
        await Site.SubmitAsync(person, submitted);
        var deleted = await Site.DraftAsync(person);
        await Site.Desk(d => d.Delete(Site.By(person), deleted.Id));

        Site.Clock.Now = Edge.AddMilliseconds(-1);
        await Site.RunDueAsync();
        Assert.Equal(ApplicationState.Draft, (await Site.Reload(draft.Id)).State);

        Site.Clock.Now = Edge.AddHours(3);
        await Site.RunDueAsync();
        await Site.RunDueAsync();
        foreach (var id in new[] { draft.Id, submitted.Id })
        {
            var now = await Site.Reload(id);
            Assert.Equal((ApplicationState.Forfeited, Edge, null), (now.State, now.MovedAt, now.Due));
        }

        Assert.True((await Site.Reload(submitted.Id)).HoldsYear);
        Assert.False((await Site.Reload(draft.Id)).HoldsYear);
        Assert.Equal(ApplicationState.Draft, (await Site.Reload(deleted.Id)).State);
        Assert.Equal(1, await Site.WithDb(db => db.Set<Zhiping.History.HistoryEntry>().CountAsync(e => e.SubjectId == draft.Id && e.Verb == "Forfeit")));
        Site.Clock.SetBeijing(2024, 8, 5, 9);
    }
}
