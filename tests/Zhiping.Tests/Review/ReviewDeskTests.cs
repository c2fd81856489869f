using Microsoft.EntityFrameworkCore;
using Npgsql;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Quantities;
using Zhiping.Review;
using static Zhiping.Tests.Review.ReviewSite;

namespace Zhiping.Tests.Review;

/// <summary>Review from the authority to the committee's decision, by the desk that pages and the played season use.</summary>
public sealed class ReviewDeskTests(ReviewSite site) : IClassFixture<ReviewSite>
{
    private static readonly DateTimeOffset Monday = Beijing(7, 22, 10);

    [Fact]
    [Requirement("F1", "B2")]
    public async Task Endorse_ToTheCommittee_IsTheArrivalThatTheWindowIsAbout()
    {
        var application = await site.AtCommittee(Monday);
        Assert.Equal(ApplicationState.AtCommittee, application.State);
        Assert.Equal(site.Committee.Id, application.HolderId);
        Assert.Equal(1, application.Arrivals);
        Assert.Equal(Monday.AddDays(11), application.ArrivedAt);
        Assert.Null(application.Due);
    }

    [Theory]
    [Requirement("B2")]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public async Task Endorse_AroundTheClosingMillisecond_CountsOnlyBefore(int milliseconds, bool arrives)
    {
        var application = await site.AtAuthority(Monday);
        var at = Beijing(8, 30, 18).AddMilliseconds(milliseconds);
        async Task Endorse()
        {
            await site.Review(d => d.TickAll(site.ByAuthority(Beijing(8, 20)), application.Id));
            await site.Review(d => d.Endorse(site.ByAuthority(at), application.Id));
        }

        if (arrives)
        {
            await Endorse();
            Assert.Equal(ApplicationState.AtCommittee, (await site.Reload(application.Id)).State);
            return;
        }

        var refused = await Refused(Endorse);
        Assert.Contains("视为放弃", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal("三(一)", refused.Clause!.Path);
    }

    [Fact]
    [Requirement("F3", "F3a")]
    public async Task Return_SendsAllRemarksAtOnceAndStartsTwoDays()
    {
        var application = await site.AtCommittee(Monday);
        var at = Beijing(8, 5, 9, 30);
        await site.Review(async d =>
        {
            await d.AddRemark(site.ByClerk(at), application.Id, site.Remark());
            await d.AddRemark(site.ByClerk(at), application.Id, site.Remark("education"));
            await d.Return(site.ByClerk(at, "其他都已核对。"), application.Id);
        });
        var now = await site.Reload(application.Id);
        Assert.Equal(ApplicationState.Returned, now.State);
        Assert.Equal(site.Unit.Id, now.HolderId);
        Assert.Equal(site.Committee.Id, now.ReturnedById);

        // Monday 5 August does not count; Tuesday and Wednesday do.
        Assert.Equal(Beijing(8, 8), now.Due!.At);
        Assert.Equal(DueConsequence.NotAccepted, now.Due.Consequence);
        Assert.Equal("四(一)1", now.Due.Clause!.Path);
        var (last, remarks) = await site.WithDb(db => db.LastReturn(application.Id));
        Assert.Equal(2, remarks.Count);
        Assert.Equal("其他都已核对。", last!.Memo);
        Assert.Equal((site.Clerk, OfficeRole.CommitteeOffice), (last.By, last.Office));
    }

    [Theory]
    [Requirement("F3")]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public async Task Submit_AroundTheEndOfTheReturnClock_CountsOnlyBefore(int milliseconds, bool counts)
    {
        var application = await site.AtCommittee(Monday);
        await site.ReturnBy(site.ByClerk(Beijing(8, 5, 9)), application.Id);
        Task Submit() => site.Submit(application.Id, Beijing(8, 8).AddMilliseconds(milliseconds), 66);
        if (counts)
        {
            await Submit();
            Assert.Equal(2, (await site.Reload(application.Id)).Arrivals);
            return;
        }

        Assert.Contains("不予受理", (await Refused(Submit)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("F3", "B2")]
    public async Task Return_ByTheUnitBeforeTheFirstArrival_IsDueByWhicheverEndsFirst()
    {
        var early = await site.Submitted(Monday);
        await site.ReturnBy(site.ByHr(Beijing(7, 24, 9)), early.Id);
        Assert.Equal((Beijing(7, 27), DueConsequence.NotAccepted), Due(await site.Reload(early.Id)));

        var late = await site.Submitted(Monday);
        await site.ReturnBy(site.ByHr(Beijing(8, 29, 9)), late.Id);
        Assert.Equal((Beijing(8, 30, 18), DueConsequence.Forfeited), Due(await site.Reload(late.Id)));

        static (DateTimeOffset, DueConsequence) Due(Application a) => (a.Due!.At, a.Due.Consequence);
    }

    [Fact]
    [Requirement("F3", "F6")]
    public async Task Return_WithoutRemarks_IsRefused()
    {
        var application = await site.AtCommittee(Monday);
        var refused = await Refused(() => site.Review(d => d.Return(site.ByClerk(Beijing(8, 5)), application.Id)));
        Assert.Contains("还没有写意见", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("F6")]
    public async Task Remark_WithoutAClause_IsRefused()
    {
        var application = await site.AtCommittee(Monday);
        var refused = await Refused(() => site.Review(d => d.AddRemark(site.ByClerk(Beijing(8, 5)), application.Id, site.Remark() with { Clause = null })));
        Assert.Equal("Clause", refused.Field);
    }

    [Fact]
    [Requirement("F3a")]
    public async Task Remark_AtAPlaceThatIsNotThere_IsRefused()
    {
        var application = await site.AtCommittee(Monday);
        var refused = await Refused(() => site.Review(d => d.AddRemark(site.ByClerk(Beijing(8, 5)), application.Id, site.Remark("nowhere"))));
        Assert.Equal("Place", refused.Field);
    }

    [Fact]
    [Requirement("F3a")]
    public async Task Remark_NewOnAnUnchangedItem_MustSayWhy_AndOnAChangedOneNeedNot()
    {
        var application = await site.AtCommittee(Monday);
        await site.ReturnBy(site.ByClerk(Beijing(8, 5, 9)), application.Id);
        await site.Submit(application.Id, Beijing(8, 6), 66);
        var at = Beijing(8, 7);
        var refused = await Refused(() => site.Review(d => d.AddRemark(site.ByClerk(at), application.Id, site.Remark("education"))));
        Assert.Equal("NewReason", refused.Field);
        await site.Review(async d =>
        {
            var late = await d.AddRemark(site.ByClerk(at), application.Id, site.Remark("education", "学信网今天才能查"));
            Assert.True(late.NewOnUnchanged);
            var changed = await d.AddRemark(site.ByClerk(at), application.Id, site.Remark());
            Assert.False(changed.NewOnUnchanged);
        });
    }

    [Fact]
    [Requirement("F4")]
    public async Task ThirdSubmission_ThatFails_IsNotReturnedButRefusedForGood_AndAFourthDoesNotExist()
    {
        var application = await site.AtCommittee(Monday);
        var early = await Refused(() => site.Review(async d =>
        {
            await d.AddRemark(site.ByClerk(Beijing(8, 4)), application.Id, site.Remark());
            await d.RefuseForGood(site.ByClerk(Beijing(8, 4), "不符合"), application.Id);
        }));
        Assert.Contains("还可以退回改正", early.ToString(), StringComparison.Ordinal);
        await site.Review(d => d.Return(site.ByClerk(Beijing(8, 5, 9)), application.Id));
        await site.Submit(application.Id, Beijing(8, 6, 9), 55);
        await site.ReturnBy(site.ByClerk(Beijing(8, 7, 9)), application.Id);
        await site.Submit(application.Id, Beijing(8, 8, 9), 56);
        Assert.Equal(3, (await site.Reload(application.Id)).Arrivals);

        var refused = await Refused(() => site.ReturnBy(site.ByClerk(Beijing(8, 9, 9)), application.Id));
        Assert.Contains("最多3次", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal("四(一)1", refused.Clause!.Path);
        Assert.Equal("Reason", (await Refused(() => site.Review(d => d.RefuseForGood(site.ByClerk(Beijing(8, 9, 9), " "), application.Id)))).Field);
        await site.Review(d => d.RefuseForGood(site.ByClerk(Beijing(8, 9, 9), "三次提交仍不符合要求"), application.Id));

        var now = await site.Reload(application.Id);
        Assert.Equal(ApplicationState.NotAccepted, now.State);
        Assert.True(now.HoldsYear);
        Assert.Null(now.Due);
        await Refused(() => site.Submit(application.Id, Beijing(8, 10)));
        Assert.NotNull(await site.WithDb(db => db.NonAcceptances().SingleOrDefaultAsync(n => n.ApplicationId == application.Id)));
    }

    [Fact]
    [Requirement("F5", "F7")]
    public async Task Admit_NeedsEveryItemTickedAndNoOpenRemark_AndThenTheFeeIsDue()
    {
        var application = await site.AtCommittee(Monday, level: Level.DeputySenior);
        var at = Beijing(8, 5);
        Assert.Contains("没有核对", (await Refused(() => site.Review(d => d.Admit(site.ByClerk(at), application.Id)))).ToString(), StringComparison.Ordinal);
        await site.Review(async d =>
        {
            await d.TickAll(site.ByClerk(at), application.Id);
            var remark = await d.AddRemark(site.ByClerk(at), application.Id, site.Remark());
            Assert.Contains("1条意见", (await Refused(() => d.Admit(site.ByClerk(at), application.Id))).ToString(), StringComparison.Ordinal);
            await d.DropRemark(site.ByClerk(at), application.Id, remark.Id);
            await d.Admit(site.ByClerk(at), application.Id);
        });
        var now = await site.Reload(application.Id);
        Assert.Equal(ApplicationState.Admitted, now.State);
        Assert.Equal((Beijing(9, 16), DueConsequence.None), (now.Due!.At, now.Due.Consequence));
        var admission = await site.WithDb(db => db.Admissions().SingleAsync(a => a.ApplicationId == application.Id));
        Assert.Equal(700, admission.FeeYuan);
        Assert.Equal(site.Clerk, admission.By);
        Assert.Equal(site.Notice.ReviewChecklist.Count, await site.WithDb(db => db.ChecklistTicks().CountAsync(t => t.ApplicationId == application.Id && t.BodyId == site.Committee.Id)));
    }

    [Fact]
    [Requirement("F5")]
    public async Task TwoClerks_TheSecondLearnsWhoWasFirstAndWhat()
    {
        var application = await site.AtCommittee(Monday);
        var at = Beijing(8, 5, 9, 30);
        await site.Review(d => d.TickAll(site.ByClerk(at), application.Id));
        await site.ReturnBy(site.ByClerk(at), application.Id);
        var refused = await Refused(() => site.Review(d => d.Admit(site.BySecondClerk(at.AddSeconds(1)), application.Id)));
        Assert.True(refused.IsConflict);
        Assert.Equal("贺兰舟已于2024年8月5日（周一）09:30（北京时间）退回申报人改正。", refused.ToString());
        Assert.Equal(ApplicationState.Returned, (await site.Reload(application.Id)).State);
    }

    [Fact]
    [Requirement("F5")]
    public async Task TwoClerks_AtTheVerySameMoment_OneDecisionStands()
    {
        var application = await site.AtCommittee(Monday);
        var at = Beijing(8, 5, 9, 30);
        await site.Review(d => d.TickAll(site.ByClerk(at), application.Id));
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(async n =>
        {
            try
            {
                await site.Review(d => d.Admit(n == 0 ? site.ByClerk(at) : site.BySecondClerk(at), application.Id));
                return (Refusal?)null;
            }
            catch (RefusalException e)
            {
                return e.Refusal;
            }
        }));
        Assert.Single(both, r => r is null);
        Assert.True(both.Single(r => r is not null)!.IsConflict);
        Assert.Equal(1, await site.WithDb(db => db.Admissions().CountAsync(a => a.ApplicationId == application.Id)));
    }

    [Fact]
    [Requirement("A9")]
    public async Task EveryVerb_ByABodyThatDoesNotHoldIt_IsRefused()
    {
        var application = await site.AtCommittee(Monday);
        var at = Beijing(8, 5);
        await Refused(() => site.Review(d => d.Admit(site.ByAuthority(at), application.Id)));
        await Refused(() => site.Review(d => d.AddRemark(site.ByHr(at), application.Id, site.Remark())));
        await Refused(() => site.Review(d => d.Endorse(site.ByAuthority(at), application.Id)));

        // Acting for the right body without an appointment there.
        var refused = await Refused(() => site.Review(d => d.TickAll(new Act(site.Hr, site.Committee.Id, at), application.Id)));
        Assert.Contains("不是这个单位的经办人", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("D9")]
    public async Task GrantAskBack_IsNoReturn_NoClock_NoCount()
    {
        var application = await site.Submitted(Monday);
        await site.WithDb(async db =>
        {
            var mine = await db.Applications().SingleAsync(a => a.Id == application.Id);
            db.Add(mine.RequestBack(new Act(mine.PersonId, null, Beijing(7, 23), "职务写错")));
            await db.Commit();
        });
        await site.Review(d => d.GrantAskBack(site.ByHr(Beijing(7, 23, 9)), application.Id));
        var now = await site.Reload(application.Id);
        Assert.Equal((ApplicationState.Draft, 0, Beijing(8, 30, 18)), (now.State, now.Arrivals, now.Due!.At));
        Assert.Empty(await site.WithDb(db => db.Returns().Where(r => r.ApplicationId == application.Id).ToListAsync()));
        await Refused(() => site.Review(d => d.GrantAskBack(site.ByHr(Beijing(7, 23, 9)), application.Id)));
    }

    [Fact]
    [Requirement("F8")]
    public async Task ReceivePaper_FromTheNoticesList_OnceEach()
    {
        var application = await site.Admitted(Monday);
        var at = Beijing(8, 20);
        await site.Review(d => d.ReceivePaper(site.ByClerk(at), application.Id, "evaluation-form", 3, false));
        Assert.Contains("没有要求", (await Refused(() => site.Review(d => d.ReceivePaper(site.ByClerk(at), application.Id, "roster", 1, false)))).ToString(), StringComparison.Ordinal);
        Assert.True((await Refused(() => site.Review(d => d.ReceivePaper(site.ByClerk(at), application.Id, "evaluation-form", 3, false)))).IsConflict);
        await site.Review(d => d.ReceivePaper(site.ByClerk(Beijing(9, 16)), application.Id, "pledge", 1, true));
        var papers = await site.WithDb(db => db.PaperReceipts().Where(p => p.ApplicationId == application.Id).ToListAsync());
        Assert.Equal([("evaluation-form", false), ("pledge", true)], papers.OrderBy(p => p.At).Select(p => (p.Item, p.Late)));
    }

    [Fact]
    [Requirement("F5")]
    public async Task Submission_KeepsItsRisk()
    {
        var application = await site.Submitted(Monday);
        Assert.NotNull(await site.WithDb(db => db.SubmissionRisks().SingleOrDefaultAsync(r => r.ApplicationId == application.Id)));
    }

    [Theory]
    [Requirement("F3a", "F6")]
    [InlineData("update remarks set clause_path = '' where application_id = '{0}'", "ck_remarks_clause")]
    [InlineData("update remarks set new_on_unchanged = true where application_id = '{0}'", "ck_remarks_new")]
    [InlineData("insert into returns (id, application_id, submission_id, body_id, office, by, at) select gen_random_uuid(), application_id, submission_id, body_id, office, by, at from returns where application_id = '{0}'", "IX_returns_submission_id")]
    [InlineData("update returns set due_at = at where application_id = '{0}'", "ck_returns_due")]
    public async Task Database_RefusesReturnsThatCannotBe(string sql, string constraint)
    {
        var application = await site.AtCommittee(Monday);
        await site.ReturnBy(site.ByClerk(Beijing(8, 5, 9)), application.Id);
        var error = await Assert.ThrowsAsync<PostgresException>(() => site.WithDb(async db =>
        {
#pragma warning disable EF1002
            await db.Database.ExecuteSqlRawAsync(string.Format(sql, application.Id));
#pragma warning restore EF1002
        }));
        Assert.Equal(constraint, error.ConstraintName, ignoreCase: true);
    }
}
