using Microsoft.EntityFrameworkCore;
using Npgsql;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Demo;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Tests.Applications;

/// <summary>The verbs of an applicant on a real database, under the published culture notice.</summary>
public sealed class ApplicationDeskTests(ApplicationSite site) : IClassFixture<ApplicationSite>
{
    private static readonly DateTimeOffset Edge = Some.Edge;

    [Fact]
    [Requirement("D3", "D9", "B2")]
    public async Task Submit_OfACompleteDraft_GoesToTheUnitAndIsFrozen()
    {
        var (person, application) = await Complete();
        var check = await site.Desk(d => d.Check(application.Id, site.Clock.Now));
        Assert.Equal([], check.Findings.Where(f => f.Severity == Severity.MustFix).Select(f => $"{f.Section}: {f.Message.Zh}"));

        var submission = await site.SubmitAsync(person, application);
        var now = await site.Reload(application.Id);

        Assert.Equal((ApplicationState.AtUnit, site.Unit.Id), (now.State, now.HolderId));
        Assert.Equal(Edge, now.Due!.At);
        var document = ApplicationDocument.Parse(submission.Content);
        Assert.Equal(submission.Content, document.ToCanonicalJson());
        Assert.DoesNotContain(person.Id.ToString(), System.Text.Encoding.UTF8.GetString(submission.Content), StringComparison.Ordinal);

        var refused = await Refused(d => d.SaveSection(site.By(person), application.Id, "summary", SectionContent.Empty, 1));
        Assert.Contains("只能查看", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [Requirement("B2", "D9")]
    public async Task Submit_AroundTheClosingMillisecond_CountsOnlyBefore(int milliseconds, bool accepted)
    {
        var (person, application) = await Complete();
        var at = Edge.AddMilliseconds(milliseconds);
        if (accepted)
        {
            var submission = await site.SubmitAsync(person, application, at);
            Assert.Equal(at, submission.At);
            return;
        }

        var refused = await Refused(d => d.Submit(site.By(person, at), application.Id, Ids.Blind()));
        Assert.Equal("三(一)", refused.Clause!.Path);
        Assert.Contains("视为放弃", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDb(db => db.Submissions().CountAsync(s => s.ApplicationId == application.Id)));
    }

    [Fact]
    [Requirement("B4a")]
    public async Task Submit_OfASecondApplicationInTheYear_IsRefusedAndKeepsTheDraft()
    {
        var (person, first) = await Complete();
        var second = await site.CompleteAsync(person);
        await site.SubmitAsync(person, first);

        var refused = await Refused(d => d.Submit(site.By(person), second.Id, Ids.Blind()));

        Assert.Contains("2024年度已经提交过一份申报", refused.ToString(), StringComparison.Ordinal);
        Assert.NotNull(refused.Clause);
        Assert.Equal(ApplicationState.Draft, (await site.Reload(second.Id)).State);

        await site.Desk(d => d.Withdraw(site.By(person), first.Id));
        await site.SubmitAsync(person, second);
        Assert.Equal(ApplicationState.AtUnit, (await site.Reload(second.Id)).State);
    }

    [Fact]
    [Requirement("B4a")]
    public async Task Submit_OfTwoApplicationsAtOnce_LetsOneThrough()
    {
        var (person, first) = await Complete();
        var second = await site.CompleteAsync(person);
        Application[] both = [first, second];

        var outcomes = await Task.WhenAll(both.Select(async a =>
        {
            try
            {
                await site.SubmitAsync(person, a);
                return null;
            }
            catch (RefusalException refused)
            {
                return refused.Refusal;
            }
        }));

        Assert.Single(outcomes, o => o is null);
        Assert.Contains("同一年度只能申报一次", outcomes.OfType<Refusal>().Single().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("D9")]
    public async Task Submit_ClickedTwiceAtOnce_IsOneSubmissionWithOneReceipt()
    {
        var (person, application) = await Complete();
        var key = Ids.Blind();

        var receipts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => site.Desk(d => d.Submit(site.By(person), application.Id, key))));

        Assert.Single(receipts.Select(s => s.ReceiptNumber).Distinct());
        Assert.Equal(1, (await site.Reload(application.Id)).Submissions);
        Assert.Equal(1, await site.WithDb(db => db.Submissions().CountAsync(s => s.ApplicationId == application.Id)));
    }

    [Theory]
    [InlineData(MadeUpFault.EmptyField, "summary")]
    [InlineData(MadeUpFault.HoursShort, "continuingEducation")]
    [InlineData(MadeUpFault.NoPledge, "pledge")]
    [Requirement("D4", "E1", "G1")]
    public async Task Submit_OfAnUnfinishedDraft_SaysHowMuchIsLeft(MadeUpFault fault, string section)
    {
        site.Clock.SetBeijing(2024, 8, 5, 9);
        var person = await site.ApplicantAsync();
        var application = await site.CompleteAsync(person, fault);

        var check = await site.Desk(d => d.Check(application.Id, site.Clock.Now));
        var refused = await Refused(d => d.Submit(site.By(person), application.Id, Ids.Blind()));

        Assert.Contains(check.Findings, f => f.Section == section && f is { Severity: Severity.MustFix, Clause: not null } && f.Remedy.Zh.Length > 0);
        Assert.Contains("要改正", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("E4", "D6")]
    public async Task Check_OfATextWithTheOwnNameOrUnit_PointsAtIt()
    {
        var (person, application) = await Complete();
        var summary = new SectionContent { Entries = [Some.Entry("summary", ("text", "苏木清在云杉县文化馆工作。"))] };
        await site.Desk(d => d.SaveSection(site.By(person), application.Id, "summary", summary, 1));

        var check = await site.Desk(d => d.Check(application.Id, site.Clock.Now));

        var leak = Assert.Single(check.Findings, f => f.RuleId == ApplicationAssembly.OwnNameRule);
        Assert.Equal(("summary", "text", Severity.MustFix), (leak.Section, leak.Field, leak.Severity));
        Assert.Contains("苏木清", leak.Message.Zh, StringComparison.Ordinal);
        Assert.Equal("四(一)3", leak.Clause!.Path);
    }

    [Fact]
    [Requirement("D3", "A6")]
    public async Task Create_WithoutAConfirmedUnit_IsRefused()
    {
        site.Clock.SetBeijing(2024, 8, 5, 9);
        var person = await site.ApplicantAsync(approved: false);
        var refused = await Refused(d => d.Create(site.By(person), ApplicationSite.NoticeId, ApplicationSite.MassCulture()));
        Assert.Contains("单位还没有确认", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("B1", "B2")]
    public async Task Create_OutsideTheWindow_SaysWhenItOpensOrThatItIsClosed()
    {
        site.Clock.SetBeijing(2024, 7, 15, 9);
        var person = await site.ApplicantAsync();
        var early = await Refused(d => d.Create(site.By(person), ApplicationSite.NoticeId, ApplicationSite.MassCulture()));
        Assert.Contains("还没有开始", early.ToString(), StringComparison.Ordinal);
        Assert.Equal("三(一)", early.Clause!.Path);

        var late = await Refused(d => d.Create(site.By(person, Edge), ApplicationSite.NoticeId, ApplicationSite.MassCulture()));
        Assert.Contains("2024年8月30日（周五）18:00（北京时间）截止", late.ToString(), StringComparison.Ordinal);
        Assert.NotNull(await site.Desk(d => d.Create(site.By(person, Edge.AddMilliseconds(-1)), ApplicationSite.NoticeId, ApplicationSite.MassCulture())));
    }

    [Fact]
    [Requirement("B3", "B4", "B6")]
    public async Task Create_OfWhatTheNoticeDoesNotOffer_SaysWhich()
    {
        site.Clock.SetBeijing(2024, 8, 5, 9);
        var person = await site.ApplicantAsync();
        var wrong = ApplicationSite.MassCulture();
        Assert.Equal("Specialty", (await Refused(d => d.Create(site.By(person), ApplicationSite.NoticeId, wrong with { Specialty = "alchemy" }))).Field);
        Assert.Equal("Level", (await Refused(d => d.Create(site.By(person), ApplicationSite.NoticeId, wrong with { Level = (Level)9 }))).Field);
        Assert.Equal("Kind", (await Refused(d => d.Create(site.By(person), ApplicationSite.NoticeId, wrong with { Kind = ProgrammeKind.ExamAndEvaluation }))).Field);
        Assert.Equal("Channel", (await Refused(d => d.Create(site.By(person), ApplicationSite.NoticeId, wrong with { Channel = Channel.PrivateEnterpriseSpecial }))).Field);
    }

    [Fact]
    [Requirement("D1")]
    public async Task Save_InTwoWindows_AnswersTheSecondWithTheFirstsVersion()
    {
        var (person, application) = await Draft();
        var first = new SectionContent { Entries = [Some.Entry("main", ("text", "第一个窗口"))] };
        var second = new SectionContent { Entries = [Some.Entry("main", ("text", "第二个窗口"))] };

        var saved = await site.Desk(d => d.SaveSection(site.By(person), application.Id, "summary", first, 0));
        var conflict = await site.Desk(d => d.SaveSection(site.By(person), application.Id, "summary", second, 0));
        var chosen = await site.Desk(d => d.SaveSection(site.By(person), application.Id, "summary", second, conflict.Number));

        Assert.False(saved.IsConflict);
        Assert.Equal("第一个窗口", conflict.Other!.Entries[0]["text"]);
        Assert.Equal((2, false), (chosen.Number, chosen.IsConflict));
    }

    [Fact]
    [Requirement("D1")]
    public async Task Save_AtOnceFromManyWindows_LetsExactlyOneThrough()
    {
        var (person, application) = await Draft();
        var saves = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => site.Desk(d => d.SaveSection(
            site.By(person), application.Id, "summary", new SectionContent { Entries = [Some.Entry("main", ("text", $"窗口{i}"))] }, 0))));
        Assert.Single(saves, s => !s.IsConflict);
    }

    [Fact]
    [Requirement("D1")]
    public async Task Save_OfTheSameContentTwice_IsNoConflict()
    {
        var (person, application) = await Draft();
        var content = new SectionContent { Entries = [Some.Entry("main", ("text", "一样"))] };
        await site.Desk(d => d.SaveSection(site.By(person), application.Id, "summary", content, 0));
        var again = await site.Desk(d => d.SaveSection(site.By(person), application.Id, "summary", content, 0));
        Assert.Equal((1, false), (again.Number, again.IsConflict));
    }

    [Fact]
    [Requirement("D2")]
    public async Task Save_ByAnybodyElse_IsRefused()
    {
        var (_, application) = await Draft();
        var stranger = await site.ApplicantAsync("沈砚秋");
        await Refused(d => d.SaveSection(site.By(stranger), application.Id, "summary", SectionContent.Empty, 0));
        await Refused(d => d.Submit(site.By(stranger), application.Id, Ids.Blind()));
        await Refused(d => d.Withdraw(site.By(stranger), application.Id));
        Assert.Empty(await site.WithDb(db => db.DraftSections().Where(s => s.ApplicationId == application.Id).ToListAsync()));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [Requirement("B2")]
    public async Task Save_AroundTheClosingMillisecond_CountsOnlyBefore(int milliseconds, bool accepted)
    {
        var (person, application) = await Draft();
        Task<SectionSaved> Save() => site.Desk(d => d.SaveSection(site.By(person, Edge.AddMilliseconds(milliseconds)), application.Id, "summary", SectionContent.Empty, 0));
        if (accepted)
        {
            Assert.Equal(1, (await Save()).Number);
        }
        else
        {
            Assert.Equal("三(一)", (await Assert.ThrowsAsync<RefusalException>(Save)).Refusal.Clause!.Path);
        }
    }

    [Fact]
    [Requirement("D9")]
    public async Task AskBack_GrantedByTheUnit_OpensTheDraftAgain()
    {
        var (person, application) = await Complete();
        await site.SubmitAsync(person, application);
        await site.Desk(d => d.AskBack(site.By(person, reason: "补一页"), application.Id));
        Assert.Contains("还没有答复", (await Refused(d => d.AskBack(site.By(person), application.Id))).ToString(), StringComparison.Ordinal);

        await site.Desk(d => d.AnswerAskBack(new Act(person.Id, site.Unit.Id, site.Clock.Now), application.Id, grant: true));

        var now = await site.Reload(application.Id);
        Assert.Equal((ApplicationState.Draft, 0, true), (now.State, now.Arrivals, now.HoldsYear));
        await site.SubmitAsync(person, application);
        Assert.Equal(2, (await site.Reload(application.Id)).Submissions);
    }

    [Fact]
    [Requirement("D9")]
    public async Task AskBack_DeclinedByTheUnit_LeavesItThereAndSaysWhy()
    {
        var (person, application) = await Complete();
        await site.SubmitAsync(person, application);
        await site.Desk(d => d.AskBack(site.By(person), application.Id));
        var unit = new Act(null, site.Unit.Id, site.Clock.Now);
        await Refused(d => d.AnswerAskBack(unit, application.Id, grant: false));
        await site.Desk(d => d.AnswerAskBack(unit with { By = person.Id, Reason = "公示已经开始" }, application.Id, grant: false));
        Assert.Equal(ApplicationState.AtUnit, (await site.Reload(application.Id)).State);
        Assert.Null(await site.WithDb(db => db.OpenAskBack(application.Id)));
    }

    [Fact]
    [Requirement("F3")]
    public async Task Resubmit_NeedsAnAnswerToEveryRemarkAndGoesBackToTheOffice()
    {
        var (person, application) = await Complete();
        await site.SubmitAsync(person, application);
        var remark = await site.ReturnAsync(application);

        var refused = await Refused(d => d.Submit(site.By(person), application.Id, Ids.Blind()));
        Assert.Contains("退回意见还有1条", refused.ToString(), StringComparison.Ordinal);

        await site.Desk(d => d.AnswerRemark(site.By(person), application.Id, remark.Id, "补写了本人作用"));
        await Refused(d => d.AnswerRemark(site.By(person), application.Id, Ids.Blind(), "别的"));
        var second = await site.SubmitAsync(person, application);

        var now = await site.Reload(application.Id);
        Assert.Equal((ApplicationState.AtCommittee, site.Committee.Id, 2, 2), (now.State, now.HolderId, now.Submissions, now.Arrivals));
        Assert.Null(now.Due);
        Assert.Equal(second.Id, (await site.WithDb(db => db.RemarkAnswers().SingleAsync(a => a.RemarkId == remark.Id))).SubmissionId);
    }

    [Fact]
    [Requirement("F4")]
    public async Task Resubmit_AfterTheThirdArrival_IsRefusedWithItsClause()
    {
        var (person, application) = await Complete();
        await site.SubmitAsync(person, application);
        for (var i = 0; i < 2; i++)
        {
            var remark = await site.ReturnAsync(application);
            await site.Desk(d => d.AnswerRemark(site.By(person), application.Id, remark.Id, "改了"));
            await site.SubmitAsync(person, application);
        }

        await site.ReturnAsync(application);
        var refused = await Refused(d => d.Submit(site.By(person), application.Id, Ids.Blind()));
        Assert.Contains("已满3次", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal("四(一)1", refused.Clause!.Path);
    }

    [Fact]
    [Requirement("B2")]
    public async Task Lapse_RecordsPassedDeadlinesOnceAtTheirInstant()
    {
        var (_, draft) = await Draft();
        var (person, submitted) = await Complete();
        await site.SubmitAsync(person, submitted);
        var deleted = await site.DraftAsync(person);
        await site.Desk(d => d.Delete(site.By(person), deleted.Id));

        site.Clock.Now = Edge.AddMilliseconds(-1);
        await site.RunDueAsync();
        Assert.Equal(ApplicationState.Draft, (await site.Reload(draft.Id)).State);

        site.Clock.Now = Edge.AddHours(3);
        await site.RunDueAsync();
        await site.RunDueAsync();
        foreach (var id in new[] { draft.Id, submitted.Id })
        {
            var now = await site.Reload(id);
            Assert.Equal((ApplicationState.Forfeited, Edge, null), (now.State, now.MovedAt, now.Due));
        }

        Assert.True((await site.Reload(submitted.Id)).HoldsYear);
        Assert.False((await site.Reload(draft.Id)).HoldsYear);
        Assert.Equal(ApplicationState.Draft, (await site.Reload(deleted.Id)).State);
        Assert.Equal(1, await site.WithDb(db => db.Set<Zhiping.History.HistoryEntry>().CountAsync(e => e.SubjectId == draft.Id && e.Verb == "Forfeit")));
        site.Clock.SetBeijing(2024, 8, 5, 9);
    }

    [Fact]
    [Requirement("D9")]
    public async Task Receipt_IsSignedAndStopsHoldingWhenOneLetterChanges()
    {
        var (person, application) = await Complete();
        var submission = await site.SubmitAsync(person, application);
        await using var scope = site.NewScope();
        var receipts = (SubmissionReceipts)scope.ServiceProvider.GetService(typeof(SubmissionReceipts))!;
        var open = await site.Desk(d => d.Desk(application.Id, site.Clock.Now));

        var file = await receipts.Export(submission, open.Application, open.Notice);
        var changed = System.Text.Encoding.UTF8.GetString(file).Replace(submission.ReceiptNumber, "2024080100000000", StringComparison.Ordinal);

        Assert.Null(SubmissionReceipts.Verify(file).Problem);
        Assert.Null(SubmissionReceipts.Verify(file, submission.Content).Problem);
        Assert.NotNull(SubmissionReceipts.Verify(file, "{}"u8).Problem);
        Assert.NotNull(SubmissionReceipts.Verify(System.Text.Encoding.UTF8.GetBytes(changed)).Problem);
        Assert.NotNull(SubmissionReceipts.Verify("not json"u8).Problem);
        Assert.NotNull(SubmissionReceipts.Verify("{}"u8).Problem);
    }

    [Theory]
    [Requirement("B4a", "F4", "D9")]
    [InlineData("update applications set submissions = arrivals - 1 where id = {0}", "ck_applications_counts")]
    [InlineData("update applications set arrivals = 1, submissions = 1 where id = {0}", "ck_applications_arrived")]
    [InlineData("update applications set state = 'Returned' where id = {0}", "ck_applications_returned")]
    [InlineData("update applications set holds_year = true where id = {0}", "ck_applications_holds")]
    [InlineData("update applications set submissions = 1 where id = {0}", "ck_applications_holds")]
    [InlineData("update applications set deleted_at = now(), state = 'Forfeited' where id = {0}", "ck_applications_deleted")]
    [InlineData("update applications set year = 12 where id = {0}", "ck_applications_year")]
    [InlineData("insert into draft_sections (application_id, section_id, content, number, saved_at) values ({0}, 'x', '{{}}', 0, now())", "ck_draft_sections_number")]
    [InlineData("insert into draft_sections (application_id, section_id, content, number, saved_at) values ('00000000-0000-0000-0000-000000000000', 'x', '{{}}', 1, now())", "fk_draft_sections_applications_application_id")]
    public async Task Database_RefusesNonsense(string sql, string constraint)
    {
        var (_, application) = await Draft();
        await AssertBreaks(sql, application.Id, constraint);
    }

    [Theory]
    [Requirement("B4a", "D9")]
    [InlineData("insert into submissions (id, application_id, revision_id, number, key, content, sha256, at, receipt_number) select gen_random_uuid(), application_id, revision_id, 2, key, content, sha256, at, 'x' from submissions where application_id = {0}", "ux_submissions_one_a_click")]
    [InlineData("insert into submissions (id, application_id, revision_id, number, key, content, sha256, at, receipt_number) select gen_random_uuid(), application_id, revision_id, 2, gen_random_uuid(), content, sha256, at, receipt_number from submissions where application_id = {0}", "ix_submissions_receipt_number")]
    [InlineData("insert into submissions (id, application_id, revision_id, number, key, content, sha256, at, receipt_number) select gen_random_uuid(), application_id, revision_id, 2, gen_random_uuid(), ''::bytea, sha256, at, 'y' from submissions where application_id = {0}", "ck_submissions_number")]
    [InlineData("delete from applications where id = {0}", "fk_submissions_applications_application_id")]
    public async Task Database_RefusesNonsenseAboutSubmissions(string sql, string constraint)
    {
        var (person, application) = await Complete();
        await site.SubmitAsync(person, application);
        await AssertBreaks(sql, application.Id, constraint);
    }

    [Fact]
    [Requirement("B4a")]
    public async Task Database_RefusesASecondApplicationThatHoldsTheYear()
    {
        var (person, first) = await Complete();
        var second = await site.CompleteAsync(person);
        await site.SubmitAsync(person, first);
        await AssertBreaks("update applications set holds_year = true, submissions = 1 where id = {0}", second.Id, "ux_applications_one_a_year");
    }

    private async Task AssertBreaks(string sql, Guid id, string constraint)
    {
        var broken = await Assert.ThrowsAsync<PostgresException>(() => site.WithDb(db => db.Database.ExecuteSqlRawAsync(sql, id)));
        Assert.Equal(constraint, broken.ConstraintName?.ToLowerInvariant());
    }

    private async Task<(Zhiping.Accounts.Person Person, Application Application)> Complete()
    {
        site.Clock.SetBeijing(2024, 8, 5, 9);
        var person = await site.ApplicantAsync();
        return (person, await site.CompleteAsync(person));
    }

    private async Task<(Zhiping.Accounts.Person Person, Application Application)> Draft()
    {
        site.Clock.SetBeijing(2024, 8, 5, 9);
        var person = await site.ApplicantAsync();
        return (person, await site.DraftAsync(person));
    }

    private async Task<Refusal> Refused(Func<ApplicationDesk, Task> verb) =>
        (await Assert.ThrowsAsync<RefusalException>(() => site.Desk(verb))).Refusal;
}
