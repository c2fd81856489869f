using System.Net;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Payments;
using Zhiping.Policy.Notices;
using Zhiping.Tests.Harness;
using static Zhiping.Tests.Review.ReviewSite;

namespace Zhiping.Tests.Review;

/// <summary>Which act keeps the edge of the application window: the applicant's submit, the unit's recommendation, the arrival at the committee, or the fee.</summary>
public sealed class WindowEndTests
{
    private static readonly ApplicationState[] Submit = [ApplicationState.Draft, ApplicationState.Returned];

    public static TheoryData<EndedBy, ApplicationState> All
    {
        get
        {
            var data = new TheoryData<EndedBy, ApplicationState>();
            foreach (var endedBy in new[] { EndedBy.SubmitByApplicant, EndedBy.RecommendationByUnit, EndedBy.ArrivalAtCommittee, EndedBy.Payment })
            {
                foreach (var state in Enum.GetValues<ApplicationState>())
                {
                    data.Add(endedBy, state);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    [Requirement("B2")]
    public void BindsBeyond_IsTheTruthTable(EndedBy endedBy, ApplicationState state)
    {
        ApplicationState[] bound = endedBy switch
        {
            EndedBy.SubmitByApplicant => Submit,
            EndedBy.RecommendationByUnit => [.. Submit, ApplicationState.AtUnit],
            EndedBy.ArrivalAtCommittee => [.. Submit, ApplicationState.AtUnit, ApplicationState.AtAuthority],
            _ => [.. Submit, ApplicationState.AtUnit, ApplicationState.AtAuthority, ApplicationState.AtCommittee, ApplicationState.Admitted],
        };
        Assert.Equal(bound.Contains(state), DueDates.BindsBeyond(endedBy, state));
    }

    [Theory]
    [InlineData("endedBy: PaperArrival")]
    [InlineData("endedBy: ReviewDecision")]
    [InlineData("endedBy: None")]
    public void Window_CannotEndForWantOfAnActThatIsNotTheApplications(string setting)
    {
        var reading = Policy.Files.Over($"windows: {{application: {{{setting}}}}}");
        Assert.Contains(reading.Problems, p => p.Severity == ProblemSeverity.Error && p.Path == "windows.application.endedBy"
            && p.WriteInstead.En.Contains("SubmitByApplicant, RecommendationByUnit, ArrivalAtCommittee, Payment", StringComparison.Ordinal));
    }

    public sealed class EndedBySubmit : ReviewSite
    {
        protected override string Over => "windows: {application: {endedBy: SubmitByApplicant}}\n";
    }

    public sealed class EndedByRecommendation : ReviewSite
    {
        protected override string Over => "windows: {application: {endedBy: RecommendationByUnit}}\n";
    }

    public sealed class EndedByPayment : ReviewSite
    {
        protected override string Over => "windows: {application: {closes: \"2024-08-30 18:00\", endedBy: Payment}, payment: {closes: 2024-09-15}}\n";
    }

    public sealed class NoCorrectionsAfter : ReviewSite
    {
        protected override string Over => "returns: {correctionsAfterClosing: false}\n";
    }

    public sealed class BySubmit(EndedBySubmit site) : IClassFixture<EndedBySubmit>
    {
        [Fact]
        [Requirement("B2")]
        public async Task Submitted_BeforeTheEdge_IsRecommendedAfterIt_AndADraftIsForfeited()
        {
            var submitted = await site.Submitted(Beijing(8, 20, 9));
            var draft = await site.Draft(Beijing(8, 20, 9));
            await site.Publicise(submitted.Id, Beijing(8, 26, 9));
            await Tick(site, submitted.Id, Beijing(9, 3, 10));
            site.Clock.Now = Beijing(9, 3, 10);

            var recommended = await Recommend(site, submitted.Id);
            Assert.True(recommended.Status == HttpStatusCode.OK, string.Join(' ', recommended.Errors));
            await site.RunDueAsync();
            Assert.Equal(ApplicationState.AtAuthority, (await site.Reload(submitted.Id)).State);
            Assert.Equal(ApplicationState.Forfeited, (await site.Reload(draft.Id)).State);
        }
    }

    public sealed class ByRecommendation(EndedByRecommendation site) : IClassFixture<EndedByRecommendation>
    {
        [Fact]
        [Requirement("B2")]
        public async Task Recommendation_MustHappenBeforeTheEdge_AndWhatIsPassedOnIsSafe()
        {
            var inTime = await Ready(Beijing(8, 12, 9));
            var late = await Ready(Beijing(8, 12, 10));
            site.Clock.Now = Beijing(8, 30, 17, 59);
            Assert.Equal(HttpStatusCode.OK, (await Recommend(site, inTime)).Status);
            Assert.Null((await site.Reload(inTime)).Due);

            site.Clock.Now = Beijing(8, 30, 18);
            var refused = await Recommend(site, late);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains("视为放弃", string.Join(' ', refused.Errors), StringComparison.Ordinal);
            await site.RunDueAsync();

            Assert.Equal(ApplicationState.Forfeited, (await site.Reload(late)).State);
            Assert.Equal(ApplicationState.AtAuthority, (await site.Reload(inTime)).State);
        }

        private async Task<Guid> Ready(DateTimeOffset at)
        {
            var application = await site.Submitted(at);
            await site.Publicise(application.Id, at);
            await Tick(site, application.Id, at.AddDays(9));
            return application.Id;
        }
    }

    public sealed class ByPayment(EndedByPayment site) : IClassFixture<EndedByPayment>
    {
        [Fact]
        [Requirement("B2", "H2")]
        public async Task Fee_MustBePaidBeforeTheEdge_EvenWhereThePaymentWindowIsLonger()
        {
            var paid = await site.Admitted(Beijing(7, 25, 9));
            var unpaid = await site.Admitted(Beijing(7, 25, 10));
            Assert.Equal(Beijing(8, 30, 18), unpaid.Due!.At);
            var voucher = new Voucher("20240829" + paid.Id.ToString("N")[..8], 400, new DateOnly(2024, 8, 29), "白若溪", null);
            var sent = await site.Pay(d => d.SubmitVoucher(new Act(paid.PersonId, null, Beijing(8, 29, 9)), paid.Id, voucher));
            using var clerk = await site.SignedInAsync(site.Clerk, site.Committee.Id);
            site.Clock.Now = Beijing(8, 30, 17, 59);
            var page = await clerk.GetAsync("/office/payments");
            await page.ClickAsync("button[formaction$='handler=Confirm']", []);
            site.Clock.Now = Beijing(8, 30, 18);
            await site.RunDueAsync();

            Assert.Equal(ApplicationState.Paid, (await site.Reload(paid.Id)).State);
            Assert.Equal(ApplicationState.Forfeited, (await site.Reload(unpaid.Id)).State);
        }
    }

    public sealed class Corrections(NoCorrectionsAfter site) : IClassFixture<NoCorrectionsAfter>
    {
        [Fact]
        [Requirement("F3")]
        public async Task Correction_WhereNoneIsTakenAfterClosing_EndsWithTheWindow()
        {
            var application = await site.AtCommittee(Beijing(8, 5, 9));
            await site.ReturnBy(site.ByClerk(Beijing(8, 29, 17)), application.Id);
            var returned = await site.Reload(application.Id);

            Assert.Equal(Beijing(8, 30, 18), returned.Due!.At);
            Assert.NotNull(SubmissionRules.NoTurnLeft(returned, site.Notice, Beijing(8, 30, 18)));
            Assert.Null(SubmissionRules.NoTurnLeft(returned, site.Notice, Beijing(8, 30, 17)));
        }
    }

    private static Task Tick(ReviewSite site, Guid application, DateTimeOffset at) => site.Review(d => d.TickAll(site.ByHr(at), application));

    private static async Task<Page> Recommend(ReviewSite site, Guid application)
    {
        using var hr = await site.SignedInAsync(site.Hr, site.Unit.Id);
        var page = await hr.GetAsync("/office/cases/" + application);
        return await page.ClickAsync("form[action$='handler=Recommend'] button", [("WordsConfirmed", "true")], evenDisabled: true);
    }
}
