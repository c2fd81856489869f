using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Demo;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Rules;

namespace Zhiping.Tests.Applications;

/// <summary>What an applicant submits, and when, on a real database under the published culture notice.</summary>
public sealed class ApplicationSubmitTests(ApplicationSite site) : ApplicationScene(site)
{
    [Fact]
    [Requirement("D3", "D9", "B2")]
    public async Task Submit_OfACompleteDraft_GoesToTheUnitAndIsFrozen()
    {
        var (person, application) = await Complete();
        var check = await Site.Desk(d => d.Check(application.Id, Site.Clock.Now));
        Assert.Equal([], check.Findings.Where(f => f.Severity == Severity.MustFix).Select(f => $"{f.Section}: {f.Message.Zh}"));

        var submission = await Site.SubmitAsync(person, application);
        var now = await Site.Reload(application.Id);

        Assert.Equal((ApplicationState.AtUnit, Site.Unit.Id), (now.State, now.HolderId));
        Assert.Equal(Edge, now.Due!.At);
        var document = ApplicationDocument.Parse(submission.Content);
        Assert.Equal(submission.Content, document.ToCanonicalJson());
        Assert.DoesNotContain(person.Id.ToString(), System.Text.Encoding.UTF8.GetString(submission.Content), StringComparison.Ordinal);

        var refused = await Refused(d => d.SaveSection(Site.By(person), application.Id, "summary", SectionContent.Empty, 1));
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
            var submission = await Site.SubmitAsync(person, application, at);
            Assert.Equal(at, submission.At);
            return;
        }

        var refused = await Refused(d => d.Submit(Site.By(person, at), application.Id, Ids.Blind()));
        Assert.Equal("三(一)", refused.Clause!.Path);
        Assert.Contains("视为放弃", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await Site.WithDb(db => db.Submissions().CountAsync(s => s.ApplicationId == application.Id)));
    }

    [Fact]
    [Requirement("B4a")]
    public async Task Submit_OfASecondApplicationInTheYear_IsRefusedAndKeepsTheDraft()
    {
        var (person, first) = await Complete();
        var second = await Site.CompleteAsync(person);
        await Site.SubmitAsync(person, first);

        var refused = await Refused(d => d.Submit(Site.By(person), second.Id, Ids.Blind()));

        Assert.Contains("2024年度已经提交过一份申报", refused.ToString(), StringComparison.Ordinal);
        Assert.NotNull(refused.Clause);
        Assert.Equal(ApplicationState.Draft, (await Site.Reload(second.Id)).State);

        await Site.Desk(d => d.Withdraw(Site.By(person), first.Id));
        await Site.SubmitAsync(person, second);
        Assert.Equal(ApplicationState.AtUnit, (await Site.Reload(second.Id)).State);
    }

    [Fact]
    [Requirement("B4a")]
    public async Task Submit_OfTwoApplicationsAtOnce_LetsOneThrough()
    {
        var (person, first) = await Complete();
        var second = await Site.CompleteAsync(person);
        Application[] both = [first, second];

        var outcomes = await Task.WhenAll(both.Select(async a =>
        {
            try
            {
                await Site.SubmitAsync(person, a);
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

        var receipts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Site.Desk(d => d.Submit(Site.By(person), application.Id, key))));

        Assert.Single(receipts.Select(s => s.ReceiptNumber).Distinct());
        Assert.Equal(1, (await Site.Reload(application.Id)).Submissions);
        Assert.Equal(1, await Site.WithDb(db => db.Submissions().CountAsync(s => s.ApplicationId == application.Id)));
    }

    [Theory]
    [InlineData(MadeUpFault.EmptyField, "summary")]
    [InlineData(MadeUpFault.HoursShort, "continuingEducation")]
    [InlineData(MadeUpFault.NoPledge, "pledge")]
    [Requirement("D4", "E1", "G1")]
    public async Task Submit_OfAnUnfinishedDraft_SaysHowMuchIsLeft(MadeUpFault fault, string section)
    {
        Site.Clock.SetBeijing(2024, 8, 5, 9);
        var person = await Site.ApplicantAsync();
        var application = await Site.CompleteAsync(person, fault);

        var check = await Site.Desk(d => d.Check(application.Id, Site.Clock.Now));
        var refused = await Refused(d => d.Submit(Site.By(person), application.Id, Ids.Blind()));

        Assert.Contains(check.Findings, f => f.Section == section && f is { Severity: Severity.MustFix, Clause: not null } && f.Remedy.Zh.Length > 0);
        Assert.Contains("要改正", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("E4", "D6")]
    public async Task Check_OfATextWithTheOwnNameOrUnit_PointsAtIt()
    {
        var (person, application) = await Complete();
        var summary = new SectionContent { Entries = [Some.Entry("summary", ("text", "苏木清在云杉县文化馆工作。"))] };
        await Site.Desk(d => d.SaveSection(Site.By(person), application.Id, "summary", summary, 1));

        var check = await Site.Desk(d => d.Check(application.Id, Site.Clock.Now));

        var leak = Assert.Single(check.Findings, f => f.RuleId == ApplicationAssembly.OwnNameRule);
        Assert.Equal(("summary", "text", Severity.MustFix), (leak.Section, leak.Field, leak.Severity));
        Assert.Contains("苏木清", leak.Message.Zh, StringComparison.Ordinal);
        Assert.Equal("四(一)3", leak.Clause!.Path);
    }

    [Fact]
    [Requirement("D9")]
    public async Task Receipt_IsSignedAndStopsHoldingWhenOneLetterChanges()
    {
        var (person, application) = await Complete();
        var submission = await Site.SubmitAsync(person, application);
        await using var scope = Site.NewScope();
        var receipts = (SubmissionReceipts)scope.ServiceProvider.GetService(typeof(SubmissionReceipts))!;
        var open = await Site.Desk(d => d.Desk(application.Id, Site.Clock.Now));

        var file = await receipts.Export(submission, open.Application, open.Notice);
        var changed = System.Text.Encoding.UTF8.GetString(file).Replace(submission.ReceiptNumber, "2024080100000000", StringComparison.Ordinal);

        Assert.Null(SubmissionReceipts.Verify(file).Problem);
        Assert.Null(SubmissionReceipts.Verify(file, submission.Content).Problem);
        Assert.NotNull(SubmissionReceipts.Verify(file, "{}"u8).Problem);
        Assert.NotNull(SubmissionReceipts.Verify(System.Text.Encoding.UTF8.GetBytes(changed)).Problem);
        Assert.NotNull(SubmissionReceipts.Verify("not json"u8).Problem);
        Assert.NotNull(SubmissionReceipts.Verify("{}"u8).Problem);
    }
}
