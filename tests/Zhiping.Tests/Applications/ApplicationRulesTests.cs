using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Quantities;

namespace Zhiping.Tests.Applications;

/// <summary>What may be done to an application, at every state and around every edge.</summary>
public sealed class ApplicationRulesTests
{
    public static TheoryData<ApplicationState> States => [.. Enum.GetValues<ApplicationState>()];

    [Theory]
    [MemberData(nameof(States))]
    [Requirement("D2", "D9")]
    public void Writing_IsForDraftsAndReturnedOnes(ApplicationState state) =>
        Assert.Equal(state is ApplicationState.Draft or ApplicationState.Returned, ApplicationRules.CanWrite(Some.At(state), Some.Monday) is null);

    [Theory]
    [MemberData(nameof(States))]
    [Requirement("D9")]
    public void AskingBack_IsForThoseAtTheUnit(ApplicationState state) =>
        Assert.Equal(state == ApplicationState.AtUnit, ApplicationRules.CanRequestBack(Some.At(state), Some.Monday) is null);

    [Theory]
    [MemberData(nameof(States))]
    [Requirement("B4a")]
    public void Withdrawing_EndsWhenItIsWithTheCommittee(ApplicationState state) =>
        Assert.Equal(
            state is ApplicationState.Draft or ApplicationState.AtUnit or ApplicationState.AtAuthority or ApplicationState.Returned,
            ApplicationRules.CanWithdraw(Some.At(state), Some.Monday) is null);

    [Theory]
    [MemberData(nameof(States))]
    public void Deleting_IsForDraftsThatNobodyReceived(ApplicationState state) =>
        Assert.Equal(state == ApplicationState.Draft, ApplicationRules.CanDelete(Some.At(state)) is null);

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [Requirement("B2")]
    public void Submit_AroundTheClosingMillisecond_CountsOnlyBefore(int milliseconds, bool accepted)
    {
        var refusal = ApplicationRules.CanSubmit(Some.Draft(), Some.Edge.AddMilliseconds(milliseconds));
        Assert.Equal(accepted, refusal is null);
        if (!accepted)
        {
            Assert.Equal(Some.Clause, refusal!.Clause);
            Assert.Contains("视为放弃", refusal.ToString(), StringComparison.Ordinal);
            Assert.Contains("2024年8月30日（周五）18:00", refusal.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [Requirement("B2", "D9")]
    public void EveryVerbOfTheApplicant_IsBoundByThePassedDeadline(int milliseconds, bool accepted)
    {
        var at = Some.Edge.AddMilliseconds(milliseconds);
        Assert.Equal(accepted, ApplicationRules.CanWrite(Some.Draft(), at) is null);
        Assert.Equal(accepted, ApplicationRules.CanWithdraw(Some.At(ApplicationState.AtUnit), at) is null);
        Assert.Equal(accepted, ApplicationRules.CanRequestBack(Some.At(ApplicationState.AtUnit), at) is null);
    }

    [Fact]
    [Requirement("B2")]
    public void Lapse_IsDatedAtTheEdgeWhateverTheHour()
    {
        var application = Some.Draft();
        application.Lapse();
        Assert.Equal(ApplicationState.Forfeited, application.State);
        Assert.Equal(Some.Edge, application.MovedAt);
        Assert.Null(application.Unrecorded[^1].Act.By);
        Assert.False(application.HoldsYear);
    }

    [Fact]
    [Requirement("B2")]
    public void Lapse_WhereLateIsNotAccepted_RefusesADraftToo()
    {
        var application = Some.Draft(DueConsequence.NotAccepted);
        application.Lapse();
        Assert.Equal(ApplicationState.NotAccepted, application.State);
    }

    [Fact]
    [Requirement("B4a")]
    public void Withdraw_BeforeTheFirstArrival_FreesTheYear()
    {
        var application = Some.At(ApplicationState.AtUnit);
        Assert.True(application.HoldsYear);
        application.Withdraw(Some.Act());
        Assert.False(application.HoldsYear);
    }

    [Fact]
    [Requirement("B4a")]
    public void Withdraw_AfterTheFirstArrival_KeepsTheYear()
    {
        var application = Some.At(ApplicationState.Returned);
        application.Withdraw(Some.Act());
        Assert.True(application.HoldsYear);
    }

    [Fact]
    [Requirement("D9")]
    public void SendBackAsAsked_IsNoReturnAndStartsNoClock()
    {
        var application = Some.At(ApplicationState.AtUnit);
        application.RequestBack(Some.Act()).Grant(Some.Act(), application);
        Assert.Equal(ApplicationState.Draft, application.State);
        Assert.Equal(0, application.Arrivals);
        Assert.Null(application.ReturnedById);
        Assert.Equal(Some.Edge, application.Due!.At);
    }

    [Fact]
    [Requirement("D9", "F3")]
    public void SendBackAsAsked_OfACorrection_LetsItsClockRunOn()
    {
        var clock = new DueDate(Some.Monday.AddDays(2), DueConsequence.NotAccepted, new("改正", "correct"), Some.Clause);
        var application = Some.At(ApplicationState.AtUnit);
        application.Move(Some.Act(), ApplicationVerb.Return, ApplicationState.Returned, Some.Unit, clock);
        application.Submit(Some.Act(), "{}"u8.ToArray(), Some.Unit, ApplicationState.AtUnit, Some.ArriveBy());

        var late = ApplicationRules.CanSendBackAsAsked(application, clock.At);
        application.SendBackAsAsked(Some.Act(clock.At.AddMilliseconds(-1)));

        Assert.NotNull(late);
        Assert.Equal(ApplicationState.Returned, application.State);
        Assert.Equal(clock.At, application.Due!.At);
    }

    [Fact]
    [Requirement("D9")]
    public void Decline_NeedsAReason()
    {
        var application = Some.At(ApplicationState.AtUnit);
        var asked = application.RequestBack(Some.Act());
        Assert.Throws<RefusalException>(() => asked.Decline(Some.Act(), application));
        asked.Decline(Some.Act(reason: "公示已经开始"), application);
        Assert.False(asked.Granted);
        Assert.Throws<RefusalException>(() => asked.Grant(Some.Act(), application));
    }

    [Fact]
    public void Extend_NeedsAReasonAndALaterTime()
    {
        var application = Some.Draft();
        var later = new DueDate(Some.Edge.AddDays(1), DueConsequence.Forfeited, new("延长", "extended"), Some.Clause);
        Assert.Throws<RefusalException>(() => application.Extend(Some.Act(), later));
        Assert.Throws<RefusalException>(() => application.Extend(Some.Act(reason: "停电"), Some.ArriveBy()));
        application.Extend(Some.Act(reason: "停电"), later);
        Assert.Equal(later.At, application.Due!.At);
        Assert.Null(ApplicationRules.CanSubmit(application, Some.Edge));
    }

    [Fact]
    public void DeletedDraft_CanBeNeitherWrittenNorSubmittedUntilRestored()
    {
        var application = Some.Draft();
        application.Delete(Some.Act());
        Assert.NotNull(ApplicationRules.CanWrite(application, Some.Monday));
        Assert.NotNull(ApplicationRules.CanSubmit(application, Some.Monday));
        application.Restore(Some.Act());
        Assert.Null(ApplicationRules.CanSubmit(application, Some.Monday));
        Assert.Throws<RefusalException>(() => application.Restore(Some.Act()));
    }

    [Fact]
    [Requirement("F3")]
    public void Answer_NeedsWordsAndCannotChangeOnceSubmitted()
    {
        var application = Some.At(ApplicationState.Returned);
        Assert.Throws<RefusalException>(() => new RemarkAnswer(Some.Act(), application, Some.Body, " "));
        var answer = new RemarkAnswer(Some.Act(), application, Some.Body, "已补上第2页");
        answer.GoWith(application.Submit(Some.Act(), "{}"u8.ToArray(), Some.Body, ApplicationState.AtCommittee, null));
        Assert.Throws<RefusalException>(() => answer.Write(Some.Act(), application, "另一种说法"));
    }

    [Fact]
    [Requirement("F4")]
    public void Arrivals_CountOnlyAtTheCommittee()
    {
        var application = Some.At(ApplicationState.Returned);
        Assert.Equal((1, 1), (application.Submissions, application.Arrivals));
        application.Submit(Some.Act(), "{}"u8.ToArray(), Some.Body, ApplicationState.AtCommittee, null);
        Assert.Equal((2, 2), (application.Submissions, application.Arrivals));
        Assert.Equal(Level.DeputySenior, application.Level);
    }
}
